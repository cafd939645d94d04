//! What is wrong with the days and events of `guide due`, with what to do next.

use crate::calendar::NotADay;
use crate::handbook::value::Date;
use crate::page::words::Lang;

/// Why there are no dates.
#[derive(Debug)]
pub(in crate::cli) enum Mistake {
    /// The text is no day.
    NotADay { input: String, why: NotADay },
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
        match self {
            Self::NotADay { input, why } => not_a_day(input, *why, lang),
            Self::NoStart { guide, known } => no_start(guide, known, lang),
            Self::NoDate { input, known } => (
                lang.pick(
                    format!("`{input}` 后面没有日期"),
                    format!("there is no date in `{input}`"),
                ),
                vec![form(lang), events(known, lang)],
            ),
            Self::NoEvent { input, known } => (
                lang.pick(
                    format!("这件事没有叫 `{input}` 的起点"),
                    format!("this guide has no event `{input}`"),
                ),
                vec![events(known, lang)],
            ),
            Self::NoEvents => (
                lang.pick("这件事没有登记起点", "this guide names no events").to_owned(),
                Vec::new(),
            ),
            Self::Twice { event } => (
                lang.pick(format!("「{event}」有两个日期"), format!("`{event}` has two dates")),
                vec![lang.pick("只留一个", "give one of them").to_owned()],
            ),
            Self::Reversed { first, then } => reversed(first, then, lang),
            Self::BeforeCalendar { day, first } => before_calendar(*day, *first, lang),
            Self::BeyondCalendar => (
                lang.pick("算到了公元 9999 年以后", "that ends after the year 9999").to_owned(),
                vec![lang.pick("检查日期里的年份", "check the year of the date").to_owned()],
            ),
            Self::NoDates { known } => (
                lang.pick("还没有一个算得出的日期", "none of the limits has a date yet").to_owned(),
                vec![events(known, lang)],
            ),
            Self::NoLimits { guide } => (
                lang.pick(
                    format!("`{guide}` 没有登记时限"),
                    format!("`{guide}` has no time limits"),
                ),
                vec![lang.pick(
                    format!("这件事要多久，见 `guide show {guide}`"),
                    format!("see `guide show {guide}` for how long it takes"),
                )],
            ),
        }
    }
}

fn not_a_day(input: &str, why: NotADay, lang: Lang) -> (String, Vec<String>) {
    let hint = match why {
        NotADay::TooLate { last } => lang.pick(
            format!("那个月的最后一天是 {last}"),
            format!("the last day of that month is {last}"),
        ),
        NotADay::Unreadable | NotADay::Impossible => lang.pick(
            "写成 2026-12-01、2026/12/1、20261201、2026年12月1日，或「今天」".to_owned(),
            "write it as 2026-12-01, 2026/12/1, 20261201, or `today`".to_owned(),
        ),
    };
    let error = lang.pick(
        format!("`{input}` 不是日历上的一天"),
        format!("`{input}` is not a day of the calendar"),
    );
    (error, vec![hint])
}

fn no_start(guide: &str, known: &[(String, String)], lang: Lang) -> (String, Vec<String>) {
    let first = known.first().map(|(_, title)| title.as_str()).unwrap_or_default();
    let error =
        lang.pick("还缺起算的日期".to_owned(), "the day from which to count is missing".to_owned());
    let today = lang.pick(
        format!("「{first}」是今天的话：`guide due {guide} --from today`"),
        format!("if `{first}` is today: `guide due {guide} --from today`"),
    );
    (error, vec![today, events(known, lang)])
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

fn reversed(
    (first, first_day): &(String, String),
    (then, then_day): &(String, String),
    lang: Lang,
) -> (String, Vec<String>) {
    let error = lang.pick(
        format!("「{then}」（{then_day}）早于「{first}」（{first_day}）"),
        format!("`{then}` ({then_day}) is before `{first}` ({first_day})"),
    );
    let hint = lang.pick(
        format!("「{first}」在前，检查这两个日期"),
        format!("`{first}` comes first: check the two dates"),
    );
    (error, vec![hint])
}

fn before_calendar(day: Date, first: Date, lang: Lang) -> (String, Vec<String>) {
    let error = lang.pick(
        format!("{day} 早于手册里的放假安排"),
        format!("{day} is before the holidays that the handbook knows"),
    );
    let hint = lang.pick(
        format!("从 {first} 起可以算；更早的年份要写进 calendar.yaml"),
        format!("it can count from {first} on; earlier years belong into calendar.yaml"),
    );
    (error, vec![hint])
}
