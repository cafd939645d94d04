//! The sections of whom to turn to: remedies against a decision, and contacts.
//!
//! Remedies stand in the guide; contacts stand in the dictionary of the handbook.

use super::entries_block;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Remedy;
use crate::handbook::value::{Fillable, Slug};
use crate::page::guide::View;
use crate::page::voice::join;
use crate::page::{Block, Entry, Line};

impl View<'_, '_> {
    pub(super) fn remedies_section(&self) -> Result<Vec<Block>, Damaged> {
        let shown = self.shown_remedies().map(|remedy| self.remedy(remedy));
        Ok(entries_block(shown.collect::<Result<Vec<_>, _>>()?).into_iter().collect())
    }

    /// Returns the remedies that this case may need, in order.
    pub(in crate::page) fn shown_remedies(&self) -> impl Iterator<Item = &Remedy> {
        self.guide.remedies.iter().filter(|remedy| self.case.may_apply(&remedy.when))
    }

    fn remedy(&self, remedy: &Remedy) -> Result<Entry, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut text = self.only_if_asked(&remedy.when);
        text.extend(voice.line(&remedy.text));
        let mut lines = vec![self.with_ground(text, &remedy.standing, &remedy.basis)?];
        if let Some(limit) = remedy.limit {
            let from = remedy.from.as_ref().map(|from| voice.counted_from(from));
            let limit = format!("{}{}", voice.limit(limit), from.unwrap_or_default());
            lines.push(voice.labelled(words.limit, Line::plain(limit)));
        }
        Ok(Entry { label: voice.text(&remedy.title), lines })
    }

    pub(super) fn contacts_section(&self) -> Result<Vec<Block>, Damaged> {
        let words = self.desk.words();
        let asked = self.whom_to_ask()?;
        let mut entries = vec![Entry { label: words.questions_to.to_owned(), lines: vec![asked] }];
        if let Some(contacts) = &self.guide.contacts {
            entries.extend(self.contacts(words.consult, &contacts.consult)?);
            entries.extend(self.contacts(words.complain, &contacts.complain)?);
        }
        Ok(vec![Block::Entries(entries)])
    }

    fn contacts(&self, label: &str, ids: &[Slug]) -> Result<Option<Entry>, Damaged> {
        let lines = ids.iter().map(|id| self.contact(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(Entry::under(label, lines))
    }

    /// Returns name, number and hours of a contact; a number that the name has is not repeated.
    fn contact(&self, id: &Slug) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let Some(contact) = self.desk.pack.contacts()?.find(id.as_str())? else {
            return Ok(Line::plain(id.to_string()));
        };
        let contact = contact.value;
        let name = voice.text(&contact.name);
        let phone = contact.phone.as_ref();
        let is_named =
            phone.and_then(Fillable::known).is_some_and(|phone| name.contains(phone.as_str()));
        let phone = phone.filter(|_| !is_named);
        let phone = phone.map(|phone| voice.filled(phone, ToString::to_string));
        let hours = contact.hours.as_ref().map(|hours| voice.fillable(hours));
        Ok(join(std::iter::once(Line::plain(name)).chain(phone).chain(hours), " "))
    }
}
