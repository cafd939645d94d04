//! Bytes of a file that nobody vouches for: a block of them is compared with its checksum when it
//! is first looked at, so that opening a large pack costs no more than opening a small one.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::codec::Damaged;

/// The bytes that share a checksum: most looks at a pack are at a few bytes here and there, and each
/// costs the hashing of a block.
const BLOCK: usize = 1024;

/// The bytes of a checksum: damage of a block escapes one of four thousand million times.
const SUM: usize = 4;

/// Returns the fingerprint of bytes: the same on every machine and in every version.
pub fn hash(bytes: &[u8]) -> u64 {
    twox_hash::XxHash3_64::oneshot(bytes)
}

/// Returns the checksum of a block: the low half of its fingerprint.
fn sum(block: &[u8]) -> [u8; SUM] {
    let [sum @ .., _, _, _, _] = hash(block).to_le_bytes();
    sum
}

/// Parts bytes into checksums and what they are the checksums of.
pub(super) fn split(bytes: &[u8]) -> Result<(&[u8], &[u8]), Damaged> {
    bytes.split_at_checked(bytes.len().div_ceil(BLOCK + SUM) * SUM).ok_or(Damaged)
}

/// Returns the checksums of bytes that lie in pieces.
pub(super) fn sums<'p>(pieces: impl Iterator<Item = &'p [u8]>) -> Vec<u8> {
    let mut sums = Vec::new();
    let mut block = Vec::with_capacity(BLOCK);
    for mut piece in pieces {
        while !piece.is_empty() {
            let (front, rest) = piece.split_at(piece.len().min(BLOCK - block.len()));
            block.extend_from_slice(front);
            piece = rest;
            if block.len() == BLOCK {
                sums.extend_from_slice(&sum(&block));
                block.clear();
            }
        }
    }
    if !block.is_empty() {
        sums.extend_from_slice(&sum(&block));
    }
    sums
}

/// Which blocks were compared with their checksums already: a bit for each.
#[derive(Debug)]
pub struct Seen(Vec<AtomicU64>);

impl Seen {
    /// Makes room for a file of this length, of which nothing was looked at.
    pub fn nothing(length: usize) -> Self {
        let words = length.div_ceil(BLOCK).div_ceil(64);
        Self(std::iter::repeat_with(AtomicU64::default).take(words).collect())
    }

    fn has(&self, block: usize) -> bool {
        let word = self.0.get(block / 64).map_or(0, |word| word.load(Ordering::Relaxed));
        word & bit(block) != 0
    }

    fn add(&self, block: usize) {
        if let Some(word) = self.0.get(block / 64) {
            word.fetch_or(bit(block), Ordering::Relaxed);
        }
    }
}

const fn bit(block: usize) -> u64 {
    1 << (block % 64)
}

/// A part of the bytes of a pack.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a> {
    part: &'a [u8],
    /// Where the part starts in the bytes that have checksums.
    start: usize,
    guard: Option<Guard<'a>>,
}

/// What bytes are compared with.
#[derive(Debug, Clone, Copy)]
struct Guard<'a> {
    all: &'a [u8],
    sums: &'a [u8],
    seen: &'a Seen,
}

impl<'a> From<&'a [u8]> for Bytes<'a> {
    /// Trusts the bytes: they are part of the program, or were just made by it.
    fn from(part: &'a [u8]) -> Self {
        Self { part, start: 0, guard: None }
    }
}

impl<'a> Bytes<'a> {
    /// Compares bytes with their checksums before they are used.
    pub(super) const fn guarded(all: &'a [u8], sums: &'a [u8], seen: &'a Seen) -> Self {
        Self { part: all, start: 0, guard: Some(Guard { all, sums, seen }) }
    }

    /// Returns how many there are.
    pub const fn len(&self) -> usize {
        self.part.len()
    }

