//! Bytes for the value types: texts for what is parsed from text, numbers for what is a number.

use std::collections::BTreeMap;

use crate::handbook::codec::{Damaged, Pack, Reader, write_text};
use crate::handbook::value::{
    ArticleNumber, Blank, Confirmation, Date, Fillable, Language, Limit, LocalizedText, Money,
    Phone, Slug, Unit,
};

/// Implements `Pack` through `Display` and `FromStr`, which are each other's inverse.
macro_rules! pack_text {
    ($($value:ty),+ $(,)?) => {$(
        impl Pack for $value {
            fn write(&self, out: &mut Vec<u8>) {
                write_text(&self.to_string(), out);
            }

            fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
                bytes.text()?.parse().map_err(|_| Damaged)
            }
        }
    )+};
}

pack_text!(ArticleNumber, Language, Phone, Slug);

impl Pack for Date {
    fn write(&self, out: &mut Vec<u8>) {
        let day = self.as_civil();
        out.extend_from_slice(&day.year().to_le_bytes());
        out.extend_from_slice(&day.month().to_le_bytes());
        out.extend_from_slice(&day.day().to_le_bytes());
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match *bytes.take(4)? {
            [low, high, month, day] => {
                let year = i16::from_le_bytes([low, high]);
                Self::new(year, month.cast_signed(), day.cast_signed()).ok_or(Damaged)
            }
            _ => Err(Damaged),
        }
    }
}

impl Pack for Money {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_fen().write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        u64::read(bytes).map(Self::from_fen)
    }
}

impl Pack for Limit {
    fn write(&self, out: &mut Vec<u8>) {
        self.count.write(out);
        self.unit.write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        Ok(Self { count: u16::read(bytes)?, unit: Unit::read(bytes)? })
    }
}

impl Pack for LocalizedText {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Plain(text) => {
                out.push(0);
                text.write(out);
            }
            Self::ByLanguage(texts) => match texts.as_slice() {
                [(one, first), (other, second)] if [*one, *other] == USUAL => {
                    out.push(2);
                    first.write(out);
                    second.write(out);
                }
                _ => {
                    out.push(1);
                    texts.write(out);
                }
            },
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match bytes.byte()? {
            0 => String::read(bytes).map(Self::Plain),
            1 => match one_language(bytes)? {
                Some(text) => Ok(Self::ByLanguage(vec![text])),
                None => Vec::read(bytes).map(Self::ByLanguage),
            },
            2 => usual(bytes).map(Self::ByLanguage),
            _ => Err(Damaged),
        }
    }
}

/// The languages of most texts, in the order in which they are kept.
const USUAL: [Language; 2] = [Language::EN, Language::ZH];

/// Reads a text in the usual languages, or in that one of them that is wanted.
fn usual(bytes: &mut Reader<'_>) -> Result<Vec<(Language, String)>, Damaged> {
    let wanted =
        bytes.language().and_then(|wanted| USUAL.iter().find(|one| one.as_str() == wanted));
    let mut texts = Vec::with_capacity(if wanted.is_some() { 1 } else { USUAL.len() });
    for language in USUAL {
        let length = bytes.length()?;
        let text = bytes.take(length)?;
        if wanted.is_none_or(|wanted| *wanted == language) {
            let text = std::str::from_utf8(text).map_err(|_| Damaged)?.to_owned();
            texts.push((language, text));
        }
    }
    Ok(texts)
}

/// Reads a text in the language that is wanted, if one is and the text has it. Nothing else is
/// decoded; if there is nothing, nothing is read.
fn one_language(bytes: &mut Reader<'_>) -> Result<Option<(Language, String)>, Damaged> {
    let Some(wanted) = bytes.language() else { return Ok(None) };
    let mut ahead = bytes.clone();
    let mut found = None;
    for _ in 0..ahead.length()? {
        if ahead.text()? == wanted {
            let language = wanted.parse().map_err(|_| Damaged)?;
            found = Some((language, String::read(&mut ahead)?));
        } else {
            let length = ahead.length()?;
            ahead.take(length)?;
        }
    }
    if found.is_some() {
        *bytes = ahead;
    }
    Ok(found)
}

impl<K: Pack + Ord, V: Pack> Pack for BTreeMap<K, V> {
    fn write(&self, out: &mut Vec<u8>) {
        crate::handbook::codec::write_varint(self.len() as u64, out);
        for (key, value) in self {
            key.write(out);
            value.write(out);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        let length = bytes.length()?;
        (0..length).map(|_| Ok((K::read(bytes)?, V::read(bytes)?))).collect()
    }
}

impl<T: Pack> Pack for Fillable<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Known { value, confirmed } => {
                out.push(0);
                value.write(out);
                confirmed.write(out);
            }
            Self::Blank(blank) => {
                out.push(1);
                blank.write(out);
            }
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match bytes.byte()? {
            0 => Ok(Self::Known { value: T::read(bytes)?, confirmed: Option::read(bytes)? }),
            1 => Blank::read(bytes).map(Self::Blank),
            _ => Err(Damaged),
        }
    }
}

pack_record!(Blank { known_by, note });
pack_record!(Confirmation { by, date, document, against });
pack_choice!(Unit);
