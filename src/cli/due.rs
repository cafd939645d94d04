//! `guide due GUIDE --from DATE`, and `guide due --days N --from DATE`.

mod events;
mod free;
mod mistake;

use clap::{Args, ValueEnum};

pub(super) use self::mistake::Mistake;

use super::command::Format;
use super::day::today;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::{self, Screen};
use super::{Outcome, show};
use crate::calendar::{Almanac, BeyondCalendar, Schedule, Term, ics};
use crate::edition::Edition;
use crate::handbook::value::{Date, Unit};
use crate::page::{self, Dates, Desk, Detail};
use crate::record;
use crate::render::clean::clean;

/// Which dates.
#[derive(Debug, Args)]
pub(super) struct DueArgs {
    /// Which one: id, title, other name, pinyin or initials
    #[arg(
        value_name = "GUIDE",
        required_unless_present = "days",
        conflicts_with = "days",
        value_hint = clap::ValueHint::Other
    )]
    guide: Vec<String>,
    /// The day of the first event: 2026-12-01, 2026/12/1, 20261201, today
    #[arg(long, value_name = "DATE", value_hint = clap::ValueHint::Other)]
    from: Option<String>,
    /// The day of another event, by its id or title; repeatable
    #[arg(
        long,
        value_name = "EVENT=DATE",
        conflicts_with = "days",
        value_hint = clap::ValueHint::Other
    )]
    event: Vec<String>,
    /// Only this case: an answer's id, title, other name or pinyin; repeatable
    #[arg(
        long,
        alias = "when",
        value_name = "ANSWER",
        conflicts_with = "days",
        value_hint = clap::ValueHint::Other
    )]
    case: Vec<String>,
    /// Count so many units from a day, without a guide
    #[arg(
        long,
        value_name = "N",
        requires = "from",
        value_parser = clap::value_parser!(u16).range(1..=1000),
        value_hint = clap::ValueHint::Other
    )]
    days: Option<u16>,
    /// What --days counts: working (the default), calendar, months, years
    #[arg(long, value_name = "UNIT", requires = "days", hide_possible_values = true)]
    unit: Option<UnitChoice>,
    /// List every day that was counted or skipped, and why
    #[arg(long)]
    explain: bool,
    /// Write a calendar file (.ics) for a phone or a calendar program
    #[arg(long, conflicts_with_all = ["format", "explain"])]
    ics: bool,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
}

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum UnitChoice {
    /// Official working days.
    #[value(aliases = ["working-days", "workdays", "工作日", "个工作日"])]
    Working,
    /// Every day of the calendar.
    #[value(aliases = ["days", "day", "日", "天", "自然日", "日历日"])]
    Calendar,
    /// Months, to the same day number.
    #[value(aliases = ["month", "月", "个月"])]
    Months,
    /// Years, to the same day.
    #[value(aliases = ["year", "年"])]
    Years,
}

impl From<UnitChoice> for Unit {
    fn from(choice: UnitChoice) -> Self {
        match choice {
            UnitChoice::Working => Self::WorkingDays,
            UnitChoice::Calendar => Self::Days,
            UnitChoice::Months => Self::Months,
            UnitChoice::Years => Self::Years,
        }
    }
}

/// Prints dates.
pub(super) fn run(args: &DueArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let calendar = here.pack.calendar()?;
    let almanac = Almanac::new(&calendar);
    match args.days {
        Some(count) => free::run(args, count, &here, &almanac, screen),
        None => of_guide(args, &here, &almanac, screen),
    }
}

/// Prints the dates of a guide.
fn of_guide(
    args: &DueArgs,
    here: &Desk<'_>,
    almanac: &Almanac<'_>,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let place = reader::find(here, Kind::Guide, &args.guide.join(" "))?;
    let guides = here.pack.guides()?;
    let only_in = screen.only_language(&args.case).filter(|_| args.event.is_empty());
    let guide = match args.format {
        Some(Format::Json) => guides.get(place)?,
        _ => guides.procedure(place, only_in)?,
    };
    let case = show::case(&guide.value, &args.case, screen)?;
    let mut terms = Term::all(&guide.value);
    terms.retain(|term| term.when().is_none_or(|when| case.may_apply(when)));
    if terms.is_empty() {
        return Err(Mistake::NoLimits { guide: guide.value.id.to_string() }.into());
    }
    let given = events::read(args, &guide.value, &terms, almanac, here)?;
    if let Some(doubt) = events::doubt_of_order(&guide.value, &case, &given, here) {
        screen.warn(&doubt);
    }
    let schedule = Schedule::new(&terms, given, today()?, almanac)?;
    let dates = Dates { guide: &guide, case: &case, schedule: &schedule, almanac };
    print(args, here, dates, screen)?;
    // As in `show`: the program ends here.
    std::mem::forget(guide);
    Ok(Outcome::Answered)
}

fn print(
    args: &DueArgs,
    here: &Desk<'_>,
    dates: Dates<'_, '_>,
    screen: &Screen,
) -> Result<(), Failure> {
    let format = args.format.unwrap_or(Format::Terminal);
    let desks: Vec<Desk<'_>> = screen.languages().iter().map(|lang| here.speaking(*lang)).collect();
    if args.ics {
        let (name, entries) = page::calendar(&desks, dates)?;
        if entries.is_empty() {
            let known = events::named(&dates.guide.value, here);
            return Err(Mistake::NoDates { known }.into());
        }
        return print_calendar(&name, entries);
    }
    if format == Format::Json {
        let languages = reader::json_languages(screen);
        return screen.json(&record::due(here, dates, args.explain, languages)?);
    }
    let detail = match format {
        _ if args.explain => Detail::DayByDay,
        Format::Message => Detail::Brief,
        _ => Detail::Usual,
    };
    let pages = desks.iter().map(|desk| page::due(desk, dates, detail));
    screen.pages(pages.collect::<Result<_, _>>()?, format)
}

/// Prints a calendar file, with its texts cleaned as on every page.
fn print_calendar(name: &str, mut entries: Vec<ics::Entry>) -> Result<(), Failure> {
    let lines = |text: &str| text.lines().map(clean).collect::<Vec<_>>().join("\n");
    for entry in &mut entries {
        entry.summary = clean(&entry.summary).into_owned();
        entry.description = lines(&entry.description);
    }
    screen::write(&ics::write(&clean(name), &entries, today()?))
}

/// Reads a day that the calendar reaches back to.
pub(super) fn day(input: &str, almanac: &Almanac<'_>) -> Result<Date, Failure> {
    let day = super::day::read(input)?;
    match almanac.first_day() {
        Some(first) if day < first => Err(Mistake::BeforeCalendar { day, first }.into()),
        _ => Ok(day),
    }
}

impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        Self::Due(Box::new(mistake))
    }
}

impl From<BeyondCalendar> for Failure {
    fn from(_: BeyondCalendar) -> Self {
        Mistake::BeyondCalendar.into()
    }
}
