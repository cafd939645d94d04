//! The papers of a case as a list to tick: by who issues them, what may follow, what may stay.
//!
//! It sets the order of the page. What is said of one paper is known to `papers`; the notice of
//! what is missing is a page of its own.

mod beside;
mod duty;
mod ground;
mod names;
mod next;
mod papers;
mod slip;

pub use self::duty::legal_duty;
pub use self::ground::open_points;
pub use self::names::named_papers;
pub use self::slip::{Slip, slip};

use super::View;
use crate::calendar::Deadline;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{DocumentUse, Filed, Guide, Need};
use crate::handbook::value::{Date, Slug};
use crate::page::footnotes::footnotes;
use crate::page::words::checklist::{Words, missing, needed, words};
use crate::page::{Block, Desk, Line, Page};
use crate::tailor::{Applies, Case};

/// The papers of a case, and those that are there already.
#[derive(Debug, Clone, Copy)]
pub struct Checklist<'v> {
    /// The guide.
    pub guide: &'v Filed<Guide>,
    /// The case.
    pub case: &'v Case,
    /// The papers that are there, by their ids within the guide; nothing if nobody said.
    pub have: Option<&'v [Slug]>,
    /// The day on which the application was received.
    pub received: Option<Date>,
    /// The day by which the office has to tell what is missing.
    pub told_by: Option<&'v Deadline>,
}

impl Checklist<'_> {
    /// Says whether a paper is there.
    pub fn has(&self, paper: &DocumentUse) -> bool {
        self.have.is_some_and(|have| have.contains(&paper.id))
    }
}

/// Builds the page of the papers of a case; in brief only their names.
///
/// # Errors
/// When the handbook is damaged.
pub fn checklist(desk: &Desk<'_>, list: Checklist<'_>, brief: bool) -> Result<Page, Damaged> {
    Sheet::new(desk, list).page(brief)
}

/// Returns the papers that a case may need, in order.
pub fn papers_of<'g>(desk: &Desk<'_>, guide: &'g Guide, case: &Case) -> Vec<&'g DocumentUse> {
    let shown = |paper: &&DocumentUse| case.may_apply(&paper.when) && desk.holds(&paper.valid);
    guide.documents.iter().filter(shown).collect()
}

/// The papers of a case, spoken of in one language.
struct Sheet<'v, 'a> {
    view: View<'v, 'a>,
    list: Checklist<'v>,
    words: &'static Words,
}

impl<'v, 'a> Sheet<'v, 'a> {
    fn new(desk: &'v Desk<'a>, list: Checklist<'v>) -> Self {
        let view = View { desk, guide: &list.guide.value, case: list.case };
        Self { view, list, words: words(desk.voice.lang) }
    }

    /// Returns the papers that are not there, in order.
    fn missing(&self) -> Vec<&'v DocumentUse> {
        let mut papers = papers_of(self.view.desk, &self.list.guide.value, self.list.case);
        papers.retain(|paper| !self.list.has(paper));
        papers
    }

    /// Returns the papers that are there, in order.
    fn present(&self) -> Vec<&'v DocumentUse> {
        let mut papers = papers_of(self.view.desk, &self.list.guide.value, self.list.case);
        papers.retain(|paper| self.list.has(paper));
        papers
    }

    fn page(&self, brief: bool) -> Result<Page, Damaged> {
        let mut blocks = vec![self.view.title(), Block::Paragraph(self.summary())];
        blocks.extend(self.those_there()?);
        let (certain, open): (Vec<_>, Vec<_>) = self
            .missing()
            .into_iter()
            .partition(|paper| self.list.case.applies(&paper.when) == Applies::Yes);
        let of = |need: Need| certain.iter().copied().filter(move |paper| paper.need == need);
        blocks.extend(self.by_issuer(of(Need::Required), brief)?);
        blocks.extend(self.by_case(&open, brief)?);
        blocks.extend(self.group(self.words.may_follow, of(Need::Deferrable).collect(), brief)?);
        blocks.extend(self.group(self.words.may_stay, of(Need::Optional).collect(), brief)?);
        blocks.extend(self.counts_of_all(brief));
        blocks.push(Block::Footnote(Line::quiet(self.view.provenance(self.list.guide))));
        blocks.extend(footnotes(self.view.desk, &blocks));
        if !brief {
            blocks.push(self.next());
        }
        Ok(Page { blocks })
    }

    /// Says how many papers are needed or missing, or that there are none.
    fn summary(&self) -> Line {
        let lang = self.view.desk.voice.lang;
        let (rest, present) = (self.missing(), self.present().len());
        let must = |paper: &&&DocumentUse| paper.need != Need::Optional;
        let is_open = |paper: &&&DocumentUse| self.list.case.applies(&paper.when) == Applies::Open;
        let open = rest.iter().filter(is_open).count();
        let count = rest.iter().filter(must).filter(|paper| !is_open(paper)).count();
        Line::strong(match self.list.have {
            _ if rest.is_empty() && present == 0 => self.words.no_papers.to_owned(),
            Some(_) if count == 0 && open == 0 => self.words.all_there.to_owned(),
            Some(_) => missing(count + open, present, lang),
            None => needed(count, open, lang),
        })
    }

    /// Lists the papers that are there.
    fn those_there(&self) -> Result<Vec<Block>, Damaged> {
        let ticked = self.present().into_iter().map(|paper| self.ticked("[x] ", paper));
        let points = ticked.collect::<Result<Vec<_>, _>>()?;
        Ok(headed(self.words.have, Line::default(), points))
    }

    /// Says once that originals and copies are for the bureau to fill in.
    fn counts_of_all(&self, brief: bool) -> Option<Block> {
        let counts = self.view.counts();
        let says = !brief && !self.missing().is_empty() && !counts.is_empty();
        says.then_some(Block::Footnote(counts))
    }
}

/// Puts points below a heading; without any there is no heading.
fn headed(heading: &str, remark: Line, points: Vec<Line>) -> Vec<Block> {
    if points.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading { text: heading.to_owned(), remark };
    vec![heading, Block::Points(points)]
}
