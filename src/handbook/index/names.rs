//! The names by which guides, papers, offices and laws are called, sorted.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::compact;
use super::pinyin::{initials, spellings};
use super::places::Thing;
use super::table::{self, Table, beginning};
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_text, write_varint};
use crate::handbook::crew;
use crate::handbook::model::{Called, Document, Guides, Handbook, Law, Office};
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

/// How many guides are named at a time.
const GUIDES: usize = 1000;

/// Returns the names of a handbook as bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    build_with(handbook, &handbook.guides)
}

/// Returns the names of a handbook whose guides lie elsewhere.
pub fn build_with(handbook: &Handbook, guides: &dyn Guides) -> Vec<u8> {
    let first = handbook.first_language();
    let mut collected = crew::share(guides.count(), GUIDES, |range| {
        let mut names = Collector::new(first);
        for ordinal in range {
            guides.called(ordinal).iter().for_each(|guide| names.guide(guide, ordinal));
        }
        names
    });
    collected.push(others(handbook));
    let mut names = crew::each(&collected, Collector::sorted).concat();
    // The stable sort merges what is sorted already.
    names.sort();
    write(&names)
}

/// Collects the names of everything that is no guide.
fn others(handbook: &Handbook) -> Collector<'_> {
    let mut names = Collector::new(handbook.first_language());
    for (ordinal, document) in handbook.documents.iter().enumerate() {
        names.document(&document.value, ordinal);
    }
    for (ordinal, office) in handbook.offices.offices.iter().enumerate() {
        names.office(&office.value, ordinal);
    }
    for (ordinal, law) in handbook.laws.iter().enumerate() {
        names.law(&law.value, ordinal);
    }
    names
}

/// A name while it is collected: its key in the table, and who is called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'c> {
    /// The first bytes of the key, by which most keys are in order.
    beginning: u64,
    key: &'c [u8],
    kind: NameKind,
    written: &'c str,
    ordinal: usize,
    /// How many names there were before: the first of two of a thing that fold alike is kept.
    turn: usize,
}

impl Entry<'_> {
    fn is_written_alike(&self, other: &Self) -> bool {
        (self.kind, self.written) == (other.kind, other.written)
    }

    fn of_thing(&self) -> (u64, &[u8], NameKind, usize) {
        (self.beginning, self.key, self.kind, self.ordinal)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.of_thing() == other.of_thing()
    }
}

/// Writes sorted names: their table, with the length of it before, and what they were written like.
fn write(names: &[Entry<'_>]) -> Vec<u8> {
    let (mut table, mut pool) = (table::Writer::default(), Pool::default());
    for called_alike in names.chunk_by(|a, b| a.key == b.key) {
        let mut value = Vec::new();
        for group in called_alike.chunk_by(Entry::is_written_alike) {
            let Some(Entry { kind, written, .. }) = group.first() else { continue };
            value.push(kind.as_byte());
            write_varint(pool.place_of(written), &mut value);
            write_varint(group.len() as u64, &mut value);
            let mut before = 0;
            for Entry { ordinal, .. } in group {
                write_varint((ordinal - before) as u64, &mut value);
                before = *ordinal;
            }
        }
        called_alike.first().iter().for_each(|name| table.push(name.key, &value));
    }
    let table = table.into_bytes();
    let mut out = Vec::new();
    table::push_u32(table.len(), &mut out);
    out.extend(table);
    out.extend(pool.texts);
    out
}

/// The names as they are written, each once.
#[derive(Default)]
struct Pool<'n> {
    texts: Vec<u8>,
    places: HashMap<&'n str, u64>,
}

impl<'n> Pool<'n> {
    fn place_of(&mut self, written: &'n str) -> u64 {
        let end = self.texts.len() as u64;
        let place = *self.places.entry(written).or_insert(end);
        if place == end {
            write_text(written, &mut self.texts);
        }
        place
    }
}

/// Collects the names of some things.
struct Collector<'h> {
    first: &'h str,
    /// The keys and the names as they are written, one behind the other.
    texts: String,
    names: Vec<Collected>,
}

/// A name that was collected, with where its texts lie.
struct Collected {
    key: Range<usize>,
    kind: NameKind,
    written: Range<usize>,
    ordinal: usize,
}

impl<'h> Collector<'h> {
    const fn new(first: &'h str) -> Self {
        Self { first, texts: String::new(), names: Vec::new() }
    }

    fn guide(&mut self, guide: &Called, ordinal: usize) {
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
        let written = self.write(id.as_str());
        self.add_key(owner, NameKind::Id, &compact(id.as_str()), &written);
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
        let written = self.write(name);
        self.add_key(owner, kind, &compact(name), &written);
        for spelling in spellings(name) {
            self.add_key(owner, NameKind::Pinyin, &spelling, &written);
        }
        let initials = initials(name);
        // One letter is the initial of far too much.
        if initials.len() > 1 {
            self.add_key(owner, NameKind::Initials, &initials, &written);
        }
    }

