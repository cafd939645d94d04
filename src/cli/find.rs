//! Bare words: an exact name shows, everything else is looked for.

use clap::Args;

use super::failure::Failure;
use super::reader::{self, desk};
use super::screen::Screen;
use super::{Outcome, arguments, search, show};
use crate::edition::Edition;
use crate::handbook::index::Thing;
use crate::search::resolve::exact;

/// Bare words, with the options of `show` and `search`.
#[derive(Debug, Args)]
pub(super) struct FindArgs {
    #[command(flatten)]
    show: show::ShowArgs,
    /// Show at most so many hits
    #[arg(long, value_name = "N", default_value_t = 5, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
}

/// Shows the guide that the words name, or looks for them.
pub(super) fn run(args: &FindArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let query = args.show.guide.join(" ");
    let here = desk(edition, screen.lang)?;
    if let Some(ordinal) = exact(&here.pack.names()?, Thing::Guide, &query)? {
        let place = usize::try_from(ordinal).unwrap_or(usize::MAX);
        reader::note_changes(edition, [place], screen)?;
        return show::show(&args.show, &here, place, screen);
    }
    let outcome = search::look(&query, args.limit, args.show.format, edition, screen)?;
    if outcome == Outcome::NothingFound {
        suggest_command(&args.show.guide, screen);
    }
    Ok(outcome)
}

/// Says which command a mistyped one may be.
fn suggest_command(words: &[String], screen: &Screen) {
    let Some((typed, rest)) = words.split_first() else { return };
    let same = |command: &str| typed.bytes().zip(command.bytes()).filter(|(a, b)| a == b).count();
    let is_near = |command: &&&str| {
        let (same, length) = (same(command), command.len());
        typed.len().abs_diff(length) <= 1 && same + 2 >= length && same * 2 >= length
    };
    let near = arguments::COMMANDS.iter().filter(is_near);
    if let Some(command) = near.max_by_key(|command| same(command)) {
        let line = format!("guide {command} {}", rest.join(" "));
        let line = line.trim_end();
        let lang = screen.lang;
        screen.hint(lang.pick(format!("是不是 `{line}`？"), format!("did you mean `{line}`?")));
    }
}
