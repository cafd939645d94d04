//! The section of where to apply: windows, online, visits, booking.
//!
//! It knows the channels of a guide only, not the offices behind them.

use crate::handbook::model::{Channels, Online, Window};
use crate::page::guide::View;
use crate::page::voice::join;
use crate::page::{Block, Entry, Line, Role};

impl View<'_, '_> {
    pub(super) fn where_section(&self) -> Vec<Block> {
        let Some(channels) = &self.guide.channels else { return Vec::new() };
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let windows = channels.windows.iter().filter(|window| self.case.may_apply(&window.when));
        let booking = channels.booking.iter().map(|text| voice.fillable(text));
        let progress = channels.progress.iter().map(|text| voice.fillable(text));
        let mut entries = vec![
            Entry::under(words.ask_first, self.where_to_apply()),
            Entry::under(words.apply_when, self.when_to_apply()),
        ];
        entries.extend(windows.map(|window| self.window(window)));
        entries.extend([
            Entry::under(words.online, channels.online.iter().map(|online| self.online(online))),
            Entry::under(words.visits, self.visits(channels)),
            Entry::under(words.booking, booking),
            Entry::under(words.progress, progress),
        ]);
        vec![Block::Entries(entries.into_iter().flatten().collect())]
    }

    fn window(&self, window: &Window) -> Option<Entry> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let address = window.address.iter();
        let address = address.map(|text| voice.labelled(words.address, voice.fillable(text)));
        let hours = window.hours.iter();
        let hours = hours.map(|text| voice.labelled(words.hours, voice.fillable(text)));
        let note = window.note.iter().map(|text| voice.line(text));
        let mut line = self.only_if_asked(&window.when);
        line.extend(join(address.chain(hours).chain(note), words.semicolon));
        Entry::under(&voice.text(&window.title), [line])
    }

    /// Says whether one may apply online, and where; an address that is a blank too is not said
    /// twice.
    fn online(&self, online: &Online) -> Line {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let is_open = online.available.known().is_none();
        let url = online.url.iter().filter(|url| url.known().is_some() || !is_open);
        let available = voice
            .filled(&online.available, |yes| if *yes { words.yes } else { words.no }.to_owned());
        let url = url.map(|url| voice.filled(url, Clone::clone));
        let note = online.note.iter().map(|text| voice.line(text));
        join(std::iter::once(available).chain(url).chain(note), words.semicolon)
    }

    /// Says how often one has to come, and why.
    fn visits(&self, channels: &Channels) -> Option<Line> {
        let voice = &self.desk.voice;
        let line = voice.filled(channels.visits.as_ref()?, ToString::to_string);
        Some(match &channels.visits_reason {
            Some(reason) => line.then(Role::Plain, voice.in_brackets(&voice.text(reason))),
            None => line,
        })
    }
}
