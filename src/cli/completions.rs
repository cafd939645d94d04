//! `guide completions SHELL`, and the answers to a shell's TAB.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::screen::Screen;

/// Which shell.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Which shell: bash, zsh, fish, elvish, powershell, nushell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// The shells that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
    Nushell,
}

impl Shell {
    const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../completions/guide.bash"),
            Self::Zsh => include_str!("../../completions/_guide"),
            Self::Fish => include_str!("../../completions/guide.fish"),
            Self::Elvish => include_str!("../../completions/guide.elv"),
            Self::Powershell => include_str!("../../completions/_guide.ps1"),
            Self::Nushell => include_str!("../../completions/guide.nu"),
        }
    }
}

/// Prints the script of a shell.
pub(super) fn run(args: &CompletionsArgs, screen: &Screen) -> Result<Outcome, Failure> {
    screen.print(args.shell.script())?;
    Ok(Outcome::Answered)
}

/// Answers a shell that asks through `GUIDE_COMPLETE`; says whether it did.
pub(super) fn complete(_arguments: &[OsString]) -> bool {
    false
}
