//! Making the pack of folders.

use std::collections::BTreeSet;
use std::path::Path;

use super::folder::Mark;
use super::journal::{Journal, Parts, Record};
use super::map::Map;
use super::stamp::{Stamp, Taken};
use super::{BUILT_IN, OpenError, Source, cache};
use crate::handbook::codec::Damaged;
use crate::handbook::load::diagnostic::{Diagnostic, Reason};
use crate::handbook::load::files::{self, Listing};
use crate::handbook::load::layer::{Layer, Made};
use crate::handbook::load::{self, Draft, Kept, KeptGuide};
use crate::handbook::model::{Filed, Guide};
use crate::handbook::pack::{self, Pack, Sheets, Table};
use crate::handbook::value::Slug;
use crate::national;

/// Is told how the packing of folders goes on; many hands tell it at once.
pub trait Progress: Sync {
    /// Packing starts; so many guides will be read.
    fn start(&self, guides: usize);
    /// One more guide was read.
    fn advance(&self);
    /// Everything is read; what is left is to make the index and to write the pack.
    fn index(&self);
    /// Packing has ended.
    fn finish(&self);
}

/// For whom a pack is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// For this machine: it knows the files that it was made from.
    Cache,
    /// For others, whom the files of this machine do not concern.
    Others,
}

/// Packs layers. Guides whose files are as they were in the pack `before` are not read again. If
/// there are many, what is read is written beside the `place` of the kept pack, and what a packing
/// that was stopped has left there is not read again either.
pub(super) fn pack(
    sources: &[Source],
    place: Option<&Path>,
    before: Option<&Map>,
    whom: For,
    progress: &dyn Progress,
) -> Result<Sheets, OpenError> {
    let folders = sources.iter().filter_map(|source| match source {
        Source::Path(path) => Some(path.as_path()),
        Source::BuiltIn => None,
    });
    let listed: Vec<(&Path, Listing)> = folders.map(|root| (root, files::list(root))).collect();
    refuse_strangers(&listed)?;
    // Taken before the files are read: a change meanwhile makes the pack stale, never wrong.
    let stamp = Stamp::take(&listed);
    let place = place.filter(|_| stamp.is_large());
    let parts = place.map(cache::open_parts).unwrap_or_default();
    // Begun before anything is read: what it knows of a file was true when the file was read.
    let journal = place.and_then(|place| Journal::begin(cache::create_part(place).ok()?, &stamp));
    let mut layers: Vec<Layer> =
        listed.into_iter().map(|(root, listing)| Layer::read_listed(root, listing)).collect();
    let folders = layers.len();
    if layers.is_empty() || stands_on_built_in(sources, &layers) {
        layers.insert(0, built_in());
    }
    let beneath = layers.len() - folders;
    progress.start(layers.iter().map(|layer| layer.guides.len()).sum());
    let before = before.and_then(|map| Before::open(map, &stamp, layers.len()).ok()?);
    let read = Parts::read(&parts, &stamp);
    let kept = Remembered { before, parts: read, journal, now: &stamp, beneath };
    let drafted = load::draft(&layers, &kept, &|| progress.advance());
    drop(kept);
    progress.index();
    let plain = plain(&drafted.guides, &layers, beneath);
    let stamp = if whom == For::Cache { stamp.to_bytes(&plain) } else { Vec::new() };
    drop((parts, plain, layers));
    let sheets = pack::write_drafted(drafted, &stamp);
    progress.finish();
    Ok(sheets)
}

/// Returns the files that gave a guide alone and without a finding: folder and path.
fn plain(guides: &[Draft], layers: &[Layer], beneath: usize) -> BTreeSet<(usize, String)> {
    let file = |draft: &Draft| {
        let folder = usize::from(draft.layer).checked_sub(beneath)?;
        Some((folder, draft.path(layers)?.to_owned()))
    };
    guides.iter().filter(|draft| draft.is_plain).filter_map(file).collect()
}

/// Returns the layer of the built-in edition, with what the build made of its files.
fn built_in() -> Layer {
    let pack = Pack::open(national::PACK).ok();
    let made = pack.as_ref().and_then(|pack| {
        let (documents, laws) = (pack.documents().ok()?, pack.laws().ok()?);
        Some(Made { documents: documents.all().ok()?, laws: laws.all().ok()? })
    });
    let guides = pack.and_then(|pack| pack.guides().ok());
    let bytes = |path: &str| {
        let guides = guides.as_ref()?;
        guides.bytes(guides.place_of(load::id_of(path)).ok()??).ok()
    };
    Layer { made, ..Layer::embedded(BUILT_IN, national::FILES).built(bytes) }
}

