//! Whether a handbook treats what a query asks for.
//!
//! A search nearly always finds something: 驾照到期换证 shares 到期 and 换证 with a school's licence. What is
//! found is an answer only where the words that decide what the query is about stand there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::How;
use super::closely::Scored;
use super::clue::{Choice, Clue};
use super::plan::rarity_of;
use super::query::Query;
use super::rank::{Evidences, share_of};
use crate::handbook::codec::Damaged;
use crate::handbook::index::names::NameKind;
use crate::handbook::index::terms::{pairs, runs};
use crate::handbook::index::{Field, Index, Thing};

/// The share of what a query asks for, in hundredths, of which less may be a coincidence.
const TREATED: u64 = 42;

/// The share of the words themselves, without the names of sections, that must stand in a place beside
/// a telling word, in hundredths.
const BESIDE: u64 = 45;

/// A word counts as one of the query if it has at least so much weight, in hundredths: what stands
/// across the end of a phrase is no word.
const WORD: u32 = 60;

/// What a word counts that stands in another part of the same thing, in hundredths.
const NEARBY: u64 = 50;

/// A choice that counts less, in hundredths, is a guess.
const SURE: u32 = 80;

/// The share of the rarity of an unseen word, in hundredths, from which a word tells what is asked for.
const TELLING: u64 = 45;

/// The longest name, in characters or words, that is looked for in the rest of a query.
const MAX_NAME: usize = 10;

/// Says whether the best place answers a query, or has only some of its words by chance.
pub(super) fn is_treated(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    best: &Scored,
) -> Result<bool, Damaged> {
    if let Some(outside) = &query.outside {
        return Ok(says_something(index, query, evidences, outside, best)?
            || names_guide(index, &query.text, outside)?);
    }
    let (found, asked) = coverage(index, query, evidences, best)?;
    let is_told = || has_telling_word(index, query, evidences, best);
    Ok(found * 100 >= asked * TREATED
        || (is_told() && has_words(query, evidences, best))
        || names_guide(index, &query.text, &(0..0))?)
}

/// Says whether enough of the words of a query stand in a place or name its thing.
fn has_words(query: &Query, evidences: &Evidences<'_>, best: &Scored) -> bool {
    let (mut found, mut asked) = (0, 0);
    for (number, clue) in query.clues.iter().enumerate() {
        if clue.weight < WORD || clue.is_hint() || clue.choices.iter().any(Choice::is_section) {
            continue;
        }
        let mass = evidences.mass(number);
        let here = evidences.at(number, best.place).or_else(|| evidences.at(number, best.head));
        found += here.map_or(0, |_| mass);
        asked += mass;
    }
    found * 100 >= asked * BESIDE
}

/// Says whether a rare word of a query stands in the name or the heading of a place, or names its
/// thing.
fn has_telling_word(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    best: &Scored,
) -> bool {
    let tells = |(number, clue): (usize, &Clue)| {
        let own = evidences.at(number, best.place).filter(|own| own.field <= Field::Heading);
        let evidence = own.or_else(|| evidences.at(number, best.head))?;
        let choice = clue.choices.get(evidence.choice)?;
        let is_sure = !matches!(choice.how, How::Section | How::Homophone);
        let is_rare = evidences.mass(number) * 100 >= rarity_of(index, 0) * TELLING;
        Some(evidence.field <= Field::Heading && is_sure && is_rare)
    };
    query.clues.iter().enumerate().any(|clue| tells(clue) == Some(true))
}

/// Returns how much of a query stands in a place or in its thing, and how much it asks for.
fn coverage(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    best: &Scored,
) -> Result<(u64, u64), Damaged> {
    let unseen = rarity_of(index, 0);
    let end = index.places_of(best.thing)?.end;
    let (mut found, mut asked) = (0, unseen * query.missing / 100);
    for (number, clue) in query.clues.iter().enumerate().filter(|(_, clue)| !clue.is_hint()) {
        let mass = evidences.mass(number) * share_of(clue) / 100;
        let here = evidences.at(number, best.place).or_else(|| evidences.at(number, best.head));
        found += match here {
            Some(_) => mass,
            None if evidences.stands_within(number, best.head..end) => mass * NEARBY / 100,
            None => 0,
        };
        asked += if is_known(clue) { mass } else { unseen * u64::from(clue.weight) / 100 };
    }
    Ok((found, asked))
}

/// Says whether a word stands in the handbook as it is written, read or mended, and not only in part.
fn is_known(clue: &Clue) -> bool {
    clue.choices.iter().any(|choice| choice.how != How::Homophone && choice.factor >= SURE)
}

/// Says whether the name of a matter outside the handbook stands in the heading of a place: then the
/// handbook says what is to be said of it.
fn says_something(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    outside: &Range<usize>,
    best: &Scored,
) -> Result<bool, Damaged> {
    for (number, clue) in query.clues.iter().enumerate().filter(|(_, clue)| clue.word == *outside) {
        let evidence = evidences.at(number, best.place).filter(|one| one.field <= Field::Heading);
        match evidence.and_then(|evidence| clue.choices.get(evidence.choice)) {
            Some(choice) if choice.is_literal() => {
                return stands_whole(index, choice, query, outside, best);
            }
            Some(_) => return Ok(true),
            None => {}
        }
    }
    Ok(false)
}

/// Says whether every pair of a word stands in a place.
fn stands_whole(
    index: &Index<'_>,
    choice: &Choice,
    query: &Query,
    word: &Range<usize>,
    best: &Scored,
) -> Result<bool, Damaged> {
    let word = query.text.get(word.clone()).unwrap_or_default();
    let count = |run: &str, is_han: bool| if is_han { pairs(run).count() } else { 1 };
    if choice.terms.len() < runs(word).map(|run| count(run.text, run.is_han)).sum() {
        return Ok(false);
    }
    let numbers = choice.terms.iter().map(|term| Ok(index.postings(*term)?.number()));
    let numbers: BTreeSet<u32> = numbers.collect::<Result<_, _>>()?;
    let numbers = Vec::from_iter(numbers);
    let mut stands = vec![false; numbers.len()];
    index.contents_of(best.thing)?.find(&numbers, |at, posting| {
        if posting.place == best.place && posting.field <= Field::Heading {
            stands.iter_mut().skip(at).take(1).for_each(|stands| *stands = true);
        }
    })?;
    Ok(stands.into_iter().all(|stands| stands))
}

/// Says whether the rest of a query, without a matter outside the handbook, names a guide.
fn names_guide(index: &Index<'_>, text: &str, outside: &Range<usize>) -> Result<bool, Damaged> {
    let rests = [text.get(..outside.start), text.get(outside.end..)];
    let names = index.names();
    for rest in rests.into_iter().flatten() {
        let starts: Vec<usize> = runs(rest)
            .flat_map(|run| {
                let ends = if run.is_han { usize::MAX } else { 1 };
                run.text
                    .char_indices()
                    .take(ends)
                    .map(move |(at, _)| run.start + at)
                    .collect::<Vec<_>>()
            })
            .chain([rest.len()])
            .collect();
        for (at, start) in starts.iter().enumerate() {
            for end in starts.iter().skip(at + 1).take(MAX_NAME) {
                let name = rest.get(*start..*end).unwrap_or_default().replace(' ', "");
                let is_long = name.chars().nth(1).is_some();
                let named = if is_long { names.exactly(Thing::Guide, &name)? } else { Vec::new() };
                if named.iter().any(|name| name.kind != NameKind::Initials) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}
