//! Days as they are typed on the command line.

use super::environment;
use super::failure::Failure;
use crate::calendar::{NotADay, read_day};
use crate::handbook::value::Date;
use crate::page::words::Lang;

/// Returns today.
pub(super) fn today() -> Result<Date, Failure> {
    environment::today().map_err(|input| Failure::BadDay { input })
}

/// Reads a day in any of the forms that people type.
pub(super) fn read(input: &str) -> Result<Date, Failure> {
    read_day(input, today()?).map_err(|why| Failure::NotADay { input: input.to_owned(), why })
}

/// Says that a text is no day, and how to write one.
pub(super) fn complaint(input: &str, why: NotADay, lang: Lang) -> (String, Vec<String>) {
    let error = lang.pick(
        format!("`{input}` 不是日历上的一天"),
        format!("`{input}` is not a day of the calendar"),
    );
    (error, vec![hint(why, lang)])
}

/// Says how to write a day, or which is the last of its month.
fn hint(why: NotADay, lang: Lang) -> String {
    match why {
        NotADay::TooLate { last } => lang.pick(
            format!("那个月的最后一天是 {last}"),
            format!("the last day of that month is {last}"),
        ),
        NotADay::Unreadable | NotADay::Impossible => lang
            .pick(
                "写成 2026-12-01、2026/12/1、20261201、2026年12月1日，或「今天」",
                "write it as 2026-12-01, 2026/12/1, 20261201, or `today`",
            )
            .to_owned(),
    }
}
