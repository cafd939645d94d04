//! Phrases that mean something to the search: silent words, names of sections, synonyms, matters
//! outside the handbook.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{fold, is_han};
use super::pinyin;
use super::sections::SECTIONS;
use super::table;
use crate::handbook::codec::{Damaged, Reader, write_text, write_varint};
use crate::handbook::model::Words;

/// The byte before phrases in pinyin: no folded text begins with it.
const PINYIN: u8 = b'~';

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning<'a> {
    /// It names a section, given by its id.
    Section(&'a str),
    /// It leans towards a section.
    Hint(&'a str),
    /// It belongs to a group of synonyms.
    Synonym(u32),
    /// It is a matter outside the handbook, an entry of `words.out_of_scope`.
    Elsewhere(u32),
    /// It carries no weight.
    Silent,
}

impl<'a> Meaning<'a> {
    fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Section(id) => write_tagged(0, id, out),
            Self::Hint(id) => write_tagged(1, id, out),
            Self::Synonym(group) => write_numbered(2, group, out),
            Self::Elsewhere(entry) => write_numbered(3, entry, out),
            Self::Silent => out.push(4),
        }
    }

    fn read(bytes: &mut Reader<'a>) -> Result<Self, Damaged> {
        Ok(match bytes.byte()? {
            0 => Self::Section(bytes.text()?),
            1 => Self::Hint(bytes.text()?),
            2 => Self::Synonym(bytes.number()?),
            3 => Self::Elsewhere(bytes.number()?),
            4 => Self::Silent,
            _ => return Err(Damaged),
        })
    }
}

fn write_tagged(tag: u8, text: &str, out: &mut Vec<u8>) {
    out.push(tag);
    write_text(text, out);
}

fn write_numbered(tag: u8, number: u32, out: &mut Vec<u8>) {
    out.push(tag);
    write_varint(number.into(), out);
}

/// Reads the meanings of one phrase.
pub(super) fn read_meanings(bytes: &[u8]) -> Result<Vec<Meaning<'_>>, Damaged> {
    let mut reader = Reader::new(bytes);
    let mut meanings = Vec::new();
    while !reader.is_empty() {
        meanings.push(Meaning::read(&mut reader)?);
    }
    Ok(meanings)
}

/// Returns the key of a phrase in pinyin.
pub(super) fn pinyin_key(spelling: &str) -> Vec<u8> {
    let mut key = vec![PINYIN];
    key.extend_from_slice(spelling.as_bytes());
    key
}

/// Returns the table of all phrases, each with its meanings.
pub(super) fn write_phrases(words: &Words) -> Vec<u8> {
    let mut phrases: BTreeMap<Vec<u8>, BTreeSet<Meaning<'_>>> = BTreeMap::new();
    for (phrase, meaning) in all(words) {
        let folded = fold(phrase);
        if folded.chars().all(is_han) {
            // By another reading a matter of others may be one of the handbook: 驾校 is no jiajiao.
            let is_of_others = matches!(meaning, Meaning::Elsewhere(_));
            let readings = if is_of_others { 1 } else { usize::MAX };
            for spelling in pinyin::spellings(&folded).into_iter().take(readings) {
                phrases.entry(pinyin_key(&spelling)).or_default().insert(meaning);
            }
        }
        if !folded.is_empty() {
            phrases.entry(folded.into_bytes()).or_default().insert(meaning);
        }
    }
    let value = |meanings: BTreeSet<Meaning<'_>>| {
        let mut out = Vec::new();
        for meaning in meanings {
            meaning.write(&mut out);
        }
        out
    };
    table::write(&phrases.into_iter().map(|(key, meanings)| (key, value(meanings))).collect())
}

fn all(words: &Words) -> impl Iterator<Item = (&str, Meaning<'_>)> {
    let names = SECTIONS.iter().flat_map(|section| {
        let names = section.names.iter().map(|name| (*name, Meaning::Section(section.id)));
        names.chain(section.hints.iter().map(|hint| (*hint, Meaning::Hint(section.id))))
    });
    let synonyms = (0..).zip(&words.synonyms).flat_map(|(group, synonyms)| {
        synonyms.words.iter().map(move |word| (word.as_str(), Meaning::Synonym(group)))
    });
    let elsewhere = (0..).zip(&words.out_of_scope).flat_map(|(entry, matter)| {
        matter.words.iter().map(move |word| (word.as_str(), Meaning::Elsewhere(entry)))
    });
    let silent = words.silent.iter().map(|word| (word.as_str(), Meaning::Silent));
    names.chain(synonyms).chain(elsewhere).chain(silent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::table::Table;

    #[test]
    fn a_matter_of_others_is_known_by_its_usual_reading() {
        let words: Words = serde_yaml::from_str(
            "{synonyms: [{id: a, words: [学校]}], \
            out_of_scope: [{id: b, words: [驾校], answer: 打 12345}]}",
        )
        .unwrap();
        let bytes = write_phrases(&words);
        let table = Table::open(bytes.as_slice().into()).unwrap();
        let has = |spelling: &str| table.find(&pinyin_key(spelling)).unwrap().is_some();
        assert!(has("xuexiao") && has("xuejiao"), "the handbook's own by each");
        assert!(has("jiaxiao") && !has("jiajiao"));
    }
}
