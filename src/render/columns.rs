//! Labels on the left, texts on the right.

use std::iter;

use super::width;
use super::wrap::wrap;
use crate::page::{Entry, Line, Role};

/// The blanks between a label and its text.
pub(super) const GAP: usize = 2;

/// How far a text stands in, below the label it belongs to.
pub(super) const INDENT: usize = 2;

/// The width from which labels and texts stand side by side.
pub(super) const ROOMY: usize = 48;

/// The widest label that leaves room for its text on any screen: a number with a mark.
const SHORT: usize = 3;

/// How labels and texts share the width.
///
/// The label column is as wide as the widest label, up to a limit beyond which labels are broken.
/// Where there is no room, texts stand below their labels.
pub(super) struct Columns {
    /// The cells to the left of the labels.
    pub(super) margin: usize,
    /// The cells of the label column.
    label: usize,
    width: usize,
}

impl Columns {
    /// Finds the columns for the labels.
    pub(super) fn new<'a>(
        margin: usize,
        labels: impl Iterator<Item = &'a str>,
        width: usize,
    ) -> Self {
        let limit = Self::limit(width);
        let broken = labels.flat_map(|label| wrap(&Line::plain(label), limit));
        let label = broken.map(|line| width::of_line(&line)).max().unwrap_or(0);
        Self { margin, label, width }
    }

    /// Returns columns of which the labels have so many cells.
    pub(super) fn with_label(margin: usize, label: usize, width: usize) -> Self {
        Self { margin, label, width }
    }

    /// Returns columns without labels: text that hangs below its own beginning.
    pub(super) fn hanging(margin: usize, width: usize) -> Self {
        Self::with_label(margin, 0, width)
    }

    /// Three tenths of a wide screen leave most of it to the texts; a narrow one still has room
    /// for ten Chinese characters.
    fn limit(width: usize) -> usize {
        (width * 3 / 10).max(20)
    }

    /// Returns the cells of the label column.
    pub(super) fn label_width(&self) -> usize {
        self.label
    }

    fn is_stacked(&self) -> bool {
        self.width < ROOMY && self.label > SHORT
    }

    /// Returns where the texts begin.
    pub(super) fn text_at(&self) -> usize {
        match self.label {
            0 => self.margin,
            _ if self.is_stacked() => self.margin + INDENT,
            label => self.margin + label + GAP,
        }
    }

    /// Sets a label and its texts, with `lead` in the margin of the first row.
    pub(super) fn rows(&self, lead: &str, label: &Line, texts: &[Line]) -> Vec<Line> {
        if self.is_stacked() {
            return self.stack(lead, label, texts);
        }
        let left = wrap(label, self.label.max(1));
        let right = self.break_texts(texts, self.text_at());
        let count = left.len().max(right.len());
        let pairs = endless(left).zip(endless(right)).take(count);
        self.set(lead, self.text_at(), pairs)
    }

    /// Sets a label that is wider than its column: on one row with its text, or above it.
    pub(super) fn rows_across(&self, lead: &str, label: &Line, texts: &[Line]) -> Vec<Line> {
        const WIDE_GAP: usize = 4;
        let text_at = self.margin + width::of_line(label) + WIDE_GAP;
        match texts.split_first() {
            Some((text, more)) if text_at + width::of_line(text) <= self.width => {
                let first = iter::once((label.clone(), text.clone()));
                let mut rows = self.set(lead, text_at, first);
                rows.extend(self.rows("", &Line::default(), more));
                rows
            }
            _ => self.stack(lead, label, texts),
        }
    }

    /// Sets a label with its texts below.
    pub(super) fn stack(&self, lead: &str, label: &Line, texts: &[Line]) -> Vec<Line> {
        let left = wrap(label, self.width - self.margin);
        let indent = if label.is_empty() { 0 } else { INDENT };
        let text_at = self.text_at().max(self.margin + indent);
        let right = self.break_texts(texts, text_at);
        let labels = left.into_iter().map(|line| (line, Line::default()));
        let texts = right.into_iter().map(|line| (Line::default(), line));
        self.set(lead, text_at, labels.chain(texts))
    }

    fn break_texts(&self, texts: &[Line], text_at: usize) -> Vec<Line> {
        texts.iter().flat_map(|text| wrap(text, self.width - text_at)).collect()
    }

    fn set(
        &self,
        lead: &str,
        text_at: usize,
        pairs: impl Iterator<Item = (Line, Line)>,
    ) -> Vec<Line> {
        let leads = iter::once(lead).chain(iter::repeat(""));
        let set = |(lead, (label, text))| {
            let row = put(Line::plain(lead), self.margin, label);
            put(row, text_at, text)
        };
        leads.zip(pairs).map(set).collect()
    }
}

/// Sets entries in columns.
pub(super) fn entries(columns: &Columns, role: Role, entries: &[Entry]) -> Vec<Line> {
    let rows =
        |entry: &Entry| columns.rows("", &Line::default().then(role, &entry.label), &entry.lines);
    entries.iter().flat_map(rows).collect()
}

/// Puts a text on a row, from a column on; an empty one leaves no blanks behind.
pub(super) fn put(mut row: Line, column: usize, text: Line) -> Line {
    if !text.is_empty() {
        let blanks = column.saturating_sub(width::of_line(&row));
        row = row.then(Role::Plain, " ".repeat(blanks));
        row.extend(text);
    }
    row
}

fn endless(lines: Vec<Line>) -> impl Iterator<Item = Line> {
    lines.into_iter().chain(iter::repeat_with(Line::default))
}
