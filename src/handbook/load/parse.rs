//! From text to a value of the model, collecting everything that is wrong.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::diagnostic::{Diagnostic, Place, Reason, clipped};
use super::locate::{Aim, locate, place_of};
use super::path::{FieldPath, Segment};

/// How many findings are listed for one file.
pub(super) const MOST_FINDINGS: u16 = 20;

/// How many bytes are read again to find the places of the findings of a file.
const MOST_BYTES_READ: usize = 2 * 1024 * 1024;

/// Parses a text into a tree.
///
/// # Errors
/// The one syntax error at which the parser stops.
pub fn tree(file: &str, text: &str) -> Result<Value, Diagnostic> {
    super::tree::read(text).map_err(|error| {
        let place = place_of(&error);
        let is_tab = place.is_some_and(|place| character_at(text, place) == Some('\t'));
        let reason = if is_tab { Reason::TabIndent {} } else { syntax_reason(&error.to_string()) };
        Diagnostic::error(file, reason).at(place)
    })
}

fn character_at(text: &str, Place { line, column }: Place) -> Option<char> {
    let place = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
    text.lines().nth(place(line)?)?.chars().nth(place(column)?)
}

/// Types a tree. Each element that does not fit is reported once and left out, so that one reading
/// finds everything.
///
/// # Errors
/// Every finding, with the path of its field; `file` and place are for the caller to add.
pub fn typed<T: DeserializeOwned>(mut tree: Value) -> Result<T, Vec<(FieldPath, Reason)>> {
    let mut found = Found::default();
    loop {
        match serde_path_to_error::deserialize::<_, T>(&tree) {
            Ok(value) if found.findings.is_empty() => return Ok(value),
            Ok(_) => return Err(found.findings),
            Err(error) => {
                let path = FieldPath::from(error.path());
                let reason = shape_reason(&error.inner().to_string());
                let is_new = !found.is_missing_because_taken(&path, &reason);
                let as_written = found.as_written(&path);
                let goes_on = found.take_out(&mut tree, &path, &reason);
                if is_new {
                    found.findings.push((as_written, reason));
                }
                if !goes_on || found.is_full() {
                    return Err(found.findings);
                }
            }
        }
    }
}

/// What was found in a tree, and what was taken out of it to find the rest.
#[derive(Default)]
struct Found {
    findings: Vec<(FieldPath, Reason)>,
    /// The elements that were taken out of each list, by the places at which they stood at first.
    taken: BTreeMap<String, BTreeSet<usize>>,
}

impl Found {
    /// Says whether enough was found, and adds that there is more.
    fn is_full(&mut self) -> bool {
        let is_full = self.findings.len() >= usize::from(MOST_FINDINGS);
        if is_full {
            self.findings.push((FieldPath::default(), Reason::More { listed: MOST_FINDINGS }));
        }
        is_full
    }

    /// Says whether a field is missing only because it was reported and taken out before.
    fn is_missing_because_taken(&self, path: &FieldPath, reason: &Reason) -> bool {
        let Reason::MissingField { name } = reason else { return false };
        let is_it =
            |path: &FieldPath| matches!(path.0.first(), Some(Segment::Key(key)) if key == name);
        path.is_empty() && self.findings.iter().any(|(path, _)| is_it(path))
    }

    /// Returns a path as it is in the file, where nothing was taken out.
    fn as_written(&self, path: &FieldPath) -> FieldPath {
        let mut path = path.clone();
        if let [Segment::Key(key), Segment::Index(index), ..] = path.0.as_mut_slice() {
            *index = self.place_of(key, *index);
        }
        path
    }

    fn place_of(&self, list: &str, index: usize) -> usize {
        let taken = self.taken.get(list).into_iter().flatten();
        taken.fold(index, |place, taken| place + usize::from(*taken <= place))
    }

    /// Takes out the top-level field or the list element in which an error lies.
    fn take_out(&mut self, tree: &mut Value, path: &FieldPath, reason: &Reason) -> bool {
        let Value::Mapping(fields) = tree else { return false };
        let key = match (path.0.first(), reason) {
            (Some(Segment::Key(key)), _) => key,
            (None, Reason::UnknownField { name, .. }) => name,
            _ => return false,
        };
        match (fields.get_mut(key.as_str()), path.0.get(1)) {
            (Some(Value::Sequence(list)), Some(&Segment::Index(index))) if index < list.len() => {
                list.remove(index);
                let place = self.place_of(key, index);
                self.taken_of(key).insert(place);
                true
            }
            _ => fields.remove(key.as_str()).is_some(),
        }
    }

