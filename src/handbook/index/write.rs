//! Writing an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::contents;
use super::count::{Lengths, Share, Term, beginning};
use super::names;
use super::phrases::write_phrases;
use super::places::{Field, Thing};
use super::postings::{self, Posting, families};
use super::read::{HEAD, HEADS, MAGIC};
use super::synonyms;
use super::table::{self, push_u32};
use super::terms::{is_before_pinyin, is_han_key, pinyin_keys};
use super::texts::{Dictionary, PlaceTexts};
use crate::handbook::codec::write_varint;
use crate::handbook::crew;
use crate::handbook::model::{Guides, Handbook};

/// The most Han terms that one spelling leads to.
const MAX_HOMOPHONES: usize = 12;

/// How many guides are counted at a time.
const GUIDES: usize = 1000;

/// How many guides tell how long texts are: more would not tell more.
const MEASURED: usize = 1000;

/// How many terms are spelled at a time.
const TERMS: usize = 10_000;

/// In how many parts the terms are written.
const PARTS: usize = 64;

/// Returns the index of a handbook: the same handbook always gives the same bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    build_with(handbook, &handbook.guides)
}

/// Returns the index of a handbook whose guides lie elsewhere.
pub fn build_with(handbook: &Handbook, guides: &dyn Guides) -> Vec<u8> {
    let (names, sections) =
        crew::both(|| names::build_with(handbook, guides), || sections(handbook, guides));
    let sections = || sections.iter().chain([&names]);
    let mut out = MAGIC.to_vec();
    out.reserve_exact(sections().map(|section| 4 + section.len()).sum());
    for section in sections() {
        push_u32(section.len(), &mut out);
    }
    for section in sections() {
        out.extend_from_slice(section);
    }
    out
}

/// Returns all sections of an index but the names.
fn sections(handbook: &Handbook, guides: &dyn Guides) -> [Vec<u8>; 6] {
    let shares = shares(handbook, guides);
    let things = Things::of(&shares);
    let lists = lists(&shares, &things);
    let numbers = numbers(&lists);
    let contents = contents(&shares, &numbers);
    let spellings = spellings(&lists);
    let synonyms = synonyms::write(&handbook.words, |key| position(&lists, spellings.len(), key));
    let terms = write_terms(&lists, spellings, &numbers);
    drop((numbers, lists));
    [
        things.write(&shares, &contents),
        shares.iter().flat_map(|share| &share.parts).copied().collect(),
        contents.into_iter().flat_map(|(bytes, _)| bytes).collect(),
        terms,
        write_phrases(&handbook.words),
        synonyms,
    ]
}

/// Counts the terms of all places: those of the guides, and then the others.
fn shares(handbook: &Handbook, guides: &dyn Guides) -> Vec<Share> {
    let dictionary = Dictionary::new(handbook);
    let others = dictionary.places(handbook);
    let measured = measured(&dictionary, guides);
    let lengths = Lengths::measure(measured.iter().flatten().chain(&others));
    if guides.count() <= MEASURED {
        let all: Vec<_> = measured.into_iter().chain([others]).collect();
        return crew::each(&all, |places| Share::count(places, &lengths));
    }
    drop(measured);
    let mut shares = crew::share(guides.count(), GUIDES, |range| {
        let places: Vec<_> = range.flat_map(|it| dictionary.guide(guides, it)).collect();
        Share::count(&places, &lengths)
    });
    shares.push(Share::count(&others, &lengths));
    shares
}

/// Returns the places that tell how long texts are: those of guides far from each other.
fn measured(dictionary: &Dictionary<'_>, guides: &dyn Guides) -> Vec<Vec<PlaceTexts>> {
    let step = guides.count().div_ceil(MEASURED).max(1);
    crew::share(guides.count().div_ceil(step), GUIDES, |range| {
        range.flat_map(|number| dictionary.guide(guides, number * step)).collect()
    })
}

/// The things of a handbook.
#[derive(Debug, Default)]
struct Things {
    /// The first place of each thing.
    heads: Vec<u32>,
    /// The kind of each thing.
    kinds: Vec<Thing>,
    /// The thing of each place.
    of_places: Vec<usize>,
}

