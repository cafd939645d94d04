//! The limits of a guide as days: by when each thing has to be done.
//!
//! It sets the order of the page. What is said of one limit is known to `rows`; how days are
//! counted, to the calendar.

mod entries;
mod next;
mod rows;

pub use self::entries::calendar;

use super::View;
use crate::calendar::{Almanac, Schedule, Term};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Citation, Filed, Guide, Question};
use crate::handbook::value::Slug;
use crate::page::counting;
use crate::page::footnotes::footnotes;
use crate::page::voice::join;
use crate::page::words::due;
use crate::page::{Block, Desk, Entry, Line, Page};
use crate::tailor::Case;

/// The limits of a guide for a case, reckoned.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'v, 'g> {
    /// The guide.
    pub guide: &'g Filed<Guide>,
    /// The case.
    pub case: &'v Case,
    /// The days of its limits.
    pub schedule: &'v Schedule<'g>,
    /// The calendar by which they were reckoned.
    pub almanac: &'v Almanac<'v>,
}

/// How much a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What fits into a message.
    Brief,
    /// Every limit with what follows from it.
    Usual,
    /// Also every day that was counted or skipped.
    DayByDay,
}

/// Builds the page of the dates of a guide.
///
/// # Errors
/// When the handbook is damaged.
pub fn due(desk: &Desk<'_>, dates: Dates<'_, '_>, detail: Detail) -> Result<Page, Damaged> {
    Sheet::new(desk, dates).page(detail)
}

/// The dates of a guide, spoken of in one language.
struct Sheet<'v, 'a, 'g> {
    view: View<'v, 'a>,
    dates: Dates<'v, 'g>,
}

impl<'v, 'a, 'g: 'v> Sheet<'v, 'a, 'g> {
    fn new(desk: &'v Desk<'a>, dates: Dates<'v, 'g>) -> Self {
        Self { view: View { desk, guide: &dates.guide.value, case: dates.case }, dates }
    }

    fn page(&self, detail: Detail) -> Result<Page, Damaged> {
        let mut blocks = vec![self.view.title()];
        blocks.push(self.events());
        blocks.extend(self.dated(detail));
        blocks.extend(if detail == Detail::Brief { self.waiting() } else { self.undated() });
        if detail == Detail::DayByDay {
            blocks.extend(self.day_by_day());
        }
        blocks.push(self.foundation(detail)?);
        blocks.extend(self.doubts());
        blocks.extend(footnotes(self.view.desk, &blocks));
        if detail != Detail::Brief {
            blocks.push(self.next(detail));
        }
        Ok(Page { blocks })
    }

    /// Names the events whose days are given.
    fn events(&self) -> Block {
        let voice = &self.view.desk.voice;
        let given = self.view.guide.events.iter().filter_map(|event| {
            let day = self.dates.schedule.given.get(&event.id)?;
            let day = Line::strong(due::day(*day, voice.lang));
            Some(voice.labelled(&voice.text(&event.title), day))
        });
        Block::Paragraph(join(given, voice.words().semicolon))
    }

    fn dated(&self, detail: Detail) -> Vec<Block> {
        let rows = self.dates.schedule.dated();
        let entries: Vec<Entry> = rows.map(|(row, due)| self.row(row, due, detail)).collect();
        headed(self.view.desk.words().latest_by, self.assumed_case(), entries)
    }

    /// Names the answers that the guide assumes, where limits depend on them.
    fn assumed_case(&self) -> Line {
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        let answers: Vec<String> = self
            .assumed()
            .filter_map(|(question, answer)| self.view.answer_title(question, answer))
            .collect();
        if answers.is_empty() {
            return Line::default();
        }
        Line::quiet(format!("{}{}", words.for_the_case, voice.list(answers)))
    }

    /// Returns the questions that the guide answers itself and on which limits depend, with the
    /// answers.
    fn assumed(&self) -> impl Iterator<Item = (&'v Question, &'v Slug)> {
        let (guide, case) = (self.view.guide, self.view.case);
        let decides = |id: &Slug| guide.clocks.iter().any(|clock| clock.when.asks(id));
        guide.questions.iter().filter_map(move |question| {
            let default = question.default.as_ref().filter(|_| decides(&question.id))?;
            let is_assumed = case.answer_to(&question.id) == Some(default);
            is_assumed.then_some((question, default))
        })
    }

    fn undated(&self) -> Vec<Block> {
        let words = self.view.desk.words();
        let rows = self.dates.schedule.undated().map(|row| self.row_without_date(row.term));
        let entries: Vec<Entry> = rows.chain(self.blank_promise()).collect();
        headed(words.no_date_yet, Line::quiet(words.start_not_known), entries)
    }

    /// Names the limits without a day, in a line.
    fn waiting(&self) -> Vec<Block> {
        let voice = &self.view.desk.voice;
        let rows = self.dates.schedule.undated().filter(|row| row.term.clock().is_some());
        let names = join(rows.map(|row| self.name(row.term)), voice.words().semicolon);
        let entry = Entry::under(voice.words().no_date_yet, [names]);
        entry.map(|entry| Block::Entries(vec![entry])).into_iter().collect()
    }

    /// Lists every day of every limit that has one.
    fn day_by_day(&self) -> Vec<Block> {
        let voice = &self.view.desk.voice;
        let tables = self.dates.schedule.dated().flat_map(|(row, due)| {
            let text = self.name(row.term).to_text();
            let heading = Block::Heading { text, remark: Line::quiet(voice.limit(due.limit)) };
            [heading, counting::points(voice, self.dates.almanac, due)]
        });
        let rule = Block::Footnote(Line::quiet(voice.words().how_counted));
        tables.chain(std::iter::once(rule)).collect()
    }

    /// Returns the law of the limits and the day it was compared.
    fn foundation(&self, detail: Detail) -> Result<Block, Damaged> {
        let (desk, words) = (self.view.desk, self.view.desk.words());
        if detail == Detail::Brief {
            return Ok(Block::Footnote(Line::quiet(words.not_advice)));
        }
        let rows = self.dates.schedule.rows.iter();
        let cited: Vec<&Citation> = rows.flat_map(|row| Term::basis(row.term)).collect();
        let basis = desk.citations(cited)?.join(desk.voice.lang.pick("；", "; "));
        let checked = self.view.provenance(self.dates.guide);
        let basis = Entry::under(words.basis, [Line::quiet(basis)]);
        let checked = Entry::under(words.checked, [Line::quiet(checked)]);
        Ok(Block::Parts(basis.into_iter().chain(checked).collect()))
    }

    /// Explains the mark of provisional days.
    fn doubts(&self) -> Option<Block> {
        let doubts = self.dates.schedule.doubts();
        let said = due::doubts(&doubts, self.view.desk.voice.lang)?;
        Some(Block::Footnote(Line::quiet(said)))
    }
}

/// Puts entries below a heading; without any there is no heading.
fn headed(heading: &str, remark: Line, entries: Vec<Entry>) -> Vec<Block> {
    if entries.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading { text: heading.to_owned(), remark };
    vec![heading, Block::Entries(entries)]
}
