//! How Han characters are read, and where a row of letters falls into syllables.

use super::fold::{fold, is_han};

/// The syllables, sorted, each filled up with blanks to the length of the longest.
///
/// Generated with the readings from the crate `pinyin` by `tests/tables.rs`.
static SYLLABLES: &str = include_str!("tables/syllables.txt");

/// The readings of the characters from U+4E00 to U+9FFF, four bytes each: up to three syllables
/// of ten bits as their positions plus one, the usual reading lowest, and zero for none.
static READINGS: &[u8] = include_bytes!("tables/readings.bin");

/// The character that the readings start with.
const FIRST: u32 = 0x4e00;

/// The most spellings of one text: the usual one, and those where one character is read otherwise.
const MAX_SPELLINGS: usize = 6;

/// Longer texts have the usual spelling only: nobody types them out.
const MAX_RESPELLED: usize = 8;

/// The most ways in which one word falls into syllables.
const MAX_DIVISIONS: usize = 4;

/// The longest syllable, such as `zhuang`.
const MAX_SYLLABLE: usize = 6;

/// Returns the readings of a character without tones, the usual one first; none if it is not Han.
pub fn readings(c: char) -> impl Iterator<Item = &'static str> {
    syllables_of(c).filter_map(syllable)
}

/// Returns the readings of a character as the numbers of syllables, which are in their order.
pub(super) fn syllables_of(c: char) -> impl Iterator<Item = u16> + Clone {
    let packed = u32::from(c).checked_sub(FIRST).and_then(|offset| {
        let (entries, _) = READINGS.as_chunks::<4>();
        entries.get(usize::try_from(offset).ok()?).map(|&bytes| u32::from_le_bytes(bytes))
    });
    let packed = packed.unwrap_or(0);
    let numbers = [packed & 0x3ff, packed >> 10 & 0x3ff, packed >> 20];
    numbers.into_iter().filter_map(|number| u16::try_from(number).ok().filter(|it| *it > 0))
}

/// Says whether two different characters are usually read alike.
pub fn sound_alike(a: char, b: char) -> bool {
    a != b && readings(a).next().is_some_and(|reading| readings(b).next() == Some(reading))
}

/// Returns the syllable with a number from the table of readings.
pub(super) fn syllable(number: u16) -> Option<&'static str> {
    let start = usize::from(number.checked_sub(1)?) * MAX_SYLLABLE;
    SYLLABLES.get(start..start + MAX_SYLLABLE).map(str::trim_ascii_end)
}

/// Returns the pinyin of a text in one word (转学: zhuanxue), the usual reading first.
///
/// Empty if the text has no Han character; letters and digits stand for themselves.
pub fn spellings(text: &str) -> Vec<String> {
    let folded = fold(text);
    if !folded.chars().any(is_han) {
        return Vec::new();
    }
    let characters: Vec<char> = folded.chars().filter(|&c| c != ' ').collect();
    let mut spellings = vec![spell(&characters, None)];
    if characters.len() > MAX_RESPELLED {
        return spellings;
    }
    for (position, &c) in characters.iter().enumerate() {
        let others = syllables_of(c).skip(1).filter_map(syllable);
        spellings.extend(others.map(|other| spell(&characters, Some((position, other)))));
    }
    spellings.truncate(MAX_SPELLINGS);
    spellings
}

/// Says whether a folded text of Han characters may be read so, in one word.
pub fn is_read_as(text: &str, letters: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return letters.is_empty() };
    let rest = |reading| letters.strip_prefix(reading);
    readings(first).filter_map(rest).any(|rest| is_read_as(characters.as_str(), rest))
}

/// Spells a text by the usual readings but for one character.
fn spell(characters: &[char], unusual: Option<(usize, &'static str)>) -> String {
    let mut spelling = String::with_capacity(characters.len() * MAX_SYLLABLE);
    for (position, &c) in characters.iter().enumerate() {
        let other = unusual.filter(|&(at, _)| at == position).map(|(_, other)| other);
        match other.or_else(|| readings(c).next()) {
            Some(syllable) => spelling.push_str(syllable),
            None => spelling.push(c),
        }
    }
    spelling
}

/// Returns the first letters of a text's syllables (转学: zx); empty if it has no Han character.
pub fn initials(text: &str) -> String {
    let folded = fold(text);
    if !folded.chars().any(is_han) {
        return String::new();
    }
    let first = |c: char| readings(c).next().map_or(Some(c), |syllable| syllable.chars().next());
    folded.chars().filter(|&c| c != ' ').filter_map(first).collect()
}

/// Says whether `text` is one syllable.
pub fn is_syllable(text: &str) -> bool {
    known_syllable(text).is_some()
}

/// Returns a syllable as the table has it.
pub fn known_syllable(text: &str) -> Option<&'static str> {
    let (syllables, _) = SYLLABLES.as_bytes().as_chunks::<MAX_SYLLABLE>();
    let found =
        syllables.binary_search_by(|syllable| syllable.trim_ascii_end().cmp(text.as_bytes()));
    std::str::from_utf8(syllables.get(found.ok()?)?.trim_ascii_end()).ok()
}

