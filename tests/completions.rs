//! Completions: what a shell is told at a TAB, and that real shells make of it what they should.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// The shells with the files that are kept for them.
const SCRIPTS: &[(&str, &str)] = &[
    ("bash", "guide.bash"),
    ("zsh", "_guide"),
    ("fish", "guide.fish"),
    ("elvish", "guide.elv"),
    ("powershell", "_guide.ps1"),
    ("nushell", "guide.nu"),
];

/// A handbook of one guide.
const HANDBOOK: &[(&str, &str)] = &[
    ("handbook.yaml", "{id: small, title: 小手册, edition: '1', languages: [zh, en]}\n"),
    (
        "offices.yaml",
        "offices:\n  - {id: archive, name: {zh: 档案室, en: Archive}, kind: department, standing: law}\n",
    ),
    (
        "laws.yaml",
        "laws:\n  - {id: archives-law, title: {zh: 档案法, en: Archives Law}, status: in_force, checked_on: '2026-11-23', articles: [{number: '14', gist: {zh: 移交, en: Handing over}}]}\n",
    ),
    (
        "procedures/lost-record.yaml",
        "
id: lost-record
title: {zh: 补办档案, en: 'Lost record: a copy'}
aliases: [档案补办]
summary: {zh: 档案丢了。, en: The record is lost.}
kind: public_service
office: archive
status: in_force
checked_on: '2026-11-23'
questions:
  - id: who
    question: {zh: 谁来办？, en: Who comes?}
    answers:
      - {id: owner, title: {zh: 本人, en: The owner}}
      - {id: agent, title: {zh: '代办 (家人)', en: An agent}}
  - id: paper
    question: {zh: 有证件吗？, en: Is there a paper?}
    answers:
      - {id: with-card, title: {zh: 有, en: With a card}}
events:
  - {id: asked, title: {zh: 申请, en: The request}}
  - {id: answered, title: {zh: 答复, en: The answer}}
sections:
  - {id: history, heading: {zh: 来历, en: History}, text: {zh: 一, en: One}, standing: law}
",
    ),
];

