//! The course of a dialogue: what was asked, what was answered, what comes next.

use crate::handbook::model::{Guide, Question};
use crate::handbook::value::{Date, Slug};
use crate::tailor::{Case, Inquiry};

/// What became of a question.
#[derive(Debug)]
pub(super) struct Asked<'g> {
    question: &'g Question,
    /// The answer; none for a question that was skipped.
    pub(super) answer: Option<Slug>,
}

/// A dialogue about a guide.
#[derive(Debug)]
pub(super) struct Course<'g> {
    inquiry: Inquiry<'g>,
    start: Case,
    asked: Vec<Asked<'g>>,
}

impl<'g> Course<'g> {
    /// Begins with the answers that are given already; asks about what is in force on a day.
    pub(super) fn new(guide: &'g Guide, start: Case, day: Option<Date>) -> Self {
        let holds =
            |valid: &crate::handbook::model::Validity| day.is_none_or(|day| valid.covers(day));
        Self { inquiry: Inquiry::new(guide, holds), start, asked: Vec::new() }
    }

    /// Returns the question to ask next, if any answer still changes something.
    pub(super) fn next(&self) -> Option<&'g Question> {
        let passed: Vec<Slug> = self.asked.iter().map(|one| one.question.id.clone()).collect();
        self.inquiry.next(&self.case(), &passed)
    }

    /// Takes the answer to a question, or none if it was skipped.
    pub(super) fn take(&mut self, question: &'g Question, answer: Option<Slug>) {
        self.asked.push(Asked { question, answer });
    }

    /// Goes back to the question before, if there is one; returns what had become of it.
    pub(super) fn back(&mut self) -> Option<Asked<'g>> {
        self.asked.pop()
    }

    /// Returns the answers that were given, at the start and since.
    pub(super) fn said(&self) -> Vec<(Slug, Slug)> {
        let start =
            self.start.answers().map(|(question, answer)| (question.clone(), answer.clone()));
        let since = self
            .asked
            .iter()
            .filter_map(|one| Some((one.question.id.clone(), one.answer.clone()?)));
        start.chain(since).collect()
    }

    /// Returns what is known by now; for a skipped question, what the guide assumes.
    fn case(&self) -> Case {
        let mut case = self.start.clone();
        for Asked { question, answer } in &self.asked {
            if let Some(answer) = answer.as_ref().or(question.default.as_ref()) {
                case.answer(question.id.clone(), answer.clone());
            }
        }
        case
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
questions:
  - {id: stage, question: 学段, default: junior, answers: [{id: junior, title: 初中}, {id: senior, title: 高中}]}
  - {id: reason, question: 原因, when: {stage: junior}, answers: [{id: moved, title: 搬家}, {id: work, title: 务工}]}
documents:
  - {id: a, document: a, need: required, standing: law, when: {stage: senior}}
  - {id: b, document: b, need: required, standing: law, when: {reason: moved}}
";

    fn asked(course: &Course<'_>) -> Option<String> {
        course.next().map(|question| question.id.to_string())
    }

    #[test]
    fn one_goes_on_back_and_past() {
        let guide = tailor::guide(PARTS);
        let mut course = Course::new(&guide, Case::unanswered(&guide), None);
        assert!(course.back().is_none());
        let stage = course.next().unwrap();
        course.take(stage, Some("senior".parse().unwrap()));
        assert_eq!(asked(&course), None);
        assert_eq!(course.back().and_then(|asked| asked.answer), "senior".parse().ok());
        assert_eq!(asked(&course).as_deref(), Some("stage"));
        course.take(stage, None);
        assert_eq!(asked(&course).as_deref(), Some("reason"));
        course.take(course.next().unwrap(), Some("work".parse().unwrap()));
        let said: Vec<String> = course.said().iter().map(|(q, a)| format!("{q}={a}")).collect();
        assert_eq!(said, ["reason=work"]);
    }
}
