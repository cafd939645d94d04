//! The limits of a procedure as days, from the events whose days are known.

use std::collections::{BTreeMap, BTreeSet};

use super::almanac::{Almanac, Doubt};
use super::deadline::Deadline;
use super::term::Term;
use crate::handbook::value::{Date, Limit, Slug};

/// The day of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The day.
    pub day: Date,
    /// The day that was given, from which this one was reckoned.
    pub given: Date,
    /// Whether it is only the last day on which the event must have happened, because a limit
    /// ends with it; one that happened earlier starts the next limit earlier.
    pub is_latest: bool,
    /// Why the day is provisional; empty for one that is given.
    pub doubts: BTreeSet<Doubt>,
}

/// A limit of the procedure with its days.
#[derive(Debug, Clone)]
pub struct Row<'g> {
    /// The limit.
    pub term: Term<'g>,
    /// The day of the event that starts it, if it is known.
    pub start: Option<Start>,
    /// The day on which it ends; nothing without a start or a length.
    pub due: Option<Deadline>,
    /// The day that the bureau promises.
    pub promised: Option<Deadline>,
    /// The day on which it ends if it is extended.
    pub extended: Option<Deadline>,
}

/// The limits of a procedure: those with a day in the order of their days, then the others in the
/// order of the guide.
#[derive(Debug, Clone)]
pub struct Schedule<'g> {
    /// The events whose days were given.
    pub given: BTreeMap<Slug, Date>,
    /// The limits.
    pub rows: Vec<Row<'g>>,
}

/// A day lies beyond the last one that the calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeyondCalendar;

/// Two events whose days contradict the order of the procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversed {
    /// The event that comes first.
    pub first: Slug,
    /// The event that cannot come before it.
    pub then: Slug,
}

impl<'g> Schedule<'g> {
    /// Reckons the days of limits from the events that are given. A limit whose start is not known
    /// is left out unless it is in force today.
    ///
    /// # Errors
    /// When one lies beyond the calendar.
    pub fn new(
        terms: &[Term<'g>],
        given: BTreeMap<Slug, Date>,
        today: Date,
        almanac: &Almanac<'_>,
    ) -> Result<Self, BeyondCalendar> {
        let starts = starts(terms, &given, almanac)?;
        let in_force = |term: &&Term<'g>| {
            let start = term.from().and_then(|from| starts.get(from));
            term.holds(start.map_or(today, |start| start.day))
        };
        let row = |term: &Term<'g>| row(*term, &starts, almanac);
        let mut rows = terms.iter().filter(in_force).map(row).collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| {
            let date = row.due.as_ref().map(|due| due.date);
            (date.is_none(), date)
        });
        Ok(Self { given, rows })
    }

    /// Returns the limits that have a day.
    pub fn dated(&self) -> impl Iterator<Item = (&Row<'g>, &Deadline)> {
        self.rows.iter().filter_map(|row| row.due.as_ref().map(|due| (row, due)))
    }

    /// Returns the limits that have none.
    pub fn undated(&self) -> impl Iterator<Item = &Row<'g>> {
        self.rows.iter().filter(|row| row.due.is_none())
    }

    /// Returns why days are provisional; empty if all are certain.
    pub fn doubts(&self) -> BTreeSet<Doubt> {
        let deadlines = self.rows.iter().flat_map(|row| [&row.due, &row.promised, &row.extended]);
        deadlines.flatten().flat_map(|deadline| &deadline.doubts).copied().collect()
    }
}

