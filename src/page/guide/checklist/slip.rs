//! The one-time notice of everything missing (一次性告知单), one page to print and sign.
//!
//! It is a draft as long as anything on it is practice or a blank.

use super::beside::beside;
use super::papers::Detail;
use super::{Checklist, Sheet, legal_duty};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Citation, DocumentUse, Need, NoticeDuty};
use crate::handbook::value::{Date, Fillable, Limit};
use crate::page::footnotes::footnotes;
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::words::checklist::{missing_these, way};
use crate::page::words::due::{PROVISIONAL, day};
use crate::page::{Block, Desk, Entry, Line, Page, Role};
use crate::tailor::{Applies, Case};

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its page.
    pub page: Page,
    /// Whether it is only a draft.
    pub is_draft: bool,
}

/// Builds the notice of what is missing: in Chinese, and in another language beside it if that is
/// the desk's.
///
/// # Errors
/// When the handbook is damaged.
pub fn slip(desk: &Desk<'_>, list: Checklist<'_>) -> Result<Slip, Damaged> {
    let chinese_desk = desk.speaking(Lang::Zh);
    let chinese = Sheet::new(&chinese_desk, list);
    let is_open = !chinese.is_confirmed() || has_open_words(&chinese.slip(false)?);
    let is_draft = is_open && !chinese.to_bring().is_empty();
    let page = chinese.slip(is_draft)?;
    if desk.voice.lang == Lang::Zh {
        return Ok(Slip { page, is_draft });
    }
    let other = Sheet::new(desk, list).slip(is_draft)?;
    Ok(Slip { page: beside(page, other), is_draft })
}

/// Says whether a page shows a blank, or the mark of a statement that is not law.
fn has_open_words(page: &Page) -> bool {
    let is_open =
        |line: &Line| line.0.iter().any(|span| matches!(span.role, Role::Blank | Role::Mark));
    page.blocks.iter().flat_map(Block::lines).any(is_open)
}

