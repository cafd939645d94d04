//! Entries sorted by id, each decoded on its own.
//!
//! ```text
//! count u32 | end of each entry u32 | entries
//! squeezed entry: length of the head varint | head | the rest, squeezed
//! ```
//!
//! Every entry starts with its id, so that a search by id decodes nothing else. The highest bit of
//! the count says that the entries are squeezed: those of many guides are. A small handbook stays as
//! it is, for reading it in place is faster.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::handbook::bytes::Bytes;
use crate::handbook::codec::{Damaged, Pack, Reader, from_bytes, to_bytes, write_varint};
use crate::handbook::squeeze;

/// The bit of the count that says that entries are squeezed.
const SQUEEZED: u32 = 1 << 31;

/// Writes entries that start with their id; [`Table::find`] needs them sorted by it.
pub(super) fn write<T: Pack>(entries: &[T]) -> Vec<u8> {
    bind(entries.iter().map(to_bytes).collect(), false).concat()
}

/// Squeezes an entry but for its head, which has so many bytes.
pub(super) fn squeeze(entry: &[u8], head: usize) -> Vec<u8> {
    let (head, rest) = entry.split_at_checked(head).unwrap_or((entry, &[]));
    let mut out = Vec::with_capacity(entry.len());
    write_varint(head.len() as u64, &mut out);
    out.extend_from_slice(head);
    squeeze::write(rest, &mut out);
    out.shrink_to_fit();
    out
}

/// Puts the front of a table before its entries, each of them bytes already, all of them squeezed or
/// none.
pub(super) fn bind(mut entries: Vec<Vec<u8>>, are_squeezed: bool) -> Vec<Vec<u8>> {
    let count = number(entries.len()) | if are_squeezed { SQUEEZED } else { 0 };
    let mut front = count.to_le_bytes().to_vec();
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
    is_squeezed: bool,
    type_of_entry: PhantomData<T>,
}

impl<'a, T: Pack> Table<'a, T> {
    /// Opens a table.
    ///
    /// # Errors
    /// When it is cut short.
    pub(super) fn open(bytes: Bytes<'a>) -> Result<Self, Damaged> {
        let count = u32::try_from(bytes.u32_at(0)?).map_err(|_| Damaged)?;
        let is_squeezed = count & SQUEEZED != 0;
        let length = usize::try_from(count & !SQUEEZED).map_err(|_| Damaged)?.checked_mul(4);
        let (_, rest) = bytes.split_at(4)?;
        let (ends, entries) = rest.split_at(length.ok_or(Damaged)?)?;
        Ok(Self { ends, entries, is_squeezed, type_of_entry: PhantomData })
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

    /// Returns the entry at a place up to the end of its head, at least.
    fn head_of(&self, place: usize) -> Result<Reader<'a>, Damaged> {
        let mut reader = Reader::new(self.blob(place)?);
        if self.is_squeezed { reader.part() } else { Ok(reader) }
    }

    /// Returns the bytes of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn bytes(&self, place: usize) -> Result<Cow<'a, [u8]>, Damaged> {
        let blob = self.blob(place)?;
        if !self.is_squeezed {
            return Ok(Cow::Borrowed(blob));
        }
        let mut reader = Reader::new(blob);
        let mut bytes = reader.part()?.rest().to_vec();
        squeeze::read_onto(&mut bytes, reader.rest())?;
        Ok(Cow::Owned(bytes))
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
        from_bytes(&self.bytes(place)?)
    }

    /// Decodes the first fields of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn head<H: Pack>(&self, place: usize) -> Result<H, Damaged> {
        H::read(&mut self.head_of(place)?)
    }

    /// Returns the id of the entry at a place.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub fn id(&self, place: usize) -> Result<&'a str, Damaged> {
        self.head_of(place)?.text()
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
