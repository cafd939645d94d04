//! What readers see, whole screens of it.
//!
//! `INSTA_UPDATE=always cargo test --test screens` writes the snapshots anew; read their difference
//! before it is committed.

#![expect(clippy::expect_used, reason = "a test may fail")]

mod program;

use program::{GUIDES, LANGUAGES, run, text};

/// Returns a whole screen: the command, standard output, standard error and the exit code.
fn screen(line: &str, lang: &str, width: usize) -> String {
    let output = run(line, lang, width);
    let status = output.status.code().expect("the program ends by itself");
    let (answer, complaint) = (text(output.stdout), text(output.stderr));
    let heading = if complaint.is_empty() { "" } else { "-- standard error\n" };
    format!("$ guide {line}\n{answer}{heading}{complaint}-- exit code {status}\n")
}

/// Returns what the program prints to its standard output, 80 columns wide.
fn printed(line: &str, lang: &str) -> String {
    text(run(line, lang, 80).stdout)
}

/// Compares a screen with its snapshot, in both languages.
#[track_caller]
fn case(line: &str, width: usize) {
    for lang in LANGUAGES {
        check(&screen(line, lang, width), line, lang, width);
    }
}

/// Compares a text with the snapshot that is called after the command.
#[track_caller]
fn check(text: &str, line: &str, lang: &str, width: usize) {
    let words = line.replace("--", "").replace(char::is_whitespace, "-");
    let words = if words.is_empty() { "start".to_owned() } else { words };
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("{words}.{lang}.{width}"), text));
}

#[test]
fn the_first_ten_lines_answer() {
    /// Whom to ask, what to bring, how long, the fee, the phone.
    const ANSWERS: [[&str; 5]; 2] = [
        ["先找谁", "带什么", "要多久", "多少钱", "12345"],
        ["Ask first", "Bring", "Time", "Fee", "12345"],
    ];
    for (lang, answers) in LANGUAGES.into_iter().zip(ANSWERS) {
        for guide in GUIDES {
            let shown = printed(&format!("show {guide}"), lang);
            let lines: Vec<&str> = shown.lines().filter(|line| !line.is_empty()).collect();
            // English papers have two names and may take two lines.
            let count = if lang == "zh" { 10 } else { 12 };
            let first = lines.iter().take(count).copied().collect::<Vec<_>>().join("\n");
            for answer in answers {
                assert!(first.contains(answer), "{guide} in {lang}: {answer}\n{first}");
            }
        }
    }
}

/// A guide and its most lines at 80 columns, in Chinese and in English.
const LENGTHS: [(&str, usize, usize); 13] = [
    ("admissions", 41, 47),
    ("complaints", 40, 54),
    ("fees", 35, 38),
    ("foreign-families", 34, 42),
    ("open-information", 32, 37),
    ("private-school", 47, 54),
    ("private-school-change", 43, 51),
    ("private-school-closure", 43, 50),
    ("private-school-renewal", 31, 34),
    ("teacher-certificate", 47, 52),
    ("teacher-certificate-replacement", 35, 43),
    ("teacher-registration", 38, 46),
    ("transfer", 40, 48),
];

#[test]
fn first_pages_stay_short() {
    for (guide, chinese, english) in LENGTHS {
        for (lang, most) in LANGUAGES.into_iter().zip([chinese, english]) {
            let count = printed(&format!("show {guide}"), lang).lines().count();
            assert!(count <= most, "{guide} in {lang}: {count} lines, not {most}");
        }
    }
}

#[test]
fn guides() {
    for width in [40, 80, 120] {
        case("show transfer", width);
    }
    case("show private-school", 80);
    case("show teacher-certificate", 80);
}

#[test]
fn parts_of_a_guide() {
    case("show transfer --case senior", 80);
    for width in [40, 80, 120] {
        case("show fees --on 2005-09-01", width);
    }
    case("show transfer --section documents", 80);
    case("show transfer --section fee --section time", 80);
}

#[test]
fn formats_of_a_guide() {
    for format in ["plain", "message", "markdown"] {
        case(&format!("show transfer --format {format}"), 80);
    }
    case("show teacher-certificate --format message", 80);
    case("show private-school --format message", 80);
}

#[test]
fn lanes() {
    for width in [40, 80, 120] {
        case("show transfer --flow", width);
    }
    case("show open-information --flow", 80);
    case("show private-school --flow --case prepare", 80);
    for format in ["plain", "message", "markdown", "html"] {
        case(&format!("show open-information --flow --format {format}"), 80);
    }
}

