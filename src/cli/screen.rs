//! Where pages and messages go.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::command::{ColorChoice, Common, Format, LangChoice, PaperChoice};
use super::environment::{DEFAULT_WIDTH, Terminal, errors, variable, wants_color};
use super::failure::Failure;
use super::message::{Message, tell};
use crate::page::Page;
use crate::page::words::Lang;
use crate::render::{self, Look};

/// The look of a page that goes to a pipe or a file.
const PLAIN: Look = Look { width: DEFAULT_WIDTH, color: false };

/// Standard output and standard error, with the language and the looks of this run.
#[derive(Debug)]
pub(super) struct Screen {
    /// The language of messages, and of pages unless both are asked for.
    pub(super) lang: Lang,
    /// The languages of pages.
    pub(super) choice: LangChoice,
    /// What standard output is.
    pub(super) terminal: Terminal,
    color: ColorChoice,
    paper: Option<PaperChoice>,
    pager: bool,
    quiet: bool,
}

impl Screen {
    /// Makes the screen of a run.
    pub(super) fn new(common: &Common, lang: Lang) -> Self {
        let terminal = Terminal::look();
        let color = common.color;
        let choice = common.lang.unwrap_or(lang.pick(LangChoice::Zh, LangChoice::En));
        let pager = terminal.is_interactive && !terminal.is_dumb && !common.no_pager;
        Self { lang, choice, terminal, color, paper: common.paper, pager, quiet: common.quiet }
    }

    /// Returns the languages in which pages are printed, one after the other.
    pub(super) fn languages(&self) -> &'static [Lang] {
        match self.choice {
            LangChoice::Zh => &[Lang::Zh],
            LangChoice::En => &[Lang::En],
            LangChoice::Both | LangChoice::All => &[Lang::Zh, Lang::En],
        }
    }

    /// Returns the language of the page, if texts in others are not needed: what is `given` on the
    /// command line may be in any.
    pub(super) fn only_language(&self, given: &[String]) -> Option<&'static str> {
        match self.languages() {
            [only] if given.is_empty() => Some(only.tag()),
            _ => None,
        }
    }

    /// Prints pages, one after the other.
    pub(super) fn pages(&self, pages: Vec<Page>, format: Format) -> Result<(), Failure> {
        if format == Format::Html {
            let pages = self.languages().iter().copied().zip(pages).collect();
            return self
                .print(&render::html(pages, self.paper.map(Into::into).unwrap_or_default()));
        }
        let rendered: Vec<String> =
            pages.into_iter().map(|page| self.render(page, format)).collect();
        self.print(&rendered.join("\n"))
    }

    fn render(&self, page: Page, format: Format) -> String {
        match format {
            Format::Terminal | Format::Json | Format::Html => {
                render::terminal(page, self.look(self.terminal, self.terminal.width))
            }
            Format::Plain => render::plain(page),
            Format::Message => render::message(page),
            Format::Markdown => render::markdown(page),
        }
    }

    /// Lays out a page of a dialogue. A column stays free: a terminal may begin a new line when a
    /// full one ends.
    pub(super) fn dialogue(&self, page: Page, terminal: Terminal) -> String {
        render::terminal(page, self.look(terminal, terminal.width.saturating_sub(1)))
    }

    fn look(&self, terminal: Terminal, width: usize) -> Look {
        look(self.color, terminal, width)
    }

    /// Prints a value as JSON.
    pub(super) fn json(&self, value: &serde_json::Value) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        self.print(&format!("{text}\n"))
    }

    /// Prints text as it is; a long one goes through the pager of a terminal.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        if self.pager && text.lines().count() >= self.terminal.height && page_through(text) {
            return Ok(());
        }
        write(text)
    }

    /// Says something on standard error, unless nothing but answers is wanted.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            tell(&[Message::Note(text.to_owned())], self.lang, self.color);
        }
    }

    /// Prints a page on standard error: what to say where there is no answer.
    pub(super) fn complain(&self, page: Page) {
        let look = errors().map_or(PLAIN, |terminal| self.look(terminal, terminal.width));
        complain(&render::terminal(page, look));
    }

    /// Says on standard error what to do.
    pub(super) fn hint(&self, text: String) {
        tell(&[Message::Hint(text)], self.lang, self.color);
    }

    /// Prints a warning on standard error, unless warnings are not wanted.
    pub(super) fn warn(&self, text: &str) {
        if !self.quiet {
            tell(&[Message::Warning(text.to_owned())], self.lang, self.color);
        }
    }
}

/// Returns the look of a terminal, in colour if that is chosen or the terminal has it.
pub(super) fn look(choice: ColorChoice, terminal: Terminal, width: usize) -> Look {
    let color = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => wants_color(terminal),
    };
    Look { width, color }
}

/// Writes on standard output: text for another program, which no pager may have.
pub(super) fn write(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Writes on standard error. What cannot be written there cannot be reported anywhere.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Hands a text to the pager; says whether that worked.
fn page_through(text: &str) -> bool {
    let command =
        variable("GUIDE_PAGER").or_else(|| variable("PAGER")).unwrap_or_else(|| "less".to_owned());
    let mut words = command.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return false };
    let mut pager = Command::new(program);
    pager.args(words).stdin(Stdio::piped());
    if variable("LESS").is_none() {
        pager.env("LESS", "FRX");
    }
    pager.env("LESSCHARSET", "utf-8");
    let Ok(mut child) = pager.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // A reader who leaves early closes the pipe: that is no failure.
        let _ = stdin.write_all(text.as_bytes());
    }
    let _ = child.wait();
    true
}
