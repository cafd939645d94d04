//! Official rest days and working days (`calendar.yaml`).

use serde::Deserialize;

use crate::handbook::value::{Date, LocalizedText, Slug};

/// The years for which the official notice is known. Other years are unknown, and said to be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The years, by their number.
    #[serde(default)]
    pub years: Vec<CalendarYear>,
    /// Rest days with the same date every year, for a year without a notice.
    #[serde(default)]
    pub fixed: Vec<FixedRestDay>,
}

/// A year by the State Council's notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// The address of the notice.
    pub notice: Option<String>,
    /// The rest days beside Saturdays and Sundays.
    pub rest: Vec<RestPeriod>,
    /// Saturdays and Sundays on which offices work.
    #[serde(default)]
    pub working: Vec<Date>,
    /// How many working days the year has, as a check.
    pub working_days: Option<u16>,
}

/// A stretch of rest days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestPeriod {
    /// Its id within the year.
    pub id: Slug,
    /// The holiday.
    pub name: LocalizedText,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// A rest day with the same date every year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedRestDay {
    /// Its id.
    pub id: Slug,
    /// The holiday.
    pub name: LocalizedText,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}
