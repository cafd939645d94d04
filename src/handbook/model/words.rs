//! Words for the search (`words.yaml`).

use serde::Deserialize;

use crate::handbook::value::{LocalizedText, Slug};

/// What the search knows beyond the texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Words that mean the same.
    #[serde(default)]
    pub synonyms: Vec<Synonyms>,
    /// Words that carry no weight in a question: 请问, 怎么, how.
    #[serde(default)]
    pub silent: Vec<String>,
    /// Matters that sound alike and belong elsewhere.
    #[serde(default)]
    pub out_of_scope: Vec<OutOfScope>,
}

/// Words that mean the same: 搬家 and 住址变更.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// The id.
    pub id: Slug,
    /// The words, in any language.
    pub words: Vec<String>,
}

/// A matter that the handbook does not treat, and where to go instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfScope {
    /// The id.
    pub id: Slug,
    /// The words by which it is known, in any language.
    pub words: Vec<String>,
    /// Who handles it.
    pub answer: LocalizedText,
    /// The nearest guide.
    pub guide: Option<Slug>,
}
