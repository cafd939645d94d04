//! The names by which guides, papers, offices and laws are called, sorted.

use std::collections::BTreeMap;

use super::fold::compact;
use super::pinyin::{initials, spellings};
use super::places::Thing;
use super::table::{self, Table};
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_text, write_varint};
use crate::handbook::model::{Document, Guide, Handbook, Law, Office};
use crate::handbook::value::{LocalizedText, Slug};

/// What sort of name it is, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The id.
    Id,
    /// The title or name, in any language.
    Title,
    /// Another name that people use.
    Alias,
    /// The pinyin of a title or alias, in one word.
    Pinyin,
    /// The first letters of the pinyin.
    Initials,
}

impl NameKind {
    const ALL: [Self; 5] = [Self::Id, Self::Title, Self::Alias, Self::Pinyin, Self::Initials];

    const fn as_byte(self) -> u8 {
        match self {
            Self::Id => 0,
            Self::Title => 1,
            Self::Alias => 2,
            Self::Pinyin => 3,
            Self::Initials => 4,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, Damaged> {
        Self::ALL.get(usize::from(byte)).copied().ok_or(Damaged)
    }

    /// Says whether somebody wrote the name, rather than it being made from another.
    pub fn is_written(self) -> bool {
        self <= Self::Alias
    }
}

/// A name of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// What sort of name it is.
    pub kind: NameKind,
    /// The position of the thing in the handbook's list.
    pub ordinal: u32,
    /// The name, folded and without blanks.
    pub folded: &'a str,
    /// The name as the handbook writes it; for pinyin and initials, the name they are made from.
    pub written: &'a str,
}

/// Returns the names of a handbook as bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    let mut writer = Writer { first: handbook.first_language(), names: BTreeMap::new() };
    for (ordinal, guide) in handbook.guides.iter().enumerate() {
        writer.guide(&guide.value, ordinal);
    }
    for (ordinal, document) in handbook.documents.iter().enumerate() {
        writer.document(&document.value, ordinal);
    }
    for (ordinal, office) in handbook.offices.offices.iter().enumerate() {
        writer.office(&office.value, ordinal);
    }
    for (ordinal, law) in handbook.laws.iter().enumerate() {
        writer.law(&law.value, ordinal);
    }
    writer.into_bytes()
}

/// The names while they are collected: the key of the table, and who is called so.
struct Writer<'h> {
    first: &'h str,
    names: BTreeMap<Vec<u8>, BTreeMap<(NameKind, usize), String>>,
}

