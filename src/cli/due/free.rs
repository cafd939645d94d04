//! A limit on its own: `guide due --days 20 --unit working --from DATE`.

use super::{DueArgs, Failure, Mistake, Outcome, Screen, UnitChoice, day, print_calendar};
use crate::calendar::{Almanac, Deadline, Rule};
use crate::cli::command::Format;
use crate::handbook::value::{Limit, Unit};
use crate::page::{self, Desk, Voice};
use crate::record;

/// Prints the day on which a limit ends that no guide knows.
pub(super) fn run(
    args: &DueArgs,
    count: u16,
    here: &Desk<'_>,
    almanac: &Almanac<'_>,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let deadline = deadline(args, count, almanac)?;
    let speaking = |lang: &_| here.voice.speaking(*lang);
    let voices: Vec<Voice> = screen.languages().iter().map(speaking).collect();
    let format = args.format.unwrap_or(Format::Terminal);
    if args.ics {
        let entries = voices.iter().take(1);
        let entries = entries.map(|voice| page::limit_entry(voice, almanac, &deadline)).collect();
        print_calendar("guide due", entries)?;
    } else if format == Format::Json {
        screen.json(&record::limit(&voices, almanac, &deadline, args.explain))?;
    } else {
        let page = |voice: &Voice| page::limit(voice, almanac, &deadline, args.explain);
        screen.pages(voices.iter().map(page).collect(), format)?;
    }
    Ok(Outcome::Answered)
}

fn deadline(args: &DueArgs, count: u16, almanac: &Almanac<'_>) -> Result<Deadline, Failure> {
    let unit = Unit::from(args.unit.unwrap_or(UnitChoice::Working));
    let start = day(args.from.as_deref().unwrap_or_default(), almanac)?;
    let rule = Rule { binds: None, rollover: None };
    let deadline = almanac.deadline(start, Limit { count, unit }, rule);
    Ok(deadline.ok_or(Mistake::BeyondCalendar)?)
}
