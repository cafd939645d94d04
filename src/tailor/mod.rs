//! From the answers of one person to what applies to them.
//!
//! It knows guides and answers; it prints nothing.

mod answer;
mod case;
mod event;
mod inquiry;
mod paper;

pub use self::answer::{CaseError, Choice, read_answer};
pub use self::case::{Applies, Case, Given, answers_of, fewest, read_case};
pub use self::event::read_event;
pub use self::inquiry::Inquiry;
pub use self::paper::{Named, PaperError, read_papers};

#[cfg(test)]
pub(crate) mod tests {
    use crate::handbook::model::Guide;

    /// What every guide must have.
    const HEAD: &str = "
id: own
title: 自己的
summary: 简介
kind: public_service
office: bureau
status: in_force
checked_on: '2026-11-23'
";

    /// Returns a guide with the parts that a test is about.
    #[track_caller]
    pub(crate) fn guide(parts: &str) -> Guide {
        serde_yaml::from_str(&format!("{HEAD}{parts}")).unwrap()
    }
}
