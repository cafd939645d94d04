//! `guide office [NAME]`.

use clap::Args;

use super::Outcome;
use super::command::Format;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::Screen;
use crate::edition::Edition;
use crate::handbook::index::{Part, Thing, fold};
use crate::page::{self, Desk, listing};
use crate::record;
use crate::search::search;

/// Which office.
#[derive(Debug, Args)]
pub(super) struct OfficeArgs {
    /// Which one: id, name or pinyin; or a matter that it handles
    #[arg(value_name = "NAME", value_hint = clap::ValueHint::Other)]
    pub(super) name: Vec<String>,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
}

/// Prints an office, or all of them.
pub(super) fn run(
    args: &OfficeArgs,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let format = args.format.unwrap_or(Format::Terminal);
    if args.name.is_empty() {
        return all(&here, format, screen);
    }
    let office = here.pack.offices()?.get(place(&here, &args.name.join(" "))?)?;
    if format == Format::Json {
        screen.json(&record::office(&here, &office, reader::json_languages(screen))?)?;
        return Ok(Outcome::Answered);
    }
    let page = |lang: &page::words::Lang| page::office(&here.speaking(*lang), &office.value);
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, _>>()?;
    screen.pages(pages, format)?;
    Ok(Outcome::Answered)
}

fn all(here: &Desk<'_>, format: Format, screen: &Screen) -> Result<Outcome, Failure> {
    if format == Format::Json {
        let rows = listing::offices(here)?;
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        screen.json(&record::list(
            here,
            "offices",
            &ids,
            false,
            reader::json_languages(screen),
        )?)?;
        return Ok(Outcome::Answered);
    }
    let page = |lang: &page::words::Lang| {
        let desk = here.speaking(*lang);
        Ok(listing::list(&desk, &listing::offices(&desk)?, None))
    };
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, Failure>>()?;
    screen.pages(pages, format)?;
    Ok(Outcome::Answered)
}

/// Finds an office by its name, by a matter that it handles, or by a guide that it answers for.
fn place(desk: &Desk<'_>, input: &str) -> Result<usize, Failure> {
    let by_name = reader::find(desk, Kind::Office, input);
    let Err(Failure::Unknown { .. }) = by_name else { return by_name };
    if let Some(place) = by_matter(desk, input)? {
        return Ok(place);
    }
    if let Some(place) = by_guide(desk, input)? {
        return Ok(place);
    }
    by_name
}

fn by_matter(desk: &Desk<'_>, input: &str) -> Result<Option<usize>, Failure> {
    let wanted = fold::fold(input);
    let offices = desk.pack.offices()?;
    for place in 0..offices.len() {
        let office = offices.get(place)?.value;
        if office.matters.iter().any(|matter| fold::fold(matter) == wanted) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Returns the office of the guide, or the office itself, that a search finds first.
fn by_guide(desk: &Desk<'_>, input: &str) -> Result<Option<usize>, Failure> {
    let found = search(&desk.pack.index()?, input, 1)?;
    let Some(hit) = found.hits.first() else { return Ok(None) };
    let ordinal = usize::try_from(hit.place.ordinal).unwrap_or(usize::MAX);
    match (hit.place.thing, hit.place.part) {
        (Thing::Office, Part::Whole) => Ok(Some(ordinal)),
        (Thing::Guide, _) => {
            let guide = desk.pack.guides()?.get(ordinal)?.value;
            Ok(desk.pack.offices()?.place_of(guide.office.as_str())?)
        }
        _ => Ok(None),
    }
}
