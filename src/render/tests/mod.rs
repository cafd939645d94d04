//! Every renderer on the same pages.

mod fixture;
mod html;
mod terminal;
mod text;

use super::*;
use crate::page::Block;

/// The commands on a page, the only text that may be wider than a terminal.
fn commands(page: &Page) -> Vec<&str> {
    let mut found = Vec::new();
    for block in &page.blocks {
        if let Block::Commands { label: _, commands } = block {
            found.extend(commands.iter().map(|(_, command)| command.as_str()));
        }
    }
    found
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for page in [fixture::chinese(), fixture::english()] {
        for width in 20..=120 {
            for row in terminal(page.clone(), Look { width, color: false }).lines() {
                let is_command = commands(&page).contains(&row.trim());
                assert!(width::of(row) <= width || is_command, "{row:?} in {width}");
            }
        }
    }
}

#[test]
fn no_line_ends_in_blanks_and_the_text_in_one_newline() {
    for page in [fixture::chinese(), fixture::english()] {
        let mut texts = vec![plain(page.clone()), markdown(page.clone()), message(page.clone())];
        texts.extend((1..=120).map(|width| terminal(page.clone(), Look { width, color: false })));
        for text in texts {
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{text}");
            assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
        }
    }
}

#[test]
fn colour_changes_no_word() {
    for page in [fixture::chinese(), fixture::english()] {
        let colored = terminal(page.clone(), Look { width: 80, color: true });
        assert_eq!(
            without_styles(&colored),
            terminal(page.clone(), Look { width: 80, color: false })
        );
    }
}

fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn no_renderer_lets_an_escape_through() {
    let page = Page { blocks: fixture::hostile() };
    let look = Look { width: 80, color: false };
    for text in [
        terminal(page.clone(), look),
        plain(page.clone()),
        markdown(page.clone()),
        message(page.clone()),
        super::html(vec![(Lang::Zh, page.clone())], Paper::A4),
        super::html(vec![(Lang::Zh, page)], Paper::Receipt),
    ] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text:?}");
    }
}

#[test]
fn an_empty_page_is_empty() {
    let page = Page::default();
    assert_eq!(terminal(page.clone(), Look { width: 80, color: true }), "");
    assert_eq!([plain(page.clone()), markdown(page.clone()), message(page.clone())], ["", "", ""]);
}