/// A home of its own for a test, taken away when the test ends.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("guide-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, path: &str, text: &str) -> PathBuf {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        file
    }

    /// Writes the small handbook and returns its folder.
    fn handbook(&self) -> String {
        for (path, text) in HANDBOOK {
            self.write(&format!("handbook/{path}"), text);
        }
        self.0.join("handbook").display().to_string()
    }

    fn command(&self, program: &str) -> Command {
        let ours = Path::new(env!("CARGO_BIN_EXE_guide")).parent().unwrap();
        let theirs = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(program);
        command.env_clear().env("PATH", format!("{}:{theirs}", ours.display()));
        command.env("HOME", &self.0).env("XDG_CACHE_HOME", self.0.join("cache"));
        command.env("LC_ALL", "C.UTF-8").current_dir(&self.0);
        command
    }

    /// Asks as a shell does.
    fn ask(&self, shell: &str, words: &[&str]) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_guide"));
        let output =
            command.env("GUIDE_COMPLETE", shell).args(["--", "guide"]).args(words).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{words:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
        output
    }

    fn lines(&self, shell: &str, words: &[&str]) -> Vec<String> {
        let answer = String::from_utf8(self.ask(shell, words).stdout).unwrap();
        answer.lines().map(str::to_owned).collect()
    }

    /// Returns the candidates for bash, which gets no descriptions.
    fn values(&self, words: &[&str]) -> Vec<String> {
        self.lines("bash", words)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(name);
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

#[test]
fn the_command_prints_the_files() {
    let home = Home::new("files");
    for (shell, name) in SCRIPTS {
        let mut command = home.command(env!("CARGO_BIN_EXE_guide"));
        let printed = command.args(["completions", shell]).output().unwrap();
        assert_eq!(String::from_utf8(printed.stdout).unwrap(), file(name), "{shell}");
        let mut command = home.command(env!("CARGO_BIN_EXE_guide"));
        let asked = command.env("GUIDE_COMPLETE", shell).output().unwrap();
        assert_eq!(String::from_utf8(asked.stdout).unwrap(), file(name), "{shell}");
    }
}

#[test]
fn every_shell_is_told_in_its_own_way() {
    let home = Home::new("shells");
    let handbook = home.handbook();
    let words = ["--handbook", &handbook, "show", "lo"];
    assert_eq!(home.lines("bash", &words), ["lost-record"]);
    assert_eq!(home.lines("zsh", &words), [r"lost-record:Lost record\: a copy"]);
    for shell in ["fish", "elvish", "powershell", "pwsh"] {
        assert_eq!(home.lines(shell, &words), ["lost-record\tLost record: a copy"], "{shell}");
    }
}

#[test]
fn nushell_is_told_in_json() {
    let home = Home::new("nushell");
    let script = file("guide.nu");
    assert!(script.contains("with-env { GUIDE_COMPLETE: nushell }"));
    assert!(script.contains("^guide -- ...$spans | complete | get stdout | from json"));
    let answer = home.ask("nushell", &["show", "tran"]).stdout;
    let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!(answer[0]["value"], "transfer");
    assert!(answer[0]["description"].as_str().unwrap().contains("学生转学"));
}

#[test]
fn commands_and_options_come_with_what_they_do() {
    let home = Home::new("commands");
    let commands = home.lines("fish", &[""]);
    assert!(commands.contains(&"show\tShow how one thing is done".to_owned()), "{commands:?}");
    assert!(!commands.iter().any(|line| line.starts_with("find") || line.starts_with('-')));
    assert_eq!(home.values(&["sh"]), ["show"]);
    assert_eq!(home.values(&["show", "transfer", "--sec"]), ["--section"]);
    assert_eq!(home.values(&["transfer", "--sec"]), ["--section"]);
    let chinese = home.lines("fish", &["--lang", "zh", "sh"]);
    assert_eq!(chinese, ["show\t看一件事怎么办"]);
}

#[test]
fn values_of_options_and_kinds_are_known() {
    let home = Home::new("values");
    assert_eq!(home.values(&["--lang", ""]), ["zh", "en", "both", "all"]);
    assert_eq!(home.values(&["show", "--color=a"]), ["--color=auto", "--color=always"]);
    assert_eq!(home.values(&["show", "--color", "=", "n"]), ["--color=never"]);
    assert_eq!(home.values(&["show", "transfer", "--format", "j"]), ["json"]);
    assert_eq!(home.values(&["list", "of"]), ["offices"]);
    assert_eq!(home.values(&["completions", "f"]), ["fish"]);
    assert_eq!(
        home.lines("fish", &["list", "--lang", "zh", "--format", "pl"]),
        ["plain\t一行一条，不分栏"]
    );
}

#[test]
fn descriptions_of_values_are_translated() {
    let home = Home::new("translated");
    for words in [
        &["--lang", ""][..],
        &["--color", ""],
        &["show", "--format", ""],
        &["list", ""],
        &["due", "--unit", ""],
    ] {
        let words = [&["--lang", "zh"], words].concat();
        for line in home.lines("fish", &words) {
            let about = line.split_once('\t').map(|(_, about)| about.to_owned()).unwrap();
            let is_name = about == "Markdown" || about == "JSON";
            assert!(is_name || !about.is_ascii(), "{line}");
        }
    }
}

#[test]
fn a_chinese_word_is_completed_by_a_name_and_a_latin_one_by_an_id() {
    let home = Home::new("names");
    let handbook = home.handbook();
    let values = |words: &[&str]| home.values(&[&["--handbook", &handbook], words].concat());
    assert_eq!(values(&["show", ""]), ["lost-record"]);
    assert_eq!(values(&["show", "补"]), ["补办档案"]);
    assert_eq!(values(&["show", "档"]), ["档案补办"]);
    assert_eq!(values(&["补"]), ["补办档案"]);
    assert_eq!(values(&["lo"]), ["lost-record"]);
    assert_eq!(values(&["show", "帆"]), [""; 0]);
    assert_eq!(values(&["office", "ar"]), ["archive"]);
    assert_eq!(values(&["office", "档"]), ["档案室"]);
    assert_eq!(values(&["law", "ar"]), ["archives-law"]);
    assert_eq!(values(&["law", "档案法", "1"]), ["14"]);
    assert_eq!(values(&["search", "补"]), [""; 0]);
}

#[test]
fn pinyin_and_slips_are_put_right_where_nothing_begins_so() {
    let home = Home::new("pinyin");
    let handbook = home.handbook();
    let lines = |shell, typed| home.lines(shell, &["--handbook", &handbook, "show", typed]);
    assert_eq!(lines("bash", "buban"), ["lost-record"]);
    assert_eq!(lines("bash", "lst"), ["lost-record"]);
    assert_eq!(lines("bash", "補"), ["补办档案"]);
    // Fish compares for itself: it is given what begins as it was typed.
    assert_eq!(lines("fish", "buban"), ["bubandangan\tLost record: a copy"]);
}

#[test]
fn sections_and_cases_are_those_of_the_guide_that_was_named() {
    let home = Home::new("sections");
    let handbook = home.handbook();
    let values = |words: &[&str]| home.values(&[&["--handbook", &handbook], words].concat());
    let show = |words: &[&str]| values(&[&["show", "补办档案"], words].concat());
    assert!(show(&["--section", ""]).contains(&"history".to_owned()));
    assert!(!show(&["--section", ""]).contains(&"documents".to_owned()));
    assert_eq!(show(&["--section", "来"]), ["来历"]);
    assert_eq!(show(&["--section=his"]), ["--section=history"]);
    assert!(values(&["show", "--section", ""]).contains(&"documents".to_owned()));
    assert_eq!(show(&["--case", ""]), ["owner", "agent", "with-card"]);
    assert_eq!(show(&["--case", "本"]), ["本人"]);
    assert_eq!(show(&["--case", "who", "=", "a"]), ["who=agent"]);
    assert_eq!(show(&["--case", "agent", "--case", ""]), ["with-card"]);
    assert_eq!(values(&["lost-record", "--case", "o"]), ["owner"]);
}

#[test]
fn days_follow_the_events_of_the_guide_that_was_named() {
    let home = Home::new("events");
    let handbook = home.handbook();
    let due = |words: &[&str]| {
        home.values(&[&["--handbook", &handbook, "due", "补办档案"], words].concat())
    };
    assert_eq!(due(&["--event", ""]), ["asked=", "answered="]);
    assert_eq!(due(&["--event", "an"]), ["answered="]);
    assert_eq!(due(&["--event", "答"]), ["答复="]);
    assert_eq!(due(&["--event", "dafu"]), ["answered="]);
    assert_eq!(due(&["--event", "asked", "="]), ["asked=today"]);
    assert_eq!(due(&["--event", "asked", "=", "t"]), ["asked=today"]);
    assert_eq!(due(&["--event=asked=t"]), ["--event=asked=today"]);
    assert_eq!(due(&["--event", "nothing=t"]), [""; 0]);
    assert_eq!(due(&["--from", ""]), ["today"]);
    assert_eq!(due(&["--from", "今"]), ["今天"]);
    assert_eq!(due(&["--case", "ow"]), ["owner"]);
    assert_eq!(home.values(&["due", "--days", "5", "--unit", "w"]), ["working"]);
    assert_eq!(home.values(&["due", "transfer", "--ic"]), ["--ics"]);
    assert_eq!(home.values(&["due", "tran"]), ["transfer"]);
}

#[test]
fn no_candidate_needs_quotes() {
    let home = Home::new("quotes");
    let handbook = home.handbook();
    let words = ["--handbook", &handbook, "show", "lost-record", "--case", "代"];
    assert_eq!(home.values(&words), ["代办-家人"]);
    let mut show = home.command(env!("CARGO_BIN_EXE_guide"));
    let words = ["--handbook", &handbook, "show", "lost-record", "--case", "代办-家人"];
    assert!(show.args(words).output().unwrap().status.success());
}

#[test]
fn the_handbook_is_read_from_words_and_environment() {
    let home = Home::new("handbook");
    let handbook = home.handbook();
    let joined = format!("--handbook={handbook}");
    assert_eq!(home.values(&[&joined, "show", ""]), ["lost-record"]);
    assert_eq!(home.values(&["show", "--handbook", "~/handbook", ""]), ["lost-record"]);
    assert_eq!(home.values(&["--handbook", "'handbook'", "show", ""]), ["lost-record"]);
    assert_eq!(home.values(&["--handbook", "~/hand"]), ["~/handbook/"]);
    let mut command = home.command(env!("CARGO_BIN_EXE_guide"));
    command.env("GUIDE_COMPLETE", "bash").env("GUIDE_HANDBOOK", format!("/nowhere:{handbook}"));
    let answer = command.args(["--", "guide", "show", ""]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&answer.stdout), "lost-record\n");
    assert!(answer.stderr.is_empty());
}

