//! The pages of a guide for a case: the first page, its sections in full, and its steps as lanes.
//!
//! A [`View`] says what each part shows; the parts are files. Nothing here knows what a search
//! is.

pub(super) mod answers;
pub(super) mod basis;
pub(super) mod checklist;
mod day;
pub(super) mod due;
pub(super) mod first_page;
pub(super) mod flow;
mod next;
mod papers;
mod parts;
pub(super) mod sections;
mod statements;
mod steps;
mod view;

pub(super) use self::view::View;
