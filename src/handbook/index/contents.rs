//! Which terms stand in a thing, and where: for the few things that are looked at closely.
//!
//! ```text
//! few terms in all places: 0 | for each place, in order: groups varint | groups
//! group: (terms << 3 | field) varint | impact u8 | (distance varint) a term, by its number
//!
//! more: 1 | blocks u32 | (first number u32, start u32) a block | blocks of 8 terms
//! term: distance varint | bytes varint | (distance << 3 | field varint, impact u8) a place
//! ```
//!
//! What is short is gone through; in what is long, a term is found by its number. The numbers of
//! terms are small for those that stand in many things, so that most distances take one byte.

use std::ops::Range;

use super::count::Share;
use super::places::Field;
use super::postings::Posting;
use super::table::push_u32;
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// Contents of so many terms and places are gone through.
const SHORT: usize = 512;

/// The first byte of contents that are gone through.
const BY_PLACE: u8 = 0;

/// The first byte of contents in which terms are looked up.
const BY_TERM: u8 = 1;

/// How many terms share an entry of the directory.
const BLOCK: usize = 8;

/// The bytes of an entry of the directory.
const ENTRY: usize = 8;

/// Returns the contents of the things of a share, and where those of each thing end. `number_of`
/// tells the number of a term.
pub(super) fn write(share: &Share, number_of: impl Fn(&[u8]) -> u32) -> (Vec<u8>, Vec<usize>) {
    let heads = heads(share);
    let mut list = Vec::new();
    let mut found = found(share, number_of, &heads, &mut list);
    found.sort_unstable_by_key(|one| one.thing);
    let mut rest = found.as_mut_slice();
    let (mut out, mut ends) = (Vec::new(), Vec::new());
    let all = u32::try_from(share.places.len()).unwrap_or(u32::MAX);
    for (thing, &head) in heads.iter().enumerate() {
        let (own, after) = rest.split_at_mut(rest.partition_point(|one| one.thing <= thing));
        let end = heads.get(thing + 1).copied().unwrap_or(all);
        write_thing(own, &list, head..end, &mut out);
        ends.push(out.len());
        rest = after;
    }
    (out, ends)
}

/// A term that stands in a thing.
struct Found {
    /// The thing, counted in its share.
    thing: usize,
    number: u32,
    /// Where its places lie in the list of all.
    places: Range<usize>,
}

/// Returns the first places of the things of a share.
fn heads(share: &Share) -> Vec<u32> {
    let mut heads = Vec::new();
    let mut before = None;
    for (&(kind, ordinal, _), place) in share.places.iter().zip(0..) {
        if before.replace((kind, ordinal)) != Some((kind, ordinal)) {
            heads.push(place);
        }
    }
    heads
}

/// Returns which terms stand in the things of a share, and appends to `list` the places.
fn found(
    share: &Share,
    number_of: impl Fn(&[u8]) -> u32,
    heads: &[u32],
    list: &mut Vec<Posting>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (key, run) in &share.terms {
        let (number, mut start) = (number_of(key), list.len());
        Share::places_of(run, 0, list);
        let places = list.get(start..).unwrap_or_default();
        let thing = |posting: &Posting| heads.partition_point(|head| *head <= posting.place) - 1;
        for family in places.chunk_by(|a, b| thing(a) == thing(b)) {
            let end = start + family.len();
            found.extend(family.first().map(|first| {
                let places = std::mem::replace(&mut start, end)..end;
                Found { thing: thing(first), number, places }
            }));
        }
    }
    found
}

/// Writes a thing with these places.
fn write_thing(found: &mut [Found], list: &[Posting], of_thing: Range<u32>, out: &mut Vec<u8>) {
    if found.iter().map(|one| one.places.len()).sum::<usize>() <= SHORT {
        out.push(BY_PLACE);
        write_by_place(found, list, of_thing, out);
    } else {
        out.push(BY_TERM);
        found.sort_unstable_by_key(|one| one.number);
        write_by_term(found, list, of_thing.start, out);
    }
}

