//! A sorted table of byte strings, each with a value: the one shape behind terms, phrases and
//! names.
//!
//! ```text
//! count u32 | bytes of the samples u32 | bytes of the keys u32 | samples | blocks | keys | values
//! blocks: where its keys start u32, where its values start u32: for each 32 entries
//! keys: (length varint, key, length of the value varint) an entry
//! ```
//!
//! The samples are a table themselves, of the first key of each block: looking up in a million keys
//! reads one short run of bytes on each of four levels, and not twenty places all over the file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Reader, write_varint};

/// The bytes before the samples.
const HEADER: usize = 12;

/// The bytes of an entry of the directory: where the keys and the values of a block start.
const START: usize = 8;

/// How many entries a block has.
const STEP: usize = 32;

/// Returns the bytes of a table.
pub(super) fn write(entries: &BTreeMap<Vec<u8>, Vec<u8>>) -> Vec<u8> {
    let mut writer = Writer::default();
    for (key, value) in entries {
        writer.push(key, value);
    }
    writer.into_bytes()
}

/// A table while it is written, entry by entry in the order of the keys.
#[derive(Debug, Default)]
pub(super) struct Writer {
    count: usize,
    /// The first key of each block.
    samples: Vec<Box<[u8]>>,
    blocks: Vec<u8>,
    keys: Vec<u8>,
    values: Vec<u8>,
}

impl Writer {
    /// Appends an entry.
    pub(super) fn push(&mut self, key: &[u8], value: &[u8]) {
        if self.count.is_multiple_of(STEP) {
            self.samples.push(key.into());
            push_u32(self.keys.len(), &mut self.blocks);
            push_u32(self.values.len(), &mut self.blocks);
        }
        write_varint(key.len() as u64, &mut self.keys);
        self.keys.extend_from_slice(key);
        write_varint(value.len() as u64, &mut self.keys);
        self.values.extend_from_slice(value);
        self.count += 1;
    }

    /// Returns the bytes of the table.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let samples = samples(&self.samples);
        let mut out = Vec::new();
        let parts = [samples, self.blocks, self.keys, self.values];
        out.reserve_exact(HEADER + parts.iter().map(Vec::len).sum::<usize>());
        let [samples, _, keys, _] = &parts;
        for number in [self.count, samples.len(), keys.len()] {
            push_u32(number, &mut out);
        }
        for part in parts {
            out.extend_from_slice(&part);
        }
        out
    }
}

/// Returns the table of the level above, if it is worth one.
fn samples(keys: &[Box<[u8]>]) -> Vec<u8> {
    if keys.len() < 2 {
        return Vec::new();
    }
    let mut above = Writer::default();
    for key in keys {
        above.push(key, &[]);
    }
    above.into_bytes()
}

/// Appends a number of four bytes.
pub(super) fn push_u32(number: usize, out: &mut Vec<u8>) {
    let number = u32::try_from(number).expect("an index stays far below 4 GiB");
    out.extend_from_slice(&number.to_le_bytes());
}

/// Returns the first bytes of a key, by which most keys are in order: the whole of two Han
/// characters. Comparing numbers spares a look at each key.
pub(super) fn beginning(key: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(key).for_each(|(byte, of_key)| *byte = *of_key);
    u64::from_be_bytes(bytes)
}

/// A table that is read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    count: usize,
    samples: Bytes<'a>,
    blocks: Bytes<'a>,
    keys: Bytes<'a>,
    values: Bytes<'a>,
}

/// An entry: its key, and where its value lies.
pub(super) type Entry<'a> = (&'a [u8], Range<usize>);

