//! The last day of a limit, with what the law says of rest days.

use std::collections::BTreeSet;

use super::almanac::{Almanac, Doubt, next};
use super::count::Counted;
use crate::handbook::model::{Binding, Rollover};
use crate::handbook::value::{Date, Limit, Unit};

/// What is known of a limit beside its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Whom it binds; nobody in particular where the law of the limit is not known.
    pub binds: Option<Binding>,
    /// What its source says of a last day that is a rest day.
    pub rollover: Option<Rollover>,
}

/// What became of a limit on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// The last day is a working day.
    WorkingDay,
    /// It is a rest day, and the source moves it to the next working day.
    Later,
    /// It is a rest day and binds an applicant, whom no analogy gives more time: the last working
    /// day before it is safe.
    Earlier,
    /// It is a rest day, and the source says that it stays.
    Stays,
    /// It is a rest day, and the source does not say what follows.
    Unsaid,
}

/// A limit as a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The day of the event, which does not count.
    pub start: Date,
    /// The limit.
    pub limit: Limit,
    /// The last day as it is counted.
    pub end: Date,
    /// The day to keep to.
    pub date: Date,
    /// How the one leads to the other.
    pub landing: Landing,
    /// Why the day is provisional; empty for one that is certain.
    pub doubts: BTreeSet<Doubt>,
}

impl Deadline {
    /// Says whether a notice that is not known yet may change the day.
    pub fn is_provisional(&self) -> bool {
        !self.doubts.is_empty()
    }

    /// Returns the last day on which the limit may still be kept.
    pub fn latest(&self) -> Date {
        self.end.max(self.date)
    }
}

impl<'c> Almanac<'c> {
    /// Returns the day on which a limit ends; none where the calendar ends.
    pub fn deadline(&self, start: Date, limit: Limit, rule: Rule) -> Option<Deadline> {
        let end = self.end(start, limit)?;
        let (landing, date) = self.land(start, end, rule)?;
        let touched = |limit: Limit| limit.unit == Unit::WorkingDays;
        let first = if touched(limit) { next(start)? } else { end.min(date) };
        let doubts = self.doubts(first, end.max(date));
        Some(Deadline { start, limit, end, date, landing, doubts })
    }

    fn land(&self, start: Date, end: Date, rule: Rule) -> Option<(Landing, Date)> {
        if self.kind(end).is_working() {
            return Some((Landing::WorkingDay, end));
        }
        match (rule.rollover, rule.binds) {
            (Some(Rollover::NextWorkingDay), _) => {
                Some((Landing::Later, self.working_day_after(end)?))
            }
            (Some(Rollover::Stays) | None, Some(Binding::Applicant)) => {
                // Without a working day inside the limit there is no better day than the last.
                let before = self.working_day_before(end).filter(|day| *day >= start);
                Some((Landing::Earlier, before.unwrap_or(end)))
            }
            (Some(Rollover::Stays), _) => Some((Landing::Stays, end)),
            (None, _) => Some((Landing::Unsaid, end)),
        }
    }

    fn doubts(&self, first: Date, last: Date) -> BTreeSet<Doubt> {
        let days = std::iter::successors(Some(first), |day| next(*day));
        days.take_while(|day| *day <= last).filter_map(|day| self.doubt(day)).collect()
    }

