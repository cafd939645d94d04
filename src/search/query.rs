//! Reading a query: from what somebody typed to clues.

use std::ops::Range;

use super::clue::{Choice, Clue, MAX_CLUES, spelled};
use super::latin::{mixed_choice, pinyin_clues, weight_beside, word_choices};
use super::mend::{Mended, mend};
use super::span::{self, Span};
use super::syllables::{Syllables, find_pinyin};
use super::{Elsewhere, Equal, How, Reading};
use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::{fold, is_han};
use crate::handbook::index::terms::{Kind, Run, pairs, runs, spellings};
use crate::handbook::index::{Index, Meaning, Synonym, pinyin};

/// The longest query that is read, in characters; people ask in fewer.
const MAX_CHARACTERS: usize = 400;

/// A query that was read.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// The query, folded.
    pub(super) text: String,
    /// What it asks for, in order.
    pub(super) clues: Vec<Clue>,
    /// How many words of it stand nowhere, in hundredths; two Han characters are a word.
    pub(super) missing: u64,
    /// How it was read, so far.
    pub(super) reading: Reading,
    /// Where its phrases stand that mean something.
    pub(super) phrases: Vec<Range<usize>>,
    /// Where it names a matter outside the handbook.
    pub(super) outside: Option<Range<usize>>,
    /// The query as it was typed, folded.
    typed: String,
    /// The words of it that were mended.
    mended: Mended,
}

impl Query {
    /// Reads a query against the words of an index; words that lead nowhere are mended.
    pub(super) fn read(index: &Index<'_>, query: &str) -> Result<Self, Damaged> {
        let typed = fold(&first_characters(query));
        let (read, doubts) = Self::read_folded(index, &typed)?;
        if doubts.is_empty() {
            return Ok(Self { typed, ..read });
        }
        match mend(index, &typed, &doubts)? {
            Some(mended) => Ok(Self::read_folded(index, &mended.text)?.0.with_slips(typed, mended)),
            None => Ok(Self { typed, ..read }),
        }
    }

    /// Reads a folded query; tells also which parts of it lead nowhere.
    fn read_folded(index: &Index<'_>, text: &str) -> Result<(Self, Vec<Range<usize>>), Damaged> {
        let pinyin = find_pinyin(index, text)?;
        let spans = span::find(index, text, &pinyin)?;
        let mut clues = Vec::new();
        for span in &spans {
            clues.extend(span_clue(index, text, span)?);
        }
        for row in &pinyin {
            clues.extend(pinyin_clues(index, row, &spans)?);
        }
        for run in runs(text) {
            if run.is_han {
                clues.extend(han_clues(index, &run, &spans)?);
            } else if weight_beside(&spans, &range_of(&run)) > 0 {
                clues.extend(latin_clue(index, text, &run, &clues, &pinyin)?);
            }
        }
        let doubts = doubts(index, text, &spans, &clues)?;
        let used: Vec<_> = clues.iter().map(|clue| clue.word.clone()).collect();
        let clues = in_order(clues);
        let reading = describe(text, &spans, &clues, &used);
        let missing = reading.unknown.iter().map(|word| words_in(word)).sum();
        let telling = spans.iter().filter(|span| !span.is_silent());
        let phrases = telling.map(|span| span.word.clone()).collect();
        let (text, outside) = (text.to_owned(), outside(&spans).map(|(word, _)| word));
        let read = Self { text, clues, missing, reading, phrases, outside, ..Self::default() };
        Ok((read, doubts))
    }

    /// Remembers what was mended, so that it counts less and is told.
    fn with_slips(mut self, typed: String, mended: Mended) -> Self {
        for clue in &mut self.clues {
            if let Some(slip) = mended.slip(&clue.word) {
                clue.mended(slip.how);
            }
        }
        self.typed = typed;
        self.mended = mended;
        let sought = merged(self.clues.iter().map(|clue| clue.word.clone()));
        self.reading.sought = sought.iter().map(|word| self.word(word).to_owned()).collect();
        self
    }

    /// Returns a word of the query as it was typed, with its letters folded.
    pub(super) fn word(&self, range: &Range<usize>) -> &str {
        self.typed.get(self.typed(range)).unwrap_or_default()
    }

    /// Returns where a word stands in the query as it was typed, folded.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        self.mended.typed(range)
    }

    /// Returns what was typed and what it was read as, for each word that was mended.
    pub(super) fn slips(&self) -> impl Iterator<Item = Equal> {
        self.mended.slips.iter().map(|slip| Equal {
            word: self.typed.get(slip.typed.clone()).unwrap_or_default().to_owned(),
            other: self.text.get(slip.word.clone()).unwrap_or_default().to_owned(),
            how: slip.how,
        })
    }
}

