//! Looks: a page becomes text for a terminal, a pipe, a sheet of paper or a message.
//!
//! A renderer knows the blocks of a [`Page`] and nothing of what they mean: no wording, no guide,
//! no stream. Whatever the look, the text is cleaned of what could harm a terminal first, and the
//! renderers themselves write no character whose width differs between terminals.

pub mod clean;
mod columns;
mod commands;
mod flow;
mod form;
mod html;
mod markdown;
mod mermaid;
mod message;
mod paint;
mod phrase;
mod plain;
mod spacing;
mod steps;
mod table;
mod terminal;
#[cfg(test)]
mod tests;
mod width;
mod wrap;

use crate::page::Page;
use crate::page::words::Lang;

/// What a terminal offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The width in cells; less than 20 counts as 20.
    pub width: usize,
    /// Whether colours are shown. They repeat what the words say.
    pub color: bool,
}

/// The paper that a page is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// A sheet of an office printer.
    #[default]
    A4,
    /// The roll of a receipt printer, 80 mm wide.
    Receipt,
}

/// Renders a page for a terminal: aligned columns, lines broken to the width.
///
/// Only a command in a block of commands may be wider, since a broken one cannot be copied.
pub fn terminal(page: Page, look: Look) -> String {
    terminal::render(&clean::page(page), look)
}

/// Renders a page for pipes, screen readers and copying: one entry a line, no columns, no colour.
pub fn plain(page: Page) -> String {
    plain::render(&clean::page(page))
}

/// Renders a page as Markdown (`CommonMark` with tables).
pub fn markdown(page: Page) -> String {
    markdown::render(&clean::page(page))
}

/// Renders pages, each with its language, as one HTML document that needs nothing else to be shown
/// and printed: no script, no font, no picture.
pub fn html(pages: Vec<(Lang, Page)>, paper: Paper) -> String {
    let pages: Vec<_> = pages.into_iter().map(|(lang, page)| (lang, clean::page(page))).collect();
    html::render(&pages, paper)
}

/// Renders a page as running text to read aloud or to send by chat.
///
/// It leaves out ids and commands: whoever gets the message has no `guide` to type them into.
pub fn message(page: Page) -> String {
    message::render(&clean::page(page))
}
