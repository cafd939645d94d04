//! The references of the dictionaries.

use super::super::chain::Sources;
use super::super::diagnostic::{Diagnostic, Reason, Referred};
use super::super::path::TOP;
use super::{Checker, Known};
use crate::handbook::model::{
    Board, BureauProfile, CatalogueEntry, Contact, Document, Filed, Goal, Handbook, Law, Office,
    OutOfScope, Promise,
};
use crate::handbook::value::Slug;

/// Returns the findings about all dictionaries, placed in their files.
pub(super) fn check(handbook: &Handbook, known: &Known<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut walk = Walk { known, sources, findings: Vec::new() };
    let offices = &handbook.offices;
    walk.filed("documents", &handbook.documents, |it| &it.id, document);
    walk.filed("laws", &handbook.laws, |it| &it.id, law);
    walk.filed("offices", &offices.offices, |it| &it.id, office);
    walk.filed("contacts", &offices.contacts, |it| &it.id, contact);
    walk.all("promises", &offices.promises, |it| it.id.as_str(), promise);
    walk.all("goals", &offices.goals, |it| it.id.as_str(), goal);
    walk.all("boards", &offices.boards, |it| it.id.as_str(), board);
    walk.all("catalogue", &offices.catalogue, |it| it.id.as_str(), catalogue_entry);
    walk.all("out_of_scope", &handbook.words.out_of_scope, |it| it.id.as_str(), out_of_scope);
    walk.all("bureau", offices.bureau.as_slice(), |_| "", bureau);
    walk.findings
}

/// Goes through the lists and places what is found.
struct Walk<'a> {
    known: &'a Known<'a>,
    sources: &'a Sources,
    findings: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn one<T>(&mut self, list: &str, name: &str, entry: &T, check: fn(&T, &mut Checker<'_>)) {
        let mut checker = Checker::new(self.known);
        check(entry, &mut checker);
        self.findings.extend(self.sources.placed(list, name, checker.findings));
    }

    fn all<T>(
        &mut self,
        list: &str,
        entries: &[T],
        name: fn(&T) -> &str,
        check: fn(&T, &mut Checker<'_>),
    ) {
        for entry in entries {
            self.one(list, name(entry), entry, check);
        }
    }

    fn filed<T>(
        &mut self,
        list: &str,
        entries: &[Filed<T>],
        id: fn(&T) -> &Slug,
        check: fn(&T, &mut Checker<'_>),
    ) {
        for Filed { value, .. } in entries {
            self.one(list, id(value).as_str(), value, check);
        }
    }
}

fn document(paper: &Document, checker: &mut Checker<'_>) {
    checker.issuer(&TOP, paper.issuer.as_ref());
    checker.basis(&TOP, &paper.basis);
}

fn law(law: &Law, checker: &mut Checker<'_>) {
    if let Some(by) = &law.superseded_by
        && !checker.known.laws.contains_key(by.as_str())
    {
        let laws = checker.known.laws.keys().copied();
        checker.report(&TOP.key("superseded_by"), Referred::Law, by.as_str(), laws);
    }
    let articles = TOP.key("articles");
    let mut seen = std::collections::BTreeMap::new();
    for (index, article) in law.articles.iter().enumerate() {
        if let Some(first) = seen.insert(article.number, index) {
            let first = articles.index(first).path().to_string();
            let reason = Reason::DuplicateId { id: article.number.to_string(), first };
            checker.find(&articles.index(index).key("number"), reason);
        }
    }
}

fn office(office: &Office, checker: &mut Checker<'_>) {
    checker.office(&TOP.key("parent"), &office.parent);
    checker.basis(&TOP, &office.basis);
    let texts = [
        ("room", &office.room),
        ("address", &office.address),
        ("hours", &office.hours),
        ("post", &office.post),
        ("backup_post", &office.backup_post),
    ];
    for (name, field) in texts {
        checker.blank(&TOP, name, field);
    }
    checker.blank(&TOP, "phone", &office.phone);
    checker.blank(&TOP, "posts_checked_on", &office.posts_checked_on);
}

fn contact(contact: &Contact, checker: &mut Checker<'_>) {
    checker.office(&TOP.key("answered_by"), &contact.answered_by);
    checker.basis(&TOP, &contact.basis);
    checker.blank(&TOP, "phone", &contact.phone);
    checker.blank(&TOP, "place", &contact.place);
    checker.blank(&TOP, "hours", &contact.hours);
}

fn promise(promise: &Promise, checker: &mut Checker<'_>) {
    let contacts = &checker.known.contacts;
    checker.guides(&TOP, &promise.guides);
    checker.each(&TOP.key("complain"), Referred::Contact, &promise.complain, contacts);
    checker.basis(&TOP, &promise.basis);
}

fn goal(goal: &Goal, checker: &mut Checker<'_>) {
    checker.office(&TOP.key("office"), &goal.office);
    checker.blank(&TOP, "text", &goal.text);
    checker.blank(&TOP, "measure", &goal.measure);
    checker.blank(&TOP, "state", &goal.state);
}

fn board(board: &Board, checker: &mut Checker<'_>) {
    checker.office(&TOP.key("office"), &board.office);
    checker.guides(&TOP, &board.guides);
    checker.blank(&TOP, "place", &board.place);
    checker.blank(&TOP, "posted_on", &board.posted_on);
}

fn catalogue_entry(entry: &CatalogueEntry, checker: &mut Checker<'_>) {
    checker.guides(&TOP, &entry.guides);
    checker.basis(&TOP, &entry.basis);
    checker.blank(&TOP, "duty_holder", &entry.duty_holder);
}

fn out_of_scope(matter: &OutOfScope, checker: &mut Checker<'_>) {
    let guides = &checker.known.guides;
    checker.refer(&TOP.key("guide"), Referred::Guide, &matter.guide, guides);
}

fn bureau(bureau: &BureauProfile, checker: &mut Checker<'_>) {
    let duties = TOP.key("duties");
    for (index, duty) in bureau.duties.iter().enumerate() {
        let path = duties.index(index);
        checker.basis(&path, &duty.basis);
        checker.blank(&path, "text", &duty.text);
    }
    checker.blank(&TOP, "address", &bureau.address);
    checker.blank(&TOP, "hours", &bureau.hours);
    checker.blank(&TOP, "website", &bureau.website);
}
