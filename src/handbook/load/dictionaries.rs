//! The dictionaries of all layers as one.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::diagnostic::{Diagnostic, Reason};
use super::layer::{Layer, SourceFile};
use super::merge::{Merged, id_of, merge};
use super::parse;
use super::path::{FieldPath, Segment};
use crate::handbook::model::{Calendar, Filed, Offices, Origin, Words};

/// One entry of a dictionary while its layers are laid over each other.
struct Entry<'a> {
    tree: Value,
    origin: Origin,
    /// Where the entry was read last, with its place in that file's list.
    file: &'a SourceFile,
    index: usize,
}

/// Reads the lists of one dictionary file from all layers.
pub(super) struct Dictionary<'a> {
    lists: BTreeMap<String, Vec<Entry<'a>>>,
    single: BTreeMap<String, (Value, &'a SourceFile)>,
}

impl<'a> Dictionary<'a> {
    /// Merges the file `name` of all layers.
    pub(super) fn read(name: &str, layers: &'a [Layer], findings: &mut Vec<Diagnostic>) -> Self {
        let mut dictionary = Self { lists: BTreeMap::new(), single: BTreeMap::new() };
        for (number, layer) in layers.iter().enumerate() {
            let Some(file) = layer.dictionary(name) else { continue };
            match parse::tree(&file.shown, &file.text) {
                Ok(Value::Mapping(fields)) => dictionary.lay(fields, file, number, findings),
                Ok(Value::Null) => {}
                Ok(_) => findings.push(not_a_mapping(file)),
                Err(finding) => findings.push(finding),
            }
        }
        dictionary
    }

    fn lay(
        &mut self,
        fields: Mapping,
        file: &'a SourceFile,
        layer: usize,
        findings: &mut Vec<Diagnostic>,
    ) {
        let layer = u16::try_from(layer).unwrap_or(u16::MAX);
        for (key, value) in fields {
            let Some(key) = key.as_str() else { continue };
            match value {
                Value::Sequence(elements) => self.lay_list(key, elements, file, layer, findings),
                other => match self.single.get_mut(key) {
                    Some((lower, at)) => {
                        merge(lower, other, &mut Merged::default());
                        *at = file;
                    }
                    None => {
                        self.single.insert(key.to_owned(), (other, file));
                    }
                },
            }
        }
    }

    fn lay_list(
        &mut self,
        key: &str,
        elements: Vec<Value>,
        file: &'a SourceFile,
        layer: u16,
        findings: &mut Vec<Diagnostic>,
    ) {
        let list = self.lists.entry(key.to_owned()).or_default();
        let before = list.len();
        for (index, element) in elements.into_iter().enumerate() {
            let path = FieldPath::default().key(key).index(index);
            let name = name_of(&element);
            let known = list
                .iter_mut()
                .enumerate()
                .find(|(_, entry)| name.is_some() && name_of(&entry.tree) == name);
            match known {
                Some(_) if element.is_string() => {}
                Some((place, _)) if place >= before => {
                    let reason = Reason::DuplicateId {
                        id: name.unwrap_or_default(),
                        first: file.shown.clone(),
                    };
                    findings.extend(parse::placed(
                        &file.shown,
                        &file.text,
                        vec![(path.key("id"), reason)],
                    ));
                }
                Some((_, entry)) => {
                    let mut merged = Merged::default();
                    merge(&mut entry.tree, element, &mut merged);
                    entry
                        .origin
                        .changes
                        .extend(merged.changes.iter().map(|path| (path.to_string(), layer)));
                    (entry.file, entry.index) = (file, index);
                }
                None => {
                    let origin = Origin { layer, file: file.path.clone(), changes: Vec::new() };
                    list.push(Entry { tree: element, origin, file, index });
                }
            }
        }
    }

    /// Types a list; entries that do not fit are reported and left out.
    pub(super) fn list<T: DeserializeOwned>(
        &mut self,
        key: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Filed<T>> {
        let entries = self.lists.remove(key).unwrap_or_default();
        let typed = |entry: Entry<'_>| match parse::typed::<T>(entry.tree) {
            Ok(value) => Some(Filed { value, origin: entry.origin }),
            Err(errors) => {
                let under = |(path, reason): (FieldPath, Reason)| {
                    let mut segments =
                        vec![Segment::Key(key.to_owned()), Segment::Index(entry.index)];
                    segments.extend(path.0);
                    (FieldPath(segments), reason)
                };
                let errors = errors.into_iter().map(under).collect();
                findings.extend(parse::placed(&entry.file.shown, &entry.file.text, errors));
                None
            }
        };
        entries.into_iter().filter_map(typed).collect()
    }

