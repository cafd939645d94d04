//! Events, clocks and promises.

use serde::Deserialize;

use super::{Citation, Claim, Standing, Validity, When};
use crate::handbook::value::{Fillable, Limit, LocalizedText, Slug};

/// How long the whole takes, for the answer box.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeSummary {
    /// The statutory time in a sentence.
    pub summary: Option<Fillable<Claim>>,
    /// The time that the bureau promises for the whole (承诺办结时限).
    pub promised: Option<Fillable<Limit>>,
    /// The event from which the promise is counted.
    pub promised_from: Option<Slug>,
    /// What to know about the promise.
    pub promised_note: Option<LocalizedText>,
}

/// Something that happens on a day and starts a clock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id within the guide.
    pub id: Slug,
    /// What happens: 受理.
    pub title: LocalizedText,
}

/// A time limit: who must do what, how long after which event.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Its id within the guide.
    pub id: Slug,
    /// What must be done by then.
    pub title: LocalizedText,
    /// The event that starts it.
    pub from: Slug,
    /// The event that it ends with, which may start other clocks.
    pub until: Option<Slug>,
    /// The limit exactly as the source has it.
    pub limit: Fillable<Limit>,
    /// By how much the limit may be extended, and on whose decision.
    pub extension: Option<Limit>,
    /// The shorter time that the bureau promises.
    pub promised: Option<Fillable<Limit>>,
    /// Who must act, an actor of the guide.
    pub actor: Option<Slug>,
    /// Whom the limit binds.
    pub binds: Binding,
    /// What happens when it ends on a rest day.
    pub rollover: Option<Rollover>,
    /// What follows if nothing happens by then.
    pub missed: Option<LocalizedText>,
    /// What else to know about it.
    pub note: Option<LocalizedText>,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it runs.
    #[serde(default)]
    pub when: When,
    /// The days on which it is in force.
    #[serde(default)]
    pub valid: Validity,
}

choice! {
    /// Whom a time limit binds.
    pub enum Binding {
        /// The office.
        Office = "office",
        /// The applicant: such a limit is never moved later by analogy.
        Applicant = "applicant",
        /// Somebody else: a school, a third party.
        Other = "other",
    }
}

choice! {
    /// What happens to a limit that ends on a rest day.
    pub enum Rollover {
        /// It ends on the next working day.
        NextWorkingDay = "next_working_day",
        /// It ends on that day.
        Stays = "stays",
    }
}

/// The duty to say once what is missing (一次性告知).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDuty {
    /// By when the office must tell.
    pub limit: Fillable<Limit>,
    /// The event from which the time is counted.
    pub from: Option<Slug>,
    /// What follows if it does not tell.
    pub missed: Option<LocalizedText>,
    /// What the duty stands on.
    pub standing: Standing,
    /// The law behind the duty.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it holds.
    #[serde(default)]
    pub when: When,
}
