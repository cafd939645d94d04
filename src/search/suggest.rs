//! Did you mean: the names that are nearest to a name that does not exist.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::compact;
use crate::handbook::index::names::{Name, NameKind};
use crate::handbook::index::pinyin::spellings;
use crate::handbook::index::{Names, Thing};

/// The most suggestions: more are a list, not a hint.
const MAX_SUGGESTIONS: usize = 3;

/// The most names that are compared: 2,000 take half a millisecond.
const MAX_CANDIDATES: usize = 2_000;

/// The longest input that is compared; no name is longer, and the work grows with its square.
const MAX_INPUT: usize = 64;

/// A name that is near to what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The position of the thing in the handbook's list.
    pub ordinal: u32,
    /// The name that is near, as the handbook writes it.
    pub name: String,
}

/// Returns the names of things of `kind` that are nearest to `input`, at most three, each thing
/// once.
///
/// Names with a letter or two missing, wrong or swapped come first; if there are none, names with
/// the letters of the input in order; and last, names that sound the same. (In the other order
/// `tranfser` would lead to any long name that happens to have these letters.)
///
/// # Errors
/// When the names are damaged.
pub fn suggest(names: &Names<'_>, kind: Thing, input: &str) -> Result<Vec<Suggestion>, Damaged> {
    let folded: String = compact(input).chars().take(MAX_INPUT).collect();
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut candidates = names.beginning(kind, "", MAX_CANDIDATES)?;
    candidates.retain(|name| name.kind != NameKind::Initials);
    candidates.truncate(MAX_CANDIDATES);
    let attempts: [&dyn Fn() -> Vec<Suggestion>; 3] = [
        &|| nearest(&candidates, few_mistakes(&folded)),
        &|| nearest(&candidates, letters_in_order(&folded)),
        &|| nearest(&candidates, same_sound(&folded)),
    ];
    let found = attempts.iter().map(|attempt| attempt()).find(|found| !found.is_empty());
    Ok(found.unwrap_or_default())
}

/// Returns the things whose names are nearest by `nearness`, which is greater for nearer names.
fn nearest(candidates: &[Name<'_>], nearness: impl Fn(&str) -> Option<i64>) -> Vec<Suggestion> {
    let mut best: BTreeMap<u32, (i64, NameKind, &Name<'_>)> = BTreeMap::new();
    for name in candidates {
        let Some(near) = nearness(name.folded) else { continue };
        let known = best.get(&name.ordinal).map(|&(near, kind, _)| (near, Reverse(kind)));
        if known.is_none_or(|known| known < (near, Reverse(name.kind))) {
            best.insert(name.ordinal, (near, name.kind, name));
        }
    }
    let mut best: Vec<_> = best.into_iter().collect();
    best.sort_by_key(|&(ordinal, (near, kind, _))| (Reverse(near), kind, ordinal));
    let suggestion = |(ordinal, (_, _, name)): (u32, (i64, NameKind, &Name<'_>))| Suggestion {
        ordinal,
        name: name.written.to_owned(),
    };
    best.into_iter().take(MAX_SUGGESTIONS).map(suggestion).collect()
}

/// Compares by letters that stand in the name in the same order.
fn letters_in_order(input: &str) -> impl Fn(&str) -> Option<i64> {
    let matcher = SkimMatcherV2::default();
    // One letter stands in nearly every name.
    move |name| {
        let is_enough = input.chars().nth(1).is_some() || !input.is_ascii();
        matcher.fuzzy_match(name, input).filter(|_| is_enough)
    }
}

/// Compares by the number of mistakes: one in a short word, two in a longer one.
fn few_mistakes(input: &str) -> impl Fn(&str) -> Option<i64> {
    let input: Vec<char> = input.chars().collect();
    let allowed = if input.len() > 5 { 2 } else { 1 };
    move |name| {
        let name: Vec<char> = name.chars().take(MAX_INPUT).collect();
        let is_near = input.len() > 2 && name.len().abs_diff(input.len()) <= allowed;
        let mistakes = if is_near { mistakes(&input, &name) } else { usize::MAX };
        (mistakes <= allowed).then(|| i64::try_from(mistakes).map_or(i64::MIN, |count| -count))
    }
}

/// Compares by how the input is read.
fn same_sound(input: &str) -> impl Fn(&str) -> Option<i64> {
    let spellings = spellings(input);
    move |name| spellings.iter().any(|spelling| spelling == name).then_some(0)
}

/// Counts letters missing, too many, wrong or swapped with their neighbour.
fn mistakes(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, j) + usize::from(from != to);
            let mut least = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swap =
                i > 0 && j > 0 && a.get(i - 1) == Some(&to) && b.get(j - 1) == Some(&from);
            if is_swap {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::fixture::handbook;
    use crate::handbook::index::names;

    #[track_caller]
    fn case(a: &str, b: &str, expected: usize) {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(mistakes(&letters(a), &letters(b)), expected);
    }

    #[track_caller]
    fn suggests(input: &str, expected: &[&str]) {
        let bytes = names::build(&handbook());
        let found = suggest(&Names::open(bytes.as_slice()).unwrap(), Thing::Guide, input).unwrap();
        assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn near_names_are_suggested() {
        suggests("transfr", &["transfer"]);
        suggests("tranfser", &["transfer"]);
        suggests("教师证", &["教师资格证"]);
        suggests("转雪", &["转学"]);
    }

    #[test]
    fn far_names_are_not() {
        for input in ["", "q", "帆船", "zzzzzz", "😀"] {
            suggests(input, &[]);
        }
    }

    #[test]
    fn swapped_neighbours_are_one_mistake() {
        case("tranfser", "transfer", 1);
        case("transfer", "transfer", 0);
        case("transfr", "transfer", 1);
        case("", "abc", 3);
        case("转雪", "转学", 1);
    }
}
