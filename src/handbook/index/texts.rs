//! The texts of a handbook, gathered for each place that can be found.

use std::collections::BTreeMap;

use super::fold::{fold, without_addresses};
use super::guide_texts::GuideTexts;
use super::places::{Field, Part, Thing};
use super::terms::Kind;
use crate::handbook::model::{Contact, Document, Filed, Guides, Handbook, Law, LawArticle, Office};
use crate::handbook::value::{Fillable, LocalizedText, Slug};

/// A place with everything that is written there.
#[derive(Debug, Clone)]
pub(super) struct PlaceTexts {
    /// What it belongs to.
    pub(super) thing: Thing,
    /// The position of the thing in its list.
    pub(super) ordinal: usize,
    /// The part of the thing, as bytes.
    pub(super) part: Vec<u8>,
    /// The keys of terms that stand in no text, each with its field: the section that it is, what
    /// the guide uses.
    pub(super) marks: Vec<(Field, Vec<u8>)>,
    /// The texts, folded, each with its field.
    pub(super) texts: Vec<(Field, String)>,
}

/// The texts of one place while they are gathered.
pub(super) struct Texts<'h> {
    first: &'h str,
    /// What was gathered so far, folded.
    pub(super) texts: Vec<(Field, String)>,
}

impl Texts<'_> {
    /// Adds a text in every language.
    pub(super) fn add(&mut self, field: Field, text: &LocalizedText) {
        for (_, text) in text.all(self.first) {
            self.add_plain(field, text);
        }
    }

    /// Adds a text without its web addresses, unless it is empty.
    pub(super) fn add_plain(&mut self, field: Field, text: &str) {
        let folded = fold(&without_addresses(text));
        if !folded.is_empty() {
            self.texts.push((field, folded));
        }
    }

    /// Adds texts in every language.
    pub(super) fn add_all<'t>(
        &mut self,
        field: Field,
        texts: impl IntoIterator<Item = &'t LocalizedText>,
    ) {
        texts.into_iter().for_each(|text| self.add(field, text));
    }

    /// Adds words that belong to no language.
    pub(super) fn add_words<'t>(
        &mut self,
        field: Field,
        words: impl IntoIterator<Item = &'t String>,
    ) {
        words.into_iter().for_each(|word| self.add_plain(field, word));
    }

    /// Adds the texts that are no blanks.
    pub(super) fn add_known<'t>(
        &mut self,
        field: Field,
        texts: impl IntoIterator<Item = &'t Fillable<LocalizedText>>,
    ) {
        self.add_all(field, texts.into_iter().filter_map(Fillable::known));
    }

    /// Makes a place of the texts.
    pub(super) fn place(self, thing: Thing, ordinal: usize, part: Part<'_>) -> PlaceTexts {
        let mut bytes = Vec::new();
        part.write(&mut bytes);
        let marks = match part {
            Part::Section(id) => vec![(Field::Heading, Kind::Section.key(id))],
            _ => Vec::new(),
        };
        PlaceTexts { thing, ordinal, part: bytes, marks, texts: self.texts }
    }
}

/// The shared entries of a handbook by their ids.
pub(super) struct Dictionary<'h> {
    first: &'h str,
    /// The papers.
    pub(super) documents: BTreeMap<&'h Slug, &'h Document>,
    /// The offices.
    pub(super) offices: BTreeMap<&'h Slug, &'h Office>,
    /// The contacts.
    pub(super) contacts: BTreeMap<&'h Slug, &'h Contact>,
    /// The laws.
    pub(super) laws: BTreeMap<&'h Slug, &'h Law>,
}

impl<'h> Dictionary<'h> {
    /// Collects the entries.
    pub(super) fn new(handbook: &'h Handbook) -> Self {
        let offices = &handbook.offices;
        Self {
            first: handbook.first_language(),
            documents: by_id(&handbook.documents, |document| &document.id),
            offices: by_id(&offices.offices, |office| &office.id),
            contacts: by_id(&offices.contacts, |contact| &contact.id),
            laws: by_id(&handbook.laws, |law| &law.id),
        }
    }

    /// Gathers the places of a guide: itself, followed by its parts.
    pub(super) fn guide(&self, guides: &dyn Guides, ordinal: usize) -> Vec<PlaceTexts> {
        let Some(guide) = guides.guide(ordinal) else { return Vec::new() };
        GuideTexts { guide: &guide.value, ordinal, dictionary: self }.places()
    }

    /// Gathers the places of everything that is no guide: each thing, followed by its parts.
    pub(super) fn places(&self, handbook: &Handbook) -> Vec<PlaceTexts> {
        let mut places = Vec::new();
        for (ordinal, document) in handbook.documents.iter().enumerate() {
            let texts = self.document(&document.value);
            places.push(texts.place(Thing::Document, ordinal, Part::Whole));
        }
        for (ordinal, office) in handbook.offices.offices.iter().enumerate() {
            places.push(self.office(&office.value).place(Thing::Office, ordinal, Part::Whole));
        }
        for (ordinal, law) in handbook.laws.iter().enumerate() {
            places.push(self.law(&law.value).place(Thing::Law, ordinal, Part::Whole));
            places.extend(self.articles(&law.value, ordinal));
        }
        places
    }

    /// Starts with no text.
    pub(super) fn texts(&self) -> Texts<'h> {
        Texts { first: self.first, texts: Vec::new() }
    }

    fn document(&self, document: &Document) -> Texts<'h> {
        let mut texts = self.texts();
        texts.add_plain(Field::Title, document.id.as_str());
        texts.add(Field::Title, &document.name);
        texts.add_all(Field::Alias, &document.short);
        texts.add_words(Field::Alias, &document.aliases);
        texts.add_all(Field::Summary, &document.what);
        texts.add_all(Field::Text, &document.note);
        texts
    }

    fn office(&self, office: &Office) -> Texts<'h> {
        let mut texts = self.texts();
        texts.add_plain(Field::Title, office.id.as_str());
        texts.add(Field::Title, &office.name);
        texts.add_words(Field::Alias, &office.aliases);
        texts.add_words(Field::Topic, &office.matters);
        texts.add_all(Field::Text, &office.duties);
        texts.add_known(Field::Text, [&office.room, &office.address].into_iter().flatten());
        texts
    }

    fn law(&self, law: &Law) -> Texts<'h> {
        let mut texts = self.texts();
        texts.add_plain(Field::Title, law.id.as_str());
        texts.add(Field::Title, &law.title);
        texts.add_all(Field::Alias, &law.short);
        texts.add_words(Field::Alias, law.aliases.iter().chain(&law.number));
        texts.add_all(Field::Text, &law.issuer);
        texts
    }

    fn articles(&self, law: &Law, ordinal: usize) -> Vec<PlaceTexts> {
        let article = |article: &LawArticle| {
            let mut texts = self.texts();
            let number = article.number.to_string();
            texts.add_plain(Field::Heading, &number);
            texts.add(Field::Summary, &article.gist);
            texts.place(Thing::Law, ordinal, Part::Article(&number))
        };
        law.articles.iter().map(article).collect()
    }
}

fn by_id<T>(entries: &[Filed<T>], id: impl Fn(&T) -> &Slug) -> BTreeMap<&Slug, &T> {
    entries.iter().map(|entry| (id(&entry.value), &entry.value)).collect()
}
