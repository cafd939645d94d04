//! `guide search WORDS...`.

use clap::Args;

use super::Outcome;
use super::command::Format;
use super::failure::Failure;
use super::reader::{self, desk};
use super::screen::Screen;
use crate::edition::Edition;
use crate::handbook::index::Thing;
use crate::handbook::load::diagnostic::clipped;
use crate::handbook::pack::Name;
use crate::page::hits::{self, describe};
use crate::page::{Block, Desk, Line, Page};
use crate::record;
use crate::search::suggest::suggest;
use crate::search::{Found, explain, search};

/// What to look for.
#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// What to look for, in your own words
    #[arg(required = true, value_name = "WORDS", value_hint = clap::ValueHint::Other)]
    pub(super) words: Vec<String>,
    /// Show at most so many hits
    #[arg(long, value_name = "N", default_value_t = 5, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(super) limit: u16,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Option<Format>,
    /// Explain how each word was read and scored
    #[arg(id = "explain_words", long = "explain")]
    pub(super) explain: bool,
}

/// Prints what was found.
pub(super) fn run(
    args: &SearchArgs,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let query = args.words.join(" ");
    if args.explain {
        return tell(&query, args, edition, screen);
    }
    look(&query, args.limit, args.format, edition, screen)
}

/// Prints how a query was read and scored.
fn tell(
    query: &str,
    args: &SearchArgs,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.languages().first().copied().unwrap_or(screen.lang))?;
    let index = here.pack.index()?;
    let found = search(&index, query, usize::from(args.limit))?;
    let explanation = explain(&index, query, &found)?;
    let format = args.format.unwrap_or_else(|| default_format(screen));
    if format == Format::Json {
        let mut hits = record::hits(&here, query, &found, reader::json_languages(screen))?;
        if let Some(fields) = hits.as_object_mut() {
            fields.insert("explanation".to_owned(), record::explanation(&explanation));
        }
        screen.json(&hits)?;
    } else {
        screen.pages(vec![hits::explanation(&here, &found, &explanation)?], format)?;
    }
    Ok(outcome_of(&found))
}

/// Returns the format for a terminal or for a program.
const fn default_format(screen: &Screen) -> Format {
    if screen.terminal.is_interactive { Format::Terminal } else { Format::Plain }
}

const fn outcome_of(found: &Found<'_>) -> Outcome {
    if found.hits.is_empty() { Outcome::NothingFound } else { Outcome::Answered }
}

/// Looks for a query and prints what was found.
pub(super) fn look(
    query: &str,
    limit: u16,
    format: Option<Format>,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.languages().first().copied().unwrap_or(screen.lang))?;
    let index = here.pack.index()?;
    let found = search(&index, query, usize::from(limit))?;
    let guides = found.hits.iter().filter(|hit| hit.place.thing == Thing::Guide);
    let places = guides.filter_map(|hit| usize::try_from(hit.place.ordinal).ok());
    reader::note_changes(edition, places, screen)?;
    match format.unwrap_or_else(|| default_format(screen)) {
        Format::Json => {
            screen.json(&record::hits(&here, query, &found, reader::json_languages(screen))?)?;
        }
        _ if found.hits.is_empty() => nothing(&here, query, &found, screen)?,
        Format::Plain => {
            if let Some(caution) = hits::caution(&here, &found)? {
                screen.complain(Page { blocks: vec![caution] });
            }
            screen.print(&lines(&here, &found)?)?;
        }
        format => screen.pages(vec![hits::hits(&here, &found)?], format)?,
    }
    Ok(outcome_of(&found))
}

/// Returns a hit a line: rank, guide, section, title, separated by tabs.
fn lines(desk: &Desk<'_>, found: &Found<'_>) -> Result<String, Failure> {
    let mut lines = String::new();
    for (place, hit) in found.hits.iter().enumerate() {
        let hit = describe(desk, &hit.place)?;
        let guide = hit.guide.unwrap_or_default();
        let section = hit
            .section
            .unwrap_or_else(|| if guide.is_empty() { hit.id.clone() } else { String::new() });
        let line = [(place + 1).to_string(), guide, section, hit.title]
            .map(|cell| crate::render::clean::clean(&cell).into_owned());
        lines.push_str(&line.join("\t"));
        lines.push('\n');
    }
    Ok(lines)
}

/// Says that nothing was found, or who treats the matter, and what this handbook treats: on
/// standard error, for there is no answer.
fn nothing(
    desk: &Desk<'_>,
    query: &str,
    found: &Found<'_>,
    screen: &Screen,
) -> Result<(), Failure> {
    let (words, lang) = (desk.words(), screen.lang);
    let asked = clipped(query);
    let said = match hits::elsewhere(desk, found)? {
        Some(matter) => matter,
        None if query.trim().is_empty() => Block::Paragraph(Line::plain(
            lang.pick("没有写要找什么", "there is nothing to look for").to_owned(),
        )),
        None => Block::Paragraph(Line::plain(
            lang.pick(format!("没有找到「{asked}」"), format!("nothing found for `{asked}`")),
        )),
    };
    let table = desk.pack.guides()?;
    let command = |place| {
        let name: Name = table.head(place)?;
        Ok((desk.voice.name(&name.name), format!("guide show {}", name.id)))
    };
    let (label, places) = match nearest(desk, query, found)? {
        near if near.is_empty() => (words.treated, (0..desk.pack.guides()?.len().min(3)).collect()),
        near => (words.nearest, near),
    };
    let commands = places.into_iter().map(command).collect::<Result<_, Failure>>()?;
    let nearest = Block::Commands { label: label.to_owned(), commands };
    let ways = Block::Footnote(Line::plain(words.other_ways));
    screen.complain(Page { blocks: vec![said, nearest, ways] });
    Ok(())
}

/// Returns the positions of the guides that come nearest: what the handbook names beside the matter,
/// or else the names that are spelled alike.
fn nearest(desk: &Desk<'_>, query: &str, found: &Found<'_>) -> Result<Vec<usize>, Failure> {
    if found.reading.elsewhere.is_some() {
        return Ok(hits::nearest(desk, found)?.into_iter().collect());
    }
    let near = suggest(&desk.pack.names()?, Thing::Guide, query)?;
    Ok(near.iter().filter_map(|one| usize::try_from(one.ordinal).ok()).collect())
}
