//! The order of places beyond their words: the guide that is called by its name, the part that answers.

use super::SPELLED;
use super::query::Query;
use super::rank::{Evidences, Scored};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Thing};

/// How well a part has to fit beside its thing to answer for it, in hundredths.
const NEARLY: u64 = 72;

/// What the best place of such a guide scores at least beside the best of all, in hundredths.
const SEEN: u64 = 70;

/// What a guide earns more by a word that is a whole name of it, in hundredths.
const CALLED: u64 = 20;

/// Adds to the places of guides that a phrase of the query calls by a whole name: 办学许可证 alone is
/// the licence, and only a part of the name of its renewal. The best of them shall be seen.
pub(super) fn prefer_called(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    scored: &mut [Scored],
) -> Result<(), Damaged> {
    let best = scored.iter().map(|place| place.score).max().unwrap_or(0);
    for (number, head) in called(index, query)? {
        let value = evidences.at(number, head).map_or(0, |own| u64::from(own.value));
        let mut top: Option<&mut Scored> = None;
        for place in scored.iter_mut().filter(|place| place.head == head) {
            place.score += value * CALLED / 100;
            if top.as_ref().is_none_or(|top| top.score < place.score) {
                top = Some(place);
            }
        }
        if let Some(top) = top {
            top.score = top.score.max(best * SEEN / 100);
        }
    }
    Ok(())
}

/// Returns the guides of which a phrase of the query is a whole name, with the clue of the phrase.
fn called(index: &Index<'_>, query: &Query) -> Result<Vec<(usize, u32)>, Damaged> {
    let mut called = Vec::new();
    for phrase in &query.phrases {
        let Some(clue) = query.clues.iter().position(|clue| clue.word == *phrase) else { continue };
        let name = query.text.get(phrase.clone()).unwrap_or_default().replace(' ', "");
        for name in index.names().exactly(Thing::Guide, &name)? {
            if let Some(head) = index.whole(Thing::Guide, name.ordinal)?
                && !called.contains(&(clue, head))
            {
                called.push((clue, head));
            }
        }
    }
    Ok(called)
}

/// Puts the part of a thing that answers before the thing itself: where a word of the query stands in
/// its heading, and it fits nearly as well.
pub(super) fn put_answers_first(
    query: &Query,
    evidences: &Evidences<'_>,
    places: &mut [Scored],
    count: usize,
) {
    let is_headed = |place: u32| {
        let own = (0..query.clues.len()).filter_map(|clue| evidences.at(clue, place));
        own.into_iter().any(|own| own.field <= Field::Heading)
    };
    for at in 0..places.len().min(count) {
        let Some((whole, rest)) = places.get_mut(at..).and_then(<[Scored]>::split_first_mut) else {
            continue;
        };
        let part = rest.iter_mut().find(|part| part.head == whole.head);
        let may_give_way = whole.place == whole.head && whole.score < SPELLED;
        if let Some(part) = part.filter(|_| may_give_way)
            && part.score * 100 >= whole.score * NEARLY
            && is_headed(part.place)
        {
            std::mem::swap(&mut whole.place, &mut part.place);
        }
    }
}
