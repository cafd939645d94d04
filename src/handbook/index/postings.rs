//! In which things a term stands: the things in which it counts most come first.
//!
//! ```text
//! places varint | number varint | tiers u8 | (greatest impact u8, things varint) each | sets
//! ```
//!
//! Things in which the term counts about as much are a tier, and each tier is a set. So a search
//! goes through the few things in which a rare word is a title, asks the other lists about these
//! alone, and never looks at the thousands that cannot reach them. A term in few things has no
//! tiers: these things are listed with their impacts.

use std::cell::OnceCell;

use super::places::Field;
use super::sets::{self, Set};
use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// How many tiers there are at most, each for as many impacts.
const TIERS: u8 = 16;

/// A place in which a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The place, as its position in the index.
    pub place: u32,
    /// How much the term counts there, from 1 to 255.
    pub impact: u8,
    /// The strongest field in which it stands there.
    pub field: Field,
}

impl Posting {
    /// Writes it behind one in the place `before`.
    pub(super) fn write(self, before: u32, out: &mut Vec<u8>) {
        let distance = u64::from(self.place - before);
        write_varint(distance << Field::BITS | u64::from(self.field.as_byte()), out);
        out.push(self.impact);
    }

    /// Reads one that stands behind another in the place `before`.
    pub(super) fn read(before: u32, bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        let packed = bytes.varint()?;
        let distance = u32::try_from(packed >> Field::BITS).map_err(|_| Damaged)?;
        let place = before.checked_add(distance).ok_or(Damaged)?;
        Ok(Self { place, impact: bytes.byte()?, field: Field::from_bits(packed)? })
    }
}

/// Writes tiers and sets of a term: the things in which it stands, in rising order, each with the
/// greatest impact that it has there, in an index of so many things.
pub(super) fn write(things: &[(usize, u8)], all: usize) -> Vec<u8> {
    if sets::are_few(things.len(), all) {
        let mut out = vec![0];
        sets::write_few(things, &mut out);
        return out;
    }
    let (mut front, mut back) = (vec![0], Vec::new());
    for tier in (0..TIERS).rev() {
        let of_tier = things.iter().filter(|(_, impact)| impact / TIERS == tier);
        let Some(greatest) = of_tier.clone().map(|(_, impact)| *impact).max() else { continue };
        let of_tier: Vec<usize> = of_tier.map(|(thing, _)| *thing).collect();
        front.iter_mut().take(1).for_each(|tiers| *tiers += 1);
        front.push(greatest);
        write_varint(of_tier.len() as u64, &mut front);
        sets::write(&of_tier, all, &mut back);
    }
    front.extend(back);
    front
}

/// Writes the list of a term: in how many places it stands, its number, and what [`write`] wrote.
pub(super) fn bind(places: usize, number: u32, sets: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(sets.len() + 8);
    write_varint(places as u64, &mut out);
    write_varint(number.into(), &mut out);
    out.extend_from_slice(sets);
    out
}

/// The longest that the numbers before the tiers can be.
const FRONT: usize = 21;

/// The longest that the numbers of a tier can be.
const TIER: usize = 11;

/// A list that is read in place: of its sets only what is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    places: u32,
    number: u32,
    tiers: usize,
    rest: Bytes<'a>,
}

impl<'a> Postings<'a> {
    /// Opens the list that fills `bytes`.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let numbers = bytes.get(0..bytes.len().min(FRONT))?;
        let mut reader = Reader::new(numbers);
        let places = reader.number()?;
        let number = reader.number()?;
        let tiers = usize::from(reader.byte()?);
        let rest = bytes.part(numbers.len() - reader.rest().len()..bytes.len())?;
        Ok(Self { places, number, tiers, rest })
    }

    /// Returns in how many places the term stands.
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// Returns the number by which the contents of things call the term.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the tiers, the greatest impact first, in an index of so many things.
    ///
    /// # Errors
    /// When they are damaged.
    pub fn tiers(&self, all: usize) -> Result<Vec<Tier<'a>>, Damaged> {
        if self.tiers == 0 {
            return Tier::of_few(self.rest).map(|few| vec![few]);
        }
        let numbers = self.rest.get(0..self.rest.len().min(self.tiers * TIER))?;
        let mut reader = Reader::new(numbers);
        let mut tiers = Vec::with_capacity(self.tiers);
        for _ in 0..self.tiers {
            let greatest = reader.byte()?;
            let count = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
            tiers.push((greatest, count.min(all)));
        }
        let mut start = numbers.len() - reader.rest().len();
        let tier = |(greatest, count)| {
            let end = start + sets::length(count, all);
            let bytes = self.rest.part(std::mem::replace(&mut start, end)..end)?;
            Ok(Tier { greatest, count, all, bytes, open: OnceCell::new() })
        };
        tiers.into_iter().map(tier).collect()
    }
}

