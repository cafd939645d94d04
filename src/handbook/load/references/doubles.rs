//! Ids that stand twice in a list of a guide.

use std::collections::BTreeMap;

use super::super::diagnostic::Reason;
use super::super::path::{FieldPath, TOP, Trail};
use crate::handbook::model::Guide;
use crate::handbook::value::Slug;

/// The findings about one guide.
#[derive(Default)]
struct Doubles(Vec<(FieldPath, Reason)>);

impl Doubles {
    fn list<'g>(&mut self, path: &Trail<'_>, ids: impl Iterator<Item = &'g Slug>) {
        let mut seen = BTreeMap::new();
        for (index, id) in ids.enumerate() {
            if let Some(first) = seen.insert(id, index) {
                let first = path.index(first).path().to_string();
                let reason = Reason::DuplicateId { id: id.to_string(), first };
                self.0.push((path.index(index).key("id").path(), reason));
            }
        }
    }
}

/// Implements the walk through the lists at the top of a guide.
macro_rules! lists {
    ($doubles:ident, $guide:ident: $($name:ident)+) => {
        $($doubles.list(
            &TOP.key(stringify!($name)),
            $guide.$name.iter().map(|element| &element.id),
        );)+
    };
}

/// Returns the findings about a guide.
pub(super) fn of_guide(guide: &Guide) -> Vec<(FieldPath, Reason)> {
    let mut doubles = Doubles::default();
    lists!(doubles, guide: sources questions conditions refusals notes documents actors steps);
    lists!(doubles, guide: special_steps events clocks intermediaries remedies faq related);
    lists!(doubles, guide: sections revisions);
    let questions = TOP.key("questions");
    for (index, question) in guide.questions.iter().enumerate() {
        let path = questions.index(index);
        doubles.list(&path.key("answers"), question.answers.iter().map(|answer| &answer.id));
    }
    if let Some(fee) = &guide.fee {
        doubles.list(&TOP.key("fee").key("items"), fee.items.iter().map(|item| &item.id));
    }
    if let Some(outcome) = &guide.outcome {
        let ids = outcome.delivery.iter().map(|delivery| &delivery.id);
        doubles.list(&TOP.key("outcome").key("delivery"), ids);
    }
    if let Some(channels) = &guide.channels {
        let ids = channels.windows.iter().map(|window| &window.id);
        doubles.list(&TOP.key("channels").key("windows"), ids);
    }
    doubles.0
}
