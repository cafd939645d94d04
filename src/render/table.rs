//! Tables in a terminal.

use comfy_table::{Cell, ContentLineStyle, LineStyle, Row, Table, TableStyle};

use super::columns::{Columns, INDENT, ROOMY};
use super::width;
use super::wrap::wrap;
use crate::page::{Line, Role};

/// The cells between two columns: one of padding, one of the style's junction.
const GAP: usize = 2;

/// A column that cannot have its whole text gets at least four Chinese characters.
const NARROWEST: usize = 8;

/// How many rows are set both ways to see which takes fewer lines.
const SAMPLE: usize = 200;

/// Blanks between columns and a rule below the headings.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('-').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

/// Sets a table, or a list where that takes fewer lines or there is no room for a table.
pub(super) fn rows(headings: &[String], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let room = (width - INDENT).saturating_sub(GAP * headings.len().saturating_sub(1));
    match share(&natural_widths(headings, rows), room) {
        Some(widths) if width >= ROOMY && !rows.is_empty() => {
            let first = rows.get(..SAMPLE).unwrap_or(rows);
            let [as_table, as_list] =
                [table(headings, first, &widths), list(headings, first, width)];
            if as_table.len() > as_list.len() {
                list(headings, rows, width)
            } else {
                table(headings, rows, &widths)
            }
        }
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

/// Divides the room: the first column, which is what one types, gets what it needs; of the others
/// the narrow ones too, and the wide ones the same share of the rest.
fn share(natural: &[usize], room: usize) -> Option<Vec<usize>> {
    let mut widths = natural.to_vec();
    let (lead, others) = widths.split_first_mut()?;
    let mut room = room.checked_sub(*lead)?;
    let mut columns: Vec<&mut usize> = others.iter_mut().collect();
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

/// Sets each row as a label with its texts: the first cell, beside it the second, and the others
/// below that, further in. The headings are set in the same way, so that they explain themselves.
fn list(headings: &[String], rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let headings: Vec<Line> = headings.iter().map(Line::strong).collect();
    let labels = std::iter::once(&headings).chain(rows).filter_map(|row| row.first());
    let label = labels.map(width::of_line).filter(|cells| *cells <= width * 2 / 5).max();
    let columns = Columns::with_label(INDENT, label.unwrap_or(0), width);
    let rule = Line::plain(format!("{}{}", " ".repeat(INDENT), "-".repeat(width - INDENT)));
    let head = listed(&columns, &headings, width).into_iter().chain([rule]);
    let head = head.filter(|_| !rows.is_empty());
    head.chain(rows.iter().flat_map(|row| listed(&columns, row, width))).collect()
}

/// Sets a row of a list; a label that is wider than its column has a line of its own.
fn listed(columns: &Columns, cells: &[Line], width: usize) -> Vec<Line> {
    let Some((label, texts)) = cells.split_first() else { return Vec::new() };
    let (name, more) = texts.split_at(texts.len().min(1));
    let mut rows = if width::of_line(label) > columns.label_width() {
        columns.stack("", label, name)
    } else {
        columns.rows("", label, name)
    };
    let more: Vec<Line> = more.iter().filter(|text| !text.is_empty()).cloned().collect();
    let below = Columns::hanging(columns.text_at() + INDENT, width);
    rows.extend(below.rows("", &Line::default(), &more));
    rows
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
        case(&[], 10, None);
        case(&[5, 30, 10], 45, Some(&[5, 30, 10]));
        case(&[5, 30, 10], 40, Some(&[5, 25, 10]));
        case(&[5, 40, 40], 45, Some(&[5, 20, 20]));
        case(&[20, 20, 20], 23, None);
    }

    #[test]
    fn what_one_types_stays_in_one_piece() {
        case(&[30, 40, 40], 60, Some(&[30, 15, 15]));
        case(&[30, 40], 29, None);
    }

    #[test]
    fn a_table_of_long_texts_is_a_list() {
        let headings = ["Id", "Title", "About"].map(str::to_owned);
        let set = |about: &str, width| {
            let row = ["court", "People's Court", about].map(Line::plain).to_vec();
            super::rows(&headings, &vec![row; 3], width)
                .iter()
                .map(Line::to_text)
                .collect::<Vec<_>>()
        };
        let short = ["  Id     Title           About", "  ------ --------------- -----"];
        assert_eq!(set("suits", 48)[..2], short);
        let long = "Hears suits against offices, at the place of the office that decided first; \
            after reconsideration also at that of the reconsidering body, in some places at a \
            court named for several districts.";
        let list = set(long, 60);
        assert_eq!(
            list[..3],
            ["  Id     Title", "           About", &format!("  {}", "-".repeat(58))]
        );
        assert_eq!(
            list[3..5],
            [
                "  court  People's Court",
                "           Hears suits against offices, at the place of the",
            ]
        );
    }
}
