//! What is on a page: blocks of text in roles, without any look.
//!
//! A page is built from a guide in one language and handed to a renderer. It knows no width,
//! colour, terminal or file.

mod ask;
mod commands;
mod counting;
mod desk;
mod entries;
mod footnotes;
mod guide;
pub mod hits;
mod limit;
pub mod listing;
mod message;
mod office;
mod referral;
mod start;
mod voice;
pub mod words;

pub use self::ask::{answered, question, tailored};
pub use self::commands::call_name;
pub use self::desk::Desk;
pub use self::entries::law;
pub use self::guide::checklist::{
    Checklist, Slip, checklist, legal_duty, named_papers, open_points, papers_of, slip,
};
pub use self::guide::due::{Dates, Detail, calendar, due};
pub use self::guide::first_page::overview;
pub use self::guide::flow::{Flow, FlowStep, flow};
pub use self::guide::sections::names::{SECTIONS, find_section, section_ids};
pub use self::guide::sections::{everything, sections};
pub use self::limit::{limit, limit_entry};
pub use self::message::message;
pub use self::office::office;
pub use self::referral::referral;
pub use self::start::start;
pub use self::voice::Voice;

/// A page: blocks from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the page, with the id to type beside it.
    Title {
        /// The title.
        text: Line,
        /// The id, at the far end of the line.
        id: String,
    },
    /// The heading of a part, with a remark after it: `要带的材料    原件：由本局填写`.
    Heading {
        /// The heading.
        text: String,
        /// The remark.
        remark: Line,
    },
    /// Running text.
    Paragraph(Line),
    /// The answer box: short labels and their answers, one below the other.
    Answers(Vec<Entry>),
    /// Labels and their texts below a heading: cases, contacts, articles.
    Entries(Vec<Entry>),
    /// Labels at the margin and their texts, where several parts are a line or two each:
    /// `一般不办  休学中；…`.
    Parts(Vec<Entry>),
    /// Numbered steps.
    Steps(Vec<StepRow>),
    /// Points without order.
    Points(Vec<Line>),
    /// Steps in lanes, a lane for each who acts.
    Flow(Flow),
    /// A table, which becomes a list where there is no room for it.
    Table {
        /// The headings of the columns.
        headings: Vec<String>,
        /// The rows, each as long as `headings`.
        rows: Vec<Vec<Line>>,
    },
    /// Commands to type next, each with what it answers.
    Commands {
        /// What stands before the first of them: 接着看.
        label: String,
        /// Purpose and command.
        commands: Vec<(String, String)>,
    },
    /// A remark at the foot of the page.
    Footnote(Line),
}

impl Block {
    /// Makes a heading without a remark.
    fn heading(text: &str) -> Self {
        Self::Heading { text: text.to_owned(), remark: Line::default() }
    }

    /// Returns the lines of the block; those of tables row by row.
    pub fn lines(&self) -> Box<dyn Iterator<Item = &Line> + '_> {
        match self {
            Self::Title { text, .. } => Box::new(std::iter::once(text)),
            Self::Heading { remark, .. } => Box::new(std::iter::once(remark)),
            Self::Paragraph(line) | Self::Footnote(line) => Box::new(std::iter::once(line)),
            Self::Answers(entries) | Self::Entries(entries) | Self::Parts(entries) => {
                Box::new(entries.iter().flat_map(|entry| &entry.lines))
            }
            Self::Steps(rows) => {
                Box::new(rows.iter().flat_map(|row| std::iter::once(&row.text).chain(&row.details)))
            }
            Self::Points(points) => Box::new(points.iter()),
            Self::Flow(flow) => Box::new(flow.steps.iter().flat_map(FlowStep::lines)),
            Self::Table { rows, .. } => Box::new(rows.iter().flatten()),
            Self::Commands { .. } => Box::new(std::iter::empty()),
        }
    }
}

/// A label with what it stands for; several lines are several answers under one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The label.
    pub label: String,
    /// What it stands for.
    pub lines: Vec<Line>,
}

impl Entry {
    /// Puts lines under a label; those that say nothing are left out, and so is a label without
    /// any.
    fn under(label: &str, lines: impl IntoIterator<Item = Line>) -> Option<Self> {
        let lines: Vec<Line> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        (!lines.is_empty()).then(|| Self { label: label.to_owned(), lines })
    }
}

/// A step, or several that read the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Number and actor of each step in the row.
    pub actors: Vec<(usize, String)>,
    /// What is done.
    pub text: Line,
    /// What else is said of it: place, papers, time.
    pub details: Vec<Line>,
}

/// Text in roles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(pub Vec<Span>);

/// A stretch of text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its role.
    pub role: Role,
}

/// What a stretch of text is; a renderer decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// A word that stands out: a name, a match.
    Strong,
    /// Something only the local bureau can fill in.
    Blank,
    /// The star of a statement that is not national law.
    Mark,
    /// Something to type.
    Command,
    /// A citation, a date, a remark of little weight.
    Quiet,
    /// Something to beware of.
    Warning,
}

impl Line {
    /// Makes a line of ordinary text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(Role::Plain, text)
    }

    /// Makes a line that stands out.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::default().then(Role::Strong, text)
    }

    /// Makes a line of little weight.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::default().then(Role::Quiet, text)
    }

    /// Appends text in a role.
    #[must_use]
    pub fn then(mut self, role: Role, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), role });
        self
    }

    /// Appends another line.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Says whether nothing is on it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// Returns how many characters are on it.
    pub fn length(&self) -> usize {
        self.0.iter().map(|span| span.text.chars().count()).sum()
    }

    /// Returns the text without its roles.
    pub fn to_text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}
