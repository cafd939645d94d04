//! Words of Latin letters: English, pinyin or initials.

use std::ops::Range;

use super::How;
use super::clue::{Choice, Clue, spelled};
use super::span::Span;
use super::syllables::{Syllable, Syllables};
use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::is_han;
use crate::handbook::index::terms::{
    Kind, MAX_INITIALS, Run, join_syllables, stem, windows_of_four,
};
use crate::handbook::index::{Index, Term, pinyin};

/// The shortest beginning of a word that stands for the word.
const MIN_PREFIX: usize = 4;

/// The most words that one beginning stands for.
const MAX_PREFIXED: usize = 8;

/// Returns the clues of the syllables that stand two in a row in a term, and of those by
/// themselves that do not.
pub(super) fn pinyin_clues(
    index: &Index<'_>,
    row: &Syllables<'_>,
    spans: &[Span<'_>],
) -> Result<Vec<Clue>, Damaged> {
    let mut clues: Vec<Clue> = Vec::new();
    for pair in row.syllables.windows(2) {
        let [first, second] = pair else { continue };
        let word = first.range.start..second.range.end;
        let spelling = join_syllables(first.text, second.text);
        let weight = weight_beside(spans, &word).min(weight_across(first, second));
        if weight > 0 {
            let choices = spelled(index, How::Pinyin, 90, &spelling)?;
            clues.extend((!choices.is_empty()).then_some(Clue::new(word, weight, choices)));
        }
    }
    for syllable in row.syllables.iter().filter(|syllable| syllable.is_word) {
        let word = syllable.range.clone();
        let is_used = clues.iter().any(|clue| clue.word.contains(&word.start));
        if !is_used && weight_beside(spans, &word) > 0 {
            let choices = spelled(index, How::Pinyin, 20, syllable.text)?;
            clues.extend((!choices.is_empty()).then_some(Clue::new(word, 100, choices)));
        }
    }
    Ok(clues)
}

/// Returns how much two syllables count beside each other: little where somebody set apart words
/// of several syllables, as between `gaozhong zhuanxue`, which has nothing to do with 中专.
fn weight_across(first: &Syllable<'_>, second: &Syllable<'_>) -> u32 {
    let is_apart = first.range.end < second.range.start;
    if is_apart && !(first.is_word && second.is_word) { 20 } else { 100 }
}

/// Returns how much two neighbours count beside the phrases of a query: nothing within a phrase,
/// little across the end of one, where they are no word of anybody's; but a phrase of one
/// character, such as 费, may well be the end of a word.
pub(super) fn weight_beside(spans: &[Span<'_>], word: &Range<usize>) -> u32 {
    let mut weight = 100;
    for span in spans.iter().filter(|span| span.touches(word)) {
        if span.covers(word) {
            return 0;
        }
        let may_end_word = span.word.len() <= 4 && !span.is_silent();
        weight = weight.min(if may_end_word { 60 } else { 20 });
    }
    weight
}

/// Returns what answers a word of Latin letters or digits that is no pinyin: the word itself, a
/// word that begins with it, a name with these initials.
pub(super) fn word_choices(index: &Index<'_>, word: &str) -> Result<Vec<Choice>, Damaged> {
    let stem = stem(word);
    if let Some(term) = index.term(&Kind::Word.key(&stem))? {
        return Ok(vec![Choice::of(How::Word, 100, term)]);
    }
    let mut choices = Vec::new();
    if stem.len() >= MIN_PREFIX {
        for term in index.words_beginning(&stem, MAX_PREFIXED)? {
            choices.push(Choice::of(How::Prefix, 60, term).read_as(index.text(term)?));
        }
    }
    if let Some(terms) = terms_of_initials(index, word)? {
        choices.push(Choice { how: How::Initials, factor: 80, terms, other: String::new() });
    }
    Ok(choices)
}

/// Returns what answers a word of letters that stands beside Han characters without a gap:
/// initials that go on with theirs, such as 教师zg.
pub(super) fn mixed_choice(
    index: &Index<'_>,
    text: &str,
    run: &Run<'_>,
) -> Result<Option<Choice>, Damaged> {
    let end = run.start + run.text.len();
    let word = run.text;
    let before = pinyin::initials(last_characters(text.get(..run.start).unwrap_or_default()));
    let after = pinyin::initials(first_characters(text.get(end..).unwrap_or_default()));
    let rows =
        [format!("{before}{word}"), format!("{word}{after}"), format!("{before}{word}{after}")];
    for row in rows.iter().filter(|row| row.len() > word.len()) {
        if let Some(terms) = terms_of_initials(index, row)? {
            let other = String::new();
            return Ok(Some(Choice { how: How::Initials, factor: 80, terms, other }));
        }
    }
    Ok(None)
}

/// Returns the last two characters of a text, or fewer if others than Han are among them.
fn last_characters(text: &str) -> &str {
    let starts = text.char_indices().rev().take(2).take_while(|&(_, c)| is_han(c));
    starts.last().and_then(|(start, _)| text.get(start..)).unwrap_or_default()
}

/// Returns the first two characters of a text, or fewer if others than Han are among them.
fn first_characters(text: &str) -> &str {
    let ends = text.char_indices().take(2).take_while(|&(_, c)| is_han(c));
    let end = ends.last().map_or(0, |(start, c)| start + c.len_utf8());
    text.get(..end).unwrap_or_default()
}

/// Returns the terms of initials: all of them as one, or else every four in a row.
fn terms_of_initials(index: &Index<'_>, word: &str) -> Result<Option<Vec<Term>>, Damaged> {
    if !(2..=MAX_INITIALS).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(None);
    }
    if let Some(term) = index.term(&Kind::Initials.key(word))? {
        return Ok(Some(vec![term]));
    }
    let mut terms = Vec::new();
    for window in windows_of_four(word) {
        let Some(term) = index.term(&Kind::Initials.key(window))? else { return Ok(None) };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    Ok(Some(terms).filter(|terms| !terms.is_empty()))
}
