//! Documents to print: every command that has a page writes one, whatever a bureau's files say.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod bureau;
mod program;

use bureau::{Bureau, GUIDE};
use program::{GUIDES, LANGUAGES, run, text};

/// Commands that have a page.
const COMMANDS: &[&str] = &[
    "transfer",
    "show transfer",
    "show transfer --all",
    "show transfer --flow",
    "show transfer --section documents --case senior",
    "search is a transfer free",
    "list",
    "list documents --used-by",
    "office personnel",
    "office",
    "law compulsory-education-law 12",
    "law",
    "due private-school --from 2026-11-23 --explain",
    "due --days 20 --from 2026-09-18",
];

/// Runs a command that answers, and returns what it printed.
#[track_caller]
fn document(line: &str, lang: &str) -> String {
    let output = run(line, lang, 80);
    assert_eq!((output.status.code(), text(output.stderr).as_str()), (Some(0), ""), "{line}");
    text(output.stdout)
}

/// Expects a document that is whole and asks for nothing.
#[track_caller]
fn check(document: &str) {
    assert!(document.starts_with("<!DOCTYPE html>\n"), "{document}");
    assert!(document.ends_with("</html>\n"), "{document}");
    let body = document.split_once("<body").expect("there is a body").1;
    for word in ["<script", "<link", "<img", "<iframe", " src=", " href=", " on", " style="] {
        let tags = body.split('<').skip(1).filter_map(|tag| tag.split('>').next());
        let found = tags.map(|tag| format!("<{tag}")).find(|tag| tag.contains(word));
        assert_eq!(found, None, "{word}");
    }
    assert!(!document.contains("url(") && !document.contains("@import"));
    for element in ["<h1>", "<title>", "<main>", "<html lang"] {
        assert!(document.matches(element).count() <= 2, "{element}");
    }
}

#[test]
fn every_page_can_be_printed_on_every_paper() {
    for line in COMMANDS {
        for lang in LANGUAGES {
            for paper in ["", " --paper a4", " --paper receipt"] {
                check(&document(&format!("{line} --format html{paper}"), lang));
            }
        }
    }
}

#[test]
fn every_list_has_a_heading() {
    for lang in LANGUAGES {
        for kind in [
            "guides",
            "offices",
            "documents",
            "laws",
            "promises",
            "hotlines",
            "goals",
            "boards",
            "catalogue",
        ] {
            let list = document(&format!("list {kind} --format html"), lang);
            assert_eq!(list.matches("<h1>").count(), 1, "{kind} in {lang}");
        }
    }
}

#[test]
fn every_guide_can_be_printed_in_both_languages() {
    for guide in GUIDES {
        for what in ["", "--all", "--flow"] {
            let line = format!("show {guide} {what} --lang both --format html");
            let document = document(&line, "en");
            check(&document);
            assert_eq!(document.matches("<article lang=").count(), 2);
            assert!(document.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
        }
    }
}

/// Says whether an article is printed on one sheet.
#[track_caller]
fn is_one_sheet(document: &str) -> bool {
    let (_, article) = document.split_once("<article ").unwrap();
    !article.split_once('>').unwrap().0.contains("many")
}

#[test]
fn what_is_handed_over_a_counter_is_one_sheet() {
    for guide in GUIDES {
        for lang in LANGUAGES {
            let page = document(&format!("show {guide} --format html"), lang);
            assert!(is_one_sheet(&page), "{guide} in {lang}");
            let line = format!("checklist {guide} --notice --from 2026-11-23 --format html -q");
            let notice = document(&line, lang);
            let papers = notice.matches("<span class=\"tick\">").count();
            assert!(papers > 14 || is_one_sheet(&notice), "{guide} in {lang}: {papers} papers");
        }
    }
    for lang in LANGUAGES {
        assert!(is_one_sheet(&document("office transfer --referral --format html", lang)));
        assert!(!is_one_sheet(&document("show transfer --all --format html", lang)));
    }
}

#[test]
fn a_paper_needs_a_document() {
    for line in [
        "show transfer --paper receipt",
        "show transfer --format json --paper a4",
        "--paper a4 list --plain",
        "due transfer --from 2026-11-23 --ics --paper a4",
        "completions bash --paper a4",
        "--paper receipt",
    ] {
        let output = run(line, "en", 80);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(output.stdout.is_empty(), "{line}");
        let said = "error: `--paper` is for `--format html` only\n";
        let hint = "hint: add `--format html`, or leave `--paper` out\n";
        assert_eq!(text(output.stderr), format!("{said}{hint}"), "{line}");
    }
}

#[test]
fn nothing_found_is_no_document() {
    let output = run("search qqqqxxxx --format html", "en", 80);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(text(output.stderr).starts_with("nothing found"));
}

/// A guide whose every text would like to be more than text.
fn hostile() -> String {
    let bad = r#"</style><script>alert(1)</script>\"' onload='x' <b \u202E&#60; ]] -->"#;
    let lanes = "actors:\n  - {id: we, title: \"BAD\"}\n  - {id: they, title: \"end BAD\"}\n\
        events: [{id: in, title: \"BAD\"}]\n\
        clocks:\n  - {id: wait, title: \"BAD\", from: in, limit: 5 days, binds: office, standing: reading}\n\
        steps:\n  - {id: a, actor: we, text: \"BAD\", clock: wait, standing: reading}\n  \
        - {id: b, actor: they, text: \"BAD\", otherwise: a, standing: reading}\n";
    let guide = GUIDE.replace("自己的指南", "\"BAD\"").replace("简介", "\"BAD\"");
    (guide + lanes).replace("BAD", bad)
}

#[test]
fn texts_of_a_bureau_stay_texts() {
    let bureau = Bureau::new();
    bureau.write("procedures/own.yaml", hostile());
    for what in ["--all", "--flow", "--section=steps"] {
        for paper in ["a4", "receipt"] {
            let words = ["show", "own", what, "--format", "html", "--paper", paper, "--lang", "zh"];
            let answer = bureau.run("en", &words);
            assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""));
            check(&answer.stdout);
            assert!(answer.stdout.contains("script&gt;alert(1)"), "{}", answer.stdout);
            assert!(!answer.stdout.contains('\u{202e}'));
        }
    }
}

#[test]
fn labels_of_a_chart_stay_labels() {
    let bureau = Bureau::new();
    bureau.write("procedures/own.yaml", hostile());
    let answer = bureau.run("zh", &["show", "own", "--flow", "--format", "markdown"]);
    let (_, chart) = answer.stdout.split_once("```mermaid\n").unwrap();
    let (chart, _) = chart.split_once("\n```\n").unwrap();
    for line in chart.lines().filter(|line| line.contains('"')) {
        let label = line.split('"').nth(1).unwrap().replace("<br>", " ");
        assert_eq!(line.matches('"').count(), 2, "{line}");
        assert!(!label.contains(['<', '>', '[', ']', '`', '&']), "{line}");
    }
}
