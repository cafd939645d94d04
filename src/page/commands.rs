//! What to type next: commands of this program, in full.
//!
//! It knows names and ids, but neither pages nor what a command does.

use std::fmt::Display;

use super::words::Lang;
use crate::handbook::value::Slug;

/// Returns what to type for something: in Chinese its first Chinese name, else its id.
pub fn call_name(id: &Slug, aliases: &[String], lang: Lang) -> String {
    let is_chinese = |name: &&String| !name.is_ascii() && !name.contains(char::is_whitespace);
    match aliases.iter().find(is_chinese) {
        Some(name) if lang == Lang::Zh => name.clone(),
        _ => id.to_string(),
    }
}

/// Shows a guide.
pub(super) fn show(guide: impl Display) -> String {
    format!("guide show {guide}")
}

/// Shows all of a guide.
pub(super) fn show_all(guide: impl Display) -> String {
    format!("{} --all", show(guide))
}

/// Shows a guide for one case.
pub(super) fn show_case(guide: impl Display, answer: impl Display) -> String {
    format!("{} --case {answer}", show(guide))
}

/// Shows the steps in lanes instead.
pub(super) fn with_lanes(show: impl Display) -> String {
    format!("{show} --flow")
}

/// Shows a section of a guide.
pub(super) fn show_section(guide: impl Display, section: impl Display) -> String {
    format!("{} --section {section}", show(guide))
}

/// Shows the dates of a guide; `options` are those after its name.
pub(super) fn due(guide: impl Display, options: &[String]) -> String {
    std::iter::once(format!("guide due {guide}"))
        .chain(options.iter().cloned())
        .collect::<Vec<_>>()
        .join(" ")
}
