//! The words of the slip that hands a matter on.

use super::Lang;

/// The words of the slip in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the one place where its words stand")]
pub struct Slip {
    pub title: &'static str,
    pub matter: &'static str,
    pub date: &'static str,
    pub visitor: &'static str,
    pub visitor_room: &'static str,
    pub first_asked: &'static str,
    pub post_room: &'static str,
    pub handed_to: &'static str,
    pub office: &'static str,
    pub place: &'static str,
    pub signatures: &'static str,
    pub handed_by: &'static str,
    pub taken_by: &'static str,
    pub told: &'static str,
    pub sign_room: &'static str,
    pub model: &'static str,
}

impl Slip {
    /// Returns the words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: Slip = Slip {
    title: "首问责任 转办单",
    matter: "事项",
    date: "日期",
    visitor: "来问的人",
    visitor_room: "____________    电话 ____________",
    first_asked: "首问人",
    post_room: "科室、岗位 ____________",
    handed_to: "转到",
    office: "科室或部门",
    place: "在哪里",
    signatures: "签名",
    handed_by: "首问人",
    taken_by: "接办人",
    told: "来问的人已知道",
    sign_room: "____________    ____年____月____日",
    model: "这张单是范本，以本局的首问责任制为准。",
};

static EN: Slip = Slip {
    title: "Referral slip (首问责任 转办单)",
    matter: "Matter",
    date: "Date",
    visitor: "Asked by",
    visitor_room: "____________    telephone ____________",
    first_asked: "First asked",
    post_room: "department, post ____________",
    handed_to: "Handed to",
    office: "Office",
    place: "Where",
    signatures: "Signatures",
    handed_by: "First asked",
    taken_by: "Taken over by",
    told: "Visitor was told",
    sign_room: "____________    ____-__-__",
    model: "This slip is a model; the bureau's own rule on who is asked first decides.",
};
