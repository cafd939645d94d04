//! One form for every way of writing the same text: what is indexed and what is asked are folded
//! alike.

use std::borrow::Cow;

/// Pairs of a traditional character and its simplified one, two bytes each, sorted.
///
/// Generated from the crate `fast2s` by `tests/tables.rs`.
static SIMPLIFIED: &[u8] = include_bytes!("tables/simplified.bin");

/// Folds a text: full-width letters to ASCII, large letters to small ones, traditional characters
/// to simplified ones, tone marks away, and everything that is no letter or digit to one blank.
///
/// Apostrophes are dropped, so that `parent's` and `xi'an` stay one word. Folding twice is folding
/// once.
///
/// ```
/// assert_eq!(guide::handbook::index::fold::fold("學生　轉學（ＡＢ）"), "学生 转学 ab");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        fold_onto(&mut folded, &mut is_apart, c);
    }
    folded
}

/// Folds a text as [`fold`] does, and says for each of its bytes which character of the text it
/// comes from, counted from 0.
///
/// ```
/// # use guide::handbook::index::fold::fold_with_origins;
/// assert_eq!(fold_with_origins("A! b"), ("a b".to_owned(), vec![0, 3, 3]));
/// ```
pub fn fold_with_origins(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    let mut is_apart = false;
    for (position, c) in text.chars().enumerate() {
        fold_onto(&mut folded, &mut is_apart, c);
        origins.resize(folded.len(), position);
    }
    (folded, origins)
}

/// Folds one character behind the folded text before it; `is_apart` says whether something that is
/// no letter stands between them.
fn fold_onto(folded: &mut String, is_apart: &mut bool, c: char) {
    let mut take = |letter: Option<char>| {
        let Some(c) = letter else { return *is_apart = true };
        if *is_apart && !folded.is_empty() {
            folded.push(' ');
        }
        *is_apart = false;
        folded.push(c);
    };
    // Most characters have one form: only the others need the tables for letters.
    match c {
        '\u{4e00}'..='\u{9fff}' => take(Some(simplified(c))),
        _ if c.is_ascii_alphanumeric() => take(Some(c.to_ascii_lowercase())),
        _ if is_dropped(c) => {}
        '\0'..='\u{7f}' => take(None),
        _ => {
            let small = c.to_lowercase().map(fold_char).filter(|&c| !is_dropped(c));
            small.for_each(|c| take(Some(c).filter(|c| c.is_alphanumeric())));
        }
    }
}

/// Folds a text and closes its gaps: the form of a name.
pub fn compact(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Returns a text without its web addresses: their letters are no words that anybody looks for.
///
/// ```
/// # use guide::handbook::index::fold::without_addresses;
/// assert_eq!(without_addresses("网址https://www.jszg.edu.cn/a。"), "网址 。");
/// ```
pub fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains('.') && !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(start) = rest.find(is_of_address) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c| !is_of_address(c)).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        kept.push_str(before);
        kept.push_str(if is_address(word) { " " } else { word });
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Says whether a character may stand in a web address.
fn is_of_address(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | ';' | '<' | '>' | '"')
}

/// Says whether a word is a web address: it has a scheme, or is a name of a host.
fn is_address(word: &str) -> bool {
    let host = word.trim_end_matches(['.', ':', '!', '?']);
    let host = host.split('/').next().unwrap_or_default();
    let is_label = |label: &str| {
        label.len() > 1 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let ends_in_letters = |(_, last): (_, &str)| last.bytes().all(|b| b.is_ascii_alphabetic());
    let has_host = host.rsplit_once('.').is_some_and(ends_in_letters);
    word.contains("://") || has_host && host.split('.').all(is_label)
}

/// Says whether a character is Han and so stands for itself in terms and pinyin.
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Says whether a character is nothing by itself: an apostrophe, a mark on the letter before it,
/// something invisible.
const fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '＇'
            | '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Folds a small letter.
fn fold_char(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c,
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        // As it is typed: lv for 绿.
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        '\u{ff01}'..='\u{ff5e}' => from_full_width(c),
        _ => simplified(c),
    }
}

/// Returns the ASCII form of a full-width character.
fn from_full_width(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

/// The characters that [`SIMPLIFIED`] knows, a bit for each: most of those that are asked for are
/// simplified already.
static TRADITIONAL: [u64; 1 << 10] = traditional();

const fn traditional() -> [u64; 1 << 10] {
    let mut known = [0; 1 << 10];
    let mut place = 0;
    while place < SIMPLIFIED.len() {
        let (low, high) = (SIMPLIFIED[place] as usize, SIMPLIFIED[place + 1] as usize);
        let number = high << 8 | low;
        known[number / 64] |= 1 << (number % 64);
        place += 4;
    }
    known
}

/// Returns the simplified form of a character, or the character itself.
fn simplified(c: char) -> char {
    let Ok(wanted) = u16::try_from(u32::from(c)) else { return c };
    let known = TRADITIONAL.get(usize::from(wanted / 64)).copied().unwrap_or_default();
    if known & 1 << (wanted % 64) == 0 {
        return c;
    }
    let (pairs, _) = SIMPLIFIED.as_chunks::<4>();
    let found = pairs.binary_search_by_key(&wanted, |&[a, b, _, _]| u16::from_le_bytes([a, b]));
    let pair = found.ok().and_then(|position| pairs.get(position));
    pair.and_then(|&[_, _, a, b]| char::from_u32(u16::from_le_bytes([a, b]).into())).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, folded: &str) {
        assert_eq!(fold(text), folded);
        assert_eq!(fold(folded), folded);
        let (again, origins) = fold_with_origins(text);
        assert_eq!((again.as_str(), origins.len()), (folded, folded.len()));
        assert!(origins.is_sorted() && origins.iter().all(|&at| at < text.chars().count()));
    }

    #[test]
    fn one_form_for_every_way_of_writing() {
        case("學生轉學", "学生转学");
        case("Ｔｒａｎｓｆｅｒ　２０２５", "transfer 2025");
        case("  教基〔2025〕1号  ", "教基 2025 1号");
        case("private-school", "private school");
        case("ZHUǍN Xué", "zhuan xue");
        case("zhua\u{30c}n", "zhuan");
        case("lǜ", "lv");
    }

    #[test]
    fn what_is_invisible_does_not_part_a_word() {
        case("转\u{200b}学", "转学");
        case("parent's xi’an", "parents xian");
        case("'quoted'", "quoted");
    }

    #[test]
    fn addresses_are_taken_out() {
        let case = |text, expected| assert_eq!(without_addresses(text), expected);
        case("see www.jszg.edu.cn, then", "see  , then");
        case("网站(jszg.edu.cn/index.html)查", "网站( )查");
        case("http://a.b?c=d", " ");
        case("e.g. 2.5 km. The end. a/b 12:30", "e.g. 2.5 km. The end. a/b 12:30");
    }

    #[test]
    fn what_is_no_letter_is_one_blank() {
        case("转学\u{0}\u{1b}[31m！！？材料", "转学 31m 材料");
        case("😀", "");
        case("", "");
    }
}
