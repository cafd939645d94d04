//! The page of a guide that answers first: what to bring, what happens, what it rests on.
//!
//! It sets the order of the parts; what a part says is known to the part.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide, Question, Statement};
use crate::page::footnotes::footnotes;
use crate::page::voice::join;
use crate::page::{Block, Desk, Entry, Line, Page};
use crate::tailor::Case;

/// Builds the page of a guide for a case.
///
/// # Errors
/// When the handbook is damaged.
pub fn overview(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    let mut blocks = vec![view.title()];
    blocks.extend(view.day()?);
    blocks.push(Block::Paragraph(desk.voice.line(&view.guide.summary)));
    blocks.push(Block::Answers(view.answers()?));
    blocks.extend(view.papers()?);
    blocks.extend(view.steps()?);
    blocks.extend(view.parts());
    blocks.push(Block::Parts(view.foundation(guide)?));
    blocks.extend(footnotes(desk, &blocks));
    blocks.push(view.next()?);
    Ok(Page { blocks })
}

impl View<'_, '_> {
    fn papers(&self) -> Result<Vec<Block>, Damaged> {
        let entries = self.paper_entries()?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let text = self.desk.words().papers.to_owned();
        Ok(vec![Block::Heading { text, remark: self.counts() }, Block::Entries(entries)])
    }

    fn steps(&self) -> Result<Vec<Block>, Damaged> {
        let rows = self.steps_in_short()?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![Block::heading(self.desk.words().steps), Block::Steps(rows)])
    }

    /// Returns conditions, refusals and notes, each in a line or two.
    fn parts(&self) -> Option<Block> {
        let words = self.desk.words();
        let lists = [
            (words.conditions, &self.guide.conditions),
            (words.refusals_short, &self.guide.refusals),
        ];
        let lists = lists.into_iter().filter_map(|(label, list)| self.part(label, list));
        let notes = self.shown(&self.guide.notes).filter_map(|note| self.note(note));
        let entries: Vec<Entry> = self.case_notes().into_iter().chain(lists).chain(notes).collect();
        (!entries.is_empty()).then_some(Block::Parts(entries))
    }

    /// Returns what is different in the case, under the answers that make it so.
    fn case_notes(&self) -> Vec<Entry> {
        let note = |question: &Question| {
            let id = self.case.answer_to(&question.id)?;
            let answer = question.answers.iter().find(|answer| answer.id == *id)?;
            let note = self.desk.voice.line(answer.note.as_ref()?);
            Entry::under(&self.desk.voice.text(&answer.title), [note])
        };
        self.guide.questions.iter().filter_map(note).collect()
    }

    fn part(&self, label: &str, list: &[Statement]) -> Option<Entry> {
        let short = |one: &Statement| {
            let mut line = self.only_if(&one.when);
            line.extend(self.in_short(one)?);
            Some(line)
        };
        let shorts = self.shown(list).filter_map(short);
        Entry::under(label, [join(shorts, self.desk.words().semicolon)])
    }

    /// Returns a note under its own label; one without a label is for the section only.
    fn note(&self, note: &Statement) -> Option<Entry> {
        let label = self.desk.voice.text(note.label.as_ref()?);
        let mut line = self.only_if(&note.when);
        line.extend(self.as_short_as_may_be(note));
        Some(Entry { label, lines: vec![line] })
    }

    /// Returns the law and the day it was compared.
    fn foundation(&self, filed: &Filed<Guide>) -> Result<Vec<Entry>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let basis = self.desk.citations(self.main_basis()?)?.join(voice.lang.pick("；", "; "));
        let basis = Entry::under(words.basis, [Line::quiet(basis)]);
        let checked = Entry::under(words.checked, [Line::quiet(self.provenance(filed))]);
        Ok(basis.into_iter().chain(checked).collect())
    }
}
