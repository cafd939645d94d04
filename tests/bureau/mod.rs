//! A bureau's edition in a folder of its own, and the program that reads it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than any answer takes, even on a busy machine: what takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// The bureau's own `handbook.yaml`.
pub(crate) const ABOUT: &str = "id: bureau\ntitle: {zh: 本局版, en: Our edition}\nedition: \"1\"\nlanguages: [zh, en]\nbase: national\n";

/// A guide without anything wrong.
pub(crate) const GUIDE: &str = "id: own\ntitle: {zh: 自己的指南, en: Our own guide}\nsummary: {zh: 简介, en: In short}\n\
    kind: public_service\noffice: bureau\nstatus: in_force\nchecked_on: \"2026-11-23\"\n";

/// What the program answered.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// A folder with a bureau's edition, a home and a cache.
pub(crate) struct Bureau(TempDir);

impl Bureau {
    /// Makes an edition over the national one, with one guide of its own.
    pub(crate) fn new() -> Self {
        let bureau = Self(TempDir::new().unwrap());
        bureau.write("handbook.yaml", ABOUT);
        bureau.write("procedures/own.yaml", GUIDE);
        bureau
    }

    /// Returns the folder of the edition.
    pub(crate) fn folder(&self) -> PathBuf {
        self.0.path().join("edition")
    }

    /// Returns the folder for the packs.
    pub(crate) fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    /// Returns the path of a file of the edition, in a folder that exists.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        let path = self.folder().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// Writes a file of the edition.
    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    /// Returns the program in a language, with nothing else in its environment.
    pub(crate) fn command(&self, lang: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
        command.env_clear().env("LANG", lang).env("HOME", self.0.path());
        command.env("XDG_CACHE_HOME", self.cache()).env("GUIDE_TODAY", "2026-11-24");
        command.arg("--handbook").arg(self.folder()).args(words);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program; one that hangs is ended and has no exit code.
    pub(crate) fn run(&self, lang: &str, words: &[&str]) -> Answer {
        let started = Instant::now();
        let mut child = self.command(lang, words).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let output = child.wait_with_output().unwrap();
        Answer {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs a command as it is typed.
    #[allow(dead_code, reason = "not every test that shares this file types whole lines")]
    pub(crate) fn enter(&self, lang: &str, line: &str) -> Answer {
        self.run(lang, &line.split_whitespace().collect::<Vec<_>>())
    }

    /// Returns what is printed by a command that answers without a warning.
    #[allow(dead_code, reason = "not every test that shares this file types whole lines")]
    #[track_caller]
    pub(crate) fn printed(&self, lang: &str, line: &str) -> String {
        let Answer { code, stdout, stderr } = self.enter(lang, line);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{line}");
        stdout
    }

    /// Returns the packs in the cache.
    #[allow(dead_code, reason = "not every test that shares this file looks into the cache")]
    pub(crate) fn packs(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.cache().join("guide")) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Fills the edition with so many guides, 250 a folder.
    #[allow(dead_code, reason = "not every test that shares this file needs many guides")]
    pub(crate) fn fill(&self, count: usize) {
        for number in 0..count {
            let id = format!("guide-{number}");
            let guide = GUIDE.replace("id: own", &format!("id: {id}"));
            let path = format!("procedures/{:02}/{id}.yaml", number / 250);
            self.write(&path, guide.replace("Our own guide", &format!("Number {number}")));
        }
    }
}
