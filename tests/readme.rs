//! What the READMEs show is what the program does.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the shown output anew.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The READMEs with the locales of their readers.
const READMES: &[(&str, &str)] =
    &[("README.md", "en_US.UTF-8"), ("README.zh-CN.md", "zh_CN.UTF-8")];

/// The line that stands for the rest of an output.
const REST: &str = "...";

/// Words after which the output is the same on a terminal and in a pipe.
const COMMANDS: &[&str] = &["show", "due", "list", "office", "law", "completions"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(path: &Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "a test reads the files of this project")]
    let text = fs::read_to_string(path).unwrap();
    text
}

/// Runs a command of a README as its reader would see it, and returns what it prints.
fn run(line: &str, locale: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.args(&words).env_clear().env("HOME", &home).env("XDG_CACHE_HOME", home.join("cache"));
    command.env("LANG", locale).env("GUIDE_TODAY", "2026-11-23").env("GUIDE_HANDBOOK", "national");
    command.current_dir(path(""));
    let is_search = words.first().is_some_and(|word| !COMMANDS.contains(word));
    if is_search && !line.contains("--") {
        // Into a pipe a search prints a hit a line; the reader sees a terminal.
        command.args(["--format", "terminal"]);
    }
    let output = command.output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "`guide {line}`: {complaint}");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(!printed.trim().is_empty(), "`guide {line}` prints nothing");
    printed
}

/// Returns a README with the shown output replaced by the real one, as long as it was before.
fn renewed(readme: &str, locale: &str) -> String {
    let mut renewed: Vec<String> = Vec::new();
    let mut output = Vec::new().into_iter();
    let mut shown = 0;
    for line in readme.lines().filter(|line| *line != REST) {
        let is_command = line.starts_with("$ guide");
        if is_command || line.starts_with("```") {
            let has_more = shown > 0 && output.next().is_some();
            renewed.extend(has_more.then(|| REST.to_owned()));
            output = Vec::new().into_iter();
            shown = 0;
        } else if let Some(real) = output.next() {
            renewed.push(real);
            shown += 1;
            continue;
        }
        renewed.push(line.to_owned());
        if let Some(arguments) = line.strip_prefix("$ guide") {
            let printed = run(arguments.trim(), locale);
            output = printed.lines().map(str::to_owned).collect::<Vec<_>>().into_iter();
        }
    }
    renewed.join("\n") + "\n"
}

#[test]
fn every_shown_command_answers_and_its_output_is_real() {
    for (name, locale) in READMES {
        let readme = text(&path(name));
        let commands = readme.lines().filter(|line| line.starts_with("$ guide")).count();
        assert!(commands > 5, "{name} shows {commands} commands");
        let real = renewed(&readme, locale);
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(path(name), &real).unwrap();
        } else if let Some((shown, real)) =
            readme.lines().zip(real.lines()).find(|(shown, real)| shown != real)
        {
            panic!(
                "{name} shows `{shown}`, the program prints `{real}`: \
                 run `UPDATE_README=1 cargo test --test readme`"
            );
        }
    }
}

/// Returns the files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Says whether a text is the name of an environment variable.
fn is_variable(text: &str) -> bool {
    let is_name = |b: u8| b.is_ascii_uppercase() || b == b'_';
    text.len() > 3 && text.bytes().all(is_name)
}

/// Returns the variables that the program reads: what is asked of `variable` or `folder` anywhere,
/// and every name in the file that takes from the environment.
fn variables() -> BTreeSet<String> {
    let mut variables = BTreeSet::new();
    for file in files(&path("src/cli")) {
        let code = text(&file);
        let code = code.split("#[cfg(test)]").next().unwrap();
        let is_environment = file.ends_with("environment.rs");
        let mut parts = code.split('"');
        while let (Some(before), Some(literal)) = (parts.next(), parts.next()) {
            let is_asked = ["variable(", "folder(", "var_os("].iter().any(|f| before.ends_with(f));
            let is_own = literal.starts_with("GUIDE_");
            if is_variable(literal) && (is_asked || is_own || is_environment) {
                variables.insert(literal.to_owned());
            }
        }
    }
    variables
}

#[test]
fn the_readmes_name_the_variables_that_are_read() {
    let read = variables();
    assert!(read.contains("GUIDE_HANDBOOK") && read.contains("XDG_CACHE_HOME"), "{read:?}");
    for (name, _) in READMES {
        let readme = text(&path(name));
        let first_cells =
            readme.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
        let named = first_cells.flat_map(|cell| cell.split('`')).filter(|word| is_variable(word));
        assert_eq!(named.map(str::to_owned).collect::<BTreeSet<_>>(), read, "{name}");
    }
}

#[test]
fn the_readmes_name_the_crates_that_are_used() {
    let manifest = text(&path("Cargo.toml"));
    let (_, used) = manifest.split_once("\n[dependencies]\n").unwrap();
    let used = used.split("\n\n").next().unwrap();
    for name in used.lines().filter_map(|line| line.split(" = ").next()) {
        for (readme, _) in READMES {
            assert!(text(&path(readme)).contains(&format!("`{name}`")), "{readme}: {name}");
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut pages = vec!["CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"];
    pages.extend(READMES.iter().map(|(name, _)| *name));
    pages.extend(["docs/format.md", "docs/json.md", "docs/writing-a-guide.md"]);
    for page in pages {
        let page = path(page);
        let content = text(&page);
        let targets = content.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            let file = target.split('#').next().unwrap();
            let leads = file.is_empty() || page.parent().unwrap().join(file).exists();
            assert!(leads, "{}: {target}", page.display());
        }
    }
}

#[test]
fn every_module_is_on_the_map() {
    let map = text(&path("ARCHITECTURE.md"));
    for entry in fs::read_dir(path("src")).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(map.contains(&format!("`{name}`")), "`{name}` is not in ARCHITECTURE.md");
    }
}

#[test]
fn every_shape_of_json_is_documented() {
    let pages = text(&path("docs/json.md"));
    let code: String = files(&path("src/record")).iter().map(|file| text(file)).collect();
    let shapes: BTreeSet<&str> =
        code.split('"').filter(|part| part.starts_with("guide.") && part.ends_with("/1")).collect();
    assert!(shapes.len() > 4, "{shapes:?}");
    for shape in shapes {
        assert!(pages.contains(&format!("## {shape}")), "{shape} is not in docs/json.md");
    }
}

/// Every field at the top of an answer is documented where its shape is.
#[test]
fn every_field_at_the_top_of_json_is_documented() {
    let pages = text(&path("docs/json.md"));
    let format = text(&path("docs/format.md"));
    for line in [
        "show transfer",
        "search 转学",
        "list documents",
        "office general-education",
        "law compulsory-education-law",
        "due private-school --from 2026-11-23",
        "due --days 5 --from 2026-11-23",
    ] {
        let printed = run(&format!("{line} --format json"), "en_US.UTF-8");
        let answer: serde_json::Value = serde_json::from_str(&printed).unwrap();
        for field in answer.as_object().unwrap().keys() {
            let quoted = format!("`{field}`");
            let is_named = pages.contains(&quoted) || format.contains(&format!("| {quoted} |"));
            assert!(is_named, "`{field}` of `guide {line}`");
        }
    }
}
