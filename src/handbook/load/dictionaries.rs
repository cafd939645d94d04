//! The dictionaries of all layers as one.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::chain::{Chain, Sources};
use super::diagnostic::{Diagnostic, Reason};
use super::layer::{Layer, Made, SourceFile};
use super::merge::{merge, name_field, name_of, take_after, word_of};
use super::parse;
use super::path::FieldPath;
use crate::handbook::crew;
use crate::handbook::model::{BureauProfile, Calendar, Filed, Offices, Origin, Words};

/// One entry of a dictionary while its layers are laid over each other.
struct Entry {
    name: Option<String>,
    tree: Value,
    origin: Origin,
    chain: Chain,
}

/// A file while it is laid over those below.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    file: &'a Arc<SourceFile>,
    layer: u16,
}

impl Sheet<'_> {
    fn find(self, path: FieldPath, reason: Reason) -> Vec<Diagnostic> {
        parse::placed(&self.file.shown, &self.file.text, vec![(path, reason)])
    }

    fn entry(self, name: Option<String>, tree: Value, at: FieldPath) -> Entry {
        let file = self.file.path.clone();
        let origin = Origin { layer: self.layer, file, changes: Vec::new() };
        Entry { name, tree, origin, chain: Chain::new(self.file, at) }
    }
}

/// Files by the number of their layer and their path, parsed.
pub(super) type Trees = BTreeMap<(u16, String), Result<Value, Diagnostic>>;

/// Parses the dictionaries of layers. All cores share in it.
pub(super) fn trees(layers: &[Layer]) -> Trees {
    let mut files = Vec::new();
    for (number, layer) in (0..).zip(layers) {
        let read = layer.dictionaries.iter().filter(|file| made(layers, &file.path).is_none());
        files.extend(read.map(|file| (number, file)));
    }
    let trees = crew::each(&files, |(_, file)| parse::tree(&file.shown, &file.text));
    files.iter().map(|(number, file)| (*number, file.path.clone())).zip(trees).collect()
}

/// Returns what the build made of a file of the lowest layer, if no other layer has it.
fn made<'l>(layers: &'l [Layer], name: &str) -> Option<&'l Made> {
    let (lowest, others) = layers.split_first()?;
    let is_alone = others.iter().all(|layer| layer.dictionary(name).is_none());
    lowest.made.as_ref().filter(|_| is_alone && Made::FILES.contains(&name))
}

/// What is read into dictionaries: where things come from, and what is wrong with them.
pub(super) struct Reading<'a, 'r> {
    /// The layers, lowest first.
    pub(super) layers: &'a [Layer],
    /// Their dictionaries, parsed.
    pub(super) trees: Trees,
    /// The files of everything that was read.
    pub(super) sources: &'r mut Sources,
    /// What is wrong.
    pub(super) findings: &'r mut Vec<Diagnostic>,
}

/// The fields of one dictionary file, from all layers.
struct Dictionary {
    /// The fields that it may have, the lists first.
    lists: &'static [&'static str],
    single: &'static [&'static str],
    entries: BTreeMap<String, Vec<Entry>>,
}

