//! What a search found, and why.

use std::ops::Range;

use crate::handbook::index::{Field, Place};

/// What a search found, and how it read the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found<'a> {
    /// The places, the best first.
    pub hits: Vec<Hit<'a>>,
    /// Whether the best of them treats what is asked for, and does not just come nearest.
    pub is_sure: bool,
    /// How the words were read.
    pub reading: Reading,
}

/// A place that fits the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'a> {
    /// What was found.
    pub place: Place<'a>,
    /// How well it fits; only the order within one search means something.
    pub score: u32,
    /// Which word of the query was found where, in the order of the query.
    pub why: Vec<Reason>,
}

/// Why a place was found: one word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The word as it was asked, with its letters folded.
    pub word: String,
    /// Where the word stands in the folded query, in bytes.
    pub at: Range<usize>,
    /// Where it stands in the place.
    pub field: Field,
    /// How the word led there.
    pub how: How,
}

/// How a word of a query leads to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The whole query is the id, the title or another name of the thing.
    Name,
    /// The word stands there.
    Word,
    /// The word names the section: 啥材料, how much.
    Section,
    /// A word with the same meaning stands there.
    Synonym,
    /// The word is the beginning of one that stands there.
    Prefix,
    /// The word is the pinyin of one that stands there.
    Pinyin,
    /// A word that sounds the same stands there: 学藉 for 学籍.
    Homophone,
    /// A word that is typed nearly so stands there: tranfser for transfer.
    Slip,
    /// The letters are the initials of a name: zx for 转学.
    Initials,
    /// The thing itself fits the word, and this is a part of it.
    Inherited,
}

/// How the words of a query were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words that were looked for and stand somewhere, in order.
    pub sought: Vec<String>,
    /// The words that carry no weight: 请问, how.
    pub silent: Vec<String>,
    /// The words that stand nowhere in the handbook.
    pub unknown: Vec<String>,
    /// The words that were read as others, in order.
    pub equal: Vec<Equal>,
    /// The matter outside the handbook that the query names.
    pub elsewhere: Option<Elsewhere>,
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equal {
    /// The word as it was asked.
    pub word: String,
    /// What it was read as.
    pub other: String,
    /// Why: a synonym, pinyin or a homophone.
    pub how: How,
}

/// A matter that the handbook does not treat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The word that names it.
    pub word: String,
    /// Its position in the handbook's `words.out_of_scope`.
    pub entry: u32,
}

/// How a query was read and scored, word by word: for those who keep a handbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The words that were looked for, in order.
    pub words: Vec<Understood>,
    /// For each hit, what each word earned there, in order.
    pub shares: Vec<Vec<Share>>,
}

/// How one word of a query was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The word as it was asked, with its letters folded.
    pub word: String,
    /// The word as it was mended.
    pub mended: Option<String>,
    /// How much it counts, in hundredths.
    pub weight: u32,
    /// What it may mean; in each place the best of them counts.
    pub choices: Vec<Meant>,
}

/// Something that a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// How the word leads to it.
    pub how: How,
    /// How much it counts beside the others, in hundredths.
    pub factor: u32,
    /// What the word is read as; empty if as itself.
    pub other: String,
    /// The terms of the index.
    pub terms: Vec<String>,
    /// In how many places the rarest of them stands.
    pub places: u32,
}

/// What a word earned in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The word as it was asked.
    pub word: String,
    /// What it earned.
    pub value: u32,
    /// Where it stands.
    pub field: Field,
    /// How it led there.
    pub how: How,
}
