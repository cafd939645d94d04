//! Sets of things, in the form that is shortest for how many there are of all things, and in which
//! one thing is found without going through the others.
//!
//! ```text
//! few:   (distance varint, impact u8) each: gone through once, when the set is opened
//! many:  (how many things before it u16) for each 256 things there are | the low byte of each
//! dense: a bit for each thing there is
//! ```

use crate::handbook::codec::{Damaged, Reader, write_varint};

/// How many things share an entry of the directory of many.
const CHUNK: usize = 256;

/// So many are few in any case.
const FEW: usize = 256;

/// Below one thing in so many, a list is shorter than a directory.
const SPARSE: usize = 128;

/// From one thing in so many on, a bit for each thing there is is shorter.
const DENSE: usize = 8;

/// Says whether so many of all things are few: then they are listed, each with its own impact.
pub(super) const fn are_few(count: usize, all: usize) -> bool {
    count <= FEW || count * SPARSE <= all
}

/// Says whether so many of all things are better told by a bit for each thing there is.
const fn are_dense(count: usize, all: usize) -> bool {
    count * DENSE > all || count > u16::MAX as usize
}

/// Returns how many bytes a set of so many of all things has that are not few.
pub(super) fn length(count: usize, all: usize) -> usize {
    if are_dense(count, all) { all.div_ceil(8) } else { all.div_ceil(CHUNK) * 2 + count }
}

/// Writes few things, in rising order, each with its impact.
pub(super) fn write_few(things: &[(usize, u8)], out: &mut Vec<u8>) {
    let mut before = 0;
    for &(thing, impact) in things {
        write_varint((thing - before) as u64, out);
        out.push(impact);
        before = thing;
    }
}

/// Writes many things, in rising order.
pub(super) fn write(things: &[usize], all: usize, out: &mut Vec<u8>) {
    if are_dense(things.len(), all) {
        let start = out.len();
        out.resize(start + all.div_ceil(8), 0);
        for thing in things {
            if let Some(byte) = out.get_mut(start + thing / 8) {
                *byte |= 1 << (thing % 8);
            }
        }
        return;
    }
    for chunk in 0..all.div_ceil(CHUNK) {
        let before = things.partition_point(|thing| *thing < chunk * CHUNK);
        out.extend_from_slice(&u16::try_from(before).unwrap_or(u16::MAX).to_le_bytes());
    }
    out.extend(things.iter().map(|thing| thing.to_le_bytes()[0]));
}

/// A set that is open.
#[derive(Debug, Clone)]
pub(super) enum Set<'a> {
    /// Few things with their impacts.
    Few(Vec<(usize, u8)>),
    /// How many things stand before each chunk, and their low bytes.
    Many(&'a [[u8; 2]], &'a [u8]),
    /// A bit for each thing.
    Dense(&'a [u8]),
}

impl<'a> Set<'a> {
    /// Opens a set of few things that fills `bytes`.
    pub(super) fn open_few(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut things = Vec::with_capacity(bytes.len() / 2);
        let (mut reader, mut thing) = (Reader::new(bytes), 0_usize);
        while !reader.is_empty() {
            let distance = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
            thing = thing.checked_add(distance).ok_or(Damaged)?;
            things.push((thing, reader.byte()?));
        }
        Ok(Self::Few(things))
    }

    /// Opens a set of `count` things that fills `bytes`.
    pub(super) fn open(bytes: &'a [u8], count: usize, all: usize) -> Result<Self, Damaged> {
        if are_dense(count, all) {
            return Ok(Self::Dense(bytes));
        }
        let (directory, lows) = bytes.split_at_checked(all.div_ceil(CHUNK) * 2).ok_or(Damaged)?;
        Ok(Self::Many(directory.as_chunks().0, lows))
    }

    /// Returns the impact of a thing: `greatest` if the set has it and knows no better, and 0 if it
    /// does not have it.
    pub(super) fn impact_of(&self, thing: usize, greatest: u8) -> u8 {
        match self {
            Self::Few(things) => {
                let found = things.binary_search_by_key(&thing, |(other, _)| *other);
                found.ok().and_then(|at| things.get(at)).map_or(0, |(_, impact)| *impact)
            }
            Self::Many(directory, lows) => {
                let low = thing.to_le_bytes()[0];
                let is_in = chunk(directory, lows, thing / CHUNK).contains(&low);
                if is_in { greatest } else { 0 }
            }
            Self::Dense(bits) => {
                let byte = bits.get(thing / 8).copied().unwrap_or(0);
                if byte & 1 << (thing % 8) == 0 { 0 } else { greatest }
            }
        }
    }

    /// Calls `take` with each thing, in rising order.
    pub(super) fn each(
        &self,
        mut take: impl FnMut(usize) -> Result<(), Damaged>,
    ) -> Result<(), Damaged> {
        match self {
            Self::Few(things) => things.iter().try_for_each(|(thing, _)| take(*thing)),
            Self::Many(directory, lows) => (0..directory.len()).try_for_each(|number| {
                let mut lows = chunk(directory, lows, number).iter();
                lows.try_for_each(|low| take(number * CHUNK + usize::from(*low)))
            }),
            Self::Dense(bits) => bits.iter().enumerate().try_for_each(|(at, &byte)| {
                let mut rest = byte;
                while rest != 0 {
                    take(at * 8 + rest.trailing_zeros() as usize)?;
                    rest &= rest - 1;
                }
                Ok(())
            }),
        }
    }
}

/// Returns the low bytes of the things of a chunk.
fn chunk<'a>(directory: &[[u8; 2]], lows: &'a [u8], number: usize) -> &'a [u8] {
    let before = |number: usize| {
        directory.get(number).map_or(lows.len(), |entry| usize::from(u16::from_le_bytes(*entry)))
    };
    lows.get(before(number)..before(number + 1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round_trip(step: usize, all: usize) {
        let things: Vec<usize> = (0..all).skip(step / 2).step_by(step).collect();
        let mut bytes = Vec::new();
        write(&things, all, &mut bytes);
        assert_eq!(bytes.len(), length(things.len(), all));
        let set = Set::open(&bytes, things.len(), all).unwrap();
        let mut found = Vec::new();
        set.each(|thing| {
            found.push(thing);
            Ok(())
        })
        .unwrap();
        assert_eq!(found, things);
        for thing in 0..all + CHUNK {
            let expected = if things.binary_search(&thing).is_ok() { 9 } else { 0 };
            assert_eq!(set.impact_of(thing, 9), expected);
        }
    }

    #[test]
    fn sets_of_every_density_come_back() {
        for all in [1, 255, 256, 257, 5_000] {
            for step in [1, 2, 7, 8, 9, 100, 1_000] {
                round_trip(step, all);
            }
        }
    }

    #[test]
    fn few_things_keep_their_impacts() {
        let things = [(0, 1), (5, 200), (70_000, 3)];
        let mut bytes = Vec::new();
        write_few(&things, &mut bytes);
        let set = Set::open_few(&bytes).unwrap();
        assert_eq!(things.map(|(thing, _)| set.impact_of(thing, 255)), [1, 200, 3]);
        assert_eq!(set.impact_of(4, 255), 0);
    }

    #[test]
    fn a_damaged_directory_is_no_panic() {
        let set = Set::Many(&[[255, 0], [0, 0], [9, 9]], &[1, 2, 3]);
        set.each(|_| Ok(())).unwrap();
        assert_eq!(set.impact_of(600, 1), 0);
    }
}
