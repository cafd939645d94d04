//! The guides of all layers, each replaced or extended by the layers above it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_yaml::Value;

use super::chain::{Chain, Sources};
use super::diagnostic::{Diagnostic, Reason};
use super::dictionaries::not_a_mapping;
use super::layer::{Layer, SourceFile};
use super::merge::merge;
use super::path::FieldPath;
use super::{parse, tree};
use crate::handbook::model::{Filed, Guide, Origin};
use crate::handbook::value::Slug;

/// The field by which a guide names the one that it changes.
const EXTENDS: &str = "extends";

/// A guide's file with the number of its layer.
#[derive(Clone, Copy)]
struct Filing<'a> {
    layer: u16,
    file: &'a SourceFile,
}

/// A guide with the files that it was read from.
struct Sourced<'a> {
    guide: Filed<Guide>,
    chain: Chain<'a>,
}

/// Reads the guides of all layers, sorted by id. `each` is called after every file.
pub(super) fn guides<'a>(
    layers: &'a [Layer],
    sources: &mut Sources<'a>,
    findings: &mut Vec<Diagnostic>,
    each: &mut dyn FnMut(),
) -> Vec<Filed<Guide>> {
    let shelf = Shelf::new(layers);
    let mut guides: BTreeMap<Slug, (Filing<'_>, Sourced<'a>)> = BTreeMap::new();
    for (number, layer) in layers.iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        for file in &layer.guides {
            each();
            let filing = Filing { layer: number, file };
            let Some(sourced) = shelf.guide(filing, findings) else { continue };
            let id = sourced.guide.value.id.clone();
            match guides.get(&id) {
                Some((first, _)) if first.layer == number => {
                    let first = first.file.path.clone();
                    let reason = Reason::DuplicateId { id: id.to_string(), first };
                    let found = vec![(FieldPath::default().key("id"), reason)];
                    findings.extend(parse::placed(&file.shown, &file.text, found));
                }
                _ => {
                    guides.insert(id, (filing, sourced));
                }
            }
        }
    }
    let keep = |(id, (_, Sourced { guide, chain })): (Slug, (_, _))| {
        sources.keep(super::GUIDES, id.as_str(), chain);
        guide
    };
    guides.into_iter().map(keep).collect()
}

/// The files in which `extends` looks for what it names.
struct Shelf<'a> {
    layers: &'a [Layer],
    /// The files of each layer by the ids in them, read when a name is not that of a file.
    by_id: Vec<OnceCell<BTreeMap<String, &'a SourceFile>>>,
}

