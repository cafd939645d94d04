//! What the national edition says: every citation leads to an article, both languages are complete,
//! nothing forbidden stands in it, and a bureau can fill every blank.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail and tell")]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::GUIDES;
use serde_yaml::Value;

/// What may not be said, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("12391", "a hotline that no current source confirms"),
    ("66092315", "a hotline that no current source confirms"),
    ("教财〔2004〕7号", "a number that no source confirms"),
    ("国发〔2005〕43号", "a number that no source confirms"),
    ("国发〔2015〕67号", "a number that no source confirms"),
    ("〔2010〕1619号", "a number that no source confirms"),
    ("教政法函", "a number that no source confirms"),
    ("国优计划", "an exemption that no source confirms"),
    ("40 个工作日", "a sum that no rule gives"),
    ("40 working days", "a sum that no rule gives"),
    ("其他材料", "papers have names"),
    ("其它材料", "papers have names"),
    ("相关证明", "papers have names"),
    ("有关材料", "papers have names"),
    ("等材料", "papers have names"),
    ("视情况", "a case has a name"),
    ("other documents", "papers have names"),
    ("relevant documents", "papers have names"),
    ("relevant certificates", "papers have names"),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(file: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "a test reads the files of this project")]
    fs::read_to_string(file).unwrap()
}

/// Returns the files of the national edition, each with its name and its text.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["guides", "guides/procedures"] {
        for entry in fs::read_dir(path(folder)).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "yaml") {
                let text = read(&file);
                files.push((file.strip_prefix(path("")).unwrap().display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}

/// Calls `take` with every mapping of a document.
fn each_mapping(value: &Value, take: &mut impl FnMut(&serde_yaml::Mapping)) {
    match value {
        Value::Mapping(mapping) => {
            take(mapping);
            mapping.values().for_each(|value| each_mapping(value, take));
        }
        Value::Sequence(values) => values.iter().for_each(|value| each_mapping(value, take)),
        _ => {}
    }
}

fn parse(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn text<'v>(mapping: &'v serde_yaml::Mapping, key: &str) -> Option<&'v str> {
    mapping.get(key)?.as_str()
}

/// Returns what the program answers, and expects no complaint.
fn answer(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), program::text(output.stderr)), (Some(0), String::new()));
    program::text(output.stdout)
}

#[test]
fn the_guides_have_the_names_that_others_link_to() {
    let listed = program::text(program::run("list --plain", "en", 80).stdout);
    assert_eq!(listed.lines().collect::<Vec<_>>(), GUIDES);
}

/// A law of the register.
struct Entry {
    is_current: bool,
    articles: BTreeSet<String>,
}

/// Returns the laws of the register.
fn register() -> BTreeMap<String, Entry> {
    let laws = parse(&read(&path("guides/laws.yaml")));
    let mut register = BTreeMap::new();
    for law in laws.get("laws").and_then(Value::as_sequence).unwrap() {
        let law = law.as_mapping().unwrap();
        let mut articles = BTreeSet::new();
        for article in law.get("articles").and_then(Value::as_sequence).into_iter().flatten() {
            let article = article.as_mapping().unwrap();
            let gist = article.get("gist").and_then(Value::as_mapping);
            let is_told =
                gist.is_some_and(|gist| ["zh", "en"].iter().all(|l| text(gist, l).is_some()));
            let number = text(article, "number").unwrap();
            assert!(is_told, "{:?} {number}: no gist in both languages", text(law, "id"));
            articles.insert(number.to_owned());
        }
        let is_current =
            text(law, "status") == Some("in_force") && law.get("superseded_by").is_none();
        assert!(text(law, "checked_on").is_some(), "{:?}", text(law, "id"));
        let id = text(law, "id").unwrap().to_owned();
        register.insert(id, Entry { is_current, articles });
    }
    register
}

