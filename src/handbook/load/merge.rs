//! Laying one tree over another, as a bureau's edition lies over the national one.
//!
//! Mappings merge field by field; lists whose elements have names merge by name; everything else,
//! and whatever is one value (a text in its languages, a blank, a standing, a `when`), is replaced
//! whole.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::diagnostic::Reason;
use super::path::FieldPath;
use crate::handbook::value::Language;

/// Fields whose mapping is one value.
const WHOLE: &[&str] = &["when", "standing", "valid", "in_force"];

/// Keys that make a mapping one value: blanks, confirmed values, standings.
const WHOLE_BY_KEY: &[&str] = &["local", "value", "practice"];

/// Names of fields that could be language tags.
const NOT_LANGUAGES: &[&str] = &["id", "by", "to", "law", "url", "why"];

/// The fields that tell an element of a list from the others: an article has a number, a year of
/// the calendar is its year.
const NAMES: &[&str] = &["id", "number", "year"];

/// What a merge did and could not do.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The fields that the upper tree changed, by their path in the merged tree.
    pub(super) changes: Vec<FieldPath>,
    /// What the upper tree asked for in vain, by its path in the upper tree.
    pub(super) findings: Vec<(FieldPath, Reason)>,
}

/// Where a merge is: elements of a list may stand at another place in each tree.
#[derive(Debug, Clone, Default)]
struct At {
    merged: FieldPath,
    upper: FieldPath,
}

impl At {
    fn key(&self, name: &str) -> Self {
        Self { merged: self.merged.key(name), upper: self.upper.key(name) }
    }

    fn index(&self, merged: usize, upper: usize) -> Self {
        Self { merged: self.merged.index(merged), upper: self.upper.index(upper) }
    }
}

/// Lays `upper` over `lower`.
pub(super) fn merge(lower: &mut Value, upper: Value) -> Merged {
    let mut merged = Merged::default();
    merged.lay(lower, upper, &At::default());
    merged
}

impl Merged {
    fn lay(&mut self, lower: &mut Value, upper: Value, at: &At) {
        match (lower, upper) {
            (Value::Mapping(lower), Value::Mapping(upper))
                if !is_whole(lower) && !is_whole(&upper) =>
            {
                self.lay_fields(lower, upper, at);
            }
            (Value::Sequence(lower), Value::Sequence(upper)) if has_names(&upper) => {
                self.lay_elements(lower, upper, at);
            }
            (lower, upper) => self.replace(lower, upper, at),
        }
    }

    fn replace(&mut self, lower: &mut Value, upper: Value, at: &At) {
        if *lower != upper {
            *lower = upper;
            self.changes.push(at.merged.clone());
        }
    }

    fn lay_fields(&mut self, lower: &mut Mapping, mut upper: Mapping, at: &At) {
        if let Some(lists) = upper.remove("remove") {
            self.remove(lower, &lists, at);
        }
        for (key, value) in upper {
            let at = at.key(&word_of(&key).unwrap_or_default());
            match lower.get_mut(&key) {
                Some(field) if key.as_str().is_some_and(|key| WHOLE.contains(&key)) => {
                    self.replace(field, value, &at);
                }
                Some(field) => self.lay(field, value, &at),
                None => {
                    lower.insert(key, value);
                    self.changes.push(at.merged);
                }
            }
        }
    }

    /// Drops the elements that `remove: {list: [names]}` names.
    fn remove(&mut self, lower: &mut Mapping, lists: &Value, at: &At) {
        let Some(lists) = lists.as_mapping() else {
            return self.refuse(at.upper.key("remove"), lists, "{LIST: [ID]}");
        };
        for (list, names) in lists {
            let list = word_of(list).unwrap_or_default();
            let asked = at.upper.key("remove").key(&list);
            let Some(names) = names.as_sequence() else {
                self.refuse(asked, names, "[ID]");
                continue;
            };
            for (place, name) in names.iter().filter_map(word_of).enumerate() {
                let elements = lower.get_mut(list.as_str()).and_then(Value::as_sequence_mut);
                if elements.is_some_and(|elements| drop_element(elements, &name)) {
                    self.changes.push(at.merged.key(&list));
                } else {
                    let reason = Reason::NoSuchElement { id: name };
                    self.findings.push((asked.index(place), reason));
                }
            }
        }
    }

    fn refuse(&mut self, path: FieldPath, found: &Value, expected: &str) {
        let (found, expected) = (super::parse::kind_of(found), expected.to_owned());
        self.findings.push((path, Reason::WrongType { found, expected }));
    }

