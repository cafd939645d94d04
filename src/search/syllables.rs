//! The words of a query that may be pinyin, as rows of syllables.

use std::ops::Range;

use crate::handbook::codec::Damaged;
use crate::handbook::index::terms::{Kind, Run, runs, stem};
use crate::handbook::index::{Index, pinyin};

/// A row of syllables: one way to read neighbouring words as pinyin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Syllables<'q> {
    /// The syllables, in order.
    pub(super) syllables: Vec<Syllable<'q>>,
}

/// A syllable in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Syllable<'q> {
    /// Where it stands in the folded query.
    pub(super) range: Range<usize>,
    /// Its letters.
    pub(super) text: &'q str,
    /// Whether it is a word by itself.
    pub(super) is_word: bool,
}

/// A word of Latin letters with what it may be.
struct Word<'q> {
    run: Run<'q>,
    is_known: bool,
    divisions: Vec<Vec<&'q str>>,
}

/// Finds the words that may be pinyin: those that are no word of the index and fall into
/// syllables, and their neighbours that fall into syllables too.
pub(super) fn find_pinyin<'q>(
    index: &Index<'_>,
    text: &'q str,
) -> Result<Vec<Syllables<'q>>, Damaged> {
    let mut rows = Vec::new();
    let mut neighbours: Vec<Word<'q>> = Vec::new();
    for run in runs(text) {
        let divisions = pinyin::divide(if run.is_han { "" } else { run.text });
        if divisions.is_empty() {
            finish_row(&mut neighbours, &mut rows);
            continue;
        }
        let is_known = index.term(&Kind::Word.key(&stem(run.text)))?.is_some();
        neighbours.push(Word { run, is_known, divisions });
    }
    finish_row(&mut neighbours, &mut rows);
    Ok(rows)
}

/// Turns neighbouring words into rows: the first division of all of them, and each other division
/// of one word by itself. Words that are all known are English.
fn finish_row<'q>(words: &mut Vec<Word<'q>>, rows: &mut Vec<Syllables<'q>>) {
    let words = std::mem::take(words);
    if words.iter().all(|word| word.is_known) {
        return;
    }
    let first = words.iter().flat_map(|word| {
        word.divisions.first().into_iter().flat_map(|division| place(&word.run, division))
    });
    rows.push(Syllables { syllables: first.collect() });
    for word in words.iter().filter(|word| !word.is_known) {
        let others = word.divisions.iter().skip(1);
        rows.extend(others.map(|division| Syllables { syllables: place(&word.run, division) }));
    }
}

/// Says where the syllables of a word stand.
fn place<'q>(run: &Run<'q>, division: &[&'q str]) -> Vec<Syllable<'q>> {
    let mut start = run.start;
    let syllable = |text: &&'q str| {
        let range = start..start + text.len();
        start = range.end;
        Syllable { range, text, is_word: division.len() == 1 }
    };
    division.iter().map(syllable).collect()
}
