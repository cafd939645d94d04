//! Texts in several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A language tag of a handbook, such as `zh` or `en`; at most [`Language::MAX_LEN`] bytes.
///
/// It holds its letters itself: every text of a handbook has a few of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; Self::MAX_LEN]);

impl Language {
    /// The longest tag, in bytes: language, script and region, `zh-Hant-TW`.
    pub const MAX_LEN: usize = 10;

    /// English.
    pub const EN: Self = Self(*b"en\0\0\0\0\0\0\0\0");

    /// Chinese.
    pub const ZH: Self = Self(*b"zh\0\0\0\0\0\0\0\0");

    /// Returns the tag as text.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(Self::MAX_LEN);
        let letters = self.0.get(..end).unwrap_or_default();
        std::str::from_utf8(letters).unwrap_or_default()
    }

    /// Says whether it is the language of a tag.
    fn is(&self, tag: &str) -> bool {
        let (letters, rest) = self.0.split_at(tag.len().min(Self::MAX_LEN));
        letters == tag.as_bytes() && rest.first().is_none_or(|byte| *byte == 0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.as_str())
    }
}

impl FromStr for Language {
    type Err = ParseLanguageError;

    fn from_str(text: &str) -> Result<Self, ParseLanguageError> {
        let is_subtag = |part: &str| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let mut letters = [0; Self::MAX_LEN];
        match letters.get_mut(..text.len()) {
            Some(room)
                if text.starts_with(|c: char| c.is_ascii_lowercase())
                    && text.split('-').all(is_subtag) =>
            {
                room.copy_from_slice(text.as_bytes());
                Ok(Self(letters))
            }
            _ => Err(ParseLanguageError(text.to_owned())),
        }
    }
}

deserialize_from_str!(Language, "a language tag such as `zh` or `en`");

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseLanguageError(String);

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language tag such as `zh` or `en`", self.0)
    }
}

impl std::error::Error for ParseLanguageError {}

/// A text in the languages of a handbook: written as a string in the first of them, or as a
/// mapping from language tag to text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalizedText {
    /// One text, in the handbook's first language.
    Plain(String),
    /// A text per language, sorted by language, never empty.
    ByLanguage(Vec<(Language, String)>),
}

impl LocalizedText {
    /// Returns the text in exactly `language`, where `first` is the handbook's first language.
    pub fn exactly(&self, language: &str, first: &str) -> Option<&str> {
        match self {
            Self::Plain(text) => (language == first).then_some(text.as_str()),
            Self::ByLanguage(texts) => {
                texts.iter().find(|(tag, _)| tag.is(language)).map(|(_, text)| text.as_str())
            }
        }
    }

    /// Returns the text in `language`, or else in `first`, or else in whichever there is.
    pub fn nearest(&self, language: &str, first: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::ByLanguage(texts) => self
                .exactly(language, first)
                .or_else(|| self.exactly(first, first))
                .or_else(|| texts.first().map(|(_, text)| text.as_str()))
                .unwrap_or_default(),
        }
    }

    /// Returns every text with its language; `first` is the language of a plain string.
    pub fn all<'a>(&'a self, first: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (plain, texts) = match self {
            Self::Plain(text) => (Some((first, text.as_str())), None),
            Self::ByLanguage(texts) => (None, Some(texts)),
        };
        let texts = texts.into_iter().flatten().map(|(tag, text)| (tag.as_str(), text.as_str()));
        plain.into_iter().chain(texts)
    }
}

impl<'de> Deserialize<'de> for LocalizedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = LocalizedText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping from language to text")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<LocalizedText, E> {
                Ok(LocalizedText::Plain(text.trim_end().to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocalizedText, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some(language) = map.next_key::<Language>()? {
                    let text = map.next_value::<String>()?;
                    if texts.contains_key(&language) {
                        return Err(A::Error::custom(format!("duplicate field `{language}`")));
                    }
                    texts.insert(language, text.trim_end().to_owned());
                }
                if texts.is_empty() {
                    return Err(A::Error::invalid_length(0, &self));
                }
                Ok(LocalizedText::ByLanguage(texts.into_iter().collect()))
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_the_first() {
        let text: LocalizedText = serde_yaml::from_str("{zh: 转学, en: Transfer}").unwrap();
        assert_eq!(text.nearest("en", "zh"), "Transfer");
        assert_eq!(text.nearest("fr", "zh"), "转学");
        assert_eq!(text.exactly("fr", "zh"), None);
    }

    #[test]
    fn a_plain_string_is_in_the_first_language() {
        let text: LocalizedText = serde_yaml::from_str("转学").unwrap();
        assert_eq!(text.exactly("zh", "zh"), Some("转学"));
        assert_eq!(text.exactly("en", "zh"), None);
        assert_eq!(text.nearest("en", "zh"), "转学");
    }

    #[test]
    fn an_empty_or_doubled_mapping_is_refused() {
        assert!(serde_yaml::from_str::<LocalizedText>("{}").is_err());
        assert!(serde_yaml::from_str::<LocalizedText>("{zh: a, zh: b}").is_err());
    }
}
