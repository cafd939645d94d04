//! The dates of a guide, and of a limit on its own.

use serde_json::{Map, Value, json};

use super::model::Record;
use super::{Languages, Speaker, answers, basis, object};
use crate::calendar::{Almanac, Counted, Deadline, Kind, Landing, Row, Start, Term};
use crate::handbook::codec::Damaged;
use crate::handbook::model::Event;
use crate::handbook::value::{Date, LocalizedText};
use crate::page::words::{Lang, Words};
use crate::page::{Dates, Desk, Voice};
use crate::tailor::Applies;

/// The name and version of the shape.
const SCHEMA: &str = "guide.due/1";

/// Returns the dates of a guide; with every day on the way if they are to be explained.
///
/// # Errors
/// When the handbook is damaged.
pub fn due(
    desk: &Desk<'_>,
    dates: Dates<'_, '_>,
    explains: bool,
    languages: Languages,
) -> Result<Value, Damaged> {
    let writer = Writer { desk, dates, explains, speaker: Speaker::new(desk, languages) };
    let guide = &dates.guide.value;
    let rows = dates.schedule.rows.iter().map(|row| writer.row(row));
    let mut fields = object(SCHEMA);
    fields.extend([
        ("guide".to_owned(), json!(guide.id.as_str())),
        ("title".to_owned(), writer.speaker.say(&guide.title)),
        ("answers".to_owned(), answers(dates.case)),
        ("events".to_owned(), writer.events()),
        ("dates".to_owned(), Value::Array(rows.collect::<Result<_, _>>()?)),
    ]);
    Ok(Value::Object(fields))
}

/// Returns the date of a limit on its own.
pub fn limit(
    voices: &[Voice],
    almanac: &Almanac<'_>,
    deadline: &Deadline,
    explains: bool,
) -> Value {
    let title = said(voices, |voice| voice.limit(deadline.limit));
    let mut row = Map::from_iter([
        ("id".to_owned(), json!("limit")),
        ("title".to_owned(), title),
        ("start".to_owned(), json!(deadline.start.to_string())),
    ]);
    row.extend(day(deadline));
    if explains {
        let name = |name: &LocalizedText| said(voices, |voice| voice.name(name));
        row.insert("days".to_owned(), days(almanac, deadline, name));
    }
    let mut fields = object(SCHEMA);
    fields.insert("guide".to_owned(), Value::Null);
    fields.insert("dates".to_owned(), Value::Array(vec![Value::Object(row)]));
    Value::Object(fields)
}

/// Says something in one language, or in each of several.
fn said(voices: &[Voice], say: impl Fn(&Voice) -> String) -> Value {
    let tagged = |voice: &Voice| (voice.lang.tag().to_owned(), json!(say(voice)));
    match voices {
        [only] => json!(say(only)),
        several => Value::Object(several.iter().map(tagged).collect()),
    }
}

/// What is needed to write the dates of a guide.
struct Writer<'v, 'a, 'g> {
    desk: &'v Desk<'a>,
    dates: Dates<'v, 'g>,
    explains: bool,
    speaker: Speaker,
}

impl<'g> Writer<'_, '_, 'g> {
    /// Returns the events of the guide with the days that were given.
    fn events(&self) -> Value {
        let event = |event: &Event| {
            let day = self.dates.schedule.given.get(&event.id);
            json!({
                "id": event.id.as_str(),
                "title": self.speaker.say(&event.title),
                "date": day.map(ToString::to_string),
            })
        };
        self.dates.guide.value.events.iter().map(event).collect()
    }

    fn row(&self, row: &Row<'g>) -> Result<Value, Damaged> {
        let term = row.term;
        let mut fields = Map::from_iter([
            ("id".to_owned(), json!(term.id())),
            ("title".to_owned(), self.title(term)),
            ("date".to_owned(), Value::Null),
            ("provisional".to_owned(), json!(false)),
        ]);
        fields.insert("basis".to_owned(), basis(self.desk, term.basis(), &self.speaker)?);
        fields.extend(self.terms(term));
        fields.extend(row.start.as_ref().map(start).unwrap_or_default());
        if let Some(due) = &row.due {
            fields.extend(day(due));
            fields.extend(self.days(due));
        }
        let others = [("promised", &row.promised), ("extended", &row.extended)];
        let others = others.into_iter().filter_map(|(name, other)| Some((name, other.as_ref()?)));
        fields.extend(others.map(|(name, other)| (name.to_owned(), Value::Object(day(other)))));
        Ok(Value::Object(fields))
    }

