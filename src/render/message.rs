//! Pages as running text, to read aloud or to send by chat.

use super::flow;
use super::form::is_to_write;
use super::phrase::{self, join, labelled, remarked};
use super::plain::{entry, filled, write};
use super::spacing::assemble;
use super::width;
use crate::page::{Block, Line, Page, StepRow};

/// Renders a clean page.
pub(super) fn render(page: &Page) -> String {
    write(&assemble(&with_joined_paragraphs(page), |block| filled(rows(block))))
}

/// Makes one paragraph of those that follow each other; the lines of a form stay lines.
fn with_joined_paragraphs(page: &Page) -> Page {
    let mut blocks: Vec<Block> = Vec::new();
    for block in &page.blocks {
        match (blocks.last_mut(), block) {
            (Some(Block::Paragraph(before)), Block::Paragraph(text))
                if is_running(before) && is_running(text) =>
            {
                *before = Line::plain(run_on(&before.to_text(), &text.to_text()));
            }
            _ => blocks.push(block.clone()),
        }
    }
    Page { blocks }
}

fn is_running(text: &Line) -> bool {
    !is_to_write(&text.to_text())
}

/// Puts one sentence after another: with a blank, except after Chinese.
fn run_on(before: &str, text: &str) -> String {
    let is_wide = before.chars().last().is_some_and(|c| width::of_char(c) == 2);
    format!("{before}{}{text}", if is_wide { "" } else { " " })
}

fn rows(block: &Block) -> Vec<String> {
    match block {
        Block::Title { text, id: _ } | Block::Paragraph(text) | Block::Footnote(text) => {
            vec![text.to_text()]
        }
        Block::Heading { text, remark } => vec![remarked(text, &remark.to_text())],
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            entries.iter().map(entry).collect()
        }
        Block::Steps(steps) => steps.iter().map(step).collect(),
        Block::Flow(flow) => flow::listed(flow).iter().map(step).collect(),
        Block::Points(points) => points.iter().map(Line::to_text).collect(),
        Block::Table { headings, rows } => rows.iter().map(|row| fields(headings, row)).collect(),
        Block::Commands { .. } => Vec::new(),
    }
}

fn step(step: &StepRow) -> String {
    let name = |(number, actor): &(usize, String)| format!("{number} {actor}");
    let names: Vec<String> = step.actors.iter().map(name).collect();
    let mut texts = vec![step.text.to_text()];
    texts.extend(step.details.iter().map(Line::to_text));
    labelled(phrase::list(&names).trim_end(), &join(&texts))
}

/// Reads a row of a table: each heading with its cell.
fn fields(headings: &[String], cells: &[Line]) -> String {
    let field = |(heading, cell): (&String, &Line)| labelled(heading, &cell.to_text());
    let is_filled = |(_, cell): &(&String, &Line)| !cell.is_empty();
    join(&headings.iter().zip(cells).filter(is_filled).map(field).collect::<Vec<_>>())
}