    /// Says whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.part.is_empty()
    }

    /// Returns some of them, compared with their checksums.
    ///
    /// # Errors
    /// When there are fewer, or one was changed.
    pub fn get(&self, range: Range<usize>) -> Result<&'a [u8], Damaged> {
        let part = self.part.get(range.clone()).ok_or(Damaged)?;
        match &self.guard {
            Some(guard) if !part.is_empty() => {
                guard.check(self.start + range.start..self.start + range.end)?;
            }
            _ => {}
        }
        Ok(part)
    }

    /// Returns all of them, compared with their checksums.
    ///
    /// # Errors
    /// When one was changed.
    pub fn all(&self) -> Result<&'a [u8], Damaged> {
        self.get(0..self.len())
    }

    /// Returns a part of them without looking at it.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn part(&self, range: Range<usize>) -> Result<Self, Damaged> {
        let start = self.start.checked_add(range.start).ok_or(Damaged)?;
        Ok(Self { part: self.part.get(range).ok_or(Damaged)?, start, ..*self })
    }

    /// Parts them without looking at them.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn split_at(&self, middle: usize) -> Result<(Self, Self), Damaged> {
        Ok((self.part(0..middle)?, self.part(middle..self.len())?))
    }

    /// Reads the four bytes at a position.
    ///
    /// # Errors
    /// When there are fewer, or one was changed.
    pub fn u32_at(&self, at: usize) -> Result<usize, Damaged> {
        let bytes = self.get(at..at.checked_add(4).ok_or(Damaged)?)?;
        let number = bytes.try_into().map(u32::from_le_bytes).map_err(|_| Damaged)?;
        usize::try_from(number).map_err(|_| Damaged)
    }
}

impl Guard<'_> {
    /// Compares the blocks of a range that were not looked at before. The range is not empty.
    fn check(&self, range: Range<usize>) -> Result<(), Damaged> {
        for block in range.start / BLOCK..=(range.end - 1) / BLOCK {
            if !self.seen.has(block) {
                self.check_block(block)?;
                self.seen.add(block);
            }
        }
        Ok(())
    }

    fn check_block(&self, block: usize) -> Result<(), Damaged> {
        let start = block * BLOCK;
        let end = self.all.len().min(start + BLOCK);
        let bytes = self.all.get(start..end).ok_or(Damaged)?;
        let stored = self.sums.get(block * SUM..(block + 1) * SUM).ok_or(Damaged)?;
        if sum(bytes) == stored { Ok(()) } else { Err(Damaged) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        (0..3 * BLOCK + 100).map(|number| number.to_le_bytes()[0]).collect()
    }

    #[test]
    fn a_changed_byte_is_noticed_where_it_is_looked_at() {
        let good = sample();
        let sums = sums([&good[..]].into_iter());
        let mut changed = good.clone();
        changed[2 * BLOCK] ^= 1;
        let seen = Seen::nothing(changed.len());
        let bytes = Bytes::guarded(&changed, &sums, &seen);
        assert_eq!(bytes.get(0..BLOCK), Ok(&good[..BLOCK]));
        assert_eq!(bytes.get(BLOCK..2 * BLOCK + 1), Err(Damaged));
        assert_eq!(bytes.get(3 * BLOCK..good.len()), Ok(&good[3 * BLOCK..]));
        assert_eq!(bytes.all(), Err(Damaged));
    }

    #[test]
    fn a_part_knows_where_it_lies() {
        let good = sample();
        let sums = sums([&good[..]].into_iter());
        let seen = Seen::nothing(good.len());
        let (_, rest) = Bytes::guarded(&good, &sums, &seen).split_at(BLOCK + 7).unwrap();
        let part = rest.part(3..2 * BLOCK).unwrap();
        assert_eq!(part.get(0..2), Ok(&good[BLOCK + 10..BLOCK + 12]));
        assert!(part.all().is_ok());
        assert_eq!(part.get(0..2 * BLOCK), Err(Damaged));
    }

    #[test]
    fn checksums_are_told_from_what_follows_them() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 513 * BLOCK, 513 * BLOCK + 1] {
            let body = vec![7; length];
            let sums = sums(body.chunks(1000));
            assert_eq!(split(&[&sums[..], &body].concat()), Ok((&sums[..], &body[..])));
        }
        assert_eq!(split(&[7; SUM - 1]), Err(Damaged));
    }

    #[test]
    fn nothing_is_no_block() {
        let seen = Seen::nothing(0);
        assert_eq!(Bytes::guarded(&[], &[], &seen).all(), Ok(&[][..]));
        assert_eq!(Bytes::from(&[1, 2, 3][..]).u32_at(0), Err(Damaged));
        assert_eq!(Bytes::from(&[1, 2, 3, 0][..]).u32_at(0), Ok(0x0003_0201));
    }
}
