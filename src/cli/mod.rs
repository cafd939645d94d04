//! The command line: one file a command. The only place with streams, clock and environment.

mod arguments;
mod ask;
mod checklist;
mod command;
mod complete;
mod completions;
mod day;
mod due;
mod environment;
mod failure;
mod find;
mod help;
mod law;
mod list;
mod message;
mod office;
mod pack;
mod progress;
mod reader;
mod screen;
mod search;
mod show;
mod start;

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, FromArgMatches};

use self::command::{ColorChoice, Common, Format};
use self::failure::Failure;
use self::message::tell;
use self::screen::Screen;
use crate::edition::Edition;
use crate::page::words::Lang;

/// Whether a command found what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did.
    Answered,
    /// It did not, and has said so.
    NothingFound,
}

/// Runs the program and returns its exit code.
pub fn main() -> u8 {
    if completions::complete(std::env::args_os()) {
        return 0;
    }
    let arguments = arguments::prepare(std::env::args_os());
    let lang = language(&arguments);
    match run(&arguments, lang) {
        Ok(Outcome::Answered) => 0,
        Ok(Outcome::NothingFound) => 1,
        Err(Failure::Usage(error)) if is_help(&error) => print_help(&error, lang),
        Err(failure) => {
            tell(&failure.report(lang), lang, color(&arguments));
            failure.exit_code()
        }
    }
}

/// Returns the language of messages, which help and errors need before anything is parsed.
fn language(arguments: &[OsString]) -> Lang {
    match value(arguments, "--lang") {
        Some("zh" | "both" | "all") => Lang::Zh,
        Some("en") => Lang::En,
        _ => environment::language(),
    }
}

/// Returns when messages have colours, which a wrong command line has to say too.
fn color(arguments: &[OsString]) -> ColorChoice {
    match value(arguments, "--color") {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Returns the value of an option, before anything is parsed.
fn value<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a str> {
    let after = arguments.iter().position(|argument| argument == option);
    let joined =
        |argument: &'a OsString| argument.to_str()?.strip_prefix(option)?.strip_prefix('=');
    let next = after.and_then(|place| arguments.get(place + 1)?.to_str());
    next.or_else(|| arguments.iter().find_map(joined))
}

fn run(arguments: &[OsString], lang: Lang) -> Result<Outcome, Failure> {
    let (command, matches) = matches(arguments, lang)?;
    let common = Common::from_arg_matches(&matches)?;
    if common.paper.is_some() && !writes_html(&matches) {
        return Err(Failure::PaperWithoutHtml);
    }
    let screen = Screen::new(&common, lang);
    match command {
        Some("completions") => return completions::run(&parse(&matches)?, &screen),
        Some("pack") => return pack::run(&parse(&matches)?, &common, &screen),
        _ => {}
    }
    let edition = reader::open(&common, &screen)?;
    match answer(command, &matches, &edition, &screen) {
        Err(Failure::Damaged) if edition.discard() => {
            answer(command, &matches, &reader::open(&common, &screen)?, &screen)
        }
        answered => answered,
    }
}

/// Says whether a command is to write HTML, the one format that is laid out for a paper.
fn writes_html(matches: &ArgMatches) -> bool {
    let format = matches.try_get_one::<Format>("format");
    format.is_ok_and(|format| format == Some(&Format::Html))
}

/// Runs a command that reads the handbook.
fn answer(
    command: Option<&str>,
    matches: &ArgMatches,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let Some(command) = command else { return start::run(edition, screen) };
    match command {
        "search" => search::run(&parse(matches)?, edition, screen),
        "show" => show::run(&parse(matches)?, edition, screen),
        "ask" => ask::run(&parse(matches)?, edition, screen),
        "checklist" => checklist::run(&parse(matches)?, edition, screen),
        "due" => due::run(&parse(matches)?, edition, screen),
        "list" => list::run(&parse(matches)?, edition, screen),
        "office" => office::run(&parse(matches)?, edition, screen),
        "law" => law::run(&parse(matches)?, edition, screen),
        _ => find::run(&parse(matches)?, edition, screen),
    }
}

/// Parses the arguments; for help, which needs every word of it, once more with the whole tree.
fn matches(
    arguments: &[OsString],
    lang: Lang,
) -> Result<(Option<&'static str>, ArgMatches), clap::Error> {
    let mut rest = arguments.to_vec();
    let command = arguments::take_command(&mut rest);
    let parsed = command::parser(command).try_get_matches_from(rest);
    if parsed.as_ref().is_err_and(is_help) {
        return command::command(lang).try_get_matches_from(arguments).map(|whole| (None, whole));
    }
    Ok((command, parsed.map_err(|error| in_command(error, command))?))
}

/// Says which command an error is about: of a wrong value the parser does not tell.
fn in_command(mut error: clap::Error, command: Option<&str>) -> clap::Error {
    let is_told = error.get(ContextKind::Usage).is_some();
    if let Some(name) = command.filter(|_| !is_told) {
        error.insert(ContextKind::Usage, ContextValue::String(format!("guide {name}")));
    }
    error
}

fn parse<T: FromArgMatches>(matches: &ArgMatches) -> Result<T, Failure> {
    Ok(T::from_arg_matches(matches)?)
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// Prints help and version where they were asked for: on standard output.
fn print_help(error: &clap::Error, lang: Lang) -> u8 {
    let page = help::page(error.to_string(), lang);
    screen::write(&page).map_or_else(|failure| failure.exit_code(), |()| 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, help: &str) {
        let arguments = arguments::prepare(line.split(' ').map(OsString::from));
        for lang in [Lang::Zh, Lang::En] {
            let report = Failure::from(matches(&arguments, lang).unwrap_err()).report(lang);
            let report: String = report.iter().map(|message| message.plain(lang)).collect();
            assert!(report.contains(&format!("`{help}`")), "{line}: {report}");
        }
    }

    #[test]
    fn a_mistake_leads_to_the_help_of_its_command() {
        case("guide due --days x", "guide due --help");
        case("guide search --limit x fee", "guide search --help");
        case("guide ask transfer --case", "guide ask --help");
        case("guide pack --nonsense", "guide pack --help");
        case("guide --handbook", "guide --help");
        case("guide transfer --case", "guide --help");
    }
}
