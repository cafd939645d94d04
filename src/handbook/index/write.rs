//! Writing an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::phrases::{write_phrases, write_synonyms};
use super::pinyin::initials;
use super::places::{Field, Thing};
use super::postings::{self, Families, Posting};
use super::read::{MAGIC, PLACE};
use super::table::{self, push_u32};
use super::terms::{Kind, each_character, each_term, initials_keys, is_han_key, pinyin_keys};
use super::texts::{PlaceTexts, gather};
use crate::handbook::codec::write_varint;
use crate::handbook::model::Handbook;

/// The most Han terms that one spelling leads to.
const MAX_HOMOPHONES: usize = 12;

/// What a word in a field is worth, and how much a long field takes away from it, in hundredths.
///
/// The weights are those of the prototype that `search.md` measured, with the names of sections
/// between titles and topics; the short fields hardly depend on their length.
const fn weight(field: Field) -> (u64, u64) {
    match field {
        Field::Title => (8, 30),
        Field::Alias => (7, 10),
        Field::Heading => (6, 20),
        Field::Topic => (3, 10),
        Field::Summary => (2, 30),
        Field::Text => (1, 75),
    }
}

/// The worth at which a word has half of its greatest effect.
const HALF: u64 = 3;

/// Returns the index of a handbook: the same handbook always gives the same bytes.
pub fn build(handbook: &Handbook) -> Vec<u8> {
    let places = gather(handbook);
    let families = families(&places);
    let (records, parts) = write_places(&places, &families);
    let sections = [
        write_heads(&places, &families),
        records,
        parts,
        write_terms(&postings(&places), &families),
        write_phrases(&handbook.words),
        write_synonyms(&handbook.words),
        names::build(handbook),
    ];
    let mut out = MAGIC.to_vec();
    for section in &sections {
        push_u32(section.len(), &mut out);
    }
    out.extend(sections.concat());
    out
}

/// Returns which places belong to the same thing.
fn families(places: &[PlaceTexts]) -> Families {
    let mut families = Families::default();
    let mut before = None;
    for (place, position) in places.iter().zip(0..) {
        let owner = Some((place.thing, place.ordinal));
        if owner != before {
            families.heads.push(position);
            before = owner;
        }
        families.things.push(families.heads.len() - 1);
    }
    families
}

/// Returns where each kind of thing ends, and the first place of each thing.
fn write_heads(places: &[PlaceTexts], families: &Families) -> Vec<u8> {
    let mut heads = Vec::new();
    for kind in Thing::ALL {
        let last = places.partition_point(|place| place.thing <= kind).checked_sub(1);
        let thing = last.and_then(|last| families.things.get(last));
        push_u32(thing.map_or(0, |thing| thing + 1), &mut heads);
    }
    heads.extend(families.heads.iter().flat_map(|head| head.to_le_bytes()));
    heads
}

/// Returns the records of the places, and the bytes of their parts that the records point to.
fn write_places(places: &[PlaceTexts], families: &Families) -> (Vec<u8>, Vec<u8>) {
    let (mut records, mut parts) = (Vec::new(), Vec::new());
    for (place, thing) in places.iter().zip(&families.things) {
        let start = records.len();
        records.push(place.thing.as_byte());
        push_u32(place.ordinal, &mut records);
        push_u32(*thing, &mut records);
        push_u32(parts.len(), &mut records);
        debug_assert_eq!(records.len() - start, PLACE);
        parts.extend_from_slice(&place.part);
    }
    (records, parts)
}

/// The terms of all places, each with the places in which it stands.
type Postings = BTreeMap<Vec<u8>, Vec<Posting>>;

/// How often each term stands in each field of one place.
type Counts = BTreeMap<Vec<u8>, BTreeMap<Field, u64>>;

fn postings(places: &[PlaceTexts]) -> Postings {
    let averages = average_lengths(places);
    let mut postings = Postings::new();
    for (place, position) in places.iter().zip(0..) {
        let norms = norms(&lengths(place), &averages);
        for (term, fields) in counts(place) {
            let Some((&field, _)) = fields.first_key_value() else { continue };
            let posting = Posting { place: position, impact: impact(&fields, &norms), field };
            postings.entry(term).or_default().push(posting);
        }
    }
    postings
}

