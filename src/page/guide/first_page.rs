//! The page of a guide that answers first: what to bring, what happens, what it rests on.
//!
//! It sets the order of the parts and folds what is long, so that the page fits a screen; what a
//! part says is known to the part.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide};
use crate::page::desk::by_law;
use crate::page::footnotes::legend;
use crate::page::voice::join;
use crate::page::{Block, Desk, Entry, Line, Page};
use crate::tailor::Case;

/// How many laws are named; a list that is longer by one is named in full, as saying so would take
/// the same room.
const MOST_LAWS: usize = 3;

/// How many papers of one answer are named; more are only counted.
const MOST_PAPERS: usize = 5;

/// Builds the page of a guide for a case.
///
/// # Errors
/// When the handbook is damaged.
pub fn overview(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    view.first_page(guide, view.next()?)
}

impl View<'_, '_> {
    /// Builds the page; `next` is what leads on at its foot.
    pub(in crate::page) fn first_page(
        &self,
        filed: &Filed<Guide>,
        next: Vec<Entry>,
    ) -> Result<Page, Damaged> {
        let mut blocks = vec![self.title()];
        blocks.extend(self.day()?);
        blocks.push(Block::Paragraph(self.desk.voice.line(&self.guide.summary)));
        blocks.push(Block::Answers(self.answers()?));
        blocks.extend(self.papers()?.into_iter().flatten());
        blocks.extend(self.steps()?);
        blocks.extend(self.parts());
        let mut foot = self.foundation(filed)?;
        foot.extend(next);
        blocks.push(Block::Parts(foot));
        blocks.extend(legend(self.desk, &blocks));
        Ok(Page { blocks })
    }

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
        let voice = &self.desk.voice;
        let numbers = voice.list(steps.iter().map(ToString::to_string));
        let (zh, en) =
            (format!("第 {numbers} 步看情形："), format!("{numbers} depend on the case: "));
        let mut line = Line::plain(voice.lang.pick(zh, en));
        line.extend(self.section_option("steps"));
        line
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

/// Returns how many of a list are named.
pub(super) fn room(count: usize, most: usize) -> usize {
    if count > most + 1 { most } else { count }
}
