//! The files of guides on their shelf: each is read with those that it extends.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde_yaml::Value;

use super::chain::Chain;
use super::diagnostic::{Diagnostic, Reason};
use super::dictionaries::not_a_mapping;
use super::guides::Draft;
use super::layer::{GuideFile, Layer, SourceFile};
use super::merge::merge;
use super::path::FieldPath;
use super::references::Known;
use super::{parse, references, tree};
use crate::handbook::model::{Filed, Guide, Origin};
use crate::handbook::value::Slug;

/// The field by which a guide names the one that it changes.
const EXTENDS: &str = "extends";

/// A guide's file with the number of its layer.
#[derive(Clone, Copy)]
pub(super) struct Filing<'a> {
    /// The number of the layer.
    pub(super) layer: u16,
    /// The place of the file in the layer.
    pub(super) number: usize,
    /// The file.
    pub(super) file: &'a GuideFile,
}

/// A guide with the files that it was read from.
pub(super) struct Sourced {
    /// The guide.
    pub(super) guide: Filed<Guide>,
    /// The files, as they lie over each other.
    pub(super) chain: Chain,
}

/// The files in which `extends` looks for what it names.
pub(super) struct Shelf<'a> {
    layers: &'a [Layer],
    /// The files of each layer by their names, the first of each.
    by_name: Vec<OnceLock<BTreeMap<&'a str, usize>>>,
    /// The files of each layer by the ids in them, read when a name is not that of a file.
    by_id: Vec<OnceLock<BTreeMap<String, usize>>>,
}

impl<'a> Shelf<'a> {
    /// Puts up the files of layers; those that `extends` names are looked for when it does.
    pub(super) fn new(layers: &'a [Layer]) -> Self {
        let by_name = layers.iter().map(|_| OnceLock::new()).collect();
        let by_id = layers.iter().map(|_| OnceLock::new()).collect();
        Self { layers, by_name, by_id }
    }

    /// Puts a guide in the place of that of a lower layer; the first of a layer stays.
    pub(super) fn put(
        &self,
        draft: Draft,
        guides: &mut BTreeMap<Slug, Draft>,
        findings: &mut Vec<Diagnostic>,
    ) {
        match guides.get_mut(&draft.id) {
            Some(first) if first.layer == draft.layer => {
                first.is_plain = false;
                findings.extend(self.doubled(first, &draft));
            }
            _ => drop(guides.insert(draft.id.clone(), draft)),
        }
    }

    /// Returns the finding about a second guide with an id.
    fn doubled(&self, first: &Draft, second: &Draft) -> Vec<Diagnostic> {
        let path = |draft| self.filing(draft).map(|filing| filing.file.path().to_owned());
        let file = self.filing(second).and_then(|filing| filing.file.read().ok());
        let (Some(first), Some(file)) = (path(first), file) else { return Vec::new() };
        let reason = Reason::DuplicateId { id: second.id.to_string(), first };
        let found = vec![(FieldPath::default().key("id"), reason)];
        parse::placed(&file.shown, &file.text, found)
    }

    /// Places the findings about references to other guides: reads the files again.
    pub(super) fn check_guides_of(&self, draft: &Draft, known: &Known<'_>) -> Vec<Diagnostic> {
        let filing = self.filing(draft);
        let sourced = filing.and_then(|filing| self.guide(filing, &mut Vec::new()));
        let placed = |Sourced { guide, chain }| {
            let guide: Filed<Guide> = guide;
            let chain: Chain = chain;
            chain.placed(references::check_guides_of(&guide.value, known))
        };
        sourced.map(placed).unwrap_or_default()
    }

