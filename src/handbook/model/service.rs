//! What the office offers: fee, outcome, ways in, remedies.

use serde::Deserialize;

use super::{Citation, Claim, Standing, Validity, When};
use crate::handbook::value::{Fillable, Limit, LocalizedText, Money, Slug};

/// What a procedure costs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Whether anything is charged.
    pub charged: Fillable<bool>,
    /// The answer in a few words: 不收费 is written out.
    pub summary: LocalizedText,
    /// What the answer stands on.
    pub standing: Standing,
    /// The law behind the answer.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The single charges.
    #[serde(default)]
    pub items: Vec<FeeItem>,
    /// Whether it can be paid online.
    pub online_payment: Option<Fillable<bool>>,
}

/// A single charge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeItem {
    /// Its id within the guide.
    pub id: Slug,
    /// What is charged for.
    pub name: LocalizedText,
    /// The amount in yuan; left out where `standard` explains it.
    pub amount: Option<Fillable<Money>>,
    /// How the amount is found: per term, at most, by whose decision.
    pub rule: Option<Fillable<LocalizedText>>,
    /// Who need not pay, or less.
    pub waiver: Option<LocalizedText>,
    /// The law behind the waiver.
    #[serde(default)]
    pub waiver_basis: Vec<Citation>,
    /// What the charge stands on.
    pub standing: Standing,
    /// The law behind the charge.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it is charged.
    #[serde(default)]
    pub when: When,
    /// The days on which it is in force.
    #[serde(default)]
    pub valid: Validity,
}

/// What one gets in the end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The kind of result.
    pub kind: Option<OutcomeKind>,
    /// What it is: the certificate, the decision.
    pub text: LocalizedText,
    /// How long it is valid.
    pub validity: Option<Fillable<LocalizedText>>,
    /// By when it has to be renewed.
    pub renewal: Option<LocalizedText>,
    /// A picture or a copy of one.
    pub sample: Option<Fillable<String>>,
    /// How it reaches the applicant.
    #[serde(default)]
    pub delivery: Vec<Delivery>,
    /// What the statement stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
}

choice! {
    /// The kind of a result (办理结果类型).
    pub enum OutcomeKind {
        /// 证照.
        Certificate = "certificate",
        /// 批文.
        Reply = "reply",
        /// 其他.
        Other = "other",
    }
}

/// A way in which the result reaches the applicant (结果送达方式).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Its id within the guide.
    pub id: Slug,
    /// The way: at the window, by post.
    pub text: Fillable<LocalizedText>,
    /// How long it takes.
    pub limit: Option<Fillable<Limit>>,
}

/// Where and how to apply.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    /// Whom to go to first.
    pub apply_to: Option<Fillable<Claim>>,
    /// When to apply.
    pub apply_when: Option<Fillable<Claim>>,
    /// The windows.
    #[serde(default)]
    pub windows: Vec<Window>,
    /// Applying through the network.
    pub online: Option<Online>,
    /// The ways that are open.
    pub ways: Option<Fillable<Vec<Way>>>,
    /// How often one has to come (到办事现场次数).
    pub visits: Option<Fillable<u16>>,
    /// Why one has to come.
    pub visits_reason: Option<LocalizedText>,
    /// How to make an appointment.
    pub booking: Option<Fillable<LocalizedText>>,
    /// Whether it is handled in the service hall.
    pub hall: Option<Fillable<bool>>,
    /// Whether a machine handles it.
    pub kiosk: Option<Fillable<bool>>,
    /// Where else in the country it can be handled (通办范围).
    pub elsewhere: Option<Fillable<LocalizedText>>,
    /// How to see how far it is.
    pub progress: Option<Fillable<LocalizedText>>,
}

/// A window (办理地点).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Its id within the guide.
    pub id: Slug,
    /// Its name.
    pub title: LocalizedText,
    /// The office behind it.
    pub office: Option<Slug>,
    /// Where it is, to the door.
    pub address: Option<Fillable<LocalizedText>>,
    /// When it is open.
    pub hours: Option<Fillable<LocalizedText>>,
    /// What it is for.
    pub note: Option<LocalizedText>,
    /// The answers under which one goes there.
    #[serde(default)]
    pub when: When,
}

/// Applying through the network.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Online {
    /// Whether it is possible.
    pub available: Fillable<bool>,
    /// How far it goes (网办深度).
    pub depth: Option<Fillable<LocalizedText>>,
    /// The address.
    pub url: Option<Fillable<String>>,
    /// The address for a telephone.
    pub mobile: Option<Fillable<String>>,
    /// What to know.
    pub note: Option<LocalizedText>,
}

choice! {
    /// A way to apply (办理形式).
    pub enum Way {
        /// 窗口.
        Window = "window",
        /// 网上.
        Online = "online",
        /// 自助终端.
        SelfService = "self_service",
        /// 邮寄.
        Post = "post",
        /// 代办.
        Agent = "agent",
    }
}

/// What to do if refused, or if nothing happens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Its id within the guide.
    pub id: Slug,
    /// The remedy: 行政复议.
    pub title: LocalizedText,
    /// How it goes.
    pub text: LocalizedText,
    /// To whom one turns.
    pub to: Option<Slug>,
    /// Within which time.
    pub limit: Option<Limit>,
    /// The event from which the time is counted, in words.
    pub from: Option<LocalizedText>,
    /// What it stands on.
    pub standing: Standing,
    /// The law behind it.
    #[serde(default)]
    pub basis: Vec<Citation>,
    /// The answers under which it is open.
    #[serde(default)]
    pub when: When,
}

/// Whom to ask and where to complain, by their ids in `offices.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// Whom to ask (咨询方式).
    #[serde(default)]
    pub consult: Vec<Slug>,
    /// Where to complain (监督投诉方式).
    #[serde(default)]
    pub complain: Vec<Slug>,
}
