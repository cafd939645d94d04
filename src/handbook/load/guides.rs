//! The guides of all layers, each replaced or extended by the layers above it.

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::Diagnostic;
use super::layer::{GuideFile, Layer};
use super::references;
use super::references::Known;
use super::shelf::{Filing, Shelf, Sourced, stem};
use crate::handbook::codec::{from_bytes, to_bytes};
use crate::handbook::crew;
use crate::handbook::model::{Filed, Guide};
use crate::handbook::value::Slug;

/// How many files are read at a time.
const FILES: usize = 256;

/// Guides that were read before, and whose files are as they were then.
pub trait Kept: Sync {
    /// Returns the guide that a file of a layer gave: alone, and without a finding.
    fn guide(&self, layer: u16, path: &str) -> Option<KeptGuide>;

    /// Returns the ids of all guides that there were when references were last looked at.
    fn ids(&self) -> Vec<&str>;

    /// Is given each such guide that was read anew: its file, the guides that it refers to and its
    /// bytes. Many hands give them at once.
    fn note(&self, _layer: u16, _path: &str, _refers: &[Slug], _bytes: &[u8]) {}
}

/// A guide that was read before.
#[derive(Debug)]
pub struct KeptGuide {
    /// The bytes of the [`Filed`] guide.
    pub bytes: Vec<u8>,
    /// The guides that it refers to, unless all of them were there.
    pub refers: Option<Vec<Slug>>,
}

/// Nothing was read before.
#[derive(Debug, Clone, Copy)]
pub struct NothingKept;

impl Kept for NothingKept {
    fn guide(&self, _: u16, _: &str) -> Option<KeptGuide> {
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
    pub(super) file: usize,
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
        let KeptGuide { bytes, refers } = self.kept.guide(layer, file.path())?;
        let (id, findings) = (stem(file.path()).parse().ok()?, Vec::new());
        Some(Draft { id, bytes, layer, is_plain: true, file: number, refers, findings })
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
        let is_plain = chain.is_one_file() && findings.is_empty() && wrong.is_empty();
        let (bytes, refers) = (to_bytes(&guide), referred(&guide.value));
        if is_plain {
            self.kept.note(filing.layer, filing.file.path(), &refers, &bytes);
        }
        let draft = Draft {
            bytes,
            layer: filing.layer,
            is_plain,
            file: filing.number,
            refers: Some(refers),
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
        let built = |files| load(&[Layer::embedded("below", files).built(|_| Some(bytes.into()))]);
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
