//! How a deadline was counted, day by day.
//!
//! It knows days and a deadline, but not what has to be done by then.

use super::voice::Voice;
use super::words::due::{PROVISIONAL, day, nth_day};
use super::{Block, Line, Role};
use crate::calendar::{Almanac, Counted, Deadline, Kind};
use crate::handbook::value::{Date, Unit};

/// Lists every day that was counted or skipped, with its reason.
pub(super) fn points(voice: &Voice, almanac: &Almanac<'_>, deadline: &Deadline) -> Block {
    let point = |date: Date, reason: String| {
        let line = Line::plain(format!("{}{}", day(date, voice.lang), voice.words().colon));
        line.then(Role::Plain, reason)
    };
    let start = point(deadline.start, voice.words().day_of_event.to_owned());
    let way = almanac.way(deadline);
    let way = way.iter().map(|counted| point(counted.day, reason(voice, deadline, counted)));
    Block::Points(std::iter::once(start).chain(way).collect())
}

/// Says why a day counts or does not.
fn reason(voice: &Voice, deadline: &Deadline, counted: &Counted<'_>) -> String {
    let (words, comma) = (voice.words(), voice.lang.pick("，", ", "));
    let is_end = counted.day == deadline.end && !is_counted(deadline);
    let is_skipped = counted.number.is_none() && !counted.kind.is_working() && !is_end;
    let parts = [
        counted.number.map(|number| nth_day(number, voice.lang)),
        is_end.then(|| same_day(voice, deadline).to_owned()),
        Some(kind(voice, counted.kind)),
        is_skipped.then(|| words.not_counted.to_owned()),
    ];
    let doubt = if counted.doubt.is_some() { PROVISIONAL } else { "" };
    format!("{}{doubt}", parts.into_iter().flatten().collect::<Vec<_>>().join(comma))
}

/// Says whether days are counted; of months and years only the last one is known.
fn is_counted(deadline: &Deadline) -> bool {
    matches!(deadline.limit.unit, Unit::WorkingDays | Unit::Days)
}

/// Names what a day is to an office.
fn kind(voice: &Voice, kind: Kind<'_>) -> String {
    let words = voice.words();
    match kind {
        Kind::Workday => words.workday.to_owned(),
        Kind::MakeUp => words.make_up.to_owned(),
        Kind::Weekend => words.weekend.to_owned(),
        Kind::Holiday(name) => voice.name(name),
    }
}

/// Says how months and years end.
fn same_day(voice: &Voice, deadline: &Deadline) -> &'static str {
    let words = voice.words();
    let number = |date: Date| date.as_civil().day();
    let is_same = number(deadline.start) == number(deadline.end);
    if is_same { words.same_number } else { words.last_of_month }
}
