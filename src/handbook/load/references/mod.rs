//! Whether everything that is referred to exists, and exists once.

mod dictionaries;
mod doubles;
mod guide;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use super::chain::Sources;
use super::diagnostic::{Diagnostic, Reason, Referred};
use super::nearest::meant;
use super::parse::MOST_FINDINGS;
use super::path::{FieldPath, Trail};
use crate::handbook::model::{Citation, Claim, Guide, Handbook, Issuer, Law, LawStatus};
use crate::handbook::value::{ArticleNumber, Blank, Fillable, Slug};

/// Returns the findings about the references of the dictionaries, placed in the files.
pub(super) fn check(handbook: &Handbook, known: &Known<'_>, sources: &Sources) -> Vec<Diagnostic> {
    dictionaries::check(handbook, known, sources)
}

/// Returns the findings about doubled ids in a guide, and about its references but those to other
/// guides.
pub(super) fn check_guide(guide: &Guide, known: &Known<'_>) -> Vec<(FieldPath, Reason)> {
    let mut found = doubles::of_guide(guide);
    found.extend(guide::check(guide, known));
    found
}

/// Returns the findings about the references of a guide to other guides.
pub(super) fn check_guides_of(guide: &Guide, known: &Known<'_>) -> Vec<(FieldPath, Reason)> {
    guide::check_guides(guide, known)
}

/// What may be referred to, by kind.
pub(super) struct Known<'a> {
    guides: BTreeSet<String>,
    documents: BTreeSet<&'a str>,
    offices: BTreeSet<&'a str>,
    contacts: BTreeSet<&'a str>,
    catalogue: BTreeSet<&'a str>,
    laws: BTreeMap<&'a str, Register>,
}

/// What a citation has to know of a law.
struct Register {
    articles: Vec<ArticleNumber>,
    replaced: bool,
    by: Option<String>,
}

impl Register {
    fn new(law: &Law) -> Self {
        Self {
            articles: law.articles.iter().map(|article| article.number).collect(),
            replaced: law.status == LawStatus::Repealed || law.superseded_by.is_some(),
            by: law.superseded_by.as_ref().map(Slug::to_string),
        }
    }
}

impl<'a> Known<'a> {
    /// Collects the ids of the dictionaries.
    pub(super) fn new(handbook: &'a Handbook) -> Self {
        let Handbook { documents, laws, offices, .. } = handbook;
        let registers = laws.iter().map(|law| (law.value.id.as_str(), Register::new(&law.value)));
        Self {
            guides: BTreeSet::new(),
            documents: documents.iter().map(|paper| paper.value.id.as_str()).collect(),
            offices: offices.offices.iter().map(|office| office.value.id.as_str()).collect(),
            contacts: offices.contacts.iter().map(|line| line.value.id.as_str()).collect(),
            catalogue: offices.catalogue.iter().map(|entry| entry.id.as_str()).collect(),
            laws: registers.collect(),
        }
    }

    /// Adds the ids of the guides.
    pub(super) fn with_guides(self, guides: BTreeSet<String>) -> Self {
        Self { guides, ..self }
    }

    /// Says whether there is a guide.
    pub(super) fn has_guide(&self, id: &str) -> bool {
        self.guides.contains(id)
    }
}

/// Checks the references of one thing and collects those that lead nowhere.
struct Checker<'a> {
    known: &'a Known<'a>,
    findings: Vec<(FieldPath, Reason)>,
}

impl<'a> Checker<'a> {
    fn new(known: &'a Known<'a>) -> Self {
        Self { known, findings: Vec::new() }
    }

    fn find(&mut self, path: &Trail<'_>, reason: Reason) {
        // More are not listed, and looking for what was meant takes time.
        if self.findings.len() <= usize::from(MOST_FINDINGS) + 1 {
            self.findings.push((path.path(), reason));
        }
    }

