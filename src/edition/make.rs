//! Making the pack of folders.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::map::Map;
use super::stamp::{Stamp, Taken};
use super::{BUILT_IN, OpenError, Source};
use crate::handbook::codec::Damaged;
use crate::handbook::load::diagnostic::{Diagnostic, Reason};
use crate::handbook::load::files::{self, Listing};
use crate::handbook::load::layer::Layer;
use crate::handbook::load::{self, Kept, NothingKept};
use crate::handbook::model::{Filed, Guide};
use crate::handbook::pack::{self, Pack, Sheets, Table};
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

/// Packs layers. Guides whose files are as they were in the pack `before` are not read again.
pub(super) fn pack(
    sources: &[Source],
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
    let mut layers: Vec<Layer> =
        listed.into_iter().map(|(root, listing)| Layer::read_listed(root, listing)).collect();
    let folders = layers.len();
    if layers.is_empty() || stands_on_built_in(sources, &layers) {
        layers.insert(0, built_in());
    }
    let beneath = layers.len() - folders;
    progress.start(layers.iter().map(|layer| layer.guides.len()).sum());
    let before = before.and_then(|map| Before::open(map, &stamp, beneath, layers.len()).ok()?);
    let kept = before.as_ref().map_or(&NothingKept as &dyn Kept, |before| before);
    let drafted = load::draft(&layers, kept, &|| progress.advance());
    progress.index();
    let plain = drafted.guides.iter().filter(|draft| draft.is_plain);
    let plain: BTreeSet<(usize, String)> = plain
        .filter_map(|draft| {
            let folder = usize::from(draft.layer).checked_sub(beneath)?;
            Some((folder, draft.path(&layers)?.to_owned()))
        })
        .collect();
    let stamp = if whom == For::Cache { stamp.to_bytes(&plain) } else { Vec::new() };
    drop((plain, layers));
    let sheets = pack::write_drafted(drafted, &stamp);
    progress.finish();
    Ok(sheets)
}

/// Returns the layer of the built-in edition.
fn built_in() -> Layer {
    let guides = Pack::open(national::PACK).and_then(|pack| pack.guides()).ok();
    let bytes = |path: &str| {
        let guides = guides.as_ref()?;
        guides.bytes(guides.place_of(load::id_of(path)).ok()??).ok()
    };
    Layer::embedded(BUILT_IN, national::FILES).built(bytes)
}

/// A pack that was made before, of the same layers and dictionaries.
struct Before<'a> {
    taken: Taken<'a>,
    guides: Table<'a, Filed<Guide>>,
    now: &'a Stamp,
    /// How many layers lie beneath the folders.
    beneath: usize,
}

impl<'a> Before<'a> {
    fn open(
        map: &'a Map,
        now: &'a Stamp,
        beneath: usize,
        layers: usize,
    ) -> Result<Option<Self>, Damaged> {
        let (pack, taken) = (map.pack()?, map.taken()?);
        let is_same = taken.has_same_others(now) && pack.layers()?.len() == layers;
        Ok(is_same.then_some(Self { taken, guides: pack.guides()?, now, beneath }))
    }
}

impl Kept for Before<'_> {
    fn guide(&self, layer: u16, path: &str) -> Option<Vec<u8>> {
        let folder = usize::from(layer).checked_sub(self.beneath)?;
        if !self.taken.is_kept(folder, path, self.now.mark(folder, path)?) {
            return None;
        }
        let place = self.guides.place_of(load::id_of(path)).ok()??;
        self.guides.bytes(place).ok().map(Cow::into_owned)
    }

    fn ids(&self) -> Vec<&str> {
        (0..self.guides.len()).filter_map(|place| self.guides.id(place).ok()).collect()
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
