//! Pages in a terminal: aligned columns, lines broken to the width.

use super::Look;
use super::columns::{self, Columns, INDENT, put};
use super::form::ticked;
use super::paint::paint;
use super::spacing::assemble;
use super::wrap::wrap;
use super::{commands, flow, steps, table, width};
use crate::page::{Block, Entry, Line, Page, Role, Span};

/// Nothing can be read in less; no terminal is so narrow.
const NARROWEST: usize = 20;

/// Renders a clean page.
pub(super) fn render(page: &Page, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut sheet = Sheet { width, margin: 0, parts: 0 };
    paint(&assemble(page, |block| sheet.rows(block)), look.color)
}

/// What the blocks above leave to the one below.
struct Sheet {
    width: usize,
    /// Where running text begins: it stands in below a heading.
    margin: usize,
    /// The label column of the parts above.
    parts: usize,
}

impl Sheet {
    fn rows(&mut self, block: &Block) -> Vec<Line> {
        let width = self.width;
        self.margin = margin_after(block).unwrap_or(self.margin);
        match block {
            Block::Title { text, id } => title(text, id, width),
            Block::Heading { text, remark } => heading(text, remark, width),
            Block::Paragraph(text) => hang(self.margin, "", text, width),
            Block::Answers(entries) => self.entries(INDENT, Role::Strong, entries),
            Block::Entries(entries) => self.entries(INDENT, Role::Plain, entries),
            Block::Parts(entries) => self.entries(0, Role::Strong, entries),
            Block::Steps(steps) => steps::rows(steps, width),
            Block::Points(points) => points.iter().flat_map(|text| point(text, width)).collect(),
            Block::Flow(flow) => flow::rows(flow, width),
            Block::Table { headings, rows } => table::rows(headings, rows, width),
            Block::Commands { label, commands } => {
                commands::rows(label, commands, self.parts, width)
            }
            Block::Footnote(text) => hang(0, "", text, width),
        }
    }

    fn entries(&mut self, margin: usize, role: Role, entries: &[Entry]) -> Vec<Line> {
        let labels = entries.iter().map(|entry| entry.label.as_str());
        let columns = Columns::new(margin, labels, self.width);
        self.parts = if margin == 0 { columns.label_width() } else { 0 };
        columns::entries(&columns, role, entries)
    }
}

/// Returns where running text begins after a block, if the block changes it.
fn margin_after(block: &Block) -> Option<usize> {
    match block {
        Block::Heading { .. } => Some(INDENT),
        Block::Title { .. } | Block::Answers(_) | Block::Parts(_) => Some(0),
        _ => None,
    }
}

/// Sets a title with its id at the far end, or below where there is no room.
fn title(text: &Line, id: &str, width: usize) -> Vec<Line> {
    let (text, cells) = (strong(text), width::of(id));
    let id = Line::default().then(Role::Command, id);
    if width::of_line(&text) + columns::GAP + cells <= width {
        return vec![put(text, width - cells, id)];
    }
    let mut rows = wrap(&text, width);
    rows.extend(wrap(&id, width));
    rows
}

/// Sets a heading with its remark after it, or below where there is no room.
fn heading(text: &str, remark: &Line, width: usize) -> Vec<Line> {
    const REMARK_GAP: usize = 4;
    let text = Line::default().then(Role::Strong, text);
    let remark_at = width::of_line(&text) + REMARK_GAP;
    if remark_at + width::of_line(remark) <= width {
        return vec![put(text, remark_at, remark.clone())];
    }
    let mut rows = wrap(&text, width);
    rows.extend(hang(REMARK_GAP, "", remark, width));
    rows
}

/// Sets a point behind a hyphen, or behind its own tick box.
fn point(text: &Line, width: usize) -> Vec<Line> {
    match ticked(text) {
        Some(point) => {
            let tick = format!("  {}", point.typed());
            hang(width::of(&tick) + 1, &tick, &point.text, width)
        }
        None => hang(2 * INDENT, "  -", text, width),
    }
}

/// Sets text that hangs below its own beginning, with `lead` in the margin.
fn hang(margin: usize, lead: &str, text: &Line, width: usize) -> Vec<Line> {
    Columns::hanging(margin, width).rows(lead, &Line::default(), std::slice::from_ref(text))
}

fn strong(text: &Line) -> Line {
    let is_plain = |span: &Span| span.role == Role::Plain;
    let role = |span: &Span| if is_plain(span) { Role::Strong } else { span.role };
    text.0.iter().fold(Line::default(), |line, span| line.then(role(span), &span.text))
}