fn write_by_place(found: &[Found], list: &[Posting], of_thing: Range<u32>, out: &mut Vec<u8>) {
    let places = |one: &Found| list.get(one.places.clone()).unwrap_or_default();
    let with_number = |one| places(one).iter().map(move |posting| (*posting, one.number));
    let mut postings: Vec<(Posting, u32)> = found.iter().flat_map(with_number).collect();
    postings.sort_unstable();
    let mut rest = postings.as_slice();
    for place in of_thing {
        let (own, after) = rest.split_at(rest.partition_point(|(one, _)| one.place <= place));
        let groups = || own.chunk_by(|a, b| a.0 == b.0);
        write_varint(groups().count() as u64, out);
        for group in groups() {
            let Some((posting, _)) = group.first() else { continue };
            let field = u64::from(posting.field.as_byte());
            write_varint((group.len() as u64) << Field::BITS | field, out);
            out.push(posting.impact);
            let mut before = 0;
            for (_, number) in group {
                write_varint(u64::from(number - before), out);
                before = *number;
            }
        }
        rest = after;
    }
}

fn write_by_term(found: &[Found], list: &[Posting], head: u32, out: &mut Vec<u8>) {
    let (mut directory, mut blocks) = (Vec::new(), Vec::new());
    for block in found.chunks(BLOCK) {
        let mut before = block.first().map_or(0, |first| first.number);
        directory.extend_from_slice(&before.to_le_bytes());
        push_u32(blocks.len(), &mut directory);
        for Found { number, places, .. } in block {
            write_varint(u64::from(number - before), &mut blocks);
            let mut run = Vec::new();
            write_places(list.get(places.clone()).unwrap_or_default(), head, &mut run);
            write_varint(run.len() as u64, &mut blocks);
            blocks.extend(run);
            before = *number;
        }
    }
    push_u32(directory.len() / ENTRY, out);
    out.extend(directory.into_iter().chain(blocks));
}

fn write_places(places: &[Posting], head: u32, out: &mut Vec<u8>) {
    let mut before = head;
    for posting in places {
        let distance = u64::from(posting.place - before);
        write_varint(distance << Field::BITS | u64::from(posting.field.as_byte()), out);
        out.push(posting.impact);
        before = posting.place;
    }
}

/// The contents of a thing, read in place.
#[derive(Debug, Clone)]
pub struct Contents<'a> {
    places: Range<u32>,
    bytes: Bytes<'a>,
}

impl<'a> Contents<'a> {
    /// Opens the contents of a thing with these places.
    pub(super) const fn new(bytes: Bytes<'a>, places: Range<u32>) -> Self {
        Self { places, bytes }
    }

    /// Calls `take` with each of the terms, given by their numbers in rising order, that stands in
    /// the thing, and each place in which it does: the term by its position among those given.
    ///
    /// # Errors
    /// When the contents are damaged.
    pub fn find(&self, numbers: &[u32], take: impl FnMut(usize, Posting)) -> Result<(), Damaged> {
        match self.bytes.get(0..1)? {
            [BY_PLACE] => self.go_through(numbers, take),
            [BY_TERM] => self.look_up(numbers, take),
            _ => Err(Damaged),
        }
    }

    fn go_through(
        &self,
        numbers: &[u32],
        mut take: impl FnMut(usize, Posting),
    ) -> Result<(), Damaged> {
        // Most terms are none of those asked for: a bit for each 64th number tells so.
        let mask = numbers.iter().fold(0, |mask, number| mask | bit(*number));
        let mut reader = Reader::new(self.bytes.get(1..self.bytes.len())?);
        for place in self.places.clone() {
            for _ in 0..reader.length()? {
                let packed = reader.varint()?;
                let posting = Posting { place, impact: reader.byte()?, field: field(packed)? };
                let mut number = 0_u32;
                for _ in 0..packed >> Field::BITS {
                    number = next(number, &mut reader)?;
                    if mask & bit(number) != 0
                        && let Ok(at) = numbers.binary_search(&number)
                    {
                        take(at, posting);
                    }
                }
            }
        }
        if reader.is_empty() { Ok(()) } else { Err(Damaged) }
    }

