//! From clues to an order of places.
//!
//! Whole numbers only: the same index and query give the same order on every machine.

use std::ops::Range;

use super::How;
use super::bound::{self, Family};
use super::clue::{Choice, Clue};
use super::query::Query;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Posting, Term, Thing};

/// Of what the whole thing earns by a word, this much goes to a part of it that lacks the word.
const INHERITED: u64 = 85;

/// Of what the best other part of the same thing earns by a word, this much.
const NEARBY: u64 = 30;

/// What a word that stands in another part counts towards being complete.
const NEARBY_SHARE: u64 = 40;

/// A choice of several terms that is not the word itself fits only where this share of it stands.
const ENOUGH: u64 = 75;

/// What a place keeps of its score if it has hardly any of the words asked for.
const INCOMPLETE: u64 = 30;

/// The share of a query's weight, in hundredths, of which less is a coincidence: `foo bar baz qux`
/// has nothing to do with the one place that says `bar`.
const FAIR: u64 = 25;

/// What the name of a section says about what is asked for, in hundredths: 多少钱 fits any matter.
const SECTION_SHARE: u64 = 50;

/// What a place keeps of its score by what it belongs to, in hundredths: who asks in words rarely
/// asks for a paper, an office or a law rather than for what to do.
pub(super) const fn interest(thing: Thing) -> u64 {
    match thing {
        Thing::Guide => 100,
        Thing::Office | Thing::Document => 75,
        Thing::Law => 65,
    }
}

/// What a clue found in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The place, as its position in the index.
    pub(super) place: u32,
    /// What it is worth.
    pub(super) value: u32,
    /// The strongest field in which it stands.
    pub(super) field: Field,
    /// The choice of the clue that found it.
    pub(super) choice: usize,
}

/// A place with its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scored {
    /// The place, as its position in the index.
    pub(super) place: u32,
    /// The position of the thing that it belongs to.
    pub(super) head: u32,
    /// How well it fits.
    pub(super) score: u64,
}

/// How many things are looked at before asking whether that is enough.
const BATCH: usize = 16;

/// What all clues found: for each of them the places, in order.
#[derive(Debug, Default)]
pub(super) struct Evidences {
    found: Vec<Vec<Evidence>>,
    masses: Vec<u64>,
    joined: Vec<bool>,
}

impl Evidences {
    /// Says how much the clues can earn, before anything is looked for.
    pub(super) fn none(index: &Index<'_>, clues: &[Clue]) -> Result<Self, Damaged> {
        let neighbours = clues.iter().zip(clues.iter().skip(1));
        let is_joined = neighbours.map(|(one, next)| next.word.start <= one.word.end + 1);
        Ok(Self {
            found: vec![Vec::new(); clues.len()],
            masses: clues.iter().map(|clue| mass(index, clue)).collect::<Result<_, _>>()?,
            joined: std::iter::once(false).chain(is_joined).collect(),
        })
    }

    /// Collects what the clues find, and scores the places where they find it: in the things that
    /// may fit best, until so many fit better than any other can.
    pub(super) fn collect(
        &mut self,
        index: &Index<'_>,
        clues: &[Clue],
        count: usize,
    ) -> Result<Vec<Scored>, Damaged> {
        let things = bound::best_things(index, clues, &self.masses, count)?;
        let mut scored = Vec::new();
        for batch in things.chunks(BATCH) {
            let worst = batch.first().map_or(0, |(bound, _)| *bound);
            if scored.len() >= count && heads_above(&scored, worst) >= count {
                break;
            }
            let mut families: Vec<Family> = batch.iter().map(|(_, family)| *family).collect();
            families.sort_unstable_by_key(|family| family.thing);
            scored.extend(self.look_closely(index, clues, &families)?);
        }
        self.found.iter_mut().for_each(|found| found.sort_unstable_by_key(|e| e.place));
        Ok(scored)
    }

    /// Scores the places of some things, and keeps what was found there.
    fn look_closely(
        &mut self,
        index: &Index<'_>,
        clues: &[Clue],
        families: &[Family],
    ) -> Result<Vec<Scored>, Damaged> {
        let found = clues.iter().zip(&self.masses);
        let found = found.map(|(clue, &mass)| evidence(index, clue, mass, families));
        let found: Vec<Vec<Evidence>> = found.collect::<Result<_, _>>()?;
        let scored = self.score(index, &found)?;
        for (all, found) in self.found.iter_mut().zip(found) {
            all.extend(found);
        }
        Ok(scored)
    }

    /// Says whether a fair share of a query stands somewhere.
    pub(super) fn are_fair(&self, index: &Index<'_>, query: &Query) -> bool {
        let unseen = rarity_of(index, 0);
        let (mut known, mut all) = (0, unseen * query.missing / 100);
        let counted = query.clues.iter().zip(&self.masses).filter(|(clue, _)| !clue.is_hint());
        for (clue, mass) in counted {
            let names_section = clue.choices.iter().any(Choice::is_section);
            known += mass * if names_section { SECTION_SHARE } else { 100 } / 100;
            all += if clue.is_guess() { unseen * u64::from(clue.weight) / 100 } else { *mass };
        }
        known * 100 >= all * FAIR
    }

