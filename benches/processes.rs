//! Times whole processes against an empty Rust program and against peers, all in one run:
//! `cargo bench --bench processes -- ROUNDS [HANDBOOK…]`.
//!
//! Every round runs every case once, in another order, so that a busy moment hits all alike. What
//! counts is the median and its ratio to the empty program. A handbook is a folder or a pack; beside
//! a pack `X.pack` stand what `benches/peers/prepare` made for the peers: `X.sqlite`, `X.tantivy`,
//! and the folder `X` for ripgrep.

mod dice;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use dice::Dice;

/// Rounds that only warm up.
const WARMING: usize = 5;

/// What is asked of a generated handbook: the name of the kind, and the words.
const QUERIES: &[(&str, &str)] = &[
    ("Chinese", "体检补发"),
    ("pinyin", "tijian bufa"),
    ("initials", "tjbf"),
    ("English", "health check replacement"),
    ("question", "初中生体检补发要带什么材料多长时间能办好"),
    ("slip", "helth check replacment"),
];

/// What is asked of the built-in edition.
const BUILT_IN: &[&[&str]] = &[
    &["--version"],
    &["show", "transfer"],
    &["show", "transfer", "--case", "搬家"],
    &["show", "fees", "--on", "2005-09-01"],
    &["search", "转学"],
    &["search", "孩子转学要啥材料"],
    &["search", "techer certifcate"],
    &["search", "zhuanxue"],
    &["checklist", "transfer"],
    &["due", "private-school", "--from", "2026-11-23"],
    &["office", "转学"],
    &["law", "义务教育法", "12"],
    &["list"],
];

/// A program with its arguments, and how long it took in each round.
struct Case {
    name: String,
    command: Command,
    times: Vec<Duration>,
}

impl Case {
    fn new(name: impl Into<String>, program: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).env("GUIDE_LANG", "zh").env_remove("GUIDE_HANDBOOK");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { name: name.into(), command, times: Vec::new() }
    }

    fn run(&mut self) -> io::Result<Duration> {
        let start = Instant::now();
        self.command.status()?;
        Ok(start.elapsed())
    }

    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1).filter(|word| word != "--bench");
    let Some(rounds) = arguments.next().and_then(|rounds| rounds.parse().ok()) else {
        // Without a number it is only compiled and started, as `cargo bench` does with all of them.
        return Ok(());
    };
    let folder = env::temp_dir().join("guide-processes");
    fs::create_dir_all(&folder)?;
    let mut cases = vec![Case::new("empty", &empty(&folder)?, &[])];
    let guide = copy(&folder)?;
    for words in BUILT_IN {
        cases.push(Case::new(format!("guide {}", words.join(" ")), &guide, words));
    }
    cases.extend(tealdeer());
    for handbook in arguments {
        cases.extend(handbook_cases(&guide, &handbook));
    }
    measure(&mut cases, rounds)?;
    print(&cases);
    Ok(())
}

/// Compiles a program that does nothing.
fn empty(folder: &Path) -> io::Result<PathBuf> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}")?;
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(compiler);
    command.args(["-O", "-C", "strip=symbols", "-o"]).arg(&program).arg(&source);
    if command.status()?.success() { Ok(program) } else { Err(io::Error::other("rustc failed")) }
}

/// Copies the program: the file that a linker has just written is slower to start.
fn copy(folder: &Path) -> io::Result<PathBuf> {
    let program = folder.join("guide");
    fs::copy(env!("CARGO_BIN_EXE_guide"), &program)?;
    Ok(program)
}

/// One page of tealdeer, if it is installed and has it: `tldr --update` fetches its pages.
fn tealdeer() -> Option<Case> {
    let mut case = Case::new("tealdeer, one cached page", Path::new("tldr"), &["tar"]);
    case.command.status().is_ok_and(|status| status.success()).then_some(case)
}

/// The same questions to a handbook and to the peers that have it.
fn handbook_cases(guide: &Path, handbook: &str) -> Vec<Case> {
    let name = Path::new(handbook).file_stem().unwrap_or_default().to_string_lossy();
    let beside = |extension: &str| Path::new(handbook).with_extension(extension);
    let mut cases = Vec::new();
    let arguments = ["--handbook", handbook, "show", "guide-7"];
    cases.push(Case::new(format!("{name}: show"), guide, &arguments));
    for (kind, query) in QUERIES {
        let title = |program: &str| format!("{name}: {kind}: {program}");
        let arguments = ["--handbook", handbook, "search", query];
        cases.push(Case::new(title("guide"), guide, &arguments));
        let folder = beside("").display().to_string();
        if beside("").is_dir() && beside("sqlite").exists() {
            let arguments = ["--files-with-matches", "--fixed-strings", query, &folder];
            cases.push(Case::new(title("ripgrep"), Path::new("rg"), &arguments));
        }
        let database = beside("sqlite").display().to_string();
        let select = format!(
            "SELECT id, title FROM guides WHERE guides MATCH '\"{query}\"' ORDER BY rank LIMIT 5"
        );
        if beside("sqlite").exists() {
            let arguments = ["-readonly", &database, &select];
            cases.push(Case::new(title("SQLite FTS5"), Path::new("sqlite3"), &arguments));
        }
        let index = beside("tantivy").display().to_string();
        if beside("tantivy").exists() {
            let arguments = ["search", &index, query];
            cases.push(Case::new(title("tantivy"), &peer(), &arguments));
        }
    }
    cases
}

/// The program around tantivy, which `benches/peers/prepare` builds.
fn peer() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/target/release/peers")
}

fn measure(cases: &mut [Case], rounds: usize) -> io::Result<()> {
    let mut dice = Dice::new(20_261_124);
    for round in 0..rounds + WARMING {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, dice.roll(last + 1));
        }
        for number in order {
            if let Some(case) = cases.get_mut(number) {
                let time = case.run()?;
                case.times.extend((round >= WARMING).then_some(time));
            }
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a benchmark tells its figures")]
fn print(cases: &[Case]) {
    let floor = cases.first().map_or(0.0, |empty| empty.median().as_secs_f64());
    println!("{:>9} {:>9}  case", "ms", "x empty");
    for case in cases {
        let median = case.median().as_secs_f64();
        println!("{:>9.3} {:>9.2}  {}", median * 1e3, median / floor, case.name);
    }
}
