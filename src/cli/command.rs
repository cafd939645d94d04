//! The tree of commands. Each command's arguments are built only when it is the one asked for.

use clap::builder::styling::Styles;
use clap::{Args, Command, ValueEnum};
use std::path::PathBuf;

use super::arguments::{COMMANDS, FIND};
use super::{ask, checklist, completions, due, find, help, law, list, office, pack, search, show};
use crate::page::words::Lang;
use crate::render::Paper;

/// Options that every command has.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Use this handbook: a folder, a pack or `national`; repeat to layer
    #[arg(long, value_name = "PATH", global = true, value_hint = clap::ValueHint::AnyPath)]
    pub(super) handbook: Vec<PathBuf>,
    /// Speak this language: zh, en, both (JSON also: all)
    #[arg(long, value_name = "LANG", global = true, hide_possible_values = true)]
    pub(super) lang: Option<LangChoice>,
    /// Use colours: auto, always, never
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        hide_possible_values = true,
        default_value = "auto",
        hide_default_value = true
    )]
    pub(super) color: ColorChoice,
    /// Lay --format html out for this paper: a4, receipt (80 mm)
    #[arg(long, value_name = "PAPER", global = true, hide_possible_values = true)]
    pub(super) paper: Option<PaperChoice>,
    /// Do not use a pager
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// Print no warnings
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// The languages to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangChoice {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// Chinese, then English.
    Both,
    /// Every language of the handbook, in JSON.
    All,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The papers to print on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PaperChoice {
    /// A sheet of A4.
    A4,
    /// A receipt, 80 mm wide.
    Receipt,
}

impl From<PaperChoice> for Paper {
    fn from(choice: PaperChoice) -> Self {
        match choice {
            PaperChoice::A4 => Self::A4,
            PaperChoice::Receipt => Self::Receipt,
        }
    }
}

/// The formats of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Laid out for a terminal.
    Terminal,
    /// One entry a line, without columns.
    Plain,
    /// Running text, to read aloud or to send.
    Message,
    /// Markdown.
    Markdown,
    /// A document to print.
    Html,
    /// JSON.
    Json,
}

/// Builds the tree of commands with help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let names = COMMANDS.iter().copied().chain([FIND]);
    let leaves = names.map(|name| {
        let leaf = Command::new(name).about(help::about(name, lang)).hide(name == FIND);
        leaf.defer(match lang {
            Lang::Zh => |leaf| help::localise(arguments(leaf), Lang::Zh),
            Lang::En => |leaf| help::localise(arguments(leaf), Lang::En),
        })
    });
    help::localise(root().subcommands(leaves), lang)
}

/// Builds the parser of one command, whose name the command line no longer has, or of none: without
/// the others and without help, since building these takes longer than to answer.
pub(super) fn parser(name: Option<&'static str>) -> Command {
    let Some(name) = name else { return root() };
    let command = Command::new(name).bin_name(format!("guide {name}")).styles(Styles::plain());
    Common::augment_args(arguments(command))
}

fn root() -> Command {
    let root = Command::new("guide").version(env!("CARGO_PKG_VERSION")).styles(Styles::plain());
    Common::augment_args(root.disable_help_subcommand(true))
}

/// Adds the arguments of a command, by its name.
fn arguments(command: Command) -> Command {
    match command.get_name() {
        "search" => search::SearchArgs::augment_args(command),
        "show" => show::ShowArgs::augment_args(command),
        "ask" => ask::AskArgs::augment_args(command),
        "checklist" => checklist::ChecklistArgs::augment_args(command),
        "due" => due::DueArgs::augment_args(command),
        "list" => list::ListArgs::augment_args(command),
        "office" => office::OfficeArgs::augment_args(command),
        "law" => law::LawArgs::augment_args(command),
        "pack" => pack::PackArgs::augment_args(command),
        "completions" => completions::CompletionsArgs::augment_args(command),
        _ => find::FindArgs::augment_args(command),
    }
}
