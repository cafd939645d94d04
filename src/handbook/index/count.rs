//! Counting the terms of some places: what each of them is worth, and where it stands.

use std::collections::HashMap;
use std::ops::Range;

use super::group::grouped;
use super::pinyin::initials;
use super::places::{Field, Thing};
use super::postings::Posting;
use super::table::beginning;
use super::terms::{Kind, Run, each_character, initials_keys, pairs, runs, stem};
use super::texts::PlaceTexts;
use crate::handbook::codec::Reader;

/// A number for each field.
type Fields = [u64; Field::ALL.len()];

/// How often a term stands in each field of a place.
type Counts = [u32; Field::ALL.len()];

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

/// Some places of a handbook that follow each other, with their terms.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// The places: what each belongs to, and where its part ends.
    pub(super) places: Vec<(Thing, usize, usize)>,
    /// The parts of the places.
    pub(super) parts: Vec<u8>,
    /// The terms.
    pub(super) terms: Terms,
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
}

/// Sorted terms with their places: two runs of bytes for all of them.
#[derive(Debug, Default)]
pub(super) struct Terms {
    keys: Vec<u8>,
    runs: Vec<u8>,
    /// Where the key and the places of each term end.
    ends: Vec<(usize, usize)>,
}

/// A term: its key, and its places as [`places_of`] reads them.
pub(super) type Term<'a> = (&'a [u8], &'a [u8]);

impl Terms {
    /// Returns how many terms there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the terms at some positions.
    pub(super) fn within(&self, positions: Range<usize>) -> impl Iterator<Item = Term<'_>> + Clone {
        let before = positions.start.checked_sub(1).and_then(|last| self.ends.get(last));
        let mut start = before.copied().unwrap_or_default();
        self.ends.get(positions).unwrap_or_default().iter().filter_map(move |&end| {
            let (key, run) = std::mem::replace(&mut start, end);
            Some((self.keys.get(key..end.0)?, self.runs.get(run..end.1)?))
        })
    }

    /// Returns all terms.
    pub(super) fn iter(&self) -> impl Iterator<Item = Term<'_>> + Clone {
        self.within(0..self.len())
    }

    /// Returns how many terms stand before a key.
    pub(super) fn before(&self, key: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let is_before = self.within(middle..middle + 1).any(|(other, _)| other < key);
            (from, to) = if is_before { (middle + 1, to) } else { (from, middle) };
        }
        from
    }

    /// Appends a term with its places.
    fn push(&mut self, key: &[u8], places: &[Posting]) {
        self.keys.extend_from_slice(key);
        let mut last = 0;
        for posting in places {
            posting.write(last, &mut self.runs);
            last = posting.place;
        }
        self.ends.push((self.keys.len(), self.runs.len()));
    }
}

/// Returns the places in which a term stands, counted from `first`.
pub(super) fn places_of(run: &[u8], first: u32) -> impl Iterator<Item = Posting> + Clone {
    let (mut reader, mut place) = (Reader::new(run), first);
    std::iter::from_fn(move || {
        let posting = Posting::read(place, &mut reader).ok()?;
        place = posting.place;
        Some(posting)
    })
}

/// Keys, each with a number.
#[derive(Default)]
struct Keys {
    /// Those of at most eight bytes, nearly all, by [`beginning`]: no key ends in a zero.
    short: HashMap<u64, usize>,
    long: HashMap<Box<[u8]>, usize>,
    bytes: Vec<u8>,
    /// The beginning of each, and where it ends.
    ends: Vec<(u64, usize)>,
}

impl Keys {
    fn number(&mut self, key: &[u8]) -> usize {
        let beginning = beginning(key);
        let is_short = key.len() <= size_of::<u64>();
        let known = if is_short { self.short.get(&beginning) } else { self.long.get(key) };
        if let Some(number) = known {
            return *number;
        }
        let number = self.ends.len();
        if is_short {
            self.short.insert(beginning, number);
        } else {
            self.long.insert(key.into(), number);
        }
        self.bytes.extend_from_slice(key);
        self.ends.push((beginning, self.bytes.len()));
        number
    }

    fn key(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map(|(_, end)| *end);
        let start = number.checked_sub(1).and_then(end).unwrap_or_default();
        self.bytes.get(start..end(number).unwrap_or_default()).unwrap_or_default()
    }

    /// Returns the numbers in the order of the keys.
    fn sorted(&self) -> Vec<usize> {
        let beginnings = self.ends.iter().map(|(beginning, _)| *beginning);
        let mut sorted: Vec<(u64, usize)> = beginnings.zip(0..).collect();
        sorted
            .sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.key(a.1).cmp(self.key(b.1))));
        sorted.into_iter().map(|(_, number)| number).collect()
    }
}

/// The terms while they are counted.
#[derive(Default)]
struct Counter {
    keys: Keys,
    /// The words as they stand there, with their endings.
    words: HashMap<Box<str>, usize>,
    /// How often each term stands in the place that is counted.
    counts: Vec<Counts>,
    /// The terms of the place that is counted, each once.
    here: Vec<usize>,
    /// The terms of all places before, each with its place.
    found: Vec<(usize, Posting)>,
    buffer: Vec<u8>,
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
            let number = self.keys.number(Kind::Word.key_in(&stem(run.text), buffer));
            self.words.insert(run.text.into(), number);
            self.find(number, field);
        }
    }

    fn find_key(&mut self, key: &[u8], field: Field) {
        let number = self.keys.number(key);
        self.find(number, field);
    }

    fn find(&mut self, number: usize, field: Field) {
        if number >= self.counts.len() {
            self.counts.resize(number + 1, Counts::default());
        }
        let Some(counts) = self.counts.get_mut(number) else { return };
        if *counts == Counts::default() {
            self.here.push(number);
        }
        counts[usize::from(field.as_byte())] += 1;
    }

    /// Notes the terms that were found in a place.
    fn end(&mut self, place: u32, norms: &Fields) {
        for number in self.here.drain(..) {
            let counts = self.counts.get_mut(number).map(std::mem::take).unwrap_or_default();
            let stands_in = |field: &Field| counts[usize::from(field.as_byte())] > 0;
            let field = Field::ALL.into_iter().find(stands_in).unwrap_or(Field::Text);
            self.found.push((number, Posting { place, impact: impact(&counts, norms), field }));
        }
    }

    fn into_terms(self) -> Terms {
        let sorted = self.keys.sorted();
        let mut ranks = vec![0; sorted.len()];
        sorted.iter().zip(0..).for_each(|(number, rank)| ranks[*number] = rank);
        let found = self.found.iter().map(|(number, posting)| (ranks[*number], *posting));
        let (places, ends) = grouped(found, sorted.len());
        let (mut terms, mut start) = (Terms::default(), 0);
        for (number, end) in sorted.into_iter().zip(ends) {
            let own = places.get(std::mem::replace(&mut start, end)..end);
            terms.push(self.keys.key(number), own.unwrap_or_default());
        }
        terms
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
fn impact(counts: &Counts, norms: &Fields) -> u8 {
    let worth = |field: Field| {
        let number = usize::from(field.as_byte());
        let ((weight, _), count) = (weight(field), u64::from(counts[number]));
        if count == 0 {
            0
        } else {
            weight * (2000 * count / (count + 1)) * 100 / norms[number].max(1)
        }
    };
    let worth: u64 = Field::ALL.into_iter().map(worth).sum();
    let impact = 255 * worth / (worth + HALF * 1000);
    u8::try_from(impact.max(1)).unwrap_or(u8::MAX)
}
