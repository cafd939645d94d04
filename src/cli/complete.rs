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

use self::answers::Answer;
use self::request::Request;
use super::arguments::{FIND, prepare};
use super::command::command;
use super::{environment, help};
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
    let root = command(lang).arg(Arg::new(BARE).hide(true));
    let request = Arc::new(Request::read(root.clone(), &before, lang, taste));
    let mut root = equipped(root, &request);
    let place = before.len();
    before.push(typed.clone());
    let candidates = complete(&mut root, before, place, None).unwrap_or_default();
    let offers = candidates.iter().filter(|candidate| !is_secret(candidate));
    chosen(offers.map(|candidate| offer(candidate, lang)).collect(), &typed)
}

/// Gives completers to the arguments of the command that was named.
fn equipped(mut root: Command, request: &Arc<Request>) -> Command {
    root.build();
    let root = root.mut_args(|arg| with_completer(arg, request));
    match request.command() {
        Some(name) => root.mut_subcommand(name, |command| {
            command.mut_args(|arg| with_completer(arg, request))
        }),
        None => root,
    }
}

fn with_completer(arg: Arg, request: &Arc<Request>) -> Arg {
    let Some(answer) = answers::to(arg.get_id().as_str()) else { return arg };
    let request = Arc::clone(request);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| ask(answer, &request, typed)))
}

/// Asks the handbook; one that cannot answer offers nothing.
fn ask(answer: Answer, request: &Request, typed: &OsStr) -> Vec<CompletionCandidate> {
    let offers = typed.to_str().and_then(|typed| answer(request, typed));
    let candidate = |offer: Offer| {
        CompletionCandidate::new(offer.value).help(Some(offer.about.into()))
    };
    offers.unwrap_or_default().into_iter().map(candidate).collect()
}
