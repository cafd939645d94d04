//! What is known of one person, and what follows from it.
//!
//! A question that is not asked under the answers given has no answer: what depends on one does
//! not apply.

use std::collections::BTreeMap;

use super::answer::{CaseError, read_answer};
use crate::handbook::model::{Guide, Question, When};
use crate::handbook::value::Slug;

/// The answers that are known: given, or assumed by the guide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    answers: BTreeMap<Slug, Slug>,
    /// The questions that are not always asked, each with whether it is.
    asked: BTreeMap<Slug, (When, Applies)>,
}

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

/// A case with what was given for it in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The case.
    pub case: Case,
    /// The answers to questions that are not asked in this case.
    pub unasked: Vec<(Slug, Slug)>,
}

/// Reads the answers of one person and adds what the guide assumes where they say nothing.
///
/// An answer given says more than one assumed: where its question is asked under one other answer
/// only, that answer is taken as given too.
///
/// # Errors
/// When a text is no answer of the guide, or of several questions.
pub fn read_case(guide: &Guide, inputs: &[String]) -> Result<Given, CaseError> {
    let given = inputs.iter().map(|input| read_answer(guide, input));
    Ok(Case::given(guide, given.collect::<Result<_, _>>()?))
}

/// Reads the answers of one person and adds nothing but what they imply.
///
/// # Errors
/// As [`read_case`].
pub fn answers_of(guide: &Guide, inputs: &[String]) -> Result<Case, CaseError> {
    let given = inputs.iter().map(|input| read_answer(guide, input));
    let mut case = Case::unanswered(guide);
    case.answers = implied(guide, given.collect::<Result<_, _>>()?);
    case.settle();
    Ok(case)
}

/// Returns the case that answers make, with the fewest of them that make the same.
pub fn fewest(guide: &Guide, mut given: Vec<(Slug, Slug)>) -> (Case, Vec<(Slug, Slug)>) {
    let case_of = |given: &[(Slug, Slug)]| Case::given(guide, given.iter().cloned().collect()).case;
    let case = case_of(&given);
    for place in (0..given.len()).rev() {
        let mut fewer = given.clone();
        fewer.remove(place);
        if case_of(&fewer) == case {
            given = fewer;
        }
    }
    (case, given)
}

impl Case {
    /// Starts without any answer.
    pub fn unanswered(guide: &Guide) -> Self {
        let gated = guide.questions.iter().filter(|question| !question.when.is_always());
        let asked = gated.map(|one| (one.id.clone(), (one.when.clone(), Applies::Yes)));
        let mut case = Self { answers: BTreeMap::new(), asked: asked.collect() };
        case.settle();
        case
    }

    /// Starts with what the guide assumes until it is told otherwise.
    pub fn assumed(guide: &Guide) -> Self {
        Self::given(guide, BTreeMap::new()).case
    }

    fn given(guide: &Guide, given: BTreeMap<Slug, Slug>) -> Given {
        let mut case = Self::unanswered(guide);
        case.answers = implied(guide, given.clone());
        case.settle();
        for question in &guide.questions {
            if let Some(default) = &question.default
                && case.asks(question) == Applies::Yes
                && case.answer_to(&question.id).is_none()
                && !excludes(guide, &given, question)
            {
                case.answer(question.id.clone(), default.clone());
            }
        }
        let unasked = given.into_iter().filter(|(id, _)| case.asked(id) == Applies::No);
        let unasked: Vec<(Slug, Slug)> = unasked.collect();
        for (question, _) in &unasked {
            case.forget(question);
        }
        Given { case, unasked }
    }

    /// Adds an answer, replacing an earlier one.
    pub fn answer(&mut self, question: Slug, answer: Slug) {
        self.answers.insert(question, answer);
        self.settle();
    }

    /// Takes an answer back.
    pub fn forget(&mut self, question: &Slug) {
        self.answers.remove(question);
        self.settle();
    }