    fn look_up(
        &self,
        numbers: &[u32],
        mut take: impl FnMut(usize, Posting),
    ) -> Result<(), Damaged> {
        let count = self.bytes.u32_at(1)?;
        let (_, rest) = self.bytes.split_at(5)?;
        let (directory, blocks) = rest.split_at(count.checked_mul(ENTRY).ok_or(Damaged)?)?;
        let (directory, _) = directory.all()?.as_chunks::<ENTRY>();
        let mut after = 0;
        for (at, &wanted) in numbers.iter().enumerate() {
            let rest = directory.get(after..).unwrap_or_default();
            after += rest.partition_point(|entry| entry_of(*entry).0 <= wanted);
            let Some(entry) = after.checked_sub(1).and_then(|at| directory.get(at)) else {
                continue;
            };
            let (first, start) = entry_of(*entry);
            let end = directory.get(after).map_or(blocks.len(), |entry| entry_of(*entry).1);
            let mut reader = Reader::new(blocks.get(start..end)?);
            let mut number = first;
            while !reader.is_empty() && number <= wanted {
                number = next(number, &mut reader)?;
                let length = reader.length()?;
                let run = reader.take(length)?;
                if number == wanted {
                    self.places(run, |posting| take(at, posting))?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads the places of a term.
    fn places(&self, run: &[u8], mut take: impl FnMut(Posting)) -> Result<(), Damaged> {
        let (mut reader, mut place) = (Reader::new(run), self.places.start);
        while !reader.is_empty() {
            let packed = reader.varint()?;
            let distance = u32::try_from(packed >> Field::BITS).map_err(|_| Damaged)?;
            place = place.checked_add(distance).ok_or(Damaged)?;
            let posting = Posting { place, impact: reader.byte()?, field: field(packed)? };
            if !self.places.contains(&place) {
                return Err(Damaged);
            }
            take(posting);
        }
        Ok(())
    }
}

const fn bit(number: u32) -> u64 {
    1 << (number % 64)
}

/// Reads the number that follows another.
fn next(number: u32, reader: &mut Reader<'_>) -> Result<u32, Damaged> {
    let distance = reader.number()?;
    number.checked_add(distance).ok_or(Damaged)
}

/// Returns the field in the lowest bits of a number.
fn field(packed: u64) -> Result<Field, Damaged> {
    Field::from_byte((packed & ((1 << Field::BITS) - 1)).to_le_bytes()[0])
}

/// Returns the first number of a block, and where the block starts.
fn entry_of([a, b, c, d, start @ ..]: [u8; ENTRY]) -> (u32, usize) {
    let start = usize::try_from(u32::from_le_bytes(start)).unwrap_or(usize::MAX);
    (u32::from_le_bytes([a, b, c, d]), start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thing of 40 places from the third on, with so many terms, each in some of the places.
    #[track_caller]
    fn round_trip(terms: u32) {
        let (mut list, mut found) = (Vec::new(), Vec::new());
        let number_of = |term: u32| term * term / 7 + term;
        for term in 0..terms {
            let start = list.len();
            list.extend((0..=term % 5).map(|turn| {
                let place = 3 + turn * 8 + term % 8;
                let field = Field::ALL[usize::try_from((term + turn) % 6).unwrap()];
                Posting { place, impact: u8::try_from(1 + term % 255).unwrap(), field }
            }));
            found.push(Found { thing: 0, number: number_of(term), places: start..list.len() });
        }
        let mut bytes = Vec::new();
        write_thing(&mut found, &list, 3..43, &mut bytes);
        let contents = Contents::new(bytes.as_slice().into(), 3..43);
        let numbers: Vec<u32> = (0..terms + 3).step_by(3).map(number_of).collect();
        let mut read = Vec::new();
        contents.find(&numbers, |at, posting| read.push((numbers[at], posting))).unwrap();
        read.sort_unstable();
        let mut expected = Vec::new();
        for one in found.iter().filter(|one| numbers.contains(&one.number)) {
            expected.extend(list[one.places.clone()].iter().map(|posting| (one.number, *posting)));
        }
        expected.sort_unstable();
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_short_and_what_is_long_comes_back() {
        for terms in [0, 1, 15, 16, 17, 200, 2_000] {
            round_trip(terms);
        }
    }
}
