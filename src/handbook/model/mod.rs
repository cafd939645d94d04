//! What a handbook is: guides and the dictionaries that they share.
//!
//! The types mirror the YAML files field by field; `docs/format.md` is the same list for authors.
//! A `Vec` that a file leaves out is empty, an `Option` that a file leaves out is `None`.

mod calendar;
mod document;
mod ground;
mod guide;
mod law;
mod office;
mod procedure;
mod service;
mod time;
mod uses;
mod words;

pub use self::calendar::{Calendar, CalendarYear, FixedRestDay, RestPeriod};
pub use self::document::{
    Document, DocumentUse, Intermediary, Issuer, Medium, Need, Submission, Supply,
};
pub use self::ground::{Citation, CitationRole, Claim, Standing, Statement, Validity, When};
pub use self::guide::{
    Allowance, Answer, Audience, CaseType, Codes, Faq, FreeSection, Guide, Kind, Level,
    PowerSource, Publication, Question, Related, Revision, Rhythm, Source, Status,
};
pub use self::law::{Law, LawArticle, LawStatus};
pub use self::office::{
    Board, BureauProfile, CatalogueEntry, Contact, ContactPurpose, Goal, Office, OfficeKind,
    Offices, Promise,
};
pub use self::procedure::{Actor, SpecialStep, Step};
pub use self::service::{
    Channels, Contacts, Delivery, Fee, FeeItem, Online, Outcome, OutcomeKind, Remedy, Way, Window,
};
pub use self::time::{Binding, Clock, Event, NoticeDuty, Rollover, TimeSummary};
pub use self::words::{OutOfScope, Synonyms, Words};

use std::borrow::Cow;

use serde::Deserialize;

use super::value::{Language, LocalizedText, Slug};

/// What a handbook says of itself (`handbook.yaml`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The id of the edition's line, such as `national`.
    pub id: Slug,
    /// The name people see: 国家版, or the bureau's.
    pub title: LocalizedText,
    /// The edition: a day or a number.
    pub edition: String,
    /// The languages of the texts; the first is the language of plain strings.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// The handbook that this one changes; none for an edition of its own.
    pub base: Option<Slug>,
    /// The place whose rules it states.
    pub jurisdiction: Option<LocalizedText>,
    /// The bureau that answers for it.
    pub bureau: Option<LocalizedText>,
    /// The last day up to which the texts of the laws were read.
    pub laws_read_to: Option<super::value::Date>,
    /// How often the guides are reviewed, in days.
    pub review_every_days: Option<u16>,
}

/// Where a guide or an entry of a dictionary comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The layer, as its place in [`Handbook::layers`]; 0 is the lowest.
    pub layer: u16,
    /// The file, as a path below the layer's folder with `/` between its parts.
    pub file: String,
    /// The fields that a higher layer changed: field path and layer.
    pub changes: Vec<(String, u16)>,
}

/// Something that was read, with where it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed<T> {
    /// What was read.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// A handbook with its layers merged: everything that a pack is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Handbook {
    /// The layers, lowest first; never empty.
    pub layers: Vec<About>,
    /// The guides, by id.
    pub guides: Vec<Filed<Guide>>,
    /// The papers, by id.
    pub documents: Vec<Filed<Document>>,
    /// The laws, by id.
    pub laws: Vec<Filed<Law>>,
    /// Offices, contacts, promises, boards and the catalogue.
    pub offices: Offices,
    /// Words for the search.
    pub words: Words,
    /// Rest days and working days.
    pub calendar: Calendar,
}

/// The guides of a handbook, by id, wherever they lie: those of a large one are bytes that are
/// decoded one at a time.
pub trait Guides: Sync {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Returns the guide at a place.
    fn guide(&self, place: usize) -> Option<Cow<'_, Filed<Guide>>>;

    /// Returns what the guide at a place is called.
    fn called(&self, place: usize) -> Option<Called> {
        let guide = self.guide(place)?.into_owned().value;
        Some(Called { id: guide.id, title: guide.title, aliases: guide.aliases })
    }
}

/// What a guide is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Its id.
    pub id: Slug,
    /// Its title.
    pub title: LocalizedText,
    /// Other names that people use.
    pub aliases: Vec<String>,
}

impl Guides for Vec<Filed<Guide>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn guide(&self, place: usize) -> Option<Cow<'_, Filed<Guide>>> {
        self.get(place).map(Cow::Borrowed)
    }
}

impl Handbook {
    /// Returns the language of plain strings: the first of the lowest layer.
    pub fn first_language(&self) -> &str {
        let languages = self.layers.first().map(|about| about.languages.as_slice());
        languages.and_then(<[Language]>::first).map_or("zh", Language::as_str)
    }
}
