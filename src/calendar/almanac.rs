//! Which days are working days, and how sure that is.

use std::cmp::Reverse;

use jiff::civil::Weekday;

use crate::handbook::model::{Calendar, CalendarYear, FixedRestDay};
use crate::handbook::value::{Date, LocalizedText};

/// What a day is to an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'c> {
    /// A day from Monday to Friday.
    Workday,
    /// A Saturday or Sunday on which offices work by the yearly notice.
    MakeUp,
    /// A Saturday or Sunday.
    Weekend,
    /// A rest day of a holiday.
    Holiday(&'c LocalizedText),
}

impl Kind<'_> {
    /// Says whether offices work on such a day.
    pub fn is_working(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUp)
    }
}

/// Why it is not certain whether a day is a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The year has no notice yet: weekends and the fixed rest days stand in for it.
    NoNotice(i16),
    /// The last days of a year may be changed by the notice of the next one.
    YearEnd(i16),
}

/// The official calendar, ready to be asked about any day.
#[derive(Debug, Clone)]
pub struct Almanac<'c> {
    /// The years with a notice, the latest first: on the days around New Year it has the last word.
    years: Vec<&'c CalendarYear>,
    fixed: &'c [FixedRestDay],
}

impl<'c> Almanac<'c> {
    /// From this day on, the notice of the next year may still change a day: other collections of
    /// the notices (`chinese_holiday`) end on 25 December for this reason.
    const YEAR_END: (i8, i8) = (12, 26);

    /// Opens the calendar of a handbook.
    pub fn new(calendar: &'c Calendar) -> Self {
        let mut years: Vec<_> = calendar.years.iter().collect();
        years.sort_by_key(|year| Reverse(year.year));
        Self { years, fixed: &calendar.fixed }
    }

    /// Returns the first day of the first year with a notice, if there is any.
    pub fn first_day(&self) -> Option<Date> {
        Date::new(self.years.last()?.year, 1, 1)
    }

    /// Says what a day is.
    pub fn kind(&self, day: Date) -> Kind<'c> {
        let by_notice = self.years.iter().find_map(|year| by_notice(year, day));
        by_notice.or_else(|| self.fixed_holiday(day)).unwrap_or_else(|| by_week(day))
    }

    /// Returns the rest day that is the same every year, in a year without a notice.
    fn fixed_holiday(&self, day: Date) -> Option<Kind<'c>> {
        let civil = day.as_civil();
        let mut fixed = self.fixed.iter().filter(|_| !self.has_notice(civil.year()));
        let fixed = fixed.find(|rest| (rest.month, rest.day) == (civil.month(), civil.day()));
        fixed.map(|rest| Kind::Holiday(&rest.name))
    }

    fn has_notice(&self, year: i16) -> bool {
        self.years.iter().any(|known| known.year == year)
    }

    /// Says why a day is not certain; nothing for one that is.
    pub fn doubt(&self, day: Date) -> Option<Doubt> {
        let civil = day.as_civil();
        let year = civil.year();
        let is_year_end = (civil.month(), civil.day()) >= Self::YEAR_END;
        if !self.has_notice(year) {
            Some(Doubt::NoNotice(year))
        } else if is_year_end && !self.has_notice(year + 1) {
            Some(Doubt::YearEnd(year))
        } else {
            None
        }
    }

    /// Returns the first working day after a day; none where the calendar ends.
    pub fn working_day_after(&self, day: Date) -> Option<Date> {
        let mut after = std::iter::successors(Some(day), |day| next(*day)).skip(1);
        after.find(|day| self.kind(*day).is_working())
    }

    /// Returns the last working day before a day; none where the calendar begins.
    pub fn working_day_before(&self, day: Date) -> Option<Date> {
        let mut before = std::iter::successors(Some(day), |day| previous(*day)).skip(1);
        before.find(|day| self.kind(*day).is_working())
    }
}

