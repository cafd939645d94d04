//! The sections of what one pays and what one gets: fee and outcome.
//!
//! Amounts are said as the guide says them; nothing is added up.

use super::entries_block;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{FeeItem, Outcome};
use crate::page::guide::View;
use crate::page::voice::join;
use crate::page::{Block, Entry, Line};

impl View<'_, '_> {
    pub(super) fn fee_section(&self) -> Result<Vec<Block>, Damaged> {
        let Some(fee) = &self.guide.fee else { return Ok(Vec::new()) };
        let summary = self.desk.voice.line(&fee.summary);
        let summary = self.with_ground(summary, &fee.standing, &fee.basis)?;
        let items = fee.items.iter().filter(|item| self.may_hold(&item.when, &item.valid));
        let items = items.map(|item| self.fee_item(item)).collect::<Result<Vec<_>, _>>()?;
        Ok(std::iter::once(Block::Paragraph(summary)).chain(entries_block(items)).collect())
    }

    fn fee_item(&self, item: &FeeItem) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let amount = item.amount.iter().map(|amount| {
            voice.filled(amount, |amount| {
                voice.lang.pick(format!("{amount} 元"), format!("{amount} yuan"))
            })
        });
        let rule = item.rule.iter().map(|rule| voice.fillable(rule));
        let mut line = self.only_if_asked(&item.when);
        line.extend(join(amount.chain(rule), words.semicolon));
        let mut lines = vec![self.with_ground(line, &item.standing, &item.basis)?];
        let waiver = item.waiver.iter();
        lines.extend(waiver.map(|text| voice.labelled(words.waiver, voice.line(text))));
        Ok(Entry { label: voice.text(&item.name), lines })
    }

    pub(super) fn outcome_section(&self) -> Result<Vec<Block>, Damaged> {
        let Some(outcome) = &self.guide.outcome else { return Ok(Vec::new()) };
        let text = self.desk.voice.line(&outcome.text);
        let text = self.with_ground(text, &outcome.standing, &outcome.basis)?;
        let entries = entries_block(self.outcome_entries(outcome));
        Ok(std::iter::once(Block::Paragraph(text)).chain(entries).collect())
    }

    /// Returns how long the outcome holds, how it is renewed, and each way to get it.
    fn outcome_entries(&self, outcome: &Outcome) -> Vec<Entry> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let valid_for = outcome.validity.iter().map(|text| voice.fillable(text));
        let renewal = outcome.renewal.iter().map(|text| voice.line(text));
        let delivery = outcome.delivery.iter().map(|way| voice.fillable(&way.text));
        let each = |line: Line| Entry::under(words.delivery, [line]);
        Entry::under(words.valid_for, valid_for)
            .into_iter()
            .chain(Entry::under(words.renewal, renewal))
            .chain(delivery.filter_map(each))
            .collect()
    }
}
