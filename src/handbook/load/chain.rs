//! The files that one thing was read from, and where in them its fields stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_yaml::Value;

use super::diagnostic::{Diagnostic, Reason};
use super::layer::SourceFile;
use super::merge::name_of;
use super::parse::{self, target_of};
use super::path::{FieldPath, Segment};

/// A file with the place at which a thing stands in it.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The file.
    pub(super) file: Arc<SourceFile>,
    /// The place: the top of a guide's file, an element of a list of a dictionary.
    pub(super) at: FieldPath,
}

/// The files that a guide or an entry of a dictionary was read from.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// The files, the highest first.
    links: Vec<Link>,
    /// The tree that they make together, if they are several.
    merged: Option<Value>,
}

impl Chain {
    /// Starts with the place where something is read first.
    pub(super) fn new(file: &Arc<SourceFile>, at: FieldPath) -> Self {
        Self { links: vec![Link { file: Arc::clone(file), at }], merged: None }
    }

    /// Adds a file that is laid over the others.
    pub(super) fn lay(&mut self, file: &Arc<SourceFile>, at: FieldPath) {
        self.links.insert(0, Link { file: Arc::clone(file), at });
    }

    /// Says whether one file says everything.
    pub(super) fn is_one_file(&self) -> bool {
        self.links.len() == 1
    }

    /// Keeps the tree that several files make together: its lists tell what stands where in each.
    pub(super) fn with_tree(mut self, merged: &Value) -> Self {
        if self.links.len() > 1 {
            self.merged = Some(merged.clone());
        }
        self
    }

    /// Places findings, each in the highest file that has the field.
    pub(super) fn placed(&self, mut findings: Vec<(FieldPath, Reason)>) -> Vec<Diagnostic> {
        let most = usize::from(parse::MOST_FINDINGS);
        if findings.len() > most + 1 {
            findings.truncate(most);
            findings.push((FieldPath::default(), Reason::More { listed: parse::MOST_FINDINGS }));
        }
        let own: Vec<Option<Value>> = match self.merged {
            Some(_) => self.links.iter().map(Link::tree).collect(),
            None => Vec::new(),
        };
        let mut by_file: BTreeMap<usize, Vec<(FieldPath, Reason)>> = BTreeMap::new();
        for (path, reason) in findings {
            let (place, path) = self.find(&path, &reason, &own);
            by_file.entry(place).or_default().push((path, reason));
        }
        let place = |(place, found): (usize, Vec<_>)| match self.links.get(place) {
            Some(Link { file, .. }) => parse::placed(&file.shown, &file.text, found),
            None => Vec::new(),
        };
        by_file.into_iter().flat_map(place).collect()
    }

    /// Finds the link and the path in its file for a path in the merged tree. A field that no file
    /// has is shown at the nearest mapping or list around it that one has.
    fn find(&self, path: &FieldPath, reason: &Reason, own: &[Option<Value>]) -> (usize, FieldPath) {
        if let Some(merged) = &self.merged {
            let (target, _) = target_of(path, reason);
            for depth in (1..=target.0.len()).rev() {
                let part = FieldPath(target.0.iter().take(depth).cloned().collect());
                let found = own.iter().enumerate().find_map(|(place, own)| {
                    Some((place, same_field(&part, merged, own.as_ref()?)?))
                });
                if let Some((place, part)) = found {
                    let found = if depth == target.0.len() { reshaped(path, part) } else { part };
                    return (place, self.below(place, &found));
                }
            }
        }
        (0, self.below(0, path))
    }

    fn below(&self, place: usize, path: &FieldPath) -> FieldPath {
        let mut segments = self.links.get(place).map_or_else(Vec::new, |link| link.at.0.clone());
        segments.extend(path.0.iter().cloned());
        FieldPath(segments)
    }
}

/// Returns as much of a path in a file as the path in the merged tree has.
fn reshaped(path: &FieldPath, mut found: FieldPath) -> FieldPath {
    found.0.truncate(path.0.len());
    found
}

impl Link {
    /// Reads what the file says of the thing.
    fn tree(&self) -> Option<Value> {
        let mut tree = parse::tree(&self.file.shown, &self.file.text).ok()?;
        for segment in &self.at.0 {
            tree = match segment {
                Segment::Key(key) => tree.get_mut(key.as_str())?.clone(),
                Segment::Index(index) => tree.get_mut(*index)?.clone(),
            };
        }
        Some(tree)
    }
}

/// Finds the field of `merged` at `path` in the tree `own`, where elements of lists may stand at
/// other places: they are the same if their names are.
fn same_field(path: &FieldPath, merged: &Value, own: &Value) -> Option<FieldPath> {
    let (mut merged, mut own) = (merged, own);
    let mut segments = Vec::new();
    for segment in &path.0 {
        match segment {
            Segment::Key(key) => {
                merged = merged.get(key.as_str()).unwrap_or(&Value::Null);
                own = own.get(key.as_str())?;
                segments.push(segment.clone());
            }
            Segment::Index(index) => {
                let element = merged.get(*index)?;
                let name = name_of(element);
                let same = |other: &Value| match &name {
                    Some(_) => name_of(other) == name,
                    None => other == element,
                };
                let place = own.as_sequence()?.iter().position(same)?;
                segments.push(Segment::Index(place));
                (merged, own) = (element, own.get(place)?);
            }
        }
    }
    Some(FieldPath(segments))
}

/// The files of everything that a handbook was read from.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<(String, String), Chain>);

impl Sources {
    /// Keeps the files of one thing, by its list and its name there.
    pub(super) fn keep(&mut self, list: &str, name: &str, chain: Chain) {
        self.0.insert((list.to_owned(), name.to_owned()), chain);
    }

    /// Places findings about one thing.
    pub(super) fn placed(
        &self,
        list: &str,
        name: &str,
        findings: Vec<(FieldPath, Reason)>,
    ) -> Vec<Diagnostic> {
        if findings.is_empty() {
            return Vec::new();
        }
        let chain = self.0.get(&(list.to_owned(), name.to_owned()));
        chain.map_or_else(Vec::new, |chain| chain.placed(findings))
    }
}
