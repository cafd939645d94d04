//! Working days and deadlines against known answers and against a count of another kind.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;

use guide::calendar::{Almanac, Rule};
use guide::handbook::model::{Binding, Calendar, Rollover};
use guide::handbook::pack::Pack;
use guide::handbook::value::{Date, Limit, Unit};
use guide::national;

/// Days of a month.
type Days = (u32, RangeInclusive<u32>);

/// The rest days of 2025 beside weekends, typed from the notice.
const REST_2025: &[Days] = &[
    (1, 1..=1),
    (1, 28..=31),
    (2, 1..=4),
    (4, 4..=6),
    (5, 1..=5),
    (5, 31..=31),
    (6, 1..=2),
    (10, 1..=8),
];

/// Those of 2026.
const REST_2026: &[Days] =
    &[(1, 1..=3), (2, 15..=23), (4, 4..=6), (5, 1..=5), (6, 19..=21), (9, 25..=27), (10, 1..=7)];

/// Those of every year without a notice.
const REST_FIXED: &[Days] = &[(1, 1..=1), (5, 1..=2), (10, 1..=3)];

/// The weekends on which offices work.
const MAKE_UP: &[(i32, u32, u32)] = &[
    (2025, 1, 26),
    (2025, 2, 8),
    (2025, 4, 27),
    (2025, 9, 28),
    (2025, 10, 11),
    (2026, 1, 4),
    (2026, 2, 14),
    (2026, 2, 28),
    (2026, 5, 9),
    (2026, 9, 20),
    (2026, 10, 10),
];

fn calendar() -> Calendar {
    Pack::open(national::PACK).unwrap().calendar().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn date(year: i32, month: u32, day: u32) -> Date {
    format!("{year:04}-{month:02}-{day:02}").parse().unwrap()
}

/// A year of the Gregorian calendar, reckoned without the library that the program uses.
fn days_of(year: i32) -> Vec<(i32, u32, u32)> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month = |(month, length): (u32, u32)| (1..=length).map(move |day| (year, month, day));
    (1..=12).zip(lengths).flat_map(month).collect()
}

/// Every day of 2025, 2026 and 2027 with whether offices work on it: 1 January 2025 is a
/// Wednesday, and weekdays follow each other.
fn days() -> Vec<(Date, bool)> {
    let all = [2025, 2026, 2027].into_iter().flat_map(days_of);
    all.enumerate().map(|(number, (y, m, d))| (date(y, m, d), works(number, y, m, d))).collect()
}

fn works(number: usize, year: i32, month: u32, day: u32) -> bool {
    let is_weekday = (number + 2) % 7 < 5;
    let rest = match year {
        2025 => REST_2025,
        2026 => REST_2026,
        _ => REST_FIXED,
    };
    let rests = rest.iter().any(|(its, days)| *its == month && days.contains(&day));
    MAKE_UP.contains(&(year, month, day)) || (is_weekday && !rests)
}

#[test]
fn the_vectors_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/working-days.tsv");
    #[expect(clippy::disallowed_methods, reason = "a test reads the files of this project")]
    let vectors = std::fs::read_to_string(path).unwrap();
    let calendar = calendar();
    let almanac = Almanac::new(&calendar);
    let mut count = 0;
    for line in vectors.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [start, start_week, limit, due, due_week, apart, note] = fields[..] else {
            panic!("{line}")
        };
        let limit = Limit { count: limit.parse().unwrap(), unit: Unit::WorkingDays };
        let rule = Rule { binds: None, rollover: None };
        let deadline = almanac.deadline(day(start), limit, rule).unwrap();
        assert_eq!(deadline.date, day(due), "{line}");
        assert_eq!(deadline.is_provisional(), note.contains("PROVISIONAL"), "{line}");
        let between = day(start).as_civil().until(day(due).as_civil()).unwrap().get_days();
        assert_eq!(between.to_string(), apart, "{line}");
        for (day, week) in [(day(start), start_week), (day(due), due_week)] {
            assert!(format!("{:?}", day.as_civil().weekday()).starts_with(week), "{line}");
        }
        count += 1;
    }
    assert_eq!(count, 16);
}

#[test]
fn years_have_as_many_working_days_as_their_notices_give() {
    let calendar = calendar();
    let almanac = Almanac::new(&calendar);
    for year in &calendar.years {
        let days = days();
        let of_year = days.iter().filter(|(day, _)| day.as_civil().year() == year.year);
        let count = of_year.filter(|(day, _)| almanac.kind(*day).is_working()).count();
        assert_eq!(Some(count), year.working_days.map(usize::from), "{}", year.year);
    }
}