/// The things in which a term counts about as much.
#[derive(Debug, Clone)]
pub struct Tier<'a> {
    greatest: u8,
    count: usize,
    all: usize,
    bytes: Bytes<'a>,
    open: OnceCell<Set<'a>>,
}

impl<'a> Tier<'a> {
    fn of_few(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let set = Set::open_few(bytes.all()?)?;
        let Set::Few(things) = &set else { return Err(Damaged) };
        let greatest = things.iter().map(|(_, impact)| *impact).max().unwrap_or(0);
        Ok(Self { greatest, count: things.len(), all: 0, bytes, open: OnceCell::from(set) })
    }

    /// Returns the greatest impact that the term has in one of the things.
    pub const fn greatest(&self) -> u8 {
        self.greatest
    }

    /// Returns how many things there are.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Returns the things with their own impacts, in rising order, if they are listed so: they are
    /// few, and asking for one costs little.
    pub fn listed(&self) -> Option<&[(usize, u8)]> {
        match self.open.get() {
            Some(Set::Few(things)) => Some(things),
            _ => None,
        }
    }

    /// Returns an impact that the term does not exceed in a thing; 0 if the thing is not among these.
    ///
    /// # Errors
    /// When the set is damaged.
    pub fn impact_of(&self, thing: usize) -> Result<u8, Damaged> {
        Ok(self.set()?.impact_of(thing, self.greatest))
    }

    /// Calls `take` with each thing, in rising order, and its impact as [`Tier::impact_of`] tells it.
    ///
    /// # Errors
    /// When the set is damaged, or as `take` says.
    pub fn each(&self, take: impl FnMut(usize, u8) -> Result<(), Damaged>) -> Result<(), Damaged> {
        self.set()?.each(self.greatest, take)
    }

    /// Opens the set when it is asked for first.
    fn set(&self) -> Result<&Set<'a>, Damaged> {
        if let Some(set) = self.open.get() {
            return Ok(set);
        }
        let set = Set::open(self.bytes.all()?, self.count, self.all)?;
        Ok(self.open.get_or_init(|| set))
    }
}

/// Returns the things of a list, each with the range of its places in it.
pub(super) fn families<'p>(
    list: &'p [Posting],
    things: &'p [usize],
) -> impl Iterator<Item = (usize, &'p [Posting])> {
    let thing = |posting: &Posting| {
        let place = usize::try_from(posting.place).unwrap_or(usize::MAX);
        things.get(place).copied().unwrap_or(0)
    };
    list.chunk_by(move |a, b| thing(a) == thing(b))
        .filter_map(move |family| Some((thing(family.first()?), family)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round_trip(all: usize, step: usize) {
        let impact = |thing: usize| u8::try_from(1 + thing * 7 % 255).unwrap();
        let things: Vec<_> = (0..all).step_by(step).map(|thing| (thing, impact(thing))).collect();
        let bytes = bind(77, 5, &write(&things, all));
        let list = Postings::open(bytes.as_slice().into()).unwrap();
        assert_eq!((list.places(), list.number()), (77, 5));
        let tiers = list.tiers(all).unwrap();
        assert!(tiers.is_sorted_by_key(|tier| std::cmp::Reverse(tier.greatest())));
        assert_eq!(tiers.iter().map(Tier::count).sum::<usize>(), things.len());
        let mut found = Vec::new();
        for tier in &tiers {
            let mut take = |thing, bound| {
                assert_eq!(tier.impact_of(thing), Ok(bound));
                assert!((impact(thing)..=tier.greatest()).contains(&bound));
                assert!(bound - impact(thing) < TIERS);
                found.push(thing);
                Ok(())
            };
            tier.each(&mut take).unwrap();
        }
        found.sort_unstable();
        assert_eq!(found, (0..all).step_by(step).collect::<Vec<_>>());
    }

    #[test]
    fn every_thing_is_in_one_tier() {
        for all in [1, 128, 1_000, 40_000] {
            for step in [1, 2, 9, 100, 700] {
                round_trip(all, step);
            }
        }
    }

    #[test]
    fn a_list_cut_short_is_damaged() {
        let things: Vec<_> = (0..5_000).step_by(3).map(|thing| (thing, 200)).collect();
        let bytes = bind(9, 0, &write(&things, 5_000));
        for end in [0, 1, 3, 6, bytes.len() - 1] {
            let list = Postings::open(bytes[..end].into());
            assert!(list.and_then(|list| list.tiers(5_000)).is_err(), "{end}");
        }
    }
}
