//! What the clues of a query need of an index: the list of each term, opened once, and what each
//! clue can earn by it.

use super::How;
use super::clue::{Choice, Clue};
use super::rank::rarity_of;
use crate::handbook::codec::Damaged;
use crate::handbook::index::group::grouped;
use crate::handbook::index::{Contents, Index, Posting, Term, Tier};

/// A choice of several terms that is not the word itself fits only where this share of it stands.
const ENOUGH: u64 = 75;

/// In a thing, the terms of a question rarely stand in more places together.
const POSTINGS: usize = 512;

/// The clues of a query beside the lists of their terms.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// The lists of all terms, each once, in the order of the numbers by which contents call them.
    pub(super) lists: Vec<List<'a>>,
    /// The clues, in order.
    pub(super) clues: Vec<Part>,
}

/// The list of a term.
#[derive(Debug)]
pub(super) struct List<'a> {
    term: Term,
    /// The number by which contents call it.
    number: u32,
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

/// Where the terms of a query stand in one thing.
#[derive(Debug)]
pub(super) struct Standing {
    /// The places of the first list, and then those of the next ones, each in order.
    postings: Vec<Posting>,
    /// Where the places of each list end.
    ends: Vec<usize>,
}

impl Standing {
    /// Returns the places in which the term of a list stands, in order.
    pub(super) fn of(&self, list: usize) -> &[Posting] {
        let end = |list: usize| self.ends.get(list).copied().unwrap_or(0);
        let start = list.checked_sub(1).map_or(0, end);
        self.postings.get(start..end(list)).unwrap_or_default()
    }
}

impl<'a> Plan<'a> {
    /// Opens the lists of the clues.
    pub(super) fn new(index: &Index<'a>, clues: &[Clue]) -> Result<Self, Damaged> {
        let mut plan = Self { lists: Vec::new(), clues: Vec::new() };
        for clue in clues {
            let part = plan.part(index, clue)?;
            plan.clues.push(part);
        }
        plan.sort_lists();
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

    /// Returns how much all clues can earn.
    pub(super) fn mass(&self) -> u64 {
        self.clues.iter().map(|clue| clue.mass).sum()
    }

    fn part(&mut self, index: &Index<'a>, clue: &Clue) -> Result<Part, Damaged> {
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
        Ok(Part { mass, choices: picks })
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

    /// Returns the terms that may stand in a thing: their numbers and the positions of their lists.
    fn asked_of(&self, thing: usize) -> (Vec<u32>, Vec<usize>) {
        let (mut numbers, mut lists) = (Vec::new(), Vec::new());
        for (at, list) in self.lists.iter().enumerate() {
            if list.may_stand_in(thing) {
                numbers.push(list.number);
                lists.push(at);
            }
        }
        (numbers, lists)
    }

    /// Returns which terms of the query stand in a thing, and where.
    pub(super) fn standing(
        &self,
        contents: &Contents<'_>,
        thing: usize,
    ) -> Result<Standing, Damaged> {
        let (numbers, lists) = self.asked_of(thing);
        let mut found = Vec::with_capacity(POSTINGS);
        contents.find(&numbers, |at, posting| {
            found.extend(lists.get(at).map(|list| (*list, posting)));
        })?;
        let (postings, ends) = grouped(found.into_iter(), self.lists.len());
        Ok(Standing { postings, ends })
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
    fn may_stand_in(&self, thing: usize) -> bool {
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
