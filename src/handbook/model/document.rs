//! Papers: the shared dictionary, and their use in a guide.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::{Citation, Standing, Validity, When};
use crate::handbook::value::{Fillable, LocalizedText, Slug};

/// A paper that procedures ask for (`documents.yaml`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The id.
    pub id: Slug,
    /// The name: 户口簿, household booklet.
    pub name: LocalizedText,
    /// A shorter name for lists.
    pub short: Option<LocalizedText>,
    /// Other names that people use, in any language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is, for somebody who never saw one.
    pub what: Option<LocalizedText>,
    /// Who issues it.
    pub issuer: Option<Issuer>,
    /// What to look out for: endorsements, dates.
    pub note: Option<LocalizedText>,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
}

/// Who issues a paper: an office of the dictionary, or somebody described in words.
///
/// Written as the id of an office, or as a mapping from language to text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issuer {
    /// An office of `offices.yaml`.
    Office(Slug),
    /// The applicant, an employer, a landlord.
    Described(LocalizedText),
}

impl<'de> Deserialize<'de> for Issuer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IssuerVisitor;
        impl<'de> Visitor<'de> for IssuerVisitor {
            type Value = Issuer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id of an office, or a mapping from language to text")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Issuer, E> {
                text.parse().map(Issuer::Office).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Issuer, A::Error> {
                let text = serde::de::value::MapAccessDeserializer::new(map);
                LocalizedText::deserialize(text).map(Issuer::Described)
            }
        }
        deserializer.deserialize_any(IssuerVisitor)
    }
}

/// A paper as one guide asks for it (申请材料).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentUse {
    /// Its id within the guide; steps refer to it.
    pub id: Slug,
    /// The paper; left out where `any_of` gives a choice.
    pub document: Option<Slug>,
    /// Papers of which one is enough.
    #[serde(default)]
    pub any_of: Vec<Slug>,
    /// What the choice proves: 住房证明; or a name that replaces the dictionary's.
    pub title: Option<LocalizedText>,
    /// Whether it must be brought.
    pub need: Need,
    /// How many originals.
    pub originals: Option<Fillable<u16>>,
    /// How many copies.
    pub copies: Option<Fillable<u16>>,
    /// Whether it is shown or handed in.
    pub submission: Option<Fillable<Submission>>,
    /// Who supplies it.
    pub source: Option<Supply>,
    /// Who issues it, where it differs from the dictionary.
    pub issuer: Option<Issuer>,
    /// Paper or electronic.
    pub medium: Option<Fillable<Medium>>,
    /// The size of the sheet: A4.
    pub sheet: Option<Fillable<String>>,
    /// The blank form to fill in: a path below the handbook, or an address.
    pub blank_form: Option<Fillable<String>>,
    /// A filled-in example.
    pub sample: Option<Fillable<String>>,
    /// How to fill it in.
    pub fill_notes: Option<LocalizedText>,
    /// What makes it acceptable.
    pub acceptance: Option<LocalizedText>,
    /// The day by which a deferrable paper must follow.
    pub due: Option<Fillable<LocalizedText>>,
    /// Whether a written promise may replace it (告知承诺).
    pub commitment: Option<Fillable<bool>>,
    /// Whether the office has it from another office (共享免提交).
    pub shared: Option<Fillable<bool>>,
    /// What else to know about it here.
    pub note: Option<LocalizedText>,
    /// What the demand stands on.
    pub standing: Standing,
    /// The law behind the demand.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it is needed.
    #[serde(default)]
    pub when: When,
    /// The days on which the demand is in force.
    #[serde(default)]
    pub valid: Validity,
}

impl DocumentUse {
    /// Returns every paper that it names.
    pub fn documents(&self) -> impl Iterator<Item = &Slug> {
        self.document.iter().chain(&self.any_of)
    }
}

choice! {
    /// Whether a paper must be brought (材料必要性).
    pub enum Need {
        /// 必要.
        Required = "required",
        /// 非必要.
        Optional = "optional",
        /// 容缺后补.
        Deferrable = "deferrable",
    }
}

choice! {
    /// What happens to a paper at the window.
    pub enum Submission {
        /// It is shown and taken home.
        Show = "show",
        /// It stays with the office.
        HandIn = "hand_in",
        /// The original is shown, a copy stays.
        ShowAndCopy = "show_and_copy",
        /// It is sent through the system.
        Upload = "upload",
    }
}

choice! {
    /// Who supplies a paper (来源渠道).
    pub enum Supply {
        /// 申请人自备.
        Applicant = "applicant",
        /// 政府部门核发.
        Government = "government",
        /// 中介或法定机构.
        Intermediary = "intermediary",
        /// 其他.
        Other = "other",
    }
}

choice! {
    /// The form of a paper (材料形式).
    pub enum Medium {
        /// 纸质.
        Paper = "paper",
        /// 电子.
        Electronic = "electronic",
        /// Either.
        Both = "both",
    }
}

/// A paid helper that a law provides for (中介服务).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intermediary {
    /// Its id within the guide.
    pub id: Slug,
    /// What it does.
    pub name: LocalizedText,
    /// Who pays it.
    pub payer: Option<Fillable<LocalizedText>>,
    /// What the demand stands on.
    pub standing: Standing,
    /// The law behind the demand.
    #[serde(default)]
    pub basis: Vec<Citation>,
}
