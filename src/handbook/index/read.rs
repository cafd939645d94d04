//! Reading an index in place.

use std::ops::Range;

use super::Names;
use super::contents::Contents;
use super::phrases::{Meaning, pinyin_key, read_meanings};
use super::places::{Place, Thing};
use super::postings::Postings;
use super::synonyms::{self, Synonym};
use super::table::Table;
use super::terms::{Kind, Term, is_han_key};
use super::things::{Body, Things};
use super::uses::Used;
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader};

/// What an index begins with; the last byte counts the versions of its layout.
pub(super) const MAGIC: [u8; 4] = *b"gix\x07";

/// The parts of an index: things, terms, phrases, synonyms, names.
const SECTIONS: usize = 5;

/// An index that is read in place: opening it decodes nothing but its header.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    things: Things<'a>,
    /// All terms with their lists.
    pub(super) terms: Table<'a>,
    /// The phrases with their meanings.
    pub(super) phrases: Table<'a>,
    synonyms: Table<'a>,
    names: Names<'a>,
}

impl<'a> Index<'a> {
    /// Opens the index that fills `bytes`.
    ///
    /// # Errors
    /// When the header is not that of an index of this version.
    pub fn open(bytes: impl Into<Bytes<'a>>) -> Result<Self, Damaged> {
        let [things, terms, phrases, synonyms, names] = sections(bytes.into())?;
        Ok(Self {
            things: Things::open(things)?,
            terms: Table::open(terms)?,
            phrases: Table::open(phrases)?,
            synonyms: Table::open(synonyms)?,
            names: Names::open(names)?,
        })
    }

