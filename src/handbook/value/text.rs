//! Texts in several languages.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A language tag of a handbook, such as `zh` or `en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Box<str>);

impl Language {
    /// Returns the tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Language {
    type Err = ParseLanguageError;

    fn from_str(text: &str) -> Result<Self, ParseLanguageError> {
        let is_subtag = |part: &str| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_subtag) {
            Ok(Self(text.into()))
        } else {
            Err(ParseLanguageError(text.to_owned()))
        }
    }
}

deserialize_from_str!(Language, "a language tag such as `zh` or `en`");

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    /// A text per language, never empty.
    ByLanguage(BTreeMap<Language, String>),
}

impl LocalizedText {
    /// Returns the text in exactly `language`, where `first` is the handbook's first language.
    pub fn exactly(&self, language: &str, first: &str) -> Option<&str> {
        match self {
            Self::Plain(text) => (language == first).then_some(text.as_str()),
            Self::ByLanguage(texts) => texts
                .iter()
                .find(|(tag, _)| tag.as_str() == language)
                .map(|(_, text)| text.as_str()),
        }
    }

    /// Returns the text in `language`, or else in `first`, or else in whichever there is.
    pub fn nearest(&self, language: &str, first: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::ByLanguage(texts) => self
                .exactly(language, first)
                .or_else(|| self.exactly(first, first))
                .or_else(|| texts.values().next().map(String::as_str))
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
                Ok(LocalizedText::ByLanguage(texts))
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
