//! The references of a guide.

use std::collections::BTreeSet;

use super::super::diagnostic::{Reason, Referred};
use super::super::path::{FieldPath, TOP, Trail};
use super::{Checker, Known};
use crate::handbook::model::{
    Channels, DocumentUse, Fee, Guide, Outcome, Publication, Statement, Step, When, Window,
};
use crate::handbook::value::Slug;

/// Returns the findings about a guide.
pub(super) fn check(guide: &Guide, known: &Known<'_>) -> Vec<(FieldPath, Reason)> {
    let mut checker = Checker::new(known);
    check_top(guide, &mut checker);
    check_questions(guide, &mut checker);
    check_statements(guide, &mut checker);
    check_documents(guide, &mut checker);
    check_steps(guide, &mut checker);
    check_special_steps(guide, &mut checker);
    check_clocks(guide, &mut checker);
    check_time(guide, &mut checker);
    check_fee(guide, &mut checker);
    check_outcome(guide, &mut checker);
    check_channels(guide, &mut checker);
    check_help(guide, &mut checker);
    check_texts(guide, &mut checker);
    check_contacts(guide, &mut checker);
    check_publication(guide, &mut checker);
    checker.findings
}

/// Returns the findings about the references of a guide to other guides.
pub(super) fn check_guides(guide: &Guide, known: &Known<'_>) -> Vec<(FieldPath, Reason)> {
    let mut checker = Checker::new(known);
    checker.refer(&TOP.key("parent"), Referred::Guide, &guide.parent, &known.guides);
    let list = TOP.key("related");
    for (index, related) in guide.related.iter().enumerate() {
        checker.refer(&list.index(index).key("id"), Referred::Guide, &related.id, &known.guides);
    }
    checker.findings
}

fn ids<'g, T>(list: &'g [T], id: fn(&'g T) -> &'g Slug) -> BTreeSet<&'g str> {
    list.iter().map(|element| id(element).as_str()).collect()
}

fn events(guide: &Guide) -> BTreeSet<&str> {
    ids(&guide.events, |event| &event.id)
}

fn actors(guide: &Guide) -> BTreeSet<&str> {
    ids(&guide.actors, |actor| &actor.id)
}

impl Checker<'_> {
    /// Checks the questions and answers of a `when`.
    fn when(&mut self, path: &Trail<'_>, when: &When, guide: &Guide) {
        let path = path.key("when");
        for (question, answers) in when.iter() {
            let path = path.key(question.as_str());
            let Some(asked) = guide.questions.iter().find(|asked| asked.id == *question) else {
                let known = guide.questions.iter().map(|question| question.id.as_str());
                self.report(&path, Referred::Question, question.as_str(), known);
                continue;
            };
            let known = ids(&asked.answers, |answer| &answer.id);
            for answer in answers {
                self.refer(&path, Referred::Answer, answer, &known);
            }
        }
    }
}

fn check_top(guide: &Guide, checker: &mut Checker<'_>) {
    let offices = &checker.known.offices;
    checker.office(&TOP.key("office"), &guide.office);
    checker.office(&TOP.key("maintainer"), &guide.maintainer);
    checker.each(&TOP.key("joint_with"), Referred::Office, &guide.joint_with, offices);
    checker.basis(&TOP, &guide.basis);
    checker.blank(&TOP, "quota", &guide.quota);
    if let Some(codes) = &guide.codes {
        checker.blank(&TOP.key("codes"), "catalogue", &codes.catalogue);
        checker.blank(&TOP.key("codes"), "task", &codes.task);
    }
}

fn check_questions(guide: &Guide, checker: &mut Checker<'_>) {
    let list = TOP.key("questions");
    for (index, question) in guide.questions.iter().enumerate() {
        let path = list.index(index);
        let answers = ids(&question.answers, |answer| &answer.id);
        checker.when(&path, &question.when, guide);
        checker.refer(&path.key("default"), Referred::Answer, &question.default, &answers);
    }
}

fn check_statements(guide: &Guide, checker: &mut Checker<'_>) {
    let lists: [(&str, &[Statement]); 3] =
        [("conditions", &guide.conditions), ("refusals", &guide.refusals), ("notes", &guide.notes)];
    for (name, statements) in lists {
        let list = TOP.key(name);
        for (index, statement) in statements.iter().enumerate() {
            let path = list.index(index);
            checker.blank(&path, "text", &statement.text);
            checker.basis(&path, &statement.basis);
            checker.when(&path, &statement.when, guide);
        }
    }
}

