//! What is said on standard error: what is wrong, and what to do.
//!
//! In a terminal its lines are broken between words, and what can be typed stays in one piece; into
//! a file or a pipe it goes as it is, a line each.

use super::command::ColorChoice;
use super::environment::{Terminal, errors};
use super::screen::{complain, look};
use crate::page::words::Lang;
use crate::page::{Block, Line, Page, Role};
use crate::render;

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// Why there is no answer.
    Error(String),
    /// What to do about it.
    Hint(String),
    /// What to know of the answer.
    Warning(String),
    /// What happened; it has no label.
    Note(String),
}

impl Message {
    fn label(&self, lang: Lang) -> &'static str {
        match self {
            Self::Error(_) => lang.pick("错误：", "error: "),
            Self::Hint(_) => lang.pick("提示：", "hint: "),
            Self::Warning(_) => lang.pick("警告：", "warning: "),
            Self::Note(_) => "",
        }
    }

    fn role(&self) -> Role {
        match self {
            Self::Error(_) => Role::Warning,
            Self::Hint(_) | Self::Warning(_) | Self::Note(_) => Role::Strong,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Error(text) | Self::Hint(text) | Self::Warning(text) | Self::Note(text) => text,
        }
    }

    /// Returns the message as a line of text.
    pub(super) fn plain(&self, lang: Lang) -> String {
        format!("{}{}\n", self.label(lang), self.text())
    }

    fn lines(&self, lang: Lang) -> impl Iterator<Item = Block> {
        let label = Line::default().then(self.role(), self.label(lang));
        let labels = std::iter::once(label).chain(std::iter::repeat_with(Line::default));
        labels.zip(self.text().lines()).map(|(mut line, text)| {
            line.extend(with_commands(text));
            Block::Footnote(line)
        })
    }
}

/// Reads what stands in backticks and begins like a command or an option as one to type.
fn with_commands(text: &str) -> Line {
    let is_typed = |part: &str| part.starts_with("guide ") || part.starts_with("--");
    let parts = text.split('`').enumerate().map(|(place, part)| match place % 2 {
        1 if is_typed(part) => (Role::Command, format!("`{part}`")),
        1 => (Role::Plain, format!("`{part}`")),
        _ => (Role::Plain, part.to_owned()),
    });
    let parts = parts.collect::<Vec<_>>();
    // A backtick without a second one is text.
    if parts.len() % 2 == 0 {
        return Line::plain(text);
    }
    parts.into_iter().fold(Line::default(), |line, (role, part)| line.then(role, part))
}

/// Says messages on standard error.
pub(super) fn tell(messages: &[Message], lang: Lang, color: ColorChoice) {
    complain(&match errors() {
        Some(terminal) => laid_out(messages, lang, color, terminal),
        None => messages.iter().map(|message| message.plain(lang)).collect(),
    });
}

fn laid_out(messages: &[Message], lang: Lang, color: ColorChoice, terminal: Terminal) -> String {
    let blocks = messages.iter().flat_map(|message| message.lines(lang)).collect();
    render::terminal(Page { blocks }, look(color, terminal, terminal.width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(message: &Message, lang: Lang, width: usize, color: ColorChoice) -> String {
        let terminal = Terminal { is_interactive: true, width, height: 24, is_dumb: false };
        laid_out(std::slice::from_ref(message), lang, color, terminal)
    }

    #[track_caller]
    fn case(message: &Message, lang: Lang, lines: &[&str]) {
        let shown = shown(message, lang, 30, ColorChoice::Never);
        assert_eq!(shown.lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn lines_break_between_words_and_commands_stay_whole() {
        let hint = Message::Hint("did you mean Fees? type `guide show fees`".to_owned());
        case(&hint, Lang::En, &["hint: did you mean Fees? type", "`guide show fees`"]);
        let hint = Message::Hint("是不是学校收费？ 输入 `guide show fees`".to_owned());
        case(&hint, Lang::Zh, &["提示：是不是学校收费？ 输入", "`guide show fees`"]);
        let warning = Message::Warning("a.yaml: no `id\nadd one".to_owned());
        case(&warning, Lang::En, &["warning: a.yaml: no `id", "add one"]);
    }

    #[test]
    fn colour_marks_the_label_and_what_to_type() {
        let error = Message::Error("`x` is no day".to_owned());
        let text = shown(&error, Lang::En, 40, ColorChoice::Always);
        assert_eq!(text, "\u{1b}[31merror: \u{1b}[0m`x` is no day\n");
        let hint = Message::Hint("see `guide --help`".to_owned());
        let text = shown(&hint, Lang::En, 40, ColorChoice::Always);
        assert_eq!(text, "\u{1b}[1mhint: \u{1b}[0msee \u{1b}[36m`guide --help`\u{1b}[0m\n");
    }
}
