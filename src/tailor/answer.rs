//! From what somebody types to an answer of a guide.

use crate::handbook::index::fold::compact;
use crate::handbook::index::pinyin;
use crate::handbook::model::{Answer, Guide, Question};
use crate::handbook::value::{LocalizedText, Slug};

/// Something to choose: its id, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The id.
    pub id: Slug,
    /// The title.
    pub title: LocalizedText,
}

/// Why a text is no answer of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// The guide asks nothing.
    AsksNothing,
    /// The guide has no such question.
    UnknownQuestion {
        /// What was typed before the `=`.
        input: String,
        /// The questions that the guide asks.
        known: Vec<Choice>,
    },
    /// The question, or no question of the guide, has this answer.
    Unknown {
        /// What was typed.
        input: String,
        /// The questions that it may answer, each with its answers.
        known: Vec<(Slug, Vec<Choice>)>,
    },
    /// Several answers fit.
    Ambiguous {
        /// What was typed.
        input: String,
        /// The ways to say which: question and answer.
        choices: Vec<(Slug, Slug)>,
    },
}

/// Reads an answer: its id, title, other word or pinyin, or `question=answer`.
///
/// # Errors
/// When it is no answer of the guide, or of several questions.
pub fn read_answer(guide: &Guide, input: &str) -> Result<(Slug, Slug), CaseError> {
    if guide.questions.is_empty() {
        return Err(CaseError::AsksNothing);
    }
    let (questions, answer) = match input.split_once('=') {
        Some((question, answer)) => (vec![read_question(guide, question)?], compact(answer)),
        None => (guide.questions.iter().collect(), compact(input)),
    };
    let mut choices = fitting(&questions, &answer, true);
    if choices.is_empty() {
        choices = fitting(&questions, &answer, false);
    }
    match choices.len() {
        1 => Ok(choices.remove(0)),
        0 => Err(CaseError::Unknown { input: input.to_owned(), known: known(&questions) }),
        _ => Err(CaseError::Ambiguous { input: input.to_owned(), choices }),
    }
}

/// Finds a question by its id.
fn read_question<'g>(guide: &'g Guide, input: &str) -> Result<&'g Question, CaseError> {
    let id = compact(input);
    let found = guide.questions.iter().find(|question| compact(question.id.as_str()) == id);
    let choice = |one: &Question| Choice { id: one.id.clone(), title: one.question.clone() };
    found.ok_or_else(|| CaseError::UnknownQuestion {
        input: input.to_owned(),
        known: guide.questions.iter().map(choice).collect(),
    })
}

/// Returns the answers that a folded text names.
fn fitting(questions: &[&Question], text: &str, exact: bool) -> Vec<(Slug, Slug)> {
    let answers = |question: &&Question| {
        let fitting = question.answers.iter().filter(|answer| names(answer, text, exact));
        fitting.map(|answer| (question.id.clone(), answer.id.clone())).collect::<Vec<_>>()
    };
    questions.iter().flat_map(answers).collect()
}

/// Says whether a folded text names an answer: exactly, or as the beginning of its title.
fn names(answer: &Answer, text: &str, exact: bool) -> bool {
    if text.is_empty() {
        return false;
    }
    let is_spelled_so = |name: &str| {
        text.is_ascii() && pinyin::spellings(name).iter().any(|spelling| spelling == text)
    };
    let fits = |name: &str| {
        let name = compact(name);
        if exact { name == text || is_spelled_so(&name) } else { name.starts_with(text) }
    };
    fits(answer.id.as_str())
        || titles(&answer.title).any(fits)
        || answer.aliases.iter().any(|name| fits(name))
}

fn titles(title: &LocalizedText) -> impl Iterator<Item = &str> {
    title.all("").map(|(_, text)| text)
}

fn known(questions: &[&Question]) -> Vec<(Slug, Vec<Choice>)> {
    let choice = |answer: &Answer| Choice { id: answer.id.clone(), title: answer.title.clone() };
    let answers =
        |question: &&Question| (question.id.clone(), question.answers.iter().map(choice).collect());
    questions.iter().map(answers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = "
id: own
title: 自己的
summary: 简介
kind: public_service
office: bureau
status: in_force
checked_on: '2026-11-23'
questions:
  - {id: who, question: 谁来办, answers: [{id: owner, title: {zh: 本人, en: The owner}}, {id: agent, title: 代办, aliases: [家人]}]}
  - {id: card, question: 带证了吗, answers: [{id: with-card, title: 带了}, {id: owner, title: 没带}]}
";

    fn read(input: &str) -> Result<String, CaseError> {
        let guide: Guide = serde_yaml::from_str(GUIDE).unwrap();
        read_answer(&guide, input).map(|(question, answer)| format!("{question}={answer}"))
    }

    #[test]
    fn an_answer_goes_by_id_title_alias_pinyin_and_beginning() {
        for input in ["agent", "代办", "家人", "daiban", "who=agent", "who=代", "WHO=Agent"] {
            assert_eq!(read(input).as_deref(), Ok("who=agent"), "{input}");
        }
        assert_eq!(read("with").as_deref(), Ok("card=with-card"));
        assert_eq!(read("card=owner").as_deref(), Ok("card=owner"));
    }

    #[test]
    fn what_fits_several_questions_needs_the_question() {
        let Err(CaseError::Ambiguous { choices, .. }) = read("owner") else { panic!() };
        let choices: Vec<String> = choices.iter().map(|(q, a)| format!("{q}={a}")).collect();
        assert_eq!(choices, ["who=owner", "card=owner"]);
    }

    #[test]
    fn what_is_unknown_comes_with_what_is_known() {
        let Err(CaseError::UnknownQuestion { known, .. }) = read("what=owner") else { panic!() };
        assert_eq!(known.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["who", "card"]);
        for (input, questions) in [("nobody", 2), ("", 2), ("who=nobody", 1), ("who=", 1)] {
            let Err(CaseError::Unknown { known, .. }) = read(input) else { panic!("{input}") };
            assert_eq!(known.len(), questions, "{input}");
        }
    }
}
