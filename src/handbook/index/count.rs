//! Counting the terms of some places: what each of them is worth, and where it stands.

use std::collections::HashMap;

use super::pinyin::initials;
use super::places::{Field, Thing};
use super::postings::Posting;
use super::terms::{Kind, Run, each_character, initials_keys, pairs, runs, stem};
use super::texts::PlaceTexts;
use crate::handbook::codec::{Reader, write_varint};

/// A number for each field.
type Fields = [u64; Field::ALL.len()];

/// What a word in a field is worth, and how much a long field takes away from it, in hundredths.
///
/// The weights are those of the prototype that `search.md` measured, with the names of sections
/// between titles and topics; the short fields hardly depend on their length.
const fn weight(field: Field) -> (u64, u64) {
    match field {
        Field::Title => (8, 30),
        Field::Alias => (7, 10),
        Field::Heading => (6, 20),
        Field::Topic => (3, 10),
        Field::Summary => (2, 30),
        Field::Text => (1, 75),
    }
}

/// The worth at which a word has half of its greatest effect.
const HALF: u64 = 3;

/// A term with its places, as [`Share::places_of`] reads them.
pub(super) type Term = (Box<[u8]>, Box<[u8]>);

/// Some places of a handbook that follow each other, with their terms.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// The places: what each belongs to, and where its part ends.
    pub(super) places: Vec<(Thing, usize, usize)>,
    /// The parts of the places.
    pub(super) parts: Vec<u8>,
    /// The terms, sorted.
    pub(super) terms: Vec<Term>,
}

impl Share {
    /// Counts the terms of places.
    pub(super) fn count(places: &[PlaceTexts], lengths: &Lengths) -> Self {
        let (mut share, mut counter) = (Self::default(), Counter::default());
        for (place, number) in places.iter().zip(0..) {
            counter.count(place, number, lengths);
            share.parts.extend_from_slice(&place.part);
            share.places.push((place.thing, place.ordinal, share.parts.len()));
        }
        share.terms = counter.into_terms();
        share
    }

    /// Appends the places in which a term stands, counted from `first`.
    pub(super) fn places_of(run: &[u8], first: u32, list: &mut Vec<Posting>) {
        let mut reader = Reader::new(run);
        let mut place = first;
        while let (Ok(packed), Ok(impact)) = (reader.varint(), reader.byte()) {
            place += u32::try_from(packed >> Field::BITS).unwrap_or_default();
            let field = (packed & ((1 << Field::BITS) - 1)).to_le_bytes()[0];
            let field = Field::from_byte(field).unwrap_or(Field::Text);
            list.push(Posting { place, impact, field });
        }
    }
}

/// The terms while they are counted.
#[derive(Default)]
struct Counter {
    numbers: HashMap<Box<[u8]>, usize>,
    /// The words as they stand there, with their endings.
    words: HashMap<Box<str>, usize>,
    lists: Vec<List>,
    /// The terms of the place that is counted, each once.
    here: Vec<usize>,
    buffer: Vec<u8>,
}

/// The places of a term, as bytes.
#[derive(Default)]
struct List {
    last: u32,
    run: Vec<u8>,
    /// How often it stands in each field of the place that is counted.
    fields: Fields,
}

impl Counter {
    fn count(&mut self, place: &PlaceTexts, number: u32, lengths: &Lengths) {
        let mut buffer = std::mem::take(&mut self.buffer);
        for (field, text) in &place.texts {
            for run in runs(text) {
                self.run(run, *field, &mut buffer);
            }
            if *field != Field::Text {
                each_character(text, &mut buffer, |key| self.find_key(key, *field));
            }
            if *field <= Field::Alias {
                for key in initials_keys(&initials(text)) {
                    self.find_key(&key, *field);
                }
            }
        }
        self.buffer = buffer;
        for (field, key) in &place.marks {
            self.find_key(key, *field);
        }
        self.end(number, &lengths.norms(place));
    }

    fn run(&mut self, run: Run<'_>, field: Field, buffer: &mut Vec<u8>) {
        if run.is_han {
            for (_, pair) in pairs(run.text) {
                self.find_key(Kind::Han.key_in(pair, buffer), field);
            }
        } else if let Some(&number) = self.words.get(run.text) {
            self.find(number, field);
        } else {
            let number = self.number(Kind::Word.key_in(&stem(run.text), buffer));
            self.words.insert(run.text.into(), number);
            self.find(number, field);
        }
    }

