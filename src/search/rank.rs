//! From clues to an order of places.
//!
//! Whole numbers only: the same index and query give the same order on every machine.

use std::ops::Range;

use super::bound;
use super::clue::{Choice, Clue};
use super::plan::{Part, Pick, Plan, Standing};
use super::query::Query;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Posting, Thing};

/// Of what the whole thing earns by a word, this much goes to a part of it that lacks the word.
const INHERITED: u64 = 85;

/// Of what the best other part of the same thing earns by a word, this much.
const NEARBY: u64 = 30;

/// What a word that stands in another part counts towards being complete.
const NEARBY_SHARE: u64 = 40;

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
    /// The thing that it belongs to.
    pub(super) thing: usize,
    /// The position of the place that is the whole thing.
    pub(super) head: u32,
    /// How well it fits.
    pub(super) score: u64,
}

/// How many things are looked at before asking whether that is enough.
const BATCH: usize = 4;

/// What all clues found: for each of them the places, in order.
#[derive(Debug)]
pub(super) struct Evidences<'a> {
    found: Vec<Vec<Evidence>>,
    plan: Plan<'a>,
    joined: Vec<bool>,
}

impl<'a> Evidences<'a> {
    /// Says how much the clues can earn, before anything is looked for.
    pub(super) fn none(index: &Index<'a>, clues: &[Clue]) -> Result<Self, Damaged> {
        let neighbours = clues.iter().zip(clues.iter().skip(1));
        let is_joined = neighbours.map(|(one, next)| next.word.start <= one.word.end + 1);
        Ok(Self {
            found: vec![Vec::new(); clues.len()],
            plan: Plan::new(index, clues)?,
            joined: std::iter::once(false).chain(is_joined).collect(),
        })
    }

    /// Collects what the clues find, and scores the places where they find it: in the things that
    /// may fit best, until so many fit better than any other can.
    pub(super) fn collect(
        &mut self,
        index: &Index<'_>,
        count: usize,
    ) -> Result<Vec<Scored>, Damaged> {
        let things = bound::best_things(index, &self.plan, count)?;
        let (mut scored, mut looked_at) = (Vec::new(), Vec::new());
        for batch in things.chunks(BATCH) {
            let worst = batch.first().map_or(0, |(bound, _)| *bound);
            if scored.len() >= count && heads_above(&scored, worst) >= count {
                break;
            }
            for &(_, thing) in batch {
                looked_at.push((thing, self.look_closely(index, thing, &mut scored)?));
            }
        }
        looked_at.sort_unstable_by_key(|(thing, _)| *thing);
        for (_, found) in looked_at {
            self.found.iter_mut().zip(found).for_each(|(all, found)| all.extend(found));
        }
        Ok(scored)
    }

    /// Scores the places of a thing; returns what each clue found there.
    fn look_closely(
        &self,
        index: &Index<'_>,
        thing: usize,
        scored: &mut Vec<Scored>,
    ) -> Result<Vec<Vec<Evidence>>, Damaged> {
        let contents = index.contents_of(thing)?;
        let (standing, head) = (self.plan.standing(&contents, thing)?, contents.places().start);
        let mut board = Board::new(contents.places());
        let evidence = |clue| evidence(&self.plan, clue, &standing, &mut board);
        let found: Vec<Vec<Evidence>> = self.plan.clues.iter().map(evidence).collect();
        let interest = interest(index.kind_of(thing)?);
        let mut shares: Vec<Share<'_>> = found.iter().map(|of| Share::new(of, head)).collect();
        while let Some(place) = shares.iter().filter_map(Share::next_place).min() {
            let score = self.score_place(place, &mut shares) * interest / 100;
            scored.push(Scored { place, thing, head, score });
        }
        Ok(found)
    }

    /// Says whether a fair share of a query stands somewhere.
    pub(super) fn are_fair(&self, index: &Index<'_>, query: &Query) -> bool {
        let unseen = rarity_of(index, 0);
        let (mut known, mut all) = (0, unseen * query.missing / 100);
        let counted = query.clues.iter().zip(&self.plan.clues).filter(|(clue, _)| !clue.is_hint());
        for (clue, Part { mass, .. }) in counted {
            known += mass * share_of(clue) / 100;
            all += if clue.is_guess() { unseen * u64::from(clue.weight) / 100 } else { *mass };
        }
        known * 100 >= all * FAIR
    }

    /// Returns how much a clue can earn.
    pub(super) fn mass(&self, clue: usize) -> u64 {
        self.plan.clues.get(clue).map_or(0, |clue| clue.mass)
    }

    /// Says whether a clue found something in any of these places.
    pub(super) fn stands_within(&self, clue: usize, places: Range<u32>) -> bool {
        self.strongest_within(clue, places).is_some()
    }

