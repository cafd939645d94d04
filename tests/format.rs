//! `docs/format.md` says what the model says: every field, every word, every element.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use guide::handbook::load::layer::Layer;
use guide::handbook::load::{Loaded, load};
use guide::national;

/// A field of a struct of the model.
#[derive(Debug, Clone)]
struct Field {
    name: String,
    /// Its type, as it is written.
    written: String,
    required: bool,
}

/// The structs of the model with their fields.
type Model = BTreeMap<String, Vec<Field>>;

fn text(path: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "a test reads the sources of this project")]
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    text
}

/// Returns the files in which the model is defined, without their tests.
fn sources() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handbook/model");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut paths: Vec<String> =
        names.map(|name| format!("src/handbook/model/{}", name.to_str().unwrap())).collect();
    paths.push("src/handbook/value/fillable.rs".to_owned());
    paths.sort();
    let code = |path: &String| text(path).split("#[cfg(test)]").next().unwrap().to_owned();
    paths.iter().map(code).collect()
}

/// Returns what stands between `start` and `end`, each time.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// Reads the structs: those that files are read into, and `Offices`, which is put together by hand.
fn model() -> Model {
    let code = sources();
    let mut model = Model::new();
    let mut attributes = "";
    for part in code.split("pub struct ") {
        if let Some((name, body)) = part.split_once(" {\n")
            && (attributes.contains("Deserialize") || name == "Offices")
        {
            model.insert(name.to_owned(), fields(body.split("\n}").next().unwrap()));
        }
        attributes = part.rsplit("\n\n").next().unwrap();
    }
    model
}

fn fields(body: &str) -> Vec<Field> {
    let mut has_default = false;
    let mut fields = Vec::new();
    for line in body.lines().map(str::trim) {
        has_default |= line == "#[serde(default)]";
        let Some((name, written)) =
            line.strip_prefix("pub ").and_then(|line| line.trim_end_matches(',').split_once(": "))
        else {
            continue;
        };
        let required = !has_default && !written.starts_with("Option<");
        fields.push(Field { name: name.to_owned(), written: written.to_owned(), required });
        has_default = false;
    }
    fields
}

/// Returns the innermost name of a type: `Step` of `Option<Vec<Step>>`.
fn innermost(written: &str) -> &str {
    written.trim_end_matches('>').rsplit(['<', ':']).next().unwrap()
}

/// Returns the rows of the table after a line: cells without blanks and marks of code.
fn rows<'a>(document: &'a str, after: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = document.split_once(after).unwrap_or_else(|| panic!("no `{after}`"));
    let table = rest.trim_start().lines().take_while(|line| line.starts_with('|'));
    let cells = |line: &'a str| line.trim_matches('|').split(" | ").map(str::trim).collect();
    table.skip(2).map(cells).collect()
}

/// Returns what stands in marks of code.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Returns the rows of the table of elements: number and fields.
fn elements(document: &str) -> Vec<(&str, Vec<&str>)> {
    let table = rows(document, "<!-- elements -->\n");
    table.into_iter().map(|row| (row[0], quoted(row[2]))).collect()
}

/// Follows a path such as `documents[].need` through the structs.
fn follow(model: &Model, path: &str) -> Result<(), String> {
    let (start, path) = match path.split_once(": ") {
        Some(("offices.yaml", rest)) => ("Offices", rest),
        Some((file, _)) => return Err(format!("{file} is not known here")),
        None => ("Guide", path),
    };
    let mut name = start.to_owned();
    let mut segments = path.split('.').peekable();
    while let Some(segment) = segments.next() {
        let plain = segment.trim_end_matches("[]");
        let structure = model.get(&name).ok_or(format!("{path}: {name} has no fields"))?;
        let field = structure.iter().find(|field| field.name == plain);
        let field = field.ok_or(format!("{path}: {name} has no field {plain}"))?;
        let (is_list, is_last) = (field.written.contains("Vec<"), segments.peek().is_none());
        if (is_list && !is_last || segment.ends_with("[]")) && is_list != segment.ends_with("[]") {
            return Err(format!("{path}: `[]` stands for elements of a list, at {plain}"));
        }
        name = innermost(&field.written).to_owned();
    }
    Ok(())
}

