//! What to offer at a TAB: commands and options from the parser, names from the handbook.
//!
//! The parser's own engine walks the words; the arguments that take a name from the handbook are
//! given a completer here, by their ids, so that the commands themselves know nothing of it.

mod answers;
mod choice;
mod request;

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};

use self::answers::Completer;
use self::request::Request;
use super::arguments::{FIND, prepare};
use super::command::command;
use super::help;
use crate::page::words::Lang;
use crate::render::clean::clean;

/// Something to offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// What goes into the command line.
    pub(super) value: String,
    /// What it is.
    pub(super) about: String,
}

/// What a shell does with a candidate that does not begin with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taste {
    /// It replaces the word if the candidate is the only one.
    Anything,
    /// It compares for itself and drops what does not resemble the word.
    Resembling,
}

/// The id of the argument that stands for bare words, which the parser knows only after
/// [`prepare`] has put a command before them.
const BARE: &str = "bare";

/// Returns what fits the last of the words, in the order in which to show it.
pub(super) fn offers(mut words: Vec<OsString>, taste: Taste) -> Vec<Offer> {
    let Some(typed) = words.pop() else { return Vec::new() };
    let mut before = prepare(words.into_iter());
    let lang = super::language(&before);
    let request = Arc::new(Request::read(&before, lang, taste));
    let mut root = equipped(command(lang).arg(Arg::new(BARE)), &request);
    let (place, here) = (before.len(), std::env::current_dir().ok());
    before.push(typed.clone());
    let candidates = complete(&mut root, before, place, here.as_deref()).unwrap_or_default();
    let named = candidates.iter().filter(|candidate| candidate.get_value() != FIND);
    without_options(named.map(|candidate| offer(candidate, lang)).collect(), &typed)
}

/// Gives completers to the arguments of the command that was named.
fn equipped(mut root: Command, request: &Arc<Request>) -> Command {
    root.build();
    root.mut_args(|arg| with_completer(arg, request)).mut_subcommands(|command| {
        // Its arguments, once they are built, have brought a description of their own.
        let about = help::about(command.get_name(), request.lang);
        let is_named = request.command() == Some(command.get_name());
        let command = command.about(about);
        if is_named { command.mut_args(|arg| with_completer(arg, request)) } else { command }
    })
}

fn with_completer(arg: Arg, request: &Arc<Request>) -> Arg {
    let Some(answer) = answers::to(arg.get_id().as_str()) else { return arg };
    let request = Arc::clone(request);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| ask(answer, &request, typed)))
}

/// Asks the handbook; one that cannot answer offers nothing.
fn ask(answer: Completer, request: &Request, typed: &OsStr) -> Vec<CompletionCandidate> {
    let offers = typed.to_str().and_then(|typed| answer(request, typed));
    let candidate =
        |offer: Offer| CompletionCandidate::new(offer.value).help(Some(offer.about.into()));
    offers.unwrap_or_default().into_iter().map(candidate).collect()
}

fn offer(candidate: &CompletionCandidate, lang: Lang) -> Offer {
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let about = help.lines().next().unwrap_or_default();
    let about = if lang == Lang::Zh { in_chinese(about).unwrap_or(about) } else { about };
    let value = candidate.get_value().to_string_lossy();
    Offer { value: clean(&value).into_owned(), about: clean(about).into_owned() }
}

/// Leaves options out where nothing was typed and there is something else to offer.
fn without_options(mut offers: Vec<Offer>, typed: &OsStr) -> Vec<Offer> {
    let is_option = |offer: &Offer| offer.value.starts_with('-');
    if typed.is_empty() && !offers.iter().all(is_option) {
        offers.retain(|offer| !is_option(offer));
    }
    offers
}

/// Returns the Chinese words for what the parser says of the values of an option.
fn in_chinese(about: &str) -> Option<&'static str> {
    Some(match about {
        "Chinese" => "中文",
        "English" => "英文",
        "Chinese, then English" => "先中文，后英文",
        "Every language of the handbook, in JSON" => "手册里的所有语言，用于 JSON",
        "On a terminal" => "在终端上才用",
        "Always" => "总是",
        "Never" => "从不",
        "Laid out for a terminal" => "按终端排版",
        "One entry a line, without columns" => "一行一条，不分栏",
        "Running text, to read aloud or to send" => "一段文字，可以念，也可以发",
        "A document to print" => "可打印的网页",
        "A sheet of A4" => "A4 纸",
        "A receipt, 80 mm wide" => "80 毫米小票",
        "Official working days" => "工作日",
        "Every day of the calendar" => "日历上的每一天",
        "Months, to the same day number" => "月，到同一个日子",
        "Years, to the same day" => "年，到同一天",
        "Guides" => "办事指南",
        "Offices" => "科室和部门",
        "Papers" => "材料",
        "Laws" => "法律",
        "Service promises" => "服务承诺",
        "Telephone lines and boxes" => "电话和意见箱",
        "Goals of the year" => "年度目标",
        "Notice boards" => "政务公开栏",
        "The openness catalogue" => "政务公开目录",
        _ => return None,
    })
}