    /// Returns the answer to a question, if it is known.
    pub fn answer_to(&self, question: &Slug) -> Option<&Slug> {
        self.answers.get(question)
    }

    /// Returns questions and answers, by question.
    pub fn answers(&self) -> impl Iterator<Item = (&Slug, &Slug)> {
        self.answers.iter()
    }

    /// Says whether something applies.
    pub fn applies(&self, when: &When) -> Applies {
        let mut open = false;
        for (question, fitting) in when.iter() {
            match (self.asked(question), self.answers.get(question)) {
                (Applies::No, _) => return Applies::No,
                (_, Some(answer)) if fitting.contains(answer) => {}
                (_, Some(_)) => return Applies::No,
                (_, None) => open = true,
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
        let open = when.iter().filter(|(question, _)| self.answer_to(question).is_none());
        open.cloned().collect()
    }

    /// Says whether a question is asked.
    pub fn asks(&self, question: &Question) -> Applies {
        self.asked(&question.id)
    }

    /// Returns the questions that have no answer yet and are asked in this case.
    pub fn open<'g>(&self, guide: &'g Guide) -> Vec<&'g Question> {
        let is_open = |question: &&Question| {
            self.answer_to(&question.id).is_none() && self.asks(question) == Applies::Yes
        };
        guide.questions.iter().filter(is_open).collect()
    }

    fn asked(&self, question: &Slug) -> Applies {
        self.asked.get(question).map_or(Applies::Yes, |(_, asked)| *asked)
    }

    /// Works out which questions are asked: as many rounds as a chain of them can be long, so that
    /// questions that wait for each other come to an end too.
    fn settle(&mut self) {
        for _ in 0..self.asked.len() {
            let applies = |(when, _): &(When, Applies)| self.applies(when);
            let settled: Vec<Applies> = self.asked.values().map(applies).collect();
            let changes = self.asked.values().zip(&settled).any(|((_, old), new)| old != new);
            for ((_, asked), settled) in self.asked.values_mut().zip(settled) {
                *asked = settled;
            }
            if !changes {
                break;
            }
        }
    }
}

/// Adds the answers without which the questions of the others would not be asked, where only one
/// fits.
fn implied(guide: &Guide, mut answers: BTreeMap<Slug, Slug>) -> BTreeMap<Slug, Slug> {
    let mut waiting: Vec<Slug> = answers.keys().cloned().collect();
    while let Some(id) = waiting.pop() {
        let question = guide.questions.iter().find(|question| question.id == id);
        for (earlier, fitting) in question.iter().flat_map(|question| question.when.iter()) {
            if let [only] = fitting.as_slice()
                && !answers.contains_key(earlier)
            {
                answers.insert(earlier.clone(), only.clone());
                waiting.push(earlier.clone());
            }
        }
    }
    answers
}

