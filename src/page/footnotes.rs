//! The footnotes that explain the marks on a page.
//!
//! They follow from the blocks alone: no guide is known here.

use super::{Block, Desk, Line, Role};

/// Returns the footnotes to the marks that blocks show.
pub(super) fn footnotes(desk: &Desk<'_>, blocks: &[Block]) -> Vec<Block> {
    let words = desk.words();
    let notes = [
        ("*", words.practice_footnote),
        ("+", words.reading_footnote),
        ("#", words.reported_footnote),
    ];
    let notes = notes.into_iter().filter(|(mark, _)| has_mark(blocks, mark));
    notes.map(|(_, note)| Block::Footnote(Line::quiet(note))).collect()
}

fn has_mark(blocks: &[Block], mark: &str) -> bool {
    let shows =
        |line: &Line| line.0.iter().any(|span| span.role == Role::Mark && span.text == mark);
    blocks.iter().any(|block| block.lines().any(shows))
}
