//! `guide show GUIDE`.

use clap::Args;

use super::command::Format;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::Screen;
use super::{Outcome, day};
use crate::edition::Edition;
use crate::handbook::model::{Filed, Guide};
use crate::page::{self, Desk, Page};
use crate::record;
use crate::tailor::{Case, Given, read_case};

/// What to show of which guide.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Which one: id, title, other name, pinyin or initials
    #[arg(required = true, value_name = "GUIDE", value_hint = clap::ValueHint::Other)]
    pub(super) guide: Vec<String>,
    /// Show only this section, by its name in either language; repeatable
    #[arg(long, value_name = "NAME", value_hint = clap::ValueHint::Other)]
    pub(super) section: Vec<String>,
    /// Show everything
    #[arg(long, conflicts_with = "section")]
    pub(super) all: bool,
    /// Show the steps as lanes: who does which, and where one leads that fails
    #[arg(long, conflicts_with_all = ["section", "all"])]
    pub(super) flow: bool,
    /// Show this case: an answer's id, title, other name or pinyin; repeatable
    #[arg(long, alias = "when", value_name = "ANSWER", value_hint = clap::ValueHint::Other)]
    pub(super) case: Vec<String>,
    /// Show what was in force on this day: 2005-09-01, 2005/9/1, 20050901
    #[arg(long, value_name = "DATE", value_hint = clap::ValueHint::Other)]
    pub(super) on: Option<String>,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Option<Format>,
}

/// Prints a guide.
pub(super) fn run(args: &ShowArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let place = reader::find(&here, Kind::Guide, &args.guide.join(" "))?;
    reader::note_changes(edition, [place], screen)?;
    show(args, &here, place, screen)
}

/// Prints the guide at a place.
pub(super) fn show(
    args: &ShowArgs,
    here: &Desk<'_>,
    place: usize,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let format = args.format.unwrap_or(Format::Terminal);
    let here = &match &args.on {
        Some(day) => here.clone().as_of(day::read(day)?),
        None => here.clone(),
    };
    let guides = here.pack.guides()?;
    let only_in = screen.only_language(&args.case);
    let guide = if format == Format::Json || args.all || !args.section.is_empty() {
        guides.get(place)?
    } else if args.flow {
        guides.procedure(place, only_in)?
    } else {
        guides.first_page(place, only_in)?
    };
    let case = case(&guide.value, &args.case, screen)?;
    if format == Format::Json {
        let sections = recorded(args, &guide, here)?;
        let value = record::guide(here, &guide, &case, &sections, reader::json_languages(screen))?;
        screen.json(&value)?;
        return Ok(Outcome::Answered);
    }
    let mut pages = Vec::new();
    for lang in screen.languages() {
        pages.push(build(args, &here.speaking(*lang), &guide, &case)?);
    }
    screen.pages(pages, format)?;
    // The program ends here: giving the guide's memory back piece by piece would only cost time.
    std::mem::forget(guide);
    Ok(Outcome::Answered)
}

/// Reads the answers that were given, and says which of them have no question in this case.
pub(super) fn case(guide: &Guide, given: &[String], screen: &Screen) -> Result<Case, Failure> {
    let Given { case, unasked } = read_case(guide, given)?;
    for (question, answer) in unasked {
        screen.warn(&screen.lang.pick(
            format!("这种情形不问 {question}，`{answer}` 没有用上"),
            format!("{question} is not asked in this case: `{answer}` is left out"),
        ));
    }
    Ok(case)
}

/// Returns the sections that a record has; for lanes, those in which they are written.
fn recorded(
    args: &ShowArgs,
    guide: &Filed<Guide>,
    desk: &Desk<'_>,
) -> Result<Vec<String>, Failure> {
    if args.flow {
        return Ok(["steps", "time"].map(str::to_owned).to_vec());
    }
    sections(&args.section, guide, desk)
}

fn build(
    args: &ShowArgs,
    desk: &Desk<'_>,
    guide: &Filed<Guide>,
    case: &Case,
) -> Result<Page, Failure> {
    if args.all {
        return Ok(page::everything(desk, guide, case)?);
    }
    if args.flow {
        return Ok(page::flow(desk, guide, case));
    }
    if !args.section.is_empty() {
        let names = sections(&args.section, guide, desk)?;
        return Ok(page::sections(desk, guide, case, &names)?);
    }
    if args.format == Some(Format::Message) {
        return Ok(page::message(desk, guide, case)?);
    }
    Ok(page::overview(desk, guide, case)?)
}

fn sections(
    wanted: &[String],
    guide: &Filed<Guide>,
    desk: &Desk<'_>,
) -> Result<Vec<String>, Failure> {
    let find = |input: &String| {
        page::find_section(&guide.value, input).ok_or_else(|| {
            let name = |id: String| desk.words().section(&id).map_or(id, str::to_owned);
            let known = page::section_ids(&guide.value).into_iter().map(name).collect();
            Failure::NoSection { input: input.clone(), known }
        })
    };
    wanted.iter().map(find).collect()
}
