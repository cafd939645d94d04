//! Lists: guides, papers, offices and laws; what else is in them is in `listing/openness`.

mod openness;

pub use self::openness::{boards, catalogue, goals, hotlines, promises};

use super::footnotes::legend;
use super::{Block, Desk, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::Used;
use crate::handbook::model::{Document, Law, Office, Standing};
use crate::handbook::pack::Headline;
use crate::handbook::value::Slug;

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id.
    pub id: String,
    /// The title or name.
    pub title: String,
    /// What it is about, with the mark of what that stands on.
    pub about: Line,
    /// The guides that use it, by id and title.
    pub used_by: Vec<(String, String)>,
}

/// Returns the guides.
///
/// # Errors
/// When the handbook is damaged, as everywhere in this module.
pub fn guides(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    let table = desk.pack.guides()?;
    let row = |place| {
        let Headline { id, title, scope, summary, .. } = table.head(place)?;
        let mut name = desk.voice.name(&title);
        if let Some(scope) = scope {
            name.push_str(&desk.voice.in_brackets(&desk.voice.text(&scope)));
        }
        Ok(Row {
            id: id.to_string(),
            title: name,
            about: desk.voice.line(&summary),
            used_by: Vec::new(),
        })
    };
    (0..table.len()).map(row).collect()
}

/// Returns the papers, with the guides that ask for them if that is wanted.
pub fn documents(desk: &Desk<'_>, used_by: bool) -> Result<Vec<Row>, Damaged> {
    let papers = desk.pack.documents()?.all()?.into_iter();
    let row = |paper: Document| {
        Ok(Row {
            title: desk.voice.text(&paper.name),
            about: paper.what.as_ref().map(|what| desk.voice.line(what)).unwrap_or_default(),
            used_by: users(desk, used_by, Used::Document, &paper.id)?,
            id: paper.id.to_string(),
        })
    };
    papers.map(|filed| row(filed.value)).collect()
}

/// Returns the laws, with the guides that rest on them if that is wanted.
pub fn laws(desk: &Desk<'_>, used_by: bool) -> Result<Vec<Row>, Damaged> {
    let laws = desk.pack.laws()?.all()?.into_iter();
    let row = |law: Law| {
        Ok(Row {
            title: desk.voice.text(law.short.as_ref().unwrap_or(&law.title)),
            about: Line::plain(law.number.clone().unwrap_or_default()),
            used_by: users(desk, used_by, Used::Law, &law.id)?,
            id: law.id.to_string(),
        })
    };
    laws.map(|filed| row(filed.value)).collect()
}

/// Returns the offices.
pub fn offices(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    let offices = desk.pack.offices()?.all()?.into_iter();
    let row = |office: Office| {
        let mut about = Line::plain(
            office.duties.first().map(|duty| desk.voice.text(duty)).unwrap_or_default(),
        );
        if matches!(office.standing, Standing::Template) {
            about = desk.voice.with_standing(about, &office.standing);
        }
        Row {
            id: office.id.to_string(),
            title: desk.voice.text(&office.name),
            about,
            used_by: Vec::new(),
        }
    };
    Ok(offices.map(|filed| row(filed.value)).collect())
}

/// Returns the guides that use an entry of a dictionary, by id and title.
pub fn guides_that_use(
    desk: &Desk<'_>,
    used: Used,
    id: &Slug,
) -> Result<Vec<(String, String)>, Damaged> {
    let table = desk.pack.guides()?;
    let name = |place| {
        let Headline { id, title, .. } = table.head(place)?;
        Ok((id.to_string(), desk.voice.name(&title)))
    };
    desk.pack.index()?.guides_that_use(used, id.as_str())?.into_iter().map(name).collect()
}

/// Returns the guides that use an entry, if they are wanted.
fn users(
    desk: &Desk<'_>,
    are_wanted: bool,
    used: Used,
    id: &Slug,
) -> Result<Vec<(String, String)>, Damaged> {
    if are_wanted { guides_that_use(desk, used, id) } else { Ok(Vec::new()) }
}

/// Builds the page of a list under its title.
pub fn list(desk: &Desk<'_>, title: &str, rows: &[Row], used_by: Option<&str>) -> Page {
    let words = desk.words();
    let last = used_by.unwrap_or(words.about);
    let headings = vec![words.id.to_owned(), words.title.to_owned(), last.to_owned()];
    let row = |row: &Row| {
        let last = match used_by {
            Some(_) => {
                Line::plain(desk.voice.list(row.used_by.iter().map(|(_, title)| title.clone())))
            }
            None => row.about.clone(),
        };
        vec![
            Line::default().then(Role::Command, row.id.clone()),
            Line::plain(row.title.clone()),
            last,
        ]
    };
    let title = Block::Title { text: Line::strong(title), id: String::new() };
    let mut blocks = vec![title, Block::Table { headings, rows: rows.iter().map(row).collect() }];
    blocks.extend(legend(desk, &blocks));
    Page { blocks }
}
