//! A sorted table of byte strings, each with a value: the one shape behind terms, phrases and
//! names.
//!
//! Layout: the count and the length of the samples (two u32), the samples, where each key and each
//! value ends (two u32 an entry), the bytes of all keys, the bytes of all values. The samples are a
//! table themselves, of every 64th key: looking up in a million keys reads a few neighbours on each
//! of four levels, and not twenty places all over the file.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::handbook::bytes::Bytes;
use crate::handbook::codec::Damaged;

/// The bytes of an entry of the directory: the ends of its key and of its value.
const ENTRY: usize = 8;

/// How far apart the keys are that the level above has.
const STEP: usize = 64;

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
    directory: Vec<u8>,
    keys: Vec<u8>,
    values: Vec<u8>,
}

impl Writer {
    /// Appends an entry.
    pub(super) fn push(&mut self, key: &[u8], value: &[u8]) {
        self.keys.extend_from_slice(key);
        self.values.extend_from_slice(value);
        push_u32(self.keys.len(), &mut self.directory);
        push_u32(self.values.len(), &mut self.directory);
    }

    /// Returns how many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.directory.len() / ENTRY
    }

    /// Returns the bytes of the table.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let (mut out, samples) = (Vec::new(), self.samples());
        let parts = [samples, self.directory, self.keys, self.values];
        out.reserve_exact(8 + parts.iter().map(Vec::len).sum::<usize>());
        let [samples, directory, ..] = &parts;
        push_u32(directory.len() / ENTRY, &mut out);
        push_u32(samples.len(), &mut out);
        for part in parts {
            out.extend_from_slice(&part);
        }
        out
    }

    /// Returns the table of the level above, if it is worth one.
    fn samples(&self) -> Vec<u8> {
        if self.len() <= STEP {
            return Vec::new();
        }
        let mut above = Self::default();
        let mut start = 0;
        for (position, entry) in self.directory.chunks(ENTRY).enumerate() {
            let end = Bytes::from(entry).u32_at(0).unwrap_or(start);
            if position.is_multiple_of(STEP) {
                above.push(self.keys.get(start..end).unwrap_or_default(), &[]);
            }
            start = end;
        }
        above.into_bytes()
    }
}

/// Appends a number of four bytes.
pub(super) fn push_u32(number: usize, out: &mut Vec<u8>) {
    let number = u32::try_from(number).expect("an index stays far below 4 GiB");
    out.extend_from_slice(&number.to_le_bytes());
}

/// A table that is read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    samples: Bytes<'a>,
    directory: Bytes<'a>,
    keys: Bytes<'a>,
    values: Bytes<'a>,
}

impl<'a> Table<'a> {
    /// Finds the parts of a table that fills `bytes`.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let count = bytes.u32_at(0)?;
        let length = count.checked_mul(ENTRY).ok_or(Damaged)?;
        let (_, rest) = bytes.split_at(8)?;
        let (samples, rest) = rest.split_at(bytes.u32_at(4)?)?;
        let (directory, rest) = rest.split_at(length)?;
        let keys = if count == 0 { 0 } else { directory.u32_at(length - ENTRY)? };
        let (keys, values) = rest.split_at(keys)?;
        Ok(Self { samples, directory, keys, values })
    }

    /// Returns how many entries there are.
    pub(super) const fn len(&self) -> usize {
        self.directory.len() / ENTRY
    }

    /// Returns the key at `position`.
    pub(super) fn key(&self, position: usize) -> Result<&'a [u8], Damaged> {
        self.slice(&self.keys, position, 0)
    }

    /// Returns the value at `position`.
    pub(super) fn value(&self, position: usize) -> Result<&'a [u8], Damaged> {
        self.slice(&self.values, position, 4)
    }

    /// Returns the value at `position` without looking at it.
    pub(super) fn part(&self, position: usize) -> Result<Bytes<'a>, Damaged> {
        self.values.part(self.range(position, 4)?)
    }

    /// Returns the position of `key`.
    pub(super) fn find(&self, key: &[u8]) -> Result<Option<usize>, Damaged> {
        let position = self.first_from(key)?;
        let found = position < self.len() && self.key(position)? == key;
        Ok(found.then_some(position))
    }

    /// Returns the position of the first key that is not below `key`.
    pub(super) fn first_from(&self, key: &[u8]) -> Result<usize, Damaged> {
        let (mut low, mut high) = self.around(key)?;
        while low < high {
            let middle = low.midpoint(high);
            match self.key(middle)?.cmp(key) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal | Ordering::Greater => high = middle,
            }
        }
        Ok(low)
    }

    /// Returns the positions between which the first key lies that is not below `key`.
    fn around(&self, key: &[u8]) -> Result<(usize, usize), Damaged> {
        if self.samples.is_empty() {
            return Ok((0, self.len()));
        }
        let samples = Self::open(self.samples)?;
        // A table above is smaller than the one below; another would lead round in circles.
        if samples.len() > self.len() / STEP + 1 {
            return Err(Damaged);
        }
        let next = samples.first_from(key)?;
        Ok((next.saturating_sub(1) * STEP, self.len().min(next * STEP)))
    }

    /// Returns the part of `blob` that an entry owns; `column` is where its end stands.
    fn slice(&self, blob: &Bytes<'a>, position: usize, column: usize) -> Result<&'a [u8], Damaged> {
        blob.get(self.range(position, column)?)
    }

    /// Returns where an entry lies in what it has in a column.
    fn range(&self, position: usize, column: usize) -> Result<Range<usize>, Damaged> {
        let entry = position.checked_mul(ENTRY).ok_or(Damaged)?;
        let start = match entry.checked_sub(ENTRY) {
            Some(before) => self.directory.u32_at(before + column)?,
            None => 0,
        };
        Ok(start..self.directory.u32_at(entry + column)?)
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
    fn every_key_of_a_large_table_is_found_and_nothing_between_them() {
        for count in [63, 64, 65, 128, 129, 5_000] {
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