    /// Returns how much a clue can earn.
    pub(super) fn mass(&self, clue: usize) -> u64 {
        self.masses.get(clue).copied().unwrap_or(0)
    }

    /// Says whether a clue found something in any of these places.
    pub(super) fn stands_within(&self, clue: usize, places: Range<u32>) -> bool {
        let found = self.found.get(clue).map_or(&[][..], Vec::as_slice);
        let first = found.partition_point(|evidence| evidence.place < places.start);
        found.get(first).is_some_and(|evidence| evidence.place < places.end)
    }

    /// Returns what a clue found in a place.
    pub(super) fn at(&self, clue: usize, place: u32) -> Option<&Evidence> {
        find(self.found.get(clue)?, place)
    }

    /// Scores every place in which something was found, clue by clue.
    fn score(&self, index: &Index<'_>, found: &[Vec<Evidence>]) -> Result<Vec<Scored>, Damaged> {
        let mut rests: Vec<&[Evidence]> = found.iter().map(Vec::as_slice).collect();
        let mut scored = Vec::new();
        while let Some(first) = rests.iter().filter_map(|rest| rest.first()).map(|e| e.place).min()
        {
            let (head, end) = index.places_of(index.thing_of(first)?)?;
            let mut family = Vec::new();
            for rest in &mut rests {
                family.push(Share::new(split_family(rest, end)?, head));
            }
            let interest = interest(index.place(head)?.thing);
            while let Some(place) = family.iter().filter_map(Share::next_place).min() {
                let score = self.score_place(place, &mut family) * interest / 100;
                scored.push(Scored { place, head, score });
            }
        }
        Ok(scored)
    }

    /// Scores the next place of a thing, and takes what was found there.
    fn score_place(&self, place: u32, family: &mut [Share<'_>]) -> u64 {
        let (mut score, mut covered) = (0, 0);
        let mut last: Option<&Evidence> = None;
        for ((share, &mass), &is_joined) in family.iter_mut().zip(&self.masses).zip(&self.joined) {
            let own = share.take(place);
            score += own.map_or(0, |own| u64::from(own.value)).max(share.inherited);
            covered += mass * if own.is_some() { 100 } else { share.completeness };
            if let (Some(before), Some(own), true) = (last, own, is_joined) {
                score += in_a_row(before, own);
            }
            last = own;
        }
        in_full(score, covered, self.masses.iter().sum())
    }
}

/// Returns what a score is worth where only so much of `all` that was asked for is there; `covered`
/// is in hundredths.
pub(super) fn in_full(score: u64, covered: u64, all: u64) -> u64 {
    score * (INCOMPLETE + (100 - INCOMPLETE) * covered / (all.max(1) * 100)) / 100
}

/// Returns how many things have a place that scores at least so much.
fn heads_above(scored: &[Scored], least: u64) -> usize {
    let heads = scored.iter().filter(|place| place.score >= least).map(|place| place.head);
    heads.collect::<std::collections::BTreeSet<_>>().len()
}

/// What one clue found in the places of one thing.
struct Share<'e> {
    rest: &'e [Evidence],
    /// What a place earns that lacks the word.
    inherited: u64,
    /// How far the word counts as found in a place that lacks it, in hundredths.
    completeness: u64,
}

impl<'e> Share<'e> {
    fn new(found: &'e [Evidence], head: u32) -> Self {
        let whole = found.first().filter(|first| first.place == head).map(|first| first.value);
        let nearby = found.iter().map(|evidence| evidence.value).max();
        let part = |value: Option<u32>, share| u64::from(value.unwrap_or(0)) * share / 100;
        let completeness = match (whole, nearby) {
            (Some(_), _) => 100,
            (None, Some(_)) => NEARBY_SHARE,
            (None, None) => 0,
        };
        let inherited = part(whole, INHERITED).max(part(nearby, NEARBY));
        Self { rest: found, inherited, completeness }
    }

    fn next_place(&self) -> Option<u32> {
        self.rest.first().map(|evidence| evidence.place)
    }

    /// Takes what was found in a place, if that is the next one.
    fn take(&mut self, place: u32) -> Option<&'e Evidence> {
        let (first, rest) = self.rest.split_first().filter(|(first, _)| first.place == place)?;
        self.rest = rest;
        Some(first)
    }
}

/// Neighbours of the query that stand in the same short field are worth a tenth more.
fn in_a_row(before: &Evidence, own: &Evidence) -> u64 {
    let is_same = before.field == own.field && own.field <= Field::Heading;
    if is_same { u64::from(before.value.min(own.value)) / 10 } else { 0 }
}

fn find(found: &[Evidence], place: u32) -> Option<&Evidence> {
    found.binary_search_by_key(&place, |evidence| evidence.place).ok().and_then(|at| found.get(at))
}

/// Takes what stands before the place `end` off the front of a list.
fn split_family<'e>(rest: &mut &'e [Evidence], end: u32) -> Result<&'e [Evidence], Damaged> {
    let count = rest.partition_point(|evidence| evidence.place < end);
    let (family, after) = rest.split_at_checked(count).ok_or(Damaged)?;
    *rest = after;
    Ok(family)
}

