//! Writing an index.

use crate::handbook::model::Handbook;

/// Returns the index of a handbook: the same handbook always gives the same bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    super::names::build(handbook)
}
