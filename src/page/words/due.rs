//! What is said of days and deadlines.

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::Lang;
use crate::calendar::{Deadline, Doubt, Landing};
use crate::handbook::value::Date;

/// The mark of a day that a notice may still change.
pub(in crate::page) const PROVISIONAL: &str = " ~";

/// Names a day with its weekday: `2026-11-30 周一`, `Mon 2026-11-30`.
pub fn day(date: Date, lang: Lang) -> String {
    let weekday = weekday(date, lang);
    lang.pick(format!("{date} {weekday}"), format!("{weekday} {date}"))
}

fn weekday(date: Date, lang: Lang) -> &'static str {
    match date.as_civil().weekday() {
        Weekday::Monday => lang.pick("周一", "Mon"),
        Weekday::Tuesday => lang.pick("周二", "Tue"),
        Weekday::Wednesday => lang.pick("周三", "Wed"),
        Weekday::Thursday => lang.pick("周四", "Thu"),
        Weekday::Friday => lang.pick("周五", "Fri"),
        Weekday::Saturday => lang.pick("周六", "Sat"),
        Weekday::Sunday => lang.pick("周日", "Sun"),
    }
}

/// Says what became of a limit whose last day is a rest day; nothing where it is none. `next` is
/// the working day after it.
pub(in crate::page) fn landing(
    deadline: &Deadline,
    next: Option<Date>,
    lang: Lang,
) -> Option<String> {
    let end = day(deadline.end, lang);
    let next = next.map(|next| day(next, lang)).unwrap_or_default();
    Some(match deadline.landing {
        Landing::WorkingDay => return None,
        Landing::Later => lang.pick(
            format!("期满那天 {end}休息，依据规定顺延到下一个工作日"),
            format!("its last day, {end}, is a rest day; the source moves it to the next working day"),
        ),
        Landing::Earlier if deadline.date == deadline.end => lang.pick(
            "期满那天休息，期限里没有工作日；你自己的期限不顺延，尽早办".to_owned(),
            "a rest day, and there is no working day inside the limit; your own limit is not moved later: act early".to_owned(),
        ),
        Landing::Earlier => lang.pick(
            format!("期满那天 {end}休息；你自己的期限不顺延，稳妥按前一个工作日"),
            format!("its last day, {end}, is a rest day; your own limit is not moved later: the working day before is safe"),
        ),
        Landing::Stays => lang.pick(
            format!("这天休息，期限不顺延；下一个工作日是 {next}"),
            format!("a rest day; the limit does not move. The next working day is {next}"),
        ),
        Landing::Unsaid => lang.pick(
            format!("这天休息，依据没说顺延；下一个工作日是 {next}"),
            format!("a rest day; the source does not say that the limit moves. The next working day is {next}"),
        ),
    })
}

/// Says that a limit is counted from the last day on which an event may happen.
pub(in crate::page) fn at_the_latest(start: Date, lang: Lang) -> String {
    let start = day(start, lang);
    lang.pick(
        format!("起点按最晚的 {start}算；起点早，期限就早"),
        format!(
            "reckoned from {start}, the latest day for it; if it happens earlier, this ends earlier"
        ),
    )
}

/// Numbers a day of a limit.
pub(in crate::page) fn nth_day(number: u16, lang: Lang) -> String {
    lang.pick(format!("第 {number} 天"), format!("day {number}"))
}

/// Says that an event happens today.
pub(in crate::page) fn if_today(event: &str, lang: Lang) -> String {
    lang.pick(format!("「{event}」是今天的话"), format!("if it is today: {event}"))
}

/// Says up to which day.
pub(in crate::page) fn until(date: Date, lang: Lang) -> String {
    let date = day(date, lang);
    lang.pick(format!("，最迟 {date}"), format!(", until {date}"))
}

/// Explains the mark of provisional days; nothing without any.
pub(in crate::page) fn doubts(doubts: &BTreeSet<Doubt>, lang: Lang) -> Option<String> {
    let unknown: Vec<String> = doubts
        .iter()
        .filter_map(|doubt| match doubt {
            Doubt::NoNotice(year) => Some(year.to_string()),
            Doubt::YearEnd(_) => None,
        })
        .collect();
    let year_end = doubts.iter().find_map(|doubt| match doubt {
        Doubt::YearEnd(year) => Some(*year),
        Doubt::NoNotice(_) => None,
    });
    match (years(&unknown, lang), year_end) {
        (Some(years), _) => Some(lang.pick(
            format!("~ 暂定：手册里还没有 {years} 年的放假通知，先按周末和每年固定的放假日算，春节等农历假期还没算进去；通知收进 calendar.yaml 后会重算。"),
            format!("~ Provisional: the handbook has no holiday notice for {years} yet. Weekends and the fixed holidays stand in for it, without Spring Festival and the other lunar holidays, until the notice is in calendar.yaml."),
        )),
        (None, Some(year)) => Some(lang.pick(
            format!("~ 暂定：{year} 年 12 月 26 日到 31 日可能随下一年的放假通知调整。"),
            format!("~ Provisional: the holiday notice of the next year may still change 26 to 31 December {year}."),
        )),
        (None, None) => None,
    }
}

/// Names years: the first and the last of several.
fn years(years: &[String], lang: Lang) -> Option<String> {
    match years {
        [] => None,
        [year] => Some(year.clone()),
        [first, .., last] => {
            Some(lang.pick(format!("{first} 到 {last}"), format!("{first} to {last}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_with_their_weekday() {
        let date = "2026-11-30".parse().unwrap();
        assert_eq!(day(date, Lang::Zh), "2026-11-30 周一");
        assert_eq!(day(date, Lang::En), "Mon 2026-11-30");
    }

    #[test]
    fn several_unknown_years_are_named_by_their_ends() {
        let years = [2027, 2028, 2029].map(Doubt::NoNotice);
        let said = doubts(&BTreeSet::from(years), Lang::En).unwrap();
        assert!(said.contains("for 2027 to 2029 yet"), "{said}");
        let said = doubts(&BTreeSet::from([Doubt::YearEnd(2026)]), Lang::Zh).unwrap();
        assert!(said.contains("2026 年 12 月 26 日"), "{said}");
        assert_eq!(doubts(&BTreeSet::new(), Lang::Zh), None);
    }
}
