//! The sections of a guide, in full.

use super::desk::Desk;
use super::overview::{View, footnotes, line};
use super::voice::join;
use super::{Block, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::fold;
use crate::handbook::model::{
    Citation, Clock, DocumentUse, FeeItem, Filed, FreeSection, Guide, Remedy, SpecialStep,
    Standing, Statement,
};
use crate::handbook::value::{Fillable, LocalizedText, Slug};
use crate::tailor::Case;

/// The fixed sections, in the order of a page that shows everything.
pub const SECTIONS: &[&str] = &[
    "summary",
    "conditions",
    "refusals",
    "notes",
    "questions",
    "documents",
    "steps",
    "time",
    "fee",
    "outcome",
    "where",
    "remedies",
    "contacts",
    "faq",
    "basis",
    "sources",
];

/// Builds a page of the named sections of a guide, in full.
///
/// # Errors
/// When the handbook is damaged.
pub fn sections(
    desk: &Desk<'_>,
    guide: &Filed<Guide>,
    case: &Case,
    names: &[String],
) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    let mut blocks = vec![view.title()];
    for name in names {
        blocks.extend(view.section(name)?);
    }
    let checked =
        format!("{}{}{}", desk.words().checked, desk.words().colon, view.provenance(guide));
    blocks.push(Block::Footnote(Line::default().then(Role::Quiet, checked)));
    blocks.extend(footnotes(desk, &blocks));
    Ok(Page { blocks })
}

/// Returns the ids of all sections of a guide that say something, in order.
pub fn section_ids(guide: &Guide) -> Vec<String> {
    let own = guide.sections.iter().map(|section| section.id.to_string());
    let (before, after): (Vec<&str>, Vec<&str>) = SECTIONS
        .iter()
        .copied()
        .filter(|id| has(guide, id))
        .partition(|id| !matches!(*id, "basis" | "sources"));
    before
        .into_iter()
        .map(str::to_owned)
        .chain(own)
        .chain(after.into_iter().map(str::to_owned))
        .collect()
}

fn has(guide: &Guide, section: &str) -> bool {
    match section {
        "conditions" => !guide.conditions.is_empty(),
        "refusals" => !guide.refusals.is_empty(),
        "notes" => !guide.notes.is_empty(),
        "questions" => !guide.questions.is_empty(),
        "documents" => !guide.documents.is_empty(),
        "steps" => !guide.steps.is_empty(),
        "time" => guide.time.is_some() || !guide.clocks.is_empty() || guide.notice.is_some(),
        "fee" => guide.fee.is_some(),
        "outcome" => guide.outcome.is_some(),
        "where" => guide.channels.is_some(),
        "remedies" => !guide.remedies.is_empty(),
        "faq" => !guide.faq.is_empty(),
        "sources" => !guide.sources.is_empty(),
        _ => true,
    }
}

/// Finds a section of a guide by its id or its heading in any language, or the beginning of one.
pub fn find_section(guide: &Guide, input: &str) -> Option<String> {
    let wanted = fold(input);
    let names = |id: &str| -> Vec<String> {
        use super::words::Lang;
        let fixed = [Lang::Zh, Lang::En].into_iter().filter_map(|lang| lang.words().section(id));
        let own = guide.sections.iter().filter(|section| section.id == *id);
        let own = own.flat_map(|section| section.heading.all("").map(|(_, text)| text));
        fixed.chain(own).chain([id]).map(fold).collect()
    };
    let ids = section_ids(guide);
    let exact = ids.iter().find(|id| names(id).contains(&wanted));
    let begins = || ids.iter().find(|id| names(id).iter().any(|name| name.starts_with(&wanted)));
    exact.or_else(|| begins().filter(|_| !wanted.is_empty())).cloned()
}

