//! A file as bytes in memory.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use memmap2::Mmap;

use super::stamp::Taken;
use crate::handbook::codec::Damaged;
use crate::handbook::pack::{Pack, Seen};

/// Maps what there is of a file.
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    #[expect(unsafe_code, reason = "what is written of a file is never written again")]
    // SAFETY: the bytes stay as they are while they are mapped. This program writes packs only to
    // new files that it renames, and to parts of them only at the end; whoever cuts a mapped file
    // short can end this program, as the handbook's documentation says.
    unsafe {
        Mmap::map(file)
    }
}

/// A pack file, mapped: only the parts that are looked at are read, and compared with their
/// checksums.
#[derive(Debug)]
pub(super) struct Map {
    bytes: Mmap,
    seen: Seen,
    written: SystemTime,
}

impl Map {
    /// Maps a file.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let bytes = map(&file)?;
        let seen = Seen::nothing(bytes.len());
        Ok(Self { bytes, seen, written: file.metadata()?.modified()? })
    }

    /// Maps a pack that was kept, if it is one of this version.
    pub(super) fn open_kept(path: &Path) -> Option<Self> {
        Self::open(path).ok().filter(|map| map.pack().is_ok())
    }

    /// Returns the stamp of the pack.
    ///
    /// # Errors
    /// When it is damaged.
    pub(super) fn taken(&self) -> Result<Taken<'_>, Damaged> {
        Taken::open(&self.pack()?.stamp()?, self.written)
    }

    /// Returns how many bytes there are.
    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the pack.
    ///
    /// # Errors
    /// When it is none of this version, or cut short.
    pub(super) fn pack(&self) -> Result<Pack<'_>, Damaged> {
        Pack::guarded(&self.bytes, &self.seen)
    }
}
