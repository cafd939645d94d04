//! How large the print of a page may be so that it stands on one sheet.
//!
//! Nobody measures text here as a browser does: characters are counted, and a reserve is kept.
//! What does not fit in the smallest legible print is printed larger, on as many sheets as it
//! takes. The numbers follow the style in `a4.css`.

use super::is_typed;
use crate::page::{Block, Entry, Flow, Line, Page, StepRow};
use crate::render::form::is_to_write;
use crate::render::width;

/// The sizes of print, in half points, each with the height of a line in hundredths of it and its
/// class in the style.
const SIZES: [(usize, usize, &str); 6] = [
    (24, 140, ""),
    (22, 140, "eleven"),
    (21, 140, "tenhalf"),
    (20, 133, "ten"),
    (19, 133, "ninehalf"),
    (18, 133, "nine"),
];

/// The width of a sheet between its margins, in half points.
const WIDTH: usize = 1020;

/// The height of a sheet between its margins, in half points, without a reserve for what was
/// counted wrong.
const HEIGHT: usize = 1525 - 10;

/// The room between blocks that stand apart, in hundredths of the size of print, as are all
/// heights.
const BETWEEN: usize = 65;

/// What a line is higher on which somebody writes.
const ROOM: usize = 65;

/// What can stand on two sheets, in hundredths of what can stand on one: something stays free
/// where the first ends.
const TWO_SHEETS: usize = 190;

/// How many of the sizes are large enough for what takes a second sheet in any case.
const LARGE: usize = 3;

/// What takes more than one sheet, which are numbered then.
const MANY: &str = "many";

/// Returns the classes of a page: the largest print in which it fits on a sheet; of what does not,
/// that in which it fits on two, and that they are many. None stands for the usual print.
pub(super) fn classes(page: &Page) -> String {
    let fits = |(size, line, _): &(usize, usize, &str), sheets: usize| {
        // Half the size of print is as wide as a cell.
        let room = Room { cells: 2 * WIDTH / size, line: *line };
        room.page(page) * size <= HEIGHT * sheets
    };
    if let Some((_, _, class)) = SIZES.iter().find(|size| fits(size, 100)) {
        return (*class).to_owned();
    }
    let two = SIZES.iter().take(LARGE).find(|size| fits(size, TWO_SHEETS));
    let size = two.map_or("", |(_, _, class)| class);
    format!("{MANY} {size}").trim_end().to_owned()
}

/// A column of text, as wide as so many cells, with the height of its lines.
#[derive(Debug, Clone, Copy)]
struct Room {
    cells: usize,
    line: usize,
}

impl Room {
    fn page(self, page: &Page) -> usize {
        let mut above: Option<&Block> = None;
        let mut height = 0;
        for block in &page.blocks {
            height += self.block(block);
            height += match (above, block) {
                (Some(Block::Footnote(_)), Block::Footnote(_)) => 20,
                // What stands below a heading belongs to it.
                (None | Some(Block::Heading { .. }), _) | (_, Block::Commands { .. }) => 0,
                _ => BETWEEN,
            };
            above = Some(block);
        }
        height
    }

    fn block(self, block: &Block) -> usize {
        match block {
            Block::Title { text, id } => self.title(text, id),
            Block::Heading { text, remark } => {
                let remark = if remark.is_empty() { 0 } else { self.line(remark) + 40 };
                self.larger(text, 12) + 60 + remark
            }
            Block::Paragraph(text) | Block::Footnote(text) => self.line(text),
            Block::Answers(entries) => 130 + self.less(4).entries(entries),
            Block::Entries(entries) | Block::Parts(entries) => self.entries(entries),
            Block::Steps(steps) => steps.iter().map(|step| self.less(4).step(step)).sum(),
            Block::Points(points) => {
                points.iter().map(|text| self.less(4).line(text) + 20).sum::<usize>()
            }
            Block::Flow(flow) => self.flow(flow),
            Block::Table { headings, rows } => self.table(headings, rows),
            // What can be typed is not printed.
            Block::Commands { .. } => 0,
        }
    }

    fn less(self, cells: usize) -> Self {
        Self { cells: self.cells.saturating_sub(cells).max(1), ..self }
    }

    fn share(self, part: usize, whole: usize) -> Self {
        Self { cells: (self.cells * part / whole).max(1), ..self }
    }

