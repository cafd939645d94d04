//! Slips in pinyin: syllables as a region says them, and letters missing, wrong or swapped.

use std::ops::Range;

use crate::handbook::codec::Damaged;
use crate::handbook::index::pinyin::{divide, syllables};
use crate::handbook::index::terms::join_syllables;
use crate::handbook::index::{Index, Thing, alike};

/// The shortest word in which a slip is looked for.
const MIN_WORD: usize = 5;

/// The longest part of a word that is one mistyped syllable.
const MAX_PART: usize = 7;

/// The most rows of syllables that are tried for one word.
const MAX_ROWS: usize = 64;

/// How many places, or phrases, a pair of syllables needs on average where letters are mended:
/// with a letter changed, nearly every word is two rare characters in some law.
const COMMON: u32 = 5;

/// How many times more common a pair has to be than the one that was typed.
const MORE_COMMON: u32 = 4;

/// What a phrase counts, in places.
const PHRASE: u32 = 100;

/// Mends a word that falls into syllables, some of which are said like others: zuanxue.
pub(super) fn said_alike(index: &Index<'_>, typed: &str) -> Result<Option<String>, Damaged> {
    let mut best = Best::above(as_typed(index, typed)? * MORE_COMMON);
    for division in divide(typed) {
        for row in rows_alike(&division).iter().skip(1) {
            best.consider(index, row)?;
        }
    }
    Ok(best.word)
}

/// Returns how common a word is as it was typed.
fn as_typed(index: &Index<'_>, typed: &str) -> Result<u32, Damaged> {
    let mut best = Best::above(0);
    for division in divide(typed) {
        best.consider(index, &division)?;
    }
    Ok(best.most)
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
    if typed.len() < MIN_WORD {
        return Ok(None);
    }
    let falls_into_syllables = !divide(typed).is_empty();
    if falls_into_syllables && as_typed(index, typed)? > 0 {
        return Ok(None);
    }
    // What falls into syllables may well be a word that the handbook does not have.
    let mut best = Best::above(if falls_into_syllables { PHRASE - 1 } else { COMMON });
    for swapped in (1..typed.len()).map(|at| swapped(typed, at)) {
        if let Some(row) = divide(&swapped).first() {
            best.consider(index, row)?;
        }
    }
    if best.word.is_some() {
        return Ok(best.word);
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
    Ok(best.word)
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
struct Best {
    most: u32,
    word: Option<String>,
}

impl Best {
    /// Starts with what has to be surpassed.
    const fn above(most: u32) -> Self {
        Self { most, word: None }
    }

    /// Considers a row: every syllable has to stand beside one that it stands beside in the
    /// handbook, and what is more common on average is better.
    fn consider(&mut self, index: &Index<'_>, row: &[&str]) -> Result<(), Damaged> {
        let mut counts = Vec::with_capacity(row.len());
        for pair in row.windows(2) {
            let [first, second] = pair else { continue };
            counts.push(commonness(index, first, second)?);
        }
        let count = |at: Option<usize>| at.and_then(|at| counts.get(at)).copied().unwrap_or(0);
        let stands = |at: usize| count(Some(at)) + count(at.checked_sub(1)) > 0;
        let average = counts.iter().sum::<u32>() / u32::try_from(row.len().max(2) - 1).unwrap_or(1);
        if average > self.most && (0..row.len()).all(stands) {
            self.most = average;
            self.word = Some(row.concat());
        }
        Ok(())
    }
}

/// Returns in how many places two syllables stand beside each other, as the most common of the
/// terms that are read so; a phrase and the name of a guide count for
/// more than any rare term.
fn commonness(index: &Index<'_>, first: &str, second: &str) -> Result<u32, Damaged> {
    let mut most = 0;
    for term in index.read_as(&join_syllables(first, second))? {
        most = most.max(index.postings(term)?.places().min(PHRASE));
    }
    let joined = format!("{first}{second}");
    let is_phrase = !index.phrase_in_pinyin(&joined)?.is_empty()
        || !index.names().exactly(Thing::Guide, &joined)?.is_empty();
    Ok(most + if is_phrase { PHRASE } else { 0 })
}