    fn taken_of(&mut self, list: &str) -> &mut BTreeSet<usize> {
        self.taken.entry(list.to_owned()).or_default()
    }
}

/// Adds file and place to findings: those of [`typed`], and what points nowhere.
pub fn placed(file: &str, text: &str, findings: Vec<(FieldPath, Reason)>) -> Vec<Diagnostic> {
    // Each place costs a reading of the text.
    let most_places = (MOST_BYTES_READ / text.len().max(1)).max(1);
    let place = |(number, (path, reason)): (usize, (FieldPath, Reason))| {
        let (target, aim) = target_of(&path, &reason);
        let place = (number < most_places).then(|| locate(text, &target, aim)).flatten();
        Diagnostic::error(file, reason).at(place).of(path)
    };
    findings.into_iter().enumerate().map(place).collect()
}

/// Returns the field at which a reason is shown: an unknown field has a name and no value.
pub(super) fn target_of(path: &FieldPath, reason: &Reason) -> (FieldPath, Aim) {
    match reason {
        Reason::UnknownField { name, .. } | Reason::DuplicateKey { key: name } => {
            (at_key(path, name), Aim::Key)
        }
        _ => (path.clone(), Aim::Value),
    }
}

/// Returns the path of a key, whether the parser stopped at the mapping or at the key.
fn at_key(path: &FieldPath, name: &str) -> FieldPath {
    match path.0.last() {
        Some(Segment::Key(last)) if last == name => path.clone(),
        _ => path.key(name),
    }
}

/// Reads the parser's message about the syntax.
fn syntax_reason(message: &str) -> Reason {
    let original = || message.to_owned();
    let has = |part: &str| message.contains(part);
    if has("repetition limit") {
        Reason::AliasBomb {}
    } else if has("recursion limit") {
        Reason::TooDeep { limit: super::files::MOST_LEVELS }
    } else if has("unknown anchor") {
        Reason::UnknownAlias {}
    } else if has("more than one document") {
        Reason::SeveralDocuments {}
    } else if has("duplicate entry") {
        Reason::DuplicateKey { key: quoted(message, '"').unwrap_or_default() }
    } else if has("tab character") {
        Reason::TabIndent {}
    } else if has("mapping values are not allowed") {
        Reason::StrayColon { original: original() }
    } else if has("unexpected end of stream") || has("',' or ']'") || has("',' or '}'") {
        Reason::Unclosed { original: original() }
    } else if has("cannot start any token") || has("undefined tag") {
        Reason::NeedsQuotes { original: original() }
    } else if has("did not find expected") || has("could not find expected") {
        Reason::BadIndentation { original: original() }
    } else {
        Reason::Syntax { original: original() }
    }
}

/// Reads serde's message about the shape.
fn shape_reason(message: &str) -> Reason {
    let name = || quoted(message, '`').unwrap_or_default();
    let words = || message.split('`').skip(3).step_by(2).map(str::to_owned).collect();
    if message.starts_with("unknown field") {
        Reason::unknown_field(name(), words())
    } else if message.starts_with("unknown variant") {
        Reason::unknown_word(name(), words())
    } else if message.starts_with("missing field") {
        Reason::MissingField { name: name() }
    } else if message.starts_with("duplicate field") {
        Reason::DuplicateKey { key: name() }
    } else if let Some(rest) = message.strip_prefix("invalid type: ") {
        wrong_type(rest)
    } else if let Some(rest) = message.strip_prefix("invalid value: ") {
        wrong_type(rest)
    } else if let Some((_, expected)) = message.split_once("invalid length 0, expected ") {
        Reason::WrongType { found: "nothing".to_owned(), expected: type_named(expected) }
    } else if let Some((word, known)) = message.split_once(" is not one of: ") {
        let word = word.trim_matches('`').to_owned();
        Reason::unknown_word(word, known.split(", ").map(str::to_owned).collect())
    } else {
        Reason::BadValue { original: message.to_owned() }
    }
}

