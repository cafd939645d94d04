//! From a folded text to terms: what is stored in an index and looked up in it.

use super::fold::is_han;
use super::pinyin;
use crate::handbook::codec::{Damaged, Reader};

/// The kinds of terms; the byte before the text of a term keeps them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One Han character or two in a row.
    Han,
    /// The initials of a name, or four in a row of them.
    Initials,
    /// The name of a section: its id.
    Section,
    /// Two syllables, or one: a list of the Han terms that are read so, instead of postings.
    Pinyin,
    /// Something that guides use: a paper, a law.
    Use,
    /// A word of Latin letters or digits, without its ending.
    Word,
}

impl Kind {
    /// Returns the byte before the text of a term.
    const fn as_byte(self) -> u8 {
        match self {
            Self::Han => b'h',
            Self::Initials => b'i',
            Self::Pinyin => b'p',
            Self::Section => b's',
            Self::Use => b'u',
            Self::Word => b'w',
        }
    }

    /// Returns the key of a term of this kind.
    pub fn key(self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() + 1);
        key.push(self.as_byte());
        key.extend_from_slice(text.as_bytes());
        key
    }

    /// Writes the key of a term of this kind into a buffer.
    pub(super) fn key_in<'b>(self, text: &str, buffer: &'b mut Vec<u8>) -> &'b [u8] {
        buffer.clear();
        buffer.push(self.as_byte());
        buffer.extend_from_slice(text.as_bytes());
        buffer
    }
}

/// A term that an index has, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u32);

impl Term {
    /// Returns the term at a position of the table of terms.
    pub(super) fn at(position: usize) -> Option<Self> {
        u32::try_from(position).ok().map(Self)
    }

    /// Reads the position of a term.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        reader.number().map(Self)
    }

    /// Returns its position in the table of terms.
    pub(super) fn position(self) -> Result<usize, Damaged> {
        usize::try_from(self.0).map_err(|_| Damaged)
    }
}

/// Says whether a key is that of Han characters.
pub(super) fn is_han_key(key: &[u8]) -> bool {
    key.first() == Some(&Kind::Han.as_byte())
}

/// Says whether a key stands before those of pinyin. Han terms do: their positions do not depend on
/// how many spellings there are.
pub(super) fn is_before_pinyin(key: &[u8]) -> bool {
    key.first() < Some(&Kind::Pinyin.as_byte())
}

/// A run of a folded text: Han characters, or the letters and digits of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// Where it starts in the folded text, in bytes.
    pub start: usize,
    /// Its characters, never empty.
    pub text: &'a str,
    /// Whether they are Han characters.
    pub is_han: bool,
}

/// Splits a folded text into runs.
pub fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(' ');
        let is_han_run = is_han(rest.chars().next()?);
        let end = rest.find(|c: char| c == ' ' || is_han(c) != is_han_run).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        let start = folded.len() - rest.len();
        rest = after;
        Some(Run { start, text, is_han: is_han_run })
    })
}

/// Returns the pairs of characters of a run of Han, each with where it starts in the run.
pub fn pairs(run: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = run.char_indices().map(|(start, _)| start);
    let ends = run.char_indices().map(|(start, c)| start + c.len_utf8()).skip(1);
    starts.zip(ends).filter_map(|(start, end)| Some((start, run.get(start..end)?)))
}

/// Returns the keys of the terms of a folded text: words and pairs of characters, or the character
/// that it is.
pub fn keys_of(folded: &str) -> Vec<Vec<u8>> {
    let mut keys = Vec::new();
    for run in runs(folded) {
        if run.is_han {
            keys.extend(pairs(run.text).map(|(_, pair)| Kind::Han.key(pair)));
        } else {
            keys.push(Kind::Word.key(&stem(run.text)));
        }
    }
    if keys.is_empty() {
        keys.push(Kind::Han.key(folded));
    }
    keys
}

/// Calls `take` with the key of every single Han character of a folded text.
pub(super) fn each_character(folded: &str, buffer: &mut Vec<u8>, mut take: impl FnMut(&[u8])) {
    for c in folded.chars().filter(|&c| is_han(c)) {
        take(Kind::Han.key_in(c.encode_utf8(&mut [0; 4]), buffer));
    }
}

/// The readings of a character that count in a pair; the third is never the one that is meant.
const READINGS_IN_PAIR: usize = 2;

/// How a Han term of one character or two may be read: the numbers of its syllables, so that
/// spellings are in the order of their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling(u16, Option<u16>);

impl Spelling {
    /// Returns the syllables, as a term of pinyin has them.
    pub fn text(self) -> String {
        let syllable = |number| pinyin::syllable(number).unwrap_or_default();
        match self {
            Self(first, None) => syllable(first).to_owned(),
            Self(first, Some(second)) => join_syllables(syllable(first), syllable(second)),
        }
    }
}

