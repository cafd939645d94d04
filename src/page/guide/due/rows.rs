//! What is said of one limit: what has to be done, how long it runs and from when, what moved its
//! day, and what follows if nothing happens.

use super::{Detail, Sheet};
use crate::calendar::{Deadline, Row, Term};
use crate::handbook::model::{Binding, Event, Standing};
use crate::handbook::value::{Fillable, Slug};
use crate::page::words::due::{self, PROVISIONAL};
use crate::page::{Entry, Line, Role};

impl<'v, 'g: 'v> Sheet<'v, '_, 'g> {
    /// Returns a limit under its day.
    pub(super) fn row(&self, row: &Row<'g>, due: &Deadline, detail: Detail) -> Entry {
        let mut lines = vec![self.what(row.term), self.length(row.term)];
        if detail != Detail::Brief {
            lines.extend(self.start(row));
            lines.extend(self.landing(due));
            lines.extend(self.promised(row));
            lines.extend(self.extended(row));
            lines.extend(self.consequences(row.term));
        }
        Entry { label: self.day(due), lines }
    }

    /// Returns a limit without a day, with what would give it one.
    pub(super) fn row_without_date(&self, term: Term<'g>) -> Entry {
        let mut lines = vec![self.condition(term)];
        if let Some(line) = lines.first_mut() {
            line.extend(self.length(term));
        }
        lines.extend(self.missing_event(term));
        lines.extend(self.note(term));
        Entry { label: self.name(term).to_text(), lines }
    }

    /// Says that the bureau has not filled in what it promises, if that is so of any limit.
    pub(super) fn blank_promise(&self) -> Option<Entry> {
        let is_blank = |row: &Row<'_>| matches!(row.term.promised(), Some(Fillable::Blank(_)));
        let is_said = |row: &Row<'_>| matches!(row.term, Term::Promise(_));
        let rows = &self.dates.schedule.rows;
        let words = self.view.desk.words();
        let blank = Line::default().then(Role::Blank, words.blank);
        let is_needed = rows.iter().any(is_blank) && !rows.iter().any(is_said);
        Entry::under(words.promised, is_needed.then_some(blank))
    }

    /// Names what has to be done by then.
    pub(super) fn name(&self, term: Term<'g>) -> Line {
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        match (term.title(), term) {
            (Some(title), _) => voice.line(title),
            (None, Term::Promise(_)) => Line::plain(words.promised),
            (None, _) => Line::plain(words.notice),
        }
    }

    /// Names it with its case and what it stands on.
    fn what(&self, term: Term<'g>) -> Line {
        let mut line = self.condition(term);
        line = line.then(Role::Strong, self.name(term).to_text());
        self.view.desk.voice.with_standing(line, term.standing().unwrap_or(&Standing::Law))
    }

    /// Says in which case it runs, where that is still open.
    fn condition(&self, term: Term<'g>) -> Line {
        term.when().map(|when| self.view.only_if(when)).unwrap_or_default()
    }

    /// Says how long it runs, and from which event.
    pub(super) fn length(&self, term: Term<'g>) -> Line {
        let voice = &self.view.desk.voice;
        let line = term.length().map(|limit| voice.filled_limit(limit)).unwrap_or_default();
        match term.from().and_then(|from| self.event(from)) {
            Some(event) => line.then(Role::Plain, voice.counted_from(&event.title)),
            None => line,
        }
    }

    fn event(&self, id: &Slug) -> Option<&'v Event> {
        self.view.guide.events.iter().find(|event| event.id == *id)
    }

    /// Names the day, marked if it is provisional.
    pub(super) fn day(&self, due: &Deadline) -> String {
        let mark = if due.is_provisional() { PROVISIONAL } else { "" };
        format!("{}{mark}", due::day(due.date, self.view.desk.voice.lang))
    }

    /// Says that the start is only the latest possible.
    pub(super) fn start(&self, row: &Row<'g>) -> Option<Line> {
        let start = row.start.as_ref().filter(|start| start.is_latest)?;
        let said = due::at_the_latest(start.day, self.view.desk.voice.lang);
        // Who is bound by a limit must not learn too late that it ended earlier.
        let is_own = row.term.rule().binds == Some(Binding::Applicant);
        Some(Line::default().then(if is_own { Role::Warning } else { Role::Plain }, said))
    }

    /// Says what became of it on a rest day.
    pub(super) fn landing(&self, due: &Deadline) -> Option<Line> {
        let next = self.dates.almanac.working_day_after(due.end);
        let said = due::landing(due, next, self.view.desk.voice.lang)?;
        Some(Line::default().then(Role::Warning, said))
    }

    /// Says what the bureau promises, if it promises a time.
    pub(super) fn promised(&self, row: &Row<'g>) -> Option<Line> {
        let promised = row.promised.as_ref()?;
        let voice = &self.view.desk.voice;
        Some(voice.labelled(voice.words().promised, self.limit_until(promised)))
    }

    /// Says up to when it may be extended.
    pub(super) fn extended(&self, row: &Row<'g>) -> Option<Line> {
        let extended = row.extended.as_ref()?;
        let voice = &self.view.desk.voice;
        Some(voice.labelled(voice.words().extension, self.limit_until(extended)))
    }

    fn limit_until(&self, deadline: &Deadline) -> Line {
        let voice = &self.view.desk.voice;
        let mark = if deadline.is_provisional() { PROVISIONAL } else { "" };
        let until = due::until(deadline.date, voice.lang);
        Line::plain(format!("{}{until}{mark}", voice.limit(deadline.limit)))
    }

    /// Says what follows if nothing happens, and what else to know.
    pub(super) fn consequences(&self, term: Term<'g>) -> impl Iterator<Item = Line> {
        let voice = &self.view.desk.voice;
        let missed =
            term.missed().map(|text| voice.labelled(voice.words().missed, voice.line(text)));
        missed.into_iter().chain(self.note(term))
    }

    fn note(&self, term: Term<'g>) -> Option<Line> {
        term.note().map(|note| self.view.desk.voice.line(note))
    }

    /// Says what to add once the day of the event is known; nothing where the length is missing.
    fn missing_event(&self, term: Term<'g>) -> Option<Line> {
        let words = self.view.desk.words();
        let event = self.event(term.from().filter(|_| term.limit().is_some())?)?;
        let option = self.option(&event.id, words.date);
        Some(Line::plain(words.once_known).then(Role::Command, option))
    }

    /// Returns the option that gives the day of an event.
    pub(super) fn option(&self, event: &Slug, day: &str) -> String {
        let is_first = self.view.guide.events.first().is_some_and(|first| first.id == *event);
        if is_first { format!("--from {day}") } else { format!("--event {event}={day}") }
    }
}