impl<'a> Table<'a> {
    /// Finds the parts of a table that fills `bytes`.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let (header, rest) = bytes.split_at(HEADER)?;
        let header = Bytes::from(header.all()?);
        let (count, samples) = (header.u32_at(0)?, header.u32_at(4)?);
        let (samples, rest) = rest.split_at(samples)?;
        let (blocks, rest) = rest.split_at(count.div_ceil(STEP) * START)?;
        let (keys, values) = rest.split_at(header.u32_at(8)?)?;
        Ok(Self { count, samples, blocks, keys, values })
    }

    /// Returns the key at `position`.
    pub(super) fn key(&self, position: usize) -> Result<&'a [u8], Damaged> {
        self.entry(position).map(|(key, _)| key)
    }

    /// Returns the value at `position`.
    pub(super) fn value(&self, position: usize) -> Result<&'a [u8], Damaged> {
        self.value_of(self.entry(position)?)
    }

    /// Returns the value of an entry.
    pub(super) fn value_of(&self, (_, value): Entry<'a>) -> Result<&'a [u8], Damaged> {
        self.values.get(value)
    }

    /// Returns the value at `position` without looking at it.
    pub(super) fn part(&self, position: usize) -> Result<Bytes<'a>, Damaged> {
        self.values.part(self.entry(position)?.1)
    }

    /// Returns the position of `key`.
    pub(super) fn find(&self, key: &[u8]) -> Result<Option<usize>, Damaged> {
        let (position, found) = self.seek(key)?;
        Ok((found == Some(key)).then_some(position))
    }

    /// Returns the position of the first key that is not below `key`.
    pub(super) fn first_from(&self, key: &[u8]) -> Result<usize, Damaged> {
        self.seek(key).map(|(position, _)| position)
    }

    /// Returns the first key that is not below `key`, with its position.
    pub(super) fn next_from(&self, key: &[u8]) -> Result<Option<(usize, &'a [u8])>, Damaged> {
        let (position, found) = self.seek(key)?;
        match found {
            Some(found) => Ok(Some((position, found))),
            None if position < self.count => Ok(Some((position, self.key(position)?))),
            None => Ok(None),
        }
    }

    /// Returns the position of the first key that is not below `key`, and that key if it was looked
    /// at.
    fn seek(&self, key: &[u8]) -> Result<(usize, Option<&'a [u8]>), Damaged> {
        let (number, first) = self.block_of(key)?;
        let start = number * STEP;
        if first.is_some() || self.count == 0 {
            return Ok((start, first));
        }
        let mut block = self.block(number)?;
        for position in start..self.count.min(start + STEP) {
            let (next, _) = block.next()?;
            if next >= key {
                return Ok((position, Some(next)));
            }
        }
        Ok((self.count.min(start + STEP), None))
    }

    /// Returns the number of the block in which `key` would be, and `key` if it is the first there.
    fn block_of(&self, key: &[u8]) -> Result<(usize, Option<&'a [u8]>), Damaged> {
        let Some(samples) = self.above()? else { return Ok((0, None)) };
        let (next, found) = samples.seek(key)?;
        let first = found.filter(|found| *found == key);
        Ok((if first.is_some() { next } else { next.saturating_sub(1) }, first))
    }

    /// Returns the table of the first keys of blocks, if there are several.
    fn above(&self) -> Result<Option<Self>, Damaged> {
        if self.samples.is_empty() {
            return Ok(None);
        }
        let samples = Self::open(self.samples)?;
        // A table above is smaller than the one below; another would lead round in circles.
        let is_above = samples.count == self.count.div_ceil(STEP) && samples.count < self.count;
        if is_above { Ok(Some(samples)) } else { Err(Damaged) }
    }

    /// Enters a block.
    fn block(&self, number: usize) -> Result<Block<'a>, Damaged> {
        let at = number.checked_mul(START).ok_or(Damaged)?;
        let next = at.checked_add(START).ok_or(Damaged)?;
        let is_last = next >= self.blocks.len();
        let starts = self.blocks.part(at..if is_last { next } else { next + START })?;
        let starts = Bytes::from(starts.all()?);
        let end = if is_last { self.keys.len() } else { starts.u32_at(START)? };
        let keys = self.keys.get(starts.u32_at(0)?..end)?;
        Ok(Block { keys: Reader::new(keys), value: starts.u32_at(4)? })
    }

    /// Stands before the entry at a position, to read on from there.
    pub(super) fn entries_from(&self, position: usize) -> Result<Entries<'a>, Damaged> {
        let mut entries = Entries { table: *self, position, block: Block::default() };
        if position < self.count && !position.is_multiple_of(STEP) {
            entries.block = self.block(position / STEP)?;
            for _ in 0..position % STEP {
                entries.block.next()?;
            }
        }
        Ok(entries)
    }

    /// Returns the entry at `position`.
    pub(super) fn entry(&self, position: usize) -> Result<Entry<'a>, Damaged> {
        if position >= self.count {
            return Err(Damaged);
        }
        let mut block = self.block(position / STEP)?;
        for _ in 0..position % STEP {
            block.next()?;
        }
        block.next()
    }
}

/// The entries of a table from a position on.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    table: Table<'a>,
    /// The position of the next entry.
    position: usize,
    /// What is left of its block.
    block: Block<'a>,
}

impl<'a> Entries<'a> {
    /// Returns the next position with its entry.
    pub(super) fn next(&mut self) -> Result<Option<(usize, Entry<'a>)>, Damaged> {
        let position = self.position;
        if position >= self.table.count {
            return Ok(None);
        }
        if position.is_multiple_of(STEP) {
            self.block = self.table.block(position / STEP)?;
        }
        self.position += 1;
        Ok(Some((position, self.block.next()?)))
    }

