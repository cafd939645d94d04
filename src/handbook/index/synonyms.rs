//! Words that mean the same, with the terms that a search for each of them asks for.
//!
//! The terms are looked up when an index is written: a group has twenty words, and looking up each
//! of them would cost a search more than everything else that it does.

use std::collections::BTreeSet;

use super::fold::fold;
use super::sections::SECTIONS;
use super::table;
use super::terms::Term;
use super::terms::{Kind, keys_of};
use crate::handbook::codec::{Damaged, Reader, write_text, write_varint};
use crate::handbook::model::Words;

/// A word of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym<'a> {
    /// The word, folded.
    pub word: &'a str,
    /// Its terms; none if the index lacks one of them.
    pub terms: Vec<Term>,
    /// The terms of the sections that it names.
    pub sections: Vec<Term>,
}

/// Returns the table of the groups, by their numbers; `find` tells where the table of terms has a
/// key.
pub(super) fn write(words: &Words, find: impl Fn(&[u8]) -> Option<usize>) -> Vec<u8> {
    let value = |group: &Vec<String>| {
        let folded: BTreeSet<String> = group.iter().map(|word| fold(word)).collect();
        let mut out = Vec::new();
        for word in folded {
            write_text(&word, &mut out);
            let terms: Option<Vec<usize>> = keys_of(&word).iter().map(|key| find(key)).collect();
            write_positions(&terms.unwrap_or_default(), &mut out);
            let named = SECTIONS.iter().filter(|section| section.names.contains(&word.as_str()));
            let sections = named.filter_map(|section| find(&Kind::Section.key(section.id)));
            write_positions(&sections.collect::<Vec<_>>(), &mut out);
        }
        out
    };
    let groups = (0_u32..).zip(&words.synonyms);
    table::write(
        &groups.map(|(group, all)| (group.to_be_bytes().to_vec(), value(&all.words))).collect(),
    )
}

fn write_positions(positions: &[usize], out: &mut Vec<u8>) {
    write_varint(positions.len() as u64, out);
    for position in positions {
        write_varint(*position as u64, out);
    }
}

/// Reads the words of one group.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Synonym<'_>>, Damaged> {
    let mut reader = Reader::new(bytes);
    let mut group = Vec::new();
    while !reader.is_empty() {
        let word = reader.text()?;
        let (terms, sections) = (read_terms(&mut reader)?, read_terms(&mut reader)?);
        group.push(Synonym { word, terms, sections });
    }
    Ok(group)
}

fn read_terms(reader: &mut Reader<'_>) -> Result<Vec<Term>, Damaged> {
    let count = reader.length()?;
    (0..count).map(|_| Term::read(reader)).collect()
}
