//! The page of a guide that answers first: what to bring, what happens, what it rests on.
//!
//! It sets the order of the parts and folds what is long, so that the page fits a screen; what a
//! part says is known to the part.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide, Statement};
use crate::page::desk::by_law;
use crate::page::footnotes::legend;
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::{Block, Desk, Entry, Line, Page, Role};
use crate::tailor::{Applies, Case};

/// How many laws are named; a list that is longer by one is named in full, as saying so would take
/// the same room.
const MOST_LAWS: usize = 3;

/// How many characters of the conditions are named: a line.
const fn most_of_conditions(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 32,
        Lang::En => 60,
    }
}

/// How many characters of the refusals are named: a line of Chinese, two of English.
const fn most_of_refusals(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 32,
        Lang::En => 110,
    }
}

/// The room for saying how many there are in all.
const IN_ALL: usize = 8;

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
    blocks.extend(view.papers()?.into_iter().flatten());
    blocks.extend(view.steps()?);
    blocks.extend(view.parts());
    let mut foot = view.foundation(guide)?;
    foot.extend(view.next()?);
    blocks.push(Block::Parts(foot));
    blocks.extend(legend(desk, &blocks));
    Ok(Page { blocks })
}

impl View<'_, '_> {
    /// Returns the papers that the answer box does not name: those of everybody where they are too
    /// many for it, and those of each case.
    fn papers(&self) -> Result<Option<[Block; 2]>, Damaged> {
        let words = self.desk.words();
        if self.brings_all() {
            return Ok(None);
        }
        let (text, mut entries) = match self.everyones_papers()? {
            Some(everyone) if !self.box_names_all() => (words.papers, vec![everyone]),
            _ => (words.papers_by_case, Vec::new()),
        };
        let lead = if entries.is_empty() { "" } else { words.in_addition };
        entries.extend(self.papers_by_case(lead, MOST_PAPERS)?);
        let heading = Block::Heading { text: text.to_owned(), remark: self.counts() };
        Ok((!entries.is_empty()).then_some([heading, Block::Entries(entries)]))
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
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let (conditions, refusals) = (&self.guide.conditions, &self.guide.refusals);
        let lists = [
            self.part(words.conditions, "conditions", conditions, most_of_conditions(lang)),
            self.part(words.refusals_short, "refusals", refusals, most_of_refusals(lang)),
        ];
        let entries: Vec<Entry> = lists.into_iter().flatten().chain(self.notes()).collect();
        (!entries.is_empty()).then_some(Block::Parts(entries))
    }

    /// Names the first statements of a list in short, those for every case before the others, and
    /// says how many there are in all.
    fn part(&self, label: &str, section: &str, list: &[Statement], most: usize) -> Option<Entry> {
        let mut shown: Vec<&Statement> = self.shown(list).collect();
        shown.sort_by_key(|one| self.case.applies(&one.when) == Applies::Open);
        let shorts: Vec<Line> = shown.iter().filter_map(|one| self.in_short(one)).collect();
        if shorts.is_empty() {
            return None;
        }
        let named = fitting(shorts, most);
        let line = match named.len() {
            0 => self.by_case(shown.len(), section),
            count => {
                let mut line = join(named, self.desk.words().semicolon);
                line.extend(self.in_all(count, shown.len(), "条"));
                line
            }
        };
        Entry::under(label, [line])
    }

    /// Says how many there are, if not all are named: `（共 7 条）`.
    fn in_all(&self, named: usize, count: usize, counted: &str) -> Line {
        let voice = &self.desk.voice;
        if named == count {
            return Line::default();
        }
        let (zh, en) = (format!("共 {count} {counted}"), format!("{count} in all"));
        Line::quiet(voice.in_brackets(&voice.lang.pick(zh, en)))
    }

    /// Says that all of a section depends on the case: `9 条，看情形：--section 条件`.
    fn by_case(&self, count: usize, section: &str) -> Line {
        let lang = self.desk.voice.lang;
        let name = lang.pick(self.desk.words().section(section).unwrap_or(section), section);
        let (zh, en) = (format!("{count} 条，看情形："), format!("{count}, by case: "));
        Line::plain(lang.pick(zh, en)).then(Role::Command, format!("--section {name}"))
    }

    /// Returns the notes for every case that have a label; the others are for their section, or
    /// for the page of their case.
    fn notes(&self) -> Vec<Entry> {
        let certain = |note: &&Statement| self.case.applies(&note.when) == Applies::Yes;
        let certain = self.shown(&self.guide.notes).filter(certain);
        let mut notes: Vec<Entry> = certain.filter_map(|note| self.note(note)).collect();
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

    /// Returns a note under its own label, if it has one.
    fn note(&self, note: &Statement) -> Option<Entry> {
        let label = self.desk.voice.text(note.label.as_ref()?);
        Some(Entry { label, lines: vec![self.as_short_as_may_be(note)] })
    }

    /// Returns the main laws and the day they were compared.
    fn foundation(&self, filed: &Filed<Guide>) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let mut laws = by_law(self.main_basis()?);
        let count = laws.len();
        laws.truncate(room(count, MOST_LAWS));
        let in_all = self.in_all(laws.len(), count, "部");
        let named = laws.into_iter().map(|(law, articles)| self.desk.citation(law, articles));
        let named = named.map(|law| law.map(Line::quiet)).collect::<Result<Vec<_>, _>>()?;
        let mut laws = join(named, words.semicolon);
        laws.extend(in_all);
        let basis = Entry::under(words.basis, [laws]);
        let checked = Entry::under(words.checked, [Line::quiet(self.provenance(filed))]);
        Ok(basis.into_iter().chain(checked).collect())
    }
}

/// Returns the first lines that have room: all of them, or so many that there is room to say that
/// there are more.
fn fitting(mut lines: Vec<Line>, most: usize) -> Vec<Line> {
    let lengths = lines.iter().scan(0, |sum, line| {
        *sum += line.length();
        Some(*sum)
    });
    let lengths: Vec<usize> = lengths.collect();
    if lengths.last().is_some_and(|all| *all > most) {
        let count = lengths.iter().take_while(|length| **length + IN_ALL <= most).count();
        lines.truncate(count);
    }
    lines
}

/// Returns how many of a list are named.
fn room(count: usize, most: usize) -> usize {
    if count > most + 1 { most } else { count }
}
