//! Ids.

use std::fmt;
use std::str::FromStr;

/// The id of anything in a handbook: kebab-case ASCII, such as `private-school`.
///
/// It is a file name, a word on a command line and a part of a web address, so it never needs
/// quoting in any of them. At most 64 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Box<str>);

impl Slug {
    /// The longest id, in bytes: a file name of a guide stays well under what disks allow.
    pub const MAX_LEN: usize = 64;

    /// Returns the id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = ParseSlugError;

    fn from_str(text: &str) -> Result<Self, ParseSlugError> {
        let mut after_hyphen = true;
        let is_kebab = text.bytes().all(|byte| {
            let is_hyphen = byte == b'-';
            let fits =
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || (is_hyphen && !after_hyphen);
            after_hyphen = is_hyphen;
            fits
        });
        if is_kebab && !after_hyphen && text.len() <= Self::MAX_LEN {
            Ok(Self(text.into()))
        } else {
            Err(ParseSlugError(text.to_owned()))
        }
    }
}

deserialize_from_str!(Slug, "an id such as `home-moved`");

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseSlugError(String);

impl fmt::Display for ParseSlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an id: use small letters, digits and single hyphens", self.0)
    }
}

impl std::error::Error for ParseSlugError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["transfer", "private-school", "step-2", "2b"] {
            assert_eq!(good.parse::<Slug>().unwrap().as_str(), good);
        }
        for bad in ["", "-", "a--b", "-a", "a-", "Ab", "转学", "a_b", "a:b", "a b"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
        assert!("a".repeat(65).parse::<Slug>().is_err());
    }
}
