//! How long a receipt is: a roll has no pages, so its one page is as long as what stands on it.
//!
//! Nobody measures text here as a browser does: lines are broken as in a terminal, and a reserve is
//! kept, since a strip that is a little too long is better than a second one. The numbers follow
//! the style in `receipt.css`; lengths are in hundredths of a millimetre.

use super::{ends_section, fields, is_typed};
use crate::page::words::Lang;
use crate::page::{Block, Entry, Line, Page, StepRow};
use crate::render::flow;
use crate::render::form::is_to_write;
use crate::render::wrap::wrap;

/// The width between the margins, in cells of half the size of print.
const CELLS: usize = 37;

/// The size of print.
const SIZE: usize = 388;

/// The height of a line.
const LINE: usize = SIZE * 155 / 100;

/// What a line is higher on which somebody writes.
const ROOM: usize = SIZE * 65 / 100;

/// The room between blocks that stand apart.
const BETWEEN: usize = 300;

/// The rules around the answer box, and the room inside them.
const FRAME: usize = 500;

/// The room between the entries of a list.
const BESIDE: usize = 150;

/// What lists and their numbers stand in, and texts below their labels, in cells.
const LIST_INDENT: usize = 4;
const TEXT_INDENT: usize = 2;

/// What is kept for what was counted wrong, in hundredths.
const RESERVE: usize = 6;

/// The margins above and below, with half a line to tear.
const MARGINS: usize = 2 * 400 + LINE / 2;

/// The longest page that all readers of PDF show, in millimetres.
const LONGEST: usize = 5000;

/// Returns how long a receipt with these pages is, in millimetres.
pub(super) fn length(pages: &[(Lang, Page)]) -> usize {
    let all: usize = pages.iter().map(|(_, page)| self::page(page) + 2 * BETWEEN).sum();
    (MARGINS + all * (100 + RESERVE) / 100).div_ceil(100).min(LONGEST)
}

fn page(page: &Page) -> usize {
    let mut above: Option<&Block> = None;
    let mut is_in_section = false;
    let mut height = 0;
    for block in &page.blocks {
        let is_heading = matches!(block, Block::Heading { .. });
        is_in_section &= !ends_section(block);
        height += self::block(block) + if is_in_section { 0 } else { BETWEEN };
        // Only below running text does the answer box have rules around it.
        let is_boxed = matches!((above, block), (Some(Block::Paragraph(_)), Block::Answers(_)));
        height += if is_boxed { FRAME } else { 0 };
        is_in_section |= is_heading;
        above = Some(block);
    }
    height
}

fn block(block: &Block) -> usize {
    match block {
        Block::Title { text, .. } => larger(text, 135, 125) + LINE + 350,
        Block::Heading { text, remark } => {
            let remark = if remark.is_empty() { 0 } else { larger(remark, 90, 155) };
            larger(&Line::plain(text), 120, 130) + 230 + remark
        }
        Block::Paragraph(text) => line(text, CELLS),
        Block::Footnote(text) => larger(text, 90, 155),
        Block::Answers(list) | Block::Entries(list) | Block::Parts(list) => entries(list),
        Block::Steps(list) => steps(list),
        Block::Flow(flow) => steps(&flow::listed(flow)),
        Block::Points(points) => {
            points.iter().map(|text| line(text, CELLS - LIST_INDENT) + BESIDE).sum()
        }
        Block::Table { headings, rows } => {
            rows.iter().map(|cells| row(&fields(headings, cells))).sum()
        }
        // What can be typed is not printed.
        Block::Commands { .. } => 0,
    }
}

/// Returns the height of a text, in so many cells.
fn line(text: &Line, cells: usize) -> usize {
    let has_room = text.0.iter().any(|span| is_to_write(&span.text));
    wrap(text, cells).len().max(1) * (LINE + if has_room { ROOM } else { 0 })
}

/// Returns the height of a text in print of another size with its own height of lines, both in
/// hundredths.
fn larger(text: &Line, size: usize, line: usize) -> usize {
    wrap(text, CELLS * 100 / size).len() * SIZE * size / 100 * line / 100
}

fn entries(entries: &[Entry]) -> usize {
    let printed = entries.iter().filter(|entry| !is_typed(entry));
    printed.map(|entry| self::entry(&entry.label, &entry.lines) + BESIDE).sum()
}

/// Returns the height of a label and the texts below it.
fn entry(label: &str, texts: &[Line]) -> usize {
    let texts = texts.iter().map(|text| line(text, CELLS - TEXT_INDENT));
    line(&Line::plain(label), CELLS) + texts.sum::<usize>()
}

/// Returns the height of a row of a table: a list of its own, with a rule above.
fn row(fields: &[Entry]) -> usize {
    let printed = fields.iter().filter(|field| !is_typed(field));
    printed.map(|field| entry(&field.label, &field.lines)).sum::<usize>() + BESIDE + BETWEEN
}

fn steps(steps: &[StepRow]) -> usize {
    let cells = CELLS - LIST_INDENT;
    let step = |step: &StepRow| {
        let details: usize = step.details.iter().map(|text| line(text, cells)).sum();
        let one = |actor: &str| {
            let mut text = Line::plain(format!("{actor} "));
            text.extend(step.text.clone());
            line(&text, cells) + details + BESIDE
        };
        let each = step.actors.iter().map(|(_, actor)| one(actor));
        each.sum::<usize>().max(one(""))
    };
    steps.iter().map(step).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length_of(paragraphs: usize) -> usize {
        let blocks = vec![Block::Paragraph(Line::plain("字")); paragraphs];
        length(&[(Lang::Zh, Page { blocks })])
    }

    #[test]
    fn a_receipt_is_as_long_as_what_stands_on_it() {
        assert_eq!(length_of(0), 18);
        assert_eq!(length_of(1), 27);
        assert_eq!(length_of(100), 973);
        assert_eq!(length_of(1000), LONGEST);
    }

    #[test]
    fn what_is_typed_takes_no_paper() {
        let commands = vec![("转学".to_owned(), "guide show 转学".to_owned())];
        let page =
            Page { blocks: vec![Block::Commands { label: "接着看".to_owned(), commands }] };
        assert!(length(&[(Lang::Zh, page)]) <= length_of(1));
    }
}
