//! A syllable in letters beside a Han character: 转xue.

use std::ops::Range;

use super::Repair;
use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::is_han;
use crate::handbook::index::terms::join_syllables;
use crate::handbook::index::{Index, pinyin};
use crate::search::How;

/// Writes a syllable as the character that stands beside its neighbour somewhere, the one before
/// it rather than the one behind it.
pub(super) fn repair(
    index: &Index<'_>,
    text: &str,
    doubt: &Range<usize>,
) -> Result<Option<Repair>, Damaged> {
    let syllable = text.get(doubt.clone()).unwrap_or_default();
    if !pinyin::is_syllable(syllable) {
        return Ok(None);
    }
    let before = text.get(..doubt.start).and_then(|text| text.chars().next_back());
    if let Some(c) = before.filter(|&c| is_han(c)) {
        let fits = |word: &str| word.starts_with(c);
        let spelling = |reading: &str| join_syllables(reading, syllable);
        if let Some(word) = pair(index, c, fits, spelling)? {
            let typed = doubt.start - c.len_utf8()..doubt.end;
            return Ok(Some(Repair { typed, word, how: How::Pinyin }));
        }
    }
    let after = text.get(doubt.end..).and_then(|text| text.chars().next());
    let Some(c) = after.filter(|&c| is_han(c)) else { return Ok(None) };
    let fits = |word: &str| word.ends_with(c);
    let word = pair(index, c, fits, |reading| join_syllables(syllable, reading))?;
    let typed = doubt.start..doubt.end + c.len_utf8();
    Ok(word.map(|word| Repair { typed, word, how: How::Pinyin }))
}

/// Returns the first pair that is read so with any reading of its character.
fn pair(
    index: &Index<'_>,
    c: char,
    fits: impl Fn(&str) -> bool,
    spelling: impl Fn(&str) -> String,
) -> Result<Option<String>, Damaged> {
    for reading in pinyin::readings(c) {
        for term in index.read_as(&spelling(reading))? {
            let word = index.text(term)?;
            if fits(word) {
                return Ok(Some(word.to_owned()));
            }
        }
    }
    Ok(None)
}