#[test]
fn a_damaged_handbook_is_passed_over_in_silence() {
    let home = Home::new("damaged");
    let handbook = home.handbook();
    home.write("handbook/procedures/broken.yaml", "{{{");
    home.write("pack", "GUIDEPK\nnot a pack");
    fs::create_dir(home.0.join("empty")).unwrap();
    assert_eq!(home.values(&["--handbook", &handbook, "show", ""]), ["lost-record"]);
    let words = ["--handbook", "empty", "--handbook", &handbook, "show", "l"];
    assert_eq!(home.values(&words), ["lost-record"]);
    for damaged in ["pack", "empty", "nowhere"] {
        assert_eq!(home.values(&["--handbook", damaged, "show", "t"]), [""; 0], "{damaged}");
        home.values(&["--handbook", damaged, "show", "transfer", "--case", ""]);
    }
}

#[test]
fn nothing_is_written_and_odd_questions_get_no_answer() {
    let home = Home::new("odd");
    assert!(!home.values(&["show", ""]).is_empty());
    assert_eq!(home.values(&[]), [""; 0]);
    assert!(home.lines("tcsh", &["show", ""]).is_empty());
    for words in [&["--", ""][..], &["show", "\u{1b}"], &["show", "--section"], &["help", ""]] {
        home.values(words);
    }
    assert_eq!(fs::read_dir(&home.0).unwrap().count(), 0);
}

