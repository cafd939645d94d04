//! What is wrong with the days and events of `guide due`, with what to do next.

use crate::handbook::value::Date;
use crate::page::words::Lang;

/// Why there are no dates.
#[derive(Debug)]
pub(in crate::cli) enum Mistake {
    /// No event was given a day: ids and titles of those there are.
    NoStart { guide: String, known: Vec<(String, String)> },
    /// There is no day after the event.
    NoDate { input: String, known: Vec<(String, String)> },
    /// The guide has no such event.
    NoEvent { input: String, known: Vec<(String, String)> },
    /// The guide has limits but no events.
    NoEvents,
    /// An event was given two days.
    Twice { event: String },
    /// An event comes before one that must precede it: titles and days.
    Reversed { first: (String, String), then: (String, String) },
    /// The day is before the first year of the calendar.
    BeforeCalendar { day: Date, first: Date },
    /// A date lies after the last day that there is.
    BeyondCalendar,
    /// The guide states no limits.
    NoLimits { guide: String },
    /// None of the limits has a date, and a calendar file needs one.
    NoDates { known: Vec<(String, String)> },
}

impl Mistake {
    /// Says whether there is nothing to find, rather than something wrong.
    pub(in crate::cli) const fn is_nothing_found(&self) -> bool {
        matches!(self, Self::NoLimits { .. } | Self::NoDates { .. })
    }

    /// Says what is wrong, and what to do.
    pub(in crate::cli) fn message(&self, lang: Lang) -> (String, Vec<String>) {
        (self.error(lang), self.hints(lang))
    }

    /// Says what is wrong.
    pub(super) fn error(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::NoStart { .. } => {
                ("还缺起算的日期".to_owned(), "the day from which to count is missing".to_owned())
            }
            Self::NoDate { input, .. } => {
                (format!("`{input}` 后面没有日期"), format!("there is no date in `{input}`"))
            }
            Self::NoEvent { input, .. } => (
                format!("这件事没有叫 `{input}` 的起点"),
                format!("this guide has no event `{input}`"),
            ),
            Self::NoEvents => {
                ("这件事没有登记起点".to_owned(), "this guide names no events".to_owned())
            }
            Self::Twice { event } => {
                (format!("「{event}」有两个日期"), format!("`{event}` has two dates"))
            }
            Self::Reversed { first: (first, first_day), then: (then, then_day) } => (
                format!("「{then}」（{then_day}）早于「{first}」（{first_day}）"),
                format!("`{then}` ({then_day}) is before `{first}` ({first_day})"),
            ),
            Self::BeforeCalendar { day, .. } => (
                format!("{day} 早于手册里的放假安排"),
                format!("{day} is before the holidays that the handbook knows"),
            ),
            Self::BeyondCalendar => {
                ("算到了公元 9999 年以后".to_owned(), "that ends after the year 9999".to_owned())
            }
            Self::NoDates { .. } => (
                "还没有一个算得出的日期".to_owned(),
                "none of the limits has a date yet".to_owned(),
            ),
            Self::NoLimits { guide } => {
                (format!("`{guide}` 没有登记时限"), format!("`{guide}` has no time limits"))
            }
        };
        lang.pick(zh, en)
    }

    fn hints(&self, lang: Lang) -> Vec<String> {
        let hint = match self {
            Self::NoStart { guide, known } => {
                return vec![first_is_today(guide, known, lang), events(known, lang)];
            }
            Self::NoDate { known, .. } => return vec![form(lang), events(known, lang)],
            Self::NoEvent { known, .. } | Self::NoDates { known } => events(known, lang),
            Self::NoEvents => lang.pick(
                "只数日子：`guide due --days 20 --from today`".to_owned(),
                "for days alone: `guide due --days 20 --from today`".to_owned(),
            ),
            Self::Twice { .. } => lang.pick("只留一个", "give one of them").to_owned(),
            Self::Reversed { first: (first, _), .. } => lang.pick(
                format!("「{first}」在前，检查这两个日期"),
                format!("`{first}` comes first: check the two dates"),
            ),
            Self::BeforeCalendar { first, .. } => lang.pick(
                format!("从 {first} 起可以算；更早的年份要写进 calendar.yaml"),
                format!("it can count from {first} on; earlier years belong into calendar.yaml"),
            ),
            Self::BeyondCalendar => {
                lang.pick("检查日期里的年份", "check the year of the date").to_owned()
            }
            Self::NoLimits { guide } => lang.pick(
                format!("这件事要多久，见 `guide show {guide}`"),
                format!("see `guide show {guide}` for how long it takes"),
            ),
        };
        vec![hint]
    }
}

fn first_is_today(guide: &str, known: &[(String, String)], lang: Lang) -> String {
    let first = known.first().map(|(_, title)| title.as_str()).unwrap_or_default();
    lang.pick(
        format!("「{first}」是今天的话：`guide due {guide} --from today`"),
        format!("if `{first}` is today: `guide due {guide} --from today`"),
    )
}

fn form(lang: Lang) -> String {
    lang.pick("写成 `--event 起点=日期`", "write it as `--event EVENT=DATE`").to_owned()
}

fn events(known: &[(String, String)], lang: Lang) -> String {
    let named = known
        .iter()
        .map(|(id, title)| lang.pick(format!("{id}（{title}）"), format!("{id} ({title})")));
    let named = named.collect::<Vec<_>>().join(lang.pick("、", ", "));
    lang.pick(format!("可用的：{named}"), format!("events: {named}"))
}
