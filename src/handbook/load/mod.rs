//! From YAML files to a handbook and everything that is wrong with them.
//!
//! A bad file never takes the good ones down: it is left out, and the findings say where and why.

pub mod diagnostic;
pub mod files;
pub mod layer;
pub mod parse;
pub mod path;

mod chain;
mod dictionaries;
mod guides;
mod locate;
mod merge;
mod nearest;
mod references;
mod shelf;
mod tree;

use std::collections::BTreeSet;

use self::chain::Sources;
use self::diagnostic::{Diagnostic, Reason};
use self::dictionaries::Reading;
pub use self::guides::{Draft, Kept, KeptGuide, NothingKept};
use self::layer::Layer;
use self::path::FieldPath;
use self::references::Known;
pub use self::shelf::stem as id_of;
use crate::handbook::model::{About, Handbook};
use crate::handbook::value::{LocalizedText, Slug};

/// A handbook with everything that is wrong with its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What could be read.
    pub handbook: Handbook,
    /// What could not, and what points nowhere.
    pub findings: Vec<Diagnostic>,
}

/// A handbook whose guides are bytes: a large one never lies decoded in memory as a whole.
#[derive(Debug)]
pub struct Drafted {
    /// What could be read of the dictionaries; it has no guides.
    pub handbook: Handbook,
    /// The guides, by id.
    pub guides: Vec<Draft>,
    /// What could not be read, and what points nowhere.
    pub findings: Vec<Diagnostic>,
}

/// Merges layers, lowest first, into a handbook.
pub fn load(layers: &[Layer]) -> Loaded {
    let Drafted { mut handbook, guides, findings } = draft(layers, &NothingKept, &|| {});
    handbook.guides = guides.iter().filter_map(Draft::decode).collect();
    Loaded { handbook, findings }
}

/// Merges layers, lowest first, into a handbook with the guides as bytes. All cores share in it.
/// Guides that are kept are not read again; `each` is called after every file.
pub fn draft(layers: &[Layer], kept: &dyn Kept, each: &(dyn Fn() + Sync)) -> Drafted {
    let mut findings: Vec<Diagnostic> =
        layers.iter().flat_map(|layer| layer.findings.clone()).collect();
    let (handbook, sources) = dictionaries(layers, &mut findings);
    let known = Known::new(&handbook);
    let guides = guides::Reading { layers, known: &known, kept, each }.read(&mut findings);
    let known = known.with_guides(guides.ids());
    findings.extend(references::check(&handbook, &known, &sources));
    let guides = guides.check(&known, &mut findings);
    Drafted { handbook, guides, findings: without_doubles(findings) }
}

/// Reads everything but the guides, with the files that it was read from.
fn dictionaries(layers: &[Layer], findings: &mut Vec<Diagnostic>) -> (Handbook, Sources) {
    let mut sources = Sources::default();
    let abouts = abouts(layers, findings);
    let trees = dictionaries::trees(layers);
    let mut reading = Reading { layers, trees, sources: &mut sources, findings };
    let mut documents = dictionaries::documents(&mut reading);
    let mut laws = dictionaries::laws(&mut reading);
    let mut offices = dictionaries::offices(&mut reading);
    documents.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    laws.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    offices.offices.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    offices.contacts.sort_by(|a, b| a.value.id.cmp(&b.value.id));
    let words = dictionaries::words(&mut reading);
    let calendar = dictionaries::calendar(&mut reading);
    let guides = Vec::new();
    (Handbook { layers: abouts, guides, documents, laws, offices, words, calendar }, sources)
}

/// Says everything once: a file that others extend is read again for each of them.
fn without_doubles(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    findings.into_iter().filter(|finding| seen.insert(finding.to_string())).collect()
}

/// Returns what each layer says of itself.
fn abouts(layers: &[Layer], findings: &mut Vec<Diagnostic>) -> Vec<About> {
    let mut abouts: Vec<About> = Vec::new();
    for layer in layers {
        let about = about(layer, findings);
        let is_below = |base: &Slug| abouts.iter().any(|below| below.id == *base);
        if let (Some(base), Some(file)) = (&about.base, layer.dictionary("handbook.yaml"))
            && !is_below(base)
        {
            let reason = Reason::UnknownBase { id: base.to_string() };
            let found = vec![(FieldPath::default().key("base"), reason)];
            findings.extend(parse::placed(&file.shown, &file.text, found));
        }
        abouts.push(about);
    }
    abouts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_that_is_not_there_is_found_and_the_guides_stay() {
        let about = |id: &str, base: &str| {
            format!("id: {id}\ntitle: 手册\nedition: \"1\"\nlanguages: [zh]\nbase: {base}\n")
        };
        let guide = "{id: a, title: 甲, summary: 乙, kind: licence, office: o, status: in_force, \
            checked_on: '2026-11-23'}";
        let layer = |about: &str| {
            Layer::embedded("own", &[("handbook.yaml", about), ("procedures/a.yaml", guide)])
        };
        let Loaded { handbook, findings } = load(&[layer(&about("b", "provincial"))]);
        let expected =
            "own:handbook.yaml:5:7: error: there is no handbook `provincial` below this one";
        assert!(findings[0].to_string().starts_with(expected), "{findings:?}");
        assert_eq!(handbook.guides.len(), 1);
        let layers = [layer("{id: b, title: a, edition: '1'}"), layer(&about("c", "b"))];
        let has_it = |finding: &Diagnostic| matches!(finding.reason, Reason::UnknownBase { .. });
        assert!(!load(&layers).findings.iter().any(has_it));
    }
}