/// Counts the terms of a place.
fn counts(place: &PlaceTexts) -> Counts {
    let mut counts = Counts::new();
    for (field, text) in &place.texts {
        let mut take = |key| *counts.entry(key).or_default().entry(*field).or_default() += 1;
        each_term(text, &mut take);
        if *field != Field::Text {
            each_character(text, &mut take);
        }
        if *field <= Field::Alias {
            initials_keys(&initials(text)).into_iter().for_each(take);
        }
    }
    if let Some(section) = &place.section {
        let names = counts.entry(Kind::Section.key(section)).or_default();
        names.insert(Field::Heading, 1);
    }
    counts
}

/// Returns the length of each field of a place, in characters.
fn lengths(place: &PlaceTexts) -> BTreeMap<Field, u64> {
    let mut lengths = BTreeMap::new();
    for (field, text) in &place.texts {
        *lengths.entry(*field).or_default() += text.chars().count() as u64;
    }
    lengths
}

/// Returns the average length of each field over the places that have it.
fn average_lengths(places: &[PlaceTexts]) -> BTreeMap<Field, u64> {
    let mut sums: BTreeMap<Field, (u64, u64)> = BTreeMap::new();
    for (field, length) in places.iter().flat_map(lengths) {
        let (sum, count) = sums.entry(field).or_default();
        *sum += length;
        *count += 1;
    }
    sums.into_iter().map(|(field, (sum, count))| (field, (sum / count).max(1))).collect()
}

/// Returns for each field by how much its length divides, in hundredths.
fn norms(lengths: &BTreeMap<Field, u64>, averages: &BTreeMap<Field, u64>) -> BTreeMap<Field, u64> {
    let norm = |(&field, &length): (&Field, &u64)| {
        let (_, slope) = weight(field);
        let average = averages.get(&field).copied().unwrap_or(1);
        (field, 100 - slope + slope * length / average)
    };
    lengths.iter().map(norm).collect()
}

/// Returns how much a term counts in a place, from 1 to 255.
///
/// A term that stands often counts up to twice; the sum over the fields tends to 255. Whole
/// numbers only, so that every machine writes the same bytes.
fn impact(fields: &BTreeMap<Field, u64>, norms: &BTreeMap<Field, u64>) -> u8 {
    let worth = |(&field, &count): (&Field, &u64)| {
        let (weight, _) = weight(field);
        let often = 2000 * count / (count + 1);
        weight * often * 100 / norms.get(&field).copied().unwrap_or(100).max(1)
    };
    let worth: u64 = fields.iter().map(worth).sum();
    let impact = 255 * worth / (worth + HALF * 1000);
    u8::try_from(impact.max(1)).unwrap_or(u8::MAX)
}

/// Returns the table of terms; those of pinyin lead to the positions of Han terms.
fn write_terms(postings: &Postings, families: &Families) -> Vec<u8> {
    let spellings = spellings(postings);
    let keys = postings.keys().chain(spellings.keys()).collect::<BTreeSet<_>>();
    let positions: BTreeMap<&Vec<u8>, u64> = keys.into_iter().zip(0..).collect();
    let list = |(key, list): (&Vec<u8>, &Vec<_>)| (key.clone(), postings::write(list, families));
    let lists = postings.iter().map(list);
    let spelled = spellings.iter().map(|(key, terms)| {
        let mut out = Vec::new();
        for position in terms.iter().filter_map(|term| positions.get(*term)) {
            write_varint(*position, &mut out);
        }
        (key.clone(), out)
    });
    table::write(&lists.chain(spelled).collect())
}

/// Han terms, the most frequent first.
type Ranked<'a> = Vec<(Reverse<usize>, &'a Vec<u8>)>;

/// Returns for each spelling the Han terms that are read so, those in names first.
fn spellings(postings: &Postings) -> BTreeMap<Vec<u8>, Vec<&Vec<u8>>> {
    let mut spellings: BTreeMap<Vec<u8>, Ranked<'_>> = BTreeMap::new();
    for (key, list) in postings.iter().filter(|(key, _)| is_han_key(key)) {
        let text = key.get(1..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let in_names = list.iter().filter(|posting| posting.field <= Field::Heading).count();
        for spelling in pinyin_keys(text) {
            spellings.entry(spelling).or_default().push((Reverse(in_names * 8 + list.len()), key));
        }
    }
    spellings.into_iter().map(|(key, terms)| (key, most_frequent(terms))).collect()
}

fn most_frequent(mut terms: Ranked<'_>) -> Vec<&Vec<u8>> {
    terms.sort_unstable();
    terms.truncate(MAX_HOMOPHONES);
    terms.into_iter().map(|(_, term)| term).collect()
}
