//! Two searches that know nothing of language, for comparison.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use guide::handbook::pack::Pack;
use guide::page::Desk;
use guide::page::words::Lang;
use guide::record::{self, Languages};
use guide::tailor::Case;
use serde_json::Value;

use super::questions::{Name, Question};

/// The texts of all guides.
pub(crate) struct Texts {
    guides: Vec<Text>,
}

/// What stands in a guide: its title and other names, and everything.
struct Text {
    id: String,
    names: Vec<String>,
    all: String,
}

impl Texts {
    /// Takes the texts of a handbook, in both languages and in small letters.
    pub(crate) fn of(pack: &Pack<'_>) -> Self {
        let desk = Desk::new(*pack, Lang::Zh).unwrap();
        let table = pack.guides().unwrap();
        let text = |at: usize| {
            let guide = table.get(at).unwrap();
            let case = Case::assumed(&guide.value);
            let record = record::guide(&desk, &guide, &case, &[], Languages::All).unwrap();
            let mut names = strings(&record["title"]);
            names.extend(strings(&record["aliases"]));
            Text { id: guide.value.id.to_string(), names, all: strings(&record).join("\n") }
        };
        Self { guides: (0..table.len()).map(text).collect() }
    }

    /// Returns the guides in which the letters of a question stand in order, as fuzzy-matcher
    /// ranks them.
    pub(crate) fn in_order(&self, question: &Question) -> Vec<Name> {
        let (matcher, query) = (SkimMatcherV2::default(), question.query.to_lowercase());
        let best = |text: &Text| {
            let texts = text.names.iter().chain([&text.all]);
            texts.filter_map(|text| matcher.fuzzy_match(text, &query)).max()
        };
        self.ranked(|text| best(text).map(Reverse))
    }

    /// Returns the guides in which a question stands word for word: in a name first, then in
    /// their order.
    pub(crate) fn containing(&self, question: &Question) -> Vec<Name> {
        let query = question.query.to_lowercase();
        self.ranked(|text| {
            let is_in_name = text.names.iter().any(|name| name.contains(&query));
            if is_in_name { Some(0) } else { text.all.contains(&query).then_some(1) }
        })
    }

    fn ranked<K: Ord>(&self, key: impl Fn(&Text) -> Option<K>) -> Vec<Name> {
        let mut found: Vec<_> =
            self.guides.iter().filter_map(|text| Some((key(text)?, &text.id))).collect();
        found.sort();
        found.into_iter().map(|(_, id)| (id.clone(), String::new())).collect()
    }
}

/// Returns every text in a value, in small letters.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.to_lowercase()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.values().flat_map(strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
