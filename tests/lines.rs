//! What holds for every line of every screen, in both languages and at every width.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod program;

use std::io::Read;
use std::process::Stdio;

use program::{GUIDES, LANGUAGES, guide, run, text};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widths of screens, from the narrowest that pages are laid out for to the widest.
const WIDTHS: [usize; 5] = [20, 40, 60, 80, 120];

/// What must not begin a line.
const CLOSING: [char; 8] = ['、', '，', '。', '；', '：', '）', '！', '？'];

/// Commands whose output is laid out for people.
const COMMANDS: &[&str] = &[
    "",
    "list",
    "list documents --used-by",
    "list laws --used-by",
    "list offices",
    "office personnel",
    "office police",
    "office 孩子转学找谁",
    "office 居住证 --referral",
    "office transfer --referral",
    "list promises",
    "list hotlines --used-by",
    "list goals",
    "list boards --used-by",
    "list catalogue",
    "law compulsory-education-law",
    "law compulsory-education-law 12",
    "孩子转学要啥材料 --format terminal",
    "search is a transfer free --format terminal",
    "search teacher certificate --limit 20 --format terminal",
    "show transfer --case senior",
    "show transfer --section documents",
    "show fees --on 2005-09-01",
    "show transfer --all --on 2005-09-01",
    "checklist transfer",
    "checklist transfer --case migrant --have 申请,户口簿 --notice -q",
    "checklist teacher-certificate --have id-card --notice --from 2026-11-23 -q",
    "checklist private-school",
    "due private-school --from 2026-11-23 --event accepted=2026-11-23",
    "due private-school --from 2026-11-23 --event accepted=2026-11-23 --case prepare --explain",
    "due teacher-certificate --event exam-passed=2026-10-01 --event window-end=2026-12-31",
    "due transfer --from 2026-09-18",
    "due transfer --from 2026-09-18 --format message",
    "due --days 3 --unit months --from 2026-07-01 --explain",
];

/// Commands whose answer is a complaint.
const MISTAKES: &[&str] = &[
    "show transfr",
    "show 教育",
    "search foo bar baz qux",
    "show transfer --section nonsense",
    "show transfer --case nonsense",
    "show transfer --on 2005-02-30",
    "ask transfer",
    "checklist transfer --have nonsense",
    "due private-school",
    "due private-school --from 2026-02-31",
    "due private-school --event accepted=2026-11-23 --event decided=2026-11-20",
];

/// Returns the commands with those that show the guides.
fn commands() -> Vec<String> {
    let pages = ["", " --all", " --flow", " --format message"];
    let shown = GUIDES
        .into_iter()
        .flat_map(|guide| pages.into_iter().map(move |page| format!("show {guide}{page}")));
    COMMANDS.iter().map(|&line| line.to_owned()).chain(shown).collect()
}

/// Collects the lines of all screens that break a rule, and fails if there are any.
#[track_caller]
fn every_line(commands: &[String], breaks: impl Fn(&str, usize) -> bool) {
    let mut broken = Vec::new();
    for command in commands {
        for lang in LANGUAGES {
            for width in WIDTHS {
                let output = run(command, lang, width);
                let all = text(output.stdout) + &text(output.stderr);
                let wrong = all.lines().filter(|line| breaks(line, width));
                broken.extend(wrong.map(|line| format!("{lang} {width} `{command}`: {line:?}")));
            }
        }
    }
    assert!(broken.is_empty(), "{} lines:\n{}", broken.len(), broken.join("\n"));
}

/// Says whether a line may be too long because nobody could type or open it in pieces.
fn is_unbreakable(line: &str) -> bool {
    line.contains("guide ") || line.contains("http")
}

#[test]
fn no_line_is_wider_than_the_screen() {
    // A message is sent, not laid out: whoever shows it breaks its lines.
    let pages: Vec<String> =
        commands().into_iter().filter(|command| !command.ends_with("message")).collect();
    every_line(&pages, |line, width| line.width() > width && !is_unbreakable(line));
}

#[test]
fn no_line_ends_in_blanks() {
    every_line(&commands(), |line, _| line.ends_with(char::is_whitespace));
}

#[test]
fn no_line_begins_with_closing_punctuation() {
    every_line(&commands(), |line, _| line.trim_start().starts_with(CLOSING));
}

#[test]
fn no_character_is_as_wide_as_a_terminal_likes() {
    every_line(&commands(), |line, _| line.chars().any(|c| c.width() != c.width_cjk()));
}

#[test]
fn complaints_keep_the_rules_too() {
    let mistakes: Vec<String> = MISTAKES.iter().map(|&line| line.to_owned()).collect();
    every_line(&mistakes, |line, _| {
        line.ends_with(char::is_whitespace) || line.chars().any(|c| c.width() != c.width_cjk())
    });
}

/// Says whether a page has escape codes, with a variable set.
fn is_painted(line: &str, (name, value): (&str, &str)) -> bool {
    let output = guide(line, "en", 80).env(name, value).output().unwrap();
    assert!(output.status.success());
    text(output.stdout).contains('\u{1b}')
}

#[test]
fn colours_come_only_where_they_are_asked_for() {
    let none = ("GUIDE_LANG", "en");
    for line in ["show transfer", "list", "search transfer", "--help"] {
        assert!(!is_painted(line, none), "{line}");
        assert!(!is_painted(&format!("{line} --color auto"), none), "{line}");
        assert!(!is_painted(&format!("{line} --color never"), ("CLICOLOR_FORCE", "1")), "{line}");
        assert!(!is_painted(line, ("NO_COLOR", "1")), "{line}");
        assert!(!is_painted(line, ("TERM", "dumb")), "{line}");
    }
    assert!(is_painted("show transfer --color always", none));
    assert!(is_painted("show transfer --color always", ("NO_COLOR", "1")));
}

#[test]
fn a_reader_who_leaves_early_hears_no_complaint() {
    for line in ["show transfer --all", "list laws", "show transfer --format json", "--help"] {
        let mut command = guide(line, "zh", 80);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        let mut stdout = child.stdout.take().expect("the output is a pipe");
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_eq!(text(output.stderr), "", "{line}");
        assert_eq!(output.status.code(), Some(0), "{line}");
    }
}
