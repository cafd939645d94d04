//! The tree of commands. Each command's arguments are built only when it is the one asked for.

use clap::builder::styling::Styles;
use clap::{Args, Command, ValueEnum};
use std::path::PathBuf;

use super::arguments::FIND;
use super::{completions, find, help, law, list, office, search, show};
use crate::page::words::Lang;

/// Options that every command has.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Use this handbook: a folder, a pack, or `national`; repeat it to lay one over another
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
    /// JSON.
    Json,
}

/// Builds the tree of commands with help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let root = Command::new("guide")
        .version(env!("CARGO_PKG_VERSION"))
        .styles(Styles::plain())
        .disable_help_subcommand(true)
        .subcommand(leaf::<search::SearchArgs>("search", lang))
        .subcommand(leaf::<show::ShowArgs>("show", lang))
        .subcommand(leaf::<list::ListArgs>("list", lang))
        .subcommand(leaf::<office::OfficeArgs>("office", lang))
        .subcommand(leaf::<law::LawArgs>("law", lang))
        .subcommand(leaf::<completions::CompletionsArgs>("completions", lang))
        .subcommand(leaf::<find::FindArgs>(FIND, lang).hide(true));
    help::localise(Common::augment_args(root), lang)
}

/// Adds a command whose arguments are built only when it is asked for.
fn leaf<A: Args>(name: &'static str, lang: Lang) -> Command {
    let build = match lang {
        Lang::Zh => |command| help::localise(A::augment_args(command), Lang::Zh),
        Lang::En => |command| help::localise(A::augment_args(command), Lang::En),
    };
    Command::new(name).about(help::about(name, lang)).defer(build)
}
