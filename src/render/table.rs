//! Tables in a terminal.

use comfy_table::{Cell, ContentLineStyle, LineStyle, Row, Table, TableStyle};

use super::columns::{Columns, INDENT, ROOMY};
use super::phrase;
use super::width;
use super::wrap::wrap;
use crate::page::{Line, Role};

/// The cells between two columns: one of padding, one of the style's junction.
const GAP: usize = 2;

/// A column that cannot have its whole text gets at least four Chinese characters.
const NARROWEST: usize = 8;

/// Blanks between columns and a rule below the headings.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('-').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

/// Sets a table, or a list where there is no room for one.
pub(super) fn rows(headings: &[String], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let room = (width - INDENT).saturating_sub(GAP * headings.len().saturating_sub(1));
    match share(&natural_widths(headings, rows), room) {
        Some(widths) if width >= ROOMY && !rows.is_empty() => table(headings, rows, &widths),
        _ => list(headings, rows, width),
    }
}

fn natural_widths(headings: &[String], rows: &[Vec<Line>]) -> Vec<usize> {
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let widest = |(column, heading): (usize, &String)| {
        cells(column).map(width::of_line).fold(width::of(heading), usize::max)
    };
    headings.iter().enumerate().map(widest).collect()
}

/// Divides the room: narrow columns get what they need, wide ones the same share of the rest.
fn share(natural: &[usize], mut room: usize) -> Option<Vec<usize>> {
    let mut widths = natural.to_vec();
    let mut columns: Vec<&mut usize> = widths.iter_mut().collect();
    columns.sort();
    let count = columns.len();
    for (done, column) in columns.into_iter().enumerate() {
        *column = (*column).min(room / (count - done));
        room -= *column;
    }
    let is_cramped = |(need, has): (&usize, &usize)| has < need && *has < NARROWEST;
    (!natural.iter().zip(&widths).any(is_cramped)).then_some(widths)
}

fn table(headings: &[String], rows: &[Vec<Line>], widths: &[usize]) -> Vec<Line> {
    let headings: Vec<Line> = headings.iter().map(Line::plain).collect();
    let mut table = Table::new();
    table.load_style(STYLE).set_header(row(&headings, widths));
    table.add_rows(rows.iter().map(|cells| row(cells, widths)));
    for (column, after) in table.column_iter_mut().rev().zip(paddings()) {
        column.set_padding((0, after));
    }
    paint_headings(table.lines())
}

/// Returns the blanks after each column, from the last one back.
fn paddings() -> impl Iterator<Item = u16> {
    std::iter::once(0).chain(std::iter::repeat(1))
}

fn row(cells: &[Line], widths: &[usize]) -> Row {
    cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| Cell::new(broken(cell, *width)))
        .collect::<Vec<_>>()
        .into()
}

/// Breaks a cell ourselves: the table writer does not know the rules for Chinese.
fn broken(cell: &Line, width: usize) -> String {
    wrap(cell, width).iter().map(Line::to_text).collect::<Vec<_>>().join("\n")
}

fn paint_headings(lines: impl Iterator<Item = String>) -> Vec<Line> {
    let mut role = Role::Strong;
    let mut rows = Vec::new();
    for line in lines {
        let is_rule = role == Role::Strong && line.chars().all(|c| matches!(c, '-' | ' '));
        role = if is_rule { Role::Plain } else { role };
        let text = format!("{}{}", " ".repeat(INDENT), line.trim_end());
        rows.push(Line::default().then(role, text));
    }
    rows
}

fn list(headings: &[String], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let columns = Columns::hanging(2 * INDENT, width);
    let set = |cells: &Vec<Line>| {
        let fields: Vec<Line> = headings
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(heading, cell)| field(heading, cell))
            .collect();
        columns.rows("  -", &Line::default(), &fields)
    };
    rows.iter().flat_map(set).collect()
}

fn field(heading: &str, cell: &Line) -> Line {
    let mut field = Line::default();
    if !heading.is_empty() {
        field = field
            .then(Role::Plain, format!("{heading}{}", phrase::colon(heading, &cell.to_text())));
    }
    field.extend(cell.clone());
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(natural: &[usize], room: usize, widths: Option<&[usize]>) {
        assert_eq!(share(natural, room).as_deref(), widths);
    }

    #[test]
    fn narrow_columns_keep_their_width() {
        case(&[], 10, Some(&[]));
        case(&[5, 30, 10], 45, Some(&[5, 30, 10]));
        case(&[5, 30, 10], 40, Some(&[5, 25, 10]));
        case(&[40, 5, 40], 45, Some(&[20, 5, 20]));
        case(&[20, 20, 20], 23, None);
    }
}