impl Things {
    /// Returns which places belong to the same thing.
    fn of(shares: &[Share]) -> Self {
        let mut things = Self::default();
        let mut before = None;
        let places = shares.iter().flat_map(|share| &share.places);
        for (&(thing, ordinal, _), position) in places.zip(0..) {
            let owner = Some((thing, ordinal));
            if owner != before {
                things.heads.push(position);
                things.kinds.push(thing);
                before = owner;
            }
            things.of_places.push(things.heads.len() - 1);
        }
        things
    }

    /// Returns where each kind of thing ends, how many places there are, and for each thing its
    /// first place, where the parts of its places start, and where its contents do.
    fn write(&self, shares: &[Share], contents: &[(Vec<u8>, Vec<usize>)]) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADS + self.heads.len() * HEAD);
        for kind in Thing::ALL {
            push_u32(self.kinds.partition_point(|one| *one <= kind), &mut out);
        }
        push_u32(self.of_places.len(), &mut out);
        let mut heads = self.heads.iter().copied().peekable();
        let (mut position, mut parts, mut all_contents) = (0, 0, 0);
        for (share, (bytes, ends)) in shares.iter().zip(contents) {
            let mut part = parts;
            let mut starts = std::iter::once(0).chain(ends.iter().copied());
            for (_, _, end) in &share.places {
                if let Some(head) = heads.next_if_eq(&position) {
                    out.extend_from_slice(&head.to_le_bytes());
                    push_u32(part, &mut out);
                    push_u32(all_contents + starts.next().unwrap_or_default(), &mut out);
                }
                part = parts + end;
                position += 1;
            }
            parts += share.parts.len();
            all_contents += bytes.len();
        }
        out
    }
}

/// A term in one of the shares: its key behind its beginning, the number of the share's first
/// place, and its places.
type Run<'a> = (u64, &'a [u8], u32, &'a [u8]);

/// Returns the lists of all terms, in the order of their keys.
fn lists<'a>(shares: &'a [Share], things: &Things) -> Vec<List<'a>> {
    let mut first = 0;
    let mut numbered = Vec::with_capacity(shares.len());
    for share in shares {
        numbered.push((first, share.terms.as_slice()));
        first += u32::try_from(share.places.len()).unwrap_or_default();
    }
    // The terms of one share tell where to cut those of all into parts that are about as long.
    let longest = shares.iter().map(|share| share.terms.as_slice()).max_by_key(|it| it.len());
    let longest = longest.unwrap_or_default();
    let cuts = longest.iter().step_by(longest.len().div_ceil(PARTS).max(1)).skip(1);
    let cuts: Vec<&[u8]> = cuts.map(|(key, _)| &**key).collect();
    let lists = crew::share(cuts.len() + 1, 1, |parts| {
        let cut = |number: usize| cuts.get(number).copied();
        let lists = parts.flat_map(|part| {
            let from = part.checked_sub(1).and_then(cut);
            lists_between(&numbered, from, cut(part), things)
        });
        lists.collect::<Vec<_>>()
    });
    lists.into_iter().flatten().collect()
}

/// Returns the lists of the terms between two keys.
fn lists_between<'a>(
    shares: &[(u32, &'a [Term])],
    from: Option<&[u8]>,
    to: Option<&[u8]>,
    things: &Things,
) -> Vec<List<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for &(first, terms) in shares {
        let place = |cut: &[u8]| terms.partition_point(|(key, _)| **key < *cut);
        let part = from.map_or(0, place)..to.map_or(terms.len(), place);
        let own = terms.get(part).unwrap_or_default().iter();
        runs.extend(own.map(|(key, run)| (beginning(key), &**key, first, &**run)));
    }
    // The terms of each share are sorted already, which this sort takes as it finds it.
    runs.sort();
    runs.chunk_by(|a, b| a.1 == b.1).map(|runs| List::write(runs, things)).collect()
}

/// Returns the numbers by which contents call the terms: the smallest for those in most things.
fn numbers<'a>(lists: &[List<'a>]) -> HashMap<&'a [u8], u32> {
    let mut terms: Vec<_> = lists.iter().map(|list| (Reverse(list.things), list.key)).collect();
    terms.sort_unstable();
    terms.into_iter().map(|(_, key)| key).zip(0..).collect()
}

