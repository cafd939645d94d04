//! What is wrong with a file, and where.

use std::borrow::Cow;
use std::fmt;

use super::nearest::nearest;
use super::path::FieldPath;

/// So much of a text is enough to know it again.
const ENOUGH: usize = 80;

/// Returns a text as a message repeats it: the beginning of it, if it may be a whole page.
pub fn clipped(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{} ...", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

choice! {
    /// How much a finding matters.
    pub enum Severity {
        /// Something is wrong: a part of the handbook is missing or points nowhere.
        Error = "error",
        /// Something is odd, and everything is there.
        Warning = "warning",
    }
}

/// A place in a file, both numbers counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// One finding about one place of a handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The file, as a path that a person can open.
    pub file: String,
    /// The place in the file, where it is known.
    pub place: Option<Place>,
    /// The field, where it is known.
    pub field: Option<FieldPath>,
    /// What is wrong.
    pub reason: Reason,
}

impl Diagnostic {
    /// Makes an error about a whole file.
    pub fn error(file: &str, reason: Reason) -> Self {
        let file = file.to_owned();
        Self { severity: Severity::Error, file, place: None, field: None, reason }
    }

    /// Makes a warning about a whole file.
    pub fn warning(file: &str, reason: Reason) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, reason) }
    }

    /// Adds the place.
    #[must_use]
    pub fn at(self, place: Option<Place>) -> Self {
        Self { place, ..self }
    }

    /// Adds the field.
    #[must_use]
    pub fn of(self, field: FieldPath) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(Place { line, column }) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}: {}", self.severity, self.reason)?;
        match &self.field {
            Some(field) if !field.is_empty() => write!(f, " (in `{field}`)"),
            _ => Ok(()),
        }
    }
}

/// Defines the reasons with their bytes: the number before each variant stands for it in a pack.
macro_rules! reasons {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $code:literal = $variant:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),* $(,)? },)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $($(#[$vmeta])* $variant { $($(#[$fmeta])* $field: $type),* },)+
        }

        impl $crate::handbook::codec::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant { $($field),* } => {
                        out.push($code);
                        $($crate::handbook::codec::Pack::write($field, out);)*
                    })+
                }
            }

            fn read(
                bytes: &mut $crate::handbook::codec::Reader<'_>,
            ) -> Result<Self, $crate::handbook::codec::Damaged> {
                match bytes.byte()? {
                    $($code => Ok(Self::$variant {
                        $($field: $crate::handbook::codec::Pack::read(bytes)?),*
                    }),)+
                    _ => Err($crate::handbook::codec::Damaged),
                }
            }
        }
    };
}

