//! The dialogue on the terminal: standard error shows the questions, standard input answers them.

use std::io;

use super::keys::{self, Key};
use super::menu::Menu;
use super::raw::Raw;
use super::{Reply, lines};
use crate::cli::environment::Terminal;
use crate::cli::screen::{Screen, complain};
use crate::handbook::model::{Guide, Question};
use crate::handbook::value::Slug;
use crate::page::words::ask;
use crate::page::{self, Block, Desk, Line};

/// Somebody at a terminal who is asked.
pub(super) struct Talk<'t, 'a> {
    pub(super) desk: &'t Desk<'a>,
    pub(super) guide: &'t Guide,
    pub(super) screen: &'t Screen,
    pub(super) terminal: Terminal,
    /// Whether every answer is typed as a line.
    pub(super) is_by_lines: bool,
    /// How many lines each answered question takes on the screen, where they can be taken back.
    pub(super) told: Vec<usize>,
}

impl Talk<'_, '_> {
    /// Asks a question, with the mark on an answer.
    pub(super) fn ask(&self, question: &Question, chosen: usize) -> io::Result<Reply> {
        let text = self.menu(question, chosen);
        let is_too_tall = text.lines().count() >= self.terminal.height;
        let raw = if self.is_by_lines || is_too_tall { None } else { Raw::enter() };
        match raw {
            Some(_raw) => self.by_keys(question, chosen, text),
            None => self.by_lines(question),
        }
    }

    fn by_keys(&self, question: &Question, chosen: usize, mut text: String) -> io::Result<Reply> {
        let mut menu = Menu::new(question.answers.len(), chosen);
        let mut stdin = io::stdin().lock();
        loop {
            complain(&text);
            let height = text.lines().count();
            let key = keys::read(&mut stdin)?;
            if key == Key::Interrupt {
                return Ok(Reply::Interrupt);
            }
            let reply = menu.press(key);
            complain(&erase(height));
            if let Some(reply) = reply {
                return Ok(reply);
            }
            text = self.menu(question, menu.chosen);
        }
    }

    fn by_lines(&self, question: &Question) -> io::Result<Reply> {
        let lang = self.screen.lang;
        complain(&self.screen.dialogue(page::question(self.desk, question, None), self.terminal));
        let mut stdin = io::stdin().lock();
        loop {
            complain(ask::prompt(lang));
            let Some(line) = lines::read(&mut stdin)? else {
                complain("\n");
                return Ok(Reply::Stop);
            };
            if let Some(reply) = lines::reply(&line, self.guide, question) {
                return Ok(reply);
            }
            self.say(&ask::not_an_answer(&line, question.answers.len(), lang));
        }
    }

    /// Returns a question with its answers and keys, as it stands on the screen.
    fn menu(&self, question: &Question, chosen: usize) -> String {
        let mut page = page::question(self.desk, question, Some(chosen));
        let keys = Line::quiet(ask::keys(self.screen.lang));
        page.blocks.push(Block::Footnote(keys));
        self.screen.dialogue(page, self.terminal)
    }

    /// Leaves a line of a question that was answered or skipped.
    pub(super) fn tell(&mut self, question: &Question, answer: Option<&Slug>) {
        let page = page::answered(self.desk, question, answer);
        let text = self.screen.dialogue(page, self.terminal);
        self.told.push(text.lines().count());
        complain(&text);
    }

    /// Takes back the line of the last question.
    pub(super) fn untell(&mut self) {
        let height = self.told.pop().unwrap_or_default();
        if !self.is_by_lines {
            complain(&erase(height));
        }
    }

    /// Says something in a paragraph of its own.
    pub(super) fn say(&self, text: &str) {
        let page = page::Page { blocks: vec![Block::Paragraph(Line::plain(text))] };
        complain(&self.screen.dialogue(page, self.terminal));
    }
}

/// Returns what takes away the last lines above the cursor.
fn erase(height: usize) -> String {
    if height == 0 { String::new() } else { format!("\r\u{1b}[{height}A\u{1b}[J") }
}
