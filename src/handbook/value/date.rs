//! Calendar days.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Makes a day from its numbers, if there is such a day in the years 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        (year > 0).then(|| jiff::civil::Date::new(year, month, day).ok()).flatten().map(Self)
    }

    /// Returns the day as the calendar library's type, for arithmetic.
    pub fn as_civil(self) -> jiff::civil::Date {
        self.0
    }

    /// Wraps a day of the calendar library.
    pub fn from_civil(day: jiff::civil::Date) -> Self {
        Self(day)
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let error = || ParseDateError(text.to_owned());
        let all_digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').filter(all_digits).collect();
        match parts[..] {
            [year, month, day]
                if (year.len(), month.len(), day.len()) == (4, 2, 2) && text.len() == 10 =>
            {
                let year = year.parse().map_err(|_| error())?;
                let month = month.parse().map_err(|_| error())?;
                let day = day.parse().map_err(|_| error())?;
                Self::new(year, month, day).ok_or_else(error)
            }
            _ => Err(error()),
        }
    }
}

deserialize_from_str!(Date, "a day such as \"2026-11-23\"");

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A text that is no day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDateError(String);

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a day of the calendar, written as 2026-11-23", self.0)
    }
}

impl std::error::Error for ParseDateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_print_as_they_were_written() {
        for day in ["2026-11-23", "2024-02-29", "0999-01-01"] {
            assert_eq!(day.parse::<Date>().unwrap().to_string(), day);
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for bad in
            ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "-2026-01-01", "2026/01/01", ""]
        {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
