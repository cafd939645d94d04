//! A guide: one procedure from the question to the remedy.

use serde::Deserialize;

use super::{
    Actor, Channels, Citation, Clock, Contacts, DocumentUse, Event, Fee, Intermediary, NoticeDuty,
    Outcome, Remedy, SpecialStep, Standing, Statement, Step, TimeSummary, Validity, When,
};
use crate::handbook::value::{Date, Fillable, LocalizedText, Slug};

/// A procedure of the bureau (办事指南), one file of `procedures/`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The id, equal to the name of its file.
    pub id: Slug,
    /// The title: 学生转学.
    pub title: LocalizedText,
    /// What the title leaves open: 小学、初中.
    pub scope: Option<LocalizedText>,
    /// Other names that people use, in any language.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One sentence: what it is for.
    pub summary: LocalizedText,
    /// The kind of procedure.
    pub kind: Kind,
    /// Whether it is done while one waits.
    pub case_type: Option<CaseType>,
    /// Who may apply.
    #[serde(default)]
    pub audience: Vec<Audience>,
    /// The office that is responsible.
    pub office: Slug,
    /// Where the office has its power from.
    pub power_source: Option<PowerSource>,
    /// The level of government that exercises it.
    #[serde(default)]
    pub level: Vec<Level>,
    /// The codes of the item lists.
    pub codes: Option<Codes>,
    /// The guide whose variant this one is (主项); a search prefers it where nothing sets this one apart.
    pub parent: Option<Slug>,
    /// What kind of variant it is: 新设, 变更, 延续, 注销.
    pub variant: Option<LocalizedText>,
    /// The office that entrusted the work.
    pub entrusted_by: Option<LocalizedText>,
    /// The offices that take part.
    #[serde(default)]
    pub joint_with: Vec<Slug>,
    /// How far the responsibility reaches (适用范围, 权限划分).
    pub responsibility: Option<LocalizedText>,
    /// The subjects it is filed under: 升学.
    #[serde(default)]
    pub topics: Vec<LocalizedText>,
    /// Whether it is in force.
    pub status: Status,
    /// The days on which the guide is in force.
    #[serde(default)]
    pub valid: Validity,
    /// The edition of this guide.
    pub edition: Option<String>,
    /// The post that keeps the guide.
    pub maintainer: Option<Slug>,
    /// The day on which every statement was last compared with its source.
    pub checked_on: Date,
    /// Where the statements were read.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The laws that set the procedure up.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// What distinguishes one applicant's case from another's (情形).
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What must be fulfilled.
    #[serde(default)]
    pub conditions: Vec<Statement>,
    /// When it is refused.
    #[serde(default)]
    pub refusals: Vec<Statement>,
    /// What else one should know before starting (注意事项).
    #[serde(default)]
    pub notes: Vec<Statement>,
    /// How many may be granted (数量限制).
    pub quota: Option<Fillable<LocalizedText>>,
    /// The papers to bring.
    #[serde(default)]
    pub documents: Vec<DocumentUse>,
    /// The people and offices that act in the steps.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// The steps, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Hearings, inspections and expert reviews that the limit does not count.
    #[serde(default)]
    pub special_steps: Vec<SpecialStep>,
    /// The time in a sentence, and what the bureau promises.
    pub time: Option<TimeSummary>,
    /// What starts the clocks.
    #[serde(default)]
    pub events: Vec<Event>,
    /// The time limits.
    #[serde(default)]
    pub clocks: Vec<Clock>,
    /// Whether the office must say by a certain day what is missing.
    pub notice: Option<NoticeDuty>,
    /// What it costs.
    pub fee: Option<Fee>,
    /// What one gets.
    pub outcome: Option<Outcome>,
    /// Where and how to apply.
    pub channels: Option<Channels>,
    /// Paid helpers that the law provides for (中介服务).
    #[serde(default)]
    pub intermediaries: Vec<Intermediary>,
    /// What to do if refused.
    #[serde(default)]
    pub remedies: Vec<Remedy>,
    /// Whom to ask and where to complain.
    pub contacts: Option<Contacts>,
    /// Questions that people ask.
    #[serde(default)]
    pub faq: Vec<Faq>,
    /// Guides that lead on from here.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Sections of its own: history, common mistakes, a letter with blanks.
    #[serde(default)]
    pub sections: Vec<FreeSection>,
    /// What changed in the guide, newest first.
    #[serde(default)]
    pub revisions: Vec<Revision>,
    /// How the guide was made public.
    pub publication: Option<Publication>,
    /// Rules of `guide check` that this guide is excused from.
    #[serde(default)]
    pub allow: Vec<Allowance>,
}

choice! {
    /// The kind of a procedure (事项类型).
    pub enum Kind {
        /// 行政许可.
        Licence = "licence",
        /// 行政确认.
        Confirmation = "confirmation",
        /// 行政给付.
        Payment = "payment",
        /// 行政奖励.
        Award = "award",
        /// 行政裁决.
        Ruling = "ruling",
        /// 其他行政权力.
        OtherPower = "other_power",
        /// 公共服务.
        PublicService = "public_service",
        /// An entry page or a collection of rules, with nothing to apply for.
        Information = "information",
    }
}

