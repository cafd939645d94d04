//! Where a page has empty lines.

use crate::page::{Block, Page};

/// Puts the rows of all blocks below each other, with an empty one between blocks that are apart.
pub(super) fn assemble<'a, Row: Default>(
    page: &'a Page,
    mut rows_of: impl FnMut(&'a Block) -> Vec<Row>,
) -> Vec<Row> {
    let mut before = None;
    let mut rows = Vec::new();
    for block in &page.blocks {
        let more = rows_of(block);
        if more.is_empty() {
            continue;
        }
        if before.is_some_and(|before| is_apart(before, block)) {
            rows.push(Row::default());
        }
        rows.extend(more);
        before = Some(block);
    }
    rows
}

/// Says whether an empty line stands between two blocks: not below a heading, and not inside the
/// foot of a page.
fn is_apart(before: &Block, block: &Block) -> bool {
    use Block::{Commands, Footnote, Heading, Paragraph, Parts, Title};
    !matches!(
        (before, block),
        (Heading { .. }, _)
            | (Title { .. }, Paragraph(_))
            | (Parts(_) | Footnote(_), Commands { .. } | Footnote(_))
            | (Footnote(_), Parts(_))
            | (Commands { .. }, Footnote(_))
    )
}