impl View<'_, '_> {
    fn section(&self, id: &str) -> Result<Vec<Block>, Damaged> {
        let Some(heading) = self.desk.words().section(id) else {
            let own = self.guide.sections.iter().find(|section| section.id == *id);
            return own.map_or(Ok(Vec::new()), |section| self.free_section(section));
        };
        let body = match id {
            "summary" => self.summary_section()?,
            "conditions" => self.statements(&self.guide.conditions)?,
            "refusals" => self.statements(&self.guide.refusals)?,
            "notes" => self.statements(&self.guide.notes)?,
            "questions" => self.questions_section(),
            "documents" => self.documents_section()?,
            "steps" => self.steps_section()?,
            "time" => self.time_section()?,
            "fee" => self.fee_section()?,
            "outcome" => self.outcome_section()?,
            "where" => self.where_section(),
            "remedies" => self.remedies_section()?,
            "contacts" => self.contacts_section()?,
            "faq" => self.faq_section()?,
            "basis" => self.basis_section()?,
            _ => self.sources_section(),
        };
        let remark = if id == "documents" { self.counts() } else { Line::default() };
        let heading = Block::Heading { text: heading.to_owned(), remark };
        Ok(if body.is_empty() {
            Vec::new()
        } else {
            std::iter::once(heading).chain(body).collect()
        })
    }

    fn text(&self, text: &LocalizedText) -> Line {
        line(self.desk, text)
    }

    /// Appends the law behind a statement.
    fn with_basis(&self, line: Line, basis: &[Citation]) -> Result<Line, Damaged> {
        let citations = self.desk.voice.list(self.desk.citations(basis)?);
        if citations.is_empty() {
            return Ok(line);
        }
        Ok(line.then(Role::Quiet, self.desk.voice.in_brackets(&citations)))
    }

    /// Appends the places whose rules say so.
    fn with_ground(
        &self,
        line: Line,
        standing: &Standing,
        basis: &[Citation],
    ) -> Result<Line, Damaged> {
        let line = self.desk.voice.with_standing(line, standing);
        let line = match standing {
            Standing::Practice(places) if !places.is_empty() => {
                let places =
                    self.desk.voice.list(places.iter().map(|place| self.desk.voice.text(place)));
                line.then(Role::Quiet, self.desk.voice.in_brackets(&places))
            }
            _ => line,
        };
        self.with_basis(line, basis)
    }

    fn entry(label: &str, line: Line) -> Option<Entry> {
        (!line.is_empty()).then(|| Entry { label: label.to_owned(), lines: vec![line] })
    }