choice! {
    /// How long one waits (办件类型).
    pub enum CaseType {
        /// 即办件.
        Instant = "instant",
        /// 承诺件.
        Promised = "promised",
    }
}

choice! {
    /// Who may apply (服务对象).
    pub enum Audience {
        /// 自然人.
        NaturalPerson = "natural_person",
        /// 企业法人.
        Enterprise = "enterprise",
        /// 事业法人.
        Institution = "institution",
        /// 社会组织法人.
        SocialOrganisation = "social_organisation",
        /// 其他组织.
        Other = "other",
    }
}

choice! {
    /// Where an office has its power from (权力来源).
    pub enum PowerSource {
        /// 法定本级行使.
        Statutory = "statutory",
        /// 授权.
        Delegated = "delegated",
        /// 委托.
        Entrusted = "entrusted",
    }
}

choice! {
    /// A level of government (行使层级).
    pub enum Level {
        /// 国家级.
        State = "state",
        /// 省级.
        Province = "province",
        /// 市级.
        City = "city",
        /// 县级.
        County = "county",
        /// 乡镇级.
        Township = "township",
        /// 村级.
        Village = "village",
    }
}

choice! {
    /// Whether a procedure is in force (事项状态).
    pub enum Status {
        /// 在用.
        InForce = "in_force",
        /// 暂停.
        Suspended = "suspended",
        /// 取消.
        Cancelled = "cancelled",
        /// Not yet published.
        Draft = "draft",
    }
}

/// Codes of the national item lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// 基本编码.
    pub catalogue: Option<Fillable<String>>,
    /// 实施编码.
    pub task: Option<Fillable<String>>,
}

/// Where statements were read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id within the guide.
    pub id: Slug,
    /// What it is.
    pub title: LocalizedText,
    /// Its address.
    pub url: Option<String>,
    /// The day on which it was read.
    pub read_on: Option<Date>,
}

/// A question whose answer changes what applies (情形).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id within the guide.
    pub id: Slug,
    /// The question.
    pub question: LocalizedText,
    /// Why it is asked.
    pub why: Option<LocalizedText>,
    /// The answers to choose from.
    pub answers: Vec<Answer>,
    /// The answer that the page assumes until it is told otherwise.
    pub default: Option<Slug>,
    /// The answers to other questions under which it is asked.
    #[serde(default)]
    pub when: When,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its id within the guide.
    pub id: Slug,
    /// The answer: 搬家没迁户口.
    pub title: LocalizedText,
    /// Other words for it, in any language: 搬家.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What is different in this case, in a sentence.
    pub note: Option<LocalizedText>,
}

/// A question that people ask, with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faq {
    /// Its id within the guide.
    pub id: Slug,
    /// The question in people's own words.
    pub question: LocalizedText,
    /// The answer.
    pub answer: LocalizedText,
    /// What the answer stands on.
    pub standing: Standing,
    /// The law behind the answer.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it is of interest.
    #[serde(default)]
    pub when: When,
}

/// A guide that leads on from here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// The other guide.
    pub id: Slug,
    /// Why one would go there.
    pub why: Option<LocalizedText>,
}

/// A section that only this guide has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreeSection {
    /// Its id within the guide, different from those of the fixed sections.
    pub id: Slug,
    /// Its heading.
    pub heading: LocalizedText,
    /// Its text; an empty line separates paragraphs.
    pub text: LocalizedText,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The days on which it is in force.
    #[serde(default)]
    pub valid: Validity,
}

/// A change of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Its id within the guide.
    pub id: Slug,
    /// The day of the change.
    pub date: Date,
    /// What changed.
    pub text: LocalizedText,
}

/// How a guide was made public (公示程序): posts, never names of people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The post that wrote it.
    pub drafted_by: Option<Fillable<Slug>>,
    /// The post that reviewed it.
    pub reviewed_by: Option<Fillable<Slug>>,
    /// The post that made the secrecy review.
    pub secrecy_checked_by: Option<Fillable<Slug>>,
    /// The post that approved it.
    pub approved_by: Option<Fillable<Slug>>,
    /// The day it was published.
    pub published_on: Option<Fillable<Date>>,
    /// Where it was published.
    #[serde(default)]
    pub places: Vec<LocalizedText>,
    /// How it is renewed.
    pub rhythm: Option<Rhythm>,
    /// How often it is renewed, in days.
    pub every_days: Option<u16>,
    /// The number in the register of published papers.
    pub file_number: Option<Fillable<String>>,
    /// The item of the openness catalogue that it fulfils.
    pub catalogue_entry: Option<Slug>,
}

choice! {
    /// How published contents are renewed.
    pub enum Rhythm {
        /// Regularly.
        Regular = "regular",
        /// Stage by stage.
        Staged = "staged",
        /// Once, at the time.
        Once = "once",
    }
}

/// A rule of `guide check` that is silenced, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The name of the rule.
    pub rule: Slug,
    /// Why the rule does not fit here.
    pub reason: LocalizedText,
}
