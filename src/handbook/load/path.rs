//! Where a field stands in a file: `documents[2].when.reason`.

use std::fmt;
use std::str::FromStr;

use crate::handbook::codec::{Damaged, Pack, Reader, write_text};

/// One step into a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Into a field of a mapping.
    Key(String),
    /// Into an element of a list, counted from 0.
    Index(usize),
}

/// The steps from the top of a file to a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldPath(pub Vec<Segment>);

impl FieldPath {
    /// Says whether it is the file as a whole.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the path to a field of the mapping at this path.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        self.with(Segment::Key(name.to_owned()))
    }

    /// Returns the path to an element of the list at this path.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment);
        Self(segments)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if place == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for FieldPath {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let segment = |part: &str| match part.strip_suffix(']').and_then(|n| n.parse().ok()) {
            Some(index) => Segment::Index(index),
            None => Segment::Key(part.to_owned()),
        };
        Ok(Self(text.split(['.', '[']).filter(|part| !part.is_empty()).map(segment).collect()))
    }
}

impl Pack for FieldPath {
    fn write(&self, out: &mut Vec<u8>) {
        write_text(&self.to_string(), out);
    }

    fn read(bytes: &mut Reader<'_>) -> Result<Self, Damaged> {
        bytes.text()?.parse().map_err(|_| Damaged)
    }
}

impl From<&serde_path_to_error::Path> for FieldPath {
    fn from(path: &serde_path_to_error::Path) -> Self {
        use serde_path_to_error::Segment as Other;
        let known = path.iter().filter_map(|segment| match segment {
            Other::Map { key } => Some(Segment::Key(key.clone())),
            Other::Seq { index } => Some(Segment::Index(*index)),
            Other::Enum { .. } | Other::Unknown => None,
        });
        Self(known.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_back_as_it_prints() {
        let path = FieldPath::default().key("documents").index(2).key("when");
        assert_eq!(path.to_string(), "documents[2].when");
        assert_eq!(path.to_string().parse(), Ok(path));
    }
}
