//! Slips in pinyin: syllables as a region says them, and letters missing, wrong or swapped.

use std::ops::Range;

use crate::handbook::codec::Damaged;
use crate::handbook::index::pinyin::{divide, syllables};
use crate::handbook::index::terms::{Kind, join_syllables};
use crate::handbook::index::{Index, alike};

/// The shortest word in which a slip is looked for.
const MIN_WORD: usize = 5;

/// The longest part of a word that is one mistyped syllable.
const MAX_PART: usize = 7;

/// The most rows of syllables that are tried for one word.
const MAX_ROWS: usize = 64;

/// Mends a word that falls into syllables, some of which are said like others: zuanxue.
pub(super) fn said_alike(index: &Index<'_>, typed: &str) -> Result<Option<String>, Damaged> {
    let mut best = Best::default();
    for division in divide(typed) {
        for row in rows_alike(&division) {
            best.consider(index, &row)?;
        }
    }
    Ok(best.into_word().filter(|word| word != typed))
}

/// Returns the rows of syllables that are said like a row, itself first.
fn rows_alike<'s>(row: &[&'s str]) -> Vec<Vec<&'s str>> {
    let mut rows: Vec<Vec<&str>> = vec![Vec::new()];
    for &syllable in row {
        let mut choices = vec![syllable];
        choices.extend(alike::said_alike(syllable));
        let longer = |row: Vec<&'s str>| {
            let choices = choices.clone().into_iter();
            choices.map(move |choice| [&row[..], &[choice]].concat())
        };
        rows = rows.into_iter().flat_map(longer).take(MAX_ROWS).collect();
    }
    rows
}

/// Mends a word with two letters swapped, or one missing, too many or wrong: zhaunxue.
pub(super) fn typed_alike(index: &Index<'_>, typed: &str) -> Result<Option<String>, Damaged> {
    let mut best = Best::default();
    if typed.len() < MIN_WORD {
        return Ok(None);
    }
    for swapped in (1..typed.len()).map(|at| swapped(typed, at)) {
        if let Some(row) = divide(&swapped).first() {
            best.consider(index, row)?;
        }
    }
    if best.found.is_some() {
        return Ok(best.into_word());
    }
    let ends: Vec<_> = (0..=typed.len()).map(|end| divided(typed, end..typed.len())).collect();
    for start in 0..typed.len() {
        let Some(before) = divided(typed, 0..start) else { continue };
        for (end, after) in ends.iter().enumerate().skip(start + 1).take(MAX_PART) {
            let Some(after) = after else { continue };
            let part = typed.get(start..end).unwrap_or_default();
            for syllable in syllables().filter(|syllable| is_one_slip(part, syllable)) {
                best.consider(index, &[&before[..], &[syllable], after].concat())?;
            }
        }
    }
    Ok(best.into_word())
}

fn swapped(typed: &str, at: usize) -> String {
    let mut letters = typed.as_bytes().to_vec();
    letters.swap(at - 1, at);
    String::from_utf8(letters).unwrap_or_default()
}

/// Returns the syllables of a part of a word; nothing if it does not fall into syllables.
fn divided(word: &str, part: Range<usize>) -> Option<Vec<&str>> {
    if part.is_empty() { Some(Vec::new()) } else { divide(word.get(part)?).into_iter().next() }
}

/// Says whether one letter is missing, too many or wrong.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    if typed.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let rest = |word: &[u8], skipped| word.get(same + skipped..).map(<[u8]>::to_vec);
    match typed.len().cmp(&meant.len()) {
        std::cmp::Ordering::Less => rest(typed, 0) == rest(meant, 1),
        std::cmp::Ordering::Equal => same < typed.len() && rest(typed, 1) == rest(meant, 1),
        std::cmp::Ordering::Greater => rest(typed, 1) == rest(meant, 0),
    }
}

/// The best of the rows that were considered.
#[derive(Default)]
struct Best {
    found: Option<(usize, String)>,
}

impl Best {
    /// Considers a row: every syllable has to stand beside one that it stands beside in the
    /// handbook, and more such pairs are better.
    fn consider(&mut self, index: &Index<'_>, row: &[&str]) -> Result<(), Damaged> {
        let mut known = Vec::new();
        for pair in row.windows(2) {
            let [first, second] = pair else { continue };
            known.push(is_pair(index, first, second)?);
        }
        let is_known = |at: Option<usize>| at.and_then(|at| known.get(at)).copied();
        let stands = |at: usize| {
            is_known(Some(at)) == Some(true) || is_known(at.checked_sub(1)) == Some(true)
        };
        let pairs = known.iter().filter(|known| **known).count();
        let is_better = self.found.as_ref().is_none_or(|(best, _)| pairs > *best);
        if (0..row.len()).all(stands) && is_better {
            self.found = Some((pairs, row.concat()));
        }
        Ok(())
    }

    fn into_word(self) -> Option<String> {
        self.found.map(|(_, word)| word)
    }
}

/// Says whether two syllables stand beside each other in a term or are a phrase.
pub(super) fn is_pair(index: &Index<'_>, first: &str, second: &str) -> Result<bool, Damaged> {
    let key = Kind::Pinyin.key(&join_syllables(first, second));
    Ok(index.term(&key)?.is_some()
        || !index.phrase_in_pinyin(&format!("{first}{second}"))?.is_empty())
}