/// What is typed before the first TAB, and what is on the screen after it.
const TYPED: &[(&str, &str)] = &[
    ("guide sh", "guide show"),
    ("guide show tr", "guide show transfer"),
    ("guide show 学生转", "guide show 学生转学"),
    ("guide show transfer --sec", "guide show transfer --section"),
    ("guide checklist transfer --have book", "--have booklet"),
    ("guide due transfer --event reached-new-s", "--event reached-new-school="),
];

/// How long a shell may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A shell on a screen of its own.
struct Screen<'h> {
    home: &'h Home,
    socket: PathBuf,
}

impl<'h> Screen<'h> {
    /// Starts a shell and waits for its prompt, `ready>`.
    fn start(home: &'h Home, name: usize, shell: &[&str]) -> Self {
        let screen = Self { home, socket: home.0.join(format!("screen{name}")) };
        let start = ["-f", "/dev/null", "-u", "new-session", "-d", "-x", "100", "-y", "24"];
        screen.tmux(&[&start, shell].concat());
        screen.expect("ready>");
        screen
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let mut tmux = self.home.command("tmux");
        tmux.env("TERM", "screen").env("ZDOTDIR", &self.home.0);
        tmux.env("XDG_DATA_HOME", self.home.0.join("data"))
            .env("XDG_DATA_DIRS", self.home.0.join("system"));
        let output = tmux.arg("-S").arg(&self.socket).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Looks at the screen until it shows a text.
    fn expect(&self, text: &str) {
        let start = Instant::now();
        loop {
            let shown = self.tmux(&["capture-pane", "-p"]);
            if shown.contains(text) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "no `{text}` on the screen:\n{}", shown.trim_end());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// Types each text into a fresh shell, so that every TAB is the first one.
fn first_tabs(home: &Home, shell: &[&str]) {
    for (number, (typed, expected)) in TYPED.iter().enumerate() {
        let screen = Screen::start(home, number, shell);
        screen.tmux(&["send-keys", "-l", typed]);
        screen.expect(typed);
        screen.tmux(&["send-keys", "Tab"]);
        screen.expect(expected);
        // A day follows an event without a blank.
        screen.tmux(&["send-keys", "-l", "2026"]);
        let joined = if expected.ends_with('=') { "" } else { " " };
        screen.expect(&format!("{expected}{joined}2026"));
    }
}

#[test]
#[ignore = "needs bash and tmux"]
fn bash_completes_at_the_first_tab() {
    let home = Home::new("bash");
    home.write("data/bash-completion/completions/guide", &file("guide.bash"));
    // What the package bash-completion does, which may be missing here.
    home.write(
        "bashrc",
        "PS1='ready> '\n_load() { . \"$XDG_DATA_HOME/bash-completion/completions/$1\" && return 124; }\n\
         complete -D -F _load -o bashdefault -o default\n",
    );
    let rc = home.0.join("bashrc").display().to_string();
    first_tabs(&home, &["bash", "--noprofile", "--rcfile", &rc, "-i"]);
}

#[test]
#[ignore = "needs zsh and tmux"]
fn zsh_completes_at_the_first_tab() {
    let home = Home::new("zsh");
    home.write("functions/_guide", &file("_guide"));
    home.write(
        ".zshrc",
        "PS1='ready> '\nfpath=(~/functions $fpath)\nautoload -Uz compinit && compinit -u -D\n",
    );
    first_tabs(&home, &["zsh", "-o", "no_global_rcs", "-i"]);
}

#[test]
#[ignore = "needs fish and tmux"]
fn fish_completes_at_the_first_tab() {
    let home = Home::new("fish");
    home.write("system/fish/vendor_completions.d/guide.fish", &file("guide.fish"));
    first_tabs(&home, &["fish", "-i", "-C", "function fish_prompt; echo 'ready> '; end"]);
}