/// A pack that was made before, of the same layers and dictionaries.
struct Before<'a> {
    taken: Taken<'a>,
    guides: Table<'a, Filed<Guide>>,
}

impl<'a> Before<'a> {
    fn open(map: &'a Map, now: &Stamp, layers: usize) -> Result<Option<Self>, Damaged> {
        let (pack, taken) = (map.pack()?, map.taken()?);
        let is_same = taken.has_same_others(now) && pack.layers()?.len() == layers;
        Ok(is_same.then_some(Self { taken, guides: pack.guides()? }))
    }

    fn guide(&self, folder: usize, path: &str, now: Mark) -> Option<KeptGuide> {
        if !self.taken.is_kept(folder, path, now) {
            return None;
        }
        let place = self.guides.place_of(load::id_of(path)).ok()??;
        let bytes = self.guides.bytes(place).ok()?.into_owned();
        Some(KeptGuide { bytes, refers: None })
    }

    fn ids(&self) -> Vec<&str> {
        (0..self.guides.len()).filter_map(|place| self.guides.id(place).ok()).collect()
    }
}

/// What packings before this one have read, and where this one writes down what it reads.
struct Remembered<'a> {
    before: Option<Before<'a>>,
    parts: Parts<'a>,
    journal: Option<Journal>,
    now: &'a Stamp,
    /// How many layers lie beneath the folders.
    beneath: usize,
}

impl Remembered<'_> {
    /// Returns the number of a layer's folder.
    fn folder(&self, layer: u16) -> Option<usize> {
        usize::from(layer).checked_sub(self.beneath)
    }
}

impl Kept for Remembered<'_> {
    fn guide(&self, layer: u16, path: &str) -> Option<KeptGuide> {
        let folder = self.folder(layer)?;
        let before = || self.before.as_ref()?.guide(folder, path, self.now.mark(folder, path)?);
        before().or_else(|| self.parts.guide(folder, path))
    }

    fn ids(&self) -> Vec<&str> {
        self.before.as_ref().map(Before::ids).unwrap_or_default()
    }

    fn note(&self, layer: u16, path: &str, refers: &[Slug], bytes: &[u8]) {
        if let (Some(journal), Some(folder)) = (&self.journal, self.folder(layer))
            && let Some(mark) = self.now.mark(folder, path)
        {
            journal.note(&Record { folder, path, mark, refers, bytes });
        }
    }
}

/// Refuses folders that hold no handbook.
fn refuse_strangers(listed: &[(&Path, Listing)]) -> Result<(), OpenError> {
    let is_fatal = |finding: &&Diagnostic| {
        matches!(finding.reason, Reason::NotAHandbook {} | Reason::Unreadable { .. })
    };
    let empty = listed.iter().filter(|(_, l)| l.dictionaries.is_empty() && l.guides.is_empty());
    match empty.flat_map(|(_, listing)| &listing.findings).find(is_fatal) {
        Some(finding) => Err(OpenError::NotAHandbook(Box::new(finding.clone()))),
        None => Ok(()),
    }
}

/// Says whether the built-in edition lies beneath: because it was asked for, or because the lowest
/// folder changes it.
fn stands_on_built_in(sources: &[Source], layers: &[Layer]) -> bool {
    let lowest = layers.first().map(|layer| load::about(layer, &mut Vec::new()));
    let base = lowest.and_then(|about| about.base);
    sources.contains(&Source::BuiltIn) || base.is_some_and(|base| base == *BUILT_IN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::load::NothingKept;

    const ABOUT: (&str, &str) =
        ("handbook.yaml", "{id: own, title: 局, edition: '1', languages: [zh], base: national}");

    /// Compares what the build made with what its files say, under a layer.
    #[track_caller]
    fn case(texts: &[(&str, &str)]) {
        let pack = |national: Layer| {
            let layers = [national, Layer::embedded("own", texts)];
            let drafted = load::draft(&layers, &NothingKept, &|| {});
            pack::write_drafted(drafted, &[]).to_bytes()
        };
        let read = Layer::embedded(BUILT_IN, national::FILES);
        assert!(pack(built_in()) == pack(read));
    }

    #[test]
    fn what_the_build_made_is_what_the_files_say() {
        case(&[ABOUT]);
        case(&[ABOUT, ("documents.yaml", "documents: [{id: photo, note: {zh: 白底}}]")]);
        case(&[ABOUT, ("laws.yaml", "laws: [{id: no-such-law, status: x}]")]);
    }
}
