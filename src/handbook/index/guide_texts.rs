//! The texts of a guide: of itself, its sections, its cases and its frequent questions.

use super::places::{Field, Part, Thing, variant_of};
use super::texts::{Dictionary, PlaceTexts, Texts};
use super::uses::uses;
use crate::handbook::model::{
    Answer, Channels, Citation, Clock, DocumentUse, Faq, Fee, FreeSection, Guide, Outcome,
    Question, SpecialStep, Statement, Step, When,
};
use crate::handbook::value::Fillable;

/// One guide and what its texts refer to.
pub(super) struct GuideTexts<'g, 'h, 'd> {
    /// The guide.
    pub(super) guide: &'g Guide,
    /// Its position in the handbook's list.
    pub(super) ordinal: usize,
    /// What it refers to.
    pub(super) dictionary: &'d Dictionary<'h>,
}

impl<'h> GuideTexts<'_, 'h, '_> {
    /// Returns the guide, its sections that are not empty, its cases and its frequent questions.
    pub(super) fn places(&self) -> Vec<PlaceTexts> {
        let guide = self.guide;
        let mut whole = self.place(self.whole(), Part::Whole);
        whole.marks.extend(uses(guide).map(|key| (Field::Text, key)));
        if let Some(parent) = &guide.parent {
            whole.part = variant_of(parent.as_str());
        }
        let mut places = vec![whole];
        let sections = [
            ("conditions", self.statements(&guide.conditions)),
            ("refusals", self.statements(&guide.refusals)),
            ("documents", self.documents()),
            ("steps", self.steps()),
            ("time", self.time()),
            ("fee", self.fee()),
            ("outcome", self.outcome()),
            ("where", self.channels()),
            ("remedies", self.remedies()),
            ("contacts", self.contacts()),
            ("faq", self.faq()),
            ("basis", self.basis()),
            ("notes", self.notes()),
        ];
        let filled = sections.into_iter().filter(|(_, texts)| !texts.texts.is_empty());
        places.extend(filled.map(|(id, texts)| self.place(texts, Part::Section(id))));
        places.extend(self.free_sections());
        for question in &guide.questions {
            places.extend(question.answers.iter().map(|answer| self.case(question, answer)));
        }
        places.extend(self.frequent_questions());
        places
    }

    fn place(&self, texts: Texts<'_>, part: Part<'_>) -> PlaceTexts {
        texts.place(Thing::Guide, self.ordinal, part)
    }

