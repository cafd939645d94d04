//! Who does what, in which order.

use serde::Deserialize;

use super::{Citation, Standing, Validity, When};
use crate::handbook::value::{Fillable, Limit, LocalizedText, Slug};

/// Somebody who acts in a guide: a parent, a school, an office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Its id within the guide.
    pub id: Slug,
    /// The name: 转入学校.
    pub title: LocalizedText,
    /// The office of the dictionary that it is.
    pub office: Option<Slug>,
}

/// A step of a procedure (办理环节).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its id within the guide.
    pub id: Slug,
    /// Who acts.
    pub actor: Slug,
    /// What is done, the action first.
    pub text: LocalizedText,
    /// Where it is done.
    pub place: Option<Fillable<LocalizedText>>,
    /// The papers that are handed over, by their ids within the guide.
    #[serde(default)]
    pub needs: Vec<Slug>,
    /// How long it may take, where no clock of the guide says so.
    pub limit: Option<Fillable<Limit>>,
    /// The clock that runs during the step.
    pub clock: Option<Slug>,
    /// What the one who acts has to look at (审查标准).
    pub criteria: Option<LocalizedText>,
    /// What comes out of it.
    pub result: Option<LocalizedText>,
    /// The steps that follow; none means the next one of the list.
    #[serde(default)]
    pub next: Vec<Slug>,
    /// The step that follows if it fails: the loop back, or the refusal.
    pub otherwise: Option<Slug>,
    /// What the step stands on.
    pub standing: Standing,
    /// The law behind the step.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it happens.
    #[serde(default)]
    pub when: When,
    /// The days on which it is in force.
    #[serde(default)]
    pub valid: Validity,
}

/// A step beside the limit: a hearing, an inspection, an expert review (特别程序).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialStep {
    /// Its id within the guide.
    pub id: Slug,
    /// What it is.
    pub title: LocalizedText,
    /// What one should know of it.
    pub text: LocalizedText,
    /// How long it may take.
    pub limit: Option<Fillable<Limit>>,
    /// Whether its time counts in the limit, as the source says it.
    pub counts_in_limit: Option<bool>,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it happens.
    #[serde(default)]
    pub when: When,
}
