//! Values that only the local bureau can know.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::{Date, LocalizedText, Slug};

/// A value, or the blank that the local bureau fills in.
///
/// Written as the value itself, as `local`, as `{local: {known_by: OFFICE, note: TEXT}}`, or,
/// once filled in with a record of it, as `{value: VALUE, confirmed: {…}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fillable<T> {
    /// The value is known.
    Known {
        /// The value.
        value: T,
        /// Who confirmed it, in a bureau's own edition.
        confirmed: Option<Box<Confirmation>>,
    },
    /// Nobody but the local bureau knows it.
    Blank(Blank),
}

impl<T> Default for Fillable<T> {
    fn default() -> Self {
        Self::Blank(Blank::default())
    }
}

impl<T> Fillable<T> {
    /// Returns the value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Blank(_) => None,
        }
    }
}

/// A value left for the local bureau to fill in; its identity is its field path.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// The office that knows the value.
    pub known_by: Option<Slug>,
    /// What to find out, or what is known already.
    pub note: Option<LocalizedText>,
}

/// The record of a value that a bureau confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// The office or post that confirmed it; never a person's name.
    pub by: Slug,
    /// The day it was confirmed.
    pub date: Date,
    /// The paper it rests on.
    pub document: Option<LocalizedText>,
    /// The fingerprint of the national text it was written against, so that an upgrade can list
    /// what moved under it: 16 hexadecimal digits, as the tool prints them.
    pub against: Option<String>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fillable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FillableVisitor(PhantomData))
    }
}

struct FillableVisitor<T>(PhantomData<T>);

impl<T> FillableVisitor<T> {
    fn plain(value: T) -> Fillable<T> {
        Fillable::Known { value, confirmed: None }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for FillableVisitor<T> {
    type Value = Fillable<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or `local` where only the bureau knows it")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Fillable<T>, E> {
        T::deserialize(value.into_deserializer()).map(Self::plain)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Fillable<T>, E> {
        T::deserialize(value.into_deserializer()).map(Self::plain)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Fillable<T>, E> {
        if text == "local" {
            return Ok(Fillable::Blank(Blank::default()));
        }
        T::deserialize(StrDeserializer::new(text)).map(Self::plain)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Fillable<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(list)).map(Self::plain)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fillable<T>, A::Error> {
        let Some(key) = map.next_key::<String>()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        match key.as_str() {
            "local" => finish(&mut map, |map| map.next_value().map(Fillable::Blank)),
            "value" => finish(&mut map, known_with_confirmation),
            _ => T::deserialize(MapAccessDeserializer::new(FromFirstKey { key: Some(key), map }))
                .map(Self::plain),
        }
    }
}

/// Reads what is left of `{value: …, confirmed: …}` after its first key.
fn known_with_confirmation<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    map: &mut A,
) -> Result<Fillable<T>, A::Error> {
    let value = map.next_value()?;
    let confirmed = match map.next_key::<String>()?.as_deref() {
        Some("confirmed") => Some(map.next_value()?),
        Some(other) => return Err(A::Error::unknown_field(other, &["value", "confirmed"])),
        None => None,
    };
    Ok(Fillable::Known { value, confirmed })
}

/// Reads a value and refuses whatever follows it in the mapping.
fn finish<'de, A: MapAccess<'de>, V>(
    map: &mut A,
    read: impl FnOnce(&mut A) -> Result<V, A::Error>,
) -> Result<V, A::Error> {
    let value = read(map)?;
    match map.next_key::<String>()? {
        Some(other) => Err(A::Error::unknown_field(&other, &["local"])),
        None => Ok(value),
    }
}

/// A mapping whose first key was read already.
struct FromFirstKey<A> {
    key: Option<String>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for FromFirstKey<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.key.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: for<'de> Deserialize<'de>>(yaml: &str) -> Result<Fillable<T>, String> {
        serde_yaml::from_str(yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn a_value_stands_as_itself() {
        assert_eq!(read::<u32>("2").unwrap().known(), Some(&2));
        assert_eq!(read::<bool>("true").unwrap().known(), Some(&true));
        let text = read::<LocalizedText>("{zh: 一楼, en: Ground floor}").unwrap();
        assert_eq!(text.known().unwrap().nearest("en", "zh"), "Ground floor");
    }

    #[test]
    fn a_list_stands_as_itself() {
        assert_eq!(read::<Vec<u32>>("[1, 2]").unwrap().known(), Some(&vec![1, 2]));
        assert_eq!(read::<Vec<u32>>("[]").unwrap().known(), Some(&Vec::new()));
        assert_eq!(read::<Vec<u32>>("local").unwrap(), Fillable::Blank(Blank::default()));
        let confirmed = "{value: [1], confirmed: {by: window, date: \"2026-11-23\"}}";
        assert_eq!(read::<Vec<u32>>(confirmed).unwrap().known(), Some(&vec![1]));
        assert!(read::<Vec<u32>>("[one]").is_err());
        assert!(read::<u32>("[1]").is_err());
    }

    #[test]
    fn a_blank_may_say_who_knows() {
        assert_eq!(read::<u32>("local").unwrap(), Fillable::Blank(Blank::default()));
        let blank = read::<u32>("{local: {known_by: general-education}}").unwrap();
        assert!(matches!(blank, Fillable::Blank(Blank { known_by: Some(_), note: None })));
    }

    #[test]
    fn a_filled_blank_carries_its_confirmation() {
        let yaml = "{value: 2, confirmed: {by: window, date: \"2026-11-23\"}}";
        assert!(matches!(
            read::<u32>(yaml).unwrap(),
            Fillable::Known { value: 2, confirmed: Some(_) }
        ));
    }

    #[test]
    fn other_keys_beside_a_blank_are_refused() {
        assert!(read::<u32>("{local: {}, value: 2}").is_err());
        assert!(read::<u32>("{value: 2, by: window}").is_err());
        assert!(read::<u32>("{}").is_err());
    }
}
