//! From what somebody types to an answer of a guide.

use crate::handbook::index::fold::compact;
use crate::handbook::index::pinyin;
use crate::handbook::model::{Answer, Guide, Question};
use crate::handbook::value::{LocalizedText, Slug};

/// Why a text is no answer of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// The guide asks nothing.
    AsksNothing,
    /// No question of the guide has this answer.
    Unknown {
        /// What was typed.
        input: String,
        /// The answers that the guide knows, by their ids.
        known: Vec<Slug>,
    },
    /// Several questions have this answer.
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
    let (question, answer) = match input.split_once('=') {
        Some((question, answer)) => (Some(compact(question)), compact(answer)),
        None => (None, compact(input)),
    };
    let asked = |candidate: &&Question| {
        question.as_ref().is_none_or(|id| *id == compact(candidate.id.as_str()))
    };
    let found = |exact: bool| -> Vec<(Slug, Slug)> {
        let answers = |question: &'_ Question| {
            let fits = |candidate: &&Answer| names(candidate, &answer, exact);
            let ids = question
                .answers
                .iter()
                .filter(fits)
                .map(|fit| (question.id.clone(), fit.id.clone()));
            ids.collect::<Vec<_>>()
        };
        guide.questions.iter().filter(asked).flat_map(answers).collect()
    };
    let mut choices = found(true);
    if choices.is_empty() {
        choices = found(false);
    }
    match choices.len() {
        1 => Ok(choices.remove(0)),
        0 => Err(CaseError::Unknown { input: input.to_owned(), known: known(guide) }),
        _ => Err(CaseError::Ambiguous { input: input.to_owned(), choices }),
    }
}

/// Says whether a folded text names an answer: exactly, or as the beginning of its title.
fn names(answer: &Answer, text: &str, exact: bool) -> bool {
    if text.is_empty() {
        return false;
    }
    let fits = |name: &str| {
        let name = compact(name);
        if exact {
            name == text || pinyin::spellings(&name).iter().any(|spelling| spelling == text)
        } else {
            name.starts_with(text)
        }
    };
    fits(answer.id.as_str())
        || titles(&answer.title).any(fits)
        || answer.aliases.iter().any(|name| fits(name))
}

fn titles(title: &LocalizedText) -> impl Iterator<Item = &str> {
    title.all("").map(|(_, text)| text)
}

fn known(guide: &Guide) -> Vec<Slug> {
    guide
        .questions
        .iter()
        .flat_map(|question| &question.answers)
        .map(|answer| answer.id.clone())
        .collect()
}
