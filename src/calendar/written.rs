//! Days as people type them.

use std::fmt;

use jiff::civil::Date as Civil;

use crate::handbook::value::Date;

/// Words for the day on which they are typed.
const TODAY: &[&str] = &["today", "今天", "今日"];

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADay {
    /// It is not written like one.
    Unreadable,
    /// It is written like one, but its month ends before.
    TooLate {
        /// The last day of that month.
        last: Date,
    },
    /// It is written like one, but there is no such year or month.
    Impossible,
}

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("not written like a day"),
            Self::TooLate { last } => write!(f, "after {last}, the last day of its month"),
            Self::Impossible => f.write_str("not a day of any year"),
        }
    }
}

impl std::error::Error for NotADay {}

/// Reads a day: `2026-12-01`, `2026/12/1`, `2026.12.1`, `20261201`, `2026年12月1日`, or a word for
/// today.
///
/// # Errors
/// When it is none.
///
/// ```
/// use guide::calendar::read_day;
///
/// let today = "2026-11-23".parse()?;
/// assert_eq!(read_day("2026年12月1日", today)?.to_string(), "2026-12-01");
/// assert_eq!(read_day("today", today)?, today);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_day(text: &str, today: Date) -> Result<Date, NotADay> {
    let text = text.trim();
    if TODAY.contains(&text.to_lowercase().as_str()) {
        return Ok(today);
    }
    let (year, month, day) = numbers(text).ok_or(NotADay::Unreadable)?;
    Date::new(year, month, day).ok_or_else(|| explain(year, month, day))
}

/// Returns year, month and day as they are written.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    let (year, month, day) = parts(text).or_else(|| run_together(text))?;
    let is_number = |part: &str, longest| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_day = year.len() == 4 && is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
    if !is_day {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// Parts a text at its separators.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    if let Some((year, rest)) = text.split_once('年') {
        let (month, day) = rest.split_once('月')?;
        return Some((year, month, day.strip_suffix(['日', '号']).unwrap_or(day)));
    }
    let separator = ['-', '/', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let (year, rest) = text.split_once(separator)?;
    let (month, day) = rest.split_once(separator)?;
    Some((year, month, day))
}

/// Parts eight digits in a row.
fn run_together(text: &str) -> Option<(&str, &str, &str)> {
    let (date, day) = text.split_at_checked(6).filter(|_| text.len() == 8)?;
    let (year, month) = date.split_at_checked(4)?;
    Some((year, month, day))
}

/// Says why there is no such day.
fn explain(year: i16, month: i8, day: i8) -> NotADay {
    let first = Civil::new(year, month, 1).ok().filter(|first| first.year() > 0 && day > 0);
    first.map_or(NotADay::Impossible, |first| NotADay::TooLate {
        last: Date::from_civil(first.last_of_month()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, NotADay> {
        read_day(text, "2026-11-23".parse().unwrap()).map(|day| day.to_string())
    }

    #[test]
    fn a_day_is_typed_in_many_ways() {
        for text in [
            "2026-12-01",
            "2026-12-1",
            "2026/12/1",
            "2026/12/01",
            "2026.12.1",
            "20261201",
            "2026年12月1日",
            "2026年12月01日",
            "2026年12月1号",
            "2026年12月1",
            " 2026-12-01 ",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-12-01"), "{text}");
        }
        for text in ["today", "Today", "今天", "今日"] {
            assert_eq!(read(text).as_deref(), Ok("2026-11-23"), "{text}");
        }
    }

    #[test]
    fn what_is_not_written_like_a_day_is_refused() {
        for text in [
            "",
            "tomorrow",
            "12-01",
            "2026",
            "2026-12",
            "26-12-01",
            "2026-12-01-02",
            "2026/12-01",
            "2026-012-01",
            "2026-12-001",
            "-2026-12-01",
            "+026-12-01",
            "2026年12月",
            "12月1日",
            "2026120",
            "202612011",
            "２０２６",
            "一二三四五六七八",
            "2026-12-01日",
            "2026- 2- 1",
        ] {
            assert_eq!(read(text), Err(NotADay::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_day_that_the_month_does_not_have_names_its_last() {
        let last = |day: &str| Err(NotADay::TooLate { last: day.parse().unwrap() });
        assert_eq!(read("2026-02-31"), last("2026-02-28"));
        assert_eq!(read("2028/2/30"), last("2028-02-29"));
        assert_eq!(read("20260431"), last("2026-04-30"));
        for text in ["2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01"] {
            assert_eq!(read(text), Err(NotADay::Impossible), "{text}");
        }
    }
}
