//! Saying why: which word of a query was found where.

use std::ops::Range;

use super::closely::Evidence;
use super::clue::{Choice, Clue};
use super::query::Query;
use super::rank::Evidences;
use super::{Equal, Explanation, Found, How, Meant, Reason, Share, Understood};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Place};

/// A word of the query as it was found in one place.
struct Trace {
    word: Range<usize>,
    other: String,
    how: How,
    field: Field,
    is_slip: bool,
}

/// Returns why a place was found; words that overlap and were found alike are told as one.
pub(super) fn reasons(
    query: &Query,
    evidences: &Evidences<'_>,
    place: u32,
    head: u32,
) -> Vec<Reason> {
    let reason = |trace: Trace| Reason {
        word: query.word(&trace.word).to_owned(),
        at: query.typed(&trace.word),
        field: trace.field,
        how: trace.how,
    };
    traces(query, evidences, place, head).into_iter().map(reason).collect()
}

/// Returns which words were read as others where a place was found.
pub(super) fn equals(query: &Query, evidences: &Evidences<'_>, place: u32) -> Vec<Equal> {
    let traces = traces(query, evidences, place, place).into_iter();
    let changed = traces.filter(|trace| !trace.other.is_empty() && !trace.is_slip);
    let equal = |trace: Trace| Equal {
        word: query.word(&trace.word).to_owned(),
        other: trace.other,
        how: trace.how,
    };
    query.slips().chain(changed.map(equal)).collect()
}

fn traces(query: &Query, evidences: &Evidences<'_>, place: u32, head: u32) -> Vec<Trace> {
    let mut traces: Vec<Trace> = Vec::new();
    for (number, clue) in query.clues.iter().enumerate() {
        let own = evidences.at(number, place);
        let trace = |evidence: &Evidence| {
            let choice = clue.choices.get(evidence.choice)?;
            let how = clue.slip.unwrap_or(choice.how);
            let how = if own.is_some() { how } else { How::Inherited };
            let (word, field) = (clue.word.clone(), evidence.field);
            let is_slip = clue.slip.is_some();
            Some(Trace { word, other: choice.other.clone(), how, field, is_slip })
        };
        let found = own.or_else(|| evidences.at(number, head)).and_then(trace);
        if let Some(trace) = found {
            add(&mut traces, trace);
        }
    }
    traces
}

/// Adds a word, or lengthens the one before it.
fn add(traces: &mut Vec<Trace>, trace: Trace) {
    match traces.last_mut() {
        Some(last) if is_continued(last, &trace) => {
            last.word.end = last.word.end.max(trace.word.end);
            last.field = last.field.min(trace.field);
            last.other.extend(trace.other.chars().skip(1));
        }
        _ => traces.push(trace),
    }
}

/// Says whether a word overlaps the one before it, was found alike and was read alike.
fn is_continued(last: &Trace, next: &Trace) -> bool {
    let is_row =
        matches!(next.how, How::Word | How::Pinyin | How::Homophone | How::Slip | How::Inherited);
    is_row
        && last.how == next.how
        && next.word.start < last.word.end
        && last.other.chars().last() == next.other.chars().next()
}

/// Explains how a query was read, and what its words earned in the places that were found.
///
/// # Errors
/// When the index is damaged.
pub fn explain(index: &Index<'_>, query: &str, found: &Found<'_>) -> Result<Explanation, Damaged> {
    let query = Query::read(index, query)?;
    let mut evidences = Evidences::none(index, &query.clues)?;
    evidences.collect(index, found.hits.len())?;
    let words = query.clues.iter().map(|clue| understood(index, &query, clue));
    let shares = found.hits.iter().map(|hit| shares(index, &query, &evidences, &hit.place));
    Ok(Explanation {
        words: words.collect::<Result<_, _>>()?,
        shares: shares.collect::<Result<_, _>>()?,
    })
}

fn understood(index: &Index<'_>, query: &Query, clue: &Clue) -> Result<Understood, Damaged> {
    let mended = query.text.get(clue.word.clone()).filter(|_| clue.slip.is_some());
    let choices = clue.choices.iter().map(|choice| meant(index, choice));
    Ok(Understood {
        word: query.word(&clue.word).to_owned(),
        mended: mended.map(str::to_owned),
        weight: clue.weight,
        choices: choices.collect::<Result<_, _>>()?,
    })
}

fn meant(index: &Index<'_>, choice: &Choice) -> Result<Meant, Damaged> {
    let mut places = u32::MAX;
    let mut terms = Vec::new();
    for &term in &choice.terms {
        places = places.min(index.postings(term)?.places());
        terms.push(index.text(term)?.to_owned());
    }
    let other = choice.other.clone();
    Ok(Meant { how: choice.how, factor: choice.factor, other, terms, places })
}

fn shares(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    place: &Place<'_>,
) -> Result<Vec<Share>, Damaged> {
    let Some(head) = index.whole(place.thing, place.ordinal)? else { return Ok(Vec::new()) };
    let position = index.position_of(place)?;
    let share = |(number, clue): (usize, &Clue)| {
        let own = evidences.at(number, position);
        let evidence = own.or_else(|| evidences.at(number, head))?;
        let how = clue.slip.or_else(|| Some(clue.choices.get(evidence.choice)?.how))?;
        let how = if own.is_some() { how } else { How::Inherited };
        let word = query.word(&clue.word).to_owned();
        Some(Share { word, value: evidence.value, field: evidence.field, how })
    };
    Ok(query.clues.iter().enumerate().filter_map(share).collect())
}
