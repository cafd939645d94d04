//! Writing an index.

use std::cmp::Reverse;

use super::count::{Lengths, Share, Terms, places_of};
use super::names;
use super::phrases::write_phrases;
use super::places::{Field, Thing};
use super::postings::{self, Posting, families};
use super::read::MAGIC;
use super::synonyms;
use super::table::{self, beginning, push_u32};
use super::terms::{self, Kind, Spelling, is_before_pinyin, is_han_key};
use super::texts::{Dictionary, PlaceTexts};
use super::things;
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
    let ((names, phrases), [things, terms, synonyms]) = crew::both(
        || (names::build_with(handbook, guides), write_phrases(&handbook.words)),
        || sections(handbook, guides),
    );
    let sections = [things, terms, phrases, synonyms, names];
    let mut out = MAGIC.to_vec();
    out.reserve_exact(sections.iter().map(|section| 4 + section.len()).sum());
    for section in &sections {
        push_u32(section.len(), &mut out);
    }
    for section in sections {
        out.extend_from_slice(&section);
    }
    out
}

/// Returns the sections of an index that come from the texts of all places: the things, the terms
/// and the synonyms.
fn sections(handbook: &Handbook, guides: &dyn Guides) -> [Vec<u8>; 3] {
    let shares = shares(handbook, guides);
    let owners = Owners::of(&shares);
    let lists = lists(&shares, &owners);
    let (bodies, (terms, synonyms)) = crew::both(
        || bodies(&shares, &lists),
        || {
            let spellings = spellings(&lists);
            let position = |key: &[u8]| position(&lists, spellings.len(), key);
            (write_terms(&lists, &spellings), synonyms::write(&handbook.words, position))
        },
    );
    [things::write(&owners.kinds, owners.of_places.len(), &bodies), terms, synonyms]
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

/// Which places belong to the same thing.
#[derive(Debug, Default)]
struct Owners {
    /// The kind of each thing.
    kinds: Vec<Thing>,
    /// The thing of each place.
    of_places: Vec<usize>,
}

impl Owners {
    fn of(shares: &[Share]) -> Self {
        let mut owners = Self::default();
        let mut before = None;
        for &(thing, ordinal, _) in shares.iter().flat_map(|share| &share.places) {
            if before.replace((thing, ordinal)) != Some((thing, ordinal)) {
                owners.kinds.push(thing);
            }
            owners.of_places.push(owners.kinds.len() - 1);
        }
        owners
    }
}

/// A term in one of the shares: its key behind its beginning, the number of the share's first
/// place, and its places.
type Run<'a> = (u64, &'a [u8], u32, &'a [u8]);

/// Returns the lists of all terms, in the order of their keys.
fn lists<'a>(shares: &'a [Share], owners: &Owners) -> Vec<List<'a>> {
    // The terms of one share tell where to cut those of all into parts that are about as long.
    let longest = shares.iter().map(|share| &share.terms).max_by_key(|terms| terms.len());
    let step = longest.map_or(0, Terms::len).div_ceil(PARTS).max(1);
    let cuts = longest.into_iter().flat_map(|terms| terms.iter().step_by(step).skip(1));
    let cuts: Vec<&[u8]> = cuts.map(|(key, _)| key).collect();
    let lists = crew::share(cuts.len() + 1, 1, |parts| {
        let cut = |number: usize| cuts.get(number).copied();
        let lists = parts.flat_map(|part| {
            let from = part.checked_sub(1).and_then(cut);
            lists_between(shares, from, cut(part), owners)
        });
        lists.collect::<Vec<_>>()
    });
    numbered(lists.into_iter().flatten().collect())
}

/// Returns the lists of the terms between two keys.
fn lists_between<'a>(
    shares: &'a [Share],
    from: Option<&[u8]>,
    to: Option<&[u8]>,
    owners: &Owners,
) -> Vec<List<'a>> {
    let (mut first, mut runs): (u32, Vec<Run<'a>>) = (0, Vec::new());
    for Share { places, terms, .. } in shares {
        let part = from.map_or(0, |key| terms.before(key))
            ..to.map_or(terms.len(), |key| terms.before(key));
        runs.extend(terms.within(part).map(|(key, run)| (beginning(key), key, first, run)));
        first += u32::try_from(places.len()).unwrap_or_default();
    }
    // The terms of each share are sorted already, which this sort takes as it finds it.
    runs.sort();
    runs.chunk_by(|a, b| a.1 == b.1).map(|runs| List::write(runs, owners)).collect()
}

