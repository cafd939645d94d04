//! Which things may fit a query best, found without looking at most of them.
//!
//! A list has the things in which its term counts most in its first tiers. The shortest tiers lead:
//! for each of their things all lists are asked, until the thing cannot be among the best any more.
//! What is in none of the tiers that have led can earn no more than the rest of them allow; once
//! that is too little, everything was seen that matters. The result is the same as if all things
//! were looked at, as they are where they are few.

use std::cmp::Reverse;

use super::plan::{List, Part, Pick, Plan, interest};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Index, Thing, Tier};

/// How many things are kept at least.
const CLOSELY: usize = 64;

/// In so many things all of them are looked at, if no list is longer than one tier.
const MANY: usize = 4096;

/// Tiers of so few things lead together: to say anew what the rest can earn would cost more than to
/// look at them.
const SHORT: usize = 16;

/// Returns the things that may fit best, each with its bound, the greatest first: `count` of them or
/// a few more.
pub(super) fn best_things(
    index: &Index<'_>,
    plan: &Plan<'_>,
    count: usize,
) -> Result<Vec<(u64, usize)>, Damaged> {
    let (things, best) = (index.thing_count(), Best::new(index, count.max(CLOSELY)));
    let lists: Option<Vec<_>> = plan.lists.iter().map(List::listed).collect();
    let best = match lists.filter(|_| things <= MANY) {
        Some(lists) => best_of_all(plan, &lists, things, best),
        None => Sweep::new(plan, things, best).run()?,
    };
    Ok(best.things.into_iter().map(|(Reverse(bound), thing)| (bound, thing)).collect())
}

/// Finds the best of all things; `lists` are those of the plan, with the things of each.
fn best_of_all(plan: &Plan<'_>, lists: &[&[(usize, u8)]], things: usize, mut best: Best) -> Best {
    let mut tally = Tally { plan, lists, sums: vec![(0, 0); things] };
    let mut totals = vec![(0, 0); things];
    for clue in &plan.clues {
        let values = totals.iter_mut().zip(tally.values(clue));
        for ((total, covered), value) in values.filter(|(_, value)| *value > 0) {
            *total += u64::from(value);
            *covered += clue.mass;
        }
    }
    for (thing, (total, covered)) in totals.into_iter().enumerate() {
        let bound = plan.in_full(total, covered * 100) * best.interest(thing) / 100;
        if best.may_take(bound, thing) {
            best.take(bound, thing);
        }
    }
    best
}

/// What is found in all things, list by list.
struct Tally<'p, 'a> {
    plan: &'p Plan<'a>,
    lists: &'p [&'p [(usize, u8)]],
    /// What the terms of a choice count in each thing, and how rare they are together; nothing
    /// between choices.
    sums: Vec<(u64, u64)>,
}

impl Tally<'_, '_> {
    /// Returns what a clue earns in each thing by the best of its choices.
    fn values(&mut self, clue: &Part) -> Vec<u32> {
        let mut values = vec![0; self.sums.len()];
        for pick in &clue.choices {
            self.add(pick);
            self.settle(pick, &mut values);
        }
        values
    }

    fn add(&mut self, pick: &Pick) {
        for &at in &pick.lists {
            let rarity = self.plan.rarity_of(at);
            for &(thing, impact) in self.lists.get(at).copied().unwrap_or_default() {
                let Some((worth, part)) = self.sums.get_mut(thing) else { continue };
                *worth += rarity * u64::from(impact);
                *part += rarity.max(1);
            }
        }
    }

    fn settle(&mut self, pick: &Pick, values: &mut [u32]) {
        let lists = pick.lists.iter().filter_map(|at| self.lists.get(*at));
        for &(thing, _) in lists.copied().flatten() {
            let (Some(sum), Some(value)) = (self.sums.get_mut(thing), values.get_mut(thing)) else {
                continue;
            };
            let (worth, part) = std::mem::take(sum);
            if part > 0 && part >= pick.enough {
                *value = pick.value(worth).max(*value);
            }
        }
    }
}

/// A run through the tiers that may lead to the best things.
struct Sweep<'p, 'a> {
    plan: &'p Plan<'a>,
    /// How many tiers of each list have led.
    led: Vec<usize>,
    /// A bit for each thing that was looked at.
    seen: Vec<u64>,
    best: Best,
}

/// What a clue can still earn, and all clues from it on.
struct Rest<'p> {
    clue: &'p Part,
    value: u64,
    total: u64,
    covered: u64,
}

impl<'p, 'a> Sweep<'p, 'a> {
    fn new(plan: &'p Plan<'a>, things: usize, best: Best) -> Self {
        let (led, seen) = (vec![0; plan.lists.len()], vec![0; things.div_ceil(64)]);
        Self { plan, led, seen, best }
    }

    fn run(mut self) -> Result<Best, Damaged> {
        loop {
            let rests = self.rests();
            let most = rests.first().map_or(0, |first| self.bound(first.total, first.covered));
            if !self.best.may_take(most, 0) {
                return Ok(self.best);
            }
            for leader in self.next_leaders() {
                if let Some(tier) = self.tier(leader) {
                    tier.each(|thing, own| self.look_at(thing, (leader, own), &rests))?;
                }
                self.led.iter_mut().skip(leader).take(1).for_each(|led| *led += 1);
            }
        }
    }

