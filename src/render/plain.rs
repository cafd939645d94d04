//! Pages for pipes, screen readers and copying: one entry a line.

use super::flow;
use super::phrase::{join, labelled, remarked};
use super::spacing::assemble;
use crate::page::{Block, Entry, Line, Page, StepRow};

/// Renders a clean page.
pub(super) fn render(page: &Page) -> String {
    write(&assemble(page, |block| filled(rows(block))))
}

/// Ends every row with a newline.
pub(super) fn write(rows: &[String]) -> String {
    rows.iter().flat_map(|row| [row.as_str(), "\n"]).collect()
}

/// Drops blanks at the end of rows, and rows without text. Tabs stay: they stand for cells.
pub(super) fn filled(rows: Vec<String>) -> Vec<String> {
    let trimmed = rows.into_iter().map(|row| row.trim_end_matches(' ').to_owned());
    trimmed.filter(|row| !row.is_empty()).collect()
}

fn rows(block: &Block) -> Vec<String> {
    match block {
        Block::Title { text, id } if id.is_empty() => vec![text.to_text()],
        Block::Title { text, id } => vec![format!("{} [{id}]", text.to_text())],
        Block::Heading { text, remark } => vec![remarked(text, &remark.to_text())],
        Block::Paragraph(text) | Block::Footnote(text) => vec![text.to_text()],
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            entries.iter().map(entry).collect()
        }
        Block::Steps(steps) => steps.iter().flat_map(step).collect(),
        Block::Flow(flow) => flow::listed(flow).iter().flat_map(step).collect(),
        Block::Points(points) => points.iter().map(Line::to_text).collect(),
        Block::Table { headings, rows } => table(headings, rows),
        Block::Commands { label, commands } => self::commands(label, commands),
    }
}

/// Writes an entry on one line: `要多久：每方 10 个工作日；本局承诺：由本局填写`.
pub(super) fn entry(entry: &Entry) -> String {
    let texts: Vec<String> = entry.lines.iter().map(Line::to_text).collect();
    labelled(&entry.label, &join(&texts))
}

/// Writes each step on a line of its own, also where several read the same.
fn step(step: &StepRow) -> Vec<String> {
    let text = |(number, actor): &(usize, String)| {
        format!("{number}. {}", labelled(actor, &step.text.to_text()))
    };
    let mut rows: Vec<String> = step.actors.iter().map(text).collect();
    if rows.is_empty() {
        rows.push(step.text.to_text());
    }
    rows.extend(step.details.iter().map(|detail| format!("   {}", detail.to_text())));
    rows
}

fn table(headings: &[String], rows: &[Vec<Line>]) -> Vec<String> {
    let row = |cells: &Vec<Line>| cells.iter().map(Line::to_text).collect::<Vec<_>>().join("\t");
    std::iter::once(headings.join("\t")).chain(rows.iter().map(row)).collect()
}

fn commands(label: &str, commands: &[(String, String)]) -> Vec<String> {
    let row = |(purpose, command): &(String, String)| labelled(purpose, command);
    std::iter::once(label.to_owned()).chain(commands.iter().map(row)).collect()
}
