//! Counting from an event to the last day of a limit.

use jiff::Span;

use super::almanac::{Almanac, Doubt, Kind, next};
use crate::handbook::value::{Date, Limit, Unit};

/// A day on the way, and whether it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<'c> {
    /// The day.
    pub day: Date,
    /// What it is to an office.
    pub kind: Kind<'c>,
    /// Which day of the limit it is, from 1 on; none for one that does not count.
    pub number: Option<u16>,
    /// Why this is not certain, if it is not.
    pub doubt: Option<Doubt>,
}

impl<'c> Almanac<'c> {
    /// Returns the last day of a limit that an event starts; none where the calendar ends.
    pub fn end(&self, start: Date, limit: Limit) -> Option<Date> {
        match limit.unit {
            Unit::WorkingDays | Unit::Days => Some(self.days(start, limit)?.last()?.day),
            Unit::Months => after(start, Span::new().try_months(limit.count).ok()?),
            Unit::Years => after(start, Span::new().try_years(limit.count).ok()?),
        }
    }

    /// Returns every day from the one after an event to the last day of a limit, which counts;
    /// nothing for months and years, whose days are not counted. None where the calendar ends.
    pub fn days(&self, start: Date, limit: Limit) -> Option<Vec<Counted<'c>>> {
        let (mut days, mut number, mut day) = (Vec::new(), 0, start);
        let is_counted = matches!(limit.unit, Unit::WorkingDays | Unit::Days);
        while is_counted && number < limit.count {
            day = next(day)?;
            let kind = self.kind(day);
            let counts = limit.unit == Unit::Days || kind.is_working();
            number += u16::from(counts);
            let number = counts.then_some(number);
            days.push(Counted { day, kind, number, doubt: self.doubt(day) });
        }
        Some(days)
    }
}

/// Adds months or years: the same day number, or the month's last day where there is none.
fn after(start: Date, span: Span) -> Option<Date> {
    start.as_civil().checked_add(span).ok().map(Date::from_civil)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, national};
    use super::*;

    #[track_caller]
    fn case(start: &str, limit: &str, end: &str) {
        let calendar = national();
        let ends = Almanac::new(&calendar).end(day(start), limit.parse().unwrap());
        assert_eq!(ends, Some(day(end)), "{limit} from {start}");
    }

    #[test]
    fn the_day_of_the_event_does_not_count() {
        case("2026-11-23", "1 day", "2026-11-24");
        case("2026-11-23", "30 days", "2026-12-23");
        case("2026-11-23", "1 working day", "2026-11-24");
    }

    #[test]
    fn months_end_on_the_same_day_number_or_the_last() {
        case("2026-11-23", "3 months", "2027-02-23");
        case("2026-01-31", "3 months", "2026-04-30");
        case("2026-01-31", "1 month", "2026-02-28");
        case("2026-11-30", "3 months", "2027-02-28");
        case("2026-07-01", "3 months", "2026-10-01");
        case("2024-02-29", "1 year", "2025-02-28");
        case("2024-02-29", "4 years", "2028-02-29");
        case("2026-12-23", "3 years", "2029-12-23");
    }

    #[test]
    fn every_skipped_day_has_its_reason() {
        let calendar = national();
        let almanac = Almanac::new(&calendar);
        let days = almanac.days(day("2026-09-18"), "5 working days".parse().unwrap()).unwrap();
        let numbers: Vec<_> = days.iter().map(|day| day.number).collect();
        assert_eq!(numbers, [None, Some(1), Some(2), Some(3), Some(4), Some(5)]);
        assert_eq!(days[0].kind, Kind::Weekend);
        assert_eq!(days[1].kind, Kind::MakeUp);
    }

    #[test]
    fn there_is_no_day_after_the_year_9999() {
        let calendar = national();
        let almanac = Almanac::new(&calendar);
        for limit in ["1 day", "1 working day", "1 month", "1000 years"] {
            assert_eq!(almanac.end(day("9999-12-31"), limit.parse().unwrap()), None, "{limit}");
        }
    }
}
