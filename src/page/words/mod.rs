//! All wording of the program, a file per language and topic.
//!
//! Texts of a handbook are not wording: they come from its files, through [`Voice`](super::Voice).

pub mod ask;
pub(in crate::page) mod checklist;
pub mod due;
mod en;
pub(in crate::page) mod flow;
mod reasons;
pub mod referral;
mod types;
mod zh;

pub use self::reasons::{field, how, reason};

/// A language in which the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Returns the language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Returns the words of the language.
    pub const fn words(self) -> &'static Words {
        match self {
            Self::Zh => &zh::WORDS,
            Self::En => &en::WORDS,
        }
    }

    /// Chooses by language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// The fixed words of one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the one place where its words stand")]
pub struct Words {
    // What a statement stands on.
    pub blank: &'static str,
    pub practice_footnote: &'static str,
    pub reading_footnote: &'static str,
    pub reported_footnote: &'static str,
    pub practice_legend: &'static str,
    pub reading_legend: &'static str,
    pub reported_legend: &'static str,
    pub template_mark: &'static str,
    pub not_advice: &'static str,
    pub not_advice_short: &'static str,
    pub checked: &'static str,
    pub untranslated: &'static str,

    // The answer box.
    pub ask_first: &'static str,
    pub bring: &'static str,
    pub more_by_case: &'static str,
    pub how_long: &'static str,
    pub promised: &'static str,
    pub apply_when: &'static str,
    pub cost: &'static str,
    pub questions_to: &'static str,
    pub or_hotline: &'static str,
    pub phone: &'static str,

    // Papers.
    pub papers: &'static str,
    pub papers_by_case: &'static str,
    pub counts_blank: &'static str,
    pub everyone: &'static str,
    pub in_addition: &'static str,
    pub any_of: &'static str,
    pub optional: &'static str,
    pub deferrable: &'static str,
    pub originals: &'static str,
    pub copies: &'static str,
    pub issued_by: &'static str,
    pub seen_in: &'static str,
    pub only_if: &'static str,
    pub undated_parts: &'static str,
    pub guide_not_in_force: &'static str,
    pub laws_not_in_force: &'static str,
    pub nothing_in_force: &'static str,
    pub used_by: &'static str,
    pub take_care: &'static str,
    pub also_called: &'static str,

    // Sections.
    pub summary: &'static str,
    pub conditions: &'static str,
    pub refusals: &'static str,
    pub refusals_short: &'static str,
    pub documents: &'static str,
    pub steps: &'static str,
    pub time: &'static str,
    pub fee: &'static str,
    pub outcome: &'static str,
    pub whereabouts: &'static str,
    pub remedies: &'static str,
    pub contacts: &'static str,
    pub faq: &'static str,
    pub basis: &'static str,
    pub sources: &'static str,
    pub notes: &'static str,
    pub questions: &'static str,

    // Details of sections.
    pub place: &'static str,
    pub hand_over: &'static str,
    pub result: &'static str,
    pub looks_at: &'static str,
    pub special_steps: &'static str,
    pub counted_from: &'static str,
    pub extension: &'static str,
    pub missed: &'static str,
    pub notice: &'static str,
    pub valid_for: &'static str,
    pub renewal: &'static str,
    pub delivery: &'static str,
    pub visits: &'static str,
    pub online: &'static str,
    pub hours: &'static str,
    pub address: &'static str,
    pub room: &'static str,
    pub booking: &'static str,
    pub progress: &'static str,
    pub limit: &'static str,
    pub consult: &'static str,
    pub complain: &'static str,
    pub waiver: &'static str,
    pub read_on: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub quota: &'static str,
    pub responsible: &'static str,
    pub duties: &'static str,
    pub handles: &'static str,
    pub post: &'static str,
    pub backup_post: &'static str,
    pub first_asked: &'static str,
    pub promises: &'static str,
    pub outside: &'static str,

    // Dates.
    pub latest_by: &'static str,
    pub for_the_case: &'static str,
    pub no_date_yet: &'static str,
    pub start_not_known: &'static str,
    pub once_known: &'static str,
    pub date: &'static str,
    pub last_day: &'static str,
    pub day_of_event: &'static str,
    pub workday: &'static str,
    pub make_up: &'static str,
    pub weekend: &'static str,
    pub not_counted: &'static str,
    pub how_counted: &'static str,
    pub day_by_day: &'static str,
    pub into_a_calendar: &'static str,
    pub same_number: &'static str,
    pub last_of_month: &'static str,

    // What next.
    pub next: &'static str,
    pub all_and_remedies: &'static str,
    pub my_papers: &'static str,
    pub one_by_one: &'static str,
    pub in_lanes: &'static str,
    pub related: &'static str,

    // Lists.
    pub guides: &'static str,
    pub offices: &'static str,
    pub laws: &'static str,
    pub service_promises: &'static str,
    pub hotlines: &'static str,
    pub goals: &'static str,
    pub boards: &'static str,
    pub catalogue: &'static str,
    pub id: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    pub rests_on: &'static str,
    pub concerns: &'static str,
    pub answered_by: &'static str,
    pub measure: &'static str,
    pub state: &'static str,
    pub posted_on: &'static str,

    // Laws.
    pub number: &'static str,
    pub issuer: &'static str,
    pub in_force_from: &'static str,
    pub version_read: &'static str,
    pub articles: &'static str,
    pub superseded: &'static str,
    pub amended: &'static str,
    pub read_where: &'static str,

    // Search.
    pub perhaps: &'static str,
    pub whole_guide: &'static str,
    pub nearest: &'static str,
    pub treated: &'static str,
    pub other_ways: &'static str,
    pub elsewhere: &'static str,
    pub unsure: &'static str,
    pub perhaps_not_treated: &'static str,

    // Start page.
    pub tagline: &'static str,
    pub try_these: &'static str,
    pub more_help: &'static str,

    // Punctuation between words of this language.
    pub comma: &'static str,
    pub semicolon: &'static str,
    pub colon: &'static str,
}

impl Words {
    /// Returns the heading of a fixed section.
    pub fn section(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            "summary" => self.summary,
            "conditions" => self.conditions,
            "refusals" => self.refusals,
            "documents" => self.documents,
            "steps" => self.steps,
            "time" => self.time,
            "fee" => self.fee,
            "outcome" => self.outcome,
            "where" => self.whereabouts,
            "remedies" => self.remedies,
            "contacts" => self.contacts,
            "faq" => self.faq,
            "basis" => self.basis,
            "sources" => self.sources,
            "notes" => self.notes,
            "questions" => self.questions,
            _ => return None,
        })
    }
}