#[test]
fn papers_to_print() {
    case("show teacher-certificate --format html", 80);
    case("law compulsory-education-law 12 --format html --paper receipt", 80);
}

#[test]
fn a_message_is_short_enough_to_send() {
    for lang in LANGUAGES {
        for guide in GUIDES {
            let message = printed(&format!("show {guide} --format message"), lang);
            let characters = message.trim().chars().count();
            assert!((50..500).contains(&characters), "{guide} in {lang}: {characters}\n{message}");
        }
    }
}

#[test]
fn papers_to_tick() {
    for width in [40, 80, 120] {
        case("checklist transfer --case migrant", width);
        case("checklist transfer --case migrant --have 申请,户口簿 --notice", width);
    }
    case("checklist transfer", 80);
    case("checklist transfer --case migrant --have booklet,申请", 80);
    case("checklist teacher-certificate --notice --from 2026-11-23", 80);
    case("checklist private-school --case direct", 80);
    case("checklist foreign-families", 80);
    for format in ["plain", "message", "markdown"] {
        case(&format!("checklist transfer --case migrant --format {format}"), 80);
    }
    case("checklist transfer --have nonsense", 80);
    case("checklist --help", 80);
}

#[test]
fn dates() {
    for width in [40, 80, 120] {
        case("due private-school --from 2026-11-23 --event accepted=2026-11-23", width);
    }
    case("due private-school --from 2026-11-23 --event accepted=2026-11-23 --case prepare", 80);
    case("due private-school --from 2026-09-18 --explain", 80);
    case("due transfer --from 2026-09-18", 80);
    for format in ["plain", "message", "markdown"] {
        case(&format!("due private-school --from 2026-11-23 --format {format}"), 80);
    }
    case("due private-school --from 2026-11-23 --ics", 80);
    case("due --days 20 --unit working --from 2026-09-18", 80);
    case("due --days 3 --unit months --from 2026-07-01 --explain", 80);
}

#[test]
fn lists_offices_and_laws() {
    case("", 80);
    case("list", 80);
    case("list documents --used-by", 80);
    case("list laws", 80);
    case("office personnel", 80);
    case("office 孩子的居住证找谁", 80);
    case("office transfer --referral", 80);
    case("office 居住证 --referral --format markdown", 80);
    case("office 居住证 --referral --format plain", 80);
    case("office 居住证 --referral --format json", 80);
    case("office --referral", 80);
    for width in [40, 80, 120] {
        for kind in ["promises", "hotlines", "goals", "boards", "catalogue"] {
            case(&format!("list {kind}"), width);
        }
        case("office 居住证 --referral", width);
    }
    case("list goals --format json", 80);
    case("list promises --used-by", 80);
    case("list hotlines --plain", 80);
    case("show complaints --case fees", 80);
    case("show complaints --section letter", 80);
    case("law compulsory-education-law 12", 80);
}

#[test]
fn searches() {
    case("孩子转学要啥材料 --format terminal", 80);
    case("孩子转学要啥材料", 80);
    case("search is a transfer free --format terminal", 80);
    case("search 小饭桌 --format terminal", 80);
    case("search 教师招聘 --format terminal", 80);
    case("minimum capital to found a school --format terminal", 80);
    case("minimum capital to found a school", 80);
    case("search 教师招聘 --format json", 80);
    case("search foo bar baz qux", 80);
    case("search tranfser", 80);
}

#[test]
fn what_cannot_be_answered() {
    case("show transfr", 80);
    case("show 教育", 80);
    case("office 教育", 80);
    case("law 教育", 80);
    case("law compulsory-education-law 999", 80);
    case("show transfer --section nonsense", 80);
    case("show transfer --case nonsense", 80);
    case("show transfer --case nonsense=senior", 80);
    case("show transfer --case 2005-09-01", 80);
    case("show transfer --on 2005-02-30", 80);
    case("ask transfer", 80);
    case("show transfer --nonsense", 80);
    case("show transfer --format nonsense", 80);
    case("show", 80);
    case("show transfer --paper receipt", 80);
    case("show transfer --format html --paper a5", 80);
    case("show transfer --flow --all", 80);
    case("due private-school", 80);
    case("due private-school --from 2026-02-31", 80);
    case("due private-school --event accept=2026-11-23", 80);
    case("list nonsense", 80);
}

#[test]
fn helps() {
    for command in
        ["", "search ", "show ", "ask ", "due ", "list ", "office ", "law ", "completions "]
    {
        case(&format!("{command}--help"), 80);
    }
}
