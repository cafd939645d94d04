//! Where a term stands: first the things, to be run through quickly, then in each of them the
//! places, to be looked up for the few things that matter.
//!
//! ```text
//! places varint | things varint | bytes of the things varint | things | blocks | places
//! things: sparse, (distance varint, impact u8) each; or dense, an impact for every thing there is
//! blocks: (thing before u32, offset in things u32, offset in places u32) for each 128, but the first
//! places of a thing: (distance, field and whether it is the last; impact unless alone) each
//! ```
//!
//! A list is dense if its things would take as many bytes as all things there are; its blocks are
//! then of 128 things of the index.

use super::places::{Field, Thing};
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// How many things of a list share an entry in its blocks.
const BLOCK: usize = 128;

/// The bytes of an entry of the blocks.
const ENTRY: usize = 12;

/// The bit that marks the last place of a thing.
const LAST: u64 = 1;

/// A place in which a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The place, as its position in the index.
    pub place: u32,
    /// How much the term counts there, from 1 to 255.
    pub impact: u8,
    /// The strongest field in which it stands there.
    pub field: Field,
}

/// The bytes of a list while they are written.
#[derive(Default)]
struct Writer {
    things: Vec<u8>,
    blocks: Vec<u8>,
    places: Vec<u8>,
}

/// The places of all things.
#[derive(Debug, Default)]
pub(super) struct Families {
    /// The first place of each thing.
    pub(super) heads: Vec<u32>,
    /// The kind of each thing.
    pub(super) kinds: Vec<Thing>,
    /// The thing of each place.
    pub(super) things: Vec<usize>,
}

/// Writes the list of a term: its places in order.
pub(super) fn write(list: &[Posting], all: &Families) -> Vec<u8> {
    let heads = &all.heads;
    let families = families(list, &all.things);
    let mut sparse = Writer::default();
    let mut before = 0;
    for (number, &(thing, family)) in families.iter().enumerate() {
        if number > 0 && number.is_multiple_of(BLOCK) {
            sparse.end_block(before);
        }
        write_varint((thing - before) as u64, &mut sparse.things);
        sparse.things.push(greatest(family));
        sparse.family(family, heads.get(thing).copied().unwrap_or(0));
        before = thing;
    }
    if sparse.things.len() >= heads.len() {
        sparse = dense(&families, heads);
    }
    let mut out = Vec::new();
    write_varint(list.len() as u64, &mut out);
    write_varint(families.len() as u64, &mut out);
    write_varint(sparse.things.len() as u64, &mut out);
    out.extend(sparse.things.into_iter().chain(sparse.blocks).chain(sparse.places));
    out
}

fn dense(families: &[(usize, &[Posting])], heads: &[u32]) -> Writer {
    let mut dense = Writer::default();
    let mut rest = families;
    for (thing, &head) in heads.iter().enumerate() {
        if thing > 0 && thing.is_multiple_of(BLOCK) {
            dense.end_block(thing - 1);
        }
        match rest.split_first() {
            Some((&(first, family), after)) if first == thing => {
                dense.things.push(greatest(family));
                dense.family(family, head);
                rest = after;
            }
            _ => dense.things.push(0),
        }
    }
    dense
}

impl Writer {
    fn end_block(&mut self, thing: usize) {
        for number in [thing, self.things.len(), self.places.len()] {
            super::table::push_u32(number, &mut self.blocks);
        }
    }

    fn family(&mut self, family: &[Posting], head: u32) {
        let mut before = head;
        for (number, posting) in family.iter().enumerate() {
            let is_last = number + 1 == family.len();
            let distance = u64::from(posting.place - before);
            let field = distance << Field::BITS | u64::from(posting.field.as_byte());
            write_varint(field << 1 | if is_last { LAST } else { 0 }, &mut self.places);
            if family.len() > 1 {
                self.places.push(posting.impact);
            }
            before = posting.place;
        }
    }
}

fn greatest(family: &[Posting]) -> u8 {
    family.iter().map(|posting| posting.impact).max().unwrap_or(0)
}

/// Returns the things of a list, each with its places.
fn families<'p>(list: &'p [Posting], things: &[usize]) -> Vec<(usize, &'p [Posting])> {
    let thing = |posting: &Posting| {
        let place = usize::try_from(posting.place).unwrap_or(usize::MAX);
        things.get(place).copied().unwrap_or(0)
    };
    list.chunk_by(|a, b| thing(a) == thing(b))
        .filter_map(|family| Some((thing(family.first()?), family)))
        .collect()
}

/// The longest that the three numbers before a list can be.
const NUMBERS: usize = 30;

/// A list that is read in place: of the places only what is looked up.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    places: u32,
    things: &'a [u8],
    is_dense: bool,
    blocks: &'a [[u8; ENTRY]],
    rest: Bytes<'a>,
}

