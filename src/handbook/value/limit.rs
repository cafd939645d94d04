//! Lengths of time as a law writes them.

use std::fmt;
use std::str::FromStr;

choice! {
    /// The unit of a time limit. Units are never converted: 30 days are not 30 working days, and
    /// three months are not 90 days.
    pub enum Unit {
        /// Official working days, by the yearly notice on holidays.
        WorkingDays = "working days",
        /// Days of the calendar.
        Days = "days",
        /// Months, ending on the same day number (Civil Code 202).
        Months = "months",
        /// Years.
        Years = "years",
    }
}

/// A time limit: a count and the unit that the source uses, written `10 working days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limit {
    /// How many units; at most [`Limit::MAX_COUNT`].
    pub count: u16,
    /// What is counted.
    pub unit: Unit,
}

impl Limit {
    /// More than any limit in law, and small enough that no date overflows.
    pub const MAX_COUNT: u16 = 1000;
}

impl FromStr for Limit {
    type Err = ParseLimitError;

    fn from_str(text: &str) -> Result<Self, ParseLimitError> {
        let error = || ParseLimitError(text.to_owned());
        let (count, unit) = text.split_once(' ').ok_or_else(error)?;
        let count = count.parse().map_err(|_| error())?;
        let plural = if count == 1 { format!("{unit}s") } else { unit.to_owned() };
        let unit = plural.parse().map_err(|_| error())?;
        if (1..=Self::MAX_COUNT).contains(&count) { Ok(Self { count, unit }) } else { Err(error()) }
    }
}

deserialize_from_str!(Limit, "a time limit such as `10 working days` or `3 months`");

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_str();
        let unit = if self.count == 1 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
        write!(f, "{} {unit}", self.count)
    }
}

/// A text that is no time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseLimitError(String);

impl fmt::Display for ParseLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a time limit: write a number from 1 to {} and `working days`, `days`, `months` or `years`",
            self.0,
            Limit::MAX_COUNT
        )
    }
}

impl std::error::Error for ParseLimitError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_print_as_they_were_written() {
        for limit in ["10 working days", "1 working day", "30 days", "3 months", "1 year"] {
            assert_eq!(limit.parse::<Limit>().unwrap().to_string(), limit);
        }
    }

    #[test]
    fn a_limit_needs_a_number_and_a_known_unit() {
        for bad in ["", "10", "ten days", "0 days", "10 weeks", "1001 days", "-1 days", "2 working"]
        {
            assert!(bad.parse::<Limit>().is_err(), "{bad}");
        }
    }
}