fn check_documents(guide: &Guide, checker: &mut Checker<'_>) {
    let papers = &checker.known.documents;
    let list = TOP.key("documents");
    for (index, paper) in guide.documents.iter().enumerate() {
        let path = list.index(index);
        checker.refer(&path.key("document"), Referred::Document, &paper.document, papers);
        checker.each(&path.key("any_of"), Referred::Document, &paper.any_of, papers);
        checker.issuer(&path, paper.issuer.as_ref());
        checker.basis(&path, &paper.basis);
        checker.when(&path, &paper.when, guide);
        check_blanks_of_document(&path, paper, checker);
    }
}

fn check_blanks_of_document(path: &Trail<'_>, paper: &DocumentUse, checker: &mut Checker<'_>) {
    checker.blank(path, "originals", &paper.originals);
    checker.blank(path, "copies", &paper.copies);
    checker.blank(path, "submission", &paper.submission);
    checker.blank(path, "medium", &paper.medium);
    checker.blank(path, "sheet", &paper.sheet);
    checker.blank(path, "blank_form", &paper.blank_form);
    checker.blank(path, "sample", &paper.sample);
    checker.blank(path, "due", &paper.due);
    checker.blank(path, "commitment", &paper.commitment);
    checker.blank(path, "shared", &paper.shared);
}

fn check_steps(guide: &Guide, checker: &mut Checker<'_>) {
    for (index, actor) in guide.actors.iter().enumerate() {
        checker.office(&TOP.key("actors").index(index).key("office"), &actor.office);
    }
    let steps = ids(&guide.steps, |step| &step.id);
    let papers = ids(&guide.documents, |paper| &paper.id);
    let list = TOP.key("steps");
    for (index, step) in guide.steps.iter().enumerate() {
        let path = list.index(index);
        checker.each(&path.key("needs"), Referred::DocumentUse, &step.needs, &papers);
        checker.each(&path.key("next"), Referred::Step, &step.next, &steps);
        checker.refer(&path.key("otherwise"), Referred::Step, &step.otherwise, &steps);
        check_step(&path, step, guide, checker);
    }
}

fn check_step(path: &Trail<'_>, step: &Step, guide: &Guide, checker: &mut Checker<'_>) {
    let clocks = ids(&guide.clocks, |clock| &clock.id);
    checker.refer(&path.key("actor"), Referred::Actor, &step.actor, &actors(guide));
    checker.refer(&path.key("clock"), Referred::Clock, &step.clock, &clocks);
    checker.blank(path, "place", &step.place);
    checker.blank(path, "limit", &step.limit);
    checker.basis(path, &step.basis);
    checker.when(path, &step.when, guide);
}

fn check_special_steps(guide: &Guide, checker: &mut Checker<'_>) {
    let list = TOP.key("special_steps");
    for (index, step) in guide.special_steps.iter().enumerate() {
        let path = list.index(index);
        checker.blank(&path, "limit", &step.limit);
        checker.basis(&path, &step.basis);
        checker.when(&path, &step.when, guide);
    }
}

fn check_clocks(guide: &Guide, checker: &mut Checker<'_>) {
    let (events, actors) = (events(guide), actors(guide));
    let list = TOP.key("clocks");
    for (index, clock) in guide.clocks.iter().enumerate() {
        let path = list.index(index);
        checker.refer(&path.key("from"), Referred::Event, &clock.from, &events);
        checker.refer(&path.key("until"), Referred::Event, &clock.until, &events);
        checker.refer(&path.key("actor"), Referred::Actor, &clock.actor, &actors);
        checker.blank(&path, "limit", &clock.limit);
        checker.blank(&path, "promised", &clock.promised);
        checker.basis(&path, &clock.basis);
        checker.when(&path, &clock.when, guide);
    }
}

fn check_time(guide: &Guide, checker: &mut Checker<'_>) {
    let events = events(guide);
    if let Some(notice) = &guide.notice {
        let path = TOP.key("notice");
        checker.refer(&path.key("from"), Referred::Event, &notice.from, &events);
        checker.blank(&path, "limit", &notice.limit);
        checker.basis(&path, &notice.basis);
        checker.when(&path, &notice.when, guide);
    }
    if let Some(time) = &guide.time {
        let path = TOP.key("time");
        checker.claim(&path, "summary", time.summary.as_ref());
        checker.blank(&path, "promised", &time.promised);
        checker.refer(&path.key("promised_from"), Referred::Event, &time.promised_from, &events);
    }
}

fn check_fee(guide: &Guide, checker: &mut Checker<'_>) {
    let Some(Fee { charged, basis, items, online_payment, .. }) = &guide.fee else { return };
    let path = TOP.key("fee");
    checker.blank(&path, "charged", charged);
    checker.blank(&path, "online_payment", online_payment);
    checker.basis(&path, basis);
    let list = path.key("items");
    for (index, item) in items.iter().enumerate() {
        let path = list.index(index);
        checker.blank(&path, "amount", &item.amount);
        checker.blank(&path, "rule", &item.rule);
        checker.basis(&path, &item.basis);
        checker.citations(&path.key("waiver_basis"), &item.waiver_basis);
        checker.when(&path, &item.when, guide);
    }
}