    fn refer<'i>(
        &mut self,
        path: &Trail<'_>,
        kind: Referred,
        id: impl Into<Option<&'i Slug>>,
        known: &BTreeSet<impl Borrow<str> + Ord>,
    ) {
        if let Some(id) = id.into().map(Slug::as_str)
            && !known.contains(id)
        {
            self.report(path, kind, id, known.iter().map(Borrow::borrow));
        }
    }

    fn report<'k>(
        &mut self,
        path: &Trail<'_>,
        kind: Referred,
        id: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        if self.findings.len() <= usize::from(MOST_FINDINGS) + 1 {
            let near = meant(id, known);
            self.find(path, Reason::UnknownReference { kind, id: id.to_owned(), near });
        }
    }

    /// Checks a list of ids.
    fn each(
        &mut self,
        path: &Trail<'_>,
        kind: Referred,
        ids: &[Slug],
        known: &BTreeSet<impl Borrow<str> + Ord>,
    ) {
        for (index, id) in ids.iter().enumerate() {
            self.refer(&path.index(index), kind, id, known);
        }
    }

    fn office<'i>(&mut self, path: &Trail<'_>, id: impl Into<Option<&'i Slug>>) {
        self.refer(path, Referred::Office, id, &self.known.offices);
    }

    fn guides(&mut self, path: &Trail<'_>, ids: &[Slug]) {
        self.each(&path.key("guides"), Referred::Guide, ids, &self.known.guides);
    }

    fn issuer(&mut self, path: &Trail<'_>, issuer: Option<&Issuer>) {
        if let Some(Issuer::Office(office)) = issuer {
            self.office(&path.key("issuer"), office);
        }
    }

    /// Checks who knows what is left blank in a field.
    fn blank<'f, T: 'f>(
        &mut self,
        path: &Trail<'_>,
        name: &str,
        field: impl Into<Option<&'f Fillable<T>>>,
    ) {
        if let Some(Fillable::Blank(Blank { known_by: Some(office), .. })) = field.into() {
            self.office(&path.key(name).key("local").key("known_by"), office);
        }
    }

    fn claim(&mut self, path: &Trail<'_>, name: &str, claim: Option<&Fillable<Claim>>) {
        self.blank(path, name, claim);
        match claim {
            Some(Fillable::Known { value, confirmed: None }) => {
                self.basis(&path.key(name), &value.basis);
            }
            Some(Fillable::Known { value, confirmed: Some(_) }) => {
                self.basis(&path.key(name).key("value"), &value.basis);
            }
            _ => {}
        }
    }

    fn basis(&mut self, path: &Trail<'_>, basis: &[Citation]) {
        self.citations(&path.key("basis"), basis);
    }

    fn citations(&mut self, path: &Trail<'_>, basis: &[Citation]) {
        let known = self.known;
        for (index, citation) in basis.iter().enumerate() {
            let path = path.index(index);
            let Some(law) = known.laws.get(citation.law.as_str()) else {
                let laws = known.laws.keys().copied();
                self.report(&path.key("law"), Referred::Law, citation.law.as_str(), laws);
                continue;
            };
            if law.replaced {
                let reason =
                    Reason::SupersededLaw { law: citation.law.to_string(), by: law.by.clone() };
                self.find(&path.key("law"), reason);
            }
            self.articles(&path.key("articles"), citation, law);
        }
    }

    fn articles(&mut self, path: &Trail<'_>, citation: &Citation, law: &Register) {
        for (place, article) in citation.articles.iter().enumerate() {
            if !law.articles.contains(article) {
                let id = format!("{} {article}", citation.law);
                self.report(&path.index(place), Referred::Article, &id, std::iter::empty());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::layer::Layer;
    use super::super::load;

    const ABOUT: &str = "{id: a, title: A, edition: '1', languages: [zh]}";
    const OFFICES: &str = "offices:\n  - {id: room, name: 室, kind: department, standing: local}\n";
    const LAWS: &str =
        "laws:\n  - {id: act, title: 法, status: in_force, checked_on: '2026-11-23'}\n";
    const GUIDE: &str = "id: move\ntitle: 转学\nsummary: 转学\nkind: licence\noffice: room\n\
        status: in_force\nchecked_on: '2026-11-23'\n";

    /// Loads a handbook of a guide and one more file, and returns the findings, a line each.
    fn found(name: &str, text: &str) -> Vec<String> {
        let mut files = vec![
            ("handbook.yaml", ABOUT),
            ("offices.yaml", OFFICES),
            ("laws.yaml", LAWS),
            ("procedures/move.yaml", GUIDE),
        ];
        files.retain(|(other, _)| *other != name);
        files.push((name, text));
        let loaded = load(&[Layer::embedded("own", &files)]);
        loaded.findings.iter().map(ToString::to_string).collect()
    }

    /// Expects one finding in a guide with the given lines, at the given field.
    #[track_caller]
    fn guide(lines: &str, field: &str) {
        let found = found("procedures/move.yaml", &format!("{GUIDE}{lines}\n"));
        let at = format!(" (in `{field}`)");
        assert!(found.len() == 1 && found[0].ends_with(&at), "{found:?}");
    }

    #[test]
    fn references_of_a_guide_are_checked() {
        guide("parent: none", "parent");
        guide("joint_with: [room, none]", "joint_with[1]");
        guide("maintainer: none", "maintainer");
        guide("quota: {local: {known_by: none}}", "quota.local.known_by");
        guide("time: {promised: {local: {known_by: none}}}", "time.promised.local.known_by");
        let claim = "{text: 甲, standing: law, basis: [{law: none}]}";
        guide(&format!("time: {{summary: {claim}}}"), "time.summary.basis[0].law");
        guide(&format!("channels: {{apply_to: {claim}}}"), "channels.apply_to.basis[0].law");
        let confirmed = format!("{{value: {claim}, confirmed: {{by: x, date: '2026-11-23'}}}}");
        let path = "channels.apply_when.value.basis[0].law";
        guide(&format!("channels: {{apply_when: {confirmed}}}"), path);
        let helper = "{id: a, name: 甲, standing: law, basis: [{law: none}]}";
        guide(&format!("intermediaries: [{helper}]"), "intermediaries[0].basis[0].law");
        let item = "{id: a, name: 甲, standing: law, waiver_basis: [{law: act, articles: ['1']}]}";
        guide(
            &format!("fee: {{charged: true, summary: 甲, standing: law, items: [{item}]}}"),
            "fee.items[0].waiver_basis[0].articles[0]",
        );
    }

    #[test]
    fn ids_that_stand_twice_are_found() {
        let answers = "[{id: b, title: 甲}, {id: b, title: 乙}]";
        let question = format!("[{{id: a, question: 甲, answers: {answers}}}]");
        guide(&format!("questions: {question}"), "questions[0].answers[1].id");
        let windows = "[{id: a, title: 甲}, {id: a, title: 甲}]";
        guide(&format!("channels: {{windows: {windows}}}"), "channels.windows[1].id");
        let delivery = "[{id: a, text: 甲}, {id: a, text: 甲}]";
        guide(
            &format!("outcome: {{text: 甲, standing: law, delivery: {delivery}}}"),
            "outcome.delivery[1].id",
        );
    }

    /// Expects one finding in a dictionary at the given place.
    #[track_caller]
    fn dictionary(name: &str, text: &str, place: &str) {
        let found = found(name, text);
        let at = format!("own:{name}:{place}: error: ");
        assert!(found.len() == 1 && found[0].starts_with(&at), "{found:?}");
    }

    #[test]
    fn references_of_dictionaries_are_placed() {
        let papers = "documents:\n  - id: b\n    name: 乙\n    issuer: none\n";
        dictionary("documents.yaml", papers, "4:13");
        let papers =
            "documents:\n  - {id: b, name: 乙}\n  - {id: a, name: 甲, basis: [{law: none}]}";
        dictionary("documents.yaml", papers, "3:36");
        let office =
            "offices:\n  - id: room\n    name: 室\n    kind: window\n    standing: local\n";
        dictionary("offices.yaml", &format!("{office}    parent: none\n"), "6:13");
    }

    #[test]
    fn every_reference_of_the_dictionaries_is_checked() {
        let last = |text: &str| {
            let name = if text.contains("out_of_scope") { "words.yaml" } else { "offices.yaml" };
            let text =
                if name == "words.yaml" { text.to_owned() } else { format!("{OFFICES}{text}") };
            let found = found(name, &text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
        };
        last("  - {id: b, name: 乙, kind: window, standing: local, parent: none}");
        last(
            "  - {id: b, name: 乙, kind: window, standing: local, room: {local: {known_by: none}}}",
        );
        last(
            "contacts: [{id: c, name: 丙, purpose: [consult], standing: local, answered_by: none}]",
        );
        last("promises: [{id: c, text: 丙, standing: local, guides: [move, none]}]");
        last("promises: [{id: c, text: 丙, standing: local, complain: [none]}]");
        last("goals: [{id: c, year: 2026, text: 丙, office: none}]");
        last("boards: [{id: c, title: 丙, office: room, guides: [none]}]");
        last(
            "catalogue: [{id: c, group: 丙, item: 丙, contents: 丙, standing: local, guides: [none]}]",
        );
        last("bureau: {duties: [{id: a, text: 甲, standing: law, basis: [{law: none}]}]}");
        last("out_of_scope: [{id: a, words: [甲], answer: 乙, guide: none}]");
        let superseded = format!(
            "{LAWS}  - {{id: old, title: 旧, status: repealed, \
            checked_on: '2026-11-23', superseded_by: none}}"
        );
        assert_eq!(found("laws.yaml", &superseded).len(), 1);
    }
}