    fn summary_section(&self) -> Result<Vec<Block>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut entries = Vec::new();
        entries.extend(Self::entry(
            words.responsible,
            Line::plain(self.desk.office_name(&self.guide.office)?),
        ));
        entries.extend(
            self.guide
                .quota
                .iter()
                .filter_map(|quota| Self::entry(words.quota, voice.fillable(quota))),
        );
        entries.extend(
            self.guide
                .responsibility
                .iter()
                .filter_map(|text| Self::entry(words.handles, self.text(text))),
        );
        if !self.guide.aliases.is_empty() {
            entries.extend(Self::entry(
                words.also_called,
                Line::plain(voice.list(self.guide.aliases.iter().cloned())),
            ));
        }
        Ok(vec![Block::Paragraph(self.text(&self.guide.summary)), Block::Entries(entries)])
    }

    fn statements(&self, list: &[Statement]) -> Result<Vec<Block>, Damaged> {
        let points =
            self.shown(list).map(|one| self.statement(one)).collect::<Result<Vec<_>, _>>()?;
        Ok(if points.is_empty() { Vec::new() } else { vec![Block::Points(points)] })
    }

    fn statement(&self, statement: &Statement) -> Result<Line, Damaged> {
        let mut line = Line::default();
        if let Some(label) = &statement.label {
            let label = format!("{}{}", self.desk.voice.text(label), self.desk.words().colon);
            line = line.then(Role::Strong, label);
        }
        if let Some(remark) = self.only_if(&statement.when) {
            line = line.then(Role::Quiet, remark);
        }
        line.extend(self.desk.voice.fillable(&statement.text));
        self.with_ground(line, &statement.standing, &statement.basis)
    }

    fn questions_section(&self) -> Vec<Block> {
        let entry = |question: &crate::handbook::model::Question| {
            let answers = question.answers.iter().map(|answer| {
                let line = Line::plain(self.desk.voice.text(&answer.title));
                line.then(Role::Command, format!("  --case {}", answer.id))
            });
            Entry { label: self.desk.voice.text(&question.question), lines: answers.collect() }
        };
        vec![Block::Entries(self.guide.questions.iter().map(entry).collect())]
    }

    fn documents_section(&self) -> Result<Vec<Block>, Damaged> {
        let entries = self
            .shown_papers()
            .map(|paper| self.document_entry(paper))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(if entries.is_empty() { Vec::new() } else { vec![Block::Entries(entries)] })
    }

    fn document_entry(&self, paper: &DocumentUse) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut lines = Vec::new();
        if let Some(remark) = self.only_if(&paper.when) {
            lines.push(Line::default().then(Role::Quiet, remark));
        }
        if !paper.any_of.is_empty() && paper.title.is_some() {
            lines.push(Line::plain(self.choice(paper, false)?));
        }
        let mut add = |label: &str, line: Option<Line>| {
            if let Some(line) = line.filter(|line| !line.is_empty()) {
                let mut labelled = Line::plain(format!("{label}{}", words.colon));
                labelled.extend(line);
                lines.push(labelled);
            }
        };
        let count = |count: &Fillable<u16>| voice.filled(count, ToString::to_string);
        if !self.counts_are_open() {
            add(words.originals, paper.originals.as_ref().map(count));
            add(words.copies, paper.copies.as_ref().map(count));
        }
        add(words.issued_by, self.issuer(paper)?.map(Line::plain));
        for text in [&paper.acceptance, &paper.fill_notes, &paper.note].into_iter().flatten() {
            add(words.take_care, Some(self.text(text)));
        }
        lines.push(self.with_ground(Line::default(), &paper.standing, &paper.basis)?);
        lines.retain(|line| !line.is_empty());
        Ok(Entry { label: self.paper_label(paper)?, lines })
    }

    fn paper_label(&self, paper: &DocumentUse) -> Result<String, Damaged> {
        match (&paper.title, &paper.document) {
            (Some(title), _) => Ok(self.desk.voice.text(title)),
            (None, Some(id)) => self.desk.paper(id, false),
            (None, None) => self.choice(paper, true),
        }
    }

    /// Returns who issues a paper: as this guide says, or as the dictionary does.
    fn issuer(&self, paper: &DocumentUse) -> Result<Option<String>, Damaged> {
        let known = paper
            .document
            .as_ref()
            .map(|id| self.desk.pack.documents()?.find(id.as_str()))
            .transpose()?;
        let issuer =
            paper.issuer.clone().or_else(|| known.flatten().and_then(|filed| filed.value.issuer));
        issuer.map(|issuer| self.desk.issuer(&issuer)).transpose()
    }

    fn steps_section(&self) -> Result<Vec<Block>, Damaged> {
        let words = self.desk.words();
        let rows = self.step_rows(&|step| self.step_details(step))?;
        let mut blocks = vec![Block::Steps(rows)];
        let special =
            self.guide.special_steps.iter().filter(|step| self.case.may_apply(&step.when));
        let points = special.map(|step| self.special_step(step)).collect::<Result<Vec<_>, _>>()?;
        if !points.is_empty() {
            let heading =
                Block::Heading { text: words.special_steps.to_owned(), remark: Line::default() };
            blocks.extend([heading, Block::Points(points)]);
        }
        Ok(blocks)
    }

    fn step_details(&self, step: &crate::handbook::model::Step) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let labelled = |label: &str, line: Line| {
            let mut labelled = Line::plain(format!("{label}{}", words.colon));
            labelled.extend(line);
            labelled
        };
        let mut lines = Vec::new();
        lines.extend(step.place.iter().map(|place| labelled(words.place, voice.fillable(place))));
        let papers = self.shown_papers().filter(|paper| step.needs.contains(&paper.id)).collect();
        let papers = self.papers_at_a_glance(papers, usize::MAX)?;
        if !papers.is_empty() {
            lines.push(labelled(words.hand_over, papers));
        }
        lines.extend(step.criteria.iter().map(|text| labelled(words.looks_at, self.text(text))));
        lines.extend(
            step.limit.iter().map(|limit| {
                labelled(words.limit, voice.filled(limit, |limit| voice.limit(*limit)))
            }),
        );
        lines.extend(step.result.iter().map(|text| labelled(words.result, self.text(text))));
        let basis = voice.list(self.desk.citations(&step.basis)?);
        if !basis.is_empty() {
            lines.push(labelled(words.basis, Line::default().then(Role::Quiet, basis)));
        }
        Ok(lines)
    }

    fn special_step(&self, step: &SpecialStep) -> Result<Line, Damaged> {
        let title = format!("{}{}", self.desk.voice.text(&step.title), self.desk.words().colon);
        let mut line = Line::default().then(Role::Strong, title);
        line.extend(self.text(&step.text));
        self.with_ground(line, &step.standing, &step.basis)
    }

    fn time_section(&self) -> Result<Vec<Block>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut entries = Vec::new();
        if let Some(time) = &self.guide.time {
            entries.extend(
                time.summary
                    .iter()
                    .filter_map(|summary| Self::entry(words.how_long, self.claim(summary))),
            );
            let promised = time
                .promised
                .iter()
                .map(|promised| voice.filled(promised, |limit| voice.limit(*limit)));
            entries.extend(promised.filter_map(|line| Self::entry(words.promised, line)));
        }
        if let Some(notice) =
            self.guide.notice.as_ref().filter(|notice| self.case.may_apply(&notice.when))
        {
            let mut line = voice.filled(&notice.limit, |limit| voice.limit(*limit));
            if let Some(missed) = &notice.missed {
                line = line.then(
                    Role::Plain,
                    format!(
                        "{}{}{}{}",
                        words.semicolon,
                        words.missed,
                        words.colon,
                        voice.text(missed)
                    ),
                );
            }
            entries.extend(Self::entry(
                words.notice,
                self.with_ground(line, &notice.standing, &notice.basis)?,
            ));
        }
        let clocks = self
            .guide
            .clocks
            .iter()
            .filter(|clock| self.case.may_apply(&clock.when) && self.desk.holds(&clock.valid));
        for clock in clocks {
            entries.push(Entry { label: voice.text(&clock.title), lines: self.clock(clock)? });
        }
        Ok(vec![Block::Entries(entries)])
    }

    fn clock(&self, clock: &Clock) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut line = Line::default();
        if let Some(remark) = self.only_if(&clock.when) {
            line = line.then(Role::Quiet, remark);
        }
        line.extend(voice.filled(&clock.limit, |limit| voice.limit(*limit)));
        if let Some(event) = self.guide.events.iter().find(|event| event.id == clock.from) {
            line = line.then(
                Role::Plain,
                voice.in_brackets(&format!(
                    "{}{}{}",
                    words.counted_from,
                    voice.lang.pick("：", " "),
                    voice.text(&event.title)
                )),
            );
        }
        let mut lines = vec![self.with_ground(line, &clock.standing, &clock.basis)?];
        let labelled =
            |label: &str, text: String| Line::plain(format!("{label}{}{text}", words.colon));
        lines.extend(
            clock.extension.iter().map(|limit| labelled(words.extension, voice.limit(*limit))),
        );
        lines.extend(clock.missed.iter().map(|text| labelled(words.missed, voice.text(text))));
        lines.extend(clock.note.iter().map(|text| self.text(text)));
        Ok(lines)
    }

    fn fee_section(&self) -> Result<Vec<Block>, Damaged> {
        let Some(fee) = &self.guide.fee else { return Ok(Vec::new()) };
        let summary = self.with_ground(self.text(&fee.summary), &fee.standing, &fee.basis)?;
        let items = fee
            .items
            .iter()
            .filter(|item| self.desk.holds(&item.valid) && self.case.may_apply(&item.when));
        let entries = items.map(|item| self.fee_item(item)).collect::<Result<Vec<_>, _>>()?;
        let mut blocks = vec![Block::Paragraph(summary)];
        if !entries.is_empty() {
            blocks.push(Block::Entries(entries));
        }
        Ok(blocks)
    }

    fn fee_item(&self, item: &FeeItem) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let amount = item.amount.iter().map(|amount| {
            voice.filled(amount, |amount| {
                voice.lang.pick(format!("{amount} 元"), format!("{amount} yuan"))
            })
        });
        let rule = item.rule.iter().map(|rule| voice.fillable(rule));
        let line = join(amount.chain(rule), words.semicolon);
        let mut lines = vec![self.with_ground(line, &item.standing, &item.basis)?];
        lines.extend(item.waiver.iter().map(|text| {
            Line::plain(format!("{}{}{}", words.waiver, words.colon, voice.text(text)))
        }));
        Ok(Entry { label: voice.text(&item.name), lines })
    }

    fn outcome_section(&self) -> Result<Vec<Block>, Damaged> {
        let Some(outcome) = &self.guide.outcome else { return Ok(Vec::new()) };
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let text = self.with_ground(self.text(&outcome.text), &outcome.standing, &outcome.basis)?;
        let mut entries = Vec::new();
        entries.extend(
            outcome
                .validity
                .iter()
                .filter_map(|text| Self::entry(words.valid_for, voice.fillable(text))),
        );
        entries.extend(
            outcome.renewal.iter().filter_map(|text| Self::entry(words.renewal, self.text(text))),
        );
        entries.extend(
            outcome
                .delivery
                .iter()
                .filter_map(|way| Self::entry(words.delivery, voice.fillable(&way.text))),
        );
        let mut blocks = vec![Block::Paragraph(text)];
        if !entries.is_empty() {
            blocks.push(Block::Entries(entries));
        }
        Ok(blocks)
    }

    fn where_section(&self) -> Vec<Block> {
        let Some(channels) = &self.guide.channels else { return Vec::new() };
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut entries = Vec::new();
        let mut add = |label: &str, line: Line| {
            if !line.is_empty() {
                entries.push(Entry { label: label.to_owned(), lines: vec![line] });
            }
        };
        channels.apply_to.iter().for_each(|claim| add(words.ask_first, self.claim(claim)));
        channels.apply_when.iter().for_each(|claim| add(words.apply_when, self.claim(claim)));
        for window in channels.windows.iter().filter(|window| self.case.may_apply(&window.when)) {
            let address = window.address.iter().map(|text| voice.fillable(text));
            let hours = window.hours.iter().map(|text| voice.fillable(text));
            let note = window.note.iter().map(|text| self.text(text));
            add(
                &voice.text(&window.title),
                join(address.chain(hours).chain(note), words.semicolon),
            );
        }
        if let Some(online) = &channels.online {
            let available = voice.filled(&online.available, |yes| {
                if *yes { words.yes } else { words.no }.to_owned()
            });
            let url = online.url.iter().map(|url| voice.filled(url, Clone::clone));
            let note = online.note.iter().map(|text| self.text(text));
            add(
                words.online,
                join(std::iter::once(available).chain(url).chain(note), words.semicolon),
            );
        }
        if let Some(visits) = &channels.visits {
            let mut line = voice.filled(visits, ToString::to_string);
            if let Some(reason) = &channels.visits_reason {
                line = line.then(Role::Plain, voice.in_brackets(&voice.text(reason)));
            }
            add(words.visits, line);
        }
        channels.booking.iter().for_each(|text| add(words.booking, voice.fillable(text)));
        channels.progress.iter().for_each(|text| add(words.progress, voice.fillable(text)));
        vec![Block::Entries(entries)]
    }

    fn remedies_section(&self) -> Result<Vec<Block>, Damaged> {
        let shown = self.guide.remedies.iter().filter(|remedy| self.case.may_apply(&remedy.when));
        let entries = shown.map(|remedy| self.remedy(remedy)).collect::<Result<Vec<_>, _>>()?;
        Ok(if entries.is_empty() { Vec::new() } else { vec![Block::Entries(entries)] })
    }

    fn remedy(&self, remedy: &Remedy) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut lines =
            vec![self.with_ground(self.text(&remedy.text), &remedy.standing, &remedy.basis)?];
        if let Some(limit) = remedy.limit {
            let from = remedy.from.as_ref().map(|from| {
                voice.in_brackets(&format!(
                    "{}{}{}",
                    words.counted_from,
                    voice.lang.pick("：", " "),
                    voice.text(from)
                ))
            });
            lines.push(Line::plain(format!(
                "{}{}{}{}",
                words.limit,
                words.colon,
                voice.limit(limit),
                from.unwrap_or_default()
            )));
        }
        Ok(Entry { label: voice.text(&remedy.title), lines })
    }

    fn contacts_section(&self) -> Result<Vec<Block>, Damaged> {
        let words = self.desk.words();
        let mut entries =
            vec![Entry { label: words.questions_to.to_owned(), lines: vec![self.whom_to_ask()?] }];
        if let Some(contacts) = &self.guide.contacts {
            for (label, ids) in
                [(words.consult, &contacts.consult), (words.complain, &contacts.complain)]
            {
                let lines = ids.iter().map(|id| self.contact(id)).collect::<Result<Vec<_>, _>>()?;
                if !lines.is_empty() {
                    entries.push(Entry { label: label.to_owned(), lines });
                }
            }
        }
        Ok(vec![Block::Entries(entries)])
    }

    fn contact(&self, id: &Slug) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let Some(contact) = self.desk.pack.contacts()?.find(id.as_str())? else {
            return Ok(Line::plain(id.to_string()));
        };
        let name = voice.text(&contact.value.name);
        let phone =
            contact.value.phone.iter().map(|phone| voice.filled(phone, ToString::to_string));
        let named = contact
            .value
            .phone
            .as_ref()
            .and_then(Fillable::known)
            .is_some_and(|phone| name.contains(phone.as_str()));
        let phone = phone.filter(|_| !named);
        let hours = contact.value.hours.iter().map(|hours| voice.fillable(hours));
        Ok(join(std::iter::once(Line::plain(name)).chain(phone).chain(hours), " "))
    }

    fn faq_section(&self) -> Result<Vec<Block>, Damaged> {
        let mut blocks = Vec::new();
        for faq in self.guide.faq.iter().filter(|faq| self.case.may_apply(&faq.when)) {
            let answer = self.with_ground(self.text(&faq.answer), &faq.standing, &faq.basis)?;
            blocks.push(Entry { label: self.desk.voice.text(&faq.question), lines: vec![answer] });
        }
        Ok(if blocks.is_empty() { Vec::new() } else { vec![Block::Entries(blocks)] })
    }

    /// Lists the laws that the guide cites anywhere, with the gist of each cited article.
    fn basis_section(&self) -> Result<Vec<Block>, Damaged> {
        let mut entries = Vec::new();
        for (law, articles) in super::overview::cited(self.guide, self.case) {
            let Some(found) = self.desk.pack.laws()?.find(law.as_str())? else { continue };
            let gists =
                found.value.articles.iter().filter(|article| articles.contains(&article.number));
            let lines = gists.map(|article| {
                Line::plain(format!("{} {}", article.number, self.desk.voice.text(&article.gist)))
            });
            entries.push(Entry { label: self.desk.law_title(law)?, lines: lines.collect() });
        }
        Ok(if entries.is_empty() { Vec::new() } else { vec![Block::Entries(entries)] })
    }

    fn sources_section(&self) -> Vec<Block> {
        let words = self.desk.words();
        let source = |source: &crate::handbook::model::Source| {
            let read_on = source
                .read_on
                .map(|day| self.desk.voice.in_brackets(&format!("{} {day}", words.read_on)));
            let mut line = self.text(&source.title);
            line = line.then(Role::Quiet, read_on.unwrap_or_default());
            match &source.url {
                Some(url) => line.then(Role::Quiet, format!(" {url}")),
                None => line,
            }
        };
        vec![Block::Points(self.guide.sources.iter().map(source).collect())]
    }

    fn free_section(&self, section: &FreeSection) -> Result<Vec<Block>, Damaged> {
        let text = self.desk.voice.text(&section.text);
        let paragraphs: Vec<&str> =
            text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).collect();
        let heading = Block::Heading {
            text: self.desk.voice.text(&section.heading),
            remark: Line::default(),
        };
        let mut blocks = vec![heading];
        let last = paragraphs.len().saturating_sub(1);
        for (index, paragraph) in paragraphs.into_iter().enumerate() {
            let line = Line::plain(paragraph.replace('\n', " "));
            let line = if index == last {
                self.with_ground(line, &section.standing, &section.basis)?
            } else {
                line
            };
            blocks.push(Block::Paragraph(line));
        }
        Ok(blocks)
    }
}