    fn lay_elements(&mut self, lower: &mut Vec<Value>, upper: Vec<Value>, at: &At) {
        let mut seen: BTreeMap<String, FieldPath> = BTreeMap::new();
        for (own, mut element) in upper.into_iter().enumerate() {
            let path = at.upper.index(own);
            let after = take_after(&mut element);
            let name = name_of(&element).unwrap_or_default();
            if let Some(first) = seen.get(&name) {
                let path = path.key(name_field(&element).unwrap_or_default());
                let reason = Reason::DuplicateId { id: name, first: first.to_string() };
                self.findings.push((path, reason));
                continue;
            }
            seen.insert(name.clone(), path.clone());
            if let Some(place) = place_of(lower, &name)
                && let Some(same) = lower.get_mut(place)
            {
                self.lay(same, element, &at.index(place, own));
                continue;
            }
            let place = self.place_after(lower, after.as_ref(), &path);
            lower.insert(place, element);
            self.changes.push(at.merged.index(place));
        }
    }

    /// Returns where a new element goes: behind the one that `after` names, or last.
    fn place_after(&mut self, lower: &[Value], after: Option<&Value>, path: &FieldPath) -> usize {
        let Some(after) = after else { return lower.len() };
        let name = word_of(after).unwrap_or_default();
        if let Some(place) = place_of(lower, &name) {
            return place + 1;
        }
        self.findings.push((path.key("after"), Reason::NoSuchElement { id: name }));
        lower.len()
    }
}

fn place_of(list: &[Value], name: &str) -> Option<usize> {
    list.iter().position(|element| name_of(element).is_some_and(|other| other == name))
}

/// Takes the word out of an element that says behind which other it goes.
pub(super) fn take_after(element: &mut Value) -> Option<Value> {
    element.as_mapping_mut()?.remove("after")
}

fn drop_element(elements: &mut Vec<Value>, name: &str) -> bool {
    let before = elements.len();
    elements.retain(|element| name_of(element).is_none_or(|other| other != name));
    elements.len() < before
}

/// Says whether a mapping is one value: a text in its languages, a blank, a standing.
fn is_whole(mapping: &Mapping) -> bool {
    let has_key = mapping.keys().filter_map(Value::as_str).any(|key| WHOLE_BY_KEY.contains(&key));
    has_key || (!mapping.is_empty() && mapping.iter().all(|(tag, text)| is_text(tag, text)))
}

fn is_text(tag: &Value, text: &Value) -> bool {
    let is_language = |tag: &str| {
        let first = tag.split('-').next().unwrap_or_default();
        (2..=3).contains(&first.len())
            && !NOT_LANGUAGES.contains(&tag)
            && tag.parse::<Language>().is_ok()
    };
    text.is_string() && tag.as_str().is_some_and(is_language)
}

/// Says whether a list is merged by the names of its elements. An empty list has none: it replaces.
fn has_names(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(|element| name_of(element).is_some())
}

/// Returns what tells an element of a list from the others: its id, its number, or its year.
pub(super) fn name_of(element: &Value) -> Option<String> {
    word_of(element.get(name_field(element)?)?)
}

/// Returns the field that holds the name of an element.
pub(super) fn name_field(element: &Value) -> Option<&'static str> {
    let fields = element.as_mapping()?;
    NAMES.iter().copied().find(|&name| fields.get(name).is_some_and(|it| word_of(it).is_some()))
}

