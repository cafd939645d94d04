//! `guide` alone.

use super::Outcome;
use super::command::Format;
use super::failure::Failure;
use super::reader::desk;
use super::screen::Screen;
use crate::edition::Edition;
use crate::page;

/// Prints the start page.
pub(super) fn run(edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let mut pages = Vec::new();
    for lang in screen.languages() {
        pages.push(page::start(&desk(edition, *lang)?)?);
    }
    screen.pages(pages, Format::Terminal)?;
    Ok(Outcome::Answered)
}