impl<'v> Sheet<'v, '_> {
    fn slip(&self, is_draft: bool) -> Result<Page, Damaged> {
        let mut blocks = vec![self.slip_title(is_draft)];
        let missing = self.to_bring();
        if missing.is_empty() {
            blocks.push(Block::Paragraph(Line::plain(self.words.nothing_to_tell)));
            return Ok(Page { blocks });
        }
        if is_draft {
            blocks.push(Block::Paragraph(self.why_a_draft()));
        }
        blocks.push(Block::Parts(self.matter()?));
        blocks.push(self.slip_heading(missing.len(), is_draft));
        blocks.push(self.slip_points(&missing)?);
        blocks.push(Block::Parts(self.bringing(&missing)?));
        blocks.push(Block::Parts(self.signatures()?));
        let said = self.view.provenance(self.list.guide);
        blocks.push(Block::Footnote(Line::quiet(said)));
        blocks.extend(footnotes(self.view.desk, &blocks));
        Ok(Page { blocks })
    }

    fn why_a_draft(&self) -> Line {
        let line = Line::default().then(Role::Warning, self.words.not_to_be_handed_out);
        let is_open = |paper: &&DocumentUse| self.list.case.applies(&paper.when) == Applies::Open;
        if !self.to_bring().iter().any(is_open) {
            return line;
        }
        let blank = self.view.desk.voice.lang.pick("", " ");
        line.then(Role::Warning, format!("{blank}{}", self.words.case_is_open))
    }

    /// Returns the papers that have to be brought and are not there.
    fn to_bring(&self) -> Vec<&'v DocumentUse> {
        let mut papers = self.missing();
        papers.retain(|paper| paper.need != Need::Optional);
        papers
    }

    fn slip_title(&self, is_draft: bool) -> Block {
        let draft = self.view.desk.voice.in_brackets(self.words.draft);
        let draft = if is_draft { draft.as_str() } else { "" };
        let text = Line::strong(format!("{}{draft}", self.words.title));
        Block::Title { text, id: String::new() }
    }

    fn slip_heading(&self, count: usize, is_draft: bool) -> Block {
        let remark = if is_draft { "" } else { self.words.everything };
        let text = missing_these(count, self.view.desk.voice.lang);
        Block::Heading { text, remark: Line::strong(remark) }
    }

    /// Lists the missing papers with their standards.
    fn slip_points(&self, missing: &[&DocumentUse]) -> Result<Block, Damaged> {
        let point = |(number, paper): (usize, &&DocumentUse)| {
            let mut line = self.told(&format!("[ ] {number} "), paper, Detail::Notice)?;
            if self.list.case.applies(&paper.when) == Applies::Open {
                let condition = self.view.desk.voice.in_brackets(&self.condition(&paper.when));
                line = line.then(Role::Quiet, condition);
            }
            Ok(line)
        };
        let numbered = (1..).zip(missing).map(point);
        Ok(Block::Points(numbered.collect::<Result<_, Damaged>>()?))
    }

    /// Says of which matter it is, of which case, what came in and when.
    fn matter(&self) -> Result<Vec<Entry>, Damaged> {
        let (voice, words) = (&self.view.desk.voice, self.words);
        let assumed = Case::assumed(self.view.guide);
        let title = Line::strong(voice.name(&self.view.guide.title));
        let answers = self.view.guide.questions.iter().filter_map(|question| {
            let answer = self.list.case.answer_to(&question.id)?;
            let is_given = assumed.answer_to(&question.id) != Some(answer);
            let decides = |paper: &DocumentUse| paper.when.asks(&question.id);
            let is_said = is_given || self.view.guide.documents.iter().any(decides);
            is_said.then(|| self.view.answer_title(question, answer)).flatten()
        });
        let case = Line::plain(voice.list(answers));
        let window = self.view.where_to_apply().unwrap_or_else(|| self.blank());
        let received = self.list.received.map(|received| day(received, voice.lang));
        let received = Line::plain(received.unwrap_or_else(|| words.day_to_write.to_owned()));
        let present = self.present().into_iter().map(|paper| self.ticked("[x] ", paper));
        let present = join(present.collect::<Result<Vec<_>, _>>()?, "  ");
        let entries = [
            Entry::under(words.matter, [title]),
            Entry::under(words.case, [case]),
            Entry::under(words.window, [window]),
            Entry::under(words.received, [received]),
            Entry::under(words.handed_in, [present]),
        ];
        Ok(entries.into_iter().flatten().collect())
    }

    /// Says what the list rests on, where and how to bring what is missing, and whom to ask.
    fn bringing(&self, missing: &[&DocumentUse]) -> Result<Vec<Entry>, Damaged> {
        let (words, fixed) = (self.words, self.view.desk.words());
        let entries = [
            Entry::under(words.counts, self.view.counts_are_open().then(|| self.blank())),
            Entry::under(fixed.basis, [self.law(missing)?]),
            Entry::under(words.bring_where, [self.place()]),
            Entry::under(words.bring_how, [self.ways()]),
            Entry::under(words.bring_by, [Line::plain(words.day_to_write)]),
            Entry::under(words.told_by, [self.told_by()?]),
            Entry::under(fixed.questions_to, [self.view.whom_to_ask()?]),
        ];
        Ok(entries.into_iter().flatten().collect())
    }

    /// Names the law of the whole where a paper has none of its own beside it.
    fn law(&self, missing: &[&DocumentUse]) -> Result<Line, Damaged> {
        if missing.iter().all(|paper| !paper.basis.is_empty()) {
            return Ok(Line::default());
        }
        let cited: &[Citation] = &self.view.guide.basis;
        let semicolon = self.view.desk.words().semicolon;
        Ok(Line::quiet(self.view.desk.citations(cited)?.join(semicolon)))
    }

    /// Names the windows whose address is known; without one, whom to go to.
    fn place(&self) -> Line {
        let voice = &self.view.desk.voice;
        let windows = self.view.guide.channels.iter().flat_map(|channels| &channels.windows);
        let open = windows.filter(|window| self.list.case.may_apply(&window.when));
        let known = open.filter_map(|window| {
            let address = window.address.as_ref().and_then(Fillable::known)?;
            Some(voice.labelled(&voice.text(&window.title), voice.line(address)))
        });
        let known = join(known, voice.words().semicolon);
        if known.is_empty() { self.blank() } else { known }
    }

    /// Names the ways in which papers are handed in.
    fn ways(&self) -> Line {
        let voice = &self.view.desk.voice;
        let ways = self.view.guide.channels.as_ref().and_then(|channels| channels.ways.as_ref());
        match ways {
            Some(ways) => voice.filled(ways, |ways| {
                voice.list(ways.iter().map(|one| way(*one, voice.lang).to_owned()))
            }),
            None => self.blank(),
        }
    }

    /// Says by when the office has to tell: a date only where the law states a duty.
    fn told_by(&self) -> Result<Line, Damaged> {
        let voice = &self.view.desk.voice;
        if let Some((duty, limit)) = legal_duty(self.view.guide, self.list.case) {
            return self.legal_date(duty, limit);
        }
        let applies = |duty: &&NoticeDuty| self.list.case.may_apply(&duty.when);
        let line = match self.view.guide.notice.as_ref().filter(applies) {
            None => Line::plain(self.words.day_to_write),
            Some(duty) => match duty.limit.known() {
                None => voice.filled_limit(&duty.limit),
                Some(limit) => {
                    let comma = voice.lang.pick("，", ", ");
                    let rule = format!("{}{comma}{}", voice.limit(*limit), self.words.own_rule);
                    let line = Line::plain(self.words.day_to_write);
                    let line = line.then(Role::Plain, voice.in_brackets(&rule));
                    voice.with_standing(line, &duty.standing)
                }
            },
        };
        Ok(line)
    }

    fn legal_date(&self, duty: &NoticeDuty, limit: Limit) -> Result<Line, Damaged> {
        let voice = &self.view.desk.voice;
        let date = self.list.told_by.map(|due| {
            let mark = if due.is_provisional() { PROVISIONAL } else { "" };
            format!("{}{mark}", day(due.date, voice.lang))
        });
        let mut line = Line::strong(date.unwrap_or_else(|| self.words.day_to_write.to_owned()));
        let ground = self.ground(duty, limit)?;
        line = line.then(Role::Plain, voice.in_brackets(&ground));
        line = voice.with_standing(line, &duty.standing);
        line.extend(self.view.only_if(&duty.when));
        let missed = duty.missed.as_ref();
        let missed = missed.map(|text| voice.labelled(voice.words().missed, voice.line(text)));
        Ok(join(std::iter::once(line).chain(missed), voice.words().semicolon))
    }

    /// Says how long the office has, from when, and by which law.
    fn ground(&self, duty: &NoticeDuty, limit: Limit) -> Result<String, Damaged> {
        let voice = &self.view.desk.voice;
        let from = self.list.received.map(|received: Date| {
            voice.lang.pick(format!("收到 {received} 起 "), format!("from {received}: "))
        });
        let limit = format!("{}{}", from.unwrap_or_default(), voice.limit(limit));
        let law = self.view.desk.citations(&duty.basis)?;
        let parts = std::iter::once(limit).chain(law).collect::<Vec<_>>();
        Ok(parts.join(voice.lang.pick("，", ", ")))
    }

    /// Leaves room for seal, signatures and days.
    fn signatures(&self) -> Result<Vec<Entry>, Damaged> {
        let (voice, words) = (&self.view.desk.voice, self.words);
        let office = self.view.desk.office_name(&self.view.guide.office)?;
        let bureau = self.view.desk.layers().iter().rev().find_map(|about| about.bureau.as_ref());
        let office = match bureau {
            Some(bureau) => voice.list([voice.text(bureau), office]),
            None => office,
        };
        let signed = Line::plain(format!("{}  ", words.rule));
        let told = signed.clone().then(Role::Plain, words.post);
        let told = told.then(Role::Plain, format!(" {}", words.rule));
        let taken = signed.then(Role::Plain, words.day);
        let taken = taken.then(Role::Plain, format!(" {}", words.day_to_write));
        let entries = [
            Entry::under(words.issued_by, [Line::plain(format!("{office}{}", words.seal))]),
            Entry::under(words.teller, [told]),
            Entry::under(words.taker, [taken]),
        ];
        Ok(entries.into_iter().flatten().collect())
    }

    fn blank(&self) -> Line {
        Line::default().then(Role::Blank, self.view.desk.words().blank)
    }
}