impl<'a> Postings<'a> {
    /// Opens the list that fills `bytes`, in an index of so many things.
    pub(super) fn open(bytes: Bytes<'a>, things: usize) -> Result<Self, Damaged> {
        let numbers = bytes.get(0..bytes.len().min(NUMBERS))?;
        let mut reader = Reader::new(numbers);
        let places = u32::try_from(reader.varint()?).map_err(|_| Damaged)?;
        let count = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
        let length = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
        let (_, rest) = bytes.split_at(numbers.len() - reader.rest().len())?;
        let is_dense = length == things;
        let blocks = if is_dense { things } else { count }.saturating_sub(1) / BLOCK;
        let (things, rest) = rest.split_at(length)?;
        let (blocks, rest) = rest.split_at(blocks.checked_mul(ENTRY).ok_or(Damaged)?)?;
        let (blocks, _) = blocks.all()?.as_chunks();
        Ok(Self { places, things: things.all()?, is_dense, blocks, rest })
    }

    /// Returns in how many places the term stands.
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// Starts to run through the things.
    pub const fn things(&self) -> Things<'a> {
        Things { rest: Reader::new(self.things), is_dense: self.is_dense, next: 0 }
    }

    /// Starts to look up places.
    pub const fn lookup(&self) -> Lookup<'_> {
        Lookup {
            list: self,
            block: None,
            things: self.things(),
            ahead: None,
            places: Reader::new(&[]),
        }
    }

    /// Enters a block: its things and its places.
    fn block(&self, block: usize) -> Result<(Things<'a>, Reader<'a>), Damaged> {
        let entry = |block: usize| block.checked_sub(1).and_then(|entry| self.blocks.get(entry));
        let at = |block: usize, column| entry(block).map(|entry| number(entry, column));
        let things = self.things.get(at(block, 4).unwrap_or(0)..).ok_or(Damaged)?;
        let end = at(block + 1, 8).unwrap_or(self.rest.len());
        let places = self.rest.get(at(block, 8).unwrap_or(0)..end)?;
        let next = at(block, 0).map_or(0, |before| before + usize::from(self.is_dense));
        let things = Things { rest: Reader::new(things), is_dense: self.is_dense, next };
        Ok((things, Reader::new(places)))
    }
}

/// The things of a list, from front to back.
#[derive(Debug, Clone)]
pub struct Things<'a> {
    rest: Reader<'a>,
    is_dense: bool,
    /// The thing from which the next distance counts, or the next one of a dense list.
    next: usize,
}

impl Things<'_> {
    /// Calls `take` with each thing before `end`, and the greatest impact that the term has in it.
    ///
    /// # Errors
    /// When the list is damaged.
    pub fn until(&mut self, end: usize, mut take: impl FnMut(usize, u8)) -> Result<(), Damaged> {
        if self.is_dense {
            let count = end.saturating_sub(self.next).min(self.rest.rest().len());
            for (thing, &impact) in (self.next..).zip(self.rest.take(count)?) {
                if impact > 0 {
                    take(thing, impact);
                }
            }
            self.next += count;
            return Ok(());
        }
        while !self.rest.is_empty() {
            let before = self.rest.clone();
            let thing = self.distance()?;
            if thing >= end {
                self.rest = before;
                break;
            }
            self.next = thing;
            take(thing, self.rest.byte()?);
        }
        Ok(())
    }

    /// Returns the next thing of a sparse list.
    fn distance(&mut self) -> Result<usize, Damaged> {
        let distance = usize::try_from(self.rest.varint()?).map_err(|_| Damaged)?;
        self.next.checked_add(distance).ok_or(Damaged)
    }

    /// Takes the next thing.
    fn next(&mut self) -> Result<Option<(usize, u8)>, Damaged> {
        while !self.rest.is_empty() {
            let thing = if self.is_dense { self.next } else { self.distance()? };
            self.next = if self.is_dense { thing + 1 } else { thing };
            let impact = self.rest.byte()?;
            if impact > 0 {
                return Ok(Some((thing, impact)));
            }
        }
        Ok(None)
    }
}

/// The places of a list, looked up by things in rising order.
#[derive(Debug, Clone)]
pub struct Lookup<'a> {
    list: &'a Postings<'a>,
    block: Option<usize>,
    things: Things<'a>,
    /// A thing that was taken and not asked for yet.
    ahead: Option<(usize, u8)>,
    places: Reader<'a>,
}