fn wrong_type(rest: &str) -> Reason {
    let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
    Reason::WrongType { found: type_named(found), expected: type_named(expected) }
}

/// Names a type as an author would: serde names those of the programmer.
fn type_named(type_of_serde: &str) -> String {
    let named = match type_of_serde {
        "map" | "a map" => "a mapping",
        "sequence" | "a sequence" => "a list",
        "string" | "a string" => "a text",
        "unit" | "unit value" | "Option value" => "nothing",
        "a boolean" => "`true` or `false`",
        "field identifier" => "the name of a field",
        "i8" => "a number from -128 to 127",
        "i16" => "a number from -32768 to 32767",
        "u8" => "a number from 0 to 255",
        "u16" => "a number from 0 to 65535",
        other if other.starts_with("struct ") => "a mapping",
        other => return clipped(other).into_owned(),
    };
    named.to_owned()
}

/// Names the type of a value, in the words of [`Reason::WrongType`].
pub(super) fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(word) => format!("boolean `{word}`"),
        Value::Number(number) => format!("integer `{number}`"),
        Value::String(text) => clipped(&format!("string {text:?}")).into_owned(),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) | Value::Tagged(_) => "a mapping".to_owned(),
    }
}

/// Returns what stands in the first pair of quotes.
fn quoted(message: &str, quote: char) -> Option<String> {
    message.split(quote).nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::model::{About, Guide};

    /// Returns path and reason of each finding, a line each.
    fn findings<T: DeserializeOwned>(yaml: &str) -> Vec<String> {
        let findings = match typed::<T>(tree("a.yaml", yaml).unwrap()) {
            Ok(_) => Vec::new(),
            Err(findings) => findings,
        };
        findings.into_iter().map(|(path, reason)| format!("{path}: {reason}")).collect()
    }

    #[track_caller]
    fn refused(yaml: &str, expected: &str) {
        assert_eq!(tree("a.yaml", yaml).unwrap_err().to_string(), expected);
    }

    #[test]
    fn what_the_parser_refuses_is_shown_where_it_stands() {
        refused("a:\n\t- b\n", "a.yaml:2:1: error: a tab indents the line; use blanks");
        refused("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: error: `a` stands twice");
        refused("l:\n  - {b: 1, b: 2}\n", "a.yaml:2:12: error: `b` stands twice");
    }

    #[test]
    fn every_wrong_field_is_reported() {
        let yaml = "{id: A, title: 5, edition: [], nothing: 1, neither: 2, languages: [zh, 5]}";
        let mut found = findings::<About>(yaml);
        found.sort();
        assert_eq!(
            found,
            [
                "edition: found a list, expected a text",
                "id: `A` is not an id: use small letters, digits and single hyphens",
                "languages[1]: found integer `5`, expected a language tag such as `zh` or `en`",
                "neither: unknown field `neither`",
                "nothing: unknown field `nothing`",
                "title: found integer `5`, expected a text, or a mapping from language to text",
            ]
        );
    }

    #[test]
    fn elements_keep_their_places_when_others_are_left_out() {
        let found = findings::<Guide>(
            "{id: a, conditions: [{id: A}, {id: b, text: 甲, standing: law}, {id: C}, {id: D}]}",
        );
        let places: Vec<&str> = found.iter().filter_map(|it| it.split(':').next()).collect();
        assert_eq!(places, ["conditions[0].id", "conditions[2].id", "conditions[3].id", ""]);
    }

    #[test]
    fn a_field_that_is_missing_within_another_is_missing() {
        let found =
            findings::<Guide>("{title: 5, documents: [{id: a, need: required}], faq: [{}]}");
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn a_word_that_does_not_fit_comes_with_those_that_do() {
        let found = |yaml| typed::<Guide>(tree("a.yaml", yaml).unwrap()).unwrap_err().remove(0).1;
        for yaml in ["{kind: licenc}", "{conditions: [{standing: lawx}]}"] {
            assert!(matches!(found(yaml), Reason::UnknownWord { all: true, .. }), "{yaml}");
        }
    }

    #[test]
    fn more_than_twenty_findings_are_not_listed() {
        let yaml = format!("{{faq: [{}]}}", "{}, ".repeat(50));
        assert_eq!(findings::<Guide>(&yaml).len(), 21);
    }
}
