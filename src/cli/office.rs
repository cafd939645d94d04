//! `guide office [NAME]`.

use clap::Args;

use super::Outcome;
use super::command::Format;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::Screen;
use crate::edition::Edition;
use crate::handbook::index::{Field, Part, Thing, fold, pinyin};
use crate::handbook::model::OfficeKind;
use crate::page::{self, Desk, listing};
use crate::record;
use crate::search::{Hit, How, Reason, search};

/// Which office.
#[derive(Debug, Args)]
pub(super) struct OfficeArgs {
    /// Which one: id, name or pinyin; or a matter that it handles
    #[arg(value_name = "NAME", value_hint = clap::ValueHint::Other)]
    pub(super) name: Vec<String>,
    /// Print the slip that hands the matter on to it
    #[arg(long, requires = "name")]
    referral: bool,
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
    let (place, matter) = place(&here, &args.name.join(" "))?;
    let (office, matter) = (here.pack.offices()?.get(place)?, matter.as_deref());
    if format == Format::Json {
        let write = if args.referral { record::referral } else { record::office };
        screen.json(&write(&here, &office, matter, reader::json_languages(screen))?)?;
        return Ok(Outcome::Answered);
    }
    let build = if args.referral { page::referral } else { page::office };
    let page = |lang: &page::words::Lang| build(&here.speaking(*lang), &office.value, matter);
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
        Ok(listing::list(&desk, desk.words().offices, &listing::offices(&desk)?, None))
    };
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, Failure>>()?;
    screen.pages(pages, format)?;
    Ok(Outcome::Answered)
}

/// Finds an office by its name, by a matter that it handles, or by a guide that it answers for;
/// returns the matter too, if it was not asked for by name.
///
/// What the bureau as a whole handles is so general that anything else is closer.
fn place(desk: &Desk<'_>, input: &str) -> Result<(usize, Option<String>), Failure> {
    if let Some(place) = reader::find_named(desk, Kind::Office, input)? {
        return Ok((place, None));
    }
    let matters = matters_in(desk, input)?;
    let special = matters.iter().filter(|matter| !matter.is_general).max_by_key(|one| one.cells);
    if let Some(matter) = special {
        return Ok((matter.place, Some(matter.words.clone())));
    }
    if let Some(place) = by_guide(desk, input)? {
        return Ok((place, Some(input.to_owned())));
    }
    match matters.into_iter().max_by_key(|one| one.cells) {
        Some(matter) => Ok((matter.place, Some(matter.words))),
        None => Err(reader::unknown(desk, Kind::Office, input)?),
    }
}

/// A matter that was named.
struct Matter {
    place: usize,
    words: String,
    /// Whether the bureau as a whole handles it.
    is_general: bool,
    /// How much of the input it is.
    cells: usize,
}

/// Returns the matters of all offices that stand in the input.
fn matters_in(desk: &Desk<'_>, input: &str) -> Result<Vec<Matter>, Failure> {
    let input = fold::fold(input);
    let offices = desk.pack.offices()?;
    let mut found = Vec::new();
    for place in 0..offices.len() {
        let office = offices.get(place)?.value;
        let is_general = office.kind == OfficeKind::Bureau;
        let named = office.matters.into_iter().filter(|matter| names(&input, &fold::fold(matter)));
        found.extend(named.map(|words| Matter { place, is_general, cells: words.len(), words }));
    }
    Ok(found)
}

/// Says whether a matter stands in folded words: in Chinese anywhere, in other words as a whole,
/// also as one of several; in pinyin it has to be all of them.
fn names(input: &str, matter: &str) -> bool {
    let is_whole = || {
        let input = format!(" {input} ");
        ["", "s"].iter().any(|end| input.contains(&format!(" {matter}{end} ")))
    };
    match (matter.is_ascii(), input.is_ascii()) {
        (true, _) => !matter.is_empty() && is_whole(),
        (false, true) => pinyin::spellings(matter).contains(&fold::compact(input)),
        (false, false) => input.contains(matter),
    }
}

/// Returns the office of the guide, or the office itself, that a search finds first. Nobody is
/// sent somewhere on a guess.
fn by_guide(desk: &Desk<'_>, input: &str) -> Result<Option<usize>, Failure> {
    let found = search(&desk.pack.index()?, input, 1)?;
    let Some(hit) = found.hits.first().filter(|hit| !is_guess(hit)) else { return Ok(None) };
    let ordinal = usize::try_from(hit.place.ordinal).unwrap_or(usize::MAX);
    match (hit.place.thing, hit.place.part) {
        (Thing::Office, Part::Whole) => Ok(Some(ordinal)),
        (Thing::Guide, _) => {
            let guide = desk.first_page(ordinal)?;
            Ok(desk.pack.offices()?.place_of(guide.value.office.as_str())?)
        }
        _ => Ok(None),
    }
}

/// Says whether a hit names no matter: a number, a section that every guide has, or a word that
/// had to be mended to fit a heading.
fn is_guess(hit: &Hit<'_>) -> bool {
    let names = |reason: &Reason| {
        let is_word = reason.word.chars().any(char::is_alphabetic);
        is_word && reason.how != How::Section && !is_mended_heading(reason)
    };
    !hit.why.iter().any(names)
}

fn is_mended_heading(reason: &Reason) -> bool {
    (reason.how, reason.field) == (How::Slip, Field::Heading)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[track_caller]
    fn case(input: &str, matter: &str, expected: bool) {
        assert_eq!(names(input, matter), expected, "{input}: {matter}");
    }

    #[test]
    fn a_matter_is_found_in_a_sentence() {
        case("孩子的居住证找谁办", "居住证", true);
        case("孩子的居住证找谁办", "户口", false);
        case("a residence permit for my son", "residence permit", true);
        case("who handles residence permits", "residence permit", true);
        case("free of charge", "fee", false);
        case("juzhuzheng", "居住证", true);
        case("juzhu", "居住证", false);
        case("", "", false);
    }
}
