//! A layer: the files of one edition, before they are merged.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::files::{self, Listing};
use crate::handbook::model::{Document, Filed, Law};

/// A file of a layer, read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path below the layer's folder, with `/` between its parts.
    pub path: String,
    /// The path that a person can open.
    pub shown: String,
    /// Its text.
    pub text: String,
}

/// The file of a guide. Those of a folder are read when they are needed: there may be many.
#[derive(Debug, Clone)]
pub enum GuideFile {
    /// It was read, or is part of the program.
    Read(Arc<SourceFile>),
    /// It is part of the program, and the build made these bytes of it.
    Built {
        /// The file.
        file: Arc<SourceFile>,
        /// The bytes of its guide, which is that of the lowest layer.
        bytes: Cow<'static, [u8]>,
    },
    /// It lies in the folder of a layer.
    OnDisk {
        /// The folder.
        root: Arc<Path>,
        /// The path below it, with `/` between its parts.
        path: String,
    },
}

impl GuideFile {
    /// Returns the path below the layer's folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Read(file) | Self::Built { file, .. } => &file.path,
            Self::OnDisk { path, .. } => path,
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it is no text that may be parsed.
    pub fn read(&self) -> Result<Arc<SourceFile>, Diagnostic> {
        match self {
            Self::Read(file) | Self::Built { file, .. } => Ok(Arc::clone(file)),
            Self::OnDisk { root, path } => read(root, path.clone()),
        }
    }
}

/// Dictionaries as the build made them of files that are part of the program. No layer above can
/// make them wrong: nobody takes away what they refer to.
#[derive(Debug, Clone)]
pub struct Made {
    /// What `documents.yaml` says, by id.
    pub documents: Vec<Filed<Document>>,
    /// What `laws.yaml` says, by id.
    pub laws: Vec<Filed<Law>>,
}

impl Made {
    /// The files of which the build made them.
    pub(super) const FILES: [&str; 2] = ["documents.yaml", "laws.yaml"];
}

/// The files of one edition.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// The name of its folder, for an edition that does not say its own.
    pub name: String,
    /// The dictionaries that it has.
    pub dictionaries: Vec<Arc<SourceFile>>,
    /// What the build made of some of them: they are those of the lowest layer.
    pub made: Option<Made>,
    /// Its guides, sorted by path.
    pub guides: Vec<GuideFile>,
    /// What could not be read.
    pub findings: Vec<Diagnostic>,
}

impl Layer {
    /// Reads the handbook in a folder, but not yet its guides.
    pub fn read(root: &Path) -> Self {
        Self::read_listed(root, files::list(root))
    }

    /// Reads the dictionaries of a listing.
    pub fn read_listed(root: &Path, listing: Listing) -> Self {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut layer =
            Self { name: name.unwrap_or_default(), findings: listing.findings, ..Self::default() };
        for path in listing.dictionaries {
            match read(root, path) {
                Ok(file) => layer.dictionaries.push(file),
                Err(finding) => layer.findings.push(finding),
            }
        }
        let root: Arc<Path> = root.into();
        let on_disk = |path| GuideFile::OnDisk { root: Arc::clone(&root), path };
        layer.guides = listing.guides.into_iter().map(on_disk).collect();
        layer
    }

    /// Makes a layer of texts that are part of the program: path and text of each file.
    pub fn embedded(name: &str, texts: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| {
            let (path, shown) = (path.to_owned(), format!("{name}:{path}"));
            Arc::new(SourceFile { path, shown, text: text.to_owned() })
        };
        let (guides, dictionaries): (Vec<_>, _) =
            texts.iter().map(file).partition(|file| file.path.starts_with(files::PROCEDURES));
        let guides = guides.into_iter().map(GuideFile::Read).collect();
        Self { name: name.to_owned(), dictionaries, guides, ..Self::default() }
    }

    /// Returns the same layer with what the build made of its guides: `bytes` has it by path.
    #[must_use]
    pub fn built(mut self, bytes: impl Fn(&str) -> Option<Cow<'static, [u8]>>) -> Self {
        for guide in &mut self.guides {
            if let GuideFile::Read(file) = guide
                && let Some(bytes) = bytes(&file.path)
            {
                *guide = GuideFile::Built { file: Arc::clone(file), bytes };
            }
        }
        self
    }

    /// Returns a dictionary by its file name.
    pub fn dictionary(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.dictionaries.iter().find(|file| file.path == path)
    }
}

fn read(root: &Path, path: String) -> Result<Arc<SourceFile>, Diagnostic> {
    let text = files::read_below(root, &path)?;
    let shown = root.join(&path).display().to_string();
    Ok(Arc::new(SourceFile { path, shown, text }))
}
