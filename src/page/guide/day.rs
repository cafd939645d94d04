//! The day for which a page stands, and what is not in force on it.
//!
//! What a part says on that day is known to the part.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Validity;
use crate::page::{Block, Line, Role};

impl View<'_, '_> {
    /// Says for which day the page stands, if somebody chose one, and whether the guide and the
    /// laws that it cites are in force on it.
    pub(in crate::page) fn day(&self) -> Result<Vec<Block>, Damaged> {
        let mut blocks: Vec<Block> = self.chosen_day().into_iter().collect();
        blocks.extend(self.guide_of_other_days());
        blocks.extend(self.other_laws()?);
        Ok(blocks)
    }

    fn chosen_day(&self) -> Option<Block> {
        let (lang, day) = (self.desk.voice.lang, self.desk.chosen_day()?);
        let line = Line::strong(lang.pick(format!("{day} 这一天的样子"), format!("As of {day}")));
        let between = lang.pick("。", ". ");
        Some(Block::Paragraph(
            line.then(Role::Plain, between).then(Role::Quiet, self.desk.words().undated_parts),
        ))
    }

    /// Says that the guide is not in force, and when it is.
    fn guide_of_other_days(&self) -> Option<Block> {
        let words = self.desk.words();
        let line = Line::default().then(Role::Warning, words.guide_not_in_force);
        let days = self.days_in_brackets(&self.guide.valid);
        let is_other = !self.desk.holds(&self.guide.valid);
        is_other.then(|| Block::Paragraph(line.then(Role::Plain, days)))
    }

    /// Names the cited laws that are not in force on the chosen day.
    fn other_laws(&self) -> Result<Option<Block>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let named = |(law, days)| {
            Ok(format!("{}{}", self.desk.law_title(law)?, self.days_in_brackets(&days)))
        };
        let laws = self.laws_of_other_days()?;
        let named = laws.into_iter().map(named).collect::<Result<Vec<_>, Damaged>>()?;
        if named.is_empty() {
            return Ok(None);
        }
        let line = Line::default().then(Role::Warning, words.laws_not_in_force);
        let laws = named.join(words.semicolon);
        Ok(Some(Block::Paragraph(line.then(Role::Plain, format!("{}{laws}", voice.words().colon)))))
    }

    /// Returns the days on which something is in force, in brackets.
    fn days_in_brackets(&self, valid: &Validity) -> String {
        let days = self.days(valid);
        if days.is_empty() { days } else { self.desk.voice.in_brackets(&days) }
    }

    /// Returns the days on which something is in force; nothing if it always is.
    pub(in crate::page::guide) fn days(&self, valid: &Validity) -> String {
        let lang = self.desk.voice.lang;
        match (valid.from, valid.to) {
            (Some(from), Some(to)) => {
                lang.pick(format!("{from} 到 {to}"), format!("from {from} to {to}"))
            }
            (Some(from), None) => lang.pick(format!("{from} 起"), format!("from {from}")),
            (None, Some(to)) => lang.pick(format!("到 {to}"), format!("to {to}")),
            (None, None) => String::new(),
        }
    }
}