    fn find_key(&mut self, key: &[u8], field: Field) {
        let number = self.number(key);
        self.find(number, field);
    }

    fn find(&mut self, number: usize, field: Field) {
        let Some(list) = self.lists.get_mut(number) else { return };
        if list.fields == Fields::default() {
            self.here.push(number);
        }
        list.fields[usize::from(field.as_byte())] += 1;
    }

    fn number(&mut self, key: &[u8]) -> usize {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        self.lists.push(List::default());
        self.numbers.insert(key.into(), self.lists.len() - 1);
        self.lists.len() - 1
    }

    /// Appends a place to the lists of the terms that were found in it.
    fn end(&mut self, place: u32, norms: &Fields) {
        for number in self.here.drain(..) {
            let Some(list) = self.lists.get_mut(number) else { continue };
            let fields = std::mem::take(&mut list.fields);
            let stands_in = |field: &Field| fields[usize::from(field.as_byte())] > 0;
            let strongest = Field::ALL.into_iter().find(stands_in).unwrap_or(Field::Text);
            list.push(place, strongest, impact(&fields, norms));
        }
    }

    fn into_terms(self) -> Vec<Term> {
        let mut lists = self.lists;
        let mut run =
            |number: usize| lists.get_mut(number).map(|list| std::mem::take(&mut list.run));
        let named = self.numbers.into_iter();
        let mut terms: Vec<(u64, Term)> = named
            .map(|(key, number)| {
                let run = run(number).unwrap_or_default().into_boxed_slice();
                (beginning(&key), (key, run))
            })
            .collect();
        terms.sort_unstable();
        terms.into_iter().map(|(_, term)| term).collect()
    }
}

/// Returns the first bytes of a key, by which most keys are in order: the whole of two Han
/// characters. Comparing numbers spares a look at each key.
pub(super) fn beginning(key: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(key).for_each(|(byte, of_key)| *byte = *of_key);
    u64::from_be_bytes(bytes)
}

impl List {
    fn push(&mut self, place: u32, field: Field, impact: u8) {
        let distance = u64::from(place - self.last);
        write_varint(distance << Field::BITS | u64::from(field.as_byte()), &mut self.run);
        self.run.push(impact);
        self.last = place;
    }
}

/// The average length of each field over the places that have it, in characters.
#[derive(Debug, Default)]
pub(super) struct Lengths(Fields);

impl Lengths {
    /// Measures places.
    pub(super) fn measure<'p>(places: impl Iterator<Item = &'p PlaceTexts>) -> Self {
        let (mut sums, mut counts) = (Fields::default(), Fields::default());
        for lengths in places.map(lengths) {
            for (number, length) in lengths.into_iter().enumerate().filter(|(_, it)| *it > 0) {
                sums[number] += length;
                counts[number] += 1;
            }
        }
        Self(std::array::from_fn(|number| (sums[number] / counts[number].max(1)).max(1)))
    }

    /// Returns for each field of a place by how much its length divides, in hundredths.
    fn norms(&self, place: &PlaceTexts) -> Fields {
        let lengths = lengths(place);
        Field::ALL.map(|field| {
            let (number, (_, slope)) = (usize::from(field.as_byte()), weight(field));
            match lengths[number] {
                // A mark is in no text.
                0 => 100,
                length => 100 - slope + slope * length / self.0[number],
            }
        })
    }
}

/// Returns the length of each field of a place, in characters.
fn lengths(place: &PlaceTexts) -> Fields {
    let mut lengths = Fields::default();
    for (field, text) in &place.texts {
        lengths[usize::from(field.as_byte())] += text.chars().count() as u64;
    }
    lengths
}

/// Returns how much a term counts in a place, from 1 to 255.
///
/// A term that stands often counts up to twice; the sum over the fields tends to 255. Whole
/// numbers only, so that every machine writes the same bytes.
fn impact(fields: &Fields, norms: &Fields) -> u8 {
    let worth = |field: Field| {
        let number = usize::from(field.as_byte());
        let ((weight, _), count) = (weight(field), fields[number]);
        let often = 2000 * count / (count + 1);
        weight * often * 100 / norms[number].max(1)
    };
    let worth: u64 = Field::ALL.into_iter().map(worth).sum();
    let impact = 255 * worth / (worth + HALF * 1000);
    u8::try_from(impact.max(1)).unwrap_or(u8::MAX)
}
