//! What a guide uses of the dictionaries: laws, papers, contacts.

use super::{Citation, DocumentUse, Guide, Standing, Validity, When};
use crate::handbook::value::Slug;

impl Guide {
    /// Returns the citations behind everything that may hold, law and readings of it.
    pub fn citations(&self, may_hold: impl Fn(&When, &Validity) -> bool) -> Vec<&Citation> {
        let always = Validity::default();
        let rests_on_law =
            |standing: &Standing| matches!(standing, Standing::Law | Standing::Reading);
        let mut citations: Vec<&Citation> = self.basis.iter().collect();
        let mut add = |holds: bool, standing: &Standing, basis| {
            if holds && rests_on_law(standing) {
                citations.extend(basis);
            }
        };
        for one in [&self.conditions, &self.refusals, &self.notes].into_iter().flatten() {
            add(may_hold(&one.when, &one.valid), &one.standing, &one.basis);
        }
        for one in &self.documents {
            add(may_hold(&one.when, &one.valid), &one.standing, &one.basis);
        }
        for one in &self.steps {
            add(may_hold(&one.when, &one.valid), &one.standing, &one.basis);
        }
        for one in &self.clocks {
            add(may_hold(&one.when, &one.valid), &one.standing, &one.basis);
        }
        if let Some(one) = &self.fee {
            add(true, &one.standing, &one.basis);
        }
        if let Some(one) = &self.notice {
            add(may_hold(&one.when, &always), &one.standing, &one.basis);
        }
        citations
    }

    /// Returns every law that the guide cites, whatever the case and the day.
    pub fn cited_laws(&self) -> impl Iterator<Item = &Slug> {
        self.citations(|_, _| true).into_iter().map(|citation| &citation.law)
    }

    /// Returns every paper that the guide asks for.
    pub fn papers(&self) -> impl Iterator<Item = &Slug> {
        self.documents.iter().flat_map(DocumentUse::documents)
    }

    /// Returns the lines and boxes that the guide names for questions and complaints.
    pub fn named_contacts(&self) -> impl Iterator<Item = &Slug> {
        self.contacts.iter().flat_map(|named| named.consult.iter().chain(&named.complain))
    }
}
