//! Commands to type next, in a terminal.

use super::columns::{GAP, INDENT, put};
use super::width;
use super::wrap::wrap;
use crate::page::{Line, Role};

/// The longest number of a hit with the gap behind it.
const LONGEST: usize = 5;

/// Sets commands in columns, the label column at least `label_width` wide so that it continues the
/// one above; where they do not fit, each command stands below its purpose, in one piece, and all
/// of them begin in one column.
pub(super) fn rows(
    label: &str,
    commands: &[(String, String)],
    label_width: usize,
    width: usize,
) -> Vec<Line> {
    let purpose_at = label_width.max(width::of(label)) + GAP;
    let purposes = commands.iter().map(|(purpose, _)| width::of(purpose)).max();
    let command_at = purpose_at + purposes.map_or(0, |widest| widest + GAP);
    let cells = commands.iter().map(|(_, command)| width::of(command)).max().unwrap_or(0);
    if command_at + cells <= width {
        beside(label, commands, purpose_at, command_at)
    } else {
        // One that is too long in any case need not push the others to the margin.
        let room = width.checked_sub(cells).unwrap_or(INDENT).min(2 * INDENT);
        let odd = if room > INDENT { room % INDENT } else { 0 };
        below(label, commands, room - odd, width)
    }
}

fn beside(
    label: &str,
    commands: &[(String, String)],
    purpose_at: usize,
    command_at: usize,
) -> Vec<Line> {
    let set = |(number, (purpose, command)): (usize, &(String, String))| {
        let row = if number == 0 { strong(label) } else { Line::default() };
        let row = put(row, purpose_at, Line::plain(purpose));
        put(row, command_at, typed(command))
    };
    commands.iter().enumerate().map(set).collect()
}

fn below(label: &str, commands: &[(String, String)], command_at: usize, width: usize) -> Vec<Line> {
    let purpose_at = command_at.saturating_sub(INDENT);
    let mut rows = wrap(&strong(label), width);
    for (purpose, command) in commands {
        let (number, words) = numbered(purpose);
        let words_at = purpose_at + width::of(number);
        let mut row = put(Line::default(), purpose_at, Line::plain(number));
        for line in wrap(&Line::plain(words), width - words_at) {
            rows.push(put(std::mem::take(&mut row), words_at, line));
        }
        rows.push(put(Line::default(), command_at, typed(command)));
    }
    rows
}

/// Parts the number of a hit, with the gap behind it, from its words: they stay beside it.
fn numbered(purpose: &str) -> (&str, &str) {
    let words = purpose.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches("  ");
    let (number, _) = purpose.split_at(purpose.len() - words.len());
    if number.ends_with("  ") && number.len() <= LONGEST { (number, words) } else { ("", purpose) }
}

fn strong(label: &str) -> Line {
    Line::default().then(Role::Strong, label)
}

fn typed(command: &str) -> Line {
    Line::default().then(Role::Command, command)
}
