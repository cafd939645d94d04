//! From the answers of one person to what applies to them.
//!
//! It knows guides and answers; it prints nothing.

mod answer;
mod case;
mod event;
#[cfg(test)]
pub(crate) mod fixture;
mod inquiry;
mod paper;

pub use self::answer::{CaseError, Choice, read_answer};
pub use self::case::{Applies, Case, Given, answers_of, fewest, read_case};
pub use self::event::read_event;
pub use self::inquiry::Inquiry;
pub use self::paper::{Named, PaperError, read_papers};
