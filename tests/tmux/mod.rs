//! A screen of its own for a program, with keys that somebody presses.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How long a program may take to show something.
const PATIENCE: Duration = Duration::from_secs(10);

/// A shell in a terminal; its prompt is `ready>`.
pub(crate) struct Screen(PathBuf);

impl Screen {
    /// Starts a shell, so many columns wide, and waits for its prompt. The program lies on its path.
    pub(crate) fn start(folder: &Path, width: usize, variables: &[(&str, &str)]) -> Self {
        let screen = Self(folder.join("screen"));
        let ours = Path::new(env!("CARGO_BIN_EXE_guide")).parent().unwrap();
        let theirs = std::env::var("PATH").unwrap_or_default();
        let mut tmux = Command::new("tmux");
        tmux.env_clear().env("PATH", format!("{}:{theirs}", ours.display()));
        tmux.env("HOME", folder).env("TERM", "screen").env("LC_ALL", "C.UTF-8");
        tmux.env("PS1", "ready> ").envs(variables.iter().copied()).current_dir(folder);
        tmux.arg("-S").arg(&screen.0).args(["-f", "/dev/null", "-u", "new-session", "-d"]);
        tmux.args(["-x", &width.to_string(), "-y", "60", "bash", "--noprofile", "--norc"]);
        assert!(tmux.status().unwrap().success());
        screen.expect("ready>");
        screen
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let mut tmux = Command::new("tmux");
        let output = tmux.arg("-S").arg(&self.0).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Types a line and ends it.
    pub(crate) fn enter(&self, line: &str) {
        self.tmux(&["send-keys", "-l", line]);
        self.press("Enter");
    }

    /// Presses a key, by the name that tmux has for it.
    pub(crate) fn press(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }

    /// Returns what stands on the screen.
    pub(crate) fn shown(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-J"])
    }

    /// Looks at the screen until it shows a text.
    #[track_caller]
    pub(crate) fn expect(&self, text: &str) -> String {
        let start = Instant::now();
        loop {
            let shown = self.shown();
            if shown.contains(text) {
                return shown;
            }
            assert!(start.elapsed() < PATIENCE, "no `{text}` on the screen:\n{}", shown.trim_end());
            std::thread::sleep(Duration::from_millis(30));
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}