/// What a word counts as itself, in hundredths, where it was read as pinyin: jiaoyu stands in a name
/// that is written in letters, and 教育 is meant.
const BESIDE_PINYIN: u32 = 20;

/// A pair of syllables that is read as no term in more places than these may be a slip.
const RARE: u32 = 3;

/// Initials of more rows of four letters than these may be a slip in a word.
const LONG_ROW: usize = 2;

/// Says whether a clue is pinyin that may well be a slip: what is read so stands nearly nowhere.
fn is_rare_pinyin(index: &Index<'_>, clue: &Clue) -> Result<bool, Damaged> {
    for choice in &clue.choices {
        let [term] = choice.terms.as_slice() else { return Ok(false) };
        if choice.how != How::Pinyin || index.postings(*term)?.places() > RARE {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Says whether a clue is a long row of letters that may be initials of several names by chance:
/// sponser.
fn is_row_of_initials(clue: &Clue) -> bool {
    let is_row = |choice: &Choice| choice.how == How::Initials && choice.terms.len() > LONG_ROW;
    clue.choices.iter().all(is_row)
}

/// Says whether a word of letters stands beside a Han character without a gap.
fn stands_beside_han(text: &str, word: &Range<usize>) -> bool {
    let before = text.get(..word.start).and_then(|text| text.chars().next_back());
    let after = text.get(word.end..).and_then(|text| text.chars().next());
    before.is_some_and(is_han) || after.is_some_and(is_han)
}

/// Returns the parts of a query that lead nowhere as they stand: words of letters of which a part
/// was not used or is rare pinyin, and pairs of characters that stand nowhere, outside the
/// phrases.
fn doubts(
    index: &Index<'_>,
    text: &str,
    spans: &[Span<'_>],
    clues: &[Clue],
) -> Result<Vec<Range<usize>>, Damaged> {
    let mut used: Vec<&Range<usize>> = spans.iter().map(|span| &span.word).collect();
    for clue in clues {
        let may_be_slip = is_row_of_initials(clue) || is_rare_pinyin(index, clue)?;
        used.extend((!may_be_slip).then_some(&clue.word));
    }
    let is_used = |at: usize| used.iter().any(|word| word.contains(&at));
    let mut doubts = Vec::new();
    for run in runs(text) {
        if !run.is_han {
            let word = range_of(&run);
            let is_sure = |clue: &Clue| clue.word == word && !clue.is_guess();
            let may_be_half = stands_beside_han(text, &word) && !clues.iter().any(is_sure);
            let is_doubtful = may_be_half || !word.clone().all(is_used);
            doubts.extend(is_doubtful.then_some(word));
            continue;
        }
        for (start, pair) in pairs(run.text) {
            let pair = run.start + start..run.start + start + pair.len();
            let is_known =
                |clue: &Clue| clue.word == pair && clue.choices.iter().any(Choice::is_literal);
            let is_doubtful = weight_beside(spans, &pair) == 100 && !clues.iter().any(is_known);
            doubts.extend(is_doubtful.then_some(pair));
        }
    }
    Ok(doubts)
}

/// Returns the beginning of a query, of a length that is worth reading.
fn first_characters(query: &str) -> String {
    query.chars().take(MAX_CHARACTERS).collect()
}

/// Returns how many words an unknown word is, in hundredths.
fn words_in(unknown: &str) -> u64 {
    if unknown.starts_with(is_han) { 50 * unknown.chars().count() as u64 } else { 100 }
}

fn range_of(run: &Run<'_>) -> Range<usize> {
    run.start..run.start + run.text.len()
}

/// Puts clues in the order of the query, each word once.
fn in_order(mut clues: Vec<Clue>) -> Vec<Clue> {
    clues.sort_by_key(|clue| (clue.word.start, clue.word.end));
    let mut kept: Vec<Clue> = Vec::new();
    for clue in clues {
        if kept.len() < MAX_CLUES && !kept.iter().any(|other| other.choices == clue.choices) {
            kept.push(clue);
        }
    }
    kept
}

/// Returns the clue of a phrase: what it means beside what it says.
fn span_clue(index: &Index<'_>, text: &str, span: &Span<'_>) -> Result<Option<Clue>, Damaged> {
    if span.is_only_silent() {
        return Ok(None);
    }
    let word = text.get(span.word.clone()).unwrap_or_default();
    let mut choices = Vec::new();
    if !span.is_silent() {
        choices.extend(literal_choices(index, word, span)?);
    }
    for meaning in &span.meanings {
        choices.extend(meaning_choices(index, word, span, *meaning)?);
    }
    if choices.iter().any(Choice::is_section) {
        choices.iter_mut().for_each(Choice::give_way);
    }
    let clue = Clue::new(span.word.clone(), 100, each_once(choices));
    Ok(Some(clue).filter(|clue| !clue.choices.is_empty()))
}

/// Drops choices of the same terms but the one that counts most: words of a group may differ in
/// nothing but their endings.
fn each_once(choices: Vec<Choice>) -> Vec<Choice> {
    let mut kept: Vec<Choice> = Vec::with_capacity(choices.len());
    for choice in choices {
        match kept.iter_mut().find(|other| other.terms == choice.terms) {
            Some(other) if other.factor < choice.factor => *other = choice,
            Some(_) => {}
            None => kept.push(choice),
        }
    }
    kept
}

fn literal_choices(index: &Index<'_>, word: &str, span: &Span<'_>) -> Result<Vec<Choice>, Damaged> {
    if span.is_pinyin {
        return spelled(index, How::Pinyin, 90, &span.spelling);
    }
    Ok(Choice::of_word(index, word)?.into_iter().collect())
}

/// Returns the choices that a meaning adds.
fn meaning_choices(
    index: &Index<'_>,
    word: &str,
    span: &Span<'_>,
    meaning: Meaning<'_>,
) -> Result<Vec<Choice>, Damaged> {
    match meaning {
        Meaning::Section(id) => section_choice(index, id, How::Section, 100),
        Meaning::Hint(id) => section_choice(index, id, How::Section, 35),
        Meaning::Synonym(group) => synonym_choices(index, word, span, group),
        Meaning::Elsewhere(_) | Meaning::Silent => Ok(Vec::new()),
    }
}

fn section_choice(
    index: &Index<'_>,
    id: &str,
    how: How,
    factor: u32,
) -> Result<Vec<Choice>, Damaged> {
    let term = index.term(&Kind::Section.key(id))?;
    Ok(term.map(|term| Choice::of(how, factor, term)).into_iter().collect())
}

/// Returns the choices for the other words of a group, and for the sections that they name; a word
/// in pinyin is itself among them.
fn synonym_choices(
    index: &Index<'_>,
    word: &str,
    span: &Span<'_>,
    group: u32,
) -> Result<Vec<Choice>, Damaged> {
    let mut choices = Vec::new();
    let joined = word.replace(' ', "");
    for Synonym { word: other, terms, sections } in index.synonyms(group)? {
        if other == word {
            continue;
        }
        let is_itself = span.is_pinyin && pinyin::is_read_as(other, &joined);
        let (how, factor) = if is_itself { (How::Pinyin, 95) } else { (How::Synonym, 80) };
        let of_sections = sections.iter().map(|term| Choice::of(How::Synonym, 90, *term));
        let added = Choice::of_terms(how, factor, &terms).into_iter().chain(of_sections);
        choices.extend(added.map(|choice| choice.read_as(other)));
    }
    Ok(choices)
}

/// A pair of characters of a query, and whether the index has it.
struct Pair<'q> {
    range: Range<usize>,
    text: &'q str,
    clue: Option<Clue>,
}

/// Returns the clues of a run of Han outside the phrases: pairs of characters; for characters in
/// none of them what sounds the same, or else the character by itself.
fn han_clues(index: &Index<'_>, run: &Run<'_>, spans: &[Span<'_>]) -> Result<Vec<Clue>, Damaged> {
    let mut found = Vec::new();
    for (start, text) in pairs(run.text) {
        let range = run.start + start..run.start + start + text.len();
        let weight = weight_beside(spans, &range);
        let term = if weight > 0 { index.term(&Kind::Han.key(text))? } else { None };
        let clue = term.map(|term| {
            let choices = vec![Choice::of(How::Word, 100, term)];
            Clue::new(range.clone(), weight, choices)
        });
        found.push(Pair { range, text, clue });
    }
    let alike = homophones(index, &found, spans)?;
    let mut clues: Vec<Clue> = found.into_iter().filter_map(|pair| pair.clue).collect();
    clues.extend(alike);
    let lone = characters(index, run, &clues, spans)?;
    clues.extend(lone);
    Ok(clues)
}

/// Returns clues for pairs that the index does not have, where one of the characters stands in no
/// pair that it has: 学藉 leads to 学籍.
fn homophones(
    index: &Index<'_>,
    pairs: &[Pair<'_>],
    spans: &[Span<'_>],
) -> Result<Vec<Clue>, Damaged> {
    let mut clues = Vec::new();
    let is_known = |position: Option<usize>| {
        position.and_then(|at| pairs.get(at)).is_some_and(|pair| pair.clue.is_some())
    };
    for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.clue.is_none()) {
        let has_both = is_known(at.checked_sub(1)) && is_known(at.checked_add(1));
        if has_both || spans.iter().any(|span| span.touches(&pair.range)) {
            continue;
        }
        let mut choices = Vec::new();
        for spelling in spellings(pair.text) {
            choices.extend(spelled(index, How::Homophone, 50, &spelling.text())?);
        }
        choices.retain(|choice| is_slip(pair.text, &choice.other));
        let clue = Clue::new(pair.range.clone(), 100, choices);
        clues.extend(Some(clue).filter(|clue| !clue.choices.is_empty()));
    }
    Ok(clues)
}

/// Says whether only one of two characters is another than meant; two wrong ones are chance.
fn is_slip(typed: &str, meant: &str) -> bool {
    let mut pairs = typed.chars().zip(meant.chars());
    let is_same = |(typed, meant)| typed == meant;
    let sounds_alike = |(typed, meant)| pinyin::sound_alike(typed, meant);
    pairs.clone().any(is_same) && pairs.any(sounds_alike)
}

/// Returns clues for the characters of a run that stand in no other clue and in no phrase.
fn characters(
    index: &Index<'_>,
    run: &Run<'_>,
    clues: &[Clue],
    spans: &[Span<'_>],
) -> Result<Vec<Clue>, Damaged> {
    let mut lone = Vec::new();
    for (start, c) in run.text.char_indices() {
        let word = run.start + start..run.start + start + c.len_utf8();
        let is_covered = clues.iter().any(|clue| clue.word.contains(&word.start));
        if is_covered || spans.iter().any(|span| span.touches(&word)) {
            continue;
        }
        let text = c.encode_utf8(&mut [0; 4]).to_owned();
        if let Some(term) = index.term(&Kind::Han.key(&text))? {
            let choices = vec![Choice::of(How::Word, 30, term)];
            lone.push(Clue::new(word, 100, choices));
        }
    }
    Ok(lone)
}

/// Returns the clue of a word of letters or digits, unless it was read as pinyin.
fn latin_clue(
    index: &Index<'_>,
    text: &str,
    run: &Run<'_>,
    clues: &[Clue],
    pinyin: &[Syllables<'_>],
) -> Result<Option<Clue>, Damaged> {
    let word = range_of(run);
    let mut choices = word_choices(index, run.text)?;
    let was_read =
        clues.iter().any(|clue| clue.word.start < word.end && word.start < clue.word.end);
    let is_pinyin =
        pinyin.iter().flat_map(|row| &row.syllables).any(|s| word.contains(&s.range.start));
    let mut weight = 100;
    if was_read && is_pinyin {
        choices.retain(Choice::is_literal);
        weight = BESIDE_PINYIN;
    }
    if choices.is_empty() && stands_beside_han(text, &word) {
        choices.extend(mixed_choice(index, text, run)?);
    }
    Ok(Some(Clue::new(word, weight, choices)).filter(|clue| !clue.choices.is_empty()))
}

/// Tells what was sought, what was passed over, and what stands nowhere: is in none of the words
/// that were `used`, some of which may have been said before.
fn describe(text: &str, spans: &[Span<'_>], clues: &[Clue], used: &[Range<usize>]) -> Reading {
    let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    let silent: Vec<&Span<'_>> = spans.iter().filter(|span| span.is_silent()).collect();
    let is_used = |at: usize| used.iter().any(|word| word.contains(&at));
    let is_silent = |at: usize| silent.iter().any(|span| span.word.contains(&at));
    let mut reading = Reading {
        sought: merged(clues.iter().map(|clue| clue.word.clone())).iter().map(word).collect(),
        silent: silent.iter().map(|span| word(&span.word)).collect(),
        unknown: unknown(text, |at| is_used(at) || is_silent(at)),
        ..Reading::default()
    };
    reading.elsewhere =
        outside(spans).map(|(range, entry)| Elsewhere { word: word(&range), entry });
    reading
}

/// Returns the first phrase that is a matter outside the handbook: where it stands, and its entry.
fn outside(spans: &[Span<'_>]) -> Option<(Range<usize>, u32)> {
    let entry = |meaning: &Meaning<'_>| match meaning {
        Meaning::Elsewhere(entry) => Some(*entry),
        _ => None,
    };
    let found = |span: &Span<'_>| Some((span.word.clone(), span.meanings.iter().find_map(entry)?));
    spans.iter().find_map(found)
}

/// Joins ranges that overlap.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Returns the words, or the parts of a run of Han, of which nothing was used.
fn unknown(text: &str, is_used: impl Fn(usize) -> bool) -> Vec<String> {
    let mut unknown = Vec::new();
    for run in runs(text) {
        if !run.is_han {
            let mut positions = range_of(&run);
            unknown.extend((!positions.any(&is_used)).then(|| run.text.to_owned()));
            continue;
        }
        let mut part = String::new();
        for (start, c) in run.text.char_indices() {
            if is_used(run.start + start) {
                unknown.extend((!part.is_empty()).then(|| std::mem::take(&mut part)));
            } else {
                part.push(c);
            }
        }
        unknown.extend((!part.is_empty()).then_some(part));
    }
    unknown
}
