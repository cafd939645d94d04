//! Sets of things, in the form that is shortest for how many there are of all things, and in which
//! one thing is found without going through the others.
//!
//! ```text
//! few:     (distance varint, impact u8) each: gone through once, when the set is opened
//! many:    (how many things before it u16) for each 256 things there are | the low byte of each
//! dense:   a bit for each thing there is
//! all but: those that are not in it, as many
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

/// The form of a set that is not of few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Many,
    Dense,
    AllBut,
}

impl Form {
    /// Returns the shortest form for so many of all things.
    fn of(count: usize, all: usize) -> Self {
        let are_many = |count: usize| count * DENSE <= all && u16::try_from(count).is_ok();
        if are_many(count) {
            Self::Many
        } else if are_many(all.saturating_sub(count)) {
            Self::AllBut
        } else {
            Self::Dense
        }
    }
}

/// Says whether so many of all things are few: then they are listed, each with its own impact.
pub(super) const fn are_few(count: usize, all: usize) -> bool {
    count <= FEW || count * SPARSE <= all
}

/// Returns how many bytes a set of so many of all things has that are not few.
pub(super) fn length(count: usize, all: usize) -> usize {
    let many = |count: usize| all.div_ceil(CHUNK) * 2 + count;
    match Form::of(count, all) {
        Form::Many => many(count),
        Form::Dense => all.div_ceil(8),
        Form::AllBut => many(all.saturating_sub(count)),
    }
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

/// Writes things that are not few, in rising order.
pub(super) fn write(things: &[usize], all: usize, out: &mut Vec<u8>) {
    match Form::of(things.len(), all) {
        Form::Many => write_many(things, all, out),
        Form::Dense => write_dense(things, all, out),
        Form::AllBut => {
            let mut own = things.iter().peekable();
            let others = (0..all).filter(|thing| own.next_if_eq(&thing).is_none());
            write_many(&others.collect::<Vec<_>>(), all, out);
        }
    }
}

fn write_dense(things: &[usize], all: usize, out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + all.div_ceil(8), 0);
    for thing in things {
        if let Some(byte) = out.get_mut(start + thing / 8) {
            *byte |= 1 << (thing % 8);
        }
    }
}

fn write_many(things: &[usize], all: usize, out: &mut Vec<u8>) {
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
    /// Those in the set.
    Many(Chunks<'a>),
    /// A bit for each thing.
    Dense(&'a [u8]),
    /// Those that are not in the set, and how many things there are.
    AllBut(Chunks<'a>, usize),
}

/// Things by their chunks.
#[derive(Debug, Clone)]
pub(super) struct Chunks<'a> {
    /// How many things stand before each chunk.
    before: &'a [[u8; 2]],
    /// The low byte of each thing.
    lows: &'a [u8],
}

impl<'a> Chunks<'a> {
    fn open(bytes: &'a [u8], all: usize) -> Result<Self, Damaged> {
        let (before, lows) = bytes.split_at_checked(all.div_ceil(CHUNK) * 2).ok_or(Damaged)?;
        Ok(Self { before: before.as_chunks().0, lows })
    }

    /// Returns the low bytes of the things of a chunk.
    fn chunk(&self, number: usize) -> &'a [u8] {
        let before = |number: usize| {
            let entry = self.before.get(number);
            entry.map_or(self.lows.len(), |entry| usize::from(u16::from_le_bytes(*entry)))
        };
        self.lows.get(before(number)..before(number + 1)).unwrap_or_default()
    }

    fn has(&self, thing: usize) -> bool {
        self.chunk(thing / CHUNK).binary_search(&thing.to_le_bytes()[0]).is_ok()
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        let low = |number: usize| move |low: &u8| number * CHUNK + usize::from(*low);
        (0..self.before.len()).flat_map(move |number| self.chunk(number).iter().map(low(number)))
    }
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
        Ok(match Form::of(count, all) {
            Form::Many => Self::Many(Chunks::open(bytes, all)?),
            Form::Dense => Self::Dense(bytes),
            Form::AllBut => Self::AllBut(Chunks::open(bytes, all)?, all),
        })
    }

    /// Returns the impact of a thing: `greatest` if the set has it and knows no better, and 0 if it
    /// does not have it.
    pub(super) fn impact_of(&self, thing: usize, greatest: u8) -> u8 {
        let is_in = match self {
            Self::Few(things) => {
                let found = things.binary_search_by_key(&thing, |(other, _)| *other);
                return found.ok().and_then(|at| things.get(at)).map_or(0, |(_, impact)| *impact);
            }
            Self::Many(things) => things.has(thing),
            Self::Dense(bits) => {
                bits.get(thing / 8).is_some_and(|byte| byte & 1 << (thing % 8) != 0)
            }
            Self::AllBut(others, all) => thing < *all && !others.has(thing),
        };
        if is_in { greatest } else { 0 }
    }

    /// Calls `take` with each thing, in rising order, and its impact as [`Set::impact_of`] tells it.
    pub(super) fn each(
        &self,
        greatest: u8,
        mut take: impl FnMut(usize, u8) -> Result<(), Damaged>,
    ) -> Result<(), Damaged> {
        match self {
            Self::Few(things) => things.iter().try_for_each(|(thing, own)| take(*thing, *own)),
            Self::Many(things) => things.all().try_for_each(|thing| take(thing, greatest)),
            Self::Dense(bits) => bits.iter().enumerate().try_for_each(|(at, &byte)| {
                let mut rest = byte;
                while rest != 0 {
                    take(at * 8 + rest.trailing_zeros() as usize, greatest)?;
                    rest &= rest - 1;
                }
                Ok(())
            }),
            Self::AllBut(others, all) => {
                let mut others = others.all().peekable();
                let mut own = (0..*all).filter(|thing| others.next_if_eq(thing).is_none());
                own.try_for_each(|thing| take(thing, greatest))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round_trip(things: impl Iterator<Item = usize>, all: usize) {
        let things: Vec<usize> = things.collect();
        let mut bytes = Vec::new();
        write(&things, all, &mut bytes);
        assert_eq!(bytes.len(), length(things.len(), all));
        let set = Set::open(&bytes, things.len(), all).unwrap();
        let mut found = Vec::new();
        set.each(9, |thing, _| {
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
                round_trip((0..all).skip(step / 2).step_by(step), all);
            }
            for step in [2, 8, 9, 100] {
                round_trip((0..all).filter(|thing| thing % step > 0), all);
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
        let chunks = Chunks { before: &[[255, 0], [0, 0], [9, 9]], lows: &[1, 2, 3] };
        for set in [Set::Many(chunks.clone()), Set::AllBut(chunks, 600)] {
            set.each(1, |_, _| Ok(())).unwrap();
            assert_eq!(set.impact_of(600, 1), 0);
        }
    }
}