/// Returns the contents of the places of all shares.
fn contents(shares: &[Share], numbers: &HashMap<&[u8], u32>) -> Vec<(Vec<u8>, Vec<usize>)> {
    let number_of = |key: &[u8]| numbers.get(key).copied().unwrap_or(0);
    crew::each(shares, |share| contents::write(share, number_of))
}

/// Writes the table of terms; those of pinyin lead to the positions of Han terms.
fn write_terms(
    lists: &[List<'_>],
    spellings: BTreeMap<Vec<u8>, Vec<u64>>,
    numbers: &HashMap<&[u8], u32>,
) -> Vec<u8> {
    let mut writer = table::Writer::default();
    let value = |list: &List<'_>| {
        let number = numbers.get(list.key).copied().unwrap_or(0);
        postings::bind(list.places, number, &list.sets)
    };
    let behind = lists.partition_point(|list| is_before_pinyin(list.key));
    let (before, behind) = lists.split_at(behind);
    for list in before {
        writer.push(list.key, &value(list));
    }
    for (key, positions) in spellings {
        let mut value = Vec::new();
        for position in positions {
            write_varint(position, &mut value);
        }
        writer.push(&key, &value);
    }
    for list in behind {
        writer.push(list.key, &value(list));
    }
    writer.into_bytes()
}

/// Returns where the table of terms has a key, with so many spellings in it.
fn position(lists: &[List<'_>], spellings: usize, key: &[u8]) -> Option<usize> {
    let at = lists.binary_search_by_key(&key, |list| list.key).ok()?;
    Some(if is_before_pinyin(key) { at } else { at + spellings })
}

/// A term with the sets of its things.
struct List<'a> {
    key: &'a [u8],
    sets: Vec<u8>,
    places: usize,
    things: usize,
    /// How many places there are, those in names counted more.
    weight: usize,
}

impl<'a> List<'a> {
    fn write(runs: &[Run<'a>], things: &Things) -> Self {
        let mut list = Vec::new();
        for (_, _, first, run) in runs {
            Share::places_of(run, *first, &mut list);
        }
        let in_names = list.iter().filter(|posting| posting.field <= Field::Heading).count();
        let greatest = |family: &[Posting]| family.iter().map(|posting| posting.impact).max();
        let families = families(&list, &things.of_places);
        let stands_in: Vec<(usize, u8)> =
            families.map(|(thing, family)| (thing, greatest(family).unwrap_or(0))).collect();
        Self {
            key: runs.first().map_or(&[][..], |(_, key, ..)| *key),
            sets: postings::write(&stands_in, things.heads.len()),
            places: list.len(),
            things: stands_in.len(),
            weight: in_names * 8 + list.len(),
        }
    }
}

/// Han terms, the most frequent first, each with its position.
type Ranked<'a> = Vec<(Reverse<usize>, &'a [u8], u64)>;

/// Returns for each spelling the positions of the Han terms that are read so, those in names first.
fn spellings(lists: &[List<'_>]) -> BTreeMap<Vec<u8>, Vec<u64>> {
    let mut spellings: BTreeMap<Vec<u8>, Ranked<'_>> = BTreeMap::new();
    // Han terms stand before all others.
    let han = lists.get(..lists.partition_point(|list| is_han_key(list.key))).unwrap_or_default();
    let read = crew::share(han.len(), TERMS, |range| {
        let lists = han.get(range).unwrap_or_default().iter();
        lists.map(|list| pinyin_keys(text_of(list.key))).collect::<Vec<_>>()
    });
    for ((position, list), keys) in (0..).zip(han).zip(read.into_iter().flatten()) {
        for key in keys {
            let term = (Reverse(list.weight), list.key, position);
            spellings.entry(key).or_default().push(term);
        }
    }
    spellings.into_iter().map(|(key, terms)| (key, most_frequent(terms))).collect()
}

/// Returns the text of the key of a term.
fn text_of(key: &[u8]) -> &str {
    key.get(1..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
}

fn most_frequent(mut terms: Ranked<'_>) -> Vec<u64> {
    terms.sort_unstable();
    terms.truncate(MAX_HOMOPHONES);
    terms.into_iter().map(|(_, _, position)| position).collect()
}
