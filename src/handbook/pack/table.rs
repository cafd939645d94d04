//! Entries sorted by id, each decoded on its own.
//!
//! ```text
//! count u32 | end of each entry u32 | entries
//! ```
//!
//! Every entry starts with its id, so that a search by id decodes nothing else.

use std::marker::PhantomData;

use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Pack, Reader, from_bytes, to_bytes};

/// Writes entries that start with their id; [`Table::find`] needs them sorted by it.
pub(super) fn write<T: Pack>(entries: &[T]) -> Vec<u8> {
    bind(entries.iter().map(to_bytes).collect()).concat()
}

/// Puts the front of a table before its entries, each of them bytes already.
pub(super) fn bind(mut entries: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut front = number(entries.len()).to_le_bytes().to_vec();
    let mut end = 0;
    for entry in &entries {
        end += entry.len();
        front.extend_from_slice(&number(end).to_le_bytes());
    }
    entries.insert(0, front);
    entries
}

fn number(value: usize) -> u32 {
    u32::try_from(value)
        .expect("a section stays under 4 GiB: a file is under 1 MiB, and bytes shrink")
}

/// An open table.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a, T> {
    ends: Bytes<'a>,
    entries: Bytes<'a>,
    type_of_entry: PhantomData<T>,
}

impl<'a, T: Pack> Table<'a, T> {
    /// Opens a table.
    ///
    /// # Errors
    /// When it is cut short.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let length = bytes.u32_at(0)?.checked_mul(4).ok_or(Damaged)?;
        let (_, rest) = bytes.split_at(4)?;
        let (ends, entries) = rest.split_at(length)?;
        Ok(Self { ends, entries, type_of_entry: PhantomData })
    }

    /// Returns the number of entries.
    pub const fn len(&self) -> usize {
        self.ends.len() / 4
    }

    /// Says whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn end(&self, place: usize) -> Result<usize, Damaged> {
        self.ends.u32_at(place.checked_mul(4).ok_or(Damaged)?)
    }

    fn blob(&self, place: usize) -> Result<&'a [u8], Damaged> {
        let start = place.checked_sub(1).map_or(Ok(0), |before| self.end(before))?;
        self.entries.get(start..self.end(place)?)
    }

    /// Returns the bytes of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn bytes(&self, place: usize) -> Result<&'a [u8], Damaged> {
        self.blob(place)
    }

    /// Returns a reader of the entry at a place.
    pub(super) fn reader(&self, place: usize) -> Result<Reader<'a>, Damaged> {
        self.blob(place).map(Reader::new)
    }

    /// Decodes the entry with an id where the entries keep the order of a file.
    pub(super) fn search(&self, id: &str) -> Result<Option<T>, Damaged> {
        for place in 0..self.len() {
            if self.id(place)? == id {
                return self.get(place).map(Some);
            }
        }
        Ok(None)
    }

    /// Decodes the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn get(&self, place: usize) -> Result<T, Damaged> {
        from_bytes(self.blob(place)?)
    }

    /// Decodes the first fields of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn head<H: Pack>(&self, place: usize) -> Result<H, Damaged> {
        H::read(&mut Reader::new(self.blob(place)?))
    }

    /// Returns the id of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn id(&self, place: usize) -> Result<&'a str, Damaged> {
        Reader::new(self.blob(place)?).text()
    }

    /// Returns the place of the entry with an id.
    ///
    /// # Errors
    /// When an entry that was compared is damaged.
    pub fn place_of(&self, id: &str) -> Result<Option<usize>, Damaged> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.id(middle)?.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Ok(Some(middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// Decodes the entry with an id.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn find(&self, id: &str) -> Result<Option<T>, Damaged> {
        self.place_of(id)?.map(|place| self.get(place)).transpose()
    }

    /// Decodes every entry.
    ///
    /// # Errors
    /// When one is damaged.
    pub fn all(&self) -> Result<Vec<T>, Damaged> {
        (0..self.len()).map(|place| self.get(place)).collect()
    }
}
