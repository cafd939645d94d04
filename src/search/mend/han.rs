//! Slips in Han characters: another one that sounds the same or looks alike.

use std::ops::Range;

use super::Repair;
use crate::handbook::codec::Damaged;
use crate::handbook::index::terms::{Kind, spellings};
use crate::handbook::index::{Index, Thing, alike, pinyin};
use crate::search::How;

/// Mends a pair of characters that stands nowhere: one of them looks like another one with which
/// the pair stands somewhere, or sounds like one with which it is a phrase or the neighbours agree.
pub(super) fn repair(
    index: &Index<'_>,
    text: &str,
    pair: &Range<usize>,
) -> Result<Option<Repair>, Damaged> {
    let typed: Vec<char> = text.get(pair.clone()).unwrap_or_default().chars().collect();
    let &[first, second] = typed.as_slice() else { return Ok(None) };
    let around = Around::of(index, text, pair)?;
    let looks = alike::looks_alike(first).map(|other| [other, second]);
    for other in looks.chain(alike::looks_alike(second).map(|other| [first, other])) {
        if around.agrees(index, other, [first, second])? {
            return Ok(Some(repaired(pair, other, How::Slip)));
        }
    }
    for spelling in spellings(&typed.iter().collect::<String>()) {
        for term in index.read_as(&spelling.text())? {
            let other: Vec<char> = index.text(term)?.chars().collect();
            let &[a, b] = other.as_slice() else { continue };
            let is_one = (a == first && pinyin::sound_alike(b, second))
                || (b == second && pinyin::sound_alike(a, first));
            let other = [a, b];
            let fits = is_one && around.agrees(index, other, [first, second])?;
            if fits && around.is_phrase(index, other, [first, second])? {
                return Ok(Some(repaired(pair, other, How::Homophone)));
            }
        }
    }
    Ok(None)
}

fn repaired(pair: &Range<usize>, other: [char; 2], how: How) -> Repair {
    Repair { typed: pair.clone(), word: other.iter().collect(), how }
}

/// The characters beside a pair, where the pairs that they make with it are known.
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn of(index: &Index<'_>, text: &str, pair: &Range<usize>) -> Result<Self, Damaged> {
        let (start, end) = text.get(pair.clone()).map_or((None, None), |pair| {
            let mut chars = pair.chars();
            (chars.next(), chars.next())
        });
        let before = text.get(..pair.start).and_then(|text| text.chars().next_back());
        let after = text.get(pair.end..).and_then(|text| text.chars().next());
        Ok(Self {
            before: if stands(index, before, start)? { before } else { None },
            after: if stands(index, end, after)? { after } else { None },
        })
    }

    /// Returns the pair that a new character makes with its neighbour, if the one that it replaces
    /// made a known one.
    fn beside(&self, new: [char; 2], typed: [char; 2]) -> Option<[char; 2]> {
        let ([first, second], [was_first, _]) = (new, typed);
        if first == was_first {
            self.after.map(|after| [second, after])
        } else {
            self.before.map(|before| [before, first])
        }
    }

    /// Says whether a new pair stands somewhere, and so does the new one beside it.
    fn agrees(&self, index: &Index<'_>, new: [char; 2], typed: [char; 2]) -> Result<bool, Damaged> {
        let [first, second] = new;
        if !stands(index, Some(first), Some(second))? {
            return Ok(false);
        }
        match self.beside(new, typed) {
            Some([one, other]) => stands(index, Some(one), Some(other)),
            None => Ok(true),
        }
    }

    /// Says whether a new pair, or the one beside it, is a phrase or the name of a guide.
    fn is_phrase(
        &self,
        index: &Index<'_>,
        new: [char; 2],
        typed: [char; 2],
    ) -> Result<bool, Damaged> {
        for pair in [Some(new), self.beside(new, typed)].into_iter().flatten() {
            let text: String = pair.iter().collect();
            let is_phrase = index.phrases(&text)?.iter().any(|(end, _)| *end == text.len());
            if is_phrase || !index.names().exactly(Thing::Guide, &text)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Says whether two characters stand beside each other anywhere.
fn stands(index: &Index<'_>, one: Option<char>, other: Option<char>) -> Result<bool, Damaged> {
    let (Some(one), Some(other)) = (one, other) else { return Ok(false) };
    let text: String = [one, other].iter().collect();
    Ok(index.term(&Kind::Han.key(&text))?.is_some())
}
