//! Reading an index in place.

use super::Names;
use crate::handbook::pack::codec::Damaged;

/// An index that is read in place: opening it decodes nothing but its header.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    names: Names<'a>,
}

impl<'a> Index<'a> {
    /// Opens the index that fills `bytes`.
    ///
    /// # Errors
    /// When the header is not that of an index of this version.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damaged> {
        Ok(Self { names: Names::open(bytes)? })
    }

    /// Returns the names of guides, papers, offices and laws.
    pub const fn names(&self) -> Names<'a> {
        self.names
    }
}