/// Compares the days of events with the order in which limits lead from one to another.
///
/// # Errors
/// When an event comes before one that must precede it.
pub fn check_order(terms: &[Term<'_>], given: &BTreeMap<Slug, Date>) -> Result<(), Reversed> {
    for (first, day) in given {
        for then in reached(terms, first) {
            if given.get(then).is_some_and(|other| other < day) {
                return Err(Reversed { first: first.clone(), then: then.clone() });
            }
        }
    }
    Ok(())
}

/// Finds the first two events of a course whose days stand the other way round.
pub fn out_of_course<'e>(
    course: impl IntoIterator<Item = &'e Slug>,
    given: &BTreeMap<Slug, Date>,
) -> Option<Reversed> {
    let known: Vec<_> =
        course.into_iter().filter_map(|event| Some((event, given.get(event)?))).collect();
    let reversed = known.windows(2).find_map(|pair| match pair {
        [(first, day), (then, other)] if other < day => Some((*first, *then)),
        _ => None,
    });
    reversed.map(|(first, then)| Reversed { first: first.clone(), then: then.clone() })
}

/// Returns the events to which limits lead from one event, over others if need be.
fn reached<'g>(terms: &[Term<'g>], first: &Slug) -> BTreeSet<&'g Slug> {
    let mut reached = BTreeSet::new();
    let mut from = vec![first];
    while let Some(event) = from.pop() {
        let next = terms.iter().filter(|term| term.from() == Some(event));
        for until in next.filter_map(|term| term.until()).filter(|until| *until != first) {
            if reached.insert(until) {
                from.push(until);
            }
        }
    }
    reached
}

/// Returns the days of events: those given, and those with which a limit must end.
fn starts<'g>(
    terms: &[Term<'g>],
    given: &BTreeMap<Slug, Date>,
    almanac: &Almanac<'_>,
) -> Result<BTreeMap<&'g Slug, Start>, BeyondCalendar> {
    let mut starts = BTreeMap::new();
    for event in terms.iter().flat_map(|term| [term.from(), term.until()]).flatten() {
        if let Some(day) = given.get(event) {
            let start = Start { day: *day, given: *day, is_latest: false, doubts: BTreeSet::new() };
            starts.insert(event, start);
        }
    }
    // Each round carries days one limit further; no way is longer than there are limits.
    for _ in terms {
        if !carry_on(terms, &mut starts, almanac)? {
            break;
        }
    }
    Ok(starts)
}

/// Finds last days for events with which limits end; says whether any was new.
fn carry_on<'g>(
    terms: &[Term<'g>],
    starts: &mut BTreeMap<&'g Slug, Start>,
    almanac: &Almanac<'_>,
) -> Result<bool, BeyondCalendar> {
    let mut is_changed = false;
    for term in terms {
        let Some((until, start)) = term.until().zip(start_of(*term, starts)) else { continue };
        let given = start.given;
        let Some(due) = due(*term, starts, almanac)? else { continue };
        let day = due.latest();
        if starts.get(until).is_none_or(|known| known.is_latest && day < known.day) {
            starts.insert(until, Start { day, given, is_latest: true, doubts: due.doubts });
            is_changed = true;
        }
    }
    Ok(is_changed)
}

/// Returns the start of a limit that is in force on its day.
fn start_of<'s>(term: Term<'_>, starts: &'s BTreeMap<&Slug, Start>) -> Option<&'s Start> {
    starts.get(term.from()?).filter(|start| term.holds(start.day))
}

fn due(
    term: Term<'_>,
    starts: &BTreeMap<&Slug, Start>,
    almanac: &Almanac<'_>,
) -> Result<Option<Deadline>, BeyondCalendar> {
    let known = start_of(term, starts).zip(term.limit());
    known.map(|(start, limit)| end(term, start, limit, almanac)).transpose()
}

fn end(
    term: Term<'_>,
    start: &Start,
    limit: Limit,
    almanac: &Almanac<'_>,
) -> Result<Deadline, BeyondCalendar> {
    let mut deadline = almanac.deadline(start.day, limit, term.rule()).ok_or(BeyondCalendar)?;
    deadline.doubts.extend(&start.doubts);
    Ok(deadline)
}