    /// Returns the lists whose next tiers are the shortest: one, or all that are short.
    fn next_leaders(&self) -> Vec<usize> {
        let counts = (0..self.plan.lists.len()).map(|list| self.tier(list).map(Tier::count));
        let counts: Vec<Option<usize>> = counts.collect();
        let most = counts.iter().flatten().min().map_or(0, |least| *least.max(&SHORT));
        let lists = counts.iter().enumerate();
        lists
            .filter(|(_, count)| count.is_some_and(|count| count <= most))
            .map(|(at, _)| at)
            .collect()
    }

    /// Returns the next tier of a list.
    fn tier(&self, list: usize) -> Option<&'p Tier<'a>> {
        self.plan.lists.get(list)?.tiers.get(self.led(list))
    }

    fn led(&self, list: usize) -> usize {
        self.led.get(list).copied().unwrap_or(0)
    }

    /// Returns what each clue can earn in a thing that is in no tier that has led; the clues that
    /// earn most come first.
    fn rests(&self) -> Vec<Rest<'p>> {
        let greatest = |list: usize| Ok(self.tier(list).map_or(0, Tier::greatest));
        let rest = |clue: &'p Part| {
            let value = self.value(clue, greatest).unwrap_or(0).into();
            Rest { clue, value, total: 0, covered: 0 }
        };
        let mut rests: Vec<Rest<'_>> = self.plan.clues.iter().map(rest).collect();
        rests.sort_by_key(|rest| Reverse(rest.value));
        let (mut total, mut covered) = (0, 0);
        for rest in rests.iter_mut().rev() {
            total += rest.value;
            covered += if rest.value > 0 { rest.clue.mass } else { 0 };
            (rest.total, rest.covered) = (total, covered);
        }
        rests
    }

    /// Returns what a clue earns by the best of its choices; `impact` tells that of a list's term.
    fn value(
        &self,
        clue: &Part,
        mut impact: impl FnMut(usize) -> Result<u8, Damaged>,
    ) -> Result<u32, Damaged> {
        let mut best = 0;
        for pick in &clue.choices {
            best = best.max(self.value_of(pick, &mut impact)?);
        }
        Ok(best)
    }

    fn value_of(
        &self,
        pick: &Pick,
        impact: &mut impl FnMut(usize) -> Result<u8, Damaged>,
    ) -> Result<u32, Damaged> {
        let (mut worth, mut part) = (0, 0);
        for &list in &pick.lists {
            let rarity = self.plan.rarity_of(list);
            let impact = impact(list)?;
            worth += rarity * u64::from(impact);
            part += if impact > 0 { rarity.max(1) } else { 0 };
        }
        Ok(if part > 0 && part >= pick.enough { pick.value(worth) } else { 0 })
    }

    fn bound(&self, total: u64, covered: u64) -> u64 {
        self.plan.in_full(total, covered * 100)
    }

    /// Takes a thing if it is one of the best so far, unless it was looked at before. Of one list it
    /// is known what its term counts in the thing.
    fn look_at(
        &mut self,
        thing: usize,
        known: (usize, u8),
        rests: &[Rest<'_>],
    ) -> Result<(), Damaged> {
        if !self.is_new(thing) {
            return Ok(());
        }
        let interest = self.best.interest(thing);
        let (mut total, mut covered) = (0, 0);
        for rest in rests {
            let most = self.bound(total + rest.total, covered + rest.covered) * interest / 100;
            if !self.best.may_take(most, thing) {
                return Ok(());
            }
            let value = self.value(rest.clue, |list| match known {
                (leader, impact) if leader == list => Ok(impact),
                _ => self.impact(list, thing),
            })?;
            total += u64::from(value);
            covered += if value > 0 { rest.clue.mass } else { 0 };
        }
        let bound = self.bound(total, covered) * interest / 100;
        if self.best.may_take(bound, thing) {
            self.best.take(bound, thing);
        }
        Ok(())
    }

    /// Remembers that a thing was looked at, and says whether it was not before.
    fn is_new(&mut self, thing: usize) -> bool {
        let Some(word) = self.seen.get_mut(thing / 64) else { return false };
        let bit = 1 << (thing % 64);
        std::mem::replace(word, *word | bit) & bit == 0
    }

    /// Returns what the term of a list counts at most in a thing that is in no tier that has led.
    fn impact(&self, list: usize, thing: usize) -> Result<u8, Damaged> {
        let tiers = self.plan.lists.get(list).map_or(&[][..], |list| &list.tiers);
        for tier in tiers.iter().skip(self.led(list)) {
            let impact = tier.impact_of(thing)?;
            if impact > 0 {
                return Ok(impact);
            }
        }
        Ok(0)
    }
}

/// The best things so far.
struct Best {
    /// The things, each with its bound, in order.
    things: Vec<(Reverse<u64>, usize)>,
    /// How many are kept.
    count: usize,
    /// From which thing on how much a thing counts.
    interests: [(usize, u64); Thing::ALL.len()],
}