#[test]
fn every_element_of_a_guide_has_a_field() {
    let document = text("docs/format.md");
    let mut expected: Vec<String> = (1..=47).map(|number| number.to_string()).collect();
    let papers = ('a'..='k').map(|letter| format!("18{letter}"));
    expected.splice(18..18, papers);
    let elements = elements(&document);
    let numbers: Vec<&str> = elements.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, expected);
    let model = model();
    for (number, paths) in elements {
        assert!(!paths.is_empty(), "{number} has no field");
        for path in paths {
            assert_eq!(follow(&model, path), Ok(()), "at number {number}");
        }
    }
}

#[test]
fn paths_that_lead_nowhere_are_noticed() {
    let model = model();
    for wrong in ["", "nothing", "documents.need", "documents[].nothing", "fee[].charged", "id.id"]
    {
        assert!(follow(&model, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn every_field_of_a_file_is_in_a_table_and_nothing_else_is() {
    let document = text("docs/format.md");
    let model = model();
    assert!(model.len() > 45, "the model has more structs than {}", model.len());
    for (name, fields) in &model {
        let table = rows(&document, &format!("<!-- fields of {name} -->\n"));
        let documented: Vec<&str> = table.iter().map(|row| row[0].trim_matches('`')).collect();
        let defined: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(documented, defined, "the fields of {name}");
        for (row, field) in table.iter().zip(fields).filter(|_| name != "Offices") {
            let required = if field.required { "yes" } else { "no" };
            assert_eq!(row[1], required, "whether `{}` of {name} is required", field.name);
        }
    }
}

#[test]
fn fields_that_may_be_blank_say_so() {
    let document = text("docs/format.md");
    for (name, fields) in &model() {
        let table = rows(&document, &format!("<!-- fields of {name} -->\n"));
        for (row, field) in table.iter().zip(fields) {
            let may_be_blank = field.written.contains("Fillable<");
            assert_eq!(row[2].contains("(may be blank)"), may_be_blank, "{name}.{}", field.name);
        }
    }
}

#[test]
fn every_word_of_a_closed_list_is_documented() {
    let document = text("docs/format.md");
    let words: BTreeSet<&str> = quoted(&document).into_iter().collect();
    let code = sources();
    let mut lists = 0;
    for list in between(&code, "choice! {", "\n}") {
        lists += 1;
        for word in between(list, "= \"", "\",") {
            assert!(words.contains(word), "`{word}` is not in docs/format.md");
        }
    }
    assert!(lists > 15, "the model has more lists than {lists}");
}

#[test]
fn the_limits_are_those_of_the_code() {
    use guide::handbook::load::files::{MOST_BYTES, MOST_LEVELS};
    let document = text("docs/format.md");
    assert_eq!(MOST_BYTES, 1024 * 1024);
    assert!(document.contains("| size of a file | 1 MiB |"));
    assert!(document.contains(&format!("inside each other | {MOST_LEVELS} |")));
}

/// Returns the YAML examples that name their file in a comment at the top.
fn examples(document: &str) -> Vec<(String, &str)> {
    let named = |block| {
        let block: &str = block;
        let (path, text) = block.strip_prefix("# ")?.split_once('\n')?;
        let path = path.trim().to_owned();
        let is_file = Path::new(&path).extension().is_some_and(|extension| extension == "yaml");
        is_file.then_some((path, text))
    };
    between(document, "```yaml\n", "```").filter_map(named).collect()
}

/// Makes a layer of the examples of a page.
fn layer(document: &str) -> Layer {
    let examples = examples(document);
    let files: Vec<_> = examples.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    Layer::embedded("example", &files)
}

#[test]
fn the_example_handbook_has_no_findings() {
    let layer = layer(&text("docs/format.md"));
    assert_eq!((layer.dictionaries.len(), layer.guides.len()), (3, 1));
    let Loaded { handbook, findings } = load(&[layer]);
    assert_eq!(findings, []);
    assert_eq!((handbook.guides.len(), handbook.documents.len()), (1, 1));
    assert_eq!((handbook.offices.offices.len(), handbook.offices.contacts.len()), (1, 1));
}

#[test]
fn the_edition_of_the_tutorial_lies_over_the_built_in_one() {
    let own = layer(&text("docs/writing-a-guide.md"));
    assert!(own.guides.len() > 1, "the tutorial changes a guide and adds one");
    let national = Layer::embedded("national", national::FILES);
    let Loaded { handbook, findings } = load(&[national, own]);
    let own_findings = findings.iter().filter(|finding| finding.file.starts_with("example:"));
    assert_eq!(own_findings.collect::<Vec<_>>(), Vec::<&_>::new());
    assert_eq!(handbook.layers.len(), 2);
    assert!(handbook.guides.iter().any(|guide| guide.origin.changes.len() > 3));
}