    /// Opens the names in the index that fills `bytes`, and looks at nothing else of it.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn names_in(bytes: impl Into<Bytes<'a>>) -> Result<Names<'a>, Damaged> {
        let [.., names] = sections(bytes.into())?;
        Names::open(names)
    }

    /// Returns the names of guides, papers, offices and laws.
    pub const fn names(&self) -> Names<'a> {
        self.names
    }

    /// Returns how many places there are.
    pub const fn place_count(&self) -> u32 {
        self.things.place_count()
    }

    /// Returns how many things there are: guides, papers, offices and laws, in this order.
    pub const fn thing_count(&self) -> usize {
        self.things.count()
    }

    /// Returns the number of the first thing of a kind, and of the one after its last.
    pub fn things_of(&self, kind: Thing) -> Range<usize> {
        self.things.of_kind(kind)
    }

    /// Returns the kind of a thing.
    ///
    /// # Errors
    /// When there is no such thing.
    pub fn kind_of(&self, thing: usize) -> Result<Thing, Damaged> {
        self.things.owner(thing).map(|(kind, _)| kind)
    }

    /// Returns the positions of the places of a thing: the first is that of the whole.
    ///
    /// # Errors
    /// When there is no such thing, or the index is damaged.
    pub fn places_of(&self, thing: usize) -> Result<Range<u32>, Damaged> {
        self.things.body(thing).map(|body| body.places)
    }

    /// Returns the place at a position that is one of a thing's.
    ///
    /// # Errors
    /// When it is not, or the index is damaged.
    pub fn place_of(&self, thing: usize, position: u32) -> Result<Place<'a>, Damaged> {
        let (body, (kind, ordinal)) = (self.things.body(thing)?, self.things.owner(thing)?);
        let number = position.checked_sub(body.places.start).ok_or(Damaged)?;
        let number = usize::try_from(number).map_err(|_| Damaged)?;
        let part = body.parts()?.nth(number).ok_or(Damaged)??;
        Ok(Place { thing: kind, ordinal, part })
    }

    /// Returns the position of a place.
    ///
    /// # Errors
    /// When there is no such place, or the index is damaged.
    pub fn position_of(&self, place: &Place<'_>) -> Result<u32, Damaged> {
        let thing = self.thing(place.thing, place.ordinal).ok_or(Damaged)?;
        let body = self.things.body(thing)?;
        for (part, position) in body.parts()?.zip(body.places.clone()) {
            if part? == place.part {
                return Ok(position);
            }
        }
        Err(Damaged)
    }

    /// Returns the id of the guide of which a thing is a variant.
    ///
    /// # Errors
    /// When there is no such thing, or the index is damaged.
    pub fn parent_of(&self, thing: usize) -> Result<Option<&'a str>, Damaged> {
        self.things.body(thing)?.parent()
    }

    /// Returns what stands in a thing.
    ///
    /// # Errors
    /// When there is no such thing, or the index is damaged.
    pub fn contents_of(&self, thing: usize) -> Result<Contents<'a>, Damaged> {
        self.things.body(thing).map(Body::contents)
    }

    /// Returns the number of the thing of a kind at a position in the handbook's list, if there is
    /// one.
    pub fn thing(&self, kind: Thing, ordinal: u32) -> Option<usize> {
        let things = self.things_of(kind);
        let thing = usize::try_from(ordinal).ok().and_then(|at| things.start.checked_add(at));
        thing.filter(|thing| things.contains(thing))
    }

    /// Returns the position of the place that is a whole thing.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn whole(&self, kind: Thing, ordinal: u32) -> Result<Option<u32>, Damaged> {
        self.thing(kind, ordinal).map(|thing| Ok(self.places_of(thing)?.start)).transpose()
    }

    /// Returns the term with a key from [`Kind::key`].
    ///
    /// # Errors
    /// When the table of terms is damaged.
    pub fn term(&self, key: &[u8]) -> Result<Option<Term>, Damaged> {
        Ok(self.terms.find(key)?.and_then(Term::at))
    }

    /// Returns the words that begin with `stem`, in order, at most
    /// `limit`.
    ///
    /// # Errors
    /// When the table of terms is damaged.
    pub fn words_beginning(&self, stem: &str, limit: usize) -> Result<Vec<Term>, Damaged> {
        let prefix = Kind::Word.key(stem);
        let mut entries = self.terms.entries_from(self.terms.first_from(&prefix)?)?;
        let mut terms = Vec::new();
        for _ in 0..limit {
            match entries.next()? {
                Some((position, (key, _))) if key.starts_with(&prefix) => {
                    terms.extend(Term::at(position));
                }
                _ => break,
            }
        }
        Ok(terms)
    }

    /// Returns the text of a term, without the byte of its kind.
    ///
    /// # Errors
    /// When the table of terms is damaged.
    pub fn text(&self, term: Term) -> Result<&'a str, Damaged> {
        let key = self.terms.key(term.position()?)?.get(1..).ok_or(Damaged)?;
        std::str::from_utf8(key).map_err(|_| Damaged)
    }

    /// Returns the Han terms that are read as a spelling: two syllables with a blank between
    /// them, or one.
    ///
    /// # Errors
    /// When the table of terms is damaged.
    pub fn read_as(&self, spelling: &str) -> Result<Vec<Term>, Damaged> {
        let Some(position) = self.terms.find(&Kind::Pinyin.key(spelling))? else {
            return Ok(Vec::new());
        };
        let mut reader = Reader::new(self.terms.value(position)?);
        let mut terms = Vec::new();
        while !reader.is_empty() {
            let term = Term::read(&mut reader)?;
            // Another list of pinyin instead of postings would be read as nonsense.
            if !is_han_key(self.terms.key(term.position()?)?) {
                return Err(Damaged);
            }
            terms.push(term);
        }
        Ok(terms)
    }

    /// Returns where a term stands.
    ///
    /// # Errors
    /// When its list is damaged.
    pub fn postings(&self, term: Term) -> Result<Postings<'a>, Damaged> {
        Postings::open(self.terms.part(term.position()?)?)
    }

    /// Returns the guides that use an entry, as their positions in the handbook's list: they are
    /// the first of all things.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn guides_that_use(&self, used: Used, id: &str) -> Result<Vec<usize>, Damaged> {
        let Some(term) = self.term(&used.key(id))? else { return Ok(Vec::new()) };
        let mut users = Vec::new();
        for tier in self.postings(term)?.tiers(self.thing_count())? {
            tier.each(|guide, _| {
                users.push(guide);
                Ok(())
            })?;
        }
        users.sort_unstable();
        Ok(users)
    }

    /// Returns the ends of the phrases that begin at the front of `text`, each with what the
    /// phrase means, the shortest first.
    ///
    /// # Errors
    /// When the table of phrases is damaged.
    pub fn phrases(&self, text: &str) -> Result<Vec<(usize, Vec<Meaning<'a>>)>, Damaged> {
        let mut found = Vec::new();
        let mut next: Option<(usize, &[u8])> = None;
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            let phrase = text.get(..end).unwrap_or_default().as_bytes();
            // The first key from a beginning on is that from a longer one too, if it has it.
            let known = next.filter(|(_, key)| key.starts_with(phrase));
            let Some((position, key)) =
                known.map_or_else(|| self.phrases.next_from(phrase), |known| Ok(Some(known)))?
            else {
                break;
            };
            if key == phrase {
                found.push((end, read_meanings(self.phrases.value(position)?)?));
            } else if !key.starts_with(phrase) {
                break;
            }
            next = Some((position, key));
        }
        Ok(found)
    }

    /// Returns what a phrase means that is written in pinyin, in one word.
    ///
    /// # Errors
    /// When the table of phrases is damaged.
    pub fn phrase_in_pinyin(&self, spelling: &str) -> Result<Vec<Meaning<'a>>, Damaged> {
        match self.phrases.find(&pinyin_key(spelling))? {
            Some(position) => read_meanings(self.phrases.value(position)?),
            None => Ok(Vec::new()),
        }
    }

    /// Returns the words of a group of synonyms.
    ///
    /// # Errors
    /// When the group is damaged.
    pub fn synonyms(&self, group: u32) -> Result<Vec<Synonym<'a>>, Damaged> {
        match self.synonyms.find(&group.to_be_bytes())? {
            Some(position) => synonyms::read(self.synonyms.value(position)?),
            None => Err(Damaged),
        }
    }
}

