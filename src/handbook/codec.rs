//! How values become bytes and come back: little-endian, lengths before contents, no padding.
//!
//! Reading trusts nothing: every length is checked against what is left, so damaged bytes are an
//! error and never a panic or a huge allocation.

use std::fmt;

/// Bytes that are not what they claim to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pack is damaged")
    }
}

impl std::error::Error for Damaged {}

/// A value that a pack can hold.
pub trait Pack: Sized {
    /// Appends the value to `out`.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads a value back.
    ///
    /// # Errors
    /// When the bytes are not a value of this type.
    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged>;
}

/// Returns the bytes of a value.
pub fn to_bytes(value: &impl Pack) -> Vec<u8> {
    let mut out = Vec::new();
    value.write(&mut out);
    out
}

/// Reads a value that fills `bytes` exactly.
///
/// # Errors
/// When the bytes are not a value of this type, or more than one.
pub fn from_bytes<T: Pack>(bytes: &[u8]) -> Result<T, Damaged> {
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader)?;
    if reader.is_empty() { Ok(value) } else { Err(Damaged) }
}

/// Bytes that are read from front to back.
#[derive(Debug, Clone, Default)]
pub struct Reader<'a> {
    rest: &'a [u8],
    language: Option<&'static str>,
    brief: bool,
    /// Whether fields that are nothing may have been left out at the end.
    cut: bool,
}

impl<'a> Reader<'a> {
    /// Starts at the front of `bytes`.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, language: None, brief: false, cut: false }
    }

    /// Asks for texts in one language only, where they have it: the others are stepped over.
    #[must_use]
    pub const fn only_in(self, language: Option<&'static str>) -> Self {
        Self { language, ..self }
    }

    /// Asks for records without their depth, which is stepped over and left empty.
    #[must_use]
    pub const fn in_brief(self) -> Self {
        Self { brief: true, ..self }
    }

    /// Says whether the depth of records is to be left out.
    pub const fn is_brief(&self) -> bool {
        self.brief
    }

    /// Takes a part that stands behind its length, to be read in the same way.
    ///
    /// # Errors
    /// When it is cut short.
    pub fn part(&mut self) -> Result<Self, Damaged> {
        let length = self.length()?;
        Ok(Self { rest: self.take(length)?, cut: false, ..*self })
    }

    /// Takes a part of which [`write_fields`] left the last fields out if they were nothing.
    ///
    /// # Errors
    /// When it is cut short.
    pub fn fields(&mut self) -> Result<Self, Damaged> {
        self.part().map(|part| Self { cut: true, ..part })
    }

    /// Returns the one language in which texts are wanted.
    pub const fn language(&self) -> Option<&'static str> {
        self.language
    }

    /// Says whether everything was read.
    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Returns what is left.
    pub const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Takes the next `count` bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Takes the next byte.
    ///
    /// # Errors
    /// When there is none.
    pub fn byte(&mut self) -> Result<u8, Damaged> {
        if self.cut && self.rest.is_empty() {
            return Ok(NOTHING);
        }
        let (&first, rest) = self.rest.split_first().ok_or(Damaged)?;
        self.rest = rest;
        Ok(first)
    }

    /// Takes a number of up to 64 bits, seven to a byte, lowest first.
    ///
    /// # Errors
    /// When it does not end, or is too large.
    pub fn varint(&mut self) -> Result<u64, Damaged> {
        // Most are below 128.
        if let [byte @ ..0x80, rest @ ..] = self.rest {
            self.rest = rest;
            return Ok(u64::from(*byte));
        }
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(Damaged);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Damaged)
    }

    /// Takes the length of something that has at least one byte an element.
    ///
    /// # Errors
    /// When less is left than the length claims.
    pub fn length(&mut self) -> Result<usize, Damaged> {
        let length = usize::try_from(self.varint()?).map_err(|_| Damaged)?;
        if length <= self.rest.len() { Ok(length) } else { Err(Damaged) }
    }

    /// Takes a number of at most 32 bits.
    ///
    /// # Errors
    /// When it is cut short or greater.
    pub fn number(&mut self) -> Result<u32, Damaged> {
        u32::try_from(self.varint()?).map_err(|_| Damaged)
    }

    /// Takes a text.
    ///
    /// # Errors
    /// When it is cut short or not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, Damaged> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Damaged)
    }
}

/// Appends a number, seven bits to a byte, lowest first.
pub fn write_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Appends what `write` writes, with its length before it.
pub fn write_part(write: impl FnOnce(&mut Vec<u8>), out: &mut Vec<u8>) {
    let mut part = Vec::new();
    write(&mut part);
    write_varint(part.len() as u64, out);
    out.extend_from_slice(&part);
}

/// The byte of a field that is nothing: no list element, no value, the first of several choices.
const NOTHING: u8 = 0;

/// Appends a field.
pub type Field<'f> = &'f dyn Fn(&mut Vec<u8>);

/// Appends fields as a part; those at the end that are nothing are left out.
pub fn write_fields(fields: &[Field<'_>], out: &mut Vec<u8>) {
    let mut part = Vec::new();
    let mut end = 0;
    for write in fields {
        let start = part.len();
        write(&mut part);
        if part.get(start..) != Some(&[NOTHING]) {
            end = part.len();
        }
    }
    part.truncate(end);
    write_varint(part.len() as u64, out);
    out.extend_from_slice(&part);
}

/// Appends a text with its length.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    write_varint(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// Implements `Pack` for whole numbers.
macro_rules! pack_number {
    ($($number:ty),+) => {$(
        impl Pack for $number {
            fn write(&self, out: &mut Vec<u8>) {
                write_varint(u64::from(*self), out);
            }

            fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
                Self::try_from(bytes.varint()?).map_err(|_| Damaged)
            }
        }
    )+};
}

