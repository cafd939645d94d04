//! The guides of all layers, each replaced or extended by the layers above it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde_yaml::Value;

use super::chain::Chain;
use super::diagnostic::{Diagnostic, Reason};
use super::dictionaries::not_a_mapping;
use super::layer::{GuideFile, Layer, SourceFile};
use super::merge::merge;
use super::path::FieldPath;
use super::references::Known;
use super::{parse, references, tree};
use crate::handbook::codec::{from_bytes, to_bytes};
use crate::handbook::crew;
use crate::handbook::model::{Filed, Guide, Origin};
use crate::handbook::value::Slug;

/// The field by which a guide names the one that it changes.
const EXTENDS: &str = "extends";

/// How many files are read at a time.
const FILES: usize = 256;

/// Guides that were read before, and whose files are as they were then.
pub trait Kept: Sync {
    /// Returns the bytes of the guide that a file of a layer gave: alone, and without a finding.
    fn guide(&self, layer: u16, path: &str) -> Option<Vec<u8>>;

    /// Returns the ids of all guides that there were.
    fn ids(&self) -> Vec<&str>;
}

/// Nothing was read before.
#[derive(Debug, Clone, Copy)]
pub struct NothingKept;

impl Kept for NothingKept {
    fn guide(&self, _: u16, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn ids(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// A guide as bytes.
#[derive(Debug)]
pub struct Draft {
    /// Its id.
    pub id: Slug,
    /// The bytes of the [`Filed`] guide.
    pub bytes: Vec<u8>,
    /// Its layer.
    pub layer: u16,
    /// Whether its file, named like it, gave it alone and without a finding.
    pub is_plain: bool,
    /// The place of its file in the layer.
    file: usize,
    /// The guides that it refers to, unless it was kept and nobody has looked.
    refers: Option<Vec<Slug>>,
    /// What is wrong with its references.
    findings: Vec<Diagnostic>,
}

impl Draft {
    /// Decodes the guide.
    pub fn decode(&self) -> Option<Filed<Guide>> {
        from_bytes(&self.bytes).ok()
    }

    /// Returns the path of its file below the folder of its layer.
    pub fn path<'l>(&self, layers: &'l [Layer]) -> Option<&'l str> {
        layers.get(usize::from(self.layer))?.guides.get(self.file).map(GuideFile::path)
    }
}

/// A guide's file with the number of its layer.
#[derive(Clone, Copy)]
struct Filing<'a> {
    layer: u16,
    number: usize,
    file: &'a GuideFile,
}

/// A guide with the files that it was read from.
struct Sourced {
    guide: Filed<Guide>,
    chain: Chain,
}

/// What the guides are read with.
pub(super) struct Reading<'a, 'k> {
    /// The layers, lowest first.
    pub(super) layers: &'a [Layer],
    /// What may be referred to, but for guides.
    pub(super) known: &'k Known<'k>,
    /// What need not be read.
    pub(super) kept: &'a dyn Kept,
    /// Is called after every file.
    pub(super) each: &'a (dyn Fn() + Sync),
}

/// The guides of all layers, each replaced or extended by the layers above it.
pub(super) struct Read<'a> {
    shelf: Shelf<'a>,
    kept: &'a dyn Kept,
    guides: BTreeMap<Slug, Draft>,
}

impl<'a> Reading<'a, '_> {
    /// Reads the guides of all layers.
    pub(super) fn read(self, findings: &mut Vec<Diagnostic>) -> Read<'a> {
        let shelf = Shelf::new(self.layers);
        let mut guides = BTreeMap::new();
        for (layer, files) in (0..).zip(self.layers) {
            let drafts = crew::share(files.guides.len(), FILES, |range| {
                let files = range.clone().zip(files.guides.get(range).unwrap_or_default());
                let file = |(number, file)| self.draft(&shelf, Filing { layer, number, file });
                files.map(file).collect::<Vec<_>>()
            });
            for (draft, found) in drafts.into_iter().flatten() {
                findings.extend(found);
                if let Some(draft) = draft {
                    shelf.put(draft, &mut guides, findings);
                }
            }
        }
        Read { shelf, kept: self.kept, guides }
    }

    /// Reads one file, with what is wrong with it.
    fn draft(&self, shelf: &Shelf<'_>, filing: Filing<'_>) -> (Option<Draft>, Vec<Diagnostic>) {
        let ready = self.kept(filing).or_else(|| self.built(filing));
        let draft = ready.map(|draft| (Some(draft), Vec::new()));
        let draft = draft.unwrap_or_else(|| self.draft_anew(shelf, filing));
        (self.each)();
        draft
    }

    fn kept(&self, Filing { layer, number, file }: Filing<'_>) -> Option<Draft> {
        let bytes = self.kept.guide(layer, file.path())?;
        let (id, findings) = (stem(file.path()).parse().ok()?, Vec::new());
        Some(Draft { id, bytes, layer, is_plain: true, file: number, refers: None, findings })
    }

    /// Takes what the build made, unless a layer took away what the guide refers to.
    fn built(&self, Filing { layer, number, file }: Filing<'_>) -> Option<Draft> {
        let GuideFile::Built { bytes, .. } = file else { return None };
        let Filed { value: guide, .. } = from_bytes::<Filed<Guide>>(bytes).ok()?;
        let (refers, findings) = (Some(referred(&guide)), Vec::new());
        let draft = |id| Draft {
            id,
            bytes: bytes.to_vec(),
            layer,
            is_plain: true,
            file: number,
            refers,
            findings,
        };
        references::check_guide(&guide, self.known).is_empty().then(|| draft(guide.id))
    }

    fn draft_anew(
        &self,
        shelf: &Shelf<'_>,
        filing: Filing<'_>,
    ) -> (Option<Draft>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let Some(Sourced { guide, chain }) = shelf.guide(filing, &mut findings) else {
            return (None, findings);
        };
        let wrong = chain.placed(references::check_guide(&guide.value, self.known));
        let draft = Draft {
            bytes: to_bytes(&guide),
            layer: filing.layer,
            is_plain: chain.is_one_file() && findings.is_empty() && wrong.is_empty(),
            file: filing.number,
            refers: Some(referred(&guide.value)),
            findings: wrong,
            id: guide.value.id,
        };
        (Some(draft), findings)
    }
}