    /// Steps over the next entries whose keys begin so: to the end of the block, and then over the
    /// blocks whose first keys begin so, into the last of them.
    pub(super) fn step_over(&mut self, beginning: &[u8]) -> Result<(), Damaged> {
        let end = self.position.next_multiple_of(STEP);
        self.step_over_within(end, beginning)?;
        if self.position < end || end >= self.table.count {
            return Ok(());
        }
        let next = end / STEP;
        let Some(samples) = self.table.above()? else { return self.step_into(next, beginning) };
        let mut firsts = samples.entries_from(next)?;
        firsts.step_over(beginning)?;
        if firsts.position > next {
            self.step_into(firsts.position - 1, beginning)?;
        }
        Ok(())
    }

    /// Enters a block, and steps over those of its entries that begin so.
    fn step_into(&mut self, number: usize, beginning: &[u8]) -> Result<(), Damaged> {
        (self.position, self.block) = (number * STEP, self.table.block(number)?);
        self.step_over_within(self.position + STEP, beginning)
    }

    /// Steps over entries of the block that begin so, up to the position `end`.
    fn step_over_within(&mut self, end: usize, beginning: &[u8]) -> Result<(), Damaged> {
        while self.position < end.min(self.table.count) {
            let here = self.block.clone();
            if !self.block.next()?.0.starts_with(beginning) {
                self.block = here;
                break;
            }
            self.position += 1;
        }
        Ok(())
    }
}

/// The entries of a block, from front to back.
#[derive(Debug, Clone, Default)]
struct Block<'a> {
    keys: Reader<'a>,
    /// Where the next value starts.
    value: usize,
}

impl<'a> Block<'a> {
    fn next(&mut self) -> Result<Entry<'a>, Damaged> {
        let length = self.keys.length()?;
        let key = self.keys.take(length)?;
        let length = usize::try_from(self.keys.varint()?).map_err(|_| Damaged)?;
        let start = self.value;
        self.value = start.checked_add(length).ok_or(Damaged)?;
        Ok((key, start..self.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let words = ["b", "bc", "d"];
        write(&words.iter().map(|w| (w.as_bytes().to_vec(), w.to_uppercase().into())).collect())
    }

    #[test]
    fn keys_lead_to_their_values() {
        let bytes = sample();
        let table = Table::open(bytes.as_slice().into()).unwrap();
        let position = table.find(b"bc").unwrap().unwrap();
        assert_eq!(table.value(position), Ok(b"BC".as_slice()));
        assert_eq!(table.find(b"c"), Ok(None));
        assert_eq!(table.find(b"e"), Ok(None));
        assert_eq!(table.first_from(b"c"), Ok(2));
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        let bytes = write(&BTreeMap::new());
        assert_eq!(Table::open(bytes.as_slice().into()).unwrap().find(b"a"), Ok(None));
    }

    #[test]
    fn what_begins_alike_is_stepped_over() {
        for count in [1, 31, 32, 33, 64, 1_024, 1_025, 5_000] {
            let keys: Vec<Vec<u8>> = (0..count).map(|it| format!("{it:05}").into_bytes()).collect();
            let bytes = write(&keys.iter().map(|key| (key.clone(), Vec::new())).collect());
            let table = Table::open(bytes.as_slice().into()).unwrap();
            for start in (0..count).step_by(7) {
                for length in 1..=5 {
                    let beginning = &keys[start][..length];
                    let mut entries = table.entries_from(start).unwrap();
                    entries.step_over(beginning).unwrap();
                    let next = entries.next().unwrap().map(|(position, (key, _))| (position, key));
                    let after = keys.iter().enumerate().skip(start);
                    let mut expected = after.map(|(position, key)| (position, key.as_slice()));
                    assert_eq!(next, expected.find(|(_, key)| !key.starts_with(beginning)));
                }
            }
        }
    }

    #[test]
    fn every_key_of_a_large_table_is_found_and_nothing_between_them() {
        for count in [1, 31, 32, 33, 64, 65, 1_024, 1_025, 5_000] {
            let key = |number: usize| format!("{number:05}").into_bytes();
            let bytes = write(&(0..count).map(|number| (key(2 * number), key(number))).collect());
            let table = Table::open(bytes.as_slice().into()).unwrap();
            for number in 0..count {
                assert_eq!(table.find(&key(2 * number)), Ok(Some(number)));
                assert_eq!(table.find(&key(2 * number + 1)), Ok(None));
                assert_eq!(table.first_from(&key(2 * number + 1)), Ok(number + 1));
            }
        }
    }

    #[test]
    fn positions_beyond_the_end_are_damage_and_no_panic() {
        let bytes = sample();
        let table = Table::open(bytes.as_slice().into()).unwrap();
        assert_eq!(table.key(3), Err(Damaged));
        assert_eq!(table.value(usize::MAX), Err(Damaged));
    }
}