impl<'a> Shelf<'a> {
    fn new(layers: &'a [Layer]) -> Self {
        Self { layers, by_id: layers.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Reads one guide. A file that stands alone is typed at once; one that may extend another, or
    /// that has errors, is read as a tree.
    fn guide(&self, filing: Filing<'a>, findings: &mut Vec<Diagnostic>) -> Option<Sourced<'a>> {
        let file = filing.file;
        let chain = Chain::new(file, FieldPath::default());
        let origin = Origin { layer: filing.layer, file: file.path.clone(), changes: Vec::new() };
        let is_plain = !file.text.contains(EXTENDS) && !tree::has_aliases(&file.text);
        let sourced = if let Some(Ok(value)) = is_plain.then(|| serde_yaml::from_str(&file.text)) {
            Some(Sourced { guide: Filed { value, origin }, chain })
        } else {
            let tree = keep(parse::tree(&file.shown, &file.text), findings)?;
            match tree.get(EXTENDS) {
                Some(_) => self.extended(filing, tree, findings),
                None => typed(tree, chain, origin, findings),
            }
        };
        if let Some(sourced) = &sourced {
            warn_of_file_name(file, &sourced.guide.value.id, findings);
        }
        sourced
    }

    fn extended(
        &self,
        filing: Filing<'a>,
        tree: Value,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Sourced<'a>> {
        let mut trees = vec![(filing, tree)];
        while let Some((last, tree)) = trees.last_mut() {
            let last = *last;
            let base = match take_base(last.file, tree) {
                Base::None => break,
                Base::Id(base) => base,
                Base::Wrong(found) => {
                    findings.extend(found);
                    return None;
                }
            };
            let id = tree.get("id").and_then(Value::as_str).unwrap_or(&base).to_owned();
            let seen = |lower: &Filing<'_>| trees.iter().any(|(it, _)| is_same(*it, *lower));
            let reason = match self.base_of(&base, &id, last) {
                Some(lower) if !seen(&lower) => {
                    let file = lower.file;
                    trees.push((lower, keep(parse::tree(&file.shown, &file.text), findings)?));
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
    fn base_of(&self, base: &str, id: &str, from: Filing<'a>) -> Option<Filing<'a>> {
        let highest = if base == id { from.layer.checked_sub(1)? } else { from.layer };
        (0..=highest).rev().find_map(|layer| {
            let guides = &self.layers.get(usize::from(layer))?.guides;
            let named = guides.iter().find(|file| stem(&file.path) == base);
            let file = named.or_else(|| self.with_id(layer, base))?;
            Some(Filing { layer, file })
        })
    }

    fn with_id(&self, layer: u16, id: &str) -> Option<&'a SourceFile> {
        let layer = usize::from(layer);
        let files = &self.layers.get(layer)?.guides;
        let by_id = self.by_id.get(layer)?.get_or_init(|| {
            let id_of = |file| Some((id_in(file)?, file));
            files.iter().rev().filter_map(id_of).collect()
        });
        by_id.get(id).copied()
    }
}

fn id_in(file: &SourceFile) -> Option<String> {
    let tree = parse::tree(&file.shown, &file.text).ok()?;
    Some(tree.get("id")?.as_str()?.to_owned())
}

fn is_same(one: Filing<'_>, other: Filing<'_>) -> bool {
    std::ptr::eq(one.file, other.file)
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
fn lay<'a>(
    mut trees: Vec<(Filing<'a>, Value)>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Sourced<'a>> {
    let top = trees.first()?.0.file;
    let (lowest, mut tree) = trees.pop()?;
    let mut chain = Chain::new(lowest.file, FieldPath::default());
    let mut origin = Origin { layer: lowest.layer, file: top.path.clone(), changes: Vec::new() };
    for (Filing { layer, file }, upper) in trees.into_iter().rev() {
        let merged = merge(&mut tree, upper);
        origin.changes.extend(merged.changes.iter().map(|path| (path.to_string(), layer)));
        findings.extend(parse::placed(&file.shown, &file.text, merged.findings));
        chain.lay(file, FieldPath::default());
    }
    let chain = chain.with_tree(&tree);
    typed(tree, chain, origin, findings)
}

/// Types a tree; its errors are placed in the highest file of the chain that has the field.
fn typed<'a>(
    tree: Value,
    chain: Chain<'a>,
    origin: Origin,
    findings: &mut Vec<Diagnostic>,
) -> Option<Sourced<'a>> {
    match parse::typed(tree) {
        Ok(value) => Some(Sourced { guide: Filed { value, origin }, chain }),
        Err(errors) => {
            findings.extend(chain.placed(errors));
            None
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::{Loaded, load};
    use super::*;

    const BELOW: &str = "id: move\ntitle: 转学\nsummary: 转学\nkind: licence\noffice: nobody\n\
        status: in_force\nchecked_on: \"2026-11-23\"\nrefusals:\n  - id: full\n    text: 满\n    \
        standing: local\n";

    /// Loads a lower layer with the guide `move` and a layer above it.
    fn loaded(lower: &str, upper: &[(&str, &str)]) -> Loaded {
        load(
            &[
                Layer::embedded("below", &[(lower, BELOW), ("handbook.yaml", ABOUT)]),
                Layer::embedded("above", &[upper, &[("handbook.yaml", ABOUT)]].concat()),
            ],
            &mut || {},
        )
    }

    const ABOUT: &str = "{id: a, title: A, edition: '1', languages: [zh]}";

    /// Returns the findings, a line each.
    fn found(loaded: &Loaded) -> Vec<String> {
        loaded.findings.iter().map(ToString::to_string).collect()
    }

    const NO_OFFICE: &str =
        "below:procedures/move.yaml:5:9: error: there is no office `nobody` (in `office`)";

    #[test]
    fn a_reference_is_shown_in_the_highest_file_that_has_it() {
        let up = "extends: move\nrefusals:\n  - id: full\n    basis: [{law: none}]\n";
        let loaded = loaded("procedures/move.yaml", &[("procedures/move.yaml", up)]);
        let above = "above:procedures/move.yaml:4:19: error: there is no law `none` (in `refusals[0].basis[0].law`)";
        assert_eq!(found(&loaded), [above, NO_OFFICE]);
    }

    #[test]
    fn extends_is_found_however_it_is_written() {
        for up in [
            "extends: move\ntitle: 新\n",
            "\"extends\": move\ntitle: 新\n",
            "'extends' : move\ntitle: 新\n",
            "{title: 新, extends: move}",
            "title: 新\n? extends\n: move\n",
        ] {
            let loaded = loaded("procedures/move.yaml", &[("procedures/move.yaml", up)]);
            assert_eq!(found(&loaded), [NO_OFFICE], "{up}");
            let guide = &loaded.handbook.guides[0];
            assert_eq!(guide.value.title.nearest("zh", "zh"), "新");
            assert_eq!(guide.origin.changes, [("title".to_owned(), 1)]);
        }
    }

    #[test]
    fn a_guide_is_extended_by_its_id() {
        let up = [("procedures/new.yaml", "{id: new, extends: move, office: none}")];
        let loaded = loaded("procedures/other-name.yaml", &up);
        let ids: Vec<&str> = loaded.handbook.guides.iter().map(|it| it.value.id.as_str()).collect();
        assert_eq!(ids, ["move", "new"]);
    }

    #[test]
    fn what_extends_must_be_an_id() {
        let up = [("procedures/move.yaml", "{id: move, extends: [move]}")];
        let found = found(&loaded("procedures/move.yaml", &up));
        assert!(found[0].contains("1:21: error: found a list"), "{found:?}");
    }

    #[test]
    fn an_empty_list_empties_that_of_the_guide_below() {
        let up = [("procedures/move.yaml", "{extends: move, refusals: []}")];
        let loaded = loaded("procedures/move.yaml", &up);
        assert_eq!(loaded.handbook.guides[0].value.refusals, []);
    }

    #[test]
    fn guides_do_not_extend_each_other_in_a_circle() {
        let up = [
            ("procedures/a.yaml", "{id: a, extends: b}"),
            ("procedures/b.yaml", "{id: b, extends: a}"),
            ("procedures/c.yaml", "{id: c, extends: nothing}"),
        ];
        let loaded = loaded("procedures/move.yaml", &up);
        assert_eq!(loaded.handbook.guides.len(), 1);
        assert_eq!(loaded.findings.len(), 4);
    }
}
