//! Telephone numbers.

use std::fmt;
use std::str::FromStr;

/// A telephone number that can be dialled as it stands: digits and hyphens, `12345`, `0579-12345678`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Box<str>);

impl Phone {
    /// Returns the number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = ParsePhoneError;

    fn from_str(text: &str) -> Result<Self, ParsePhoneError> {
        let is_group = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if (3..=20).contains(&text.len()) && text.split('-').all(is_group) {
            Ok(Self(text.into()))
        } else {
            Err(ParsePhoneError(text.to_owned()))
        }
    }
}

deserialize_from_str!(Phone, "a telephone number such as \"12345\"");

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsePhoneError(String);

impl fmt::Display for ParsePhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a telephone number: use digits and hyphens", self.0)
    }
}

impl std::error::Error for ParsePhoneError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_dialled() {
        assert_eq!("0579-12345678".parse::<Phone>().unwrap().as_str(), "0579-12345678");
        for bad in ["", "12", "+86 1", "12345转1", "1--2", "-123"] {
            assert!(bad.parse::<Phone>().is_err(), "{bad}");
        }
    }
}
