//! What a query asks for, word by word: a clue for each word, with the choices of terms that
//! would answer it.

use std::ops::Range;

use super::How;
use crate::handbook::codec::Damaged;
use crate::handbook::index::terms::keys_of;
use crate::handbook::index::{Index, Term};

/// The most clues that are followed: longer queries are cut.
pub(super) const MAX_CLUES: usize = 64;

/// A choice that counts at least so much, in hundredths, is what was meant, if it is no spelling.
const SURE: u32 = 80;

/// One word of a query, and what would answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clue {
    /// Where the word stands in the folded query.
    pub(super) word: Range<usize>,
    /// How much it counts, in hundredths.
    pub(super) weight: u32,
    /// What answers it; the best one counts. Never empty, and none is empty.
    pub(super) choices: Vec<Choice>,
    /// The sort of slip that was mended in the word.
    pub(super) slip: Option<How>,
}

/// Terms that together answer a clue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// How the word leads to the terms.
    pub(super) how: How,
    /// How much it counts beside the other choices, in hundredths.
    pub(super) factor: u32,
    /// The terms, each once.
    pub(super) terms: Vec<Term>,
    /// What the word was read as; empty if as itself.
    pub(super) other: String,
}

/// What a mended word counts beside one that was typed so, in hundredths.
const MENDED: u32 = 80;

impl Clue {
    /// Makes a clue of a word as it was typed.
    pub(super) const fn new(word: Range<usize>, weight: u32, choices: Vec<Choice>) -> Self {
        Self { word, weight, choices, slip: None }
    }

    /// Makes the clue one of a word that was mended.
    pub(super) fn mended(&mut self, slip: How) {
        self.slip = Some(slip);
        self.weight = self.weight * MENDED / 100;
    }

    /// Says whether the word only leans towards a section: 怎么, need.
    pub(super) fn is_hint(&self) -> bool {
        self.choices.iter().all(|choice| choice.how == How::Section && !choice.is_section())
    }

    /// Says whether the word may well mean something else than any of its choices.
    pub(super) fn is_guess(&self) -> bool {
        let is_sure = |choice: &Choice| match choice.how {
            How::Word | How::Section | How::Synonym => choice.factor >= SURE,
            _ => false,
        };
        self.slip.is_some() || !self.choices.iter().any(is_sure)
    }
}

impl Choice {
    /// Makes a choice of one term.
    pub(super) fn of(how: How, factor: u32, term: Term) -> Self {
        Self { how, factor, terms: vec![term], other: String::new() }
    }

    /// Makes a choice of those terms of a word that the index has.
    pub(super) fn of_word(index: &Index<'_>, word: &str) -> Result<Option<Self>, Damaged> {
        let mut terms = Vec::new();
        for key in keys_of(word) {
            terms.extend(index.term(&key)?);
        }
        Ok(Self::of_terms(How::Word, 100, &terms))
    }

    /// Makes a choice of terms, each once.
    pub(super) fn of_terms(how: How, factor: u32, given: &[Term]) -> Option<Self> {
        let mut terms = Vec::with_capacity(given.len());
        for term in given {
            if !terms.contains(term) {
                terms.push(*term);
            }
        }
        Some(Self { how, factor, terms, other: String::new() }).filter(|it| !it.terms.is_empty())
    }

    /// Says what the word was read as.
    pub(super) fn read_as(mut self, other: &str) -> Self {
        other.clone_into(&mut self.other);
        self
    }

    /// Says whether the word names a section, rather than leaning towards one.
    pub(super) fn is_section(&self) -> bool {
        self.how == How::Section && self.factor == 100
    }

    /// Makes words that mean the same count less, beside the section that the word names.
    pub(super) fn give_way(&mut self) {
        if self.how == How::Synonym && self.factor < 90 {
            self.factor = 60;
        }
    }

    /// Says whether the terms are those of the word itself.
    pub(super) fn is_literal(&self) -> bool {
        self.how == How::Word
    }
}

/// Returns the choices for the Han terms that are read as a spelling.
pub(super) fn spelled(
    index: &Index<'_>,
    how: How,
    factor: u32,
    spelling: &str,
) -> Result<Vec<Choice>, Damaged> {
    let mut choices = Vec::new();
    for term in index.read_as(spelling)? {
        choices.push(Choice::of(how, factor, term).read_as(index.text(term)?));
    }
    Ok(choices)
}