/// Says whether an answer that was given cannot be, if a question has the answer that is assumed.
fn excludes(guide: &Guide, given: &BTreeMap<Slug, Slug>, question: &Question) -> bool {
    let conditions = guide.questions.iter().filter(|asked| given.contains_key(&asked.id));
    let mut conditions = conditions.filter_map(|asked| asked.when.get(&question.id));
    conditions.any(|fitting| question.default.as_ref().is_some_and(|one| !fitting.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
questions:
  - {id: stage, question: 学段, default: junior, answers: [{id: junior, title: 初中}, {id: senior, title: 高中}, {id: college, title: 大学}]}
  - {id: reason, question: 原因, when: {stage: junior}, answers: [{id: moved, title: 搬家}, {id: work, title: 务工}]}
  - {id: home, question: 住房, when: {reason: moved}, default: rented, answers: [{id: rented, title: 租}, {id: owned, title: 买}]}
  - {id: subject, question: 专业, when: {stage: [senior, college]}, answers: [{id: arts, title: 文}, {id: science, title: 理}]}
  - {id: egg, question: 蛋, when: {hen: x}, answers: [{id: x, title: 甲}]}
  - {id: hen, question: 鸡, when: {egg: x}, answers: [{id: x, title: 甲}]}
";

    fn guide() -> Guide {
        tailor::guide(PARTS)
    }

    fn when(yaml: &str) -> When {
        serde_yaml::from_str(yaml).unwrap()
    }

    fn read(inputs: &[&str]) -> Given {
        let inputs: Vec<String> = inputs.iter().map(|&input| input.to_owned()).collect();
        read_case(&guide(), &inputs).unwrap()
    }

    /// Checks which answers are known, and which questions are open.
    #[track_caller]
    fn case(inputs: &[&str], answers: &str, open: &[&str]) {
        let given = read(inputs);
        let known: Vec<String> = given.case.answers().map(|(q, a)| format!("{q}={a}")).collect();
        assert_eq!(known.join(" "), answers);
        let guide = guide();
        let questions = given.case.open(&guide);
        assert_eq!(questions.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), open);
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

    #[test]
    fn what_depends_on_a_question_that_is_not_asked_does_not_apply() {
        let senior = read(&["senior"]).case;
        assert_eq!(senior.applies(&when("{reason: moved}")), Applies::No);
        assert_eq!(senior.applies(&when("{home: rented}")), Applies::No);
        assert_eq!(senior.applies(&when("{subject: arts}")), Applies::Open);
        let assumed = Case::assumed(&guide());
        assert_eq!(assumed.applies(&when("{reason: moved}")), Applies::Open);
        assert_eq!(assumed.applies(&when("{home: rented}")), Applies::Open);
        assert_eq!(assumed.applies(&when("{subject: arts}")), Applies::No);
    }

    #[test]
    fn what_is_assumed_gives_way_to_what_is_said() {
        case(&[], "stage=junior", &["reason"]);
        case(&["work"], "reason=work stage=junior", &[]);
        case(&["moved"], "home=rented reason=moved stage=junior", &[]);
        case(&["owned"], "home=owned reason=moved stage=junior", &[]);
        case(&["senior"], "stage=senior", &["subject"]);
        case(&["arts"], "subject=arts", &["stage"]);
        case(&["arts", "college"], "stage=college subject=arts", &[]);
    }

    #[test]
    fn an_answer_to_a_question_that_is_not_asked_is_not_kept() {
        case(&["senior", "moved"], "stage=senior", &["subject"]);
        let unasked = read(&["senior", "owned", "reason=work"]).unasked;
        assert_eq!(
            unasked.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            ["home", "reason"]
        );
    }

    #[test]
    fn what_follows_need_not_be_said() {
        #[track_caller]
        fn case(given: &[&str], expected: &[&str]) {
            let guide = guide();
            let given = given.iter().map(|input| read_answer(&guide, input).unwrap());
            let (case, said) = fewest(&guide, given.collect());
            let said: Vec<String> = said.iter().map(|(q, a)| format!("{q}={a}")).collect();
            assert_eq!(said, expected);
            assert_eq!(read_case(&guide, &said).unwrap().case, case);
        }
        case(&["junior"], &[]);
        case(&["junior", "moved", "rented"], &["reason=moved"]);
        case(&["junior", "moved", "owned"], &["home=owned"]);
        case(&["senior", "arts"], &["stage=senior", "subject=arts"]);
    }

    #[test]
    fn answers_can_be_taken_back() {
        let mut case = read(&["moved"]).case;
        case.forget(&"reason".parse().unwrap());
        assert_eq!(case.applies(&when("{home: rented}")), Applies::Yes);
        case.forget(&"stage".parse().unwrap());
        assert_eq!(case.asks(&guide().questions[1]), Applies::Open);
    }

    #[test]
    fn questions_that_wait_for_each_other_come_to_an_end() {
        let case = Case::unanswered(&guide());
        assert_eq!(case.applies(&when("{egg: x, hen: x}")), Applies::Open);
        assert_eq!(read(&["egg=x"]).case.applies(&when("{hen: x}")), Applies::Yes);
    }
}