fn row<'g>(
    term: Term<'g>,
    starts: &BTreeMap<&'g Slug, Start>,
    almanac: &Almanac<'_>,
) -> Result<Row<'g>, BeyondCalendar> {
    let start = start_of(term, starts).cloned();
    let due = due(term, starts, almanac)?;
    let promised = term.promised().and_then(|promised| promised.known().copied());
    let promised = start.as_ref().zip(promised);
    let promised = promised.map(|(start, limit)| end(term, start, limit, almanac)).transpose()?;
    let over = due.as_ref().zip(start.as_ref()).map(|(due, start)| over(due, start));
    let extended = over.as_ref().zip(term.extension());
    let extended = extended.map(|(over, limit)| end(term, over, limit, almanac)).transpose()?;
    Ok(Row { term, start, due, promised, extended })
}

/// Returns the end of a limit as the day from which its extension is counted.
fn over(due: &Deadline, start: &Start) -> Start {
    Start { day: due.end, doubts: due.doubts.clone(), ..start.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, national};
    use super::*;
    use crate::handbook::model::Clock;

    /// Returns clocks: id, from, until, limit, whom they bind.
    fn clocks(lines: &[(&str, &str, &str, &str, &str)]) -> Vec<Clock> {
        let clock = |(id, from, until, limit, binds): &(&str, &str, &str, &str, &str)| {
            let until = if until.is_empty() { String::new() } else { format!("until: {until}, ") };
            let yaml = format!(
                "{{id: {id}, title: 某事, from: {from}, {until}limit: {limit}, binds: {binds}, standing: law}}"
            );
            serde_yaml::from_str(&yaml).unwrap()
        };
        lines.iter().map(clock).collect()
    }

    fn events(lines: &[(&str, &str)]) -> BTreeMap<Slug, Date> {
        lines.iter().map(|(event, date)| (event.parse().unwrap(), day(date))).collect()
    }

    #[track_caller]
    fn case(clocks: &[Clock], given: &[(&str, &str)], rows: &[(&str, Option<&str>)]) {
        let calendar = national();
        let terms: Vec<Term<'_>> = clocks.iter().map(Term::Clock).collect();
        let schedule =
            Schedule::new(&terms, events(given), day("2026-11-23"), &Almanac::new(&calendar))
                .unwrap();
        let date = |row: &Row<'_>| row.due.as_ref().map(|due| due.date.to_string());
        let found: Vec<(&str, Option<String>)> =
            schedule.rows.iter().map(|row| (row.term.id(), date(row))).collect();
        let expected: Vec<(&str, Option<String>)> =
            rows.iter().map(|(id, date)| (*id, date.map(str::to_owned))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_limit_that_ends_with_an_event_starts_the_next_one_at_the_latest() {
        let clocks = clocks(&[
            ("licence", "decided", "", "10 working days", "office"),
            ("decision", "accepted", "decided", "3 months", "office"),
            ("hearing", "told", "", "5 days", "applicant"),
        ]);
        let late =
            [("decision", Some("2027-02-23")), ("licence", Some("2027-03-09")), ("hearing", None)];
        case(&clocks, &[("accepted", "2026-11-23")], &late);
        let early =
            [("licence", Some("2026-12-15")), ("decision", Some("2027-02-23")), ("hearing", None)];
        case(&clocks, &[("accepted", "2026-11-23"), ("decided", "2026-12-01")], &early);
    }

    #[test]
    fn an_applicant_who_uses_all_of_a_period_starts_the_next_one_at_its_end() {
        let clocks = clocks(&[
            ("decision", "accepted", "approved", "30 days", "office"),
            ("preparing", "approved", "applied", "3 years", "applicant"),
            ("answer", "applied", "", "1 month", "office"),
        ]);
        let rows = [
            ("decision", Some("2026-12-23")),
            ("preparing", Some("2029-12-21")),
            ("answer", Some("2030-01-23")),
        ];
        case(&clocks, &[("accepted", "2026-11-23")], &rows);
    }

    #[test]
    fn limits_in_a_circle_come_to_an_end() {
        let clocks = clocks(&[
            ("there", "one", "two", "5 days", "office"),
            ("back", "two", "one", "5 days", "office"),
        ]);
        case(&clocks, &[], &[("there", None), ("back", None)]);
        let rows = [("there", Some("2026-11-28")), ("back", Some("2026-12-03"))];
        case(&clocks, &[("one", "2026-11-23")], &rows);
    }

    #[test]
    fn the_earlier_of_two_limits_decides_when_an_event_happens() {
        let clocks = clocks(&[
            ("long", "one", "two", "10 days", "office"),
            ("short", "one", "two", "5 days", "office"),
            ("after", "two", "", "1 day", "office"),
        ]);
        let rows = [
            ("short", Some("2026-11-28")),
            ("after", Some("2026-11-29")),
            ("long", Some("2026-12-03")),
        ];
        case(&clocks, &[("one", "2026-11-23")], &rows);
    }

    #[test]
    fn a_blank_limit_has_no_day() {
        let clocks = clocks(&[("blank", "one", "two", "local", "office")]);
        case(&clocks, &[("one", "2026-11-23")], &[("blank", None)]);
    }

    #[test]
    fn a_provisional_start_makes_what_follows_provisional() {
        let clocks = clocks(&[
            ("first", "one", "two", "1 month", "office"),
            ("second", "two", "", "1 day", "office"),
        ]);
        let calendar = national();
        let terms: Vec<Term<'_>> = clocks.iter().map(Term::Clock).collect();
        let given = events(&[("one", "2026-11-28")]);
        let schedule =
            Schedule::new(&terms, given, day("2026-11-23"), &Almanac::new(&calendar)).unwrap();
        assert_eq!(schedule.doubts(), BTreeSet::from([Doubt::YearEnd(2026)]));
        assert_eq!(schedule.dated().filter(|(_, due)| due.is_provisional()).count(), 2);
    }

    #[test]
    fn events_keep_the_order_of_the_limits_between_them() {
        let clocks = clocks(&[
            ("first", "one", "two", "5 days", "office"),
            ("second", "two", "three", "5 days", "office"),
            ("other", "aside", "", "5 days", "office"),
        ]);
        let terms: Vec<Term<'_>> = clocks.iter().map(Term::Clock).collect();
        let check = |given: &[(&str, &str)]| check_order(&terms, &events(given));
        assert_eq!(check(&[("one", "2026-11-23"), ("three", "2026-11-23")]), Ok(()));
        assert_eq!(check(&[("three", "2026-11-23"), ("aside", "2026-11-20")]), Ok(()));
        let reversed = Reversed { first: "one".parse().unwrap(), then: "three".parse().unwrap() };
        assert_eq!(check(&[("one", "2026-11-23"), ("three", "2026-11-22")]), Err(reversed));
    }

    #[test]
    fn events_that_no_limit_joins_keep_the_order_of_the_steps() {
        let course: Vec<Slug> = ["in", "taken", "done"].map(|id| id.parse().unwrap()).to_vec();
        let check = |given: &[(&str, &str)]| out_of_course(&course, &events(given));
        assert_eq!(check(&[]), None);
        assert_eq!(check(&[("in", "2026-11-23"), ("done", "2026-11-23")]), None);
        assert_eq!(check(&[("other", "2026-11-20"), ("taken", "2026-11-23")]), None);
        let reversed = Reversed { first: "in".parse().unwrap(), then: "done".parse().unwrap() };
        assert_eq!(check(&[("done", "2026-11-20"), ("in", "2026-11-23")]), Some(reversed));
    }

    #[test]
    fn a_limit_beyond_the_calendar_is_said_to_be() {
        let clocks = clocks(&[("long", "one", "", "1000 years", "office")]);
        let calendar = national();
        let given = events(&[("one", "9998-01-01")]);
        let found = Schedule::new(
            &[Term::Clock(&clocks[0])],
            given,
            day("2026-11-23"),
            &Almanac::new(&calendar),
        );
        assert_eq!(found.err(), Some(BeyondCalendar));
    }
}