impl Writer<'_> {
    fn guide(&mut self, guide: &Guide, ordinal: usize) {
        let owner = (Thing::Guide, ordinal);
        self.add_id(owner, &guide.id);
        self.add_text(owner, NameKind::Title, &guide.title);
        self.add_aliases(owner, &guide.aliases);
    }

    fn document(&mut self, document: &Document, ordinal: usize) {
        let owner = (Thing::Document, ordinal);
        self.add_id(owner, &document.id);
        self.add_text(owner, NameKind::Title, &document.name);
        document.short.iter().for_each(|short| self.add_text(owner, NameKind::Alias, short));
        self.add_aliases(owner, &document.aliases);
    }

    fn office(&mut self, office: &Office, ordinal: usize) {
        let owner = (Thing::Office, ordinal);
        self.add_id(owner, &office.id);
        self.add_text(owner, NameKind::Title, &office.name);
        self.add_aliases(owner, &office.aliases);
    }

    fn law(&mut self, law: &Law, ordinal: usize) {
        let owner = (Thing::Law, ordinal);
        self.add_id(owner, &law.id);
        self.add_text(owner, NameKind::Title, &law.title);
        law.short.iter().for_each(|short| self.add_text(owner, NameKind::Alias, short));
        self.add_aliases(owner, law.aliases.iter().chain(&law.number));
    }

    fn add_id(&mut self, owner: (Thing, usize), id: &Slug) {
        self.add_key(owner, NameKind::Id, &compact(id.as_str()), id.as_str());
    }

    fn add_text(&mut self, owner: (Thing, usize), kind: NameKind, text: &LocalizedText) {
        for (_, text) in text.all(self.first) {
            self.add_name(owner, kind, text);
        }
    }

    fn add_aliases<'a>(
        &mut self,
        owner: (Thing, usize),
        aliases: impl IntoIterator<Item = &'a String>,
    ) {
        aliases.into_iter().for_each(|alias| self.add_name(owner, NameKind::Alias, alias));
    }

    /// Adds a name, and its pinyin and initials if it is Han.
    fn add_name(&mut self, owner: (Thing, usize), kind: NameKind, name: &str) {
        self.add_key(owner, kind, &compact(name), name);
        for spelling in spellings(name) {
            self.add_key(owner, NameKind::Pinyin, &spelling, name);
        }
        let initials = initials(name);
        // One letter is the initial of far too much.
        if initials.len() > 1 {
            self.add_key(owner, NameKind::Initials, &initials, name);
        }
    }

    fn add_key(&mut self, (thing, ordinal): (Thing, usize), kind: NameKind, key: &str, name: &str) {
        if !key.is_empty() {
            let owners = self.names.entry(key_of(thing, key)).or_default();
            owners.entry((kind, ordinal)).or_insert_with(|| name.to_owned());
        }
    }

    fn into_bytes(self) -> Vec<u8> {
        let value = |owners: &BTreeMap<(NameKind, usize), String>| {
            let mut out = Vec::new();
            for ((kind, ordinal), written) in owners {
                out.push(kind.as_byte());
                write_varint(*ordinal as u64, &mut out);
                write_text(written, &mut out);
            }
            out
        };
        table::write(&self.names.iter().map(|(key, owners)| (key.clone(), value(owners))).collect())
    }
}

fn key_of(thing: Thing, folded: &str) -> Vec<u8> {
    let mut key = vec![thing.as_byte()];
    key.extend_from_slice(folded.as_bytes());
    key
}

/// The names of a handbook, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    table: Table<'a>,
}

impl<'a> Names<'a> {
    /// Opens the names that fill `bytes`.
    ///
    /// # Errors
    /// When the bytes are not names.
    pub fn open(bytes: impl Into<Bytes<'a>>) -> Result<Self, Damaged> {
        Table::open(bytes.into()).map(|table| Self { table })
    }

    /// Returns who is called exactly `folded`, a text from [`compact`].
    ///
    /// # Errors
    /// When the bytes are damaged.
    pub fn exactly(&self, thing: Thing, folded: &str) -> Result<Vec<Name<'a>>, Damaged> {
        let mut names = Vec::new();
        if let Some(position) = self.table.find(&key_of(thing, folded))? {
            self.read(position, &mut names)?;
        }
        Ok(names)
    }

    /// Returns the names that begin with `folded`, in order, from at most `limit` entries; the
    /// empty text begins them all.
    ///
    /// # Errors
    /// When the bytes are damaged.
    pub fn beginning(
        &self,
        thing: Thing,
        folded: &str,
        limit: usize,
    ) -> Result<Vec<Name<'a>>, Damaged> {
        let prefix = key_of(thing, folded);
        let start = self.table.first_from(&prefix)?;
        let mut names = Vec::new();
        for position in (start..self.table.len()).take(limit) {
            if !self.table.key(position)?.starts_with(&prefix) {
                break;
            }
            self.read(position, &mut names)?;
        }
        Ok(names)
    }

    /// Appends the names of one entry.
    fn read(&self, position: usize, names: &mut Vec<Name<'a>>) -> Result<(), Damaged> {
        let key = self.table.key(position)?.get(1..).ok_or(Damaged)?;
        let folded = std::str::from_utf8(key).map_err(|_| Damaged)?;
        let mut reader = Reader::new(self.table.value(position)?);
        while !reader.is_empty() {
            let kind = NameKind::from_byte(reader.byte()?)?;
            let ordinal = u32::try_from(reader.varint()?).map_err(|_| Damaged)?;
            names.push(Name { kind, ordinal, folded, written: reader.text()? });
        }
        Ok(())
    }
}