impl Dictionary {
    /// Merges the file `name` of all layers.
    fn read(
        name: &str,
        lists: &'static [&'static str],
        single: &'static [&'static str],
        reading: &mut Reading<'_, '_>,
    ) -> Self {
        let mut dictionary = Self { lists, single, entries: BTreeMap::new() };
        for (number, layer) in (0..).zip(reading.layers) {
            let Some(file) = layer.dictionary(name) else { continue };
            let sheet = Sheet { file, layer: number };
            let Some(tree) = reading.trees.remove(&(number, name.to_owned())) else { continue };
            match tree {
                Ok(Value::Mapping(fields)) => dictionary.lay(fields, sheet, reading.findings),
                Ok(Value::Null) => {}
                Ok(other) => reading.findings.push(not_a_mapping(file, &other)),
                Err(finding) => reading.findings.push(finding),
            }
        }
        dictionary
    }

    fn lay(&mut self, fields: Mapping, sheet: Sheet<'_>, findings: &mut Vec<Diagnostic>) {
        for (key, value) in fields {
            let key = word_of(&key).unwrap_or_default();
            let path = FieldPath::default().key(&key);
            let is_list = self.lists.contains(&key.as_str());
            match value {
                _ if !is_list && !self.single.contains(&key.as_str()) => {
                    findings.extend(sheet.find(FieldPath::default(), self.unknown(key)));
                }
                Value::Null => {}
                Value::Sequence(elements) if is_list => {
                    self.lay_list(&key, elements, sheet, findings);
                }
                other if is_list => {
                    let (found, expected) = (parse::kind_of(&other), "a list".to_owned());
                    findings.extend(sheet.find(path, Reason::WrongType { found, expected }));
                }
                other => {
                    let list = self.entries.entry(key).or_default();
                    lay_entry(list, other, Some(String::new()), path, sheet, findings);
                }
            }
        }
    }

    fn unknown(&self, name: String) -> Reason {
        let known = self.lists.iter().chain(self.single).map(|&name| name.to_owned()).collect();
        Reason::unknown_field(name, known)
    }

    fn lay_list(
        &mut self,
        key: &str,
        elements: Vec<Value>,
        sheet: Sheet<'_>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let list = self.entries.entry(key.to_owned()).or_default();
        let mut seen: BTreeMap<String, FieldPath> = BTreeMap::new();
        for (index, mut element) in elements.into_iter().enumerate() {
            let path = FieldPath::default().key(key).index(index);
            // A plain word is its own name, and may stand in several layers.
            let name = name_of(&element).or_else(|| word_of(&element));
            let after = take_after(&mut element);
            if let Some(name) = &name
                && let Some(first) = seen.insert(name.clone(), path.clone())
                && let Some(field) = name_field(&element)
            {
                let reason = Reason::DuplicateId { id: name.clone(), first: first.to_string() };
                findings.extend(sheet.find(path.key(field), reason));
                continue;
            }
            let count = list.len();
            lay_entry(list, element, name, path.clone(), sheet, findings);
            if let Some(after) = after
                && list.len() > count
            {
                findings.extend(move_last(list, &after, &path, sheet));
            }
        }
    }

    /// Types a list; entries that do not fit are reported and left out.
    fn list<T: DeserializeOwned>(
        &mut self,
        key: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Vec<Filed<T>> {
        let entries = self.entries.remove(key).unwrap_or_default();
        let typed = |entry: Entry| {
            let Entry { name, tree, origin, chain } = entry;
            let chain = chain.with_tree(&tree);
            match parse::typed::<T>(tree) {
                Ok(value) => {
                    reading.sources.keep(key, name.as_deref().unwrap_or_default(), chain);
                    Some(Filed { value, origin })
                }
                Err(errors) => {
                    reading.findings.extend(chain.placed(errors));
                    None
                }
            }
        };
        entries.into_iter().filter_map(typed).collect()
    }

    /// Types a list whose entries need no origin.
    fn values<T: DeserializeOwned>(&mut self, key: &str, reading: &mut Reading<'_, '_>) -> Vec<T> {
        self.list(key, reading).into_iter().map(|filed| filed.value).collect()
    }
}

/// Lays an element over the entry with its name, or adds it.
fn lay_entry(
    list: &mut Vec<Entry>,
    element: Value,
    name: Option<String>,
    at: FieldPath,
    sheet: Sheet<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let is_it = |entry: &&mut Entry| name.is_some() && entry.name == name;
    match list.iter_mut().find(is_it) {
        Some(entry) if entry.tree == element => {}
        Some(entry) => {
            let merged = merge(&mut entry.tree, element);
            let changes = merged.changes.iter().map(|path| (path.to_string(), sheet.layer));
            entry.origin.changes.extend(changes);
            for (path, reason) in merged.findings {
                let mut full = at.clone();
                full.0.extend(path.0);
                findings.extend(sheet.find(full, reason));
            }
            entry.chain.lay(sheet.file, at);
        }
        None => list.push(sheet.entry(name, element, at)),
    }
}

