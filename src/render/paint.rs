//! What colours mean.

use anstyle::{AnsiColor, Style};

use crate::page::{Line, Role, Span};

/// Writes rows as text, in colour if asked; every row ends in a newline and stands for itself.
pub(super) fn paint(rows: &[Line], color: bool) -> String {
    let paint_span = if color { colored } else { |span: &Span| span.text.clone() };
    rows.iter().flat_map(|row| row.0.iter().map(paint_span).chain(["\n".to_owned()])).collect()
}

fn colored(span: &Span) -> String {
    let style = style(span.role);
    format!("{style}{}{style:#}", span.text)
}

/// Bold names a part, magenta waits for the local bureau, cyan is to be typed, dim may be skipped,
/// red is a danger. All can be read on black and on white, which yellow cannot. A mark has none: it
/// is a sign itself, and there are many.
fn style(role: Role) -> Style {
    match role {
        Role::Plain | Role::Mark => Style::new(),
        Role::Strong => Style::new().bold(),
        Role::Blank => AnsiColor::Magenta.on_default(),
        Role::Command => AnsiColor::Cyan.on_default(),
        Role::Quiet => Style::new().dimmed(),
        Role::Warning => AnsiColor::Red.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> [Line; 2] {
        [Line::plain("问 ").then(Role::Blank, "本局"), Line::default().then(Role::Strong, "步骤")]
    }

    #[test]
    fn colours_end_with_their_words() {
        let text = "问 \u{1b}[35m本局\u{1b}[0m\n\u{1b}[1m步骤\u{1b}[0m\n";
        assert_eq!(paint(&rows(), true), text);
    }

    #[test]
    fn without_colour_there_is_no_escape() {
        assert_eq!(paint(&rows(), false), "问 本局\n步骤\n");
    }
}
