//! What can be found, and where it stands in a handbook.

use super::sections::SECTIONS;
use crate::handbook::codec::{Damaged, Reader, write_text};

/// What a place belongs to. The order is the order of places in an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A guide of [`Handbook::guides`](crate::handbook::model::Handbook::guides).
    Guide,
    /// A paper of the dictionary.
    Document,
    /// A department, a window or a body outside the bureau.
    Office,
    /// A law of the register.
    Law,
}

impl Thing {
    /// Every kind of thing, in order.
    pub const ALL: [Self; 4] = [Self::Guide, Self::Document, Self::Office, Self::Law];

    /// Returns the byte that stands for it in an index.
    pub(super) const fn as_byte(self) -> u8 {
        match self {
            Self::Guide => 0,
            Self::Document => 1,
            Self::Office => 2,
            Self::Law => 3,
        }
    }
}

/// The byte of the first fixed section; the others follow.
const FIXED: u8 = 16;

/// The tag of a guide itself that is a variant of another.
const VARIANT: u8 = 5;

/// The part of a thing that a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part<'a> {
    /// The thing itself.
    Whole,
    /// A section of a guide: a fixed one such as `documents`, or one of its own.
    Section(&'a str),
    /// What is different under an answer to one of the guide's questions.
    Case {
        /// The id of the question.
        question: &'a str,
        /// The id of the answer.
        answer: &'a str,
    },
    /// One of the questions that people ask, by its id.
    Faq(&'a str),
    /// An article of a law, by its number.
    Article(&'a str),
}

impl<'a> Part<'a> {
    /// Returns the section of the guide in which the part is shown.
    pub const fn section(self) -> Option<&'a str> {
        match self {
            Self::Whole | Self::Article(_) => None,
            Self::Section(id) => Some(id),
            Self::Case { .. } => Some("documents"),
            Self::Faq(_) => Some("faq"),
        }
    }

    /// Appends the part to `out`.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Whole => out.push(0),
            Self::Section(id) => match SECTIONS.iter().position(|section| section.id == id) {
                Some(number) => out.push(FIXED + u8::try_from(number).unwrap_or_default()),
                None => write_tagged(1, id, out),
            },
            Self::Case { question, answer } => {
                write_tagged(2, question, out);
                write_text(answer, out);
            }
            Self::Faq(id) => write_tagged(3, id, out),
            Self::Article(number) => write_tagged(4, number, out),
        }
    }

    /// Reads a part.
    pub(super) fn read(bytes: &mut Reader<'a>) -> Result<Self, Damaged> {
        Ok(match bytes.byte()? {
            0 => Self::Whole,
            VARIANT => bytes.text().map(|_| Self::Whole)?,
            1 => Self::Section(bytes.text()?),
            2 => Self::Case { question: bytes.text()?, answer: bytes.text()? },
            3 => Self::Faq(bytes.text()?),
            4 => Self::Article(bytes.text()?),
            byte => {
                let number = byte.checked_sub(FIXED).ok_or(Damaged)?;
                Self::Section(SECTIONS.get(usize::from(number)).ok_or(Damaged)?.id)
            }
        })
    }
}

/// Returns the bytes of a guide itself that is a variant of another, given by its id.
pub(super) fn variant_of(parent: &str) -> Vec<u8> {
    let mut out = Vec::new();
    write_tagged(VARIANT, parent, &mut out);
    out
}

/// Reads of which guide the guide is a variant whose parts these are.
pub(super) fn parent<'a>(parts: &mut Reader<'a>) -> Result<Option<&'a str>, Damaged> {
    if parts.byte()? == VARIANT { parts.text().map(Some) } else { Ok(None) }
}

fn write_tagged(tag: u8, text: &str, out: &mut Vec<u8>) {
    out.push(tag);
    write_text(text, out);
}

/// Something that a search can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place<'a> {
    /// What it belongs to.
    pub thing: Thing,
    /// The position of the thing in the handbook's list, which is sorted by id.
    pub ordinal: u32,
    /// Which part of it.
    pub part: Part<'a>,
}

/// The kinds of text in which a word can stand, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title or the id of the thing.
    Title,
    /// Another name of it.
    Alias,
    /// The name of a section, the label of a statement, the title of an answer.
    Heading,
    /// A subject it is filed under, a matter that an office handles.
    Topic,
    /// The sentence that says what it is for.
    Summary,
    /// Everything else.
    Text,
}

impl Field {
    /// Every field, the strongest first.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Alias, Self::Heading, Self::Topic, Self::Summary, Self::Text];

    /// How many bits of a posting name the field.
    pub(super) const BITS: u32 = 3;

    /// Returns the number that stands for it in a posting, below `1 << BITS`.
    pub(super) const fn as_byte(self) -> u8 {
        match self {
            Self::Title => 0,
            Self::Alias => 1,
            Self::Heading => 2,
            Self::Topic => 3,
            Self::Summary => 4,
            Self::Text => 5,
        }
    }

    /// Reads the number that stands for it from the lowest bits of another.
    pub(super) fn from_bits(packed: u64) -> Result<Self, Damaged> {
        let number = packed & ((1 << Self::BITS) - 1);
        Self::ALL.get(usize::from(number.to_le_bytes()[0])).copied().ok_or(Damaged)
    }
}