    /// Returns every day that was counted or skipped on the way to a deadline. Of months and years
    /// there is the last day only.
    pub fn way(&self, deadline: &Deadline) -> Vec<Counted<'c>> {
        let Deadline { start, limit, end, .. } = *deadline;
        let mut days = self.days(start, limit).unwrap_or_default();
        let is_counted = !days.is_empty();
        let from = if is_counted { next(end) } else { Some(end) };
        let more = std::iter::successors(from, |day| next(*day));
        let last = deadline.latest();
        days.extend(more.take_while(|day| *day <= last).map(|day| self.uncounted(day)));
        days
    }

    fn uncounted(&self, day: Date) -> Counted<'c> {
        Counted { day, kind: self.kind(day), number: None, doubt: self.doubt(day) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, national};
    use super::*;

    const OFFICE: Option<Binding> = Some(Binding::Office);
    const APPLICANT: Option<Binding> = Some(Binding::Applicant);
    const NEXT: Option<Rollover> = Some(Rollover::NextWorkingDay);
    const STAYS: Option<Rollover> = Some(Rollover::Stays);

    fn deadline(start: &str, limit: &str, rule: (Option<Binding>, Option<Rollover>)) -> Deadline {
        let calendar = national();
        let rule = Rule { binds: rule.0, rollover: rule.1 };
        Almanac::new(&calendar).deadline(day(start), limit.parse().unwrap(), rule).unwrap()
    }

    #[track_caller]
    fn case(limit: &str, rule: (Option<Binding>, Option<Rollover>), date: &str, landing: Landing) {
        let found = deadline("2026-07-01", limit, rule);
        assert_eq!((found.date, found.landing), (day(date), landing), "{limit}");
        assert!(!found.is_provisional());
    }

    #[test]
    fn a_rest_day_moves_the_end_only_where_the_source_says_so() {
        case("3 months", (OFFICE, NEXT), "2026-10-08", Landing::Later);
        case("3 months", (OFFICE, STAYS), "2026-10-01", Landing::Stays);
        case("3 months", (OFFICE, None), "2026-10-01", Landing::Unsaid);
        case("3 months", (None, None), "2026-10-01", Landing::Unsaid);
        case("2 months", (OFFICE, NEXT), "2026-09-01", Landing::WorkingDay);
    }

    #[test]
    fn what_binds_an_applicant_is_never_moved_later_by_analogy() {
        case("3 months", (APPLICANT, None), "2026-09-30", Landing::Earlier);
        case("3 months", (APPLICANT, STAYS), "2026-09-30", Landing::Earlier);
        case("3 months", (APPLICANT, NEXT), "2026-10-08", Landing::Later);
    }

    #[test]
    fn without_a_working_day_inside_the_limit_its_last_day_stays() {
        let found = deadline("2026-10-01", "2 days", (APPLICANT, None));
        assert_eq!((found.date, found.landing), (day("2026-10-03"), Landing::Earlier));
    }

    #[test]
    fn days_of_years_without_a_notice_make_a_date_provisional() {
        let is_provisional = |start, limit| deadline(start, limit, (OFFICE, None)).is_provisional();
        assert!(!is_provisional("2026-11-23", "30 days"));
        assert!(!is_provisional("2026-11-23", "20 working days"));
        assert!(is_provisional("2026-11-23", "30 working days"));
        assert!(is_provisional("2026-11-23", "3 months"));
        assert!(is_provisional("2026-11-23", "35 days"));
        assert!(!is_provisional("2025-12-20", "10 working days"));
        assert!(is_provisional("2026-12-31", "1 working day"));
    }

    #[test]
    fn the_way_ends_on_the_day_to_keep_to() {
        let calendar = national();
        let almanac = Almanac::new(&calendar);
        let days = |limit, rule| -> Vec<String> {
            let way = almanac.way(&deadline("2026-07-01", limit, rule));
            way.iter().map(|counted| counted.day.to_string()).collect()
        };
        let later = days("3 months", (OFFICE, NEXT));
        assert_eq!(
            (later.len(), later[0].as_str(), later[7].as_str()),
            (8, "2026-10-01", "2026-10-08")
        );
        assert_eq!(days("3 months", (APPLICANT, None)), ["2026-10-01"]);
        assert_eq!(days("2 days", (OFFICE, None)), ["2026-07-02", "2026-07-03"]);
        assert_eq!(days("3 days", (OFFICE, NEXT)).last().unwrap(), "2026-07-06");
    }
}
