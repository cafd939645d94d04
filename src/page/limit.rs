//! A limit on its own: so many days from a day, of which no guide knows anything.

use super::counting;
use super::voice::Voice;
use super::words::due::{self, PROVISIONAL, day};
use super::{Block, Entry, Line, Page, Role};
use crate::calendar::ics;
use crate::calendar::{Almanac, Deadline, Landing};

/// Builds the page of a limit on its own.
pub fn limit(voice: &Voice, almanac: &Almanac<'_>, deadline: &Deadline, explains: bool) -> Page {
    let words = voice.words();
    let mut lines = vec![Line::strong(date(voice, deadline))];
    lines.extend(around(voice, almanac, deadline));
    let entry = Entry { label: words.last_day.to_owned(), lines };
    let mut blocks =
        vec![Block::Paragraph(Line::strong(title(voice, deadline))), Block::Answers(vec![entry])];
    if explains {
        blocks.extend([
            counting::points(voice, almanac, deadline),
            Block::Footnote(Line::quiet(words.how_counted)),
        ]);
    }
    let doubts = due::doubts(&deadline.doubts, voice.lang);
    blocks.extend(doubts.map(|doubts| Block::Footnote(Line::quiet(doubts))));
    Page { blocks }
}

/// Returns the entry of a limit on its own for a calendar program.
pub fn limit_entry(voice: &Voice, almanac: &Almanac<'_>, deadline: &Deadline) -> ics::Entry {
    let around = around(voice, almanac, deadline).map(|line| line.to_text());
    let doubts = due::doubts(&deadline.doubts, voice.lang);
    let described: Vec<String> = around.into_iter().chain(doubts).collect();
    let limit = deadline.limit.to_string().replace(' ', "-");
    ics::Entry {
        uid: format!("{limit}.{}@guide", deadline.start),
        day: deadline.date,
        summary: title(voice, deadline),
        description: described.join("\n"),
        is_tentative: deadline.is_provisional(),
    }
}

/// Names the limit and the day from which it is counted.
fn title(voice: &Voice, deadline: &Deadline) -> String {
    let (limit, start) = (voice.limit(deadline.limit), day(deadline.start, voice.lang));
    voice.lang.pick(format!("{limit}，从 {start}起算"), format!("{limit} from {start}"))
}

fn date(voice: &Voice, deadline: &Deadline) -> String {
    let mark = if deadline.is_provisional() { PROVISIONAL } else { "" };
    format!("{}{mark}", day(deadline.date, voice.lang))
}

/// Names the working days around a last day that is a rest day: only the law of the limit says
/// which of them counts.
fn around(voice: &Voice, almanac: &Almanac<'_>, deadline: &Deadline) -> Option<Line> {
    if deadline.landing == Landing::WorkingDay {
        return None;
    }
    let name = |date| day(date, voice.lang);
    let before = almanac.working_day_before(deadline.end).map(name).unwrap_or_default();
    let after = almanac.working_day_after(deadline.end).map(name).unwrap_or_default();
    let said = voice.lang.pick(
        format!("这天休息；能不能顺延看所依据的法律。前一个工作日 {before}，后一个 {after}"),
        format!(
            "a rest day; only the law of the limit says whether it moves. The working day before is {before}, the one after {after}"
        ),
    );
    Some(Line::default().then(Role::Warning, said))
}
