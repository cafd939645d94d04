//! Mending what slipped in typing: only the words of a query that lead nowhere as they stand.

mod han;
mod latin;
mod mixed;
mod pinyin;

use std::ops::Range;

use super::How;
use crate::handbook::codec::Damaged;
use crate::handbook::index::Index;
use crate::handbook::index::fold::is_han;
use crate::handbook::index::pinyin::divide;

/// A query with its slips mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mended {
    /// The folded query, mended.
    pub(super) text: String,
    /// What was mended, in order.
    pub(super) slips: Vec<Slip>,
}

/// A word that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Where the mended word stands in the mended query.
    pub(super) word: Range<usize>,
    /// Where the word stands in the folded query, as it was typed.
    pub(super) typed: Range<usize>,
    /// What sort of slip it was: letters, or characters that sound the same.
    pub(super) how: How,
}

/// What a word should have been.
struct Repair {
    typed: Range<usize>,
    word: String,
    how: How,
}

/// Mends the doubtful words of a folded query, given in order; nothing if none can be mended.
pub(super) fn mend(
    index: &Index<'_>,
    text: &str,
    doubts: &[Range<usize>],
) -> Result<Option<Mended>, Damaged> {
    let mut mended = Mended::default();
    let mut rest = 0;
    for doubt in doubts.iter().filter(|doubt| doubt.start < doubt.end) {
        if doubt.start < rest {
            continue;
        }
        let Some(repair) = repair(index, text, doubt)? else { continue };
        if repair.typed.start < rest {
            continue;
        }
        mended.text.push_str(text.get(rest..repair.typed.start).unwrap_or_default());
        let start = mended.text.len();
        mended.text.push_str(&repair.word);
        rest = repair.typed.end;
        let word = start..mended.text.len();
        mended.slips.push(Slip { word, typed: repair.typed, how: repair.how });
    }
    mended.text.push_str(text.get(rest..).unwrap_or_default());
    Ok(Some(mended).filter(|mended| !mended.slips.is_empty()))
}

fn repair(index: &Index<'_>, text: &str, doubt: &Range<usize>) -> Result<Option<Repair>, Damaged> {
    let typed = text.get(doubt.clone()).unwrap_or_default();
    if typed.contains(is_han) {
        return han::repair(index, text, doubt);
    }
    if let Some(repair) = mixed::repair(index, text, doubt)? {
        return Ok(Some(repair));
    }
    let of_letters = |word: String| Repair { typed: doubt.clone(), word, how: How::Slip };
    Ok(letters(index, typed)?.map(of_letters))
}

/// Mends a word of letters: one slip in a word, or in pinyin, and last two in a long word.
fn letters(index: &Index<'_>, typed: &str) -> Result<Option<String>, Damaged> {
    if !typed.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(None);
    }
    if let Some(word) = pinyin::said_alike(index, typed)? {
        return Ok(Some(word));
    }
    let is_pinyin = !divide(typed).is_empty();
    let may_be_english = typed.len() >= MIN_ENGLISH || !is_pinyin;
    if may_be_english && let Some(word) = latin::repair(index, typed, 1)? {
        return Ok(Some(word));
    }
    match pinyin::typed_alike(index, typed)? {
        None if !is_pinyin => latin::repair(index, typed, 2),
        word => Ok(word),
    }
}

/// The shortest word that falls into syllables and may be English all the same.
const MIN_ENGLISH: usize = 8;

impl Mended {
    /// Returns where a range of the mended query stands in the query as it was typed.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        place(&self.slips, range.start, |slip| slip.typed.start)
            ..place(&self.slips, range.end, |slip| slip.typed.end)
    }

    /// Returns the slip that a range of the mended query touches.
    pub(super) fn slip(&self, range: &Range<usize>) -> Option<&Slip> {
        self.slips.iter().find(|slip| slip.word.start < range.end && range.start < slip.word.end)
    }
}

/// Returns where a position stands in the query as it was typed; within a slip, what `edge` says.
fn place(slips: &[Slip], position: usize, edge: impl Fn(&Slip) -> usize) -> usize {
    match slips.iter().rev().find(|slip| slip.word.start < position) {
        Some(slip) if position < slip.word.end => edge(slip),
        Some(slip) => position - slip.word.end + slip.typed.end,
        None => position,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::build;
    use crate::handbook::index::fixture::handbook;

    #[track_caller]
    fn mends(typed: &str, expected: &str) {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let all = 0..typed.len();
        let mended = mend(&index, typed, std::slice::from_ref(&all)).unwrap();
        assert_eq!(mended.map_or_else(String::new, |mended| mended.text), expected, "{typed}");
    }

    #[test]
    fn slips_in_a_word_are_mended() {
        mends("tranfser", "transfer");
        mends("certifcate", "certificate");
        mends("shcool", "school");
        mends("fess", "fees");
        mends("tarnfser", "transfer");
    }

    #[test]
    fn slips_in_pinyin_are_mended() {
        mends("zuanxue", "zhuanxue");
        mends("zhuangxue", "zhuanxue");
        mends("zhaunxue", "zhuanxue");
        mends("zhuanxeu", "zhuanxue");
        mends("zhunxue", "zhuanxue");
    }

    #[test]
    fn characters_that_sound_or_look_alike_are_mended() {
        mends("转雪", "转学");
        mends("户囗", "户口");
    }

    #[test]
    fn a_syllable_beside_a_character_becomes_one() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let text = |text: &str, doubt: Range<usize>| {
            mend(&index, text, std::slice::from_ref(&doubt)).unwrap().unwrap().text
        };
        assert_eq!(text("转xue手续", 3..6), "转学手续");
        assert_eq!(text("办zhuan学", 3..8), "办转学");
    }

    #[test]
    fn what_is_far_from_everything_stays() {
        for typed in ["xyzzy", "abc", "sailing", "帆船", "2026", "a", "😀"] {
            mends(typed, "");
        }
    }

    #[test]
    fn places_in_the_mended_query_lead_back() {
        let slip = Slip { word: 2..10, typed: 2..9, how: How::Slip };
        let mended = Mended { text: "a transfer b".to_owned(), slips: vec![slip] };
        assert_eq!(mended.typed(&(0..1)), 0..1);
        assert_eq!(mended.typed(&(2..10)), 2..9);
        assert_eq!(mended.typed(&(4..6)), 2..9);
        assert_eq!(mended.typed(&(11..12)), 10..11);
    }
}
