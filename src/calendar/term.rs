//! The limits of a procedure, wherever its guide states them.

use super::deadline::Rule;
use crate::handbook::model::{
    Binding, Citation, Clock, Guide, NoticeDuty, Standing, TimeSummary, When,
};
use crate::handbook::value::{Date, Fillable, Limit, LocalizedText, Slug};

/// A limit of a procedure.
#[derive(Debug, Clone, Copy)]
pub enum Term<'g> {
    /// A clock.
    Clock(&'g Clock),
    /// The duty to say once what is missing, where no clock states it.
    Notice(&'g NoticeDuty),
    /// The time that the bureau promises for the whole.
    Promise(&'g TimeSummary),
}

impl<'g> Term<'g> {
    /// Returns the limits of a guide, in its order.
    pub fn all(guide: &'g Guide) -> Vec<Self> {
        let notice = guide.notice.iter().filter(|notice| !has_clock(guide, notice));
        let promise = guide.time.iter().filter(|time| time.promised.is_some());
        let terms = guide.clocks.iter().map(Self::Clock).chain(notice.map(Self::Notice));
        terms.chain(promise.map(Self::Promise)).collect()
    }

    /// Returns its id: that of the clock, or the field in which the guide states it.
    pub fn id(self) -> &'g str {
        match self {
            Self::Clock(clock) => clock.id.as_str(),
            Self::Notice(_) => "notice",
            Self::Promise(_) => "promised",
        }
    }

    /// Returns what must be done, where the guide gives it a name.
    pub fn title(self) -> Option<&'g LocalizedText> {
        self.clock().map(|clock| &clock.title)
    }

    /// Returns the clock, if it is one.
    pub fn clock(self) -> Option<&'g Clock> {
        match self {
            Self::Clock(clock) => Some(clock),
            Self::Notice(_) | Self::Promise(_) => None,
        }
    }

    /// Returns the event that starts it, where the guide names one.
    pub fn from(self) -> Option<&'g Slug> {
        match self {
            Self::Clock(clock) => Some(&clock.from),
            Self::Notice(notice) => notice.from.as_ref(),
            Self::Promise(time) => time.promised_from.as_ref(),
        }
    }

    /// Returns the event that it ends with.
    pub fn until(self) -> Option<&'g Slug> {
        self.clock().and_then(|clock| clock.until.as_ref())
    }

    /// Returns its length; nothing for a blank.
    pub fn limit(self) -> Option<Limit> {
        self.length().and_then(Fillable::known).copied()
    }

    /// Returns its length as the guide has it.
    pub fn length(self) -> Option<&'g Fillable<Limit>> {
        match self {
            Self::Clock(clock) => Some(&clock.limit),
            Self::Notice(notice) => Some(&notice.limit),
            Self::Promise(time) => time.promised.as_ref(),
        }
    }

    /// Returns the shorter time that the bureau promises.
    pub fn promised(self) -> Option<&'g Fillable<Limit>> {
        self.clock().and_then(|clock| clock.promised.as_ref())
    }

    /// Returns by how much it may be extended.
    pub fn extension(self) -> Option<Limit> {
        self.clock().and_then(|clock| clock.extension)
    }

    /// Returns whom it binds, and what becomes of it on a rest day.
    pub fn rule(self) -> Rule {
        match self.clock() {
            Some(clock) => Rule { binds: Some(clock.binds), rollover: clock.rollover },
            None => Rule { binds: Some(Binding::Office), rollover: None },
        }
    }

    /// Returns what follows if nothing happens by then.
    pub fn missed(self) -> Option<&'g LocalizedText> {
        match self {
            Self::Clock(clock) => clock.missed.as_ref(),
            Self::Notice(notice) => notice.missed.as_ref(),
            Self::Promise(_) => None,
        }
    }

    /// Returns what else to know about it.
    pub fn note(self) -> Option<&'g LocalizedText> {
        match self {
            Self::Clock(clock) => clock.note.as_ref(),
            Self::Notice(_) => None,
            Self::Promise(time) => time.promised_note.as_ref(),
        }
    }

    /// Returns what it stands on; a promise stands on itself.
    pub fn standing(self) -> Option<&'g Standing> {
        match self {
            Self::Clock(clock) => Some(&clock.standing),
            Self::Notice(notice) => Some(&notice.standing),
            Self::Promise(_) => None,
        }
    }

    /// Returns the law behind it.
    pub fn basis(self) -> &'g [Citation] {
        match self {
            Self::Clock(clock) => &clock.basis,
            Self::Notice(notice) => &notice.basis,
            Self::Promise(_) => &[],
        }
    }

    /// Returns the answers under which it runs; nothing for always.
    pub fn when(self) -> Option<&'g When> {
        match self {
            Self::Clock(clock) => Some(&clock.when),
            Self::Notice(notice) => Some(&notice.when),
            Self::Promise(_) => None,
        }
    }

    /// Says whether it is in force on a day.
    pub fn holds(self, day: Date) -> bool {
        let valid = self.clock().map(|clock| clock.valid);
        valid.unwrap_or_default().covers(day)
    }
}

/// Says whether a clock of the guide states the duty to say what is missing.
fn has_clock(guide: &Guide, notice: &NoticeDuty) -> bool {
    let states = |clock: &Clock| {
        let is_same = Some(&clock.from) == notice.from.as_ref() && clock.limit == notice.limit;
        is_same || clock.id.as_str() == "notice"
    };
    guide.clocks.iter().any(states)
}
