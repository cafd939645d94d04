//! Runs the program as a reader would, in surroundings that are the same everywhere.

use std::path::Path;
use std::process::{Command, Output};

/// The guides of the built-in edition.
#[allow(dead_code, reason = "not every test shows every guide")]
pub(crate) const GUIDES: [&str; 13] = [
    "admissions",
    "complaints",
    "fees",
    "foreign-families",
    "open-information",
    "private-school",
    "private-school-change",
    "private-school-closure",
    "private-school-renewal",
    "teacher-certificate",
    "teacher-certificate-replacement",
    "teacher-registration",
    "transfer",
];

/// The languages of readers.
#[allow(dead_code, reason = "not every test speaks every language")]
pub(crate) const LANGUAGES: [&str; 2] = ["zh", "en"];

/// Prepares the program: no variable but those that it needs, a home without files, a fixed day.
pub(crate) fn guide(line: &str, lang: &str, width: usize) -> Command {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reader");
    let locale = if lang == "zh" { "zh_CN.UTF-8" } else { "en_US.UTF-8" };
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.args(line.split_whitespace()).env_clear().env("PATH", "/usr/bin:/bin");
    command.env("HOME", &home).env("XDG_CACHE_HOME", home.join("cache")).current_dir("/");
    command.env("GUIDE_HANDBOOK", "national").env("GUIDE_TODAY", "2026-11-23");
    command.env("LANG", locale).env("COLUMNS", width.to_string());
    command
}

/// Runs the program with an output that is a pipe.
pub(crate) fn run(line: &str, lang: &str, width: usize) -> Output {
    guide(line, lang, width).output().expect("the program starts")
}

/// Returns bytes of the program as text.
pub(crate) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("output is UTF-8")
}
