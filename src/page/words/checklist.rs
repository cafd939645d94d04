//! What a list of papers and a notice of missing papers say.

use super::Lang;
use crate::handbook::model::{Need, Submission, Supply, Way};

/// The fixed words of the list and of the notice.
#[derive(Debug)]
pub(in crate::page) struct Words {
    pub(in crate::page) no_papers: &'static str,
    pub(in crate::page) all_there: &'static str,
    pub(in crate::page) have: &'static str,
    pub(in crate::page) may_follow: &'static str,
    pub(in crate::page) may_stay: &'static str,
    pub(in crate::page) forms: &'static str,
    pub(in crate::page) by: &'static str,
    pub(in crate::page) one_case: &'static str,
    pub(in crate::page) the_notice: &'static str,
    pub(in crate::page) the_guide: &'static str,
    pub(in crate::page) title: &'static str,
    pub(in crate::page) draft: &'static str,
    pub(in crate::page) not_to_be_handed_out: &'static str,
    pub(in crate::page) case_is_open: &'static str,
    pub(in crate::page) nothing_to_tell: &'static str,
    pub(in crate::page) matter: &'static str,
    pub(in crate::page) case: &'static str,
    pub(in crate::page) window: &'static str,
    pub(in crate::page) received: &'static str,
    pub(in crate::page) handed_in: &'static str,
    pub(in crate::page) everything: &'static str,
    pub(in crate::page) counts: &'static str,
    pub(in crate::page) bring_where: &'static str,
    pub(in crate::page) bring_how: &'static str,
    pub(in crate::page) bring_by: &'static str,
    pub(in crate::page) told_by: &'static str,
    pub(in crate::page) own_rule: &'static str,
    pub(in crate::page) day_to_write: &'static str,
    pub(in crate::page) issued_by: &'static str,
    pub(in crate::page) seal: &'static str,
    pub(in crate::page) teller: &'static str,
    pub(in crate::page) post: &'static str,
    pub(in crate::page) taker: &'static str,
    pub(in crate::page) rule: &'static str,
    pub(in crate::page) day: &'static str,
}

static ZH: Words = Words {
    no_papers: "这种情形没有登记要带的材料。",
    all_there: "要带的都有了。",
    have: "已有",
    may_follow: "可以后补",
    may_stay: "可不带",
    forms: "空表",
    by: "最迟",
    one_case: "只看一种情形",
    the_notice: "打一次性告知单",
    the_guide: "怎么办",
    title: "一次性告知单",
    draft: "草稿",
    not_to_be_handed_out: "草稿，不能发出：材料清单还没有全部经本局确认。",
    case_is_open: "情形还没有说清，标「只在」的看情形要不要。",
    nothing_to_tell: "没有还缺的材料，不用发告知单。",
    matter: "事项",
    case: "情形",
    window: "收件处",
    received: "收到日期",
    handed_in: "已交",
    everything: "这是全部",
    counts: "原件、复印件",
    bring_where: "补交到",
    bring_how: "怎么交",
    bring_by: "补交期限",
    told_by: "最迟告知日",
    own_rule: "本局规定",
    day_to_write: "______年____月____日",
    issued_by: "告知机关",
    seal: "（盖章）",
    teller: "告知人签名",
    post: "岗位",
    taker: "领取人签名",
    rule: "____________",
    day: "日期",
};

static EN: Words = Words {
    no_papers: "No papers are named for this case.",
    all_there: "Everything that is needed is there.",
    have: "At hand",
    may_follow: "May follow later",
    may_stay: "Optional",
    forms: "blank form",
    by: "at the latest",
    one_case: "one case only",
    the_notice: "the slip of what is missing",
    the_guide: "how it is done",
    title: "Notice of everything missing",
    draft: "draft",
    not_to_be_handed_out: "Draft, not to be handed out: the bureau has not confirmed the whole list.",
    case_is_open: "The case is not settled: papers marked \"only if\" depend on it.",
    nothing_to_tell: "Nothing is missing: there is no notice to give.",
    matter: "Matter",
    case: "Case",
    window: "Handed in at",
    received: "Received on",
    handed_in: "Handed in",
    everything: "this is everything",
    counts: "Originals, copies",
    bring_where: "Bring to",
    bring_how: "How",
    bring_by: "Bring by",
    told_by: "To be told by",
    own_rule: "rule of this bureau",
    day_to_write: "____-__-__",
    issued_by: "Issued by",
    seal: " (seal)",
    teller: "Told by (signed)",
    post: "Post",
    taker: "Taken by (signed)",
    rule: "____________",
    day: "Date",
};

/// Returns the words of a language.
pub(in crate::page) fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Says how many papers are needed, and how many more may be.
pub(in crate::page) fn needed(count: usize, open: usize, lang: Lang) -> String {
    let more = match open {
        0 => String::new(),
        open => lang.pick(format!("；另有 {open} 样看情形"), format!("; {open} more by case")),
    };
    let papers = if count == 1 { "paper" } else { "papers" };
    lang.pick(
        format!("要带 {count} 样，按哪里来分{more}。"),
        format!("{count} {papers} to bring, by who issues them{more}."),
    )
}

/// Says how many papers are at hand, and how many are still missing.
pub(in crate::page) fn missing(count: usize, have: usize, lang: Lang) -> String {
    lang.pick(
        format!("已有 {have} 样，还缺 {count} 样。"),
        format!("{have} at hand, {count} still missing."),
    )
}

/// Heads the papers of a notice.
pub(in crate::page) fn missing_these(count: usize, lang: Lang) -> String {
    let papers = if count == 1 { "paper" } else { "papers" };
    lang.pick(format!("还缺以下 {count} 项"), format!("Missing: {count} {papers}"))
}

/// Says what happens to a paper at the window.
pub(in crate::page) fn submission(submission: Submission, lang: Lang) -> &'static str {
    match submission {
        Submission::Show => lang.pick("看过拿回", "shown"),
        Submission::HandIn => lang.pick("交上去", "handed in"),
        Submission::ShowAndCopy => lang.pick("看原件，留复印件", "original shown, copy kept"),
        Submission::Upload => lang.pick("网上传", "uploaded"),
    }
}

/// Says whether one may do without a paper, or bring it later.
pub(in crate::page) fn need(need: Need, lang: Lang) -> &'static str {
    match need {
        Need::Required => "",
        Need::Optional => lang.words().optional,
        Need::Deferrable => lang.words().deferrable,
    }
}

/// Says who supplies a paper, where nobody says who issues it.
pub(in crate::page) fn supply(supply: Option<Supply>, lang: Lang) -> &'static str {
    match supply {
        Some(Supply::Applicant) => lang.pick("自己准备", "Your own"),
        Some(Supply::Government) => lang.pick("政府部门", "Government offices"),
        Some(Supply::Intermediary) => lang.pick("中介机构", "Paid helpers"),
        Some(Supply::Other) | None => lang.pick("其他", "Others"),
    }
}

/// Names a way in which papers are handed in.
pub(in crate::page) fn way(way: Way, lang: Lang) -> &'static str {
    match way {
        Way::Window => lang.pick("窗口", "at the window"),
        Way::Online => lang.pick("网上", "online"),
        Way::SelfService => lang.pick("自助机", "at a machine"),
        Way::Post => lang.pick("邮寄", "by post"),
        Way::Agent => lang.pick("代办", "through an agent"),
    }
}
