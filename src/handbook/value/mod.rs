//! Values that a handbook is made of: parsed once, trusted afterwards.
//!
//! This module knows nothing but the text it parses: no files, no clock, no language of messages.

/// Implements `Deserialize` through `FromStr`, so that the YAML reader reports the place of the
/// value itself and not of the mapping around it.
macro_rules! deserialize_from_str {
    ($name:ident, $expecting:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

/// Defines a closed list of words: an enum whose variants are written as the given text.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the word that stands for it in a file.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::handbook::value::NotAChoice;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|choice| choice.as_str() == text).ok_or_else(|| {
                    $crate::handbook::value::NotAChoice::new(text, &[$($text,)+])
                })
            }
        }

        deserialize_from_str!($name, concat!("one of: ", $($text, " ",)+));
    };
}

mod article;
mod date;
mod fillable;
mod limit;
mod money;
mod phone;
mod slug;
mod text;

pub use self::article::{ArticleNumber, ParseArticleNumberError};
pub use self::date::{Date, ParseDateError};
pub use self::fillable::{Blank, Confirmation, Fillable};
pub use self::limit::{Limit, ParseLimitError, Unit};
pub use self::money::{Money, ParseMoneyError};
pub use self::phone::{ParsePhoneError, Phone};
pub use self::slug::{ParseSlugError, Slug};
pub use self::text::{Language, LocalizedText, ParseLanguageError};

/// A word that is not in the closed list it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAChoice(String);

impl NotAChoice {
    /// Describes `text` against the words that would have been right.
    pub fn new(text: &str, words: &[&str]) -> Self {
        Self(format!("`{text}` is not one of: {}", words.join(", ")))
    }
}

impl std::fmt::Display for NotAChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotAChoice {}