    /// Types a list whose entries need no origin.
    pub(super) fn values<T: DeserializeOwned>(
        &mut self,
        key: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<T> {
        self.list(key, findings).into_iter().map(|filed| filed.value).collect()
    }

    /// Types a field that is no list.
    pub(super) fn single<T: DeserializeOwned>(
        &mut self,
        key: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let (tree, file) = self.single.remove(key)?;
        parse::typed(tree)
            .map_err(|errors| {
                let under = |(path, reason): (FieldPath, Reason)| {
                    let mut segments = vec![Segment::Key(key.to_owned())];
                    segments.extend(path.0);
                    (FieldPath(segments), reason)
                };
                let errors = errors.into_iter().map(under).collect();
                findings.extend(parse::placed(&file.shown, &file.text, errors));
            })
            .ok()
    }

    /// Returns the plain words of a list of words.
    pub(super) fn words(&mut self, key: &str) -> Vec<String> {
        let entries = self.lists.remove(key).unwrap_or_default();
        entries.iter().filter_map(|entry| entry.tree.as_str().map(str::to_owned)).collect()
    }

    /// Reports the fields that nobody asked for.
    pub(super) fn finish(self, known: &[&str], findings: &mut Vec<Diagnostic>) {
        let lists =
            self.lists.into_iter().filter_map(|(key, list)| Some((key, list.first()?.file)));
        let single = self.single.into_iter().map(|(key, (_, file))| (key, file));
        for (name, file) in lists.chain(single) {
            let known = known.iter().map(|&name| name.to_owned()).collect();
            let unknown = vec![(FieldPath::default(), Reason::UnknownField { name, known })];
            findings.extend(parse::placed(&file.shown, &file.text, unknown));
        }
    }
}

/// Returns what tells an entry from others: its id, its year, or the word itself.
fn name_of(element: &Value) -> Option<String> {
    let year = || element.as_mapping()?.get("year")?.as_i64().map(|year| year.to_string());
    let id = id_of(element).or_else(|| element.as_str());
    id.map(str::to_owned).or_else(year)
}

/// Reports a file that is not a mapping.
pub(super) fn not_a_mapping(file: &SourceFile) -> Diagnostic {
    let reason =
        Reason::WrongType { found: "a value".to_owned(), expected: "a mapping".to_owned() };
    Diagnostic::error(&file.shown, reason)
}

/// Reads `offices.yaml`.
pub(super) fn offices(layers: &[Layer], findings: &mut Vec<Diagnostic>) -> Offices {
    let mut file = Dictionary::read("offices.yaml", layers, findings);
    let offices = Offices {
        bureau: file.single("bureau", findings),
        offices: file.list("offices", findings),
        contacts: file.list("contacts", findings),
        promises: file.values("promises", findings),
        goals: file.values("goals", findings),
        boards: file.values("boards", findings),
        catalogue: file.values("catalogue", findings),
    };
    let known = ["bureau", "offices", "contacts", "promises", "goals", "boards", "catalogue"];
    file.finish(&known, findings);
    offices
}

/// Reads `words.yaml`; the words of all layers are joined.
pub(super) fn words(layers: &[Layer], findings: &mut Vec<Diagnostic>) -> Words {
    let mut file = Dictionary::read("words.yaml", layers, findings);
    let words = Words {
        synonyms: file.values("synonyms", findings),
        silent: file.words("silent"),
        out_of_scope: file.values("out_of_scope", findings),
    };
    file.finish(&["synonyms", "silent", "out_of_scope"], findings);
    words
}

/// Reads `calendar.yaml`; a year of a higher layer adds to the same year below.
pub(super) fn calendar(layers: &[Layer], findings: &mut Vec<Diagnostic>) -> Calendar {
    let mut file = Dictionary::read("calendar.yaml", layers, findings);
    let calendar =
        Calendar { years: file.values("years", findings), fixed: file.values("fixed", findings) };
    file.finish(&["years", "fixed"], findings);
    calendar
}

/// Reads a dictionary that is one list under one name.
pub(super) fn list<T: DeserializeOwned>(
    name: &str,
    key: &str,
    layers: &[Layer],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Filed<T>> {
    let mut file = Dictionary::read(name, layers, findings);
    let list = file.list(key, findings);
    file.finish(&[key], findings);
    list
}
