//! From a field path to the line and column in a text.
//!
//! The model carries no spans. When a place is asked for, the text is read a second time by a seed
//! that follows the path and fails on purpose at its end: the parser's error is the place.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::diagnostic::Place;
use super::path::{FieldPath, Segment};

/// What of a field is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// Its value.
    Value,
    /// Its name.
    Key,
}

/// Returns the place of the field at `path`, or of the nearest mapping around it that exists.
pub(super) fn locate(text: &str, path: &FieldPath, aim: Aim) -> Option<Place> {
    (0..=path.0.len()).rev().find_map(|depth| {
        let segments = path.0.get(..depth)?;
        let aim = if depth == path.0.len() { aim } else { Aim::Value };
        let error = Follow { segments, aim }.deserialize(serde_yaml::Deserializer::from_str(text));
        error.err().filter(|error| error.to_string().contains(FOUND)).and_then(|e| place_of(&e))
    })
}

/// Returns the place that the parser reports.
pub(super) fn place_of(error: &serde_yaml::Error) -> Option<Place> {
    let location = error.location()?;
    let line = u32::try_from(location.line()).ok()?;
    let column = u32::try_from(location.column()).ok()?;
    Some(Place { line, column })
}

/// What the deliberate failure says, so that it is told from a real one.
const FOUND: &str = "\u{1}here";

/// Follows the rest of a path.
struct Follow<'a> {
    segments: &'a [Segment],
    aim: Aim,
}

impl<'de> DeserializeSeed<'de> for Follow<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.segments.is_empty() {
            return deserializer.deserialize_any(Stop);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Follow<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Segment::Key(wanted), rest)) = self.segments.split_first() else {
            return Ok(());
        };
        let stops_at_key = rest.is_empty() && self.aim == Aim::Key;
        while let Some(found) = map.next_key_seed(IsKey { wanted, stops: stops_at_key })? {
            if found {
                return map.next_value_seed(Follow { segments: rest, aim: self.aim });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((Segment::Index(wanted), rest)) = self.segments.split_first() else {
            return Ok(());
        };
        for _ in 0..*wanted {
            if list.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        list.next_element_seed(Follow { segments: rest, aim: self.aim }).map(|_| ())
    }
}

/// Compares a key, and fails at the wanted one if that is the place.
struct IsKey<'a> {
    wanted: &'a str,
    stops: bool,
}

impl<'de> DeserializeSeed<'de> for IsKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsKey<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        match key == self.wanted {
            true if self.stops => Err(E::custom(FOUND)),
            found => Ok(found),
        }
    }
}

/// Fails at whatever it is given.
struct Stop;

impl Visitor<'_> for Stop {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(FOUND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(path: &str, aim: Aim, line: u32, column: u32) {
        let text = "id: a\nsteps:\n  - id: b\n    text:\n      zh: 甲\n  - {id: c, actor: d}\n";
        let path = path.parse().unwrap();
        assert_eq!(locate(text, &path, aim), Some(Place { line, column }));
    }

    #[test]
    fn fields_and_their_names_are_found() {
        case("id", Aim::Value, 1, 5);
        case("steps[0].text.zh", Aim::Value, 5, 11);
        case("steps[1].actor", Aim::Value, 6, 20);
        case("steps[1].actor", Aim::Key, 6, 13);
    }

    #[test]
    fn a_missing_field_is_shown_at_what_should_have_it() {
        case("steps[1].text", Aim::Value, 6, 5);
        case("steps[7]", Aim::Value, 3, 3);
    }

    #[test]
    fn a_text_that_is_no_yaml_is_shown_at_its_start() {
        let place = locate("[", &FieldPath::default().key("a"), Aim::Value);
        assert_eq!(place, Some(Place { line: 1, column: 1 }));
    }
}