#[test]
fn every_citation_leads_to_an_article_in_force() {
    let register = register();
    let (mut citations, mut cited) = (0, BTreeSet::new());
    for (file, content) in files() {
        each_mapping(&parse(&content), &mut |mapping| {
            let Some(law) = text(mapping, "law") else { return };
            let entry = register.get(law).unwrap_or_else(|| panic!("{file}: no law `{law}`"));
            assert!(entry.is_current, "{file}: `{law}` is no longer in force");
            for number in mapping.get("articles").and_then(Value::as_sequence).into_iter().flatten()
            {
                let number = number.as_str().unwrap();
                assert!(entry.articles.contains(number), "{file}: `{law}` has no article {number}");
                citations += 1;
                cited.insert((law.to_owned(), number.to_owned()));
            }
        });
    }
    println!("{citations} citations of {} articles of {} laws", cited.len(), register.len());
    assert!(citations > 1_000, "{citations}");
}

#[test]
fn what_stands_as_law_cites_one() {
    for (file, content) in files() {
        each_mapping(&parse(&content), &mut |mapping| {
            let is_law = text(mapping, "standing") == Some("law");
            let basis = mapping.get("basis").and_then(Value::as_sequence);
            let cites = basis.is_some_and(|basis| !basis.is_empty());
            assert!(!is_law || cites, "{file}: {mapping:?}");
        });
    }
}

#[test]
fn every_text_stands_in_both_languages() {
    for (file, content) in files() {
        each_mapping(&parse(&content), &mut |mapping| {
            let (zh, en) = (mapping.get("zh").is_some(), mapping.get("en").is_some());
            assert_eq!(zh, en, "{file}: {mapping:?}");
        });
    }
    for id in GUIDES {
        let page = |lang| answer(&mut program::guide(&format!("show {id} --all"), lang, 80));
        let [zh, en] = program::LANGUAGES.map(page);
        assert!(!zh.contains("（无中文）") && !en.contains("(no English text)"), "{id}");
    }
}

/// Says whether a text has a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

#[test]
fn english_gives_the_chinese_name_of_papers_and_offices() {
    for (file, content) in files() {
        each_mapping(&parse(&content), &mut |mapping| {
            let is_office = mapping.contains_key("office") && mapping.len() == 3;
            let is_paper = mapping.contains_key("what") || mapping.contains_key("submission");
            let is_body = mapping.contains_key("kind") && mapping.contains_key("duties");
            let keys = ["name", "short", "title"].into_iter();
            let names = keys.filter_map(|key| mapping.get(key)?.as_mapping());
            for name in names.filter(|_| is_office || is_paper || is_body) {
                assert!(text(name, "en").is_some_and(is_chinese), "{file}: {name:?}");
            }
        });
    }
}

#[test]
fn nothing_forbidden_is_said() {
    for (file, content) in files() {
        for (words, why) in FORBIDDEN {
            let line = content.lines().position(|line| line.contains(words));
            assert_eq!(line, None, "{file}: `{words}`: {why}");
        }
    }
}

#[test]
fn telephone_numbers_are_those_that_a_source_confirms() {
    let known = ["12345", "12309", "12348"];
    let offices = read(&path("guides/offices.yaml"));
    each_mapping(&parse(&offices), &mut |mapping| {
        if let Some(phone) = text(mapping, "phone").filter(|phone| *phone != "local") {
            assert!(known.contains(&phone), "{phone}: {mapping:?}");
        }
    });
}

#[test]
fn every_main_guide_answers_eight_questions() {
    for (file, content) in files().iter().filter(|(file, _)| file.contains("procedures")) {
        let faq = parse(content).get("faq").and_then(Value::as_sequence).map_or(0, Vec::len);
        assert!(faq >= 8, "{file}: {faq}");
    }
}

#[test]
fn a_bureau_can_fill_every_blank() {
    for id in GUIDES {
        for (lang, blank) in
            program::LANGUAGES.into_iter().zip(["由本局填写", "set by the local bureau"])
        {
            let show = || program::guide(&format!("show {id} --all"), lang, 80);
            assert!(answer(&mut show()).contains(blank), "{id}: nothing to fill");
            let page = answer(show().arg("--handbook").arg(path("tests/data/sample-bureau")));
            let left: Vec<&str> = page.lines().filter(|line| line.contains(blank)).collect();
            assert!(left.is_empty(), "{id} {lang}: {left:#?}");
        }
    }
}
