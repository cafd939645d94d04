//! Which question to ask next.
//!
//! Only questions whose answer still changes what applies are worth asking, and first of them the
//! one that decides most. How one asks is not known here.

use super::case::{Applies, Case};
use crate::handbook::model::{Guide, Question, Validity, When};
use crate::handbook::value::Slug;

/// Everything of a guide that depends on answers.
#[derive(Debug)]
pub struct Inquiry<'g> {
    guide: &'g Guide,
    conditions: Vec<&'g When>,
}

impl<'g> Inquiry<'g> {
    /// Looks through a guide for what depends on answers; `holds` says what is in force.
    pub fn new(guide: &'g Guide, holds: impl Fn(&Validity) -> bool) -> Self {
        let in_force = dated(guide).filter(|(_, valid)| holds(valid)).map(|(when, _)| when);
        let conditions = in_force.chain(undated(guide)).filter(|when| !when.is_always());
        Self { guide, conditions: conditions.collect() }
    }

    /// Returns the question to ask next: of those that still change something and were not passed
    /// over, the one that decides most on the average of its answers, else the first.
    pub fn next(&self, case: &Case, passed: &[Slug]) -> Option<&'g Question> {
        let mut best: Option<(&Question, (usize, usize))> = None;
        for question in self.worth_asking(case) {
            let (decided, answers) = self.decided(case, question);
            let is_better = best.is_none_or(|(_, (most, of))| decided * of > most * answers);
            if is_better && !passed.contains(&question.id) {
                best = Some((question, (decided, answers)));
            }
        }
        best.map(|(question, _)| question)
    }

    /// Returns the open questions whose answer changes what applies, in the order of the guide.
    pub fn worth_asking(&self, case: &Case) -> Vec<&'g Question> {
        let open = case.open(self.guide).into_iter();
        open.filter(|question| self.changes(case, question)).collect()
    }

    /// Says whether two answers to a question lead to different pages.
    fn changes(&self, case: &Case, question: &Question) -> bool {
        let notes: Vec<_> = question.answers.iter().map(|answer| &answer.note).collect();
        let pages = self.pages(case, question);
        differ(&notes) || differ(&pages)
    }

    /// Returns how much is decided by all answers to a question together, and how many those are.
    fn decided(&self, case: &Case, question: &Question) -> (usize, usize) {
        let is_decided = |applies: &&Applies| **applies != Applies::Open;
        let pages = self.pages(case, question);
        (pages.iter().flatten().filter(is_decided).count(), pages.len().max(1))
    }

    /// Returns what applies with each answer to a question.
    fn pages(&self, case: &Case, question: &Question) -> Vec<Vec<Applies>> {
        let page = |answer: &Slug| {
            let mut case = case.clone();
            case.answer(question.id.clone(), answer.clone());
            self.conditions.iter().map(|when| case.applies(when)).collect()
        };
        question.answers.iter().map(|answer| page(&answer.id)).collect()
    }
}

fn differ<T: PartialEq>(list: &[T]) -> bool {
    list.windows(2).any(|pair| matches!(pair, [one, other] if one != other))
}

/// Returns the conditions of what is in force between certain days.
fn dated(guide: &Guide) -> impl Iterator<Item = (&When, &Validity)> {
    let statements = [&guide.conditions, &guide.refusals, &guide.notes].into_iter().flatten();
    let items = guide.fee.iter().flat_map(|fee| &fee.items);
    let documents = guide.documents.iter().map(|one| (&one.when, &one.valid));
    documents
        .chain(guide.steps.iter().map(|one| (&one.when, &one.valid)))
        .chain(statements.map(|one| (&one.when, &one.valid)))
        .chain(guide.clocks.iter().map(|one| (&one.when, &one.valid)))
        .chain(items.map(|one| (&one.when, &one.valid)))
}

/// Returns the conditions of what has no days of its own.
fn undated(guide: &Guide) -> impl Iterator<Item = &When> {
    let windows = guide.channels.iter().flat_map(|channels| &channels.windows);
    let special = guide.special_steps.iter().map(|one| &one.when);
    special
        .chain(guide.remedies.iter().map(|one| &one.when))
        .chain(guide.faq.iter().map(|one| &one.when))
        .chain(guide.notice.iter().map(|one| &one.when))
        .chain(windows.map(|one| &one.when))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
questions:
  - {id: idle, question: 无关, answers: [{id: yes, title: 是}, {id: no, title: 否}]}
  - {id: home, question: 住房, answers: [{id: rented, title: 租}, {id: owned, title: 买}]}
  - {id: stage, question: 学段, answers: [{id: junior, title: 初中}, {id: senior, title: 高中}]}
  - {id: reason, question: 原因, when: {stage: junior}, answers: [{id: moved, title: 搬家}, {id: work, title: 务工, note: 不同}]}
  - {id: past, question: 从前, answers: [{id: before, title: 早}, {id: after, title: 晚}]}
documents:
  - {id: a, document: a, need: required, standing: law, when: {stage: junior}}
  - {id: b, document: b, need: required, standing: law, when: {stage: senior}}
  - {id: c, document: c, need: required, standing: law, when: {home: rented, stage: junior}}
  - {id: d, document: d, need: required, standing: law, when: {past: before}, valid: {to: '2020-01-01'}}
";

    /// Asks until nothing is left to ask; each answer is the one given, or none if it is empty.
    #[track_caller]
    fn case(answers: &[&str], asked: &[&str]) {
        let guide = tailor::guide(PARTS);
        let today = "2026-11-23".parse().unwrap();
        let inquiry = Inquiry::new(&guide, |valid| valid.covers(today));
        let (mut case, mut passed) = (Case::unanswered(&guide), Vec::new());
        let mut answers = answers.iter();
        let mut questions = Vec::new();
        while let Some(question) = inquiry.next(&case, &passed) {
            questions.push(question.id.to_string());
            match answers.next() {
                Some(answer) if !answer.is_empty() => {
                    case.answer(question.id.clone(), answer.parse().unwrap());
                }
                _ => passed.push(question.id.clone()),
            }
        }
        assert_eq!(questions, asked);
    }

    #[test]
    fn the_question_that_decides_most_comes_first() {
        case(&["junior", "rented", "work"], &["stage", "home", "reason"]);
    }

    #[test]
    fn what_no_longer_changes_anything_is_not_asked() {
        case(&["senior"], &["stage"]);
    }

    #[test]
    fn what_was_passed_over_is_not_asked_again() {
        case(&["", ""], &["stage", "home"]);
    }
}
