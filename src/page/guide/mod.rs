//! The pages of a guide for a case: the first page, and its sections in full.
//!
//! A [`View`] says what each part shows; the parts are files. Nothing here knows what a search
//! is.

pub(super) mod answers;
pub(super) mod basis;
mod day;
pub(super) mod due;
pub(super) mod first_page;
mod next;
mod papers;
pub(super) mod sections;
mod statements;
mod steps;
mod view;

pub(super) use self::view::View;
