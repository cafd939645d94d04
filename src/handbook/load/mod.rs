//! From YAML files to a handbook and everything that is wrong with them.
//!
//! A bad file never takes the good ones down: it is left out, and the findings say where and why.

pub mod diagnostic;
pub mod files;
pub mod layer;
pub mod parse;
pub mod path;

mod dictionaries;
mod guides;
mod locate;
mod merge;
mod references;

use self::diagnostic::{Diagnostic, Reason};
use self::layer::{Layer, SourceFile};
use crate::handbook::model::{About, Filed, Guide, Handbook};
use crate::handbook::value::{LocalizedText, Slug};

/// A handbook with everything that is wrong with its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What could be read.
    pub handbook: Handbook,
    /// What could not, and what points nowhere.
    pub findings: Vec<Diagnostic>,
}

/// Merges layers, lowest first, into a handbook. `each` is called after every guide.
pub fn load(layers: &[Layer], each: &mut dyn FnMut()) -> Loaded {
    let mut findings: Vec<Diagnostic> =
        layers.iter().flat_map(|layer| layer.findings.clone()).collect();
    let abouts = layers.iter().map(|layer| about(layer, &mut findings)).collect();
    let mut documents: Vec<Filed<crate::handbook::model::Document>> =
        dictionaries::list("documents.yaml", "documents", layers, &mut findings);
    let mut laws: Vec<Filed<crate::handbook::model::Law>> =
        dictionaries::list("laws.yaml", "laws", layers, &mut findings);
    let mut offices = dictionaries::offices(layers, &mut findings);
    documents.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    laws.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    offices.offices.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    offices.contacts.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    let handbook = Handbook {
        layers: abouts,
        guides: guides::guides(layers, &mut findings, each),
        documents,
        laws,
        offices,
        words: dictionaries::words(layers, &mut findings),
        calendar: dictionaries::calendar(layers, &mut findings),
    };
    check_references(&handbook, layers, &mut findings);
    Loaded { handbook, findings }
}

/// Returns what the layer of a folder says of itself, without reading its guides.
pub fn about(layer: &Layer, findings: &mut Vec<Diagnostic>) -> About {
    let Some(file) = layer.dictionary("handbook.yaml") else {
        if !layer.guides.is_empty() {
            findings.push(Diagnostic::warning(&layer.name, Reason::NoAbout {}));
        }
        return nameless(layer, None);
    };
    match parse::tree(&file.shown, &file.text) {
        Ok(tree) => match parse::typed(tree) {
            Ok(about) => return about,
            Err(errors) => findings.extend(parse::placed(&file.shown, &file.text, errors)),
        },
        Err(finding) => findings.push(finding),
    }
    // Whoever wrote this file most likely has a bureau's edition: keep what lies below in sight.
    nameless(layer, Some("national"))
}

/// Describes an edition that does not describe itself.
fn nameless(layer: &Layer, base: Option<&str>) -> About {
    let named = |name: &str| name.parse::<Slug>().ok();
    let id = named(&layer.name).or_else(|| named("unnamed")).expect("`unnamed` is an id");
    About {
        id,
        title: LocalizedText::Plain(layer.name.clone()),
        edition: String::new(),
        languages: ["zh", "en"].iter().filter_map(|tag| tag.parse().ok()).collect(),
        base: base.and_then(named),
        jurisdiction: None,
        bureau: None,
        laws_read_to: None,
        review_every_days: None,
    }
}

/// Adds the findings about references and doubled ids, placed in the files of the guides.
fn check_references(handbook: &Handbook, layers: &[Layer], findings: &mut Vec<Diagnostic>) {
    let known = references::Known::new(handbook);
    for guide in &handbook.guides {
        let mut found = references::doubles(&guide.value);
        found.extend(references::of_guide(&guide.value, &known));
        if found.is_empty() {
            continue;
        }
        match source(guide, layers) {
            Some(file) => findings.extend(parse::placed(&file.shown, &file.text, found)),
            None => findings.extend(
                found
                    .into_iter()
                    .map(|(path, reason)| Diagnostic::error(&guide.origin.file, reason).of(path)),
            ),
        }
    }
}

/// Finds the file from which a guide was read.
fn source<'a>(guide: &Filed<Guide>, layers: &'a [Layer]) -> Option<&'a SourceFile> {
    let is_it = |file: &&SourceFile| file.path == guide.origin.file;
    let top =
        guide.origin.changes.iter().map(|(_, layer)| *layer).max().unwrap_or(guide.origin.layer);
    layers.get(usize::from(top))?.guides.iter().find(is_it)
}
