//! What a guide rests on: the laws that it cites for a case, and the day it was checked.
//!
//! It reads citations; how a law is named is known to the desk.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Citation, Filed, Guide, Validity};
use crate::handbook::value::{ArticleNumber, Slug};
use crate::page::desk::by_law;

impl View<'_, '_> {
    /// Returns the laws that the guide cites for the case, with their articles, in order of
    /// appearance.
    pub(super) fn cited(&self) -> Vec<(&Slug, Vec<ArticleNumber>)> {
        by_law(self.citations())
    }

    /// Returns the laws that the guide names for the whole of it; where it names none, all that
    /// its parts cite.
    ///
    /// On a day that somebody chose, only those that were in force.
    pub(super) fn main_basis(&self) -> Result<Vec<&Citation>, Damaged> {
        let mut basis: Vec<&Citation> = if self.guide.basis.is_empty() {
            self.citations()
        } else {
            self.guide.basis.iter().collect()
        };
        let others = self.laws_of_other_days()?;
        basis.retain(|citation| !others.iter().any(|(law, _)| **law == citation.law));
        Ok(basis)
    }

    /// Returns the cited laws that are not in force on the day that somebody chose, each with its
    /// days.
    pub(super) fn laws_of_other_days(&self) -> Result<Vec<(&Slug, Validity)>, Damaged> {
        let Some(day) = self.desk.chosen_day() else { return Ok(Vec::new()) };
        let law = |(law, _)| Ok((law, self.desk.law_in_force(law)?));
        let mut laws = self.cited().into_iter().map(law).collect::<Result<Vec<_>, _>>()?;
        laws.retain(|(_, in_force)| !in_force.covers(day));
        Ok(laws)
    }

    fn citations(&self) -> Vec<&Citation> {
        self.guide.citations(|when, valid| self.may_hold(when, valid))
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
        let cites = !self.citations().is_empty();
        let read_to = self.desk.layers().first().and_then(|about| about.laws_read_to);
        let said = read_to.filter(|_| cites).map(|day| {
            let (zh, en) = (format!("，法律文本到 {day}"), format!(", laws to {day}"));
            self.desk.voice.lang.pick(zh, en)
        });
        said.unwrap_or_default()
    }
}
