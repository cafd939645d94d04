//! The handbook of a run: the built-in edition, a pack file, or folders laid over each other.
//!
//! Folders are packed once; the pack is kept in a cache that may be thrown away at any time, and
//! without a cache that can be written everything still works. This module opens files of packs
//! and asks for sizes and times; it knows no terminal, clock or environment.

mod cache;
mod folder;
mod journal;
mod make;
mod map;
mod stamp;

use std::fmt;
use std::path::{Path, PathBuf};

pub use self::make::Progress;
use self::map::Map;
use self::stamp::Age;
use crate::handbook::load::diagnostic::Diagnostic;
use crate::handbook::model::Origin;
use crate::handbook::pack::{Pack, Sheets};
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

/// An open handbook.
#[derive(Debug)]
pub struct Edition {
    bytes: Bytes,
    age: Age,
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
        Self::fresh(Bytes::BuiltIn)
    }

    const fn fresh(bytes: Bytes) -> Self {
        Self { bytes, age: Age::Fresh }
    }

    /// Opens layers, lowest first. `cache` is the folder for packs, if there may be one.
    ///
    /// # Errors
    /// When a layer cannot be opened at all. What is wrong within files is in the pack's findings.
    pub fn open(
        sources: &[Source],
        cache: Option<&Path>,
        progress: &dyn Progress,
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
            Ok(_) => Ok(Self::fresh(Bytes::File(map))),
            Err(_) => Err(OpenError::NotAPack(file.to_owned())),
        }
    }

    fn open_folders(
        sources: &[Source],
        cache: Option<&Path>,
        progress: &dyn Progress,
    ) -> Result<Self, OpenError> {
        let sources = absolute(sources)?;
        let file = cache.map(|folder| cache::file_of(folder, &sources));
        let kept = file.as_deref().and_then(Map::open_kept);
        let age = kept.as_ref().and_then(|map| map.taken().ok()?.age().ok());
        match (kept, file) {
            (Some(map), Some(file))
                if matches!(age, Some(Age::Fresh | Age::Unsure | Age::Older)) =>
            {
                Ok(Self { bytes: Bytes::Kept(map, file), age: age.unwrap_or(Age::Fresh) })
            }
            (kept, file) => {
                let place = file.as_deref();
                let sheets =
                    make::pack(&sources, place, kept.as_ref(), make::For::Cache, progress)?;
                Ok(Self::keep(&sheets, file))
            }
        }
    }

    /// Keeps a pack. A cache is never needed: without one the next run packs again.
    fn keep(sheets: &Sheets, file: Option<PathBuf>) -> Self {
        let kept = file.and_then(|file| {
            cache::keep(&file, sheets).ok()?;
            Some((Map::open_kept(&file)?, file))
        });
        Self::fresh(match kept {
            Some((map, file)) => Bytes::Kept(map, file),
            None => Bytes::Owned(sheets.to_bytes()),
        })
    }

    /// Brings the kept pack of folders up to date: every file is asked for, and those that changed
    /// are read.
    ///
    /// # Errors
    /// When a layer cannot be opened, there is no folder among them, or the pack cannot be kept.
    pub fn refresh(
        sources: &[Source],
        cache: Option<&Path>,
        progress: &dyn Progress,
    ) -> Result<Self, OpenError> {
        let sources = absolute(sources)?;
        let file = cache.map(|folder| cache::file_of(folder, &sources));
        let file = file.filter(|_| has_folder(&sources)).ok_or(OpenError::NothingToKeep)?;
        let kept = Map::open_kept(&file);
        let sheets = make::pack(&sources, Some(&file), kept.as_ref(), make::For::Cache, progress)?;
        drop(kept);
        cache::keep(&file, &sheets).map_err(|error| OpenError::unwritable(&file, &error))?;
        drop(sheets);
        let map = Map::open_kept(&file).ok_or_else(|| OpenError::NotAPack(file.clone()))?;
        Ok(Self::fresh(Bytes::Kept(map, file)))
    }

    /// Packs layers into a file, for others to use. What the cache keeps of them is not read again.
    ///
    /// # Errors
    /// When a layer cannot be opened, or the file is no pack or cannot be written.
    pub fn write(
        sources: &[Source],
        cache: Option<&Path>,
        file: &Path,
        progress: &dyn Progress,
    ) -> Result<Self, OpenError> {
        cache::refuse_stranger(file)?;
        let sources = absolute(sources)?;
        let place = cache.map(|folder| cache::file_of(folder, &sources));
        let place = place.as_deref();
        let kept = place.and_then(Map::open_kept);
        let sheets = make::pack(&sources, place, kept.as_ref(), make::For::Others, progress)?;
        cache::write(file, &sheets).map_err(|error| OpenError::unwritable(file, &error))?;
        drop(sheets);
        place.into_iter().for_each(cache::remove_parts);
        Self::open_pack(file)
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

    /// Returns how many bytes the pack has.
    pub fn length(&self) -> usize {
        match &self.bytes {
            Bytes::BuiltIn => national::PACK.len(),
            Bytes::File(map) | Bytes::Kept(map, _) => map.length(),
            Bytes::Owned(bytes) => bytes.len(),
        }
    }

    /// Says whether files came, went or were replaced since the handbook was packed: it has too
    /// many to be packed again on the way to an answer.
    pub fn is_older(&self) -> bool {
        self.age == Age::Older
    }

    /// Says whether [`Edition::is_changed`] may have something to say: there were too many files to
    /// look at each of them.
    pub fn is_unsure(&self) -> bool {
        self.age == Age::Unsure
    }

    /// Says whether the file of a guide was changed since the handbook was packed. Few files are
    /// looked at before every answer, and those of a large handbook when they are shown.
    pub fn is_changed(&self, origin: &Origin) -> bool {
        let Bytes::Kept(map, _) = &self.bytes else { return false };
        let changed = || {
            let taken = map.taken()?;
            let beneath = self.pack().layers()?.len() - taken.folders();
            match usize::from(origin.layer).checked_sub(beneath) {
                Some(folder) => taken.is_changed(folder, &origin.file),
                None => Ok(false),
            }
        };
        changed().unwrap_or(false)
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

fn has_folder(sources: &[Source]) -> bool {
    sources.iter().any(|source| matches!(source, Source::Path(_)))
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
    /// The file is there and is no pack: it would be lost.
    InTheWay(PathBuf),
    /// The pack cannot be written.
    Unwritable {
        /// Where.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// There is no folder whose pack could be kept, or no place to keep it.
    NothingToKeep,
}

impl OpenError {
    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), cause: error.to_string() }
    }

    fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unwritable { path: path.to_owned(), cause: error.to_string() }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, cause } | Self::Unwritable { path, cause } => {
                write!(f, "`{}`: {cause}", path.display())
            }
            Self::NotAHandbook(finding) => finding.fmt(f),
            Self::NotAPack(path) => {
                write!(f, "`{}` is not a pack of this version, or it is damaged", path.display())
            }
            Self::PackAmongLayers(path) => {
                write!(f, "`{}` is a pack: it is complete and stands alone", path.display())
            }
            Self::InTheWay(path) => {
                write!(f, "`{}` is there already and is no pack", path.display())
            }
            Self::NothingToKeep => f.write_str("there is no folder whose pack could be kept"),
        }
    }
}

impl std::error::Error for OpenError {}
