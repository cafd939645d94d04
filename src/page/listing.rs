//! Lists: guides, papers, offices and laws; what else is in them is in `listing/openness`.

mod openness;

pub use self::openness::{boards, catalogue, goals, hotlines, promises};

use std::collections::BTreeMap;

use super::footnotes::legend;
use super::guide::basis::cited_laws;
use super::{Block, Desk, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Document, DocumentUse, Guide, Law, Office, Standing};
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
    let users = if used_by { users(desk, asked_for)? } else { BTreeMap::new() };
    let papers = desk.pack.documents()?.all()?.into_iter();
    let row = |paper: Document| Row {
        title: desk.voice.text(&paper.name),
        about: paper.what.as_ref().map(|what| desk.voice.line(what)).unwrap_or_default(),
        used_by: users.get(paper.id.as_str()).cloned().unwrap_or_default(),
        id: paper.id.to_string(),
    };
    Ok(papers.map(|filed| row(filed.value)).collect())
}

/// Returns the laws, with the guides that rest on them if that is wanted.
pub fn laws(desk: &Desk<'_>, used_by: bool) -> Result<Vec<Row>, Damaged> {
    let users = if used_by { users(desk, cited_laws)? } else { BTreeMap::new() };
    let laws = desk.pack.laws()?.all()?.into_iter();
    let row = |law: Law| Row {
        title: desk.voice.text(law.short.as_ref().unwrap_or(&law.title)),
        about: Line::plain(law.number.clone().unwrap_or_default()),
        used_by: users.get(law.id.as_str()).cloned().unwrap_or_default(),
        id: law.id.to_string(),
    };
    Ok(laws.map(|filed| row(filed.value)).collect())
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

/// Returns the guides that ask for a paper, by id and title.
pub fn guides_that_need(desk: &Desk<'_>, paper: &Slug) -> Result<Vec<(String, String)>, Damaged> {
    let mut users = users(desk, asked_for)?;
    Ok(users.remove(paper.as_str()).unwrap_or_default())
}

/// Returns the guides that rest on a law, by id and title.
pub fn guides_that_cite(desk: &Desk<'_>, law: &Slug) -> Result<Vec<(String, String)>, Damaged> {
    let mut users = users(desk, cited_laws)?;
    Ok(users.remove(law.as_str()).unwrap_or_default())
}

/// Returns every paper that a guide asks for.
fn asked_for(guide: &Guide) -> Vec<&Slug> {
    guide.documents.iter().flat_map(DocumentUse::documents).collect()
}

/// Maps the id of everything that guides use to the guides that use it.
fn users(
    desk: &Desk<'_>,
    used: impl Fn(&Guide) -> Vec<&Slug>,
) -> Result<BTreeMap<String, Vec<(String, String)>>, Damaged> {
    let table = desk.pack.guides()?;
    let mut users: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for place in 0..table.len() {
        let guide = table.get(place)?.value;
        let entry = (guide.id.to_string(), desk.voice.name(&guide.title));
        for id in used(&guide) {
            let list = users.entry(id.to_string()).or_default();
            if list.last() != Some(&entry) {
                list.push(entry.clone());
            }
        }
    }
    Ok(users)
}

/// Builds the page of a list.
pub fn list(desk: &Desk<'_>, rows: &[Row], used_by: Option<&str>) -> Page {
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
    let mut blocks = vec![Block::Table { headings, rows: rows.iter().map(row).collect() }];
    blocks.extend(legend(desk, &blocks));
    Page { blocks }
}
