//! Looking at one thing closely: where in it each clue of a query stands, and what its places score.

use std::ops::Range;

use super::plan::{Part, Pick, Plan, interest};
use crate::handbook::codec::Damaged;
use crate::handbook::index::group::grouped;
use crate::handbook::index::{Contents, Field, Index, Posting};

/// Of what the whole thing earns by a word, this much goes to a part of it that lacks the word.
const INHERITED: u64 = 85;

/// Of what the best other part of the same thing earns by a word, this much.
const NEARBY: u64 = 30;

/// What a word that stands in another part counts towards being complete.
const NEARBY_SHARE: u64 = 40;

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

/// What all clues found in the things that were looked at.
#[derive(Debug)]
pub(super) struct Finds {
    /// How many clues there are.
    clues: usize,
    /// The things in order: the places of each, and as which it was looked at.
    things: Vec<(Range<u32>, usize)>,
    /// What the clues found in one thing after another.
    all: Vec<Evidence>,
    /// Where that ends for each thing and each clue.
    ends: Vec<usize>,
}

impl Finds {
    /// Makes room for what so many clues find.
    pub(super) const fn of(clues: usize) -> Self {
        Self { clues, things: Vec::new(), all: Vec::new(), ends: Vec::new() }
    }

    /// Returns what a clue found in the thing that has a place.
    pub(super) fn around(&self, place: u32, clue: usize) -> &[Evidence] {
        let at = self.things.partition_point(|(places, _)| places.end <= place);
        let thing = self.things.get(at).filter(|(places, _)| places.contains(&place));
        thing.map_or(&[], |(_, turn)| self.in_turn(*turn, clue))
    }

    /// Returns what a clue found in the thing that was looked at as the `turn`-th.
    fn in_turn(&self, turn: usize, clue: usize) -> &[Evidence] {
        let number = turn * self.clues + clue;
        let end = |number: usize| self.ends.get(number).copied().unwrap_or(0);
        let start = number.checked_sub(1).map_or(0, end);
        self.all.get(start..end(number)).unwrap_or_default()
    }

    /// Begins a thing with these places; returns as which it is looked at.
    fn begin(&mut self, places: &Range<u32>) -> usize {
        let turn = self.things.len();
        let at = self.things.partition_point(|(other, _)| other.start < places.start);
        self.things.insert(at, (places.clone(), turn));
        turn
    }
}

/// Looks at one thing after another, in the same memory.
pub(super) struct Looker<'p, 'a> {
    plan: &'p Plan<'a>,
    /// The terms that may stand in the thing: their numbers and the positions of their lists.
    asked: (Vec<u32>, Vec<usize>),
    /// Where they stand, each with the position of its list.
    standing: Vec<(usize, Posting)>,
    board: Board,
}

impl<'p, 'a> Looker<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>) -> Self {
        Self { plan, asked: Default::default(), standing: Vec::new(), board: Board::default() }
    }

    /// Scores the places of a thing, and remembers what each clue found there.
    pub(super) fn look_at(
        &mut self,
        index: &Index<'_>,
        thing: usize,
        finds: &mut Finds,
        scored: &mut Vec<Scored>,
    ) -> Result<(), Damaged> {
        let contents = index.contents_of(thing)?;
        let places = contents.places();
        let standing = self.standing(&contents, thing)?;
        let turn = finds.begin(places);
        self.board.begin(places);
        for clue in &self.plan.clues {
            self.board.find(self.plan, clue, &standing);
            finds.all.extend(self.board.best.iter_mut().filter_map(Option::take));
            finds.ends.push(finds.all.len());
        }
        let (head, interest) = (places.start, interest(index.kind_of(thing)?));
        let found = (0..self.plan.clues.len()).map(|clue| finds.in_turn(turn, clue));
        let mut shares: Vec<Share<'_>> = found.map(|found| Share::new(found, head)).collect();
        while let Some(place) = shares.iter().filter_map(Share::next_place).min() {
            let score = score(self.plan, place, &mut shares) * interest / 100;
            scored.push(Scored { place, thing, head, score });
        }
        Ok(())
    }

    /// Returns which terms of the query stand in a thing, and where.
    fn standing(&mut self, contents: &Contents<'_>, thing: usize) -> Result<Standing, Damaged> {
        let (numbers, lists) = &mut self.asked;
        numbers.clear();
        lists.clear();
        for (at, list) in self.plan.lists.iter().enumerate() {
            if list.may_stand_in(thing) {
                numbers.push(list.number);
                lists.push(at);
            }
        }
        self.standing.clear();
        contents.find(numbers, |at, posting| {
            self.standing.extend(lists.get(at).map(|list| (*list, posting)));
        })?;
        let (postings, ends) = grouped(self.standing.iter().copied(), self.plan.lists.len());
        Ok(Standing { postings, ends })
    }
}

/// Scores the next place of a thing, and takes what was found there.
fn score(plan: &Plan<'_>, place: u32, family: &mut [Share<'_>]) -> u64 {
    let (mut score, mut covered) = (0, 0);
    let mut last: Option<&Evidence> = None;
    for (share, clue) in family.iter_mut().zip(&plan.clues) {
        let own = share.take(place);
        score += own.map_or(0, |own| u64::from(own.value)).max(share.inherited);
        covered += clue.mass * if own.is_some() { 100 } else { share.completeness };
        if let (Some(before), Some(own), true) = (last, own, clue.is_joined) {
            score += in_a_row(before, own);
        }
        last = own;
    }
    plan.in_full(score, covered)
}

/// Neighbours of the query that stand in the same short field are worth a tenth more.
fn in_a_row(before: &Evidence, own: &Evidence) -> u64 {
    let is_same = before.field == own.field && own.field <= Field::Heading;
    if is_same { u64::from(before.value.min(own.value)) / 10 } else { 0 }
}

/// Where the terms of a query stand in one thing.
struct Standing {
    /// The places of the first list, and then those of the next ones, each in order.
    postings: Vec<Posting>,
    /// Where the places of each list end.
    ends: Vec<usize>,
}

impl Standing {
    /// Returns the places in which the term of a list stands, in order.
    fn of(&self, list: usize) -> &[Posting] {
        let end = |list: usize| self.ends.get(list).copied().unwrap_or(0);
        let start = list.checked_sub(1).map_or(0, end);
        self.postings.get(start..end(list)).unwrap_or_default()
    }
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

/// The places of a thing while the choices of a clue are tried; between clues it is empty.
#[derive(Default)]
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
    /// Begins a thing with these places.
    fn begin(&mut self, places: &Range<u32>) {
        let count = usize::try_from(places.end - places.start).unwrap_or(0);
        self.first = places.start;
        self.sums.resize(count, None);
        self.best.resize(count, None);
    }

    /// Finds for each place the best of the choices of a clue.
    fn find(&mut self, plan: &Plan<'_>, clue: &Part, standing: &Standing) {
        for (choice, pick) in clue.choices.iter().enumerate() {
            let met = || pick.lists.iter().filter(|list| !standing.of(**list).is_empty());
            if met().map(|list| plan.rarity_of(*list)).sum::<u64>() < pick.enough {
                continue;
            }
            for &list in met() {
                let rarity = plan.rarity_of(list);
                standing.of(list).iter().for_each(|posting| self.add(*posting, rarity));
            }
            self.settle(choice, pick);
        }
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
