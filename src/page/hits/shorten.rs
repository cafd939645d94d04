//! Keeping of an answer what can be read at a glance.
//!
//! It counts lines and characters; what they say is not known here.

use crate::page::Line;

/// How many lines are read at a glance.
const MOST_LINES: usize = 3;

/// How long a line may be.
const MOST_CHARACTERS: usize = 220;

/// Where a sentence or a clause ends.
const STOPS: [char; 8] = ['。', '；', '？', '！', '.', ';', '?', '!'];

/// Keeps the first lines that say something, each cut at the end of a sentence or a clause.
pub(super) fn shortened(lines: Vec<Line>) -> Vec<Line> {
    lines.into_iter().filter(|line| !line.is_empty()).take(MOST_LINES).map(cut).collect()
}

/// Cuts a long line behind the last stop that leaves it short enough, or at the last blank.
fn cut(line: Line) -> Line {
    let text = line.to_text();
    if text.chars().count() <= MOST_CHARACTERS {
        return line;
    }
    let start: String = text.chars().take(MOST_CHARACTERS).collect();
    let mut from_the_end = start.char_indices().rev();
    let stop = from_the_end.find(|(_, c)| STOPS.contains(c)).map(|(at, c)| at + c.len_utf8());
    let end = stop.or_else(|| start.rfind(' ')).unwrap_or(start.len());
    Line::plain(format!("{} ...", start.get(..end).unwrap_or(&start).trim_end()))
}
