//! From text to a value of the model, collecting everything that is wrong.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::diagnostic::{Diagnostic, Reason};
use super::locate::{Aim, locate, place_of};
use super::path::{FieldPath, Segment};

/// How many findings are listed for one file.
const MOST_FINDINGS: u16 = 20;

/// Parses a text into a tree.
///
/// # Errors
/// The one syntax error at which the parser stops.
pub fn tree(file: &str, text: &str) -> Result<Value, Diagnostic> {
    serde_yaml::from_str(text).map_err(|error| {
        let reason = syntax_reason(&error.to_string());
        Diagnostic::error(file, reason).at(place_of(&error))
    })
}

/// Types a tree. Each element that does not fit is reported once and left out, so that one reading
/// finds everything.
///
/// # Errors
/// Every finding, with the path of its field; `file` and place are for the caller to add.
pub fn typed<T: DeserializeOwned>(mut tree: Value) -> Result<T, Vec<(FieldPath, Reason)>> {
    let mut findings: Vec<(FieldPath, Reason)> = Vec::new();
    loop {
        match serde_path_to_error::deserialize::<_, T>(tree.clone()) {
            Ok(value) if findings.is_empty() => return Ok(value),
            Ok(_) => return Err(findings),
            Err(error) => {
                let path = FieldPath::from(error.path());
                let reason = shape_reason(&error.inner().to_string());
                let was_removed = is_missing_because_removed(&reason, &findings);
                let goes_on = remove(&mut tree, &path);
                if !was_removed {
                    findings.push((path, reason));
                }
                if findings.len() >= usize::from(MOST_FINDINGS) {
                    findings.push((FieldPath::default(), Reason::More { listed: MOST_FINDINGS }));
                    return Err(findings);
                }
                if !goes_on {
                    return Err(findings);
                }
            }
        }
    }
}

/// Adds file and place to the findings of [`typed`].
pub fn placed(file: &str, text: &str, findings: Vec<(FieldPath, Reason)>) -> Vec<Diagnostic> {
    let place = |(path, reason): (FieldPath, Reason)| {
        let (target, aim) = match &reason {
            Reason::UnknownField { name, .. } | Reason::DuplicateKey { key: name } => {
                (at_key(&path, name), Aim::Key)
            }
            _ => (path.clone(), Aim::Value),
        };
        let place = locate(text, &target, aim);
        Diagnostic::error(file, reason).at(place).of(path)
    };
    findings.into_iter().map(place).collect()
}

/// Returns the path of a key, whether the parser stopped at the mapping or at the key.
fn at_key(path: &FieldPath, name: &str) -> FieldPath {
    match path.0.last() {
        Some(Segment::Key(last)) if last == name => path.clone(),
        _ => path.key(name),
    }
}

/// Says whether a field is missing only because it was reported and taken out before.
fn is_missing_because_removed(reason: &Reason, findings: &[(FieldPath, Reason)]) -> bool {
    let Reason::MissingField { name } = reason else { return false };
    let is_it = |path: &FieldPath| matches!(path.0.first(), Some(Segment::Key(key)) if key == name);
    findings.iter().any(|(path, _)| is_it(path))
}

/// Takes out the top-level field or the list element in which an error lies.
fn remove(tree: &mut Value, path: &FieldPath) -> bool {
    let Value::Mapping(fields) = tree else { return false };
    let Some(Segment::Key(key)) = path.0.first() else { return false };
    let Some(field) = fields.get_mut(key.as_str()) else { return false };
    match (field, path.0.get(1)) {
        (Value::Sequence(list), Some(&Segment::Index(index))) if index < list.len() => {
            list.remove(index);
            true
        }
        _ => fields.remove(key.as_str()).is_some(),
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
    } else if has("tab character")
        || has("found character that cannot start any token, while scanning for the next token")
            && has("\\t")
    {
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
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let name = quoted.next().unwrap_or_default();
        Reason::UnknownField { name, known: quoted.collect() }
    } else if message.starts_with("missing field") {
        Reason::MissingField { name: name() }
    } else if message.starts_with("duplicate field") {
        Reason::DuplicateKey { key: name() }
    } else if let Some(rest) = message.strip_prefix("invalid type: ") {
        wrong_type(rest)
    } else if let Some(rest) = message.strip_prefix("invalid value: ") {
        wrong_type(rest)
    } else if let Some((_, expected)) = message.split_once("invalid length 0, expected ") {
        Reason::WrongType { found: "nothing".to_owned(), expected: expected.to_owned() }
    } else {
        Reason::BadValue { original: message.to_owned() }
    }
}

fn wrong_type(rest: &str) -> Reason {
    let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
    Reason::WrongType { found: found.to_owned(), expected: expected.to_owned() }
}

/// Returns what stands in the first pair of quotes.
fn quoted(message: &str, quote: char) -> Option<String> {
    message.split(quote).nth(1).map(str::to_owned)
}