impl Lookup<'_> {
    /// Calls `take` with the places of a thing, which lie from `head` on and before `end`.
    ///
    /// # Errors
    /// When the list is damaged.
    pub fn places_of(
        &mut self,
        thing: usize,
        (head, end): (u32, u32),
        take: impl FnMut(Posting),
    ) -> Result<(), Damaged> {
        self.enter_block_of(thing)?;
        loop {
            let next = match self.ahead.take() {
                Some(ahead) => Some(ahead),
                None => self.things.next()?,
            };
            match next {
                Some((found, impact)) if found == thing => {
                    return read_places(&mut self.places, (head, end), impact, take);
                }
                Some((found, impact)) if found < thing => {
                    read_places(&mut self.places, (0, u32::MAX), impact, |_| {})?;
                }
                later => {
                    self.ahead = later;
                    return Ok(());
                }
            }
        }
    }

    /// Goes to the front of the block in which a thing would be, unless it is there already.
    fn enter_block_of(&mut self, thing: usize) -> Result<(), Damaged> {
        let block = self.list.blocks.partition_point(|entry| number(entry, 0) < thing);
        if self.block != Some(block) {
            (self.things, self.places) = self.list.block(block)?;
            self.ahead = None;
            self.block = Some(block);
        }
        Ok(())
    }
}

/// Reads one of the numbers of an entry of the blocks.
fn number(block: &[u8; ENTRY], at: usize) -> usize {
    let bytes = block.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_le_bytes).and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}

/// Reads the places of one thing; `impact` is that of a place by itself.
fn read_places(
    places: &mut Reader<'_>,
    (head, end): (u32, u32),
    impact: u8,
    mut take: impl FnMut(Posting),
) -> Result<(), Damaged> {
    let mut place = head;
    for number in 0.. {
        let packed = places.varint()?;
        let is_last = packed & LAST == LAST;
        let distance = u32::try_from(packed >> (Field::BITS + 1)).map_err(|_| Damaged)?;
        let field = (packed >> 1 & ((1 << Field::BITS) - 1)).to_le_bytes()[0];
        let impact = if is_last && number == 0 { impact } else { places.byte()? };
        place = place.checked_add(distance).filter(|&place| place < end).ok_or(Damaged)?;
        take(Posting { place, impact, field: Field::from_byte(field)? });
        if is_last {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Things of three places each, of which every `step`th has the term in its first `count`.
    fn sample(things: u32, step: usize, count: u32) -> (Vec<Posting>, Families) {
        let heads: Vec<u32> = (0..things).map(|thing| thing * 3).collect();
        let posting = |place: u32| {
            let field = Field::ALL[usize::try_from(place).unwrap() % Field::ALL.len()];
            Posting { place, impact: place.to_le_bytes()[0].max(1), field }
        };
        let list = heads.iter().step_by(step).flat_map(|head| (*head..head + count).map(posting));
        let all = Families {
            things: (0..usize::try_from(things).unwrap() * 3).map(|place| place / 3).collect(),
            kinds: vec![Thing::Guide; heads.len()],
            heads: heads.clone(),
        };
        (list.collect(), all)
    }

    #[track_caller]
    fn round_trip(things: u32, step: usize, count: u32) {
        let (list, all) = sample(things, step, count);
        let bytes = write(&list, &all);
        let postings = Postings::open(bytes.as_slice().into(), all.heads.len()).unwrap();
        assert_eq!(usize::try_from(postings.places()), Ok(list.len()));
        let families = families(&list, &all.things);
        let mut found = Vec::new();
        let mut cursor = postings.things();
        for end in [1, 100, 1_000, all.heads.len()] {
            cursor.until(end, |thing, impact| found.push((thing, impact))).unwrap();
        }
        let expected: Vec<_> = families.iter().map(|(thing, f)| (*thing, greatest(f))).collect();
        assert_eq!(found, expected);
        for jump in [1, 2, 7, 131, 1_000] {
            let mut lookup = postings.lookup();
            let mut places = Vec::new();
            for thing in (0..all.heads.len()).step_by(jump) {
                let head = all.heads[thing];
                lookup.places_of(thing, (head, head + 3), |place| places.push(place)).unwrap();
            }
            let is_asked = |posting: &&Posting| {
                all.things[usize::try_from(posting.place).unwrap()].is_multiple_of(jump)
            };
            assert_eq!(places, list.iter().filter(is_asked).copied().collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_was_written_is_read_and_looked_up() {
        for things in [1, 2, 127, 128, 129, 2_000] {
            for step in [1, 2, 3, 50, 300] {
                for count in [1, 2, 3] {
                    round_trip(things, step, count);
                }
            }
        }
    }

    #[test]
    fn a_list_that_claims_too_much_is_damaged() {
        let (list, all) = sample(2_000, 3, 2);
        let bytes = write(&list, &all);
        for end in 0..bytes.len().min(400) {
            let cut = Postings::open(bytes[..end].into(), all.heads.len());
            assert!(cut.is_err() || end > 3);
        }
        assert!(Postings::open([1, 200, 200, 200, 1, 0][..].into(), 5).is_err());
    }
}
