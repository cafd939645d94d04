//! Which terms stand in a thing, and where: for the few things that are looked at closely.
//!
//! ```text
//! thing: groups varint | groups
//! group: places varint | (distance << 3 | field varint, impact u8) each
//!        | terms varint | (distance varint) each, by its number
//! ```
//!
//! Most terms of a thing stand in one place, or in the same places as others: a group are those that
//! stand in the same ones and count the same there. The numbers of terms are small for those that
//! stand in many things, so that most distances take one byte.

use std::ops::Range;

use super::count::Share;
use super::places::Field;
use super::postings::Posting;
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// Returns the contents of the things of a share, and where those of each thing end. `number_of`
/// tells the number of a term.
pub(super) fn write(share: &Share, number_of: impl Fn(&[u8]) -> u32) -> (Vec<u8>, Vec<usize>) {
    let heads = heads(share);
    let mut list = Vec::new();
    let mut found = found(share, number_of, &heads, &mut list);
    found.sort_unstable_by_key(|one| one.thing);
    let mut rest = found.as_mut_slice();
    let (mut out, mut ends) = (Vec::new(), Vec::new());
    for (thing, &head) in heads.iter().enumerate() {
        let (own, after) = rest.split_at_mut(rest.partition_point(|one| one.thing <= thing));
        write_thing(own, &list, head, &mut out);
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

fn write_thing(found: &mut [Found], list: &[Posting], head: u32, out: &mut Vec<u8>) {
    let places = |one: &Found| list.get(one.places.clone()).unwrap_or_default();
    found.sort_unstable_by(|a, b| places(a).cmp(places(b)).then(a.number.cmp(&b.number)));
    let groups = || found.chunk_by(|a, b| places(a) == places(b));
    write_varint(groups().count() as u64, out);
    for group in groups() {
        let places = group.first().map_or(&[][..], places);
        write_varint(places.len() as u64, out);
        let mut before = head;
        for posting in places {
            let distance = u64::from(posting.place - before);
            write_varint(distance << Field::BITS | u64::from(posting.field.as_byte()), out);
            out.push(posting.impact);
            before = posting.place;
        }
        write_varint(group.len() as u64, out);
        let mut before = 0;
        for Found { number, .. } in group {
            write_varint(u64::from(number - before), out);
            before = *number;
        }
    }
}

/// The contents of a thing, read in place.
#[derive(Debug, Clone)]
pub struct Contents<'a> {
    places: Range<u32>,
    bytes: &'a [u8],
}

impl<'a> Contents<'a> {
    /// Opens the contents of a thing with these places.
    pub(super) fn open(bytes: Bytes<'a>, places: Range<u32>) -> Result<Self, Damaged> {
        Ok(Self { places, bytes: bytes.all()? })
    }

    /// Calls `take` with every term, by its number, and where it stands.
    ///
    /// # Errors
    /// When the contents are damaged, or as `take` says.
    pub fn each(
        &self,
        mut take: impl FnMut(u32, &Places<'a>) -> Result<(), Damaged>,
    ) -> Result<(), Damaged> {
        let mut reader = Reader::new(self.bytes);
        for _ in 0..reader.length()? {
            let count = reader.length()?;
            let places = Places { of_thing: self.places.clone(), count, bytes: reader.clone() };
            for _ in 0..count {
                reader.varint()?;
                reader.byte()?;
            }
            let mut number = 0_u32;
            for _ in 0..reader.length()? {
                let distance = u32::try_from(reader.varint()?).map_err(|_| Damaged)?;
                number = number.checked_add(distance).ok_or(Damaged)?;
                take(number, &places)?;
            }
        }
        if reader.is_empty() { Ok(()) } else { Err(Damaged) }
    }
}

/// The places of a thing in which a term stands.
#[derive(Debug, Clone)]
pub struct Places<'a> {
    of_thing: Range<u32>,
    count: usize,
    bytes: Reader<'a>,
}

impl Places<'_> {
    /// Calls `take` with each place, in order.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn each(&self, mut take: impl FnMut(Posting)) -> Result<(), Damaged> {
        let (mut reader, mut place) = (self.bytes.clone(), self.of_thing.start);
        for _ in 0..self.count {
            let packed = reader.varint()?;
            let distance = u32::try_from(packed >> Field::BITS).map_err(|_| Damaged)?;
            let field = (packed & ((1 << Field::BITS) - 1)).to_le_bytes()[0];
            place = place
                .checked_add(distance)
                .filter(|at| self.of_thing.contains(at))
                .ok_or(Damaged)?;
            take(Posting { place, impact: reader.byte()?, field: Field::from_byte(field)? });
        }
        Ok(())
    }
}
