//! The handbook of a run: the built-in edition, a pack file, or folders laid over each other.
//!
//! Folders are packed once; the pack is kept in a cache that may be thrown away at any time, and
//! without a cache that can be written everything still works. This module opens files of packs
//! and asks for sizes and times; it knows no terminal, clock or environment.

mod cache;
mod folder;
mod map;
mod stamp;

use std::fmt;
use std::path::{Path, PathBuf};

use self::map::Map;
use self::stamp::Stamp;
use crate::handbook::load::diagnostic::{Diagnostic, Reason};
use crate::handbook::load::files::{self, Listing};
use crate::handbook::load::layer::Layer;
use crate::handbook::load::{self, Loaded};
use crate::handbook::pack::{self, Pack};
use crate::national;

/// Where a layer of the handbook comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The edition that is part of the program.
    BuiltIn,
    /// A folder with YAML files, or a pack file.
    Path(PathBuf),
}

/// The name of the built-in edition, on the command line and as `base`.
pub const BUILT_IN: &str = "national";

/// Is told how the packing of folders goes on.
pub trait Progress {
    /// Packing starts; so many steps will be made, two for each guide: it is read and parsed.
    fn start(&mut self, steps: usize);
    /// One more step was made.
    fn advance(&mut self);
    /// Everything is read; what is left is to make the index and to write the pack.
    fn index(&mut self);
    /// Packing has ended.
    fn finish(&mut self);
}

/// An open handbook.
#[derive(Debug)]
pub struct Edition {
    bytes: Bytes,
}

#[derive(Debug)]
enum Bytes {
    BuiltIn,
    File(Map),
    Kept(Map, PathBuf),
    Owned(Vec<u8>),
}

impl Edition {
    /// Opens the built-in edition.
    pub fn built_in() -> Self {
        Self { bytes: Bytes::BuiltIn }
    }

    /// Opens layers, lowest first. `cache` is the folder for packs, if there may be one.
    ///
    /// # Errors
    /// When a layer cannot be opened at all. What is wrong within files is in the pack's findings.
    pub fn open(
        sources: &[Source],
        cache: Option<&Path>,
        progress: &mut dyn Progress,
    ) -> Result<Self, OpenError> {
        match sources {
            [] | [Source::BuiltIn] => Ok(Self::built_in()),
            [Source::Path(file)] if file.is_file() => Self::open_pack(file),
            _ => Self::open_folders(sources, cache, progress),
        }
    }

    fn open_pack(file: &Path) -> Result<Self, OpenError> {
        let map = Map::open(file).map_err(|error| OpenError::unreadable(file, &error))?;
        match map.pack().and_then(|pack| pack.layers()) {
            Ok(_) => Ok(Self { bytes: Bytes::File(map) }),
            Err(_) => Err(OpenError::NotAPack(file.to_owned())),
        }
    }

    fn open_folders(
        sources: &[Source],
        cache: Option<&Path>,
        progress: &mut dyn Progress,
    ) -> Result<Self, OpenError> {
        let sources = absolute(sources)?;
        let kept = cache.map(|folder| cache::file_of(folder, &sources));
        if let Some((map, file)) =
            kept.as_deref().and_then(|file| Some((cache::fresh(file)?, file)))
        {
            return Ok(Self { bytes: Bytes::Kept(map, file.to_owned()) });
        }
        let bytes = pack_folders(&sources, progress)?;
        if let Some(file) = kept {
            // A cache is never needed: without one the next run packs again.
            let _ = cache::keep(&file, &bytes);
        }
        Ok(Self { bytes: Bytes::Owned(bytes) })
    }

    /// Returns the pack.
    ///
    /// # Panics
    /// Never: the bytes were opened before.
    pub fn pack(&self) -> Pack<'_> {
        let pack = match &self.bytes {
            Bytes::BuiltIn => Pack::open(national::PACK),
            Bytes::File(map) | Bytes::Kept(map, _) => map.pack(),
            Bytes::Owned(bytes) => Pack::open(bytes),
        };
        pack.expect("it was opened before, or written by this program")
    }

    /// Throws the pack away if it comes from the cache, where a damaged one is no loss: says
    /// whether opening the handbook again makes a new one.
    pub fn discard(&self) -> bool {
        match &self.bytes {
            Bytes::Kept(_, file) => std::fs::remove_file(file).is_ok(),
            Bytes::BuiltIn | Bytes::File(_) | Bytes::Owned(_) => false,
        }
    }
}

/// Makes paths absolute, so that the cache knows a handbook from wherever it is asked.
fn absolute(sources: &[Source]) -> Result<Vec<Source>, OpenError> {
    let absolute = |source: &Source| match source {
        Source::BuiltIn => Ok(Source::BuiltIn),
        Source::Path(path) if path.is_file() => Err(OpenError::PackAmongLayers(path.clone())),
        Source::Path(path) => path
            .canonicalize()
            .map(Source::Path)
            .map_err(|error| OpenError::unreadable(path, &error)),
    };
    sources.iter().map(absolute).collect()
}

fn pack_folders(sources: &[Source], progress: &mut dyn Progress) -> Result<Vec<u8>, OpenError> {
    let folders = sources.iter().filter_map(|source| match source {
        Source::Path(path) => Some(path.as_path()),
        Source::BuiltIn => None,
    });
    let listed: Vec<(&Path, Listing)> = folders.map(|root| (root, files::list(root))).collect();
    refuse_strangers(&listed)?;
    // Taken before the files are read: a change meanwhile makes the pack stale, never wrong.
    let stamp = Stamp::take(&listed);
    let guides: usize = listed.iter().map(|(_, listing)| listing.guides.len()).sum();
    progress.start(2 * guides);
    let mut layers: Vec<Layer> = listed
        .into_iter()
        .map(|(root, listing)| Layer::read_listed(root, listing, &mut || progress.advance()))
        .collect();
    if stands_on_built_in(sources, &layers) {
        layers.insert(0, Layer::embedded(BUILT_IN, national::FILES));
    }
    let Loaded { handbook, findings } = load::load(&layers, &mut || progress.advance());
    progress.index();
    let bytes = pack::write(&handbook, &findings, &stamp.to_bytes());
    progress.finish();
    Ok(bytes)
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

/// Why a handbook could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// The path does not lead to anything that can be read.
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// The folder holds no handbook.
    NotAHandbook(Box<Diagnostic>),
    /// The file is not a pack of this version, or damaged.
    NotAPack(PathBuf),
    /// A pack is complete and cannot be a layer among others.
    PackAmongLayers(PathBuf),
}

impl OpenError {
    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), cause: error.to_string() }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, cause } => write!(f, "`{}`: {cause}", path.display()),
            Self::NotAHandbook(finding) => finding.fmt(f),
            Self::NotAPack(path) => {
                write!(f, "`{}` is not a pack of this version, or it is damaged", path.display())
            }
            Self::PackAmongLayers(path) => {
                write!(f, "`{}` is a pack: it is complete and stands alone", path.display())
            }
        }
    }
}

impl std::error::Error for OpenError {}
