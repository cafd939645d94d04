//! Writing an index.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::count::{Lengths, Share};
use super::names;
use super::phrases::{write_phrases, write_synonyms};
use super::places::{Field, Thing};
use super::postings::{self, Families};
use super::read::{MAGIC, PLACE};
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

/// How many terms are written at a time.
const TERMS: usize = 10_000;

/// Returns the index of a handbook: the same handbook always gives the same bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    build_with(handbook, &handbook.guides)
}

/// Returns the index of a handbook whose guides lie elsewhere.
pub fn build_with(handbook: &Handbook, guides: &dyn Guides) -> Vec<u8> {
    let shares = shares(handbook, guides);
    let families = families(&shares);
    let (records, parts) = write_places(&shares, &families);
    let terms = write_terms(&shares, &families);
    drop(shares);
    let sections = [
        write_heads(&families),
        records,
        parts,
        terms,
        write_phrases(&handbook.words),
        write_synonyms(&handbook.words),
        names::build_with(handbook, guides),
    ];
    let mut out = MAGIC.to_vec();
    out.reserve_exact(sections.len() * 4 + sections.iter().map(Vec::len).sum::<usize>());
    for section in &sections {
        push_u32(section.len(), &mut out);
    }
    for section in sections {
        out.extend_from_slice(&section);
    }
    out
}

/// Counts the terms of all places: those of the guides, and then the others.
fn shares(handbook: &Handbook, guides: &dyn Guides) -> Vec<Share> {
    let dictionary = Dictionary::new(handbook);
    let others = dictionary.places(handbook);
    let lengths = Lengths::measure(measured(&dictionary, guides).iter().flatten().chain(&others));
    let mut shares = crew::share(guides.count(), GUIDES, |range| {
        let places = range.flat_map(|ordinal| dictionary.guide(guides, ordinal)).collect();
        Share::count(places, &lengths)
    });
    shares.push(Share::count(others, &lengths));
    shares
}

/// Returns the places that tell how long texts are: those of guides far from each other.
fn measured(dictionary: &Dictionary<'_>, guides: &dyn Guides) -> Vec<Vec<PlaceTexts>> {
    let step = guides.count().div_ceil(MEASURED).max(1);
    crew::share(guides.count().div_ceil(step), GUIDES, |range| {
        range.flat_map(|number| dictionary.guide(guides, number * step)).collect()
    })
}

/// Returns which places belong to the same thing.
fn families(shares: &[Share]) -> Families {
    let mut families = Families::default();
    let mut before = None;
    let places = shares.iter().flat_map(|share| &share.places);
    for (&(thing, ordinal, _), position) in places.zip(0..) {
        let owner = Some((thing, ordinal));
        if owner != before {
            families.heads.push(position);
            families.kinds.push(thing);
            before = owner;
        }
        families.things.push(families.heads.len() - 1);
    }
    families
}

/// Returns where each kind of thing ends, and the first place of each thing.
fn write_heads(families: &Families) -> Vec<u8> {
    let mut heads = Vec::new();
    for kind in Thing::ALL {
        push_u32(families.kinds.partition_point(|one| *one <= kind), &mut heads);
    }
    heads.extend(families.heads.iter().flat_map(|head| head.to_le_bytes()));
    heads
}

/// Returns the records of the places, and the bytes of their parts that the records point to.
fn write_places(shares: &[Share], families: &Families) -> (Vec<u8>, Vec<u8>) {
    let (mut records, mut parts) = (Vec::new(), Vec::new());
    let mut things = families.things.iter();
    for share in shares {
        let mut start = parts.len();
        for ((kind, ordinal, end), thing) in share.places.iter().zip(&mut things) {
            records.push(kind.as_byte());
            for number in [*ordinal, *thing, start] {
                push_u32(number, &mut records);
            }
            start = parts.len() + end;
        }
        parts.extend_from_slice(&share.parts);
    }
    debug_assert_eq!(records.len(), families.things.len() * PLACE);
    (records, parts)
}

/// A term in one of the shares: its key, the number of the share's first place, and its places.
type Run<'a> = (&'a [u8], u32, &'a [u8]);

/// Writes the table of terms; those of pinyin lead to the positions of Han terms.
fn write_terms(shares: &[Share], families: &Families) -> Vec<u8> {
    let runs = runs(shares);
    let terms: Vec<&[Run<'_>]> = runs.chunk_by(|a, b| a.0 == b.0).collect();
    let lists = crew::share(terms.len(), TERMS, |range| {
        terms
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|runs| List::write(runs, families))
            .collect::<Vec<_>>()
    });
    let lists = || lists.iter().flatten();
    let mut writer = table::Writer::default();
    let before = |list: &&List<'_>| is_before_pinyin(list.key);
    lists().filter(before).for_each(|list| writer.push(list.key, &list.bytes));
    for (key, positions) in spellings(lists()) {
        let mut value = Vec::new();
        for position in positions {
            write_varint(position, &mut value);
        }
        writer.push(&key, &value);
    }
    lists().filter(|list| !before(list)).for_each(|list| writer.push(list.key, &list.bytes));
    writer.into_bytes()
}

/// Returns the terms of all shares, sorted; each share counts its places from zero.
fn runs(shares: &[Share]) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut first = 0;
    for share in shares {
        runs.extend(share.terms.iter().map(|(key, run)| (&**key, first, &**run)));
        first += u32::try_from(share.places.len()).unwrap_or_default();
    }
    runs.sort_unstable();
    runs
}

/// A term with the bytes of its places.
struct List<'a> {
    key: &'a [u8],
    bytes: Vec<u8>,
    /// How many places there are, those in names counted more.
    weight: usize,
}

impl<'a> List<'a> {
    fn write(runs: &[Run<'a>], families: &Families) -> Self {
        let mut list = Vec::new();
        for (_, first, run) in runs {
            Share::places_of(run, *first, &mut list);
        }
        let in_names = list.iter().filter(|posting| posting.field <= Field::Heading).count();
        let key = runs.first().map_or(&[][..], |(key, _, _)| *key);
        Self { key, bytes: postings::write(&list, families), weight: in_names * 8 + list.len() }
    }
}

/// Han terms, the most frequent first, each with its position.
type Ranked<'a> = Vec<(Reverse<usize>, &'a [u8], u64)>;

/// Returns for each spelling the positions of the Han terms that are read so, those in names first.
fn spellings<'a>(lists: impl Iterator<Item = &'a List<'a>>) -> BTreeMap<Vec<u8>, Vec<u64>> {
    let mut spellings: BTreeMap<Vec<u8>, Ranked<'_>> = BTreeMap::new();
    for (position, list) in (0..).zip(lists).filter(|(_, list)| is_han_key(list.key)) {
        let text = list.key.get(1..).and_then(|text| std::str::from_utf8(text).ok());
        for spelling in pinyin_keys(text.unwrap_or_default()) {
            let term = (Reverse(list.weight), list.key, position);
            spellings.entry(spelling).or_default().push(term);
        }
    }
    spellings.into_iter().map(|(key, terms)| (key, most_frequent(terms))).collect()
}

fn most_frequent(mut terms: Ranked<'_>) -> Vec<u64> {
    terms.sort_unstable();
    terms.truncate(MAX_HOMOPHONES);
    terms.into_iter().map(|(_, _, position)| position).collect()
}
