//! The writer's and the reader's side of the search: what is indexed, and how it lies in bytes.
//!
//! [`build`] makes the bytes from a handbook; [`Index::open`] and [`Names::open`] read them in
//! place, without a start-up cost. What a query means and how hits are ranked is the business of
//! `search`, above the core.

pub mod alike;
mod contents;
mod count;
#[cfg(test)]
pub(crate) mod fixture;
pub mod fold;
pub mod group;
mod guide_texts;
pub mod names;
mod near;
mod phrases;
pub mod pinyin;
mod places;
mod postings;
mod read;
mod sections;
mod sets;
mod synonyms;
mod table;
pub mod terms;
mod texts;
mod things;
mod uses;
mod write;

pub use self::contents::Contents;
pub use self::names::Names;
pub use self::phrases::Meaning;
pub use self::places::{Field, Part, Place, Thing};
pub use self::postings::{Posting, Postings, Tier};
pub use self::read::Index;
pub use self::synonyms::Synonym;
pub use self::terms::Term;
pub use self::uses::Used;
pub use self::write::{build, build_with};
