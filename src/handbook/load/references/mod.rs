//! Whether everything that is referred to exists.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Reason, Referred};
use super::path::FieldPath;
use crate::handbook::model::{Citation, Guide, Handbook, Issuer, LawStatus, When};
use crate::handbook::value::{ArticleNumber, Slug};

/// What may be referred to, by kind.
pub(super) struct Known<'a> {
    guides: BTreeSet<&'a str>,
    documents: BTreeSet<&'a str>,
    offices: BTreeSet<&'a str>,
    contacts: BTreeSet<&'a str>,
    catalogue: BTreeSet<&'a str>,
    laws: BTreeMap<&'a str, Register<'a>>,
}

/// What a citation has to know of a law.
struct Register<'a> {
    articles: Vec<ArticleNumber>,
    replaced: bool,
    by: Option<&'a str>,
}

impl<'a> Known<'a> {
    /// Collects the ids of a handbook.
    pub(super) fn new(handbook: &'a Handbook) -> Self {
        let law = |law: &'a crate::handbook::model::Law| Register {
            articles: law.articles.iter().map(|article| article.number).collect(),
            replaced: law.status == LawStatus::Repealed || law.superseded_by.is_some(),
            by: law.superseded_by.as_ref().map(Slug::as_str),
        };
        Self {
            guides: handbook.guides.iter().map(|guide| guide.value.id.as_str()).collect(),
            documents: handbook.documents.iter().map(|paper| paper.value.id.as_str()).collect(),
            offices: handbook
                .offices
                .offices
                .iter()
                .map(|office| office.value.id.as_str())
                .collect(),
            contacts: handbook.offices.contacts.iter().map(|line| line.value.id.as_str()).collect(),
            catalogue: handbook.offices.catalogue.iter().map(|entry| entry.id.as_str()).collect(),
            laws: handbook
                .laws
                .iter()
                .map(|entry| (entry.value.id.as_str(), law(&entry.value)))
                .collect(),
        }
    }
}

/// Checks the references of one thing and collects those that lead nowhere.
struct Checker<'a> {
    known: &'a Known<'a>,
    findings: Vec<(FieldPath, Reason)>,
}

impl Checker<'_> {
    fn refer(&mut self, path: &FieldPath, kind: Referred, id: &str, known: &BTreeSet<&str>) {
        if !known.contains(id) {
            self.report(path, kind, id, known.iter().copied());
        }
    }

    fn report<'k>(
        &mut self,
        path: &FieldPath,
        kind: Referred,
        id: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let near = near(id, known);
        let reason = Reason::UnknownReference { kind, id: id.to_owned(), near };
        self.findings.push((path.clone(), reason));
    }

    fn office(&mut self, path: &FieldPath, id: &Slug) {
        self.refer(path, Referred::Office, id.as_str(), &self.known.offices);
    }

    fn issuer(&mut self, path: &FieldPath, issuer: Option<&Issuer>) {
        if let Some(Issuer::Office(office)) = issuer {
            self.office(&path.key("issuer"), office);
        }
    }

    fn basis(&mut self, path: &FieldPath, basis: &[Citation]) {
        let known = self.known;
        for (index, citation) in basis.iter().enumerate() {
            let path = path.key("basis").index(index);
            let Some(law) = known.laws.get(citation.law.as_str()) else {
                let laws = known.laws.keys().copied();
                self.report(&path.key("law"), Referred::Law, citation.law.as_str(), laws);
                continue;
            };
            if law.replaced {
                let by = law.by.map(str::to_owned);
                let reason = Reason::SupersededLaw { law: citation.law.to_string(), by };
                self.findings.push((path.key("law"), reason));
            }
            for (place, article) in citation.articles.iter().enumerate() {
                if !law.articles.contains(article) {
                    let id = format!("{} {article}", citation.law);
                    let path = path.key("articles").index(place);
                    self.report(&path, Referred::Article, &id, std::iter::empty());
                }
            }
        }
    }

    fn when(&mut self, path: &FieldPath, when: &When, guide: &Guide) {
        for (question, answers) in &when.0 {
            let path = path.key("when").key(question.as_str());
            let Some(asked) = guide.questions.iter().find(|asked| asked.id == *question) else {
                let known = guide.questions.iter().map(|question| question.id.as_str());
                self.report(&path, Referred::Question, question.as_str(), known);
                continue;
            };
            let known: BTreeSet<&str> =
                asked.answers.iter().map(|answer| answer.id.as_str()).collect();
            for answer in answers {
                self.refer(&path, Referred::Answer, answer.as_str(), &known);
            }
        }
    }
}

/// Returns the ids most like `id`: those that share its beginning, at most three.
fn near<'k>(id: &str, known: impl Iterator<Item = &'k str>) -> Vec<String> {
    let common = |other: &str| id.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let mut near: Vec<(usize, &str)> =
        known.map(|other| (common(other), other)).filter(|(n, _)| *n > 1).collect();
    near.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter().take(3).map(|(_, other)| other.to_owned()).collect()
}

