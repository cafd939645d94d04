//! The phrases of a query that the handbook knows: silent words, names of sections, synonyms,
//! matters that belong elsewhere.

use std::cmp::Reverse;
use std::ops::Range;

use super::syllables::{Syllable, Syllables};
use crate::handbook::codec::Damaged;
use crate::handbook::index::terms::{Run, runs};
use crate::handbook::index::{Index, Meaning};

/// The most syllables of a phrase in pinyin.
const MAX_SYLLABLES: usize = 6;

/// A phrase in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span<'a> {
    /// Where it stands in the folded query.
    pub(super) word: Range<usize>,
    /// What it means.
    pub(super) meanings: Vec<Meaning<'a>>,
    /// The two syllables that it is in pinyin, as the index spells them; empty if it is longer.
    pub(super) spelling: String,
    /// Whether it is written in pinyin.
    pub(super) is_pinyin: bool,
}

impl Span<'_> {
    /// Says whether the phrase carries no weight of its own.
    pub(super) fn is_silent(&self) -> bool {
        self.meanings.contains(&Meaning::Silent)
    }

    /// Says whether nothing is looked for on its behalf.
    pub(super) fn is_only_silent(&self) -> bool {
        self.meanings.iter().all(|meaning| *meaning == Meaning::Silent)
    }

    /// Says whether the phrase and a range of the query share a character.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        self.word.start < range.end && range.start < self.word.end
    }

    /// Says whether a range of the query lies within the phrase.
    pub(super) fn covers(&self, range: &Range<usize>) -> bool {
        self.word.start <= range.start && range.end <= self.word.end
    }
}

/// Finds the phrases of a folded query that do not overlap, the longest first, and puts them in
/// order.
pub(super) fn find<'a>(
    index: &Index<'a>,
    text: &str,
    pinyin: &[Syllables<'_>],
) -> Result<Vec<Span<'a>>, Damaged> {
    let mut spans = written(index, text)?;
    for syllables in pinyin {
        spans.extend(in_pinyin(index, syllables)?);
    }
    spans.sort_by_key(|span| (Reverse(span.word.len()), span.word.start, span.is_pinyin));
    let mut chosen: Vec<Span<'a>> = Vec::new();
    for span in spans {
        if !chosen.iter().any(|other| other.touches(&span.word)) {
            chosen.push(span);
        }
    }
    chosen.sort_by_key(|span| span.word.start);
    Ok(chosen)
}

/// Finds phrases as they are written: Han anywhere, other words only as a whole.
fn written<'a>(index: &Index<'a>, text: &str) -> Result<Vec<Span<'a>>, Damaged> {
    let mut spans = Vec::new();
    for run in runs(text) {
        let starts = run.text.char_indices().map(|(start, _)| run.start + start);
        for start in starts.take(if run.is_han { usize::MAX } else { 1 }) {
            for (length, meanings) in index.phrases(text.get(start..).unwrap_or_default())? {
                let word = start..start + length;
                if !ends_inside_word(text, word.end) {
                    spans.push(Span { word, meanings, spelling: String::new(), is_pinyin: false });
                }
            }
        }
    }
    Ok(spans)
}

/// Says whether letters of one word stand on both sides of a position.
fn ends_inside_word(text: &str, end: usize) -> bool {
    let is_inside =
        |run: Run<'_>| !run.is_han && run.start < end && end < run.start + run.text.len();
    runs(text).any(is_inside)
}

/// Finds phrases in a row of syllables.
fn in_pinyin<'a>(index: &Index<'a>, row: &Syllables<'_>) -> Result<Vec<Span<'a>>, Damaged> {
    let mut spans = Vec::new();
    for length in 1..=MAX_SYLLABLES {
        for (at, window) in row.syllables.windows(length).enumerate() {
            let [first, .., last] = window else {
                // A syllable by itself means something only where somebody set it apart.
                if let [only] = window
                    && only.is_word
                {
                    add(index, &mut spans, only.range.clone(), only.text, String::new())?;
                }
                continue;
            };
            if cuts_word(&row.syllables, at..at + length) {
                continue;
            }
            let spelling = match window {
                [a, b] => format!("{} {}", a.text, b.text),
                _ => String::new(),
            };
            let joined: String = window.iter().map(|syllable| syllable.text).collect();
            add(index, &mut spans, first.range.start..last.range.end, &joined, spelling)?;
        }
    }
    Ok(spans)
}

/// Says whether some syllables in a row, of more than one word, begin or end within a word: `ban
/// youeryuan` is no phrase in `chuangban youeryuan`.
fn cuts_word(row: &[Syllable<'_>], part: Range<usize>) -> bool {
    let is_apart = |at: usize| match (at.checked_sub(1).and_then(|at| row.get(at)), row.get(at)) {
        (Some(before), Some(after)) => before.range.end < after.range.start,
        _ => true,
    };
    let has_several = (part.start + 1..part.end).any(is_apart);
    has_several && !(is_apart(part.start) && is_apart(part.end))
}

fn add<'a>(
    index: &Index<'a>,
    spans: &mut Vec<Span<'a>>,
    word: Range<usize>,
    joined: &str,
    spelling: String,
) -> Result<(), Damaged> {
    let meanings = index.phrase_in_pinyin(joined)?;
    if !meanings.is_empty() {
        spans.push(Span { word, meanings, spelling, is_pinyin: true });
    }
    Ok(())
}
