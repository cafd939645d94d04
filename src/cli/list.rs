//! `guide list [KIND]`.

use clap::{Args, ValueEnum};

use super::Outcome;
use super::command::Format;
use super::failure::Failure;
use super::reader::{self, desk};
use super::screen::{Screen, complain};
use crate::edition::Edition;
use crate::handbook::index::fold::fold;
use crate::page::listing::{self, Row};
use crate::page::words::Words;
use crate::page::{Desk, Page};
use crate::record;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListKind {
    /// Guides.
    Guides,
    /// Offices.
    Offices,
    /// Papers.
    Documents,
    /// Laws.
    Laws,
    /// Service promises.
    Promises,
    /// Telephone lines and boxes.
    Hotlines,
    /// Goals of the year.
    Goals,
    /// Notice boards.
    Boards,
    /// The openness catalogue.
    Catalogue,
}

impl ListKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Guides => "guides",
            Self::Offices => "offices",
            Self::Documents => "documents",
            Self::Laws => "laws",
            Self::Promises => "promises",
            Self::Hotlines => "hotlines",
            Self::Goals => "goals",
            Self::Boards => "boards",
            Self::Catalogue => "catalogue",
        }
    }

    /// Returns what stands above the list.
    const fn title(self, words: &Words) -> &'static str {
        match self {
            Self::Guides => words.guides,
            Self::Offices => words.offices,
            Self::Documents => words.documents,
            Self::Laws => words.laws,
            Self::Promises => words.service_promises,
            Self::Hotlines => words.hotlines,
            Self::Goals => words.goals,
            Self::Boards => words.boards,
            Self::Catalogue => words.catalogue,
        }
    }

    /// Returns what stands above the guides that use an entry.
    const fn users(self, words: &Words) -> &'static str {
        match self {
            Self::Laws => words.rests_on,
            Self::Promises | Self::Boards | Self::Catalogue => words.concerns,
            _ => words.used_by,
        }
    }
}

/// What to list.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// What to list: guides, offices, documents, laws, promises, hotlines, goals, boards, catalogue
    #[arg(
        value_name = "KIND",
        default_value = "guides",
        hide_default_value = true,
        hide_possible_values = true
    )]
    kind: ListKind,
    /// Only those with this word in their id or name
    #[arg(value_name = "WORD", value_hint = clap::ValueHint::Other)]
    word: Option<String>,
    /// An id a line
    #[arg(long)]
    plain: bool,
    /// Also list the guides that use it
    #[arg(long)]
    used_by: bool,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
}

/// Prints a list.
pub(super) fn run(args: &ListArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let format = args.format.unwrap_or(Format::Terminal);
    if args.plain {
        let rows = rows(args, &here)?;
        screen.print(&rows.iter().flat_map(|row| [row.id.as_str(), "\n"]).collect::<String>())?;
        return Ok(outcome(&rows));
    }
    let first =
        rows(args, &here.speaking(screen.languages().first().copied().unwrap_or(screen.lang)))?;
    if format == Format::Json {
        let ids: Vec<&str> = first.iter().map(|row| row.id.as_str()).collect();
        let value = record::list(
            &here,
            args.kind.as_str(),
            &ids,
            args.used_by,
            reader::json_languages(screen),
        )?;
        screen.json(&value)?;
        return Ok(outcome(&first));
    }
    if first.is_empty() {
        complain(&nothing(args, screen));
        return Ok(Outcome::NothingFound);
    }
    let page = |lang: &crate::page::words::Lang| -> Result<Page, Failure> {
        let desk = here.speaking(*lang);
        let used_by = args.used_by.then(|| args.kind.users(desk.words()));
        Ok(listing::list(&desk, args.kind.title(desk.words()), &rows(args, &desk)?, used_by))
    };
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, _>>()?;
    screen.pages(pages, format)?;
    Ok(outcome(&first))
}

/// Says that the list is empty, and what to do.
fn nothing(args: &ListArgs, screen: &Screen) -> String {
    let kind = args.kind.as_str();
    match &args.word {
        Some(word) => screen.lang.pick(
            format!("没有名称含 `{word}` 的条目；全部见 `guide list {kind}`\n"),
            format!("no entry has `{word}` in its name; see `guide list {kind}`\n"),
        ),
        None => screen.lang.pick("这份手册里一个也没有\n", "this handbook has none\n").to_owned(),
    }
}

fn outcome(rows: &[Row]) -> Outcome {
    if rows.is_empty() { Outcome::NothingFound } else { Outcome::Answered }
}

fn rows(args: &ListArgs, desk: &Desk<'_>) -> Result<Vec<Row>, Failure> {
    let mut rows = match args.kind {
        ListKind::Guides => listing::guides(desk)?,
        ListKind::Offices => listing::offices(desk)?,
        ListKind::Documents => listing::documents(desk, args.used_by)?,
        ListKind::Laws => listing::laws(desk, args.used_by)?,
        ListKind::Promises => listing::promises(desk)?,
        ListKind::Hotlines => listing::hotlines(desk, args.used_by)?,
        ListKind::Goals => listing::goals(desk)?,
        ListKind::Boards => listing::boards(desk)?,
        ListKind::Catalogue => listing::catalogue(desk)?,
    };
    if let Some(word) = args.word.as_deref().map(fold) {
        rows.retain(|row| {
            fold(&row.id).contains(&word)
                || fold(&row.title).contains(&word)
                || row.id.contains(&word)
        });
    }
    Ok(rows)
}
