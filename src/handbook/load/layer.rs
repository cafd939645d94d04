//! A layer: the files of one edition, before they are merged.

use std::path::Path;

use super::diagnostic::Diagnostic;
use super::files::{self, Listing};

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

/// The files of one edition.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// The name of its folder, for an edition that does not say its own.
    pub name: String,
    /// The dictionaries that it has.
    pub dictionaries: Vec<SourceFile>,
    /// Its guides, sorted by path.
    pub guides: Vec<SourceFile>,
    /// What could not be read.
    pub findings: Vec<Diagnostic>,
}

impl Layer {
    /// Reads the handbook in a folder. `each` is called after every file.
    pub fn read(root: &Path, each: &mut dyn FnMut()) -> Self {
        Self::read_listed(root, files::list(root), each)
    }

    /// Reads the files of a listing.
    pub fn read_listed(root: &Path, listing: Listing, each: &mut dyn FnMut()) -> Self {
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
        let mut layer =
            Self { name: name.unwrap_or_default(), findings: listing.findings, ..Self::default() };
        for path in listing.dictionaries {
            let file = read(root, path, &mut layer.findings);
            layer.dictionaries.extend(file);
        }
        for path in listing.guides {
            let file = read(root, path, &mut layer.findings);
            layer.guides.extend(file);
            each();
        }
        layer
    }

    /// Makes a layer of texts that are part of the program: path and text of each file.
    pub fn embedded(name: &str, texts: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| SourceFile {
            path: path.to_owned(),
            shown: format!("{name}:{path}"),
            text: text.to_owned(),
        };
        let (guides, dictionaries) = texts
            .iter()
            .map(file)
            .partition(|file: &SourceFile| file.path.starts_with(files::PROCEDURES));
        Self { name: name.to_owned(), dictionaries, guides, findings: Vec::new() }
    }

    /// Returns a dictionary by its file name.
    pub fn dictionary(&self, path: &str) -> Option<&SourceFile> {
        self.dictionaries.iter().find(|file| file.path == path)
    }
}

fn read(root: &Path, path: String, findings: &mut Vec<Diagnostic>) -> Option<SourceFile> {
    match files::read_below(root, &path) {
        Ok(text) => {
            let shown = root.join(&path).display().to_string();
            Some(SourceFile { path, shown, text })
        }
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}