    fn filing(&self, draft: &Draft) -> Option<Filing<'a>> {
        self.filing_at(draft.layer, draft.file)
    }

    fn filing_at(&self, layer: u16, number: usize) -> Option<Filing<'a>> {
        let file = self.layers.get(usize::from(layer))?.guides.get(number)?;
        Some(Filing { layer, number, file })
    }

    /// Reads one guide. A file that stands alone is typed at once; one that may extend another, or
    /// that has errors, is read as a tree.
    pub(super) fn guide(
        &self,
        filing: Filing<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Sourced> {
        let file = &keep(filing.file.read(), findings)?;
        let chain = Chain::new(file, FieldPath::default());
        let origin = Origin { layer: filing.layer, file: file.path.clone(), changes: Vec::new() };
        let is_plain = !file.text.contains(EXTENDS) && !tree::has_aliases(&file.text);
        let sourced = if let Some(Ok(value)) = is_plain.then(|| serde_yaml::from_str(&file.text)) {
            Some(Sourced { guide: Filed { value, origin }, chain })
        } else {
            let tree = keep(parse::tree(&file.shown, &file.text), findings)?;
            match tree.get(EXTENDS) {
                Some(_) => self.extended(filing.open(file), tree, findings),
                None => typed(tree, chain, origin, findings),
            }
        };
        if let Some(sourced) = &sourced {
            warn_of_file_name(file, &sourced.guide.value.id, findings);
        }
        sourced
    }

    fn extended(&self, file: Open, tree: Value, findings: &mut Vec<Diagnostic>) -> Option<Sourced> {
        let mut trees = vec![(file, tree)];
        while let Some((last, tree)) = trees.last_mut() {
            let last = last.clone();
            let base = match take_base(&last.file, tree) {
                Base::None => break,
                Base::Id(base) => base,
                Base::Wrong(found) => {
                    findings.extend(found);
                    return None;
                }
            };
            let id = tree.get("id").and_then(Value::as_str).unwrap_or(&base).to_owned();
            let seen = |lower: &Filing<'_>| trees.iter().any(|(it, _)| it.is(lower));
            let reason = match self.base_of(&base, &id, last.layer) {
                Some(lower) if !seen(&lower) => {
                    let file = keep(lower.file.read(), findings)?;
                    let tree = keep(parse::tree(&file.shown, &file.text), findings)?;
                    trees.push((lower.open(&file), tree));
                    continue;
                }
                Some(_) => {
                    let circle = trees.iter().map(|(seen, _)| seen.file.path.clone()).collect();
                    Reason::ExtendsItself { circle }
                }
                None => Reason::ExtendsNothing { id: base },
            };
            let found = vec![(FieldPath::default().key(EXTENDS), reason)];
            findings.extend(parse::placed(&last.file.shown, &last.file.text, found));
            return None;
        }
        lay(trees, findings)
    }

    /// Finds what `extends: base` means in a file: the same id in a lower layer, or another id in
    /// the same layer or below.
    fn base_of(&self, base: &str, id: &str, from: u16) -> Option<Filing<'a>> {
        let highest = if base == id { from.checked_sub(1)? } else { from };
        (0..=highest).rev().find_map(|layer| {
            let number = self.named(layer, base).or_else(|| self.with_id(layer, base))?;
            self.filing_at(layer, number)
        })
    }

    fn named(&self, layer: u16, name: &str) -> Option<usize> {
        let layer = usize::from(layer);
        let files = &self.layers.get(layer)?.guides;
        let by_name = self.by_name.get(layer)?.get_or_init(|| {
            let names = files.iter().enumerate().rev();
            names.map(|(number, file)| (stem(file.path()), number)).collect()
        });
        by_name.get(name).copied()
    }

    fn with_id(&self, layer: u16, id: &str) -> Option<usize> {
        let layer = usize::from(layer);
        let files = &self.layers.get(layer)?.guides;
        let by_id = self.by_id.get(layer)?.get_or_init(|| {
            let ids = files.iter().enumerate().rev();
            ids.filter_map(|(number, file)| Some((id_in(file)?, number))).collect()
        });
        by_id.get(id).copied()
    }
}

/// A guide's file that was read.
#[derive(Clone)]
struct Open {
    layer: u16,
    number: usize,
    file: Arc<SourceFile>,
}

impl Filing<'_> {
    fn open(self, file: &Arc<SourceFile>) -> Open {
        Open { layer: self.layer, number: self.number, file: Arc::clone(file) }
    }
}

impl Open {
    fn is(&self, filing: &Filing<'_>) -> bool {
        (self.layer, self.number) == (filing.layer, filing.number)
    }
}

fn id_in(file: &GuideFile) -> Option<String> {
    let file = file.read().ok()?;
    let tree = parse::tree(&file.shown, &file.text).ok()?;
    Some(tree.get("id")?.as_str()?.to_owned())
}

/// What a tree says of the guide that it changes.
enum Base {
    /// It changes none.
    None,
    /// Its id, or the name of its file.
    Id(String),
    /// What cannot be one.
    Wrong(Vec<Diagnostic>),
}

/// Takes the field `extends` out of a tree.
fn take_base(file: &SourceFile, tree: &mut Value) -> Base {
    let Some(fields) = tree.as_mapping_mut() else {
        return Base::Wrong(vec![not_a_mapping(file, tree)]);
    };
    let Some(base) = fields.remove(EXTENDS) else { return Base::None };
    match parse::typed::<Slug>(base) {
        Ok(base) => Base::Id(base.to_string()),
        Err(found) => {
            let at = |(_, reason)| (FieldPath::default().key(EXTENDS), reason);
            let found = found.into_iter().map(at).collect();
            Base::Wrong(parse::placed(&file.shown, &file.text, found))
        }
    }
}

/// Lays trees, highest first, over each other and types the result.
fn lay(mut trees: Vec<(Open, Value)>, findings: &mut Vec<Diagnostic>) -> Option<Sourced> {
    let top = Arc::clone(&trees.first()?.0.file);
    let (lowest, mut tree) = trees.pop()?;
    let mut chain = Chain::new(&lowest.file, FieldPath::default());
    let mut origin = Origin { layer: lowest.layer, file: top.path.clone(), changes: Vec::new() };
    for (Open { layer, file, .. }, upper) in trees.into_iter().rev() {
        let merged = merge(&mut tree, upper);
        origin.changes.extend(merged.changes.iter().map(|path| (path.to_string(), layer)));
        findings.extend(parse::placed(&file.shown, &file.text, merged.findings));
        chain.lay(&file, FieldPath::default());
    }
    let chain = chain.with_tree(&tree);
    typed(tree, chain, origin, findings)
}

/// Types a tree; its errors are placed in the highest file of the chain that has the field.
fn typed(
    tree: Value,
    chain: Chain,
    origin: Origin,
    findings: &mut Vec<Diagnostic>,
) -> Option<Sourced> {
    match parse::typed(tree) {
        Ok(value) => Some(Sourced { guide: Filed { value, origin }, chain }),
        Err(errors) => {
            findings.extend(chain.placed(errors));
            None
        }
    }
}

fn keep<T>(read: Result<T, Diagnostic>, findings: &mut Vec<Diagnostic>) -> Option<T> {
    read.map_err(|finding| findings.push(finding)).ok()
}

fn warn_of_file_name(file: &SourceFile, id: &Slug, findings: &mut Vec<Diagnostic>) {
    if stem(&file.path) != id.as_str() {
        let reason = Reason::FileName { id: id.to_string() };
        findings.push(Diagnostic::warning(&file.shown, reason));
    }
}

/// Returns the name of a file without folder and extension: the id that its guide should have.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}