/// Returns the parts of an index.
fn sections(bytes: Bytes<'_>) -> Result<[Bytes<'_>; SECTIONS], Damaged> {
    let (magic, rest) = bytes.split_at(MAGIC.len())?;
    if magic.all()? != MAGIC {
        return Err(Damaged);
    }
    let (lengths, mut rest) = rest.split_at(SECTIONS * 4)?;
    let mut sections = [Bytes::from(&[][..]); SECTIONS];
    for (number, section) in sections.iter_mut().enumerate() {
        (*section, rest) = rest.split_at(lengths.u32_at(number * 4)?)?;
    }
    if rest.is_empty() { Ok(sections) } else { Err(Damaged) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{damaged, guide, handbook};
    use super::super::places::{Field, Part};
    use super::super::{build, names};
    use super::*;

    #[test]
    fn a_word_leads_to_the_places_where_it_stands() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let term = index.term(&Kind::Han.key("体检")).unwrap().unwrap();
        let postings = index.postings(term).unwrap();
        assert_eq!(postings.places(), 1);
        let thing = index.thing(Thing::Guide, guide("teacher-certificate")).unwrap();
        let mut found = Vec::new();
        let contents = index.contents_of(thing).unwrap();
        contents.find(&[postings.number()], |_, posting| found.push(posting)).unwrap();
        let place = index.place_of(thing, found[0].place).unwrap();
        assert_eq!((place.thing, place.part), (Thing::Guide, Part::Section("medical")));
        assert_eq!((found.len(), found[0].field), (1, Field::Heading));
        assert_eq!(index.term(&Kind::Han.key("帆船")), Ok(None));
    }

    #[test]
    fn the_whole_stands_before_its_parts() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let whole = index.whole(Thing::Guide, guide("transfer")).unwrap().unwrap();
        let thing = index.thing(Thing::Guide, guide("transfer")).unwrap();
        assert_eq!(index.place_of(thing, whole).unwrap().part, Part::Whole);
        let next = index.place_of(thing, whole + 1).unwrap();
        assert_eq!(index.position_of(&next), Ok(whole + 1));
        assert_eq!(index.whole(Thing::Law, 99), Ok(None));
        assert_eq!(index.place_of(thing, index.place_count()), Err(Damaged));
    }

    #[test]
    fn a_spelling_leads_to_what_is_read_so() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let terms = index.read_as("zhuan xue").unwrap();
        assert_eq!(terms.iter().map(|term| index.text(*term).unwrap()).next(), Some("转学"));
        assert_eq!(index.read_as("fan chuan"), Ok(Vec::new()));
    }

    #[test]
    fn phrases_are_found_at_the_front_of_a_text() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let found = index.phrases("怎么办呢").unwrap();
        let ends: Vec<usize> = found.iter().map(|(end, _)| *end).collect();
        assert_eq!(ends, [6, 9]);
        assert!(found[0].1.contains(&Meaning::Silent));
        assert_eq!(index.phrase_in_pinyin("cailiao").unwrap()[0], Meaning::Section("documents"));
    }

    #[test]
    fn the_same_handbook_gives_the_same_bytes() {
        assert_eq!(build(&handbook()), build(&handbook()));
    }

    /// Reads everything that there is.
    fn read_all(bytes: &[u8]) -> Result<(), Damaged> {
        let index = Index::open(bytes)?;
        for thing in 0..index.thing_count() {
            for position in index.places_of(thing)? {
                index.position_of(&index.place_of(thing, position)?)?;
            }
            index.contents_of(thing)?.find(&[1, 2, 5, 9], |_, _| {})?;
        }
        let mut terms = index.terms.entries_from(0)?;
        while let Some((position, _)) = terms.next()? {
            let term = Term::at(position).ok_or(Damaged)?;
            let _ = index.read_as(index.text(term)?.trim());
            let _ = index.postings(term).and_then(|postings| read_list(&index, &postings));
        }
        index.phrases("怎么办")?;
        index.synonyms(0)?;
        read_names(&index.names())
    }

    fn read_list(index: &Index<'_>, postings: &Postings<'_>) -> Result<(), Damaged> {
        for tier in postings.tiers(index.thing_count())? {
            tier.each(|thing, _| tier.impact_of(thing).map(drop))?;
        }
        Ok(())
    }

    fn read_names(names: &Names<'_>) -> Result<(), Damaged> {
        for thing in Thing::ALL {
            names.beginning(thing, "", usize::MAX)?;
        }
        Ok(())
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let index = build(&handbook());
        let names = names::build(&handbook());
        assert_eq!(read_all(&index), Ok(()));
        for seed in 0..400 {
            for bytes in damaged(&index, seed) {
                let _ = read_all(&bytes);
            }
            for bytes in damaged(&names, seed) {
                let _ = Names::open(bytes.as_slice()).and_then(|names| read_names(&names));
            }
        }
    }
}
