//! Every command in both languages and in every format, at every width, and what it says to what
//! cannot be meant.

mod program;

use std::collections::BTreeSet;

use program::{LANGUAGES, guide, run, text};
use serde_json::Value;

/// Commands that answer, in every format.
const COMMANDS: &[&str] = &[
    "show transfer",
    "show transfer --case 搬家",
    "show transfer --case reason=home-moved --section documents",
    "show private-school --all",
    "show private-school --flow",
    "show fees --on 2005-09-01",
    "show complaints --case 收费 --section letter",
    "checklist transfer",
    "checklist transfer --case 随迁 --have 申请,户口簿",
    "checklist private-school --notice --from 2026-11-23 -q",
    "due private-school --from 2026-11-23 --event accepted=2026-11-23",
    "due teacher-certificate --event window-end=2026-12-31 --explain",
    "due --days 20 --unit working --from 2026-09-18",
    "office personnel",
    "office 转学",
    "office 居住证 --referral",
    "office",
    "list",
    "list documents --used-by",
    "list promises",
    "law compulsory-education-law 12",
    "law",
    "search is a transfer free",
];

/// Formats that are not laid out for a screen.
const FORMATS: [&str; 5] = ["plain", "markdown", "message", "html", "json"];

/// The widths of screens.
const WIDTHS: [usize; 4] = [20, 40, 80, 120];

/// Returns what is printed by a command that answers and has nothing to remark.
#[track_caller]
fn printed(line: &str, lang: &str, width: usize) -> String {
    let output = run(line, lang, width);
    let said = text(output.stderr);
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{lang} {width}: {line}");
    text(output.stdout)
}

#[test]
fn every_command_answers_at_every_width() {
    for line in COMMANDS {
        for lang in LANGUAGES {
            for width in WIDTHS {
                let page = printed(&format!("{line} --format terminal"), lang, width);
                assert!(page.lines().count() > 1, "{lang} {width}: {line}\n{page}");
            }
        }
    }
}

#[test]
fn only_a_screen_has_a_width() {
    for line in COMMANDS {
        for lang in LANGUAGES {
            for format in FORMATS {
                let line = format!("{line} --format {format}");
                let [narrow, wide] = [20, 120].map(|width| printed(&line, lang, width));
                assert!(!narrow.trim().is_empty() && narrow == wide, "{lang}: {line}");
            }
        }
    }
}

/// Says whether a word is written as a day is: 2026-11-23.
fn is_day(word: &str) -> bool {
    word.len() == 10 && word.char_indices().all(|(at, c)| (c == '-') == matches!(at, 4 | 7))
}

/// Returns the days that stand in a text.
fn days(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '-');
    words.filter(|word| is_day(word)).map(str::to_owned).collect()
}

#[test]
fn no_format_for_reading_leaves_out_a_day() {
    for line in COMMANDS {
        for lang in LANGUAGES {
            let page = days(&printed(&format!("{line} --format terminal"), lang, 80));
            for format in ["plain", "markdown", "html"] {
                let other = days(&printed(&format!("{line} --format {format}"), lang, 80));
                assert!(page.is_subset(&other), "{lang} {format}: {line}: {page:?} {other:?}");
            }
        }
    }
}

#[test]
fn no_format_loses_a_paper_to_tick() {
    for line in COMMANDS.iter().filter(|line| line.starts_with("checklist")) {
        for lang in LANGUAGES {
            let count = |format: &str, tick: &str| {
                printed(&format!("{line} --format {format}"), lang, 80).matches(tick).count()
            };
            let papers = count("terminal", "[ ] ");
            assert!(papers > 2, "{line}");
            for (format, tick) in
                [("plain", "[ ] "), ("markdown", "[ ] "), ("html", "<b>[</b> <b>]</b>")]
            {
                assert_eq!(count(format, tick), papers, "{lang} {format}: {line}");
            }
        }
    }
}

/// Takes the texts out of an answer, so that its shape is left.
fn shape(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect()
        }
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::String(_) => "text".into(),
        other => other.clone(),
    }
}

#[test]
fn json_has_one_shape_in_both_languages() {
    for line in COMMANDS {
        let [chinese, english] = LANGUAGES.map(|lang| {
            let answer = printed(&format!("{line} --format json"), lang, 80);
            serde_json::from_str::<Value>(&answer).unwrap()
        });
        assert!(chinese["schema"].as_str().unwrap().starts_with("guide."), "{line}");
        assert_eq!(shape(&chinese), shape(&english), "{line}");
    }
}

/// A command with its exit code and a part of what it complains of, in Chinese and in English.
type Mistake = (&'static str, i32, [&'static str; 2]);

