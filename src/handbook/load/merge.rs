//! Laying one tree over another, as a bureau's edition lies over the national one.
//!
//! Mappings merge field by field; lists whose elements have ids merge by id; everything else, and
//! whatever is one value (a text in its languages, a blank, a standing, a `when`), is replaced whole.

use serde_yaml::{Mapping, Value};

use super::diagnostic::Reason;
use super::path::FieldPath;

/// Fields whose mapping is one value.
const WHOLE: &[&str] = &["when", "standing", "valid", "in_force"];

/// Keys that make a mapping one value: blanks, confirmed values, standings.
const WHOLE_BY_KEY: &[&str] = &["local", "value", "practice"];

/// What a merge did and could not do.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The fields that the upper tree changed, by their path in the merged tree.
    pub(super) changes: Vec<FieldPath>,
    /// What the upper tree asked for in vain.
    pub(super) findings: Vec<(FieldPath, Reason)>,
}

/// Lays `upper` over `lower`.
pub(super) fn merge(lower: &mut Value, upper: Value, merged: &mut Merged) {
    merge_at(lower, upper, &FieldPath::default(), merged);
}

fn merge_at(lower: &mut Value, upper: Value, path: &FieldPath, merged: &mut Merged) {
    match (lower, upper) {
        (Value::Mapping(lower), Value::Mapping(upper)) if !is_whole(lower) && !is_whole(&upper) => {
            merge_fields(lower, upper, path, merged);
        }
        (Value::Sequence(lower), Value::Sequence(upper))
            if upper.iter().all(|e| id_of(e).is_some()) =>
        {
            merge_elements(lower, upper, path, merged);
        }
        (lower, upper) => {
            *lower = upper;
            merged.changes.push(path.clone());
        }
    }
}

fn merge_fields(lower: &mut Mapping, mut upper: Mapping, path: &FieldPath, merged: &mut Merged) {
    if let Some(Value::Mapping(lists)) = upper.remove("remove") {
        remove_elements(lower, &lists, path, merged);
    }
    for (key, value) in upper {
        let Some(name) = key.as_str().map(str::to_owned) else { continue };
        let path = path.key(&name);
        match lower.get_mut(name.as_str()) {
            Some(field) if !WHOLE.contains(&name.as_str()) => merge_at(field, value, &path, merged),
            _ => {
                lower.insert(key, value);
                merged.changes.push(path);
            }
        }
    }
}

/// Drops the elements that `remove: {list: [ids]}` names.
fn remove_elements(lower: &mut Mapping, lists: &Mapping, path: &FieldPath, merged: &mut Merged) {
    for (list, ids) in lists {
        let name = list.as_str().unwrap_or_default();
        let asked = path.key("remove").key(name);
        for id in ids.as_sequence().into_iter().flatten().filter_map(Value::as_str) {
            let elements = lower.get_mut(name).and_then(Value::as_sequence_mut);
            let before = elements.as_ref().map_or(0, |elements| elements.len());
            let after = elements.map_or(0, |elements| {
                elements.retain(|element| id_of(element) != Some(id));
                elements.len()
            });
            if before == after {
                merged.findings.push((asked.clone(), Reason::NoSuchElement { id: id.to_owned() }));
            } else {
                merged.changes.push(path.key(name));
            }
        }
    }
}

fn merge_elements(
    lower: &mut Vec<Value>,
    upper: Vec<Value>,
    path: &FieldPath,
    merged: &mut Merged,
) {
    for mut element in upper {
        let after = element.as_mapping_mut().and_then(|fields| fields.remove("after"));
        let id = id_of(&element).unwrap_or_default().to_owned();
        let place = lower.iter().position(|other| id_of(other) == Some(id.as_str()));
        if let Some((place, same)) = place.and_then(|at| lower.get_mut(at).map(|same| (at, same))) {
            merge_at(same, element, &path.index(place), merged);
            continue;
        }
        let place = match after.as_ref().and_then(Value::as_str) {
            Some(after) => match lower.iter().position(|other| id_of(other) == Some(after)) {
                Some(place) => place + 1,
                None => {
                    let reason = Reason::NoSuchElement { id: after.to_owned() };
                    merged.findings.push((path.clone(), reason));
                    lower.len()
                }
            },
            None => lower.len(),
        };
        lower.insert(place, element);
        merged.changes.push(path.index(place));
    }
}

/// Says whether a mapping is one value: a text in its languages, a blank, a standing.
fn is_whole(mapping: &Mapping) -> bool {
    let is_language = |key: &str| key.len() == 2 && key.bytes().all(|b| b.is_ascii_lowercase());
    let keys = || mapping.keys().filter_map(Value::as_str);
    keys().any(|key| WHOLE_BY_KEY.contains(&key))
        || (!mapping.is_empty() && keys().all(|key| is_language(key) && key != "id"))
}

/// Returns the id of an element of a list.
pub(super) fn id_of(element: &Value) -> Option<&str> {
    element.as_mapping()?.get("id")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(lower: &str, upper: &str, expected: &str) -> Merged {
        let mut tree: Value = serde_yaml::from_str(lower).unwrap();
        let mut merged = Merged::default();
        merge(&mut tree, serde_yaml::from_str(upper).unwrap(), &mut merged);
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
}
