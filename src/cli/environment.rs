//! What the program takes from its surroundings: variables, clock, terminal.
//!
//! The only place that asks for them; everything else is told.

use std::env;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::edition::{BUILT_IN, Source};
use crate::handbook::value::Date;
use crate::page::words::Lang;

/// The variable with the handbooks to use, separated as in `PATH`.
pub(super) const HANDBOOK: &str = "GUIDE_HANDBOOK";

/// The variable with the day to take for today.
pub(super) const TODAY: &str = "GUIDE_TODAY";

/// Returns a variable that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns a folder from a variable; relative ones are ignored, as the rules for them ask.
fn folder(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Returns the language of messages: `GUIDE_LANG`, or else the locale's.
pub(super) fn language() -> Lang {
    let names = ["GUIDE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let chosen = names.iter().find_map(|name| variable(name)).unwrap_or_default();
    if chosen.starts_with("zh") || chosen == "both" { Lang::Zh } else { Lang::En }
}

/// Returns the layers to use when no option names them.
pub(super) fn sources() -> Vec<Source> {
    if let Some(paths) = env::var_os(HANDBOOK).filter(|paths| !paths.is_empty()) {
        return env::split_paths(&paths)
            .filter(|path| !path.as_os_str().is_empty())
            .map(source)
            .collect();
    }
    let own = config().map(|folder| folder.join("guide/handbook"));
    let system = PathBuf::from("/etc/guide/handbook");
    own.into_iter()
        .chain([system])
        .find(|path| path.exists())
        .map(Source::Path)
        .into_iter()
        .collect()
}

fn config() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
}

/// Returns the source that a path stands for.
pub(super) fn source(path: PathBuf) -> Source {
    if path.as_os_str() == BUILT_IN { Source::BuiltIn } else { Source::Path(path) }
}

/// Returns the folder for packs, if there may be one.
pub(super) fn cache() -> Option<PathBuf> {
    let cache = folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")));
    cache.map(|cache| cache.join("guide"))
}

/// Returns today in China, or what `GUIDE_TODAY` says.
///
/// # Errors
/// When `GUIDE_TODAY` is no day.
pub(super) fn today() -> Result<Date, String> {
    /// The handbook's offices count their days by China Standard Time, UTC+8 without summer time.
    const CHINA: u64 = 8 * 60 * 60;
    const DAY: u64 = 24 * 60 * 60;
    if let Some(day) = variable(TODAY) {
        return day.parse().map_err(|_| day);
    }
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let days = i64::try_from((now + CHINA) / DAY).unwrap_or_default();
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(days).unwrap_or_default();
    Ok(Date::from_civil(epoch.checked_add(span).unwrap_or(epoch)))
}

/// How wide a page is that goes to a pipe or a file.
pub(super) const DEFAULT_WIDTH: usize = 80;

/// The narrowest and the widest line that pages are laid out for.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=120;

/// What is known of the place where pages go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Whether standard output is a terminal.
    pub(super) is_interactive: bool,
    /// How many columns a page may have.
    pub(super) width: usize,
    /// How many lines the terminal has.
    pub(super) height: usize,
    /// Whether it is too simple for colours and pagers.
    pub(super) is_dumb: bool,
}

impl Terminal {
    /// Looks at standard output.
    pub(super) fn look() -> Self {
        let is_interactive = std::io::stdout().is_terminal();
        let size = is_interactive.then(terminal_size::terminal_size).flatten();
        let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let width =
            columns.or(size.map(|(width, _)| usize::from(width.0))).unwrap_or(DEFAULT_WIDTH);
        Self {
            is_interactive,
            width: width.clamp(*WIDTHS.start(), *WIDTHS.end()),
            height: size.map_or(24, |(_, height)| usize::from(height.0)),
            is_dumb: variable("TERM").is_some_and(|term| term == "dumb"),
        }
    }
}

/// Looks at the terminal of a dialogue: questions go to standard error, answers come from standard
/// input. Nothing if one of them is no terminal.
pub(super) fn dialogue() -> Option<Terminal> {
    errors().filter(|_| std::io::stdin().is_terminal())
}

/// Looks at standard error. Nothing if it is no terminal.
pub(super) fn errors() -> Option<Terminal> {
    let output = std::io::stderr();
    let is_interactive = output.is_terminal();
    let size = is_interactive.then(|| terminal_size::terminal_size_of(output)).flatten();
    let (width, height) = size.map_or((DEFAULT_WIDTH, 24), |(width, height)| {
        (usize::from(width.0), usize::from(height.0))
    });
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    let is_dumb = variable("TERM").is_none_or(|term| term == "dumb");
    is_interactive.then_some(Terminal { is_interactive, width, height, is_dumb })
}

/// Says whether colours are wanted where the command line leaves it open.
pub(super) fn wants_color(terminal: Terminal) -> bool {
    let forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    variable("NO_COLOR").is_none() && (forced || (terminal.is_interactive && !terminal.is_dumb))
}
