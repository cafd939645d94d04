//! What a statement stands on.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::handbook::value::{ArticleNumber, Confirmation, Date, Fillable, LocalizedText, Slug};

/// On what a statement stands.
///
/// Written as one word (`law`, `reading`, `reported`, `template`, `local`), or as a mapping where
/// there is more to say: `{practice: [PLACE, …]}`, `{local: {by: OFFICE, date: DATE, …}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The cited law says so.
    Law,
    /// Official rules of the named places say so; it is not a national rule.
    Practice(Vec<LocalizedText>),
    /// Our inference from the cited law.
    Reading,
    /// A national rule read only second-hand: check with the bureau.
    Reported,
    /// A model text that a bureau adapts.
    Template,
    /// The bureau's own rule.
    Local(Option<Box<Confirmation>>),
}

/// The words of a standing, for messages.
const STANDINGS: &[&str] = &["law", "practice", "reading", "reported", "template", "local"];

impl Standing {
    /// Returns the word that stands for it in a file.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Practice(_) => "practice",
            Self::Reading => "reading",
            Self::Reported => "reported",
            Self::Template => "template",
            Self::Local(_) => "local",
        }
    }
}

impl<'de> Deserialize<'de> for Standing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StandingVisitor;
        impl<'de> Visitor<'de> for StandingVisitor {
            type Value = Standing;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("law, {practice: [PLACE]}, reading, reported, template or local")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Standing, E> {
                match text {
                    "law" => Ok(Standing::Law),
                    "reading" => Ok(Standing::Reading),
                    "reported" => Ok(Standing::Reported),
                    "template" => Ok(Standing::Template),
                    "local" => Ok(Standing::Local(None)),
                    "practice" => {
                        Err(E::custom("`practice` names its places: `{practice: [PLACE]}`"))
                    }
                    other => Err(E::unknown_variant(other, STANDINGS)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Standing, A::Error> {
                let standing = match map.next_key::<String>()?.as_deref() {
                    Some("practice") => Standing::Practice(map.next_value()?),
                    Some("local") => Standing::Local(Some(map.next_value()?)),
                    Some(other) => {
                        return Err(A::Error::unknown_field(other, &["practice", "local"]));
                    }
                    None => return Err(A::Error::invalid_length(0, &self)),
                };
                match map.next_key::<String>()? {
                    Some(other) => Err(A::Error::unknown_field(&other, &["practice", "local"])),
                    None => Ok(standing),
                }
            }
        }
        deserializer.deserialize_any(StandingVisitor)
    }
}

/// A reference to articles of a law of the register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The law.
    pub law: Slug,
    /// Its articles; empty for a paper that is cited as a whole.
    #[serde(default)]
    pub articles: Vec<ArticleNumber>,
    /// What the law does here: B3 number 8.
    pub role: Option<CitationRole>,
}

choice! {
    /// What a cited law does for a procedure (设定依据, 实施依据, 监管依据).
    pub enum CitationRole {
        /// It sets the procedure up.
        Set = "set",
        /// It says how the procedure runs.
        Implement = "implement",
        /// It says how the procedure is supervised.
        Supervise = "supervise",
    }
}

/// The answers under which something applies: question to the answers that fit.
///
/// Written `when: {question: answer}` or `when: {question: [answer, answer]}`; empty means always,
/// and several questions must all fit. The questions are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When(pub Vec<(Slug, Vec<Slug>)>);

impl FromIterator<(Slug, Vec<Slug>)> for When {
    fn from_iter<I: IntoIterator<Item = (Slug, Vec<Slug>)>>(answers: I) -> Self {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.sort_unstable();
        Self(answers)
    }
}

impl When {
    /// Returns the questions, each with the answers that fit.
    pub fn iter(&self) -> impl Iterator<Item = &(Slug, Vec<Slug>)> {
        self.0.iter()
    }

    /// Returns the answers to a question that fit, if it depends on them.
    pub fn get(&self, question: &Slug) -> Option<&[Slug]> {
        let (_, answers) = self.0.iter().find(|(asked, _)| asked == question)?;
        Some(answers)
    }

    /// Says whether it depends on a question.
    pub fn asks(&self, question: &Slug) -> bool {
        self.get(question).is_some()
    }

    /// Says whether it applies whatever the answers are.
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    /// Says whether no answers fit both.
    pub fn excludes(&self, other: &Self) -> bool {
        self.iter().any(|(question, answers)| {
            let others = other.get(question);
            others.is_some_and(|others| !answers.iter().any(|answer| others.contains(answer)))
        })
    }

    /// Says whether all answers that fit this one fit the other too.
    pub fn implies(&self, other: &Self) -> bool {
        other.iter().all(|(question, answers)| {
            let own = self.get(question);
            own.is_some_and(|own| own.iter().all(|answer| answers.contains(answer)))
        })
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WhenVisitor;
        impl<'de> Visitor<'de> for WhenVisitor {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping from question to answer")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<When, A::Error> {
                let mut answers = BTreeMap::new();
                while let Some(question) = map.next_key::<Slug>()? {
                    let AnyOf(fitting) = map.next_value()?;
                    if answers.insert(question.clone(), fitting).is_some() {
                        return Err(A::Error::custom(format!("duplicate field `{question}`")));
                    }
                }
                Ok(answers.into_iter().collect())
            }
        }
        deserializer.deserialize_map(WhenVisitor)
    }
}

/// One id, or a list of ids.
struct AnyOf(Vec<Slug>);

impl<'de> Deserialize<'de> for AnyOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyOfVisitor;
        impl<'de> Visitor<'de> for AnyOfVisitor {
            type Value = AnyOf;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer, or a list of answers")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<AnyOf, E> {
                text.parse().map(|answer| AnyOf(vec![answer])).map_err(E::custom)
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<AnyOf, A::Error> {
                let mut answers = Vec::new();
                while let Some(answer) = list.next_element()? {
                    answers.push(answer);
                }
                if answers.is_empty() {
                    return Err(A::Error::invalid_length(0, &self));
                }
                Ok(AnyOf(answers))
            }
        }
        deserializer.deserialize_any(AnyOfVisitor)
    }
}

/// The days between which something is in force; both ends included, either may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Validity {
    /// Says whether it is in force on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One statement with what it stands on, where a guide has room for exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The statement.
    pub text: LocalizedText,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
}

/// A statement in a list: a condition, a refusal, a note.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its id within the list.
    pub id: Slug,
    /// A word or two to find it by at a glance: 没有学位.
    pub label: Option<LocalizedText>,
    /// The statement in a few words, for the page that shows everything at once.
    pub short: Option<LocalizedText>,
    /// The statement.
    pub text: Fillable<LocalizedText>,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it applies.
    #[serde(default)]
    pub when: When,
    /// The days on which it is in force.
    #[serde(default)]
    pub valid: Validity,
}
