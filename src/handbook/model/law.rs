//! The register of laws (`laws.yaml`).

use serde::Deserialize;

use super::Validity;
use crate::handbook::value::{ArticleNumber, Date, LocalizedText, Slug};

/// A law, a regulation or a rule document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// The id.
    pub id: Slug,
    /// The full title.
    pub title: LocalizedText,
    /// The title that a citation uses.
    pub short: Option<LocalizedText>,
    /// Other names that people use, in any language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The number of the paper: 教基〔2025〕1号.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<LocalizedText>,
    /// Whether it may be cited.
    pub status: LawStatus,
    /// The days on which it is in force.
    #[serde(default)]
    pub in_force: Validity,
    /// The law that replaced it.
    pub superseded_by: Option<Slug>,
    /// The version of the text that was read, by its date.
    pub version: Option<Date>,
    /// The day on which the text was compared.
    pub checked_on: Date,
    /// What was read, where the text itself was not: an excerpt, a report.
    pub source: Option<LocalizedText>,
    /// The articles that guides rest on.
    #[serde(default)]
    pub articles: Vec<LawArticle>,
}

choice! {
    /// Whether a law may be cited.
    pub enum LawStatus {
        /// In force.
        InForce = "in_force",
        /// In force, and known to have been changed since the version that was read.
        Amended = "amended",
        /// Replaced or ended: it cannot be cited.
        Repealed = "repealed",
    }
}

/// An article of a law, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawArticle {
    /// Its number.
    pub number: ArticleNumber,
    /// What it says, in a line.
    pub gist: LocalizedText,
}