    fn add_key(
        &mut self,
        (thing, ordinal): (Thing, usize),
        kind: NameKind,
        key: &str,
        written: &Range<usize>,
    ) {
        if !key.is_empty() {
            let start = self.texts.len();
            push_key(thing, key, &mut self.texts);
            let key = start..self.texts.len();
            self.names.push(Collected { key, kind, ordinal, written: written.clone() });
        }
    }

    /// Keeps a text, and returns where.
    fn write(&mut self, text: &str) -> Range<usize> {
        let start = self.texts.len();
        self.texts.push_str(text);
        start..self.texts.len()
    }

    /// Returns the names in the order in which they are written.
    fn sorted(&self) -> Vec<Entry<'_>> {
        let entry = |(turn, name): (usize, &Collected)| {
            let Collected { kind, ordinal, .. } = *name;
            let text = |range: &Range<usize>| self.texts.get(range.clone()).unwrap_or_default();
            let (key, written) = (text(&name.key).as_bytes(), text(&name.written));
            Entry { beginning: beginning(key), key, kind, written, ordinal, turn }
        };
        let mut names: Vec<Entry<'_>> = self.names.iter().enumerate().map(entry).collect();
        names.sort_unstable_by(|a, b| (a.of_thing(), a.turn).cmp(&(b.of_thing(), b.turn)));
        names.dedup_by(|later, earlier| earlier.is_same(later));
        // In order already but for names that fold alike.
        names.sort();
        names
    }
}

fn key_of(thing: Thing, folded: &str) -> Vec<u8> {
    let mut key = String::with_capacity(folded.len() + 1);
    push_key(thing, folded, &mut key);
    key.into_bytes()
}

/// Appends the key of a name: a byte for what sort of thing is called so, and the folded name.
fn push_key(thing: Thing, folded: &str, out: &mut String) {
    out.push(char::from(thing.as_byte()));
    out.push_str(folded);
}

/// The names of a handbook, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    table: Table<'a>,
    /// The names as they are written.
    pool: Bytes<'a>,
}

impl<'a> Names<'a> {
    /// Opens the names that fill `bytes`.
    ///
    /// # Errors
    /// When the bytes are not names.
    pub fn open(bytes: impl Into<Bytes<'a>>) -> Result<Self, Damaged> {
        let bytes = bytes.into();
        let (length, rest) = bytes.split_at(4)?;
        let (table, pool) = rest.split_at(length.u32_at(0)?)?;
        Table::open(table).map(|table| Self { table, pool })
    }

    /// Returns who is called exactly `folded`, a text from [`compact`].
    ///
    /// # Errors
    /// When the bytes are damaged.
    pub fn exactly(&self, thing: Thing, folded: &str) -> Result<Vec<Name<'a>>, Damaged> {
        let mut names = Vec::new();
        if let Some(position) = self.table.find(&key_of(thing, folded))? {
            self.read(self.table.entry(position)?, &mut names)?;
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
        let mut entries = self.table.entries_from(self.table.first_from(&prefix)?)?;
        let mut names = Vec::new();
        for _ in 0..limit {
            match entries.next()? {
                Some((_, entry)) if entry.0.starts_with(&prefix) => self.read(entry, &mut names)?,
                _ => break,
            }
        }
        Ok(names)
    }

    /// Appends the names of one entry.
    fn read(&self, entry: table::Entry<'a>, names: &mut Vec<Name<'a>>) -> Result<(), Damaged> {
        let start = names.len();
        let key = entry.0.get(1..).ok_or(Damaged)?;
        let folded = std::str::from_utf8(key).map_err(|_| Damaged)?;
        let mut reader = Reader::new(self.table.value_of(entry)?);
        while !reader.is_empty() {
            let kind = NameKind::from_byte(reader.byte()?)?;
            let written = self.written(usize::try_from(reader.varint()?).map_err(|_| Damaged)?)?;
            let mut ordinal = 0_u32;
            for _ in 0..reader.length()? {
                let distance = reader.number()?;
                ordinal = ordinal.checked_add(distance).ok_or(Damaged)?;
                names.push(Name { kind, ordinal, folded, written });
            }
        }
        if let Some(read) = names.get_mut(start..) {
            read.sort_by_key(|name| (name.kind, name.ordinal));
        }
        Ok(())
    }

    /// Reads a name as it is written.
    fn written(&self, place: usize) -> Result<&'a str, Damaged> {
        /// The most bytes that a length takes.
        const LONGEST: usize = 10;
        let end = self.pool.len().min(place.saturating_add(LONGEST));
        let mut front = Reader::new(self.pool.get(place..end)?);
        let length = usize::try_from(front.varint()?).map_err(|_| Damaged)?;
        let start = end - front.rest().len();
        let text = self.pool.get(start..start.checked_add(length).ok_or(Damaged)?)?;
        std::str::from_utf8(text).map_err(|_| Damaged)
    }
}
