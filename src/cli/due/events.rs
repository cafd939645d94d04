//! The days of events, as they were typed.

use std::collections::BTreeMap;

use super::{DueArgs, Failure, Mistake, day};
use crate::calendar::{Almanac, Reversed, Term, check_order, out_of_course};
use crate::handbook::model::{Event, Guide};
use crate::handbook::value::{Date, Slug};
use crate::page::Desk;
use crate::tailor::{Applies, Case, read_event};

/// Reads the days of events: the first event's, and those of others.
pub(super) fn read(
    args: &DueArgs,
    guide: &Guide,
    terms: &[Term<'_>],
    almanac: &Almanac<'_>,
    desk: &Desk<'_>,
) -> Result<BTreeMap<Slug, Date>, Failure> {
    let first = guide.events.first().ok_or(Mistake::NoEvents)?;
    let mut given = BTreeMap::new();
    if let Some(from) = &args.from {
        given.insert(first.id.clone(), day(from, almanac)?);
    }
    for input in &args.event {
        let (event, date) = one(input, guide, desk)?;
        let date = day(date, almanac)?;
        let before = given.insert(event.id.clone(), date);
        if before.is_some_and(|before| before != date) {
            return Err(Mistake::Twice { event: title(event, desk) }.into());
        }
    }
    if given.is_empty() {
        return Err(
            Mistake::NoStart { guide: guide.id.to_string(), known: named(guide, desk) }.into()
        );
    }
    check_order(terms, &given).map_err(|reversed| in_words(&reversed, &given, guide, desk))?;
    Ok(given)
}

/// Reads `EVENT=DATE`.
fn one<'g, 'i>(
    input: &'i str,
    guide: &'g Guide,
    desk: &Desk<'_>,
) -> Result<(&'g Event, &'i str), Mistake> {
    let known = || named(guide, desk);
    let (event, date) = input
        .split_once('=')
        .filter(|(_, date)| !date.trim().is_empty())
        .ok_or_else(|| Mistake::NoDate { input: input.to_owned(), known: known() })?;
    let found = read_event(guide, event);
    let found =
        found.ok_or_else(|| Mistake::NoEvent { input: event.to_owned(), known: known() })?;
    Ok((found, date))
}

/// Returns the events of a guide by id and title.
pub(super) fn named(guide: &Guide, desk: &Desk<'_>) -> Vec<(String, String)> {
    guide.events.iter().map(|event| (event.id.to_string(), title(event, desk))).collect()
}

fn title(event: &Event, desk: &Desk<'_>) -> String {
    desk.voice.name(&event.title)
}

/// Says of two events that they happened in another order than the steps of the case have it. No
/// limit leads from one to the other, so the days are counted as they were given.
pub(super) fn doubt_of_order(
    guide: &Guide,
    case: &Case,
    given: &BTreeMap<Slug, Date>,
    desk: &Desk<'_>,
) -> Option<String> {
    let steps = guide.steps.iter().filter(|step| case.applies(&step.when) == Applies::Yes);
    let clocks = steps.filter_map(|step| step.clock.as_ref());
    let course = clocks.filter_map(|id| guide.clocks.iter().find(|clock| clock.id == *id));
    let reversed = out_of_course(course.map(|clock| &clock.from), given)?;
    let mistake = in_words(&reversed, given, guide, desk);
    let lang = desk.voice.lang;
    let counted = lang.pick("；照给的日子算了，请核对", "; counted as given: check the two days");
    Some(mistake.error(lang) + counted)
}

fn in_words(
    reversed: &Reversed,
    given: &BTreeMap<Slug, Date>,
    guide: &Guide,
    desk: &Desk<'_>,
) -> Mistake {
    let told = |id: &Slug| {
        let event = guide.events.iter().find(|event| event.id == *id);
        let title = event.map_or_else(|| id.to_string(), |event| title(event, desk));
        (title, given.get(id).map(ToString::to_string).unwrap_or_default())
    };
    Mistake::Reversed { first: told(&reversed.first), then: told(&reversed.then) }
}
