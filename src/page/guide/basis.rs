//! What a guide rests on: the laws that it cites for a case, and the day it was checked.
//!
//! It reads citations; how a law is named is known to the desk.

use super::View;
use crate::handbook::model::{Citation, Filed, Guide, Standing};
use crate::handbook::value::{ArticleNumber, Slug};
use crate::page::desk::by_law;
use crate::tailor::Case;

/// Returns every law that a guide cites, whatever the case, each once.
pub(in crate::page) fn cited_laws(guide: &Guide) -> Vec<&Slug> {
    let mut laws: Vec<&Slug> =
        citations(guide, &Case::default()).into_iter().map(|citation| &citation.law).collect();
    laws.sort_unstable();
    laws.dedup();
    laws
}

/// Returns the citations behind everything that may apply, law and readings of it.
fn citations<'g>(guide: &'g Guide, case: &Case) -> Vec<&'g Citation> {
    let rests_on_law = |standing: &Standing| matches!(standing, Standing::Law | Standing::Reading);
    let mut citations: Vec<&Citation> = guide.basis.iter().collect();
    let mut add = |applies: bool, standing: &Standing, basis: &'g [Citation]| {
        if applies && rests_on_law(standing) {
            citations.extend(basis);
        }
    };
    for one in [&guide.conditions, &guide.refusals, &guide.notes].into_iter().flatten() {
        add(case.may_apply(&one.when), &one.standing, &one.basis);
    }
    for one in &guide.documents {
        add(case.may_apply(&one.when), &one.standing, &one.basis);
    }
    for one in &guide.steps {
        add(case.may_apply(&one.when), &one.standing, &one.basis);
    }
    for one in &guide.clocks {
        add(case.may_apply(&one.when), &one.standing, &one.basis);
    }
    if let Some(one) = &guide.fee {
        add(true, &one.standing, &one.basis);
    }
    if let Some(one) = &guide.notice {
        add(case.may_apply(&one.when), &one.standing, &one.basis);
    }
    citations
}

impl View<'_, '_> {
    /// Returns the laws that the guide cites for the case, with their articles, in order of
    /// appearance.
    pub(super) fn cited(&self) -> Vec<(&Slug, Vec<ArticleNumber>)> {
        by_law(citations(self.guide, self.case))
    }

    /// Returns the laws that the guide names for the whole of it; where it names none, all that
    /// its parts cite.
    pub(super) fn main_basis(&self) -> Vec<&Citation> {
        if self.guide.basis.is_empty() {
            citations(self.guide, self.case)
        } else {
            self.guide.basis.iter().collect()
        }
    }

    /// Says when the guide was checked, against which texts, and whose edition it is.
    pub(super) fn provenance(&self, filed: &Filed<Guide>) -> String {
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let changes = filed.origin.changes.iter().map(|(_, layer)| *layer);
        let edition = self.desk.layer_name(changes.max().unwrap_or(filed.origin.layer));
        let checked = self.guide.checked_on;
        let texts = self.texts_read();
        let stop = lang.pick("。", ". ");
        format!("{checked}{texts}{stop}{edition}{stop}{}", words.not_advice_short)
    }

    /// Says up to which day the texts of the laws were read, if the guide cites any.
    fn texts_read(&self) -> String {
        let cites = !citations(self.guide, self.case).is_empty();
        let read_to = self.desk.layers().first().and_then(|about| about.laws_read_to);
        let said = read_to.filter(|_| cites).map(|day| {
            let (zh, en) = (format!("，法律文本到 {day}"), format!(", laws to {day}"));
            self.desk.voice.lang.pick(zh, en)
        });
        said.unwrap_or_default()
    }
}
