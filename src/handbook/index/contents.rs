//! Which terms stand in a thing, place by place: for the few things that are looked at closely.
//!
//! ```text
//! thing: its places, in order
//! place: groups varint | groups
//! group: (terms << 3 | field) varint | impact u8 | (distance varint) a term, by its number
//! ```
//!
//! The numbers of terms are small for those that stand in many things, so that most distances take
//! one byte.

use std::ops::Range;

use super::count::Share;
use super::places::Field;
use super::postings::Posting;
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// Returns the contents of the places of a share, and where those of each place end. `number_of`
/// tells the number of a term.
pub(super) fn write(share: &Share, number_of: impl Fn(&[u8]) -> u32) -> (Vec<u8>, Vec<usize>) {
    let mut found = found(share, number_of).into_iter().peekable();
    let (mut out, mut ends) = (Vec::new(), Vec::new());
    let (mut place_of, mut groups): (Vec<Found>, Vec<u8>) = (Vec::new(), Vec::new());
    for place in 0..share.places.len() {
        place_of.clear();
        while let Some(next) = found.next_if(|one| one.place() == place) {
            place_of.push(next);
        }
        groups.clear();
        let mut count = 0;
        for group in place_of.chunk_by(|a, b| a.group() == b.group()) {
            write_group(group, &mut groups);
            count += 1;
        }
        write_varint(count, &mut out);
        out.extend_from_slice(&groups);
        ends.push(out.len());
    }
    (out, ends)
}

fn write_group(group: &[Found], out: &mut Vec<u8>) {
    let Some(first) = group.first() else { return };
    write_varint((group.len() as u64) << Field::BITS | first.field(), out);
    out.push(first.impact());
    let mut before = 0;
    for one in group {
        write_varint(one.number() - before, out);
        before = one.number();
    }
}

/// Returns what stands in the places of a share, sorted.
fn found(share: &Share, number_of: impl Fn(&[u8]) -> u32) -> Vec<Found> {
    let (mut found, mut list) = (Vec::new(), Vec::new());
    for (key, run) in &share.terms {
        let number = number_of(key);
        list.clear();
        Share::places_of(run, 0, &mut list);
        found.extend(list.iter().map(|posting| Found::new(posting, number)));
    }
    found.sort_unstable();
    found
}

/// A term in a place: place, field, impact and the term's number in one, to be sorted quickly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found(u64);

impl Found {
    const NUMBER: u32 = 29;
    const IMPACT: u32 = Self::NUMBER + 8;
    const FIELD: u32 = Self::IMPACT + Field::BITS;

    fn new(posting: &Posting, number: u32) -> Self {
        let field = u64::from(posting.field.as_byte());
        let place = u64::from(posting.place) << Self::FIELD | field << Self::IMPACT;
        Self(place | u64::from(posting.impact) << Self::NUMBER | u64::from(number))
    }

    /// The place and what makes a group in it.
    const fn group(self) -> u64 {
        self.0 >> Self::NUMBER
    }

    fn place(self) -> usize {
        usize::try_from(self.0 >> Self::FIELD).unwrap_or(usize::MAX)
    }

    const fn field(self) -> u64 {
        self.0 >> Self::IMPACT & ((1 << Field::BITS) - 1)
    }

    const fn impact(self) -> u8 {
        self.group().to_le_bytes()[0]
    }

    const fn number(self) -> u64 {
        self.0 & ((1 << Self::NUMBER) - 1)
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

    /// Calls `take` with every term, by its number, and a place in which it stands.
    ///
    /// # Errors
    /// When the contents are damaged.
    pub fn each(&self, mut take: impl FnMut(u32, Posting)) -> Result<(), Damaged> {
        let mut reader = Reader::new(self.bytes);
        for place in self.places.clone() {
            for _ in 0..reader.length()? {
                let packed = reader.varint()?;
                let field = (packed & ((1 << Field::BITS) - 1)).to_le_bytes()[0];
                let field = Field::from_byte(field)?;
                let posting = Posting { place, impact: reader.byte()?, field };
                let mut number = 0_u32;
                for _ in 0..packed >> Field::BITS {
                    let distance = u32::try_from(reader.varint()?).map_err(|_| Damaged)?;
                    number = number.checked_add(distance).ok_or(Damaged)?;
                    take(number, posting);
                }
            }
        }
        if reader.is_empty() { Ok(()) } else { Err(Damaged) }
    }
}
