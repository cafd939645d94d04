//! The footnotes that explain the marks on a page.
//!
//! They follow from the blocks alone: no guide is known here.

use super::{Block, Desk, Line, Role};

/// Returns the footnotes to the marks that blocks show, in full.
pub(super) fn footnotes(desk: &Desk<'_>, blocks: &[Block]) -> Vec<Block> {
    marks(desk, blocks).into_iter().map(|mark| Block::Footnote(Line::quiet(mark.full))).collect()
}

/// Explains the marks that blocks show in one line: one in full, several in short.
pub(super) fn legend(desk: &Desk<'_>, blocks: &[Block]) -> Option<Block> {
    match marks(desk, blocks).as_slice() {
        [only] => Some(Block::Footnote(Line::quiet(only.full))),
        _ => short_legend(desk, blocks),
    }
}

/// Explains the marks that blocks show in one short line.
pub(super) fn short_legend(desk: &Desk<'_>, blocks: &[Block]) -> Option<Block> {
    let short: Vec<&str> = marks(desk, blocks).into_iter().map(|mark| mark.short).collect();
    (!short.is_empty()).then(|| Block::Footnote(Line::quiet(short.join("  "))))
}

/// A mark and what it says.
struct Mark {
    sign: &'static str,
    full: &'static str,
    short: &'static str,
}

fn marks(desk: &Desk<'_>, blocks: &[Block]) -> Vec<Mark> {
    let words = desk.words();
    let marks = [
        Mark { sign: "*", full: words.practice_footnote, short: words.practice_legend },
        Mark { sign: "+", full: words.reading_footnote, short: words.reading_legend },
        Mark { sign: "#", full: words.reported_footnote, short: words.reported_legend },
    ];
    marks.into_iter().filter(|mark| has_mark(blocks, mark.sign)).collect()
}

fn has_mark(blocks: &[Block], mark: &str) -> bool {
    let shows =
        |line: &Line| line.0.iter().any(|span| span.role == Role::Mark && span.text == mark);
    blocks
        .iter()
        .any(|block| block.lines().any(shows) || names(block).any(|name| name.ends_with(mark)))
}

/// Returns the names in a block, which have their mark behind them: labels and a heading.
fn names(block: &Block) -> impl Iterator<Item = &str> {
    let (entries, heading) = match block {
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            (entries.iter(), None)
        }
        Block::Heading { text, .. } => ([].iter(), Some(text.as_str())),
        _ => ([].iter(), None),
    };
    entries.map(|entry| entry.label.as_str()).chain(heading)
}