reasons! {
    /// What is wrong, with the values that a message needs.
    pub enum Reason {
        /// The system does not let it be read.
        0 = Unreadable {
            /// What the system says.
            cause: String,
        },
        /// The file is larger than any guide can be.
        1 = TooLarge {
            /// Its size in bytes.
            bytes: u64,
            /// The largest size that is read.
            limit: u64,
        },
        /// The bytes are not UTF-8.
        2 = NotUtf8 {},
        /// There is a character that no text contains.
        3 = ControlCharacter {
            /// Its number.
            code: u32,
        },
        /// Lists or mappings are nested too deeply.
        4 = TooDeep {
            /// How deep they may be.
            limit: u16,
        },
        /// A tab indents a line.
        5 = TabIndent {},
        /// A quote or a bracket is not closed.
        6 = Unclosed {
            /// What the parser says.
            original: String,
        },
        /// A colon stands where no mapping can be.
        7 = StrayColon {
            /// What the parser says.
            original: String,
        },
        /// The indentation does not fit, or an item is missing its mark.
        8 = BadIndentation {
            /// What the parser says.
            original: String,
        },
        /// An alias has no anchor.
        9 = UnknownAlias {},
        /// Aliases repeat too much.
        10 = AliasBomb {},
        /// The file holds more than one document.
        11 = SeveralDocuments {},
        /// A character must be quoted.
        12 = NeedsQuotes {
            /// What the parser says.
            original: String,
        },
        /// The YAML is wrong in another way.
        13 = Syntax {
            /// What the parser says.
            original: String,
        },
        /// A key stands twice in a mapping.
        14 = DuplicateKey {
            /// The key.
            key: String,
        },
        /// A field is not known here.
        15 = UnknownField {
            /// The field.
            name: String,
            /// The fields that are known here: all if they are few, else the nearest.
            known: Vec<String>,
            /// Whether these are all.
            all: bool,
        },
        /// A field is missing.
        16 = MissingField {
            /// The field.
            name: String,
        },
        /// A value is of another type.
        17 = WrongType {
            /// What stands there.
            found: String,
            /// What should stand there.
            expected: String,
        },
        /// A value is not one that fits.
        18 = BadValue {
            /// What is wrong with it.
            original: String,
        },
        /// Two things of one kind have the same id.
        19 = DuplicateId {
            /// The id.
            id: String,
            /// Where it stands first.
            first: String,
        },
        /// Something is referred to that does not exist.
        20 = UnknownReference {
            /// What kind of thing it would be.
            kind: Referred,
            /// The id that was not found.
            id: String,
            /// The ids that exist, at most a few and nearest first.
            near: Vec<String>,
        },
        /// A law that was replaced is cited.
        21 = SupersededLaw {
            /// The law.
            law: String,
            /// The law that replaced it, if the register says so.
            by: Option<String>,
        },
        /// The name of the file is not the id of the guide.
        22 = FileName {
            /// The id in the file.
            id: String,
        },
        /// A file is not part of a handbook.
        23 = StrayFile {},
        /// A file ends in `.yml` and is not read.
        24 = WrongExtension {},
        /// A linked folder is not entered.
        25 = LinkedFolder {},
        /// The folder holds no handbook.
        26 = NotAHandbook {},
        /// The folder has guides but no `handbook.yaml`.
        27 = NoAbout {},
        /// `extends` names a guide that does not exist below.
        28 = ExtendsNothing {
            /// The guide that was not found.
            id: String,
        },
        /// Guides extend each other in a circle.
        29 = ExtendsItself {
            /// The guides of the circle.
            circle: Vec<String>,
        },
        /// `remove` or `after` names an element that does not exist.
        30 = NoSuchElement {
            /// The element.
            id: String,
        },
        /// More is wrong with the file than is listed.
        31 = More {
            /// How many findings are listed.
            listed: u16,
        },
        /// A word is not one of those that fit.
        32 = UnknownWord {
            /// The word.
            word: String,
            /// The words that fit: all if they are few, else the nearest.
            known: Vec<String>,
            /// Whether these are all.
            all: bool,
        },
        /// `base` names a handbook that does not lie below.
        33 = UnknownBase {
            /// The handbook that was not found.
            id: String,
        },
        /// A folder, a pipe or the like has the name of a file.
        34 = NotAFile {},
        /// A linked file lies outside of the handbook.
        35 = LinkedFile {},
    }
}

/// More words than these are not read: of more, the nearest are named.
const MOST_WORDS: usize = 8;

impl Reason {
    /// Makes the reason for a field that is not among those known.
    pub fn unknown_field(name: String, known: Vec<String>) -> Self {
        let (known, all) = worth_naming(&name, known);
        Self::UnknownField { name, known, all }
    }

    /// Makes the reason for a word that is not among those that fit.
    pub fn unknown_word(word: String, known: Vec<String>) -> Self {
        let (known, all) = worth_naming(&word, known);
        Self::UnknownWord { word, known, all }
    }
}

/// Chooses what to name beside a word, and says whether it is everything.
fn worth_naming(word: &str, known: Vec<String>) -> (Vec<String>, bool) {
    if known.len() <= MOST_WORDS {
        return (known, true);
    }
    (nearest(word, known.iter().map(String::as_str), 3), false)
}

choice! {
    /// What a reference points to.
    pub enum Referred {
        /// A guide.
        Guide = "guide",
        /// A paper of the dictionary.
        Document = "document",
        /// A paper of the same guide.
        DocumentUse = "document of this guide",
        /// A law.
        Law = "law",
        /// An article of a law.
        Article = "article",
        /// An office.
        Office = "office",
        /// A contact.
        Contact = "contact",
        /// An actor of the same guide.
        Actor = "actor",
        /// A step of the same guide.
        Step = "step",
        /// An event of the same guide.
        Event = "event",
        /// A clock of the same guide.
        Clock = "clock",
        /// A question of the same guide.
        Question = "question",
        /// An answer of a question.
        Answer = "answer",
        /// An entry of the openness catalogue.
        Catalogue = "catalogue entry",
    }
}

