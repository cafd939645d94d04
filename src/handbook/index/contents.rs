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

use super::count::{Share, places_of};
use super::group::grouped;
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

/// A term in a place, by its number.
pub(super) type Found = (Posting, u32);

/// Returns the terms of a share place by place, and where those of each place end. `numbers` are
/// those of its terms.
pub(super) fn by_place(share: &Share, numbers: &[u32]) -> (Vec<Found>, Vec<usize>) {
    let found = share.terms.iter().zip(numbers).flat_map(|((_, run), number)| {
        places_of(run, 0).map(|posting| (posting.place as usize, (posting, *number)))
    });
    grouped(found, share.places.len())
}

/// Writes a thing with these places, in which these terms stand, place by place.
pub(super) fn write(found: &mut [Found], places: Range<usize>, out: &mut Vec<u8>) {
    if found.len() <= SHORT {
        out.push(BY_PLACE);
        write_by_place(found, places, out);
    } else {
        out.push(BY_TERM);
        found.sort_unstable_by_key(|(posting, number)| (*number, posting.place));
        write_by_term(found, places.start, out);
    }
}

fn write_by_place(found: &mut [Found], places: Range<usize>, out: &mut Vec<u8>) {
    let mut rest = found;
    for place in places {
        let end = rest.partition_point(|(posting, _)| posting.place as usize <= place);
        let (own, after) = rest.split_at_mut(end);
        own.sort_unstable_by_key(|(Posting { impact, field, .. }, number)| {
            u64::from(*impact) << 40 | u64::from(field.as_byte()) << 32 | u64::from(*number)
        });
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

fn write_by_term(found: &[Found], head: usize, out: &mut Vec<u8>) {
    let (mut directory, mut blocks, mut run) = (Vec::new(), Vec::new(), Vec::new());
    let terms: Vec<&[Found]> = found.chunk_by(|a, b| a.1 == b.1).collect();
    for block in terms.chunks(BLOCK) {
        let number_of = |term: &[Found]| term.first().map_or(0, |(_, number)| *number);
        let mut before = block.first().map_or(0, |first| number_of(first));
        directory.extend_from_slice(&before.to_le_bytes());
        push_u32(blocks.len(), &mut directory);
        for term in block {
            let number = number_of(term);
            write_varint(u64::from(number - before), &mut blocks);
            run.clear();
            write_places(term, head, &mut run);
            write_varint(run.len() as u64, &mut blocks);
            blocks.extend_from_slice(&run);
            before = number;
        }
    }
    push_u32(directory.len() / ENTRY, out);
    out.extend(directory.into_iter().chain(blocks));
}

fn write_places(term: &[Found], head: usize, out: &mut Vec<u8>) {
    let mut before = u32::try_from(head).unwrap_or(u32::MAX);
    for (posting, _) in term {
        posting.write(before, out);
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

    /// Returns the positions of the places of the thing.
    pub const fn places(&self) -> &Range<u32> {
        &self.places
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
                let posting =
                    Posting { place, impact: reader.byte()?, field: Field::from_bits(packed)? };
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
                    self.postings(run, |posting| take(at, posting))?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Reads the places of a term.
    fn postings(&self, run: &[u8], mut take: impl FnMut(Posting)) -> Result<(), Damaged> {
        let (mut reader, mut place) = (Reader::new(run), self.places.start);
        while !reader.is_empty() {
            let posting = Posting::read(place, &mut reader)?;
            place = posting.place;
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
        let mut found = Vec::new();
        let number_of = |term: u32| term * term / 7 + term;
        for term in 0..terms {
            found.extend((0..=term % 5).map(|turn| {
                let place = 3 + turn * 8 + term % 8;
                let field = Field::ALL[usize::try_from((term + turn) % 6).unwrap()];
                let impact = u8::try_from(1 + term % 255).unwrap();
                (Posting { place, impact, field }, number_of(term))
            }));
        }
        found.sort_unstable();
        let mut bytes = Vec::new();
        write(&mut found, 3..43, &mut bytes);
        let contents = Contents::new(bytes.as_slice().into(), 3..43);
        let numbers: Vec<u32> = (0..terms + 3).step_by(3).map(number_of).collect();
        let mut read = Vec::new();
        contents.find(&numbers, |at, posting| read.push((numbers[at], posting))).unwrap();
        read.sort_unstable();
        let with_number = found.iter().map(|(posting, number)| (*number, *posting));
        let asked = with_number.filter(|(number, _)| numbers.contains(number));
        let mut expected: Vec<_> = asked.collect();
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