/// Moves the last entry behind the one that `after` names.
fn move_last(
    list: &mut Vec<Entry>,
    after: &Value,
    path: &FieldPath,
    sheet: Sheet<'_>,
) -> Vec<Diagnostic> {
    let name = word_of(after);
    let place = list.iter().position(|entry| name.is_some() && entry.name == name);
    match (place, list.pop()) {
        (Some(place), Some(last)) => list.insert((place + 1).min(list.len()), last),
        (_, last) => {
            list.extend(last);
            let reason = Reason::NoSuchElement { id: name.unwrap_or_default() };
            return sheet.find(path.key("after"), reason);
        }
    }
    Vec::new()
}

/// Reports a file that is not a mapping.
pub(super) fn not_a_mapping(file: &SourceFile, found: &Value) -> Diagnostic {
    let (found, expected) = (parse::kind_of(found), "a mapping".to_owned());
    let place = super::diagnostic::Place { line: 1, column: 1 };
    Diagnostic::error(&file.shown, Reason::WrongType { found, expected }).at(Some(place))
}

/// Reads `offices.yaml`.
pub(super) fn offices(reading: &mut Reading<'_, '_>) -> Offices {
    let lists = &["offices", "contacts", "promises", "goals", "boards", "catalogue"];
    let mut file = Dictionary::read("offices.yaml", lists, &["bureau"], reading);
    Offices {
        bureau: file.values::<BureauProfile>("bureau", reading).pop(),
        offices: file.list("offices", reading),
        contacts: file.list("contacts", reading),
        promises: file.values("promises", reading),
        goals: file.values("goals", reading),
        boards: file.values("boards", reading),
        catalogue: file.values("catalogue", reading),
    }
}

/// Reads `words.yaml`; the words of all layers are joined.
pub(super) fn words(reading: &mut Reading<'_, '_>) -> Words {
    let lists = &["synonyms", "silent", "out_of_scope"];
    let mut file = Dictionary::read("words.yaml", lists, &[], reading);
    Words {
        synonyms: file.values("synonyms", reading),
        silent: file.values("silent", reading),
        out_of_scope: file.values("out_of_scope", reading),
    }
}

/// Reads `calendar.yaml`; a year of a higher layer adds to the same year below.
pub(super) fn calendar(reading: &mut Reading<'_, '_>) -> Calendar {
    let mut file = Dictionary::read("calendar.yaml", &["years", "fixed"], &[], reading);
    Calendar { years: file.values("years", reading), fixed: file.values("fixed", reading) }
}

/// Reads `documents.yaml`, by id.
pub(super) fn documents(
    reading: &mut Reading<'_, '_>,
) -> Vec<Filed<crate::handbook::model::Document>> {
    match made(reading.layers, "documents.yaml") {
        Some(made) => made.documents.clone(),
        None => Dictionary::read("documents.yaml", &["documents"], &[], reading)
            .list("documents", reading),
    }
}