/// Returns the guides that a guide refers to.
fn referred(guide: &Guide) -> Vec<Slug> {
    guide.parent.iter().chain(guide.related.iter().map(|related| &related.id)).cloned().collect()
}

impl Read<'_> {
    /// Returns the ids of the guides.
    pub(super) fn ids(&self) -> BTreeSet<String> {
        self.guides.keys().map(Slug::to_string).collect()
    }

    /// Checks the references to guides, now that all are known, and returns the guides by id.
    pub(super) fn check(self, known: &Known<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Draft> {
        let Self { shelf, kept, guides } = self;
        let is_gone = kept.ids().into_iter().any(|id| !known.has_guide(id));
        let check = |mut draft: Draft| {
            findings.append(&mut draft.findings);
            if is_gone && draft.refers.is_none() {
                draft.refers = draft.decode().map(|guide| referred(&guide.value));
            }
            let refers = draft.refers.take().unwrap_or_default();
            if !refers.iter().all(|id| known.has_guide(id.as_str())) {
                draft.is_plain = false;
                findings.extend(shelf.check_guides_of(&draft, known));
            }
            draft
        };
        guides.into_values().map(check).collect()
    }
}

/// The files in which `extends` looks for what it names.
struct Shelf<'a> {
    layers: &'a [Layer],
    /// The files of each layer by their names, the first of each.
    by_name: Vec<OnceLock<BTreeMap<&'a str, usize>>>,
    /// The files of each layer by the ids in them, read when a name is not that of a file.
    by_id: Vec<OnceLock<BTreeMap<String, usize>>>,
}

impl<'a> Shelf<'a> {
    fn new(layers: &'a [Layer]) -> Self {
        let by_name = layers.iter().map(|_| OnceLock::new()).collect();
        let by_id = layers.iter().map(|_| OnceLock::new()).collect();
        Self { layers, by_name, by_id }
    }

    /// Puts a guide in the place of that of a lower layer; the first of a layer stays.
    fn put(
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
    fn check_guides_of(&self, draft: &Draft, known: &Known<'_>) -> Vec<Diagnostic> {
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
    fn guide(&self, filing: Filing<'_>, findings: &mut Vec<Diagnostic>) -> Option<Sourced> {
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

#[cfg(test)]
mod tests {
    use super::super::{Loaded, load};
    use super::*;
    use crate::handbook::value::LocalizedText;

    const BELOW: &str = "id: move\ntitle: 转学\nsummary: 转学\nkind: licence\noffice: nobody\n\
        status: in_force\nchecked_on: \"2026-11-23\"\nrefusals:\n  - id: full\n    text: 满\n    \
        standing: local\n";

    /// Loads a lower layer with the guide `move` and a layer above it.
    fn loaded(lower: &str, upper: &[(&str, &str)]) -> Loaded {
        load(&[
            Layer::embedded("below", &[(lower, BELOW), ("handbook.yaml", ABOUT)]),
            Layer::embedded("above", &[upper, &[("handbook.yaml", ABOUT)]].concat()),
        ])
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
    fn what_the_build_made_is_taken_unless_what_it_refers_to_is_gone() {
        let office =
            ("offices.yaml", "offices: [{id: nobody, name: 局, kind: bureau, standing: local}]");
        let files = [("procedures/move.yaml", BELOW), ("handbook.yaml", ABOUT), office];
        let mut guide = load(&[Layer::embedded("below", &files)]).handbook.guides.remove(0);
        guide.value.title = LocalizedText::Plain("建".to_owned());
        let bytes: &'static [u8] = to_bytes(&guide).leak();
        let built = |files| load(&[Layer::embedded("below", files).built(|_| Some(bytes))]);
        assert_eq!(built(&files).handbook.guides, [guide]);
        let without = built(&files[..2]);
        assert_eq!(found(&without), [NO_OFFICE]);
        assert_eq!(without.handbook.guides[0].value.title.nearest("zh", "zh"), "转学");
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