/// Returns what the notice of a year says of a day, if it names it.
fn by_notice(year: &CalendarYear, day: Date) -> Option<Kind<'_>> {
    if year.working.contains(&day) {
        return Some(if is_weekend(day) { Kind::MakeUp } else { Kind::Workday });
    }
    let rest = year.rest.iter().find(|rest| (rest.from..=rest.to).contains(&day));
    rest.map(|rest| Kind::Holiday(&rest.name))
}

fn by_week(day: Date) -> Kind<'static> {
    if is_weekend(day) { Kind::Weekend } else { Kind::Workday }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.as_civil().weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Returns the day after, if the calendar has one.
pub(super) fn next(day: Date) -> Option<Date> {
    day.as_civil().tomorrow().ok().map(Date::from_civil)
}

fn previous(day: Date) -> Option<Date> {
    let day = day.as_civil().yesterday().ok().filter(|day| day.year() > 0);
    day.map(Date::from_civil)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, national};
    use super::*;

    #[track_caller]
    fn case(text: &str, kind: &str, doubt: Option<Doubt>) {
        let calendar = national();
        let almanac = Almanac::new(&calendar);
        let said = match almanac.kind(day(text)) {
            Kind::Workday => "workday",
            Kind::MakeUp => "make-up",
            Kind::Weekend => "weekend",
            Kind::Holiday(name) => name.exactly("zh", "zh").unwrap(),
        };
        assert_eq!((said, almanac.doubt(day(text))), (kind, doubt), "{text}");
    }

    #[test]
    fn the_notice_says_what_a_day_is() {
        case("2026-11-23", "workday", None);
        case("2026-11-28", "weekend", None);
        case("2026-02-14", "make-up", None);
        case("2026-09-25", "中秋节", None);
        case("2026-10-03", "国庆节", None);
    }

    #[test]
    fn a_year_without_a_notice_has_its_weekends_and_fixed_rest_days() {
        let doubt = Some(Doubt::NoNotice(2027));
        case("2027-01-01", "元旦", doubt);
        case("2027-01-02", "weekend", doubt);
        case("2027-02-09", "workday", doubt);
        case("2027-05-02", "劳动节", doubt);
        case("2027-10-04", "workday", doubt);
    }

    #[test]
    fn the_end_of_the_last_known_year_may_still_change() {
        case("2026-12-25", "workday", None);
        case("2026-12-26", "weekend", Some(Doubt::YearEnd(2026)));
        case("2026-12-31", "workday", Some(Doubt::YearEnd(2026)));
        case("2025-12-31", "workday", None);
    }

    #[test]
    fn the_later_notice_has_the_last_word_around_new_year() {
        let mut calendar = national();
        let mut next = calendar.years.last().unwrap().clone();
        next.year = 2027;
        next.rest.truncate(1);
        next.rest[0].from = day("2026-12-31");
        next.rest[0].to = day("2027-01-02");
        next.working = vec![day("2026-12-27")];
        calendar.years.insert(0, next);
        let almanac = Almanac::new(&calendar);
        assert!(matches!(almanac.kind(day("2026-12-31")), Kind::Holiday(_)));
        assert_eq!(almanac.kind(day("2026-12-27")), Kind::MakeUp);
        assert_eq!(almanac.doubt(day("2026-12-31")), None);
        assert_eq!(almanac.doubt(day("2027-12-31")), Some(Doubt::YearEnd(2027)));
        assert_eq!(almanac.first_day(), Some(day("2025-01-01")));
    }

    #[test]
    fn there_is_nothing_before_the_first_and_after_the_last_day() {
        let calendar = Calendar::default();
        let almanac = Almanac::new(&calendar);
        assert_eq!(almanac.first_day(), None);
        assert_eq!(almanac.working_day_before(day("0001-01-01")), None);
        assert_eq!(almanac.working_day_after(day("9999-12-31")), None);
    }
}
