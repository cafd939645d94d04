//! Working days and deadlines: what a limit of the law means as a day.
//!
//! Everything is a pure function of the handbook's calendar and the days that are given: no clock,
//! no file, no wording. The day of an event does not count; months end on the same day number or
//! the month's last day (Civil Code 201 and 202). Units are never converted.

mod almanac;
mod count;
mod deadline;
pub mod ics;
mod schedule;
mod term;
mod written;

pub use self::almanac::{Almanac, Doubt, Kind};
pub use self::count::Counted;
pub use self::deadline::{Deadline, Landing, Rule};
pub use self::schedule::{
    BeyondCalendar, Reversed, Row, Schedule, Start, check_order, out_of_course,
};
pub use self::term::Term;
pub use self::written::{NotADay, read_day};

#[cfg(test)]
mod tests {
    use crate::handbook::model::Calendar;
    use crate::handbook::value::Date;

    /// Returns the calendar of the built-in edition.
    pub(super) fn national() -> Calendar {
        serde_yaml::from_str(include_str!("../../guides/calendar.yaml")).unwrap()
    }

    pub(super) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }
}