/// Returns the findings about the references of a guide.
pub(super) fn of_guide(guide: &Guide, known: &Known<'_>) -> Vec<(FieldPath, Reason)> {
    let mut checker = Checker { known, findings: Vec::new() };
    let top = FieldPath::default();
    checker.office(&top.key("office"), &guide.office);
    checker.basis(&top, &guide.basis);
    check_questions(guide, &mut checker);
    check_statements(guide, &mut checker);
    check_documents(guide, &mut checker);
    check_steps(guide, &mut checker);
    check_time(guide, &mut checker);
    check_service(guide, &mut checker);
    check_remaining(guide, &mut checker);
    checker.findings
}

fn check_questions(guide: &Guide, checker: &mut Checker<'_>) {
    for (index, question) in guide.questions.iter().enumerate() {
        let path = FieldPath::default().key("questions").index(index);
        checker.when(&path, &question.when, guide);
        let answers: BTreeSet<&str> =
            question.answers.iter().map(|answer| answer.id.as_str()).collect();
        if let Some(default) = &question.default {
            checker.refer(&path.key("default"), Referred::Answer, default.as_str(), &answers);
        }
    }
}

fn check_statements(guide: &Guide, checker: &mut Checker<'_>) {
    let lists =
        [("conditions", &guide.conditions), ("refusals", &guide.refusals), ("notes", &guide.notes)];
    for (name, list) in lists {
        for (index, statement) in list.iter().enumerate() {
            let path = FieldPath::default().key(name).index(index);
            checker.basis(&path, &statement.basis);
            checker.when(&path, &statement.when, guide);
        }
    }
}

fn check_documents(guide: &Guide, checker: &mut Checker<'_>) {
    for (index, paper) in guide.documents.iter().enumerate() {
        let path = FieldPath::default().key("documents").index(index);
        if let Some(id) = &paper.document {
            checker.refer(
                &path.key("document"),
                Referred::Document,
                id.as_str(),
                &checker.known.documents,
            );
        }
        for (place, id) in paper.any_of.iter().enumerate() {
            let path = path.key("any_of").index(place);
            checker.refer(&path, Referred::Document, id.as_str(), &checker.known.documents);
        }
        checker.issuer(&path, paper.issuer.as_ref());
        checker.basis(&path, &paper.basis);
        checker.when(&path, &paper.when, guide);
    }
}

fn check_steps(guide: &Guide, checker: &mut Checker<'_>) {
    let actors: BTreeSet<&str> = guide.actors.iter().map(|actor| actor.id.as_str()).collect();
    let steps: BTreeSet<&str> = guide.steps.iter().map(|step| step.id.as_str()).collect();
    let papers: BTreeSet<&str> = guide.documents.iter().map(|paper| paper.id.as_str()).collect();
    let clocks: BTreeSet<&str> = guide.clocks.iter().map(|clock| clock.id.as_str()).collect();
    for (index, actor) in guide.actors.iter().enumerate() {
        if let Some(office) = &actor.office {
            checker.office(&FieldPath::default().key("actors").index(index).key("office"), office);
        }
    }
    for (index, step) in guide.steps.iter().enumerate() {
        let path = FieldPath::default().key("steps").index(index);
        checker.refer(&path.key("actor"), Referred::Actor, step.actor.as_str(), &actors);
        for (place, paper) in step.needs.iter().enumerate() {
            let path = path.key("needs").index(place);
            checker.refer(&path, Referred::DocumentUse, paper.as_str(), &papers);
        }
        for (place, next) in step.next.iter().enumerate() {
            checker.refer(&path.key("next").index(place), Referred::Step, next.as_str(), &steps);
        }
        if let Some(otherwise) = &step.otherwise {
            checker.refer(&path.key("otherwise"), Referred::Step, otherwise.as_str(), &steps);
        }
        if let Some(clock) = &step.clock {
            checker.refer(&path.key("clock"), Referred::Clock, clock.as_str(), &clocks);
        }
        checker.basis(&path, &step.basis);
        checker.when(&path, &step.when, guide);
    }
    for (index, step) in guide.special_steps.iter().enumerate() {
        let path = FieldPath::default().key("special_steps").index(index);
        checker.basis(&path, &step.basis);
        checker.when(&path, &step.when, guide);
    }
}