    fn whole(&self) -> Texts<'h> {
        let (guide, mut texts) = (self.guide, self.dictionary.texts());
        texts.add_plain(Field::Title, guide.id.as_str());
        texts.add(Field::Title, &guide.title);
        texts.add_words(Field::Alias, &guide.aliases);
        texts.add_all(Field::Topic, guide.topics.iter().chain(&guide.scope).chain(&guide.variant));
        texts.add(Field::Summary, &guide.summary);
        texts
    }

    fn statements(&self, statements: &[Statement]) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        for statement in statements {
            add_statement(&mut texts, statement);
        }
        texts
    }

    fn notes(&self) -> Texts<'h> {
        let mut texts = self.statements(&self.guide.notes);
        texts.add_known(Field::Text, &self.guide.quota);
        texts.add_all(Field::Text, &self.guide.responsibility);
        texts
    }

    fn documents(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        self.guide.documents.iter().for_each(|used| self.add_document(&mut texts, used));
        texts.add_all(Field::Topic, self.guide.intermediaries.iter().map(|helper| &helper.name));
        texts
    }

    fn add_document(&self, texts: &mut Texts<'_>, used: &DocumentUse) {
        texts.add_all(Field::Topic, &used.title);
        for id in used.documents() {
            let document = self.dictionary.documents.get(id);
            texts.add_all(Field::Topic, document.map(|document| &document.name));
            texts.add_words(Field::Text, document.into_iter().flat_map(|known| &known.aliases));
        }
        let notes = [&used.fill_notes, &used.acceptance, &used.note];
        texts.add_all(Field::Text, notes.into_iter().flatten());
        texts.add_known(Field::Text, &used.due);
    }

    fn steps(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        texts.add_all(Field::Text, self.guide.actors.iter().map(|actor| &actor.title));
        self.guide.steps.iter().for_each(|step| add_step(&mut texts, step));
        self.guide.special_steps.iter().for_each(|step| add_special_step(&mut texts, step));
        texts
    }

    fn time(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        if let Some(time) = &self.guide.time {
            let summary = time.summary.as_ref().and_then(Fillable::known);
            texts.add_all(Field::Text, summary.map(|claim| &claim.text));
            texts.add_all(Field::Text, &time.promised_note);
        }
        texts.add_all(Field::Text, self.guide.events.iter().map(|event| &event.title));
        self.guide.clocks.iter().for_each(|clock| add_clock(&mut texts, clock));
        texts.add_all(Field::Text, self.guide.notice.iter().flat_map(|notice| &notice.missed));
        texts
    }

    fn fee(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        self.guide.fee.iter().for_each(|fee| add_fee(&mut texts, fee));
        texts
    }

    fn outcome(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        self.guide.outcome.iter().for_each(|outcome| add_outcome(&mut texts, outcome));
        texts
    }

    fn channels(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        let office = self.dictionary.offices.get(&self.guide.office);
        texts.add_all(Field::Text, office.map(|office| &office.name));
        self.guide.channels.iter().for_each(|channels| add_channels(&mut texts, channels));
        texts
    }

    fn remedies(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        for remedy in &self.guide.remedies {
            texts.add(Field::Heading, &remedy.title);
            texts.add(Field::Text, &remedy.text);
            texts.add_all(Field::Text, &remedy.from);
        }
        texts
    }

    fn contacts(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        for id in self.guide.contacts.iter().flat_map(|all| all.consult.iter().chain(&all.complain))
        {
            let contact = self.dictionary.contacts.get(id);
            texts.add_all(Field::Topic, contact.map(|contact| &contact.name));
            texts.add_all(Field::Text, contact.and_then(|contact| contact.note.as_ref()));
        }
        texts
    }

    fn faq(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        texts.add_all(Field::Text, self.guide.faq.iter().map(|faq| &faq.question));
        texts
    }

    fn basis(&self) -> Texts<'h> {
        let mut texts = self.dictionary.texts();
        for Citation { law, .. } in &self.guide.basis {
            let law = self.dictionary.laws.get(law);
            texts.add_all(Field::Text, law.map(|law| &law.title));
            texts.add_all(Field::Text, law.and_then(|law| law.short.as_ref()));
        }
        texts
    }

    fn free_sections(&self) -> Vec<PlaceTexts> {
        let place = |section: &FreeSection| {
            let mut texts = self.dictionary.texts();
            texts.add_plain(Field::Heading, section.id.as_str());
            texts.add(Field::Heading, &section.heading);
            texts.add(Field::Text, &section.text);
            self.place(texts, Part::Section(section.id.as_str()))
        };
        self.guide.sections.iter().map(place).collect()
    }

    fn frequent_questions(&self) -> Vec<PlaceTexts> {
        let place = |faq: &Faq| {
            let mut texts = self.dictionary.texts();
            texts.add(Field::Heading, &faq.question);
            texts.add(Field::Text, &faq.answer);
            self.place(texts, Part::Faq(faq.id.as_str()))
        };
        self.guide.faq.iter().map(place).collect()
    }

    /// Gathers what holds under one answer: its names, and the elements that depend on it.
    fn case(&self, question: &Question, answer: &Answer) -> PlaceTexts {
        let (guide, mut texts) = (self.guide, self.dictionary.texts());
        texts.add_plain(Field::Heading, answer.id.as_str());
        texts.add(Field::Heading, &answer.title);
        texts.add_words(Field::Heading, &answer.aliases);
        texts.add_all(Field::Summary, &answer.note);
        texts.add(Field::Text, &question.question);
        let holds = |when: &When| {
            when.get(&question.id).is_some_and(|answers| answers.contains(&answer.id))
        };
        for used in guide.documents.iter().filter(|used| holds(&used.when)) {
            self.add_document(&mut texts, used);
        }
        let statements = guide.conditions.iter().chain(&guide.refusals).chain(&guide.notes);
        statements.filter(|one| holds(&one.when)).for_each(|one| add_statement(&mut texts, one));
        guide.steps.iter().filter(|one| holds(&one.when)).for_each(|one| add_step(&mut texts, one));
        let part = Part::Case { question: question.id.as_str(), answer: answer.id.as_str() };
        self.place(texts, part)
    }
}

fn add_statement(texts: &mut Texts<'_>, statement: &Statement) {
    texts.add_all(Field::Topic, &statement.label);
    texts.add_all(Field::Text, &statement.short);
    texts.add_known(Field::Text, [&statement.text]);
}

fn add_step(texts: &mut Texts<'_>, step: &Step) {
    texts.add(Field::Text, &step.text);
    texts.add_known(Field::Text, &step.place);
    texts.add_all(Field::Text, step.criteria.iter().chain(&step.result));
}

fn add_special_step(texts: &mut Texts<'_>, step: &SpecialStep) {
    texts.add(Field::Topic, &step.title);
    texts.add(Field::Text, &step.text);
}

fn add_clock(texts: &mut Texts<'_>, clock: &Clock) {
    texts.add(Field::Topic, &clock.title);
    texts.add_all(Field::Text, clock.missed.iter().chain(&clock.note));
}

fn add_fee(texts: &mut Texts<'_>, fee: &Fee) {
    texts.add(Field::Text, &fee.summary);
    for item in &fee.items {
        texts.add(Field::Topic, &item.name);
        texts.add_known(Field::Text, &item.rule);
        texts.add_all(Field::Text, &item.waiver);
    }
}

fn add_outcome(texts: &mut Texts<'_>, outcome: &Outcome) {
    texts.add(Field::Topic, &outcome.text);
    texts.add_known(Field::Text, &outcome.validity);
    texts.add_all(Field::Text, &outcome.renewal);
    texts.add_known(Field::Text, outcome.delivery.iter().map(|delivery| &delivery.text));
}

fn add_channels(texts: &mut Texts<'_>, channels: &Channels) {
    let claims = [&channels.apply_to, &channels.apply_when].into_iter().flatten();
    texts.add_all(Field::Text, claims.filter_map(Fillable::known).map(|claim| &claim.text));
    for window in &channels.windows {
        texts.add(Field::Topic, &window.title);
        texts.add_known(Field::Text, &window.address);
        texts.add_all(Field::Text, &window.note);
    }
    texts.add_all(Field::Text, channels.online.iter().flat_map(|online| &online.note));
    let ways = [&channels.booking, &channels.elsewhere, &channels.progress];
    texts.add_known(Field::Text, ways.into_iter().flatten());
    texts.add_all(Field::Text, &channels.visits_reason);
}
