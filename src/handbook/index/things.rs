//! The things of a handbook, each in one piece: which places are its, what parts of it they are, and
//! what stands there. So to look at one is to look at one spot of a file.
//!
//! ```text
//! (end u32) a kind of thing | places u32 | (start u32) a thing | bodies
//! body: first place varint | places varint | bytes of parts varint | parts | contents
//! ```

use std::ops::Range;

use super::contents::{self, Contents};
use super::count::Share;
use super::places::{Part, Thing, parent};
use super::table::push_u32;
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// The bytes of a number.
const NUMBER: usize = 4;

/// The bytes before the starts of bodies: where each kind of thing ends, and how many places there
/// are.
const HEADER: usize = (Thing::ALL.len() + 1) * NUMBER;

/// The longest that the numbers before the parts of a body can be.
const FRONT: usize = 3 * 5;

/// The bodies of the things of a share, and where each of them starts.
type Bodies = (Vec<u8>, Vec<usize>);

/// Returns the bodies of the things of a share, whose first place has the number `first`. `numbers`
/// are those of its terms.
pub(super) fn bodies(share: &Share, first: u32, numbers: &[u32]) -> Bodies {
    let (mut found, ends) = contents::by_place(share, numbers);
    let (mut out, mut starts) = (Vec::new(), Vec::new());
    let (mut place, mut part, mut term) = (0, 0, 0);
    for thing in share.places.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let head = place;
        place += thing.len();
        let end = thing.last().map_or(part, |(_, _, end)| *end);
        let parts = share.parts.get(std::mem::replace(&mut part, end)..end).unwrap_or_default();
        let end = ends.get(place - 1).copied().unwrap_or(term);
        let own = found.get_mut(std::mem::replace(&mut term, end)..end).unwrap_or_default();
        starts.push(out.len());
        write_varint(u64::from(first) + head as u64, &mut out);
        write_varint(thing.len() as u64, &mut out);
        write_varint(parts.len() as u64, &mut out);
        out.extend_from_slice(parts);
        contents::write(own, head..place, &mut out);
    }
    (out, starts)
}

/// Returns the things of all shares; `kinds` are theirs, in order.
pub(super) fn write(kinds: &[Thing], places: usize, shares: &[Bodies]) -> Vec<u8> {
    let bodies: usize = shares.iter().map(|(bodies, _)| bodies.len()).sum();
    let mut out = Vec::with_capacity(HEADER + kinds.len() * NUMBER + bodies);
    for kind in Thing::ALL {
        push_u32(kinds.partition_point(|one| *one <= kind), &mut out);
    }
    push_u32(places, &mut out);
    let mut before = 0;
    for (bodies, starts) in shares {
        for start in starts {
            push_u32(before + start, &mut out);
        }
        before += bodies.len();
    }
    for (bodies, _) in shares {
        out.extend_from_slice(bodies);
    }
    out
}

/// The things of an index, read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Things<'a> {
    ends: [usize; Thing::ALL.len()],
    places: u32,
    starts: Bytes<'a>,
    bodies: Bytes<'a>,
}

impl<'a> Things<'a> {
    /// Opens the things that fill `bytes`.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let (header, rest) = bytes.split_at(HEADER)?;
        let mut ends = [0; Thing::ALL.len()];
        for (kind, end) in ends.iter_mut().enumerate() {
            *end = header.u32_at(kind * NUMBER)?;
        }
        let places = u32::try_from(header.u32_at(HEADER - NUMBER)?).map_err(|_| Damaged)?;
        let count = ends.last().copied().unwrap_or(0);
        let (starts, bodies) = rest.split_at(count.checked_mul(NUMBER).ok_or(Damaged)?)?;
        if ends.is_sorted() { Ok(Self { ends, places, starts, bodies }) } else { Err(Damaged) }
    }

    /// Returns how many there are.
    pub(super) const fn count(&self) -> usize {
        self.starts.len() / NUMBER
    }

    /// Returns how many places all of them have.
    pub(super) const fn place_count(&self) -> u32 {
        self.places
    }

    /// Returns the kind of a thing, and its position among those of its kind.
    pub(super) fn owner(&self, thing: usize) -> Result<(Thing, u32), Damaged> {
        let kind = self.ends.partition_point(|end| *end <= thing);
        let kind = Thing::ALL.get(kind).copied().ok_or(Damaged)?;
        let ordinal = thing - self.of_kind(kind).start;
        Ok((kind, u32::try_from(ordinal).map_err(|_| Damaged)?))
    }

    /// Returns the number of the first thing of a kind, and of the one after its last.
    pub(super) fn of_kind(&self, kind: Thing) -> Range<usize> {
        let end = |kind: usize| self.ends.get(kind).copied().unwrap_or(0);
        let kind = usize::from(kind.as_byte());
        kind.checked_sub(1).map_or(0, end)..end(kind)
    }

    /// Opens a thing.
    pub(super) fn body(&self, thing: usize) -> Result<Body<'a>, Damaged> {
        let next = thing.checked_add(1).ok_or(Damaged)?;
        let start = |thing: usize| self.starts.u32_at(thing.saturating_mul(NUMBER));
        let end = if next == self.count() { self.bodies.len() } else { start(next)? };
        let bytes = self.bodies.part(start(thing)?..end)?;
        let front = bytes.get(0..bytes.len().min(FRONT))?;
        let mut reader = Reader::new(front);
        let head = reader.number()?;
        let end = head.checked_add(reader.number()?).filter(|end| *end <= self.places);
        let parts = usize::try_from(reader.number()?).map_err(|_| Damaged)?;
        let (_, rest) = bytes.split_at(front.len() - reader.rest().len())?;
        let (parts, contents) = rest.split_at(parts)?;
        Ok(Body { places: head..end.ok_or(Damaged)?, parts, contents })
    }
}

/// A thing that is open.
#[derive(Debug, Clone)]
pub(super) struct Body<'a> {
    /// Its places: the first is the whole thing.
    pub(super) places: Range<u32>,
    parts: Bytes<'a>,
    contents: Bytes<'a>,
}

impl<'a> Body<'a> {
    /// Returns what parts of the thing its places are, in order.
    pub(super) fn parts(&self) -> Result<impl Iterator<Item = Result<Part<'a>, Damaged>>, Damaged> {
        let mut reader = Reader::new(self.parts.all()?);
        Ok(self.places.clone().map(move |_| Part::read(&mut reader)))
    }

    /// Returns the id of the guide of which it is a variant.
    pub(super) fn parent(&self) -> Result<Option<&'a str>, Damaged> {
        parent(&mut Reader::new(self.parts.all()?))
    }

    /// Returns what stands in it.
    pub(super) fn contents(self) -> Contents<'a> {
        Contents::new(self.contents, self.places)
    }
}
