//! The guides of all layers, each replaced or extended by the layers above it.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::diagnostic::{Diagnostic, Reason};
use super::dictionaries::not_a_mapping;
use super::layer::{Layer, SourceFile};
use super::merge::{Merged, merge};
use super::parse;
use super::path::{FieldPath, Segment};
use crate::handbook::model::{Filed, Guide, Origin};
use crate::handbook::value::Slug;

/// A guide's file with the number of its layer.
#[derive(Clone, Copy)]
struct Filing<'a> {
    layer: u16,
    file: &'a SourceFile,
}

/// Reads the guides of all layers, sorted by id. `each` is called after every file.
pub(super) fn guides(
    layers: &[Layer],
    findings: &mut Vec<Diagnostic>,
    each: &mut dyn FnMut(),
) -> Vec<Filed<Guide>> {
    let shelf = Shelf::new(layers);
    let mut guides: BTreeMap<Slug, (Filing<'_>, Filed<Guide>)> = BTreeMap::new();
    for (number, layer) in layers.iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        for file in &layer.guides {
            each();
            let filing = Filing { layer: number, file };
            let Some(guide) = shelf.guide(filing, findings) else { continue };
            let id = guide.value.id.clone();
            match guides.get(&id) {
                Some((first, _)) if first.layer == number => {
                    let first = first.file.path.clone();
                    let reason = Reason::DuplicateId { id: id.to_string(), first };
                    let found = vec![(FieldPath::default().key("id"), reason)];
                    findings.extend(parse::placed(&file.shown, &file.text, found));
                }
                _ => {
                    guides.insert(id, (filing, guide));
                }
            }
        }
    }
    guides.into_values().map(|(_, guide)| guide).collect()
}

/// The files in which `extends` looks for what it names.
struct Shelf<'a> {
    layers: &'a [Layer],
}

impl<'a> Shelf<'a> {
    fn new(layers: &'a [Layer]) -> Self {
        Self { layers }
    }

    /// Reads one guide. A file that stands alone is typed at once; one that extends another, or
    /// that has errors, is read as a tree.
    fn guide(&self, filing: Filing<'a>, findings: &mut Vec<Diagnostic>) -> Option<Filed<Guide>> {
        let file = filing.file;
        let origin = Origin { layer: filing.layer, file: file.path.clone(), changes: Vec::new() };
        let guide = if extends(&file.text) {
            self.extended(filing, findings)
        } else if let Ok(value) = serde_yaml::from_str(&file.text) {
            Some(Filed { value, origin })
        } else {
            let tree = keep(parse::tree(&file.shown, &file.text), findings)?;
            typed(tree, &[filing], origin, findings)
        };
        if let Some(guide) = &guide {
            warn_of_file_name(file, &guide.value.id, findings);
        }
        guide
    }

    fn extended(&self, filing: Filing<'a>, findings: &mut Vec<Diagnostic>) -> Option<Filed<Guide>> {
        let mut chain = vec![filing];
        let mut trees = Vec::new();
        while let Some(&last) = chain.last() {
            let file = last.file;
            let mut tree = keep(parse::tree(&file.shown, &file.text), findings)?;
            let Some(fields) = tree.as_mapping_mut() else {
                findings.push(not_a_mapping(file));
                return None;
            };
            let base = fields.remove("extends");
            let id = fields.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            trees.push((last, tree));
            let Some(base) = base.as_ref().and_then(Value::as_str) else { break };
            let reason = match self.base_of(base, &id, last) {
                Some(lower) if chain.iter().any(|seen| std::ptr::eq(seen.file, lower.file)) => {
                    let circle = chain.iter().map(|seen| seen.file.path.clone()).collect();
                    Reason::ExtendsItself { circle }
                }
                Some(lower) => {
                    chain.push(lower);
                    continue;
                }
                None => Reason::ExtendsNothing { id: base.to_owned() },
            };
            let found = vec![(FieldPath::default().key("extends"), reason)];
            findings.extend(parse::placed(&file.shown, &file.text, found));
            return None;
        }
        lay(trees, &chain, findings)
    }

    /// Finds what `extends: base` means in a file: the same id in a lower layer, or another id in
    /// the same layer or below.
    fn base_of(&self, base: &str, id: &str, from: Filing<'a>) -> Option<Filing<'a>> {
        let highest = if base == id { from.layer.checked_sub(1)? } else { from.layer };
        (0..=highest).rev().find_map(|layer| {
            let guides = &self.layers.get(usize::from(layer))?.guides;
            let file = guides.iter().find(|file| stem(&file.path) == base)?;
            Some(Filing { layer, file })
        })
    }
}

/// Lays a chain of trees, highest first, over each other and types the result.
fn lay(
    mut trees: Vec<(Filing<'_>, Value)>,
    chain: &[Filing<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Option<Filed<Guide>> {
    let (lowest, mut tree) = trees.pop()?;
    let top = chain.first()?;
    let mut origin =
        Origin { layer: lowest.layer, file: top.file.path.clone(), changes: Vec::new() };
    for (filing, upper) in trees.into_iter().rev() {
        let mut merged = Merged::default();
        merge(&mut tree, upper, &mut merged);
        let changes = merged.changes.iter().map(|path| (path.to_string(), filing.layer));
        origin.changes.extend(changes);
        findings.extend(parse::placed(&filing.file.shown, &filing.file.text, merged.findings));
    }
    typed(tree, chain, origin, findings)
}

/// Types a tree; its errors are placed in the highest file of the chain that has the field.
fn typed(
    tree: Value,
    chain: &[Filing<'_>],
    origin: Origin,
    findings: &mut Vec<Diagnostic>,
) -> Option<Filed<Guide>> {
    if !tree.is_mapping() {
        findings.extend(chain.first().map(|filing| not_a_mapping(filing.file)));
        return None;
    }
    let errors = match parse::typed(tree.clone()) {
        Ok(value) => return Some(Filed { value, origin }),
        Err(errors) => errors,
    };
    for (path, reason) in errors {
        let placed = chain.iter().find_map(|filing| {
            let own = parse::tree(&filing.file.shown, &filing.file.text).ok()?;
            Some((filing, same_field(&path, &tree, &own)?))
        });
        let (filing, path) = placed.or_else(|| Some((chain.first()?, path.clone())))?;
        findings.extend(parse::placed(&filing.file.shown, &filing.file.text, vec![(path, reason)]));
    }
    None
}

/// Finds the field of `merged` at `path` in the file `own`, where elements of lists may stand at
/// other places: they are the same if their ids are.
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
                let id = super::merge::id_of(element);
                let same = |other: &Value| match id {
                    Some(_) => super::merge::id_of(other) == id,
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

/// Says whether a file extends a guide, without parsing it: the field stands at the margin.
fn extends(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("extends:"))
}

fn keep(tree: Result<Value, Diagnostic>, findings: &mut Vec<Diagnostic>) -> Option<Value> {
    tree.map_err(|finding| findings.push(finding)).ok()
}

fn warn_of_file_name(file: &SourceFile, id: &Slug, findings: &mut Vec<Diagnostic>) {
    if stem(&file.path) != id.as_str() {
        let reason = Reason::FileName { id: id.to_string() };
        findings.push(Diagnostic::warning(&file.shown, reason));
    }
}

/// Returns the name of a file without folder and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}