/// Returns every syllable.
pub fn syllables() -> impl Iterator<Item = &'static str> {
    let (syllables, _) = SYLLABLES.as_bytes().as_chunks::<MAX_SYLLABLE>();
    syllables.iter().filter_map(|syllable| std::str::from_utf8(syllable.trim_ascii_end()).ok())
}

/// Returns the ways in which a word in small letters falls into syllables, the likely ones first:
/// those where few syllables after the first begin with a vowel, and then those of few syllables.
///
/// Empty if it does not: `xian` gives xian and xi an, `school` gives nothing.
pub fn divide(word: &str) -> Vec<Vec<&str>> {
    if word.is_empty() || word.len() > 64 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let known = syllables_within(word);
    let mut divisions = Vec::new();
    walk(word, 0, &known, &mut Vec::new(), &mut divisions);
    let vowels = |division: &Vec<&str>| {
        division.iter().skip(1).filter(|syllable| syllable.starts_with(['a', 'e', 'o'])).count()
    };
    divisions.sort_by_key(|division| (vowels(division), division.len()));
    divisions
}

/// Returns for each start in `word` where a syllable may end so that the rest can be divided too.
fn syllables_within(word: &str) -> Vec<Vec<usize>> {
    let mut ends: Vec<Vec<usize>> = vec![Vec::new(); word.len() + 1];
    for start in (0..word.len()).rev() {
        let longest = word.len().min(start + MAX_SYLLABLE);
        let fits = |&end: &usize| {
            let can_go_on = end == word.len() || ends.get(end).is_some_and(|next| !next.is_empty());
            can_go_on && word.get(start..end).is_some_and(is_syllable)
        };
        let found: Vec<usize> = (start + 1..=longest).rev().filter(fits).collect();
        if let Some(slot) = ends.get_mut(start) {
            *slot = found;
        }
    }
    ends
}

/// Collects divisions, the longest syllables first, until there are enough.
fn walk<'a>(
    word: &'a str,
    start: usize,
    ends: &[Vec<usize>],
    so_far: &mut Vec<&'a str>,
    divisions: &mut Vec<Vec<&'a str>>,
) {
    if start == word.len() {
        divisions.push(so_far.clone());
        return;
    }
    for &end in ends.get(start).into_iter().flatten() {
        if divisions.len() == MAX_DIVISIONS {
            return;
        }
        so_far.extend(word.get(start..end));
        walk(word, end, ends, so_far, divisions);
        so_far.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_up_to_three_readings() {
        assert_eq!(readings('转').collect::<Vec<_>>(), ["zhuan", "zhuai"]);
        assert_eq!(readings('重').collect::<Vec<_>>(), ["zhong", "chong", "tong"]);
        assert_eq!(readings('绿').next(), Some("lv"));
        assert_eq!(readings('a').next(), None);
    }

    #[test]
    fn a_text_is_spelled_in_one_word() {
        assert_eq!(spellings("转学")[0], "zhuanxue");
        assert!(spellings("重庆").contains(&"chongqing".to_owned()));
        assert_eq!(spellings("transfer"), Vec::<String>::new());
        assert!(is_read_as("转学", "zhuanxue") && is_read_as("重庆", "chongqing"));
        assert!(!is_read_as("转学", "zhuan") && !is_read_as("转学", "zhuanxuee"));
        assert!(!is_read_as("transfer", "transfer"));
        assert_eq!(initials("学生转学"), "xszx");
        assert_eq!(initials("transfer"), "");
    }

    #[test]
    fn words_fall_into_syllables() {
        assert_eq!(divide("zhuanxue")[0], ["zhuan", "xue"]);
        assert_eq!(divide("xian"), [vec!["xian"], vec!["xi", "an"]]);
        assert!(divide("school").is_empty());
        assert!(divide("").is_empty());
        assert!(divide(&"xian".repeat(17)).is_empty());
        assert_eq!(divide(&"xian".repeat(16)).len(), MAX_DIVISIONS);
    }
}
