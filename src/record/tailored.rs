//! What of a guide applies to a case, and what is in force.
//!
//! Every element with a `when` says whether it applies, every element with a `valid` whether it is
//! in force; one without them does so always.

use serde_json::{Map, Value, json};

use crate::handbook::model::{Guide, Validity, When};
use crate::page::Desk;
use crate::tailor::{Applies, Case, Inquiry};

/// Writes into the fields of a guide what applies, and what is still undecided.
pub(super) fn mark(fields: &mut Map<String, Value>, desk: &Desk<'_>, guide: &Guide, case: &Case) {
    fields.insert("on".to_owned(), json!(desk.day().map(|day| day.to_string())));
    fields.insert("in_force".to_owned(), json!(desk.holds(&guide.valid)));
    fields.insert("undecided".to_owned(), undecided(desk, guide, case));
    let marker = Marker { desk, case };
    let always = Validity::default();
    for (name, list) in
        [("conditions", &guide.conditions), ("refusals", &guide.refusals), ("notes", &guide.notes)]
    {
        marker.each(fields.get_mut(name), list.iter().map(|one| (&one.when, &one.valid)));
    }
    let mut each = |name: &str, conditions: Vec<(&When, &Validity)>| {
        marker.each(fields.get_mut(name), conditions.into_iter());
    };
    each("questions", guide.questions.iter().map(|one| (&one.when, &always)).collect());
    each("documents", guide.documents.iter().map(|one| (&one.when, &one.valid)).collect());
    each("steps", guide.steps.iter().map(|one| (&one.when, &one.valid)).collect());
    each("special_steps", guide.special_steps.iter().map(|one| (&one.when, &always)).collect());
    each("clocks", guide.clocks.iter().map(|one| (&one.when, &one.valid)).collect());
    each("remedies", guide.remedies.iter().map(|one| (&one.when, &always)).collect());
    each("faq", guide.faq.iter().map(|one| (&one.when, &always)).collect());
    let anytime = When::default();
    each("sections", guide.sections.iter().map(|one| (&anytime, &one.valid)).collect());
    let items = guide.fee.iter().flat_map(|fee| &fee.items).map(|one| (&one.when, &one.valid));
    marker.each(fields.get_mut("fee").and_then(|fee| fee.get_mut("items")), items);
    let windows = guide.channels.iter().flat_map(|channels| &channels.windows);
    let windows = windows.map(|one| (&one.when, &always));
    marker.each(fields.get_mut("channels").and_then(|one| one.get_mut("windows")), windows);
    if let (Some(notice), Some(value)) = (&guide.notice, fields.get_mut("notice")) {
        marker.one(value, &notice.when, &always);
    }
}

/// Returns the ids of the open questions whose answer changes something.
fn undecided(desk: &Desk<'_>, guide: &Guide, case: &Case) -> Value {
    let inquiry = Inquiry::new(guide, |valid| desk.holds(valid));
    inquiry.worth_asking(case).into_iter().map(|question| json!(question.id.as_str())).collect()
}

struct Marker<'v, 'a> {
    desk: &'v Desk<'a>,
    case: &'v Case,
}

impl Marker<'_, '_> {
    /// Marks the elements of a list, which are in the order of the model.
    fn each<'m>(
        &self,
        list: Option<&mut Value>,
        conditions: impl Iterator<Item = (&'m When, &'m Validity)>,
    ) {
        let elements = list.and_then(Value::as_array_mut).into_iter().flatten();
        for (element, (when, valid)) in elements.zip(conditions) {
            self.one(element, when, valid);
        }
    }

    fn one(&self, element: &mut Value, when: &When, valid: &Validity) {
        let Value::Object(fields) = element else { return };
        if !when.is_always() {
            fields.insert("applies".to_owned(), applies(self.case.applies(when)));
        }
        if *valid != Validity::default() {
            fields.insert("in_force".to_owned(), json!(self.desk.holds(valid)));
        }
    }
}

fn applies(applies: Applies) -> Value {
    match applies {
        Applies::Yes => json!(true),
        Applies::No => json!(false),
        Applies::Open => json!("undecided"),
    }
}
