//! The page of a guide that answers first: what to bring, what happens, what it rests on.
//!
//! It sets the order of the parts and folds what is long, so that the page fits a screen; what a
//! part says is known to the part.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide, Statement};
use crate::page::footnotes::legend;
use crate::page::voice::join;
use crate::page::{Block, Desk, Entry, Line, Page, Role};
use crate::tailor::Case;

/// How many of a list are named; a list that is longer by one is named in full, as saying so
/// would take the same room.
const MOST_NAMED: usize = 4;

/// How many papers of one answer are named; more are only counted.
const MOST_PAPERS: usize = 5;

/// How many notes have a line of their own.
const MOST_NOTES: usize = 7;

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
    let mut foot = view.foundation(guide)?;
    foot.extend(view.next()?);
    blocks.push(Block::Parts(foot));
    blocks.extend(legend(desk, &blocks));
    Ok(Page { blocks })
}

impl View<'_, '_> {
    fn papers(&self) -> Result<Vec<Block>, Damaged> {
        if self.brings_all() {
            return Ok(Vec::new());
        }
        let entries = self.paper_entries(MOST_PAPERS)?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let text = self.desk.words().papers.to_owned();
        Ok(vec![Block::Heading { text, remark: self.counts() }, Block::Entries(entries)])
    }

    fn steps(&self) -> Result<Vec<Block>, Damaged> {
        let (rows, by_case) = self.certain_steps()?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let text = self.desk.words().steps.to_owned();
        Ok(vec![Block::Heading { text, remark: self.left_out(&by_case) }, Block::Steps(rows)])
    }

    /// Says which steps depend on the case: `第 2、3、5 步看情形：--section 步骤`.
    fn left_out(&self, steps: &[usize]) -> Line {
        if steps.is_empty() {
            return Line::default();
        }
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let numbers = voice.list(steps.iter().map(ToString::to_string));
        let (zh, en) =
            (format!("第 {numbers} 步看情形："), format!("{numbers} depend on the case: "));
        let section = voice.lang.pick(words.steps, "steps");
        Line::plain(voice.lang.pick(zh, en)).then(Role::Command, format!("--section {section}"))
    }

    /// Returns conditions, refusals and notes, each in a line or two.
    fn parts(&self) -> Option<Block> {
        let words = self.desk.words();
        let lists = [
            (words.conditions, "conditions", &self.guide.conditions),
            (words.refusals_short, "refusals", &self.guide.refusals),
        ];
        let lists = lists.into_iter().filter_map(|(label, id, list)| self.part(label, id, list));
        let entries: Vec<Entry> = lists.chain(self.notes()).collect();
        (!entries.is_empty()).then_some(Block::Parts(entries))
    }

    /// Names the first statements of a list in short and says how many more there are.
    fn part(&self, label: &str, section: &str, list: &[Statement]) -> Option<Entry> {
        let shown: Vec<&Statement> = self.shown(list).collect();
        let short = |one: &&Statement| {
            let mut line = self.only_if(&one.when);
            line.extend(self.in_short(one)?);
            Some(line)
        };
        let mut shorts: Vec<Line> = shown.iter().filter_map(short).collect();
        shorts.truncate(room(shorts.len(), MOST_NAMED));
        if shorts.is_empty() {
            return None;
        }
        let left = shown.len() - shorts.len();
        shorts.extend(self.more(left, section));
        Entry::under(label, [join(shorts, self.desk.words().semicolon)])
    }

    /// Returns the notes that have a label; the others are for their section only.
    fn notes(&self) -> Vec<Entry> {
        let mut notes: Vec<Entry> =
            self.shown(&self.guide.notes).filter_map(|note| self.note(note)).collect();
        let count = notes.len();
        notes.truncate(room(count, MOST_NOTES));
        let more = self.more(count - notes.len(), "notes");
        notes.extend(Entry::under(self.desk.words().notes, more));
        notes
    }

    /// Says that a section has more: `--section 不批的情形 还有 3 条`.
    fn more(&self, count: usize, section: &str) -> Option<Line> {
        let words = self.desk.words();
        let name = self.desk.voice.lang.pick(words.section(section)?, section);
        let (zh, en) = (format!(" 还有 {count} 条"), format!(" has {count} more"));
        let line = Line::default().then(Role::Command, format!("--section {name}"));
        let line = line.then(Role::Plain, self.desk.voice.lang.pick(zh, en));
        (count > 0).then_some(line)
    }

    /// Returns a note under its own label; one without a label is for the section only.
    fn note(&self, note: &Statement) -> Option<Entry> {
        let label = self.desk.voice.text(note.label.as_ref()?);
        let mut line = self.only_if(&note.when);
        line.extend(self.as_short_as_may_be(note));
        Some(Entry { label, lines: vec![line] })
    }

    /// Returns the main laws and the day they were compared.
    fn foundation(&self, filed: &Filed<Guide>) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let mut laws = self.desk.citations(self.main_basis()?)?;
        let count = laws.len();
        laws.truncate(room(count, MOST_NAMED));
        let left = count - laws.len();
        let mut laws: Vec<Line> = laws.into_iter().map(Line::quiet).collect();
        laws.extend(self.more(left, "basis"));
        let basis = Entry::under(words.basis, [join(laws, words.semicolon)]);
        let checked = Entry::under(words.checked, [Line::quiet(self.provenance(filed))]);
        Ok(basis.into_iter().chain(checked).collect())
    }
}

/// Returns how many of a list are named.
fn room(count: usize, most: usize) -> usize {
    if count > most + 1 { most } else { count }
}
