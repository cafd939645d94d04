//! What the clues of a query need of an index: the list of each term, opened once, and what each
//! clue can earn by it.

use super::How;
use super::clue::{Choice, Clue};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Index, Term, Thing, Tier};

/// A choice of several terms that is not the word itself fits only where this share of it stands.
const ENOUGH: u64 = 75;

/// What a place keeps of its score if it has hardly any of the words asked for, in hundredths.
const INCOMPLETE: u64 = 30;

/// The bits behind the point of [`Plan::completion`]: enough for the same result as by division.
const FRACTION: u32 = 48;

/// The clues of a query beside the lists of their terms.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The lists of all terms, each once, in the order of the numbers by which contents call them.
    pub(super) lists: Vec<List<'a>>,
    /// The clues, in order.
    pub(super) clues: Vec<Part>,
    /// How many hundredths of its score a place has more for what of all that was asked for is
    /// there, in 2^-48: to multiply costs less than to divide, thousands of times.
    completion: u64,
}

/// The list of a term.
#[derive(Debug)]
pub(super) struct List<'a> {
    term: Term,
    /// The number by which contents call it.
    pub(super) number: u32,
    /// How rare the term is.
    rarity: u64,
    /// The things in which it stands.
    pub(super) tiers: Vec<Tier<'a>>,
}

/// What a clue can earn, and by what.
#[derive(Debug)]
pub(super) struct Part {
    /// How much it can earn.
    pub(super) mass: u64,
    /// Whether its word follows that of the clue before it.
    pub(super) is_joined: bool,
    /// Its choices, in order.
    pub(super) choices: Vec<Pick>,
}

/// A choice of a clue.
#[derive(Debug)]
pub(super) struct Pick {
    /// The positions of the lists of its terms.
    pub(super) lists: Vec<usize>,
    /// By how much the worth of its terms counts, in ten-thousandths.
    scale: u64,
    /// How much of the rarity of its terms must stand together for it to fit.
    pub(super) enough: u64,
}

impl<'a> Plan<'a> {
    /// Opens the lists of the clues.
    pub(super) fn new(index: &Index<'a>, clues: &[Clue]) -> Result<Self, Damaged> {
        let mut plan = Self { lists: Vec::new(), clues: Vec::new(), completion: 0 };
        let mut end = None;
        for clue in clues {
            let is_joined =
                end.replace(clue.word.end).is_some_and(|end| clue.word.start <= end + 1);
            let part = plan.part(index, clue, is_joined)?;
            plan.clues.push(part);
        }
        plan.sort_lists();
        let mass: u64 = plan.clues.iter().map(|clue| clue.mass).sum();
        plan.completion = ((100 - INCOMPLETE) << FRACTION).div_ceil(mass.max(1) * 100);
        Ok(plan)
    }

    /// Puts the lists in the order of their numbers.
    fn sort_lists(&mut self) {
        let mut numbers: Vec<_> = self.lists.iter().map(|list| list.number).zip(0..).collect();
        numbers.sort_unstable();
        let mut places = vec![0; numbers.len()];
        for (place, (_, before)) in numbers.into_iter().enumerate() {
            places.iter_mut().skip(before).take(1).for_each(|at| *at = place);
        }
        self.lists.sort_unstable_by_key(|list| list.number);
        for list in self.clues.iter_mut().flat_map(|clue| &mut clue.choices).flat_map(Pick::lists) {
            *list = places.get(*list).copied().unwrap_or(0);
        }
    }

    /// Returns what a score is worth where only so much of what was asked for is there; `covered` is
    /// in hundredths.
    pub(super) const fn in_full(&self, score: u64, covered: u64) -> u64 {
        score * (INCOMPLETE + ((covered * self.completion) >> FRACTION)) / 100
    }