fn check_time(guide: &Guide, checker: &mut Checker<'_>) {
    let events: BTreeSet<&str> = guide.events.iter().map(|event| event.id.as_str()).collect();
    let actors: BTreeSet<&str> = guide.actors.iter().map(|actor| actor.id.as_str()).collect();
    for (index, clock) in guide.clocks.iter().enumerate() {
        let path = FieldPath::default().key("clocks").index(index);
        checker.refer(&path.key("from"), Referred::Event, clock.from.as_str(), &events);
        if let Some(until) = &clock.until {
            checker.refer(&path.key("until"), Referred::Event, until.as_str(), &events);
        }
        if let Some(actor) = &clock.actor {
            checker.refer(&path.key("actor"), Referred::Actor, actor.as_str(), &actors);
        }
        checker.basis(&path, &clock.basis);
        checker.when(&path, &clock.when, guide);
    }
    if let Some(notice) = &guide.notice {
        let path = FieldPath::default().key("notice");
        if let Some(from) = &notice.from {
            checker.refer(&path.key("from"), Referred::Event, from.as_str(), &events);
        }
        checker.basis(&path, &notice.basis);
        checker.when(&path, &notice.when, guide);
    }
    if let Some(from) = guide.time.as_ref().and_then(|time| time.promised_from.as_ref()) {
        let path = FieldPath::default().key("time").key("promised_from");
        checker.refer(&path, Referred::Event, from.as_str(), &events);
    }
}

fn check_service(guide: &Guide, checker: &mut Checker<'_>) {
    if let Some(fee) = &guide.fee {
        let path = FieldPath::default().key("fee");
        checker.basis(&path, &fee.basis);
        for (index, item) in fee.items.iter().enumerate() {
            let path = path.key("items").index(index);
            checker.basis(&path, &item.basis);
            checker.when(&path, &item.when, guide);
        }
    }
    if let Some(outcome) = &guide.outcome {
        checker.basis(&FieldPath::default().key("outcome"), &outcome.basis);
    }
    for (index, remedy) in guide.remedies.iter().enumerate() {
        let path = FieldPath::default().key("remedies").index(index);
        if let Some(office) = &remedy.to {
            checker.office(&path.key("to"), office);
        }
        checker.basis(&path, &remedy.basis);
        checker.when(&path, &remedy.when, guide);
    }
    let windows = guide.channels.iter().flat_map(|channels| &channels.windows).enumerate();
    for (index, window) in windows {
        if let Some(office) = &window.office {
            let path = FieldPath::default().key("channels").key("windows").index(index);
            checker.office(&path.key("office"), office);
        }
    }
}

fn check_remaining(guide: &Guide, checker: &mut Checker<'_>) {
    for (index, faq) in guide.faq.iter().enumerate() {
        let path = FieldPath::default().key("faq").index(index);
        checker.basis(&path, &faq.basis);
        checker.when(&path, &faq.when, guide);
    }
    for (index, section) in guide.sections.iter().enumerate() {
        checker.basis(&FieldPath::default().key("sections").index(index), &section.basis);
    }
    for (index, related) in guide.related.iter().enumerate() {
        let path = FieldPath::default().key("related").index(index).key("id");
        checker.refer(&path, Referred::Guide, related.id.as_str(), &checker.known.guides);
    }
    if let Some(contacts) = &guide.contacts {
        for (name, list) in [("consult", &contacts.consult), ("complain", &contacts.complain)] {
            for (index, id) in list.iter().enumerate() {
                let path = FieldPath::default().key("contacts").key(name).index(index);
                checker.refer(&path, Referred::Contact, id.as_str(), &checker.known.contacts);
            }
        }
    }
    if let Some(entry) =
        guide.publication.as_ref().and_then(|publication| publication.catalogue_entry.as_ref())
    {
        let path = FieldPath::default().key("publication").key("catalogue_entry");
        checker.refer(&path, Referred::Catalogue, entry.as_str(), &checker.known.catalogue);
    }
}

/// Returns the findings about ids that stand twice in a list of a guide.
pub(super) fn doubles(guide: &Guide) -> Vec<(FieldPath, Reason)> {
    let mut findings = Vec::new();
    let mut list = |name: &str, ids: Vec<&Slug>| {
        let mut seen = BTreeMap::new();
        for (index, id) in ids.into_iter().enumerate() {
            let path = FieldPath::default().key(name).index(index);
            if let Some(first) = seen.insert(id, path.clone()) {
                let reason = Reason::DuplicateId { id: id.to_string(), first: first.to_string() };
                findings.push((path.key("id"), reason));
            }
        }
    };
    list("questions", guide.questions.iter().map(|element| &element.id).collect());
    list("conditions", guide.conditions.iter().map(|element| &element.id).collect());
    list("refusals", guide.refusals.iter().map(|element| &element.id).collect());
    list("notes", guide.notes.iter().map(|element| &element.id).collect());
    list("documents", guide.documents.iter().map(|element| &element.id).collect());
    list("actors", guide.actors.iter().map(|element| &element.id).collect());
    list("steps", guide.steps.iter().map(|element| &element.id).collect());
    list("special_steps", guide.special_steps.iter().map(|element| &element.id).collect());
    list("events", guide.events.iter().map(|element| &element.id).collect());
    list("clocks", guide.clocks.iter().map(|element| &element.id).collect());
    list("remedies", guide.remedies.iter().map(|element| &element.id).collect());
    list("faq", guide.faq.iter().map(|element| &element.id).collect());
    list("sections", guide.sections.iter().map(|element| &element.id).collect());
    list("sources", guide.sources.iter().map(|element| &element.id).collect());
    findings
}