/// Returns how rare a term is: the binary logarithm of the share of places without it, in
/// sixteenths.
///
/// Between powers of two it is a straight line, which needs no floating point.
fn rarity(index: &Index<'_>, term: Term) -> Result<u64, Damaged> {
    Ok(rarity_of(index, index.postings(term)?.places()))
}

/// Returns how rare a term is that stands in so many places.
pub(super) fn rarity_of(index: &Index<'_>, frequency: u32) -> u64 {
    let places = u64::from(index.place_count());
    let share = ((2 * places + 2) << 16) / (2 * u64::from(frequency) + 1);
    let power = u64::from(share.max(1 << 16).ilog2());
    (power - 16) * 16 + ((share >> (power - 4)) & 15)
}

pub(super) fn rarities(index: &Index<'_>, choice: &Choice) -> Result<u64, Damaged> {
    choice.terms.iter().map(|term| rarity(index, *term)).sum()
}

/// Returns how much a clue can earn: by the section if it names one, or else by the word itself if
/// it stands anywhere, as it is written or read, or else by the best of its other choices.
fn mass(index: &Index<'_>, clue: &Clue) -> Result<u64, Damaged> {
    let section = clue.choices.iter().find(|choice| choice.is_section());
    let literal = clue.choices.iter().find(|choice| choice.is_literal());
    let read = clue.choices.iter().find(|choice| choice.how == How::Pinyin);
    let sure = section.or(literal).or(read);
    let mut mass = 0;
    for choice in sure.map_or(clue.choices.as_slice(), std::slice::from_ref) {
        mass = mass.max(rarities(index, choice)? * u64::from(choice.factor) / 100);
    }
    Ok(mass * u64::from(clue.weight) / 100)
}

/// Returns what a clue finds in some things: for each place the best of its choices.
fn evidence(
    index: &Index<'_>,
    clue: &Clue,
    mass: u64,
    families: &[Family],
) -> Result<Vec<Evidence>, Damaged> {
    let mut all = Vec::new();
    for (number, choice) in clue.choices.iter().enumerate() {
        let scale = scale(index, clue, mass, choice)?;
        all.extend(evidence_of(index, (number, choice), scale, families)?);
    }
    all.sort_unstable_by_key(|e: &Evidence| (e.place, std::cmp::Reverse(e.value), e.choice));
    all.dedup_by_key(|evidence| evidence.place);
    Ok(all)
}

/// Returns by how much the worth of the terms of a choice counts, in ten-thousandths.
pub(super) fn scale(
    index: &Index<'_>,
    clue: &Clue,
    mass: u64,
    choice: &Choice,
) -> Result<u64, Damaged> {
    let whole = rarities(index, choice)?.max(1);
    let factor = u64::from(choice.factor) * u64::from(clue.weight);
    // Many rare terms in a synonym shall not outweigh the word that was asked for.
    let most = mass.max(1) * 10_000;
    Ok(factor * most / most.max(factor * whole))
}

/// Returns how much of the rarity of its terms must stand together for a choice to fit.
pub(super) fn enough(index: &Index<'_>, choice: &Choice) -> Result<u64, Damaged> {
    let whole = rarities(index, choice)?.max(1);
    Ok(if choice.is_literal() { 0 } else { (whole * ENOUGH).div_ceil(100) })
}

/// Returns what one choice of a clue finds in some things.
fn evidence_of(
    index: &Index<'_>,
    (number, choice): (usize, &Choice),
    scale: u64,
    families: &[Family],
) -> Result<Vec<Evidence>, Damaged> {
    let mut sums: Vec<Sum> = Vec::new();
    for term in &choice.terms {
        let postings = index.postings(*term)?;
        let rarity = rarity_of(index, postings.places());
        let sum = |posting: Posting| Sum {
            place: posting.place,
            worth: rarity * u64::from(posting.impact),
            part: rarity,
            field: posting.field,
        };
        let mut lookup = postings.lookup();
        for family in families {
            lookup.places_of(family.thing, family.places, |posting| sums.push(sum(posting)))?;
        }
    }
    let enough = enough(index, choice)?;
    let evidence = |sum: Sum| Evidence {
        place: sum.place,
        value: u32::try_from(sum.worth * scale / 10_000).unwrap_or(u32::MAX).max(1),
        field: sum.field,
        choice: number,
    };
    Ok(joined(sums).into_iter().filter(|sum| sum.part >= enough).map(evidence).collect())
}

/// What some terms of a choice are worth in a place.
struct Sum {
    place: u32,
    worth: u64,
    part: u64,
    field: Field,
}

/// Adds up what belongs to the same place.
fn joined(mut sums: Vec<Sum>) -> Vec<Sum> {
    sums.sort_by_key(|sum| sum.place);
    sums.dedup_by(|later, kept| {
        let is_same = later.place == kept.place;
        if is_same {
            kept.worth += later.worth;
            kept.part += later.part;
            kept.field = kept.field.min(later.field);
        }
        is_same
    });
    sums
}