pack_number!(u8, u16, u32, u64);

/// Implements `Pack` for a struct, field by field in the given order.
///
/// The pattern has no `..`: a field that the list forgets does not compile.
macro_rules! pack_record {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::handbook::codec::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($field),+ } = self;
                $($crate::handbook::codec::Pack::write($field, out);)+
            }

            fn read(
                bytes: &mut $crate::handbook::codec::Reader<'_>,
            ) -> Result<Self, $crate::handbook::codec::Damaged> {
                Ok(Self { $($field: $crate::handbook::codec::Pack::read(bytes)?),+ })
            }
        }
    };
}

/// Implements `Pack` for a struct with a depth that the first page of a guide does not show: in
/// brief it is left empty, if `$brief` says so of the fields before it.
macro_rules! pack_record_with_depth {
    ($name:ident { $($front:ident),+ $(,)? } if $brief:expr; then { $($deep:ident),+ $(,)? }) => {
        impl $crate::handbook::codec::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($front,)+ $($deep,)+ } = self;
                $($crate::handbook::codec::Pack::write($front, out);)+
                let depth: &[$crate::handbook::codec::Field<'_>] =
                    &[$(&|out| $crate::handbook::codec::Pack::write($deep, out)),+];
                $crate::handbook::codec::write_fields(depth, out);
            }

            fn read(
                bytes: &mut $crate::handbook::codec::Reader<'_>,
            ) -> Result<Self, $crate::handbook::codec::Damaged> {
                $(let $front = $crate::handbook::codec::Pack::read(bytes)?;)+
                let mut depth = bytes.fields()?;
                if bytes.is_brief() && $brief {
                    return Ok(Self { $($front,)+ $($deep: Default::default(),)+ });
                }
                $(let $deep = $crate::handbook::codec::Pack::read(&mut depth)?;)+
                if !depth.is_empty() {
                    return Err($crate::handbook::codec::Damaged);
                }
                Ok(Self { $($front,)+ $($deep,)+ })
            }
        }
    };
}

/// Implements `Pack` for a closed list of words, as the place in the list.
macro_rules! pack_choice {
    ($name:ident) => {
        impl $crate::handbook::codec::Pack for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let place = Self::ALL.iter().position(|choice| choice == self);
                out.push(place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX));
            }

            fn read(
                bytes: &mut $crate::handbook::codec::Reader<'_>,
            ) -> Result<Self, $crate::handbook::codec::Damaged> {
                let place = usize::from(bytes.byte()?);
                Self::ALL.get(place).copied().ok_or($crate::handbook::codec::Damaged)
            }
        }
    };
}

impl Pack for i16 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        let taken = bytes.take(2)?.try_into().map_err(|_| Damaged)?;
        Ok(Self::from_le_bytes(taken))
    }
}

impl Pack for i8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(self.cast_unsigned());
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        bytes.byte().map(u8::cast_signed)
    }
}

impl Pack for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        match bytes.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Damaged),
        }
    }
}

impl Pack for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_text(self, out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        bytes.text().map(str::to_owned)
    }
}

impl<T: Pack> Pack for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        bool::read(bytes)?.then(|| T::read(bytes)).transpose()
    }
}

/// The length up to which the memory of a list is claimed at once.
const USUAL_LENGTH: usize = 32;

impl<T: Pack> Pack for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        T::read(bytes).map(Self::new)
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_varint(self.len() as u64, out);
        for value in self {
            value.write(out);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        let length = bytes.length()?;
        // Beyond a usual length it grows as it is read: a false one cannot claim much memory.
        let mut values = Self::with_capacity(length.min(USUAL_LENGTH));
        for _ in 0..length {
            values.push(T::read(bytes)?);
        }
        Ok(values)
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        Ok((A::read(bytes)?, B::read(bytes)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_come_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(from_bytes::<u64>(&to_bytes(&number)), Ok(number));
        }
    }

    #[test]
    fn a_number_without_an_end_is_damaged() {
        assert_eq!(from_bytes::<u64>(&[0x80; 11]), Err(Damaged));
        assert_eq!(
            from_bytes::<u64>(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]),
            Err(Damaged)
        );
        assert_eq!(from_bytes::<u8>(&to_bytes(&300_u16)), Err(Damaged));
    }

    #[test]
    fn a_length_beyond_the_end_is_damaged() {
        assert_eq!(from_bytes::<String>(&[5, b'a']), Err(Damaged));
        assert_eq!(from_bytes::<Vec<u8>>(&[200, 1, 0]), Err(Damaged));
    }

    #[test]
    fn fields_that_are_nothing_are_left_out_at_the_end() {
        let mut out = Vec::new();
        let (some, none) =
            (|out: &mut Vec<u8>| 7_u8.write(out), |out: &mut Vec<u8>| false.write(out));
        write_fields(&[&none, &some, &none, &none], &mut out);
        assert_eq!(out, [2, 0, 7]);
        let mut fields = Reader::new(&out).fields().unwrap();
        let read: Vec<u8> = (0..4).map(|_| fields.byte().unwrap()).collect();
        assert_eq!(read, [0, 7, 0, 0]);
        assert_eq!(fields.text(), Ok(""));
        assert_eq!(fields.take(1), Err(Damaged));
    }

    #[test]
    fn bytes_left_over_are_damaged() {
        assert_eq!(from_bytes::<bool>(&[1, 0]), Err(Damaged));
    }
}