fn check_outcome(guide: &Guide, checker: &mut Checker<'_>) {
    let Some(Outcome { validity, sample, delivery, basis, .. }) = &guide.outcome else { return };
    let path = TOP.key("outcome");
    checker.blank(&path, "validity", validity);
    checker.blank(&path, "sample", sample);
    checker.basis(&path, basis);
    let list = path.key("delivery");
    for (index, delivery) in delivery.iter().enumerate() {
        let path = list.index(index);
        checker.blank(&path, "text", &delivery.text);
        checker.blank(&path, "limit", &delivery.limit);
    }
}

fn check_channels(guide: &Guide, checker: &mut Checker<'_>) {
    let Some(channels) = &guide.channels else { return };
    let path = TOP.key("channels");
    checker.claim(&path, "apply_to", channels.apply_to.as_ref());
    checker.claim(&path, "apply_when", channels.apply_when.as_ref());
    for (index, window) in channels.windows.iter().enumerate() {
        check_window(&path.key("windows").index(index), window, guide, checker);
    }
    if let Some(online) = &channels.online {
        let path = path.key("online");
        checker.blank(&path, "available", &online.available);
        checker.blank(&path, "depth", &online.depth);
        checker.blank(&path, "url", &online.url);
        checker.blank(&path, "mobile", &online.mobile);
    }
    check_blanks_of_channels(&path, channels, checker);
}

fn check_window(path: &Trail<'_>, window: &Window, guide: &Guide, checker: &mut Checker<'_>) {
    checker.office(&path.key("office"), &window.office);
    checker.blank(path, "address", &window.address);
    checker.blank(path, "hours", &window.hours);
    checker.when(path, &window.when, guide);
}

fn check_blanks_of_channels(path: &Trail<'_>, channels: &Channels, checker: &mut Checker<'_>) {
    checker.blank(path, "ways", &channels.ways);
    checker.blank(path, "visits", &channels.visits);
    checker.blank(path, "booking", &channels.booking);
    checker.blank(path, "hall", &channels.hall);
    checker.blank(path, "kiosk", &channels.kiosk);
    checker.blank(path, "elsewhere", &channels.elsewhere);
    checker.blank(path, "progress", &channels.progress);
}

fn check_help(guide: &Guide, checker: &mut Checker<'_>) {
    let list = TOP.key("intermediaries");
    for (index, helper) in guide.intermediaries.iter().enumerate() {
        let path = list.index(index);
        checker.blank(&path, "payer", &helper.payer);
        checker.basis(&path, &helper.basis);
    }
    let list = TOP.key("remedies");
    for (index, remedy) in guide.remedies.iter().enumerate() {
        let path = list.index(index);
        checker.office(&path.key("to"), &remedy.to);
        checker.basis(&path, &remedy.basis);
        checker.when(&path, &remedy.when, guide);
    }
}

fn check_texts(guide: &Guide, checker: &mut Checker<'_>) {
    let list = TOP.key("faq");
    for (index, faq) in guide.faq.iter().enumerate() {
        let path = list.index(index);
        checker.basis(&path, &faq.basis);
        checker.when(&path, &faq.when, guide);
    }
    for (index, section) in guide.sections.iter().enumerate() {
        checker.basis(&TOP.key("sections").index(index), &section.basis);
    }
}

fn check_contacts(guide: &Guide, checker: &mut Checker<'_>) {
    let Some(contacts) = &guide.contacts else { return };
    let known = &checker.known.contacts;
    for (name, list) in [("consult", &contacts.consult), ("complain", &contacts.complain)] {
        checker.each(&TOP.key("contacts").key(name), Referred::Contact, list, known);
    }
}

fn check_publication(guide: &Guide, checker: &mut Checker<'_>) {
    let Some(publication) = &guide.publication else { return };
    let Publication { drafted_by, reviewed_by, secrecy_checked_by, approved_by, .. } = publication;
    let path = TOP.key("publication");
    let posts = [
        ("drafted_by", drafted_by),
        ("reviewed_by", reviewed_by),
        ("secrecy_checked_by", secrecy_checked_by),
        ("approved_by", approved_by),
    ];
    for (name, post) in posts {
        checker.blank(&path, name, post);
    }
    checker.blank(&path, "published_on", &publication.published_on);
    checker.blank(&path, "file_number", &publication.file_number);
    let (entry, known) = (&publication.catalogue_entry, &checker.known.catalogue);
    checker.refer(&path.key("catalogue_entry"), Referred::Catalogue, entry, known);
}