    fn part(&mut self, index: &Index<'a>, clue: &Clue, is_joined: bool) -> Result<Part, Damaged> {
        let mut picks = Vec::with_capacity(clue.choices.len());
        for choice in &clue.choices {
            let lists = choice.terms.iter().map(|term| self.list(index, *term));
            picks.push(Pick { lists: lists.collect::<Result<_, _>>()?, scale: 0, enough: 0 });
        }
        let rarities: Vec<u64> = picks
            .iter()
            .map(|pick| pick.lists.iter().map(|list| self.rarity_of(*list)).sum())
            .collect();
        let mass = mass(clue, &rarities);
        for ((pick, choice), whole) in picks.iter_mut().zip(&clue.choices).zip(rarities) {
            pick.scale = scale(clue, choice, mass, whole.max(1));
            pick.enough = enough(choice, whole.max(1));
        }
        Ok(Part { mass, is_joined, choices: picks })
    }

    /// Returns how rare the term of a list is.
    pub(super) fn rarity_of(&self, list: usize) -> u64 {
        self.lists.get(list).map_or(0, |list| list.rarity)
    }

    /// Returns the position of the list of a term.
    fn list(&mut self, index: &Index<'a>, term: Term) -> Result<usize, Damaged> {
        if let Some(known) = self.lists.iter().position(|list| list.term == term) {
            return Ok(known);
        }
        let postings = index.postings(term)?;
        let rarity = rarity_of(index, postings.places());
        let tiers = postings.tiers(index.thing_count())?;
        self.lists.push(List { term, number: postings.number(), rarity, tiers });
        Ok(self.lists.len() - 1)
    }
}

impl List<'_> {
    /// Returns the things in which the term stands, each with what it counts there at most, if they
    /// are few.
    pub(super) fn listed(&self) -> Option<&[(usize, u8)]> {
        match self.tiers.as_slice() {
            [] => Some(&[]),
            [tier] => tier.listed(),
            _ => None,
        }
    }

    /// Says whether the term stands in a thing, as far as that is told without looking further.
    pub(super) fn may_stand_in(&self, thing: usize) -> bool {
        let stands_in =
            |things: &[(usize, u8)]| things.binary_search_by_key(&thing, |it| it.0).is_ok();
        self.listed().is_none_or(stands_in)
    }
}

impl Pick {
    fn lists(&mut self) -> &mut Vec<usize> {
        &mut self.lists
    }

    /// Returns what rarity and impact of its terms count together.
    pub(super) fn value(&self, worth: u64) -> u32 {
        u32::try_from(worth * self.scale / 10_000).unwrap_or(u32::MAX).max(1)
    }
}

/// What a place keeps of its score by what it belongs to, in hundredths: who asks in words rarely
/// asks for a paper, an office or a law rather than for what to do.
pub(super) const fn interest(thing: Thing) -> u64 {
    match thing {
        Thing::Guide => 100,
        Thing::Office | Thing::Document => 75,
        Thing::Law => 65,
    }
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

/// Returns how much a clue can earn: by the section if it names one, or else by the word itself if
/// it stands anywhere, as it is written or read, or else by the best of its other choices.
fn mass(clue: &Clue, rarities: &[u64]) -> u64 {
    let worth = |(choice, rarity): (&Choice, &u64)| rarity * u64::from(choice.factor) / 100;
    let choices = || clue.choices.iter().zip(rarities);
    let section = choices().find(|(choice, _)| choice.is_section());
    let literal = || choices().find(|(choice, _)| choice.is_literal());
    let read = || choices().find(|(choice, _)| choice.how == How::Pinyin);
    let sure = section.or_else(literal).or_else(read);
    let mass = sure.map_or_else(|| choices().map(worth).max().unwrap_or(0), worth);
    mass * u64::from(clue.weight) / 100
}

/// Returns by how much the worth of the terms of a choice counts, in ten-thousandths.
fn scale(clue: &Clue, choice: &Choice, mass: u64, whole: u64) -> u64 {
    let factor = u64::from(choice.factor) * u64::from(clue.weight);
    // Many rare terms in a synonym shall not outweigh the word that was asked for.
    let most = mass.max(1) * 10_000;
    factor * most / most.max(factor * whole)
}

/// Returns how much of the rarity of its terms must stand together for a choice to fit.
fn enough(choice: &Choice, whole: u64) -> u64 {
    if choice.is_literal() { 0 } else { (whole * ENOUGH).div_ceil(100) }
}