impl Best {
    fn new(index: &Index<'_>, count: usize) -> Self {
        let first = |kind: Thing| index.things_of(kind).start;
        let interests = Thing::ALL.map(|kind| (first(kind), interest(kind)));
        Self { things: Vec::new(), count, interests }
    }

    fn interest(&self, thing: usize) -> u64 {
        let kind = self.interests.partition_point(|&(first, _)| first <= thing);
        kind.checked_sub(1).and_then(|kind| self.interests.get(kind)).map_or(0, |&(_, part)| part)
    }

    /// Says whether a thing with such a bound is one of the best; of those that are alike, the
    /// first ones are.
    fn may_take(&self, bound: u64, thing: usize) -> bool {
        let is_full = self.things.len() >= self.count;
        bound > 0 && !(is_full && self.things.last() <= Some(&(Reverse(bound), thing)))
    }

    fn take(&mut self, bound: u64, thing: usize) {
        let new = (Reverse(bound), thing);
        let at = self.things.partition_point(|other| *other < new);
        self.things.insert(at, new);
        self.things.truncate(self.count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::build;
    use crate::handbook::index::fixture::handbook;
    use crate::handbook::model::Handbook;
    use crate::handbook::value::LocalizedText;
    use crate::search::query::Query;

    /// A handbook with many more papers, named in words of all sorts.
    fn large(papers: u64) -> Handbook {
        let words =
            ["户口", "证明", "体检", "转学", "学校", "教师资格", "材料", "transfer", "teacher"];
        let mut handbook = handbook();
        let pattern = handbook.documents[0].clone();
        handbook.documents.extend((0..papers).map(|number| {
            let word = |turn: u64| {
                let mixed = (number * 7 + turn).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
                words[usize::try_from(mixed).unwrap() % words.len()]
            };
            let mut paper = pattern.clone();
            paper.value.id = format!("paper-{number}").parse().unwrap();
            paper.value.name = LocalizedText::Plain(format!("{}{}", word(0), word(1)));
            let note = format!("{}，{} {} {}。", word(2), word(3), word(4), word(5));
            paper.value.note = Some(LocalizedText::Plain(note));
            paper.value.aliases.clear();
            paper
        }));
        handbook
    }

    /// The same by looking at all things.
    fn naive(index: &Index<'_>, plan: &Plan<'_>, count: usize) -> Vec<(Reverse<u64>, usize)> {
        let impact = |list: usize, thing: usize| {
            let tiers = plan.lists[list].tiers.iter();
            tiers.map(|tier| tier.impact_of(thing).unwrap()).max().unwrap()
        };
        let value_of = |pick: &Pick, thing: usize| {
            let (mut worth, mut part) = (0, 0);
            for &list in pick.lists.iter().filter(|list| impact(**list, thing) > 0) {
                worth += plan.rarity_of(list) * u64::from(impact(list, thing));
                part += plan.rarity_of(list).max(1);
            }
            if part > 0 && part >= pick.enough { pick.value(worth).into() } else { 0 }
        };
        let bound = |thing: usize| {
            let value = |clue: &Part| clue.choices.iter().map(|pick| value_of(pick, thing)).max();
            let values: Vec<u64> = plan.clues.iter().map(|clue| value(clue).unwrap()).collect();
            let found = plan.clues.iter().zip(&values).filter(|(_, value)| **value > 0);
            let covered: u64 = found.map(|(clue, _)| clue.mass).sum();
            let score = plan.in_full(values.iter().sum(), covered * 100);
            score * interest(index.kind_of(thing).unwrap()) / 100
        };
        let mut all: Vec<_> =
            (0..index.thing_count()).map(|thing| (Reverse(bound(thing)), thing)).collect();
        all.retain(|(Reverse(bound), _)| *bound > 0);
        all.sort_unstable();
        all.truncate(count);
        all
    }

    #[test]
    fn the_best_things_are_those_that_looking_at_all_of_them_finds() {
        let queries = [
            "转学",
            "教师资格证体检要什么材料",
            "孩子转学要啥材料",
            "teacher transfer",
            "zhuanxue cailiao",
            "户口证明 paper 17",
            "jszg",
        ];
        for papers in [0, 50, 3_000] {
            let bytes = build(&large(papers));
            let index = Index::open(bytes.as_slice()).unwrap();
            for query in queries {
                let plan = Plan::new(&index, &Query::read(&index, query).unwrap().clues).unwrap();
                for count in [1, 5, 64] {
                    let best = || Best::new(&index, count);
                    let (expected, things) = (naive(&index, &plan, count), index.thing_count());
                    let found = Sweep::new(&plan, things, best()).run().unwrap();
                    assert_eq!(found.things, expected, "{query}");
                    let lists: Option<Vec<_>> = plan.lists.iter().map(List::listed).collect();
                    assert_eq!(lists.is_some(), papers < 3_000, "{query}");
                    let found = lists.map(|lists| best_of_all(&plan, &lists, things, best()));
                    assert!(found.is_none_or(|found| found.things == expected), "{query}");
                }
            }
        }
    }
}
