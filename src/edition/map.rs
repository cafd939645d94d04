//! A file as bytes in memory.

use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a file, mapped: only the parts that are looked at are read.
#[derive(Debug)]
pub(super) struct Map(memmap2::Mmap);

impl Map {
    /// Maps a file.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        #[expect(unsafe_code, reason = "packs are replaced by rename and never written in place")]
        // SAFETY: the bytes stay as they are while they are mapped. This program writes packs only
        // to new files that it renames; whoever cuts a mapped file short can end this program, as
        // the handbook's documentation says.
        let map = unsafe { memmap2::Mmap::map(&file) }?;
        Ok(Self(map))
    }

    /// Returns the bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