/// Reads `laws.yaml`.
pub(super) fn laws(reading: &mut Reading<'_, '_>) -> Vec<Filed<crate::handbook::model::Law>> {
    match made(reading.layers, "laws.yaml") {
        Some(made) => made.laws.clone(),
        None => Dictionary::read("laws.yaml", &["laws"], &[], reading).list("laws", reading),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Loaded, load};
    use super::*;

    const ABOUT: (&str, &str) =
        ("handbook.yaml", "{id: a, title: A, edition: '1', languages: [zh]}");

    /// Loads a dictionary in two layers.
    fn loaded(name: &str, lower: &str, upper: &str) -> Loaded {
        let layer = |label, text| Layer::embedded(label, &[(name, text), ABOUT]);
        load(&[layer("below", lower), layer("above", upper)])
    }

    /// Returns the findings, a line each.
    fn found(loaded: &Loaded) -> Vec<String> {
        loaded.findings.iter().map(ToString::to_string).collect()
    }

    const LAW: &str = "laws:\n  - id: act\n    title: 法\n    status: in_force\n    \
        checked_on: \"2026-11-23\"\n    articles:\n      - {number: \"1\", gist: 甲}\n      \
        - {number: \"2\", gist: 乙}\n";

    #[test]
    fn a_layer_adds_an_article_to_a_law() {
        let up = "laws:\n  - id: act\n    articles:\n      - {number: \"3\", gist: 丙}\n";
        let loaded = loaded("laws.yaml", LAW, up);
        assert_eq!(found(&loaded), [""; 0]);
        let law = &loaded.handbook.laws[0];
        let numbers: Vec<String> =
            law.value.articles.iter().map(|article| article.number.to_string()).collect();
        assert_eq!(numbers, ["1", "2", "3"]);
        assert_eq!(law.origin.changes, [("articles[2]".to_owned(), 1)]);
    }

    #[test]
    fn errors_of_an_entry_are_shown_where_its_field_stands() {
        let up = "laws:\n  - id: act\n    articles:\n      - {number: \"2\", gits: 丙}\n";
        let found = found(&loaded("laws.yaml", LAW, up));
        assert!(
            found[0].starts_with("above:laws.yaml:4:23: error: unknown field `gits`"),
            "{found:?}"
        );
        let lower = LAW.replace("status: in_force", "status: nonsense");
        let found = self::found(&loaded("laws.yaml", &lower, "laws: [{id: act, number: a}]"));
        assert!(found[0].starts_with("below:laws.yaml:4:13"), "{found:?}");
    }

    const PROMISES: &str = "promises:\n  - {id: a, text: 甲, standing: local}\n  \
        - {id: b, text: 乙, standing: local}\n";

    #[test]
    fn an_entry_comes_after_the_one_it_names() {
        let up = "promises:\n  - {id: c, after: a, text: 丙, standing: local}\n";
        let loaded = loaded("offices.yaml", PROMISES, up);
        let ids: Vec<&str> =
            loaded.handbook.offices.promises.iter().map(|it| it.id.as_str()).collect();
        assert_eq!((found(&loaded).len(), ids), (0, vec!["a", "c", "b"]));
        let up = "promises:\n  - {id: c, after: z, text: 丙, standing: local}\n";
        let found = found(&self::loaded("offices.yaml", PROMISES, up));
        assert!(found[0].starts_with("above:offices.yaml:2:20: error: there is no"), "{found:?}");
    }

    #[test]
    fn an_entry_twice_in_a_file_is_found() {
        let up = "promises:\n  - {id: a, text: 丙}\n  - {id: a, text: 丁}\n";
        let found = found(&loaded("offices.yaml", PROMISES, up));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("above:offices.yaml:3:10: error: id `a` is taken"),
            "{found:?}"
        );
    }

    #[test]
    fn a_field_of_another_shape_is_found() {
        for (up, expected) in [
            (
                "promises: {a: b}",
                "above:offices.yaml:1:11: error: found a mapping, expected a list",
            ),
            ("bureau: []", "above:offices.yaml:1:9: error: found a list, expected a mapping"),
            ("nothing: []", "above:offices.yaml:1:1: error: unknown field `nothing`"),
            ("[a]", "above:offices.yaml:1:1: error: found a list, expected a mapping"),
        ] {
            let found = found(&loaded("offices.yaml", PROMISES, up));
            assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
        }
        assert_eq!(found(&loaded("offices.yaml", PROMISES, "promises:\nbureau:\n")), [""; 0]);
    }

    #[test]
    fn the_profile_of_the_bureau_is_merged() {
        let loaded = loaded(
            "offices.yaml",
            "bureau: {address: local, website: \"a\"}",
            "bureau: {address: 甲}",
        );
        let bureau = loaded.handbook.offices.bureau.unwrap();
        assert!(bureau.website.is_some() && bureau.address.unwrap().known().is_some());
    }

    #[test]
    fn the_silent_words_of_all_layers_are_joined() {
        let loaded = loaded("words.yaml", "silent: [请问, how]", "silent: [how, 咋, 5]");
        assert_eq!(loaded.handbook.words.silent, ["请问", "how", "咋"]);
        assert_eq!(found(&loaded).len(), 1);
    }
}
