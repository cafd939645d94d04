//! A file as bytes in memory.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::handbook::codec::Damaged;
use crate::handbook::pack::{Pack, Seen};

/// A pack file, mapped: only the parts that are looked at are read, and compared with their
/// checksums.
#[derive(Debug)]
pub(super) struct Map {
    bytes: memmap2::Mmap,
    seen: Seen,
}

impl Map {
    /// Maps a file.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        #[expect(unsafe_code, reason = "packs are replaced by rename and never written in place")]
        // SAFETY: the bytes stay as they are while they are mapped. This program writes packs only
        // to new files that it renames; whoever cuts a mapped file short can end this program, as
        // the handbook's documentation says.
        let bytes = unsafe { memmap2::Mmap::map(&file) }?;
        let seen = Seen::nothing(bytes.len());
        Ok(Self { bytes, seen })
    }

    /// Returns the pack.
    ///
    /// # Errors
    /// When it is none of this version, or cut short.
    pub(super) fn pack(&self) -> Result<Pack<'_>, Damaged> {
        Pack::guarded(&self.bytes, &self.seen)
    }
}