/// What cannot be meant.
const MISTAKES: &[Mistake] = &[
    ("show nothing-so-called", 1, ["没有叫 `nothing-so-called`", "no guide `nothing-so-called`"]),
    ("show transfer --case nobody", 2, ["没有 `nobody` 这种情形", "no case `nobody`"]),
    ("show transfer --case reason=nobody", 2, ["reason=nobody", "reason=nobody"]),
    ("show transfer --case nobody=senior", 2, ["nobody", "no question `nobody`"]),
    ("show transfer --case 2005-09-01", 2, ["--on 2005-09-01", "--on 2005-09-01"]),
    ("show transfer --on 2005-02-31", 2, ["不是日历上的一天", "not a day of the calendar"]),
    ("show transfer --on someday", 2, ["`someday`", "`someday`"]),
    ("show transfer --section nothing", 2, ["`nothing`", "`nothing`"]),
    ("checklist nothing-so-called", 1, ["没有叫", "no guide"]),
    ("checklist transfer --case nobody", 2, ["nobody", "nobody"]),
    ("checklist transfer --have nothing", 2, ["没有叫 `nothing`", "no paper of this case"]),
    ("checklist transfer --notice --from 2026-02-31", 2, ["不是日历", "not a day"]),
    ("checklist transfer --notice --from 2024-12-31", 2, ["早于", "before the holidays"]),
    ("due nothing-so-called --from today", 1, ["没有叫", "no guide"]),
    ("due private-school", 2, ["还缺起算的日期", "the day from which to count is missing"]),
    ("due private-school --from 2026-02-31", 2, ["不是日历上的一天", "not a day of the calendar"]),
    ("due private-school --from 2024-12-31", 2, ["2025-01-01", "2025-01-01"]),
    ("due private-school --event nothing=today", 2, ["`nothing`", "no event `nothing`"]),
    ("due private-school --event accepted", 2, ["没有日期", "no date"]),
    ("due private-school --from today --case nobody", 2, ["nobody", "nobody"]),
    (
        "due private-school --event accepted=2026-11-23 --event decided=2026-11-20",
        2,
        ["「作出批准决定」（2026-11-20）早于「受理」", "(2026-11-20) is before `acceptance`"],
    ),
    ("due --days 0 --from today", 2, ["`0`", "`0`"]),
    ("due --days 20 --unit weeks --from today", 2, ["`weeks`", "`weeks`"]),
    ("due --days 20 --from 2026-02-31", 2, ["不是日历上的一天", "not a day of the calendar"]),
    ("office 2026", 1, ["`2026`", "no office `2026`"]),
    ("office nope", 1, ["`nope`", "no office `nope`"]),
    ("office --referral", 2, ["还缺 <NAME>\n", "<NAME> is missing\n"]),
    ("list nothing", 2, ["nothing", "nothing"]),
    ("law nothing-so-called", 1, ["nothing-so-called", "nothing-so-called"]),
    ("law compulsory-education-law 999", 1, ["999", "999"]),
    ("ask transfer", 2, ["guide show transfer --case", "guide show transfer --case"]),
];

#[test]
fn what_cannot_be_meant_is_refused_with_what_can() {
    for (line, code, said) in MISTAKES {
        for (lang, said) in LANGUAGES.into_iter().zip(said) {
            let output = run(line, lang, 80);
            let complaint = text(output.stderr);
            assert_eq!(output.status.code(), Some(*code), "{lang}: {line}\n{complaint}");
            assert!(output.stdout.is_empty(), "{lang}: {line}");
            let (error, hint) =
                if lang == "zh" { ("错误：", "提示：") } else { ("error: ", "hint: ") };
            assert!(complaint.starts_with(error) && complaint.contains(hint), "{complaint}");
            assert!(complaint.contains(said), "{lang}: {line}\n{complaint}");
        }
    }
}

/// Looks for something that cannot be split into words, and returns what is said.
#[cfg(unix)]
fn said_of(query: &std::ffi::OsStr, lang: &str) -> String {
    let output = guide("search", lang, 80).arg(query).output().expect("the program starts");
    assert!(output.stdout.is_empty() && output.status.code().is_some_and(|code| code > 0));
    text(output.stderr)
}

#[test]
#[cfg(unix)]
fn what_is_no_question_is_told_from_what_is_not_found() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let long = "x".repeat(10_000);
    let queries: [(&OsStr, [&str; 2]); 3] = [
        (OsStr::new(" "), ["没有写要找什么", "there is nothing to look for"]),
        (OsStr::from_bytes(b"\xff"), ["编码要设成 UTF-8", "is not UTF-8 text"]),
        (OsStr::new(&long), ["没有找到", "nothing found"]),
    ];
    for (query, expected) in queries {
        for (lang, expected) in LANGUAGES.into_iter().zip(expected) {
            let said = said_of(query, lang);
            assert!(said.contains(expected) && said.len() < 1_000, "{lang}: {said}");
        }
    }
}

#[test]
fn a_format_that_there_is_not_is_refused_by_every_command() {
    for line in COMMANDS {
        let output = run(&format!("{line} --format pdf"), "en", 80);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{line}");
        let complaint = text(output.stderr);
        assert!(complaint.contains("markdown"), "the formats are named: {complaint}");
    }
}