    /// Returns what must be done by then; words of the program where the guide gives no name.
    fn title(&self, term: Term<'g>) -> Value {
        let word = |words: &Words| match term {
            Term::Promise(_) => words.promised,
            Term::Clock(_) | Term::Notice(_) => words.notice,
        };
        match (term.title(), self.speaker.languages) {
            (Some(title), _) => self.speaker.say(title),
            (None, Languages::One(lang)) => json!(word(lang.words())),
            (None, Languages::All) => {
                let said = |lang: Lang| (lang.tag().to_owned(), json!(word(lang.words())));
                Value::Object([Lang::Zh, Lang::En].map(said).into_iter().collect())
            }
        }
    }

    /// Returns what the guide says of a limit.
    fn terms(&self, term: Term<'g>) -> Map<String, Value> {
        let clock = term.clock();
        let is_open =
            term.when().is_some_and(|when| self.dates.case.applies(when) == Applies::Open);
        let fields = [
            ("limit", term.length().and_then(|limit| limit.record(&self.speaker))),
            ("from", term.from().map(|from| json!(from.as_str()))),
            ("until", term.until().map(|until| json!(until.as_str()))),
            ("binds", clock.map(|clock| json!(clock.binds.as_str()))),
            ("actor", clock.and_then(|clock| clock.actor.record(&self.speaker))),
            ("missed", term.missed().map(|text| self.speaker.say(text))),
            ("note", term.note().map(|text| self.speaker.say(text))),
            ("standing", term.standing().and_then(|standing| standing.record(&self.speaker))),
            ("when", term.when().and_then(|when| when.record(&self.speaker))),
            ("depends", is_open.then_some(json!(true))),
        ];
        let known = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        known.collect()
    }

    /// Returns the days on the way, if they are to be explained.
    fn days(&self, due: &Deadline) -> Option<(String, Value)> {
        let name = |name: &_| self.speaker.say(name);
        self.explains.then(|| ("days".to_owned(), days(self.dates.almanac, due, name)))
    }
}

fn start(start: &Start) -> Map<String, Value> {
    Map::from_iter([
        ("start".to_owned(), json!(start.day.to_string())),
        ("start_is_latest".to_owned(), json!(start.is_latest)),
    ])
}

/// Returns a deadline: the day to keep to, the day as counted, and how the one leads to the other.
fn day(deadline: &Deadline) -> Map<String, Value> {
    let text = |day: Date| json!(day.to_string());
    Map::from_iter([
        ("date".to_owned(), text(deadline.date)),
        ("provisional".to_owned(), json!(deadline.is_provisional())),
        ("limit".to_owned(), json!(deadline.limit.to_string())),
        ("end".to_owned(), text(deadline.end)),
        ("landing".to_owned(), json!(landing(deadline.landing))),
    ])
}

const fn landing(landing: Landing) -> &'static str {
    match landing {
        Landing::WorkingDay => "working_day",
        Landing::Later => "moved_later",
        Landing::Earlier => "safe_day_before",
        Landing::Stays => "stays",
        Landing::Unsaid => "rest_day",
    }
}

/// Returns every day on the way to a deadline.
fn days(
    almanac: &Almanac<'_>,
    deadline: &Deadline,
    name: impl Fn(&LocalizedText) -> Value,
) -> Value {
    let day = |counted: &Counted<'_>| {
        let (kind, holiday) = match counted.kind {
            Kind::Workday => ("workday", None),
            Kind::MakeUp => ("make_up", None),
            Kind::Weekend => ("weekend", None),
            Kind::Holiday(holiday) => ("holiday", Some(name(holiday))),
        };
        let mut fields = Map::from_iter([
            ("date".to_owned(), json!(counted.day.to_string())),
            ("number".to_owned(), json!(counted.number)),
            ("kind".to_owned(), json!(kind)),
            ("provisional".to_owned(), json!(counted.doubt.is_some())),
        ]);
        fields.extend(holiday.map(|holiday| ("holiday".to_owned(), holiday)));
        Value::Object(fields)
    };
    almanac.way(deadline).iter().map(day).collect()
}
