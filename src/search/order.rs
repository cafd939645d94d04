//! The order of places beyond their words: the guide that is called by its name, the part that answers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::SPELLED;
use super::closely::Scored;
use super::query::Query;
use super::rank::Evidences;
use super::resolve::exact;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Thing};

/// How well a part has to fit beside its thing to answer for it, in hundredths.
const NEARLY: u64 = 72;

/// What the best place of such a guide scores at least beside the best of all, in hundredths.
const SEEN: u64 = 70;

/// What a guide earns more by a word that is a whole name of it, in hundredths.
const CALLED: u64 = 20;

/// What a variant keeps of its score where nothing sets it apart, in hundredths.
const YIELDS: u64 = 85;

/// How many guides are asked whether they are variants.
const ASKED: usize = 8;

/// A guide that is a variant of another, by their first places.
pub(super) struct Variant {
    head: u32,
    parent: u32,
}

/// Lets variants give way to the guide whose variants they are - to change a school or to close it, to
/// setting it up - where nothing in the query sets them apart: 校长要什么条件 asks for no change.
/// Returns those that something does.
pub(super) fn prefer_parents(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    scored: &mut [Scored],
) -> Result<Vec<Variant>, Damaged> {
    let mut apart = Vec::new();
    for (thing, head) in best_things(scored).into_iter().take(ASKED) {
        let Some(parent) = parent_of(index, thing)? else { continue };
        let sets_apart = |clue: usize| sets_apart(evidences, clue, head, &parent);
        if (0..query.clues.len()).any(sets_apart) {
            apart.push(Variant { head, parent: parent.start });
            continue;
        }
        for place in scored.iter_mut().filter(|place| place.head == head) {
            place.score = place.score * YIELDS / 100;
        }
    }
    Ok(apart)
}

/// Returns the things that were scored, each with its head, by their best places.
fn best_things(scored: &[Scored]) -> Vec<(usize, u32)> {
    let mut scores: BTreeMap<(usize, u32), u64> = BTreeMap::new();
    for place in scored {
        let score = scores.entry((place.thing, place.head)).or_default();
        *score = place.score.max(*score);
    }
    let mut things: Vec<(usize, u32)> = scores.keys().copied().collect();
    things.sort_by_key(|thing| Reverse(scores.get(thing)));
    things
}

/// Returns the places of the guide of which a thing is a variant.
fn parent_of(index: &Index<'_>, thing: usize) -> Result<Option<Range<u32>>, Damaged> {
    let Some(id) = index.parent_of(thing)? else { return Ok(None) };
    let Some(ordinal) = exact(&index.names(), Thing::Guide, id)? else { return Ok(None) };
    index.thing(Thing::Guide, ordinal).map(|parent| index.places_of(parent)).transpose()
}

/// Says whether a clue tells a variant from the guide with these places: it is in the title of the
/// variant alone, or it is a name of the variant and the other only mentions it.
fn sets_apart(evidences: &Evidences<'_>, clue: usize, head: u32, parent: &Range<u32>) -> bool {
    let field = |place: u32| evidences.at(clue, place).map(|evidence| evidence.field);
    match field(head) {
        Some(Field::Title) if field(parent.start) != Some(Field::Title) => true,
        Some(Field::Title | Field::Alias) => evidences
            .strongest_within(clue, parent.clone())
            .is_none_or(|field| field > Field::Topic),
        _ => false,
    }
}

/// Adds to the places of guides that a phrase of the query calls by a whole name: 办学许可证 alone is
/// the licence, and only a part of the name of its renewal. The best of them shall be seen. What calls a
/// guide calls also its variants that are set `apart`: 补发教师资格证 is no certificate but a new copy of it.
pub(super) fn prefer_called(
    index: &Index<'_>,
    query: &Query,
    evidences: &Evidences<'_>,
    apart: &[Variant],
    scored: &mut [Scored],
) -> Result<(), Damaged> {
    let best = scored.iter().map(|place| place.score).max().unwrap_or(0);
    let called = called(index, query)?;
    let with_variants = called.iter().flat_map(|&(clue, head)| {
        let variants = apart.iter().filter(move |variant| variant.parent == head);
        std::iter::once((clue, head)).chain(variants.map(move |variant| (clue, variant.head)))
    });
    for (number, head) in with_variants {
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

#[cfg(test)]
mod tests {
    use crate::handbook::index::fixture::{guide, handbook};
    use crate::handbook::index::{Index, build};
    use crate::handbook::model::Statement;
    use crate::handbook::value::LocalizedText;
    use crate::search::search;

    /// Expects the setting up of a school first, or else its variant, the change of one. Both say
    /// what the head of the school must be, the change says more of it, and 换校长 is a name of it.
    #[track_caller]
    fn case(query: &str, is_change: bool) {
        let mut handbook = handbook();
        let place = usize::try_from(guide("private-school")).unwrap();
        let head: Statement =
            serde_yaml::from_str("{id: head, label: 校长, text: 校长要有经验, standing: law}")
                .unwrap();
        handbook.guides[place].value.conditions.push(head.clone());
        let mut change = handbook.guides[place].clone();
        change.value.id = "private-school-change".parse().unwrap();
        change.value.title = LocalizedText::Plain("民办学校变更".to_owned());
        change.value.aliases = vec!["换校长".to_owned()];
        change.value.conditions.push(head);
        change.value.parent = Some("private-school".parse().unwrap());
        handbook.guides.insert(place + 1, change);
        let bytes = build(&handbook);
        let index = Index::open(bytes.as_slice()).unwrap();
        let first = search(&index, query, 5).unwrap().hits.remove(0).place;
        assert_eq!(first.ordinal, guide("private-school") + u32::from(is_change), "{query}");
    }

    #[test]
    fn a_variant_gives_way_unless_something_sets_it_apart() {
        case("校长条件", false);
        case("民办学校变更条件", true);
        case("换校长", true);
        case("变更校长要什么条件", true);
    }
}
