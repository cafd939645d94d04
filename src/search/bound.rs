//! Which things may fit a query best, found without looking at their places.
//!
//! The greatest impact of each term in a thing gives a bound that no place of the thing exceeds. So
//! only the few things with the greatest bounds need a closer look, however many there are. They are
//! run through a window at a time, whose sums stay in the nearest memory.

use std::cmp::Reverse;

use super::clue::{Choice, Clue};
use super::rank::{enough, in_full, interest, rarity_of, scale};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Index, Thing, Things};

/// How many things are kept at least.
const CLOSELY: usize = 64;

/// How many things a window has.
const WINDOW: usize = 2_048;

/// A thing with its places: the first one, and the one after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Family {
    /// The thing.
    pub(super) thing: usize,
    /// Its places.
    pub(super) places: (u32, u32),
}

/// Returns the things that may fit best, each with its bound, the greatest first: `count` of them or
/// a few more. `masses` say how much each clue can earn.
pub(super) fn best_things(
    index: &Index<'_>,
    clues: &[Clue],
    masses: &[u64],
    count: usize,
) -> Result<Vec<(u64, Family)>, Damaged> {
    let mut runs = Vec::new();
    for (clue, &mass) in clues.iter().zip(masses) {
        let choices = clue.choices.iter().map(|choice| Run::start(index, clue, mass, choice));
        runs.push((clamp(mass), choices.collect::<Result<Vec<_>, _>>()?));
    }
    let mut best = Best::new(index, masses, count)?;
    let mut sums = Sums::new(index.thing_count().min(WINDOW));
    for start in (0..index.thing_count()).step_by(WINDOW) {
        sums.add_window(start, &mut runs)?;
        best.take(start, &sums);
    }
    best.families(index)
}

/// The terms of a choice, run through together.
struct Run<'a> {
    terms: Vec<(u32, Things<'a>)>,
    /// What the sum of rarity and impact counts, in 65,536ths.
    scale: u64,
    /// The rarity that must be there together.
    enough: u32,
}

impl<'a> Run<'a> {
    fn start(index: &Index<'a>, clue: &Clue, mass: u64, choice: &Choice) -> Result<Self, Damaged> {
        let term = |term| {
            let postings = index.postings(term)?;
            Ok((clamp(rarity_of(index, postings.places())), postings.things()))
        };
        Ok(Self {
            terms: choice.terms.iter().copied().map(term).collect::<Result<_, Damaged>>()?,
            scale: (scale(index, clue, mass, choice)? << 16) / 10_000,
            enough: clamp(enough(index, choice)?),
        })
    }
}

/// Returns what a sum of rarity and impact counts.
fn value(worth: u32, scale: u64) -> u32 {
    clamp((u64::from(worth) * scale) >> 16)
}

fn clamp(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the things of a window can earn.
struct Sums {
    /// What each can earn by all clues.
    totals: Vec<u32>,
    /// How much each has of what the clues can earn.
    covered: Vec<u32>,
    /// What each can earn by one clue.
    clue: Vec<u32>,
    /// What each earns by one choice, and the rarity of what it has of it.
    choice: Vec<(u32, u32)>,
    /// The things that have anything of the choice.
    touched: Vec<usize>,
}

impl Sums {
    fn new(length: usize) -> Self {
        Self {
            totals: vec![0; length],
            covered: vec![0; length],
            clue: vec![0; length],
            choice: vec![(0, 0); length],
            touched: Vec::new(),
        }
    }

    /// Adds up a window of things.
    fn add_window(
        &mut self,
        start: usize,
        runs: &mut [(u32, Vec<Run<'_>>)],
    ) -> Result<(), Damaged> {
        self.totals.fill(0);
        self.covered.fill(0);
        for (mass, choices) in runs {
            self.clue.fill(0);
            for run in choices {
                if run.terms.len() == 1 {
                    self.add_term(start, run)?;
                } else {
                    self.add_terms(start, run)?;
                }
            }
            let sums = self.totals.iter_mut().zip(&mut self.covered).zip(&self.clue);
            for ((total, covered), &value) in sums {
                *total = total.saturating_add(value);
                *covered += if value > 0 { *mass } else { 0 };
            }
        }
        Ok(())
    }

    /// Adds a choice of one term.
    fn add_term(&mut self, start: usize, run: &mut Run<'_>) -> Result<(), Damaged> {
        let scale = run.scale;
        for (rarity, things) in &mut run.terms {
            let rarity = *rarity;
            things.until(start + WINDOW, |thing, impact| {
                if let Some(best) = self.clue.get_mut(thing - start) {
                    *best = value(rarity * u32::from(impact), scale).max(*best).max(1);
                }
            })?;
        }
        Ok(())
    }

    /// Adds a choice of several terms, where enough of them are together.
    fn add_terms(&mut self, start: usize, run: &mut Run<'_>) -> Result<(), Damaged> {
        for (rarity, things) in &mut run.terms {
            let rarity = *rarity;
            things.until(start + WINDOW, |thing, impact| {
                if let Some((worth, part)) = self.choice.get_mut(thing - start) {
                    if *part == 0 {
                        self.touched.push(thing - start);
                    }
                    *worth += rarity * u32::from(impact);
                    *part += rarity.max(1);
                }
            })?;
        }
        for at in self.touched.drain(..) {
            let (Some(choice), Some(best)) = (self.choice.get_mut(at), self.clue.get_mut(at))
            else {
                continue;
            };
            let (worth, part) = std::mem::take(choice);
            if part >= run.enough {
                *best = value(worth, run.scale).max(*best).max(1);
            }
        }
        Ok(())
    }
}

/// The best things so far.
struct Best {
    things: Vec<(Reverse<u64>, usize)>,
    /// How many are kept.
    count: usize,
    /// A bound that is too small by now.
    least: u64,
    /// What all clues can earn.
    all: u64,
    /// From which thing on how much a thing counts.
    interests: Vec<(usize, u64)>,
}

impl Best {
    fn new(index: &Index<'_>, masses: &[u64], count: usize) -> Result<Self, Damaged> {
        let mut interests = Vec::new();
        for kind in Thing::ALL {
            interests.push((index.things_of(kind)?.start, interest(kind)));
        }
        let (things, count) = (Vec::new(), count.max(CLOSELY));
        Ok(Self { things, count, least: 0, all: masses.iter().sum(), interests })
    }

    fn interest(&self, thing: usize) -> u64 {
        let kind = self.interests.partition_point(|&(first, _)| first <= thing);
        kind.checked_sub(1).and_then(|kind| self.interests.get(kind)).map_or(0, |&(_, part)| part)
    }

    /// Takes the best of a window.
    fn take(&mut self, start: usize, sums: &Sums) {
        for (thing, (&total, &covered)) in (start..).zip(sums.totals.iter().zip(&sums.covered)) {
            let bound = in_full(u64::from(total), u64::from(covered) * 100, self.all);
            if bound > self.least {
                let bound = bound * self.interest(thing) / 100;
                self.things.push((Reverse(bound), thing));
            }
        }
        if self.things.len() > self.count {
            self.things.select_nth_unstable(self.count);
            self.things.truncate(self.count);
            self.least = self.things.iter().map(|(Reverse(bound), _)| *bound).min().unwrap_or(0);
        }
    }

    fn families(mut self, index: &Index<'_>) -> Result<Vec<(u64, Family)>, Damaged> {
        self.things.sort_unstable();
        let family = |(Reverse(bound), thing)| {
            Ok((bound, Family { thing, places: index.places_of(thing)? }))
        };
        self.things.into_iter().map(family).collect()
    }
}