/// Returns the spellings by which a Han term is found: every mix of its readings.
pub fn spellings(term: &str) -> impl Iterator<Item = Spelling> {
    let mut characters = term.chars();
    let mut next = || characters.next().map(|c| pinyin::syllables_of(c).take(READINGS_IN_PAIR));
    let (first, second) = (next(), next());
    first.into_iter().flatten().flat_map(move |first| {
        let seconds = second.clone().map(|all| all.map(move |it| Spelling(first, Some(it))));
        let alone = second.is_none().then_some(Spelling(first, None));
        seconds.into_iter().flatten().chain(alone)
    })
}

/// Puts syllables together as a term of pinyin has them.
pub fn join_syllables(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first} {second}") }
}

/// Returns the keys under which the initials of a name are found: all of them, and every four in
/// a row.
pub fn initials_keys(initials: &str) -> Vec<Vec<u8>> {
    let mut texts: Vec<&str> = windows_of_four(initials).collect();
    if initials.len() != 4 && (2..=MAX_INITIALS).contains(&initials.len()) {
        texts.push(initials);
    }
    texts.into_iter().map(|text| Kind::Initials.key(text)).collect()
}

/// The longest row of initials that somebody types.
pub const MAX_INITIALS: usize = 16;

/// Returns every four letters in a row.
pub fn windows_of_four(initials: &str) -> impl Iterator<Item = &str> {
    (0..initials.len()).filter_map(|start| initials.get(start..start + 4))
}

/// Cuts the ending off an English word: plurals, -ing, -ed and a last -e.
///
/// Cautious, because a wrong cut makes two words one: short words stay as they are.
pub fn stem(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = without_plural(word);
    let ending = ["ing", "ed"].into_iter().find_map(|ending| stem.strip_suffix(ending));
    if let Some(rest) = ending.filter(|rest| rest.len() >= 3 && has_vowel(rest)) {
        stem = rest.to_owned();
    }
    // licence and license, practice and practise; but rice and rise are two words.
    let hissing = stem.strip_suffix("ce").or_else(|| stem.strip_suffix("se"));
    if let Some(rest) = hissing.filter(|rest| rest.len() >= 4) {
        return format!("{rest}s");
    }
    if let Some(rest) = stem.strip_suffix("ied").or_else(|| stem.strip_suffix("i")) {
        return format!("{rest}y");
    }
    if stem.len() > 3 && stem.ends_with('e') && !stem.ends_with("ee") {
        stem.pop();
    }
    if ends_double(&stem) {
        stem.pop();
    }
    stem
}

fn without_plural(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"];
    if hissing.iter().any(|ending| word.ends_with(ending)) {
        return word.get(..word.len() - 2).unwrap_or(word).to_owned();
    }
    let is_plural = !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix('s').filter(|_| is_plural).unwrap_or(word).to_owned()
}

fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Says whether a word ends in a doubled letter that an ending may have doubled.
fn ends_double(word: &str) -> bool {
    match word.as_bytes() {
        [_, _, .., before, last] => before == last && b"bdglmnprt".contains(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(words: &[&str]) {
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert!(stems.iter().all(|one| *one == stems[0]), "{stems:?}");
    }

    #[track_caller]
    fn terms(folded: &str, expected: &[&str]) {
        let found = keys_of(folded).into_iter().map(|key| String::from_utf8(key).unwrap());
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn han_falls_into_pairs_and_letters_into_words() {
        terms("学生转学 papers 12b材料", &["h学生", "h生转", "h转学", "wpaper", "w12b", "h材料"]);
        terms("转", &["h转"]);
    }

    #[test]
    fn runs_know_where_they_start() {
        let found: Vec<_> = runs("转学 ab材").map(|run| (run.start, run.text)).collect();
        assert_eq!(found, [(0, "转学"), (7, "ab"), (9, "材")]);
    }

    #[test]
    fn endings_do_not_part_words() {
        same(&["transfer", "transfers", "transferred", "transferring"]);
        same(&["licence", "license", "licences", "licensing", "licensed"]);
        same(&["apply", "applies", "applied", "applying"]);
        same(&["move", "moved", "moving", "moves"]);
        same(&["charge", "charged", "charges", "charging"]);
        same(&["enrol", "enroll", "enrolled", "enrols"]);
        same(&["fee", "fees"]);
        same(&["address", "addresses"]);
    }

    #[test]
    fn other_words_stay_apart() {
        assert_ne!(stem("rice"), stem("rise"));
        assert_ne!(stem("place"), stem("plus"));
    }

    #[test]
    fn short_words_and_numbers_stay() {
        for word in ["fee", "bus", "2005", "12b", "king", "need"] {
            assert_eq!(stem(word), word);
        }
    }

    #[test]
    fn a_pair_is_found_by_every_mix_of_readings() {
        let texts = |term| spellings(term).map(Spelling::text).collect::<Vec<_>>();
        assert_eq!(texts("重"), ["zhong", "chong"]);
        assert_eq!(texts("重长"), ["zhong zhang", "zhong chang", "chong zhang", "chong chang"]);
    }

    #[test]
    fn long_initials_are_found_by_their_windows() {
        assert_eq!(initials_keys("zx"), [b"izx".to_vec()]);
        assert_eq!(initials_keys("jszg"), [b"ijszg".to_vec()]);
        assert_eq!(initials_keys("jszgz").len(), 3);
        assert!(initials_keys("z").is_empty());
    }
}
