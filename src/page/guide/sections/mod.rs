//! The sections of a guide, in full.
//!
//! A file for each few sections; here they are put under their headings. Which section a reader
//! means is known to `names`.

mod basis;
mod charges;
mod contacts;
mod ground;
pub(in crate::page) mod names;
mod own;
mod papers;
mod points;
mod steps;
mod time;
mod windows;

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide};
use crate::page::footnotes::footnotes;
use crate::page::{Block, Desk, Entry, Line, Page};
use crate::tailor::Case;

/// Builds a page of everything that a guide says, but for its own sections of other days.
///
/// # Errors
/// When the handbook is damaged.
pub fn everything(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Result<Page, Damaged> {
    let mut names = names::section_ids(&guide.value);
    let own = |name: &str| guide.value.sections.iter().find(|section| section.id == *name);
    names.retain(|name| own(name).is_none_or(|section| desk.holds(&section.valid)));
    sections(desk, guide, case, &names)
}

/// Builds a page of the named sections of a guide, in full; those of other days too, unless a day
/// was chosen.
///
/// # Errors
/// When the handbook is damaged.
pub fn sections(
    desk: &Desk<'_>,
    guide: &Filed<Guide>,
    case: &Case,
    names: &[String],
) -> Result<Page, Damaged> {
    let (view, words) = (View { desk, guide: &guide.value, case }, desk.words());
    let mut blocks = vec![view.title()];
    blocks.extend(view.day()?);
    let above = blocks.len();
    for name in names {
        blocks.extend(view.section(name)?);
    }
    if blocks.len() == above && desk.chosen_day().is_some() {
        blocks.push(Block::Paragraph(Line::plain(words.nothing_in_force)));
    }
    let checked = format!("{}{}{}", words.checked, words.colon, view.provenance(guide));
    blocks.push(Block::Footnote(Line::quiet(checked)));
    blocks.extend(footnotes(desk, &blocks));
    Ok(Page { blocks })
}

impl View<'_, '_> {
    /// Returns a section with its heading; nothing for one that says nothing.
    fn section(&self, id: &str) -> Result<Vec<Block>, Damaged> {
        let Some(heading) = self.desk.words().section(id) else {
            let own = self.guide.sections.iter().find(|section| section.id == *id);
            let any_day = self.desk.chosen_day().is_none();
            let own = own.filter(|section| any_day || self.desk.holds(&section.valid));
            return own.map_or(Ok(Vec::new()), |section| self.own_section(section));
        };
        let body = self.section_body(id)?;
        if body.is_empty() {
            return Ok(Vec::new());
        }
        let remark = if id == "documents" { self.counts() } else { Line::default() };
        let heading = Block::Heading { text: heading.to_owned(), remark };
        Ok(std::iter::once(heading).chain(body).collect())
    }

    fn section_body(&self, id: &str) -> Result<Vec<Block>, Damaged> {
        match id {
            "summary" => self.summary_section(),
            "conditions" => self.statements(&self.guide.conditions),
            "refusals" => self.statements(&self.guide.refusals),
            "notes" => self.statements(&self.guide.notes),
            "questions" => Ok(self.questions_section()),
            "documents" => self.documents_section(),
            "steps" => self.steps_section(),
            "time" => self.time_section(),
            "fee" => self.fee_section(),
            "outcome" => self.outcome_section(),
            "where" => Ok(self.where_section()),
            "remedies" => self.remedies_section(),
            "contacts" => self.contacts_section(),
            "faq" => self.faq_section(),
            "basis" => self.basis_section(),
            _ => Ok(self.sources_section()),
        }
    }
}

/// Returns the block of some entries; without any, no block.
fn entries_block(entries: Vec<Entry>) -> Option<Block> {
    (!entries.is_empty()).then_some(Block::Entries(entries))
}