#[test]
fn every_day_is_what_a_count_of_another_kind_says() {
    let calendar = calendar();
    let almanac = Almanac::new(&calendar);
    for (day, works) in days() {
        assert_eq!(almanac.kind(day).is_working(), works, "{day}");
    }
}

/// Calls back for every day of 2025 and 2026, with its place among the days, and every count of
/// units.
fn every_start(units: RangeInclusive<u16>, check: impl Fn(usize, Date, u16)) {
    for (place, (start, _)) in days().iter().enumerate().take(365 * 2) {
        for count in units.clone() {
            check(place, *start, count);
        }
    }
}

#[test]
fn working_days_agree_with_a_count_day_by_day() {
    let (calendar, days) = (calendar(), days());
    let almanac = Almanac::new(&calendar);
    every_start(1..=60, |place, start, count| {
        let working = days.iter().skip(place + 1).filter(|(_, works)| *works);
        let (expected, _) = working.take(usize::from(count)).last().unwrap();
        let limit = Limit { count, unit: Unit::WorkingDays };
        assert_eq!(almanac.end(start, limit), Some(*expected), "{count} from {start}");
    });
}

#[test]
fn calendar_days_agree_with_a_count_day_by_day() {
    let (calendar, days) = (calendar(), days());
    let almanac = Almanac::new(&calendar);
    every_start(1..=60, |place, start, count| {
        let limit = Limit { count, unit: Unit::Days };
        let (expected, _) = days[place + usize::from(count)];
        assert_eq!(almanac.end(start, limit), Some(expected), "{count} from {start}");
    });
}

#[test]
fn months_end_on_the_same_number_or_the_last_of_the_month() {
    let calendar = calendar();
    let almanac = Almanac::new(&calendar);
    every_start(1..=60, |_, start, count| {
        let end = almanac.end(start, Limit { count, unit: Unit::Months }).unwrap().as_civil();
        let start = start.as_civil();
        let months = i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + i32::from(count);
        let (year, month) =
            (months.div_euclid(12), u32::try_from(months.rem_euclid(12) + 1).unwrap());
        let (_, _, last) = *days_of(year).iter().rfind(|(_, its, _)| *its == month).unwrap();
        let number = u32::try_from(start.day()).unwrap().min(last);
        assert_eq!(Date::from_civil(end), date(year, month, number), "{count} from {start}");
        if count % 12 == 0 {
            let years = Limit { count: count / 12, unit: Unit::Years };
            assert_eq!(almanac.end(Date::from_civil(start), years), Some(Date::from_civil(end)));
        }
    });
}

#[test]
fn a_rest_day_leads_to_the_nearest_working_day_that_the_rule_names() {
    let (calendar, days) = (calendar(), days());
    let almanac = Almanac::new(&calendar);
    let places: BTreeMap<Date, usize> =
        days.iter().enumerate().map(|(place, (day, _))| (*day, place)).collect();
    let place_of = |day: Date| places[&day];
    every_start(1..=40, |place, start, count| {
        let limit = Limit { count, unit: Unit::Days };
        let end = place + usize::from(count);
        let next = Rule { binds: Some(Binding::Office), rollover: Some(Rollover::NextWorkingDay) };
        let later = place_of(almanac.deadline(start, limit, next).unwrap().date);
        assert!(later >= end && days[later].1, "{count} from {start}");
        assert!(days[end..later].iter().all(|(_, works)| !works), "{count} from {start}");
        let own = Rule { binds: Some(Binding::Applicant), rollover: None };
        let earlier = place_of(almanac.deadline(start, limit, own).unwrap().date);
        assert!((place..=end).contains(&earlier), "{count} from {start}");
        assert!(days[earlier].1 || days[place..=end].iter().all(|(_, works)| !works));
        let unsaid = Rule { binds: Some(Binding::Office), rollover: None };
        assert_eq!(place_of(almanac.deadline(start, limit, unsaid).unwrap().date), end);
    });
}

#[test]
fn a_date_is_provisional_exactly_where_a_day_without_a_notice_is_touched() {
    let calendar = calendar();
    let almanac = Almanac::new(&calendar);
    let certain = day("2026-12-25");
    every_start(1..=60, |_, start, count| {
        let rule = Rule { binds: Some(Binding::Office), rollover: None };
        for unit in [Unit::WorkingDays, Unit::Days, Unit::Months] {
            let deadline = almanac.deadline(start, Limit { count, unit }, rule).unwrap();
            let is_beyond = deadline.end > certain;
            assert_eq!(deadline.is_provisional(), is_beyond, "{count} {unit} from {start}");
        }
    });
}
