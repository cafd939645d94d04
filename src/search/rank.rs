//! From clues to an order of places.
//!
//! Whole numbers only: the same index and query give the same order on every machine.

use std::ops::Range;

use super::bound;
use super::closely::{Evidence, Finds, Looker, Scored};
use super::clue::{Choice, Clue};
use super::plan::{Part, Plan, rarity_of};
use super::query::Query;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index};

/// What the name of a section says about what is asked for, in hundredths: 多少钱 fits any matter.
const SECTION_SHARE: u64 = 50;

/// How many things are looked at before asking whether that is enough.
const BATCH: usize = 4;

/// What all clues found, and how much each can earn.
#[derive(Debug)]
pub(super) struct Evidences<'a> {
    plan: Plan<'a>,
    finds: Finds,
}

impl<'a> Evidences<'a> {
    /// Says how much the clues can earn, before anything is looked for.
    pub(super) fn none(index: &Index<'a>, clues: &[Clue]) -> Result<Self, Damaged> {
        Ok(Self { plan: Plan::new(index, clues)?, finds: Finds::of(clues.len()) })
    }

    /// Collects what the clues find, and scores the places where they find it: in the things that
    /// may fit best, until so many fit better than any other can.
    pub(super) fn collect(
        &mut self,
        index: &Index<'_>,
        count: usize,
    ) -> Result<Vec<Scored>, Damaged> {
        let things = bound::best_things(index, &self.plan, count)?;
        let (mut scored, mut looker) = (Vec::new(), Looker::new(&self.plan));
        for batch in things.chunks(BATCH) {
            let worst = batch.first().map_or(0, |(bound, _)| *bound);
            if scored.len() >= count && heads_above(&scored, worst) >= count {
                break;
            }
            for &(_, thing) in batch {
                looker.look_at(index, thing, &mut self.finds, &mut scored)?;
            }
        }
        Ok(scored)
    }

    /// Returns the share of a query's weight that stands somewhere, in hundredths.
    pub(super) fn known_share(&self, index: &Index<'_>, query: &Query) -> u64 {
        let unseen = rarity_of(index, 0);
        let (mut known, mut all) = (0, unseen * query.missing / 100);
        let counted = query.clues.iter().zip(&self.plan.clues).filter(|(clue, _)| !clue.is_hint());
        for (clue, Part { mass, .. }) in counted {
            known += mass * share_of(clue) / 100;
            all += if clue.is_guess() { unseen * u64::from(clue.weight) / 100 } else { *mass };
        }
        known * 100 / all.max(1)
    }

    /// Returns how much a clue can earn.
    pub(super) fn mass(&self, clue: usize) -> u64 {
        self.plan.clues.get(clue).map_or(0, |clue| clue.mass)
    }

    /// Says whether a clue found something in any of these places, all of one thing.
    pub(super) fn stands_within(&self, clue: usize, places: Range<u32>) -> bool {
        self.strongest_within(clue, places).is_some()
    }

    /// Returns the strongest field in which a clue stands in any of these places, all of one thing.
    pub(super) fn strongest_within(&self, clue: usize, places: Range<u32>) -> Option<Field> {
        let found = self.finds.around(places.start, clue).iter();
        found.filter(|own| places.contains(&own.place)).map(|own| own.field).min()
    }

    /// Returns what a clue found in a place.
    pub(super) fn at(&self, clue: usize, place: u32) -> Option<&Evidence> {
        let found = self.finds.around(place, clue);
        found.binary_search_by_key(&place, |own| own.place).ok().and_then(|at| found.get(at))
    }
}

/// Returns how much a clue says about what is asked for, in hundredths.
pub(super) fn share_of(clue: &Clue) -> u64 {
    if clue.choices.iter().any(Choice::is_section) { SECTION_SHARE } else { 100 }
}

/// Returns how many things have a place that scores at least so much.
fn heads_above(scored: &[Scored], least: u64) -> usize {
    let heads = scored.iter().filter(|place| place.score >= least).map(|place| place.head);
    heads.collect::<std::collections::BTreeSet<_>>().len()
}
