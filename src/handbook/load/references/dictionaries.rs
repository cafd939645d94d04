//! The references of the dictionaries.

use super::super::chain::Sources;
use super::super::diagnostic::{Diagnostic, Reason, Referred};
use super::super::path::FieldPath;
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

fn top() -> FieldPath {
    FieldPath::default()
}

fn document(paper: &Document, checker: &mut Checker<'_>) {
    checker.issuer(&top(), paper.issuer.as_ref());
    checker.basis(&top(), &paper.basis);
}

fn law(law: &Law, checker: &mut Checker<'_>) {
    if let Some(by) = &law.superseded_by
        && !checker.known.laws.contains_key(by.as_str())
    {
        let laws = checker.known.laws.keys().copied();
        checker.report(&top().key("superseded_by"), Referred::Law, by.as_str(), laws);
    }
    let mut seen = std::collections::BTreeMap::new();
    for (index, article) in law.articles.iter().enumerate() {
        let path = top().key("articles").index(index);
        if let Some(first) = seen.insert(article.number, path.to_string()) {
            let reason = Reason::DuplicateId { id: article.number.to_string(), first };
            checker.find(path.key("number"), reason);
        }
    }
}

fn office(office: &Office, checker: &mut Checker<'_>) {
    checker.office(&top().key("parent"), &office.parent);
    checker.basis(&top(), &office.basis);
    let texts = [
        ("room", &office.room),
        ("address", &office.address),
        ("hours", &office.hours),
        ("post", &office.post),
        ("backup_post", &office.backup_post),
    ];
    for (name, field) in texts {
        checker.blank(&top(), name, field);
    }
    checker.blank(&top(), "phone", &office.phone);
    checker.blank(&top(), "posts_checked_on", &office.posts_checked_on);
}

fn contact(contact: &Contact, checker: &mut Checker<'_>) {
    checker.office(&top().key("answered_by"), &contact.answered_by);
    checker.basis(&top(), &contact.basis);
    checker.blank(&top(), "phone", &contact.phone);
    checker.blank(&top(), "place", &contact.place);
    checker.blank(&top(), "hours", &contact.hours);
}

fn promise(promise: &Promise, checker: &mut Checker<'_>) {
    let contacts = &checker.known.contacts;
    checker.guides(&top(), &promise.guides);
    checker.each(&top().key("complain"), Referred::Contact, &promise.complain, contacts);
    checker.basis(&top(), &promise.basis);
}

fn goal(goal: &Goal, checker: &mut Checker<'_>) {
    checker.office(&top().key("office"), &goal.office);
    checker.blank(&top(), "text", &goal.text);
    checker.blank(&top(), "measure", &goal.measure);
    checker.blank(&top(), "state", &goal.state);
}

fn board(board: &Board, checker: &mut Checker<'_>) {
    checker.office(&top().key("office"), &board.office);
    checker.guides(&top(), &board.guides);
    checker.blank(&top(), "place", &board.place);
    checker.blank(&top(), "posted_on", &board.posted_on);
}

fn catalogue_entry(entry: &CatalogueEntry, checker: &mut Checker<'_>) {
    checker.guides(&top(), &entry.guides);
    checker.basis(&top(), &entry.basis);
    checker.blank(&top(), "duty_holder", &entry.duty_holder);
}

fn out_of_scope(matter: &OutOfScope, checker: &mut Checker<'_>) {
    let guides = &checker.known.guides;
    checker.refer(&top().key("guide"), Referred::Guide, &matter.guide, guides);
}

fn bureau(bureau: &BureauProfile, checker: &mut Checker<'_>) {
    for (index, duty) in bureau.duties.iter().enumerate() {
        let path = top().key("duties").index(index);
        checker.basis(&path, &duty.basis);
        checker.blank(&path, "text", &duty.text);
    }
    checker.blank(&top(), "address", &bureau.address);
    checker.blank(&top(), "hours", &bureau.hours);
    checker.blank(&top(), "website", &bureau.website);
}
