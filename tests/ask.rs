//! `guide ask`, at a terminal with keys and lines, and without one.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod program;
mod tmux;

use std::fs;

use tempfile::TempDir;
use tmux::Screen;

/// A shell in a terminal and the folder that it works in.
struct Counter {
    folder: TempDir,
    screen: Screen,
}

impl Counter {
    fn open(lang: &str, width: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let variables = [
            ("GUIDE_HANDBOOK", "national"),
            ("GUIDE_TODAY", "2026-11-23"),
            ("GUIDE_LANG", lang),
            ("GUIDE_PAGER", "cat"),
        ];
        let screen = Screen::start(folder.path(), width, &variables);
        Self { folder, screen }
    }

    /// Starts the dialogue, with the page going to a file.
    fn ask(&self, arguments: &str) {
        self.screen.enter(&format!("clear; guide ask {arguments} > page"));
    }

    /// Waits for the end of the dialogue and returns the exit code.
    fn code(&self) -> String {
        self.screen.expect("ready>");
        self.screen.enter("code=$?; clear; echo $code e''nd");
        let shown = self.screen.expect(" end\n");
        shown.split_whitespace().next().unwrap_or_default().to_owned()
    }

    fn page(&self) -> String {
        assert_eq!(self.code(), "0");
        String::from_utf8(fs::read(self.folder.path().join("page")).unwrap()).unwrap()
    }
}

/// Returns the command on a page that shows it again.
fn again(page: &str, label: &str) -> String {
    let (_, rest) = page.split_once(label).expect("it says how to come back");
    let (_, command) = rest.split_once("guide ").unwrap();
    command.lines().next().unwrap_or_default().to_owned()
}

/// Returns the words of a page without its foot, where each says in its own way what is next.
fn body(page: &str, basis: &str) -> String {
    page.split(&format!("\n{basis}")).next().unwrap().to_owned()
}

#[test]
fn without_a_terminal_it_names_the_option_instead() {
    for (lang, hint) in [("zh", "直接写情形"), ("en", "name the case")] {
        let output = program::run("ask transfer", lang, 80);
        let complaint = program::text(output.stderr);
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
        assert!(complaint.contains(hint) && complaint.contains("guide show transfer --case"));
        assert_eq!(complaint.lines().count(), 2, "{complaint}");
    }
}

#[test]
fn what_is_wrong_is_said_before_anything_is_asked() {
    for (line, code, complaint) in [
        ("ask xyzzyqq", 1, "there is no guide `xyzzyqq`"),
        ("ask transfer --case nobody", 2, "there is no case `nobody`"),
        ("ask transfer --case 2005-09-01", 2, "--on 2005-09-01"),
        ("ask", 2, "is missing"),
        ("ask transfer --format json", 2, "--format"),
    ] {
        let output = program::run(line, "en", 80);
        assert_eq!(output.status.code(), Some(code), "{line}");
        assert!(program::text(output.stderr).contains(complaint), "{line}");
        assert!(output.stdout.is_empty(), "{line}");
    }
}

/// What a reader of one language sees of the dialogue and its page.
struct Seen {
    /// Words of the first two questions.
    questions: [&'static str; 2],
    /// What the command is called that shows the page again.
    again: &'static str,
    /// The heads of the law and of what is next.
    foot: [&'static str; 2],
}

const CHINESE: Seen = Seen {
    questions: ["小学、初中，还是高中", "从哪里转来"],
    again: "再看这一页",
    foot: ["依据", "接着看"],
};

const ENGLISH: Seen = Seen {
    questions: ["junior or senior secondary", "From where does the child move"],
    again: "this page again",
    foot: ["Law", "Next"],
};

/// Answers the first question with the arrow keys, stops at the second, and expects the page that
/// its own command shows again.
#[track_caller]
fn answers_by_arrows(lang: &str, seen: &Seen) {
    let counter = Counter::open(lang, 100);
    counter.ask("transfer");
    counter.screen.expect(seen.questions[0]);
    counter.screen.press("Down");
    counter.screen.expect("> 2");
    counter.screen.press("Enter");
    let shown = counter.screen.expect(seen.questions[1]);
    assert!(!shown.contains("- 1  Primary"), "the first question is put away:\n{shown}");
    counter.screen.press("q");
    let page = counter.page();
    let command = again(&page, seen.again);
    let same = program::text(program::run(&command, lang, 80).stdout);
    let [basis, next] = seen.foot;
    assert_eq!(body(&page, basis), body(&same, basis), "{command}");
    assert_eq!(page.matches(&format!("\n{next}")).count(), 1, "{page}");
    assert!(command.contains("--case"), "{command}");
}

#[test]
#[ignore = "needs bash and tmux"]
fn arrows_and_numbers_lead_to_the_page_of_the_case() {
    answers_by_arrows("en", &ENGLISH);
    answers_by_arrows("zh", &CHINESE);
}

#[test]
#[ignore = "needs bash and tmux"]
fn one_key_goes_back_skips_and_stops() {
    let counter = Counter::open("en", 80);
    counter.ask("transfer");
    counter.screen.expect("senior secondary school?");
    counter.screen.press("b");
    counter.screen.expect("This is the first question.");
    counter.screen.press("2");
    counter.screen.expect("From where does the child move?");
    counter.screen.press("b");
    counter.screen.expect("> 2  Senior secondary");
    counter.screen.press("s");
    counter.screen.expect("skipped");
    counter.screen.press("q");
    let command = again(&counter.page(), "this page again");
    assert_eq!(command, "show transfer");
}

#[test]
#[ignore = "needs bash and tmux"]
fn an_interrupt_leaves_the_terminal_as_it_was() {
    for arguments in ["transfer", "transfer --lines"] {
        let counter = Counter::open("en", 80);
        counter.ask(arguments);
        counter.screen.expect("2  Senior secondary");
        counter.screen.press("C-c");
        assert_eq!(counter.code(), "130");
        counter
            .screen
            .enter("clear; stty -a | tr ' ;' '\\n\\n' | grep -xE 'icanon|echo|isig' | wc -l");
        counter.screen.expect("3\n");
        assert_eq!(fs::read(counter.folder.path().join("page")).unwrap(), b"");
    }
}

#[test]
#[ignore = "needs bash and tmux"]
fn a_simple_terminal_and_a_screen_reader_are_asked_by_lines() {
    for start in ["TERM=dumb guide ask transfer", "guide ask transfer --lines"] {
        let counter = Counter::open("en", 80);
        counter.screen.enter(&format!("clear; {start} > page"));
        counter.screen.expect("Number (b back, s skip, q stop)");
        counter.screen.enter("7");
        counter.screen.expect("There is no `7`.");
        counter.screen.enter("senior high");
        counter.screen.expect("From where does the child move?");
        counter.screen.press("C-d");
        let command = again(&counter.page(), "this page again");
        assert_eq!(command, "show transfer --case senior");
    }
}

#[test]
#[ignore = "needs bash and tmux"]
fn a_sentence_leads_to_the_best_guide() {
    let counter = Counter::open("zh", 40);
    counter.ask("孩子要换学校读书 --case 高中");
    counter.screen.expect("按「学生转学」来");
    counter.screen.expect("从哪里转来");
    counter.screen.press("q");
    assert!(counter.page().starts_with("学生转学（高中）"));
}