/// Returns a word or a number as it is written.
pub(super) fn word_of(value: &Value) -> Option<String> {
    match value {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(word) => Some(word.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(lower: &str, upper: &str, expected: &str) -> Merged {
        let mut tree: Value = serde_yaml::from_str(lower).unwrap();
        let merged = merge(&mut tree, serde_yaml::from_str(upper).unwrap());
        assert_eq!(tree, serde_yaml::from_str::<Value>(expected).unwrap());
        merged
    }

    #[test]
    fn fields_that_are_not_named_stay() {
        let merged = case("{a: 1, b: {c: 2, d: 3}}", "{b: {d: 4}}", "{a: 1, b: {c: 2, d: 4}}");
        assert_eq!(merged.changes, ["b.d".parse().unwrap()]);
    }

    #[test]
    fn lists_merge_by_id_and_new_ones_come_last_or_after() {
        case(
            "{l: [{id: a, x: 1}, {id: b}]}",
            "{l: [{id: a, x: 2}, {id: c}, {id: d, after: a}]}",
            "{l: [{id: a, x: 2}, {id: d}, {id: b}, {id: c}]}",
        );
    }

    #[test]
    fn elements_can_be_removed() {
        case("{l: [{id: a}, {id: b}]}", "{remove: {l: [a]}}", "{l: [{id: b}]}");
        let merged = case("{l: [{id: a}]}", "{remove: {l: [z]}}", "{l: [{id: a}]}");
        assert_eq!(merged.findings.len(), 1);
    }

    #[test]
    fn a_text_is_replaced_with_all_its_languages() {
        case("{t: {zh: 甲, en: a}}", "{t: {zh: 乙}}", "{t: {zh: 乙}}");
    }

    #[test]
    fn a_blank_is_filled_and_a_standing_replaced() {
        case("{t: {local: {known_by: x}}}", "{t: {zh: 乙}}", "{t: {zh: 乙}}");
        case("{standing: {practice: [甲]}}", "{standing: local}", "{standing: local}");
        case("{when: {a: b}}", "{when: {c: d}}", "{when: {c: d}}");
    }

    #[test]
    fn plain_lists_are_replaced() {
        case("{l: [a, b], m: [1]}", "{l: [c]}", "{l: [c], m: [1]}");
    }

    #[test]
    fn articles_merge_by_number_and_years_by_year() {
        case(
            "{articles: [{number: '1', gist: a}, {number: '2', gist: b}]}",
            "{articles: [{number: '2', gist: c}, {number: 1-2, gist: d, after: '1'}]}",
            "{articles: [{number: '1', gist: a}, {number: 1-2, gist: d}, {number: '2', gist: c}]}",
        );
        case("{y: [{year: 1, a: 1}]}", "{y: [{year: 1, b: 2}]}", "{y: [{year: 1, a: 1, b: 2}]}");
        case("{y: [{year: 1}, {year: 2}]}", "{remove: {y: [1]}}", "{y: [{year: 2}]}");
    }

    #[test]
    fn an_empty_list_empties() {
        let merged = case("{l: [{id: a}]}", "{l: []}", "{l: []}");
        assert_eq!(merged.changes, ["l".parse().unwrap()]);
        assert_eq!(case("{l: []}", "{l: []}", "{l: []}").changes, []);
    }

    #[test]
    fn what_stays_the_same_is_no_change() {
        let lower = "{id: a, l: [{id: b, x: 1, when: {q: r}}], t: {zh: 甲}}";
        assert_eq!(case(lower, lower, lower).changes, []);
        let merged = case(
            lower,
            "{id: a, l: [{id: b, x: 2}]}",
            "{id: a, l: [{id: b, x: 2, when: {q: r}}], t: {zh: 甲}}",
        );
        assert_eq!(merged.changes, ["l[0].x".parse().unwrap()]);
    }

    #[test]
    fn a_text_with_a_script_is_a_text() {
        case("{t: {zh: 甲, en: a}}", "{t: {zh-Hant: 乙}}", "{t: {zh-Hant: 乙}}");
        case("{t: {zh: 甲}}", "{t: {yue: 乙}}", "{t: {yue: 乙}}");
    }

    #[test]
    fn fields_with_short_names_are_no_languages() {
        case("{o: {available: local}}", "{o: {url: a}}", "{o: {available: local, url: a}}");
        case("{r: {id: a, to: b}}", "{r: {id: a, why: c}}", "{r: {id: a, to: b, why: c}}");
        case("{f: {summary: a, charged: b}}", "{f: {summary: c}}", "{f: {summary: c, charged: b}}");
    }

    #[track_caller]
    fn finds(lower: &str, upper: &str, path: &str) {
        let mut tree: Value = serde_yaml::from_str(lower).unwrap();
        let merged = merge(&mut tree, serde_yaml::from_str(upper).unwrap());
        let paths: Vec<String> = merged.findings.iter().map(|(path, _)| path.to_string()).collect();
        assert_eq!(paths, [path]);
    }

    #[test]
    fn what_is_asked_in_vain_is_found_where_it_was_asked() {
        finds("{l: [{id: a}]}", "{l: [{id: b, after: z}]}", "l[0].after");
        finds("{l: [{id: a}]}", "{remove: {l: [a, z]}}", "remove.l[1]");
        finds("{l: [{id: a}]}", "{remove: [a]}", "remove");
        finds("{l: [{id: a}]}", "{remove: {l: a}}", "remove.l");
        finds("{l: [{id: a}, {id: b}]}", "{l: [{id: b}, {id: b}]}", "l[1].id");
        finds("{l: [{id: a}, {id: b}]}", "{l: [{id: b, remove: {m: [c]}}]}", "l[0].remove.m[0]");
    }
}
