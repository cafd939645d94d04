//! From the answers of one person to what applies to them.
//!
//! It knows guides and answers; it prints nothing.

mod answer;
mod event;

pub use self::answer::{CaseError, read_answer};
pub use self::event::read_event;

use std::collections::BTreeMap;

use crate::handbook::model::{Guide, Question, When};
use crate::handbook::value::Slug;

/// The answers that are known: given, or assumed by the guide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case(BTreeMap<Slug, Slug>);

/// Whether something applies to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It applies.
    Yes,
    /// It does not.
    No,
    /// It depends on a question without an answer.
    Open,
}

impl Case {
    /// Starts with what the guide assumes until it is told otherwise.
    pub fn assumed(guide: &Guide) -> Self {
        let mut case = Self::default();
        for question in &guide.questions {
            if let (Some(answer), Applies::Yes) = (&question.default, case.applies(&question.when))
            {
                case.0.insert(question.id.clone(), answer.clone());
            }
        }
        case
    }

    /// Adds an answer, replacing an earlier one.
    pub fn answer(&mut self, question: Slug, answer: Slug) {
        self.0.insert(question, answer);
    }

    /// Returns the answer to a question, if it is known.
    pub fn answer_to(&self, question: &Slug) -> Option<&Slug> {
        self.0.get(question)
    }

    /// Returns questions and answers, by question.
    pub fn answers(&self) -> impl Iterator<Item = (&Slug, &Slug)> {
        self.0.iter()
    }

    /// Says whether something applies.
    pub fn applies(&self, when: &When) -> Applies {
        let mut open = false;
        for (question, fitting) in &when.0 {
            match self.0.get(question) {
                Some(answer) if fitting.contains(answer) => {}
                Some(_) => return Applies::No,
                None => open = true,
            }
        }
        if open { Applies::Open } else { Applies::Yes }
    }

    /// Says whether something applies, or may apply.
    pub fn may_apply(&self, when: &When) -> bool {
        self.applies(when) != Applies::No
    }

    /// Returns what of a condition depends on questions that have no answer yet.
    pub fn open_part(&self, when: &When) -> When {
        let open = when.0.iter().filter(|(question, _)| self.answer_to(question).is_none());
        When(open.map(|(question, answers)| (question.clone(), answers.clone())).collect())
    }

    /// Returns the questions that have no answer yet and are asked in this case.
    pub fn open<'g>(&self, guide: &'g Guide) -> Vec<&'g Question> {
        let is_open = |question: &&Question| {
            self.answer_to(&question.id).is_none() && self.applies(&question.when) == Applies::Yes
        };
        guide.questions.iter().filter(is_open).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(yaml: &str) -> When {
        serde_yaml::from_str(yaml).unwrap()
    }

    #[test]
    fn every_question_must_fit() {
        let mut case = Case::default();
        case.answer("stage".parse().unwrap(), "senior".parse().unwrap());
        assert_eq!(case.applies(&when("{}")), Applies::Yes);
        assert_eq!(case.applies(&when("{stage: senior}")), Applies::Yes);
        assert_eq!(case.applies(&when("{stage: [junior, senior]}")), Applies::Yes);
        assert_eq!(case.applies(&when("{stage: junior}")), Applies::No);
        assert_eq!(case.applies(&when("{stage: senior, reason: moved}")), Applies::Open);
        assert_eq!(case.applies(&when("{reason: moved, stage: junior}")), Applies::No);
        assert_eq!(
            case.open_part(&when("{stage: senior, reason: moved}")),
            when("{reason: moved}")
        );
    }

    #[test]
    fn conditions_exclude_or_imply_each_other() {
        let (moved, either) = (when("{reason: moved}"), when("{reason: [moved, work]}"));
        let (work, both) = (when("{reason: work}"), when("{reason: moved, stage: senior}"));
        assert!(moved.excludes(&work) && !moved.excludes(&either) && !both.excludes(&moved));
        assert!(both.implies(&moved) && moved.implies(&either) && moved.implies(&when("{}")));
        assert!(!either.implies(&moved) && !moved.implies(&both) && !when("{}").implies(&moved));
    }
}