    /// Returns the strongest field in which a clue stands in any of these places.
    pub(super) fn strongest_within(&self, clue: usize, places: Range<u32>) -> Option<Field> {
        let found = self.found.get(clue)?;
        let first = found.partition_point(|evidence| evidence.place < places.start);
        let own = found.get(first..)?.iter().take_while(|evidence| evidence.place < places.end);
        own.map(|evidence| evidence.field).min()
    }

    /// Returns what a clue found in a place.
    pub(super) fn at(&self, clue: usize, place: u32) -> Option<&Evidence> {
        find(self.found.get(clue)?, place)
    }

    /// Scores the next place of a thing, and takes what was found there.
    fn score_place(&self, place: u32, family: &mut [Share<'_>]) -> u64 {
        let (mut score, mut covered) = (0, 0);
        let mut last: Option<&Evidence> = None;
        let clues = self.plan.clues.iter().zip(&self.joined);
        for (share, (Part { mass, .. }, &is_joined)) in family.iter_mut().zip(clues) {
            let own = share.take(place);
            score += own.map_or(0, |own| u64::from(own.value)).max(share.inherited);
            covered += mass * if own.is_some() { 100 } else { share.completeness };
            if let (Some(before), Some(own), true) = (last, own, is_joined) {
                score += in_a_row(before, own);
            }
            last = own;
        }
        in_full(score, covered, self.plan.mass())
    }
}

/// Returns how much a clue says about what is asked for, in hundredths.
pub(super) fn share_of(clue: &Clue) -> u64 {
    if clue.choices.iter().any(Choice::is_section) { SECTION_SHARE } else { 100 }
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

/// Returns how rare a term is that stands in so many places: the binary logarithm of the share of
/// places without it, in sixteenths.
///
/// Between powers of two it is a straight line, which needs no floating point.
pub(super) fn rarity_of(index: &Index<'_>, frequency: u32) -> u64 {
    let places = u64::from(index.place_count());
    let share = ((2 * places + 2) << 16) / (2 * u64::from(frequency) + 1);
    let power = u64::from(share.max(1 << 16).ilog2());
    (power - 16) * 16 + ((share >> (power - 4)) & 15)
}

/// Returns what a clue finds in a thing: for each place the best of its choices.
fn evidence(plan: &Plan<'_>, clue: &Part, standing: &Standing, board: &mut Board) -> Vec<Evidence> {
    for (choice, pick) in clue.choices.iter().enumerate() {
        let met = || pick.lists.iter().filter(|list| !standing.of(**list).is_empty());
        if met().map(|list| plan.rarity_of(*list)).sum::<u64>() < pick.enough {
            continue;
        }
        for &list in met() {
            let rarity = plan.rarity_of(list);
            standing.of(list).iter().for_each(|posting| board.add(*posting, rarity));
        }
        board.settle(choice, pick);
    }
    board.best.iter_mut().filter_map(Option::take).collect()
}

/// The places of a thing while the choices of a clue are tried; between clues it is empty.
struct Board {
    first: u32,
    /// What the choice that is tried is worth.
    sums: Vec<Option<Sum>>,
    /// In which places that is.
    met: Vec<usize>,
    /// The best so far.
    best: Vec<Option<Evidence>>,
}

/// What some terms of a choice are worth in a place.
#[derive(Clone, Copy)]
struct Sum {
    worth: u64,
    part: u64,
    field: Field,
}

impl Board {
    fn new(places: &Range<u32>) -> Self {
        let count = usize::try_from(places.end - places.start).unwrap_or(0);
        let (sums, best) = (vec![None; count], vec![None; count]);
        Self { first: places.start, sums, met: Vec::with_capacity(count), best }
    }

    /// Adds what a term is worth where it stands.
    fn add(&mut self, posting: Posting, rarity: u64) {
        let at = usize::try_from(posting.place.saturating_sub(self.first)).unwrap_or(usize::MAX);
        let Some(slot) = self.sums.get_mut(at) else { return };
        let worth = rarity * u64::from(posting.impact);
        if let Some(sum) = slot {
            sum.worth += worth;
            sum.part += rarity;
            sum.field = sum.field.min(posting.field);
        } else {
            *slot = Some(Sum { worth, part: rarity, field: posting.field });
            self.met.push(at);
        }
    }

    /// Keeps a choice where it is worth more than those before, and begins another.
    fn settle(&mut self, choice: usize, pick: &Pick) {
        for at in self.met.drain(..) {
            let (Some(sum), Some(best)) = (self.sums.get_mut(at), self.best.get_mut(at)) else {
                continue;
            };
            let Some(sum) = sum.take().filter(|sum| sum.part >= pick.enough) else { continue };
            let value = pick.value(sum.worth);
            if best.is_none_or(|best: Evidence| best.value < value) {
                let place = self.first + u32::try_from(at).unwrap_or(0);
                *best = Some(Evidence { place, value, field: sum.field, choice });
            }
        }
    }
}