/// Gives the terms the numbers by which contents call them: the smallest for those in most things.
fn numbered(mut lists: Vec<List<'_>>) -> Vec<List<'_>> {
    let things = lists.iter().map(|list| Reverse(list.things));
    let mut order: Vec<(Reverse<usize>, usize)> = things.zip(0..).collect();
    order.sort_unstable();
    for ((_, at), number) in order.into_iter().zip(0..) {
        if let Some(list) = lists.get_mut(at) {
            list.number = number;
        }
    }
    lists
}

/// Returns the bodies of the things of all shares.
fn bodies(shares: &[Share], lists: &[List<'_>]) -> Vec<(Vec<u8>, Vec<usize>)> {
    let mut first = 0;
    let firsts = shares.iter().map(|share| {
        let next = first + u32::try_from(share.places.len()).unwrap_or_default();
        std::mem::replace(&mut first, next)
    });
    crew::each(&shares.iter().zip(firsts).collect::<Vec<_>>(), |(share, first)| {
        let mut at = 0;
        let number_of = |(key, _)| {
            at += ahead(lists.get(at..).unwrap_or_default(), key);
            lists.get(at).map_or(0, |list| list.number)
        };
        things::bodies(share, *first, &share.terms.iter().map(number_of).collect::<Vec<_>>())
    })
}

/// Returns how many lists stand before a key that is not far: looks in steps twice as long each
/// time.
fn ahead(lists: &[List<'_>], key: &[u8]) -> usize {
    let (mut start, mut step) = (0, 1);
    while lists.get(start + step).is_some_and(|list| list.key <= key) {
        start += step;
        step *= 2;
    }
    let rest = lists.get(start..lists.len().min(start + step)).unwrap_or_default();
    start + rest.partition_point(|list| list.key < key)
}

/// Writes the table of terms; those of pinyin lead to the positions of Han terms.
fn write_terms(lists: &[List<'_>], spellings: &[Spelled]) -> Vec<u8> {
    let mut writer = table::Writer::default();
    let value = |list: &List<'_>| postings::bind(list.places, list.number, &list.sets);
    let behind = lists.partition_point(|list| is_before_pinyin(list.key));
    let (before, behind) = lists.split_at(behind);
    for list in before {
        writer.push(list.key, &value(list));
    }
    for (spelling, positions) in spellings {
        let mut value = Vec::new();
        for position in positions {
            write_varint(*position as u64, &mut value);
        }
        writer.push(&Kind::Pinyin.key(&spelling.text()), &value);
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
    /// The number by which contents call the term.
    number: u32,
    /// How many places there are, those in names counted more.
    weight: usize,
}

impl<'a> List<'a> {
    fn write(runs: &[Run<'a>], owners: &Owners) -> Self {
        let mut list = Vec::new();
        for (_, _, first, run) in runs {
            list.extend(places_of(run, *first));
        }
        let in_names = list.iter().filter(|posting| posting.field <= Field::Heading).count();
        let greatest = |family: &[Posting]| family.iter().map(|posting| posting.impact).max();
        let families = families(&list, &owners.of_places);
        let stands_in: Vec<(usize, u8)> =
            families.map(|(thing, family)| (thing, greatest(family).unwrap_or(0))).collect();
        Self {
            key: runs.first().map_or(&[][..], |(_, key, ..)| *key),
            sets: postings::write(&stands_in, owners.kinds.len()),
            places: list.len(),
            things: stands_in.len(),
            number: 0,
            weight: in_names * 8 + list.len(),
        }
    }
}

/// A spelling, with the positions of the Han terms that are read so.
type Spelled = (Spelling, Vec<usize>);

/// Returns for each spelling the Han terms that are read so, the most frequent first.
fn spellings(lists: &[List<'_>]) -> Vec<Spelled> {
    // Han terms stand before all others.
    let han = lists.get(..lists.partition_point(|list| is_han_key(list.key))).unwrap_or_default();
    let spelled = crew::share(han.len(), TERMS, |range| {
        let terms = range.clone().zip(han.get(range).unwrap_or_default());
        let spelled = terms.flat_map(|(position, list)| {
            let all = terms::spellings(text_of(list.key));
            all.map(move |spelling| (spelling, Reverse(list.weight), position))
        });
        spelled.collect::<Vec<_>>()
    });
    let mut spelled = spelled.concat();
    spelled.sort_unstable();
    let positions = |terms: &[(Spelling, _, usize)]| {
        let positions = terms.iter().take(MAX_HOMOPHONES).map(|(_, _, position)| *position);
        terms.first().map(|(spelling, ..)| (*spelling, positions.collect()))
    };
    spelled.chunk_by(|a, b| a.0 == b.0).filter_map(positions).collect()
}

/// Returns the text of the key of a term.
fn text_of(key: &[u8]) -> &str {
    key.get(1..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
}
