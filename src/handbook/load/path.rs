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

/// The way to a field while somebody goes through a tree: it is written down as a [`FieldPath`] only
/// where there is something to report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trail<'t> {
    /// The way before the last step, and this step; none at the top.
    last: Option<(&'t Self, Step<'t>)>,
}

/// Where every way begins: the top of a file or of an entry.
pub(super) const TOP: Trail<'_> = Trail { last: None };

/// One step of a [`Trail`], as a [`Segment`].
#[derive(Debug, Clone, Copy)]
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

impl Trail<'_> {
    /// Returns the way to a field of the mapping to which this one leads.
    pub(super) const fn key<'t>(&'t self, name: &'t str) -> Trail<'t> {
        Trail { last: Some((self, Step::Key(name))) }
    }

    /// Returns the way to an element of the list to which this one leads.
    pub(super) const fn index(&self, index: usize) -> Trail<'_> {
        Trail { last: Some((self, Step::Index(index))) }
    }

    /// Writes the way down.
    pub(super) fn path(&self) -> FieldPath {
        match self.last {
            None => FieldPath::default(),
            Some((before, Step::Key(name))) => before.path().key(name),
            Some((before, Step::Index(index))) => before.path().index(index),
        }
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

    #[test]
    fn a_trail_is_written_down_as_a_path() {
        assert!(TOP.path().is_empty());
        let path = TOP.key("documents").index(2).key("when").path();
        assert_eq!(path.to_string(), "documents[2].when");
    }
}