pack_choice!(Severity);
pack_choice!(Referred);
pack_record!(Place { line, column });
pack_record!(Diagnostic { severity, file, place, field, reason });

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { cause } => write!(f, "cannot be read: {cause}"),
            Self::TooLarge { bytes, limit } => {
                write!(f, "the file has {bytes} bytes, more than the {limit} that are read")
            }
            Self::NotUtf8 {} => f.write_str("the file is not UTF-8 text"),
            Self::ControlCharacter { code } => write!(f, "control character U+{code:04X}"),
            Self::TooDeep { limit } => write!(f, "nested more than {limit} levels deep"),
            Self::TabIndent {} => f.write_str("a tab indents the line; use blanks"),
            Self::Unclosed { original } => {
                write!(f, "a quote or bracket is not closed [{original}]")
            }
            Self::StrayColon { original } => {
                write!(f, "a colon where no mapping can be; quote the text [{original}]")
            }
            Self::BadIndentation { original } => {
                write!(
                    f,
                    "the indentation does not fit, or a `-` or a colon is missing [{original}]"
                )
            }
            Self::UnknownAlias {} => f.write_str("an alias `*name` has no anchor `&name`"),
            Self::AliasBomb {} => f.write_str("aliases repeat too much"),
            Self::SeveralDocuments {} => f.write_str("more than one YAML document in the file"),
            Self::NeedsQuotes { original } => {
                write!(f, "a text starts with a character that must be quoted [{original}]")
            }
            Self::Syntax { original } => write!(f, "not valid YAML [{original}]"),
            Self::DuplicateKey { key } => write!(f, "`{key}` stands twice"),
            Self::UnknownField { name, .. } => write!(f, "unknown field `{name}`"),
            Self::MissingField { name } => write!(f, "`{name}` is missing"),
            Self::WrongType { found, expected } => write!(f, "found {found}, expected {expected}"),
            Self::BadValue { original } => f.write_str(original),
            Self::DuplicateId { id, first } => write!(f, "id `{id}` is taken already, by {first}"),
            Self::UnknownReference { kind, id, .. } => write!(f, "there is no {kind} `{id}`"),
            Self::SupersededLaw { law, by: Some(by) } => {
                write!(f, "law `{law}` was replaced by `{by}` and cannot be cited")
            }
            Self::SupersededLaw { law, by: None } => {
                write!(f, "law `{law}` is no longer in force and cannot be cited")
            }
            Self::FileName { id } => {
                write!(f, "the guide's id is `{id}`; name the file `{id}.yaml`")
            }
            Self::StrayFile {} => f.write_str("not part of a handbook; it is not read"),
            Self::WrongExtension {} => f.write_str("ends in `.yml`; rename it to `.yaml`"),
            Self::LinkedFolder {} => f.write_str("a linked folder is not entered"),
            Self::NotAHandbook {} => f.write_str("no `handbook.yaml` and no `procedures` folder"),
            Self::NoAbout {} => f.write_str("`handbook.yaml` is missing"),
            Self::ExtendsNothing { id } => write!(f, "there is no guide `{id}` to extend"),
            Self::ExtendsItself { circle } => {
                write!(f, "guides extend each other: {}", circle.join(", "))
            }
            Self::NoSuchElement { id } => write!(f, "there is no element `{id}` in the list"),
            Self::UnknownWord { word, .. } => write!(f, "`{word}` does not fit here"),
            Self::UnknownBase { id } => write!(f, "there is no handbook `{id}` below this one"),
            Self::NotAFile {} => f.write_str("not a file; it is not read"),
            Self::LinkedFile {} => {
                f.write_str("links to a file outside of the handbook; it is not read")
            }
            Self::More { listed } => write!(f, "more is wrong than these {listed} findings"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_words_the_nearest_are_named() {
        let words = |count: u8| (0..count).map(|n| format!("word{}", char::from(b'a' + n)));
        let (known, all) = worth_naming("wordcc", words(8).collect());
        assert_eq!((known.len(), all), (8, true));
        let (known, all) = worth_naming("wordcc", words(9).collect());
        assert_eq!((known.len(), known[0].as_str(), all), (3, "wordc", false));
    }
}