    fn line(self, line: &Line) -> usize {
        let has_room = line.0.iter().any(|span| is_to_write(&span.text));
        self.cells_of(width::of_line(line)) + if has_room { ROOM } else { 0 }
    }

    /// Returns the height of a text that is so many cells long; words do not quite fill a line.
    fn cells_of(self, cells: usize) -> usize {
        (cells + cells / 40).div_ceil(self.cells).max(1) * self.line
    }

    /// Returns the height of a text in larger print, in tenths of the usual.
    fn larger(self, text: &str, tenths: usize) -> usize {
        self.share(10, tenths).cells_of(width::of(text)) * tenths / 10
    }

    fn title(self, text: &Line, id: &str) -> usize {
        self.less(width::of(id) + 2).larger(&text.to_text(), 15) + 40
    }

    fn entries(self, entries: &[Entry]) -> usize {
        let printed = || entries.iter().filter(|entry| !is_typed(entry));
        let labels = printed().map(|entry| width::of(&entry.label)).max().unwrap_or(0);
        let mut label = self.share(28, 100);
        label.cells = label.cells.min(labels + 1);
        let texts = self.less(label.cells + 2);
        let entry = |entry: &Entry| {
            let lines: usize = entry.lines.iter().map(|line| texts.line(line)).sum();
            lines.max(label.cells_of(width::of(&entry.label))) + 20
        };
        printed().map(entry).sum()
    }

    fn step(self, step: &StepRow) -> usize {
        let more: usize = step.details.iter().map(|line| self.line(line)).sum();
        let text = width::of_line(&step.text);
        let one = |actor: usize| self.cells_of(actor + text) + more + 20;
        let each = step.actors.iter().map(|(_, actor)| one(width::of(actor) + 1));
        each.sum::<usize>().max(one(0))
    }

    fn flow(self, flow: &Flow) -> usize {
        let lanes = flow.lanes.iter().map(|name| width::of(name) * 50 + 100);
        let texts = self.less(6 * flow.lanes.len() + 2);
        let steps = flow.steps.iter().map(|step| {
            let actor = flow.lanes.get(step.lane).map_or(0, |name| width::of(name) + 1);
            let text = texts.cells_of(actor + width::of_line(&step.text));
            let more = step.limits.iter().chain(&step.turns).map(|line| texts.line(line));
            // The number of the step stands in a ring.
            (text + more.sum::<usize>()).max(160) + 75
        });
        lanes.max().unwrap_or(0).min(1600) + steps.sum::<usize>()
    }

    /// Takes the columns for as wide as their longest texts want, and the rows for as tall as the
    /// text that has the least room.
    fn table(self, headings: &[String], rows: &[Vec<Line>]) -> usize {
        let widest = |(place, heading): (usize, &String)| {
            let texts = rows.iter().filter_map(|row| row.get(place)).map(width::of_line);
            texts.chain([width::of(heading)]).max().unwrap_or(0) + 2
        };
        let columns: Vec<usize> = headings.iter().enumerate().map(widest).collect();
        let all = columns.iter().sum::<usize>().max(1);
        let row = |row: &Vec<Line>| {
            let room = |column: usize| self.share(column, all).less(2);
            let cells = row.iter().zip(&columns).map(|(text, column)| room(*column).line(text));
            cells.max().unwrap_or(0) + 75
        };
        self.line + 75 + rows.iter().map(row).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(paragraphs: usize, class: &str) {
        let blocks = vec![Block::Paragraph(Line::plain("字")); paragraphs];
        assert_eq!(classes(&Page { blocks }), class, "{paragraphs}");
    }

    #[test]
    fn print_is_as_large_as_a_sheet_allows() {
        case(0, "");
        case(29, "");
        case(32, "eleven");
        case(41, "nine");
    }

    #[test]
    fn what_takes_more_than_a_sheet_is_not_printed_small() {
        case(50, "many");
        case(63, "many eleven");
        case(90, "many");
    }

    #[test]
    fn a_page_without_room_for_anything_is_still_measured() {
        let labels = vec![Entry { label: "字".repeat(200), lines: vec![Line::plain("字")] }];
        let table = Block::Table {
            headings: vec![String::new(), String::new()],
            rows: vec![vec![Line::default(), Line::plain("字".repeat(9000))]],
        };
        for (block, expected) in [(Block::Answers(labels), ""), (table, "many")] {
            assert_eq!(classes(&Page { blocks: vec![block] }), expected);
        }
    }
}
