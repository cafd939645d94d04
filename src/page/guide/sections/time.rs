//! The section of time: how long it takes, when to give notice, and the clocks of the law.
//!
//! It says limits in words and never computes a day.

use crate::handbook::codec::Damaged;
use crate::handbook::model::{Clock, NoticeDuty};
use crate::page::guide::View;
use crate::page::{Block, Entry, Line, Role};

impl View<'_, '_> {
    pub(super) fn time_section(&self) -> Result<Vec<Block>, Damaged> {
        let mut entries = self.time_entries();
        let notice = self.guide.notice.iter();
        for notice in notice.filter(|notice| self.case.may_apply(&notice.when)) {
            entries.extend(Entry::under(self.desk.words().notice, [self.notice(notice)?]));
        }
        let clocks = self.guide.clocks.iter();
        for clock in clocks.filter(|clock| self.may_hold(&clock.when, &clock.valid)) {
            let label = self.desk.voice.text(&clock.title);
            entries.push(Entry { label, lines: self.clock(clock)? });
        }
        Ok(vec![Block::Entries(entries)])
    }

    /// Returns how long the whole takes, and what the bureau promises.
    fn time_entries(&self) -> Vec<Entry> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let Some(time) = &self.guide.time else { return Vec::new() };
        let summary = time.summary.iter().map(|summary| self.claim(summary));
        let promised = time.promised.iter().map(|limit| voice.filled_limit(limit));
        let summary = Entry::under(words.how_long, summary);
        summary.into_iter().chain(Entry::under(words.promised, promised)).collect()
    }

    fn notice(&self, notice: &NoticeDuty) -> Result<Line, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut line = voice.filled_limit(&notice.limit);
        if let Some(missed) = &notice.missed {
            line = line.then(Role::Plain, words.semicolon);
            line.extend(voice.labelled(words.missed, voice.line(missed)));
        }
        self.with_ground(line, &notice.standing, &notice.basis)
    }

    fn clock(&self, clock: &Clock) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut lines =
            vec![self.with_ground(self.clock_limit(clock), &clock.standing, &clock.basis)?];
        lines.extend(
            clock
                .extension
                .iter()
                .map(|limit| voice.labelled(words.extension, Line::plain(voice.limit(*limit)))),
        );
        lines
            .extend(clock.missed.iter().map(|text| voice.labelled(words.missed, voice.line(text))));
        lines.extend(clock.note.iter().map(|text| voice.line(text)));
        Ok(lines)
    }

    /// Says how long a clock runs, in which case, and from which event.
    pub(in crate::page::guide) fn clock_limit(&self, clock: &Clock) -> Line {
        let voice = &self.desk.voice;
        let mut line = self.only_if(&clock.when);
        line.extend(voice.filled_limit(&clock.limit));
        match self.guide.events.iter().find(|event| event.id == clock.from) {
            Some(event) => line.then(Role::Plain, voice.counted_from(&event.title)),
            None => line,
        }
    }
}
