//! Slips in words of Latin letters.

use std::cmp::Reverse;

use crate::handbook::codec::Damaged;
use crate::handbook::index::terms::{Kind, stem};
use crate::handbook::index::{Index, Term};

/// The shortest word in which a slip is looked for: shorter ones are near to everything.
const MIN_WORD: usize = 4;

/// The shortest word in which any letter may be wrong.
const MIN_FREE: usize = 6;

/// In how many places a word stands that is meant by a short one.
const COMMON: u32 = 5;

/// The shortest word in which two slips are looked for.
const MIN_TWO_SLIPS: usize = 8;

/// Mends a word: of the words with the fewest slips, up to `most`, the one in most places.
pub(super) fn repair(index: &Index<'_>, typed: &str, most: u8) -> Result<Option<String>, Damaged> {
    if typed.len() < if most > 1 { MIN_TWO_SLIPS } else { MIN_WORD } {
        return Ok(None);
    }
    if let Some(swapped) = swapped(index, typed)? {
        return Ok(Some(swapped));
    }
    if let Some(phrase) = phrase(index, typed, most)? {
        return Ok(Some(phrase).filter(|phrase| phrase != typed));
    }
    let stem = stem(typed);
    let mut nearest: Option<((u8, Reverse<u32>), Term)> = None;
    for (term, slips) in index.words_near(&stem, most)? {
        let word = index.text(term)?;
        let frequency = index.postings(term)?.places();
        let order = (slips, Reverse(frequency));
        let is_enough = frequency >= if stem.len() < MIN_FREE { COMMON } else { 1 };
        if is_enough
            && may_be_meant(&stem, word, slips)
            && nearest.is_none_or(|(other, _)| order < other)
        {
            nearest = Some((order, term));
        }
    }
    let Some((_, term)) = nearest else { return Ok(None) };
    Ok(Some(with_ending(index.text(term)?, typed, &stem)))
}

/// Returns the known word of which two neighbouring letters are swapped, ending and all: fess for
/// fees.
fn swapped(index: &Index<'_>, typed: &str) -> Result<Option<String>, Damaged> {
    for at in 1..typed.len() {
        let mut letters = typed.as_bytes().to_vec();
        letters.swap(at - 1, at);
        let word = String::from_utf8(letters).unwrap_or_default();
        if word != typed && index.term(&Kind::Word.key(&stem(&word)))?.is_some() {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

/// Returns the phrase that is nearest: it has its ending, and means something.
fn phrase(index: &Index<'_>, typed: &str, most: u8) -> Result<Option<String>, Damaged> {
    let may_be_meant = |phrase: &str| {
        let is_long = typed.len() >= MIN_FREE && most < 2;
        is_letters(phrase)
            && phrase.len() + 1 >= MIN_WORD
            && (is_long || starts_alike(typed, phrase))
    };
    let near = index.phrases_near(typed, most)?.into_iter();
    let phrases = near.filter(|(phrase, _)| may_be_meant(phrase));
    Ok(phrases.min_by_key(|(_, slips)| *slips).map(|(phrase, _)| phrase.to_owned()))
}

/// Says whether a word may be meant: the first letter is right, but for one slip in a long word; and
/// in a short word none is wrong rather than missing or too many.
fn may_be_meant(typed: &str, word: &str, slips: u8) -> bool {
    let is_near = if typed.len() >= MIN_FREE {
        slips < 2 || starts_alike(typed, word)
    } else {
        typed.len() != word.len() && starts_alike(typed, word)
    };
    is_near && word.len() + 1 >= MIN_WORD && is_letters(word)
}

/// Says whether a text is made of small letters and blanks.
fn is_letters(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
}

fn starts_alike(typed: &str, word: &str) -> bool {
    typed.get(..1) == word.get(..1)
}

/// Returns a word with the ending that was cut off what was typed, if it is still the same word.
fn with_ending(word: &str, typed: &str, stem_typed: &str) -> String {
    let ending = typed.strip_prefix(stem_typed).unwrap_or_default();
    let whole = [format!("{word}{ending}"), word.to_owned(), format!("{word}e")];
    let same = whole.iter().find(|whole| stem(whole) == *word);
    same.cloned().unwrap_or_else(|| word.to_owned())
}
