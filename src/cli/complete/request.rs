//! What was said before the cursor.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::Taste;
use crate::cli::command::command;
use crate::cli::environment;
use crate::edition::{Edition, Progress, Source};
use crate::page::words::Lang;

/// The words before the cursor, and what they mean.
#[derive(Debug)]
pub(super) struct Request {
    /// The language of descriptions.
    pub(super) lang: Lang,
    /// What the shell does with candidates.
    pub(super) taste: Taste,
    matches: ArgMatches,
}

impl Request {
    /// Reads words of which some may be missing.
    pub(super) fn read(before: &[OsString], lang: Lang, taste: Taste) -> Self {
        let matches = command(lang).ignore_errors(true).try_get_matches_from(before);
        Self { lang, taste, matches: matches.unwrap_or_default() }
    }

    /// Returns the command that was named.
    pub(super) fn command(&self) -> Option<&str> {
        self.matches.subcommand_name()
    }

    /// Returns the texts that an argument was given.
    pub(super) fn said(&self, argument: &str) -> Vec<&str> {
        self.values::<String>(argument).into_iter().map(String::as_str).collect()
    }

    fn values<T: Clone + Send + Sync + 'static>(&self, argument: &str) -> Vec<&T> {
        let matches = self.matches.subcommand().map_or(&self.matches, |(_, matches)| matches);
        let values = matches.try_get_many(argument).ok().flatten();
        values.into_iter().flatten().collect()
    }

    /// Opens the handbook that the words or the environment name, without the layers that cannot
    /// be opened; nothing if none can.
    pub(super) fn open(&self) -> Option<Edition> {
        let named: Vec<Source> =
            self.values::<PathBuf>("handbook").into_iter().map(|path| source(path)).collect();
        let mut sources = if named.is_empty() { environment::sources() } else { named };
        open(&sources).or_else(|| {
            sources.retain(|source| open(std::slice::from_ref(source)).is_some());
            if sources.is_empty() { None } else { open(&sources) }
        })
    }
}

fn open(sources: &[Source]) -> Option<Edition> {
    Edition::open(sources, environment::cache().as_deref(), &Silence).ok()
}

/// Returns the layer at a path, in which the shell has left the `~` as it was typed.
fn source(path: &Path) -> Source {
    let home = environment::variable("HOME").map(PathBuf::from);
    let below_home = path.strip_prefix("~").ok().zip(home);
    environment::source(below_home.map_or_else(|| path.to_owned(), |(path, home)| home.join(path)))
}

/// Shows nothing: there is a command line on the screen.
struct Silence;

impl Progress for Silence {
    fn start(&self, _: usize) {}

    fn advance(&self) {}

    fn index(&self) {}

    fn finish(&self) {}
}
