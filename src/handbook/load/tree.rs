//! A text as a tree that is not larger than it looks.
//!
//! The parser counts how often aliases are followed and not what they lead to: a small file could
//! still grow to more than fits into memory.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Mapping, Value};

/// How many values a text may have, beside those that its length accounts for.
const SPARE: usize = 10_000;

/// What is said of a text that repeats too much, in the parser's own words.
const TOO_MANY: &str = "repetition limit exceeded";

/// What is said of a key that stands twice, in the parser's own words.
const TWICE: &str = "duplicate entry";

/// Reads a text as a tree.
///
/// # Errors
/// What the parser says.
pub(super) fn read(text: &str) -> Result<Value, serde_yaml::Error> {
    if has_aliases(text) {
        return read_counting(text);
    }
    match serde_yaml::from_str(text) {
        // The parser shows a key that stands twice at its mapping.
        Err(error) if error.to_string().contains(TWICE) => read_counting(text),
        read => read,
    }
}

fn read_counting(text: &str) -> Result<Value, serde_yaml::Error> {
    let mut left = text.len() + SPARE;
    let branch = Branch { left: &mut left, taken: None };
    branch.deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Says whether a text may use aliases: if not, it is as large as it looks.
pub(super) fn has_aliases(text: &str) -> bool {
    text.contains('*') && text.contains('&')
}

/// Reads a part of the tree and counts its values down.
struct Branch<'a> {
    left: &'a mut usize,
    /// The fields that a mapping has already, for its next key.
    taken: Option<&'a Mapping>,
}

impl<'de> DeserializeSeed<'de> for Branch<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        *self.left = self.left.checked_sub(1).ok_or_else(|| D::Error::custom(TOO_MANY))?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        if self.taken.is_some_and(|taken| taken.contains_key(value)) {
            return Err(E::custom(format!("{TWICE} with key {value:?}")));
        }
        // A long text that is repeated counts as much as it takes.
        *self.left = self.left.checked_sub(value.len() / 8).ok_or_else(|| E::custom(TOO_MANY))?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) =
            list.next_element_seed(Branch { left: &mut *self.left, taken: None })?
        {
            elements.push(element);
        }
        Ok(Value::Sequence(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Mapping::new();
        while let Some(key) =
            map.next_key_seed(Branch { left: &mut *self.left, taken: Some(&fields) })?
        {
            let value = map.next_value_seed(Branch { left: &mut *self.left, taken: None })?;
            if fields.insert(key, value).is_some() {
                return Err(A::Error::custom(TWICE));
            }
        }
        Ok(Value::Mapping(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_followed() {
        let tree = read("a: &a [1, -1, 1.5, true, ~, x]\nb: *a\n").unwrap();
        assert_eq!(tree.get("a"), tree.get("b"));
        assert_eq!(
            serde_yaml::from_str::<Value>("[1, -1, 1.5, true, ~, x]").ok().as_ref(),
            tree.get("b")
        );
    }

    #[test]
    fn a_text_that_grows_too_large_is_refused() {
        let list = "x, ".repeat(1000);
        let many = "*a, ".repeat(1000);
        let error = read(&format!("a: &a [{list}]\nb: [{many}]\n")).unwrap_err();
        assert!(error.to_string().contains(TOO_MANY), "{error}");
        let long = "x".repeat(100_000);
        assert!(read(&format!("a: &a {long}\nb: [{many}]\n")).is_err());
    }

    #[test]
    fn a_key_twice_is_refused() {
        let error = read("a: &a 1\nb: *a\nb: 2\n").unwrap_err();
        assert!(error.to_string().contains("duplicate entry with key \"b\""), "{error}");
    }
}
