//! Who may know whom: a module uses only the modules that its row names.

#![expect(clippy::unwrap_used, reason = "helpers of tests are not tests to the lint")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the library with the modules that it may use. Arrows point down only.
const MAY_USE: &[(&str, &[&str])] = &[
    ("handbook", &[]),
    ("national", &[]),
    ("search", &["handbook"]),
    ("tailor", &["handbook"]),
    ("calendar", &["handbook"]),
    ("page", &["handbook", "search", "tailor", "calendar"]),
    ("render", &["page"]),
    ("record", &["handbook", "search", "tailor", "calendar", "page"]),
    ("edition", &["handbook", "national"]),
    ("cli", &["handbook", "search", "tailor", "calendar", "page", "render", "record", "edition"]),
];

/// The parts of the core, likewise.
const IN_THE_CORE: &[(&str, &[&str])] = &[
    ("value", &[]),
    ("codec", &[]),
    ("crew", &[]),
    ("bytes", &["codec"]),
    ("squeeze", &["codec"]),
    ("model", &["value"]),
    ("index", &["bytes", "codec", "crew", "model", "value"]),
    ("load", &["codec", "crew", "model", "value"]),
    ("pack", &["bytes", "codec", "crew", "index", "load", "model", "squeeze", "value"]),
];

/// What only some places may do, by a word of the source that gives it away.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("io::stdout", &["src/cli"]),
    ("io::stderr", &["src/cli"]),
    ("env::var", &["src/cli/environment.rs"]),
    ("SystemTime::now", &["src/cli/environment.rs"]),
    ("unsafe {", &["src/edition/map.rs", "src/entry.rs"]),
    ("fs::read", &["src/handbook/load/files.rs"]),
    ("comfy_table", &["src/render"]),
    ("fuzzy_matcher", &["src/search"]),
    ("indicatif", &["src/cli/progress.rs"]),
    ("serde_yaml::", &["src/handbook"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    found.sort();
    found
}

/// Returns the code of a file without its tests and comments.
fn code(path: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "a test reads the sources of this project")]
    let text = fs::read_to_string(path).unwrap();
    let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub(crate) mod tests {"];
    let end = tests.iter().filter_map(|tests| text.find(tests)).min();
    let code = &text[..end.unwrap_or(text.len())];
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Returns the modules that a file uses below a path such as `crate::`.
fn used(code: &str, prefix: &str) -> BTreeSet<String> {
    let after = code.split(prefix).skip(1);
    let name = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
    };
    after.map(name).filter(|name| !name.is_empty()).collect()
}

#[track_caller]
fn check(folder: &str, prefix: &str, table: &[(&str, &[&str])]) {
    for (module, may_use) in table {
        let path = root().join(folder).join(module);
        let files = if path.is_dir() { sources(&path) } else { vec![path.with_extension("rs")] };
        assert!(!files.is_empty(), "{module} is in the table and nowhere else");
        for file in files {
            for other in used(&code(&file), prefix) {
                let allowed = other == *module || may_use.contains(&other.as_str());
                assert!(allowed, "{} uses {prefix}{other}", file.display());
            }
        }
    }
}

#[test]
fn arrows_between_modules_point_down() {
    check("src", "crate::", MAY_USE);
}

#[test]
fn arrows_within_the_core_follow_the_table() {
    check("src/handbook", "crate::handbook::", IN_THE_CORE);
}

#[test]
fn every_module_is_in_the_table() {
    let named: BTreeSet<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            named.contains(module.as_str()) || ["lib", "main", "entry"].contains(&module.as_str()),
            "src/{module} is not in the table"
        );
    }
}

#[test]
fn what_only_some_places_may_do_is_done_only_there() {
    for file in sources(&root().join("src")) {
        let code = code(&file);
        for (word, places) in ONLY_IN {
            let is_there = places.iter().any(|place| file.starts_with(root().join(place)));
            assert!(is_there || !code.contains(word), "{} has `{word}`", file.display());
        }
    }
}
