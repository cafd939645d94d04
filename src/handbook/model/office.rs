//! Offices, contacts, promises, boards and the openness catalogue (`offices.yaml`).

use serde::Deserialize;

use super::{Citation, Filed, Standing, Statement, Validity};
use crate::handbook::value::{Date, Fillable, LocalizedText, Phone, Slug};

/// Everything that `offices.yaml` holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offices {
    /// What the bureau says of itself.
    pub bureau: Option<BureauProfile>,
    /// Departments, windows, and bodies outside the bureau, by id.
    pub offices: Vec<Filed<Office>>,
    /// Telephone lines and boxes, by id.
    pub contacts: Vec<Filed<Contact>>,
    /// Service promises.
    pub promises: Vec<Promise>,
    /// Goals of the year.
    pub goals: Vec<Goal>,
    /// Notice boards.
    pub boards: Vec<Board>,
    /// The openness catalogue.
    pub catalogue: Vec<CatalogueEntry>,
}

/// The bureau's own profile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BureauProfile {
    /// What the bureau is for.
    #[serde(default)]
    pub duties: Vec<Statement>,
    /// Where it is.
    pub address: Option<Fillable<LocalizedText>>,
    /// When it is open.
    pub hours: Option<Fillable<LocalizedText>>,
    /// Its website.
    pub website: Option<Fillable<String>>,
}

/// A department, a window, or a body that people are sent to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The id.
    pub id: Slug,
    /// The name: 普教科.
    pub name: LocalizedText,
    /// What it is.
    pub kind: OfficeKind,
    /// Other names that people use, in any language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The matters that people bring, in their own words: 居住证.
    #[serde(default)]
    pub matters: Vec<String>,
    /// What it does.
    #[serde(default)]
    pub duties: Vec<LocalizedText>,
    /// The office above it.
    pub parent: Option<Slug>,
    /// The room.
    pub room: Option<Fillable<LocalizedText>>,
    /// The address, to the door.
    pub address: Option<Fillable<LocalizedText>>,
    /// When it is open.
    pub hours: Option<Fillable<LocalizedText>>,
    /// Its telephone.
    pub phone: Option<Fillable<Phone>>,
    /// The post that answers (A 岗).
    pub post: Option<Fillable<LocalizedText>>,
    /// The post that answers when the first is away (B 岗).
    pub backup_post: Option<Fillable<LocalizedText>>,
    /// The day on which the posts were last confirmed.
    pub posts_checked_on: Option<Fillable<Date>>,
    /// What the first person asked has to do (首问责任).
    pub first_asked: Option<LocalizedText>,
    /// What the statement stands on.
    pub standing: Standing,
    /// The law behind its responsibility.
    #[serde(default)]
    pub basis: Vec<Citation>,
}

choice! {
    /// What an office is.
    pub enum OfficeKind {
        /// The bureau as a whole.
        Bureau = "bureau",
        /// A department of the bureau.
        Department = "department",
        /// A window where people are served.
        Window = "window",
        /// A school.
        School = "school",
        /// A body outside the bureau.
        Outside = "outside",
    }
}

/// A telephone line, a mailbox, a suggestion box.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The id.
    pub id: Slug,
    /// The name.
    pub name: LocalizedText,
    /// What it is for.
    pub purpose: Vec<ContactPurpose>,
    /// The number.
    pub phone: Option<Fillable<Phone>>,
    /// The place, for a box.
    pub place: Option<Fillable<LocalizedText>>,
    /// When somebody answers, or how often the box is opened.
    pub hours: Option<Fillable<LocalizedText>>,
    /// The office that answers.
    pub answered_by: Option<Slug>,
    /// The day on which it was last tried.
    pub verified_on: Option<Date>,
    /// What to know.
    pub note: Option<LocalizedText>,
    /// What the entry stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
}

choice! {
    /// What a contact is for.
    pub enum ContactPurpose {
        /// 咨询.
        Consult = "consult",
        /// 监督.
        Supervise = "supervise",
        /// 投诉.
        Complain = "complain",
        /// 建议.
        Suggest = "suggest",
    }
}

/// A service promise (承诺).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The id.
    pub id: Slug,
    /// The promise.
    pub text: LocalizedText,
    /// What it is about.
    pub topic: Option<LocalizedText>,
    /// The guides that it touches.
    #[serde(default)]
    pub guides: Vec<Slug>,
    /// Where to complain if it is broken.
    #[serde(default)]
    pub complain: Vec<Slug>,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The days on which it holds.
    #[serde(default)]
    pub valid: Validity,
}

/// A goal of the year (年度工作目标).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The id.
    pub id: Slug,
    /// The year.
    pub year: u16,
    /// The goal.
    pub text: Fillable<LocalizedText>,
    /// How one can see that it is reached.
    pub measure: Option<Fillable<LocalizedText>>,
    /// The office that answers for it.
    pub office: Option<Slug>,
    /// How far it is.
    pub state: Option<Fillable<LocalizedText>>,
}

/// A notice board (政务公开栏).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// The id.
    pub id: Slug,
    /// Its name.
    pub title: LocalizedText,
    /// The office that owns it.
    pub office: Slug,
    /// Where it hangs.
    pub place: Option<Fillable<LocalizedText>>,
    /// The guides on it.
    #[serde(default)]
    pub guides: Vec<Slug>,
    /// How often it is renewed, in days.
    pub every_days: Option<u16>,
    /// The day of the last posting.
    pub posted_on: Option<Fillable<Date>>,
}

/// A row of the openness catalogue, with the ministry's columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// The id.
    pub id: Slug,
    /// 一级事项.
    pub group: LocalizedText,
    /// 二级事项.
    pub item: LocalizedText,
    /// 公开内容要素.
    pub contents: LocalizedText,
    /// 公开依据.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// 公开时限.
    pub time_limit: Option<LocalizedText>,
    /// 公开主体.
    pub duty_holder: Option<Fillable<LocalizedText>>,
    /// 公开渠道和载体.
    #[serde(default)]
    pub channels: Vec<LocalizedText>,
    /// 公开对象.
    pub audience: Option<LocalizedText>,
    /// 公开方式.
    pub manner: Option<LocalizedText>,
    /// 公开层级.
    pub level: Option<LocalizedText>,
    /// The guides that fulfil it.
    #[serde(default)]
    pub guides: Vec<Slug>,
    /// What the row stands on.
    pub standing: Standing,
}
