//! Takes from a text what could act on a terminal or hide in it.
//!
//! Files of a handbook come from many hands. An escape sequence could recolour or clear the
//! screen, a bidi control could show a text in another order than it is stored, an invisible
//! character could make two words look alike.

use std::borrow::Cow;

use crate::page::{Block, Entry, Flow, Line, Page, StepRow};

/// Replaces control characters by `?`, line breaks and tabs by a blank, and removes bidi controls
/// and invisible characters.
///
/// ```
/// use guide::render::clean::clean;
///
/// assert_eq!(clean("\u{1b}[31m学籍\u{202e}"), "?[31m学籍");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| neutral(c) == Some(c)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter_map(neutral).collect())
    }
}

/// Cleans every text on a page.
pub(super) fn page(mut page: Page) -> Page {
    page.blocks.iter_mut().for_each(clean_block);
    page
}

/// Returns what stands for a character, or nothing where it is to be dropped.
fn neutral(c: char) -> Option<char> {
    match c {
        // Nearly all that is printed: asked first, because the rest is slower.
        ' '..='~' | '\u{3000}'..='\u{9fff}' => Some(c),
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some('?'),
        c if is_invisible(c) => None,
        c => Some(c),
    }
}

/// Says whether a character is drawn as nothing, or only tells how others are drawn.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{feff}'
        | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe0e}' | '\u{fe0f}' // ask for a wide or a narrow picture: terminals disagree
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn clean_block(block: &mut Block) {
    match block {
        Block::Title { text, id } => {
            clean_line(text);
            clean_string(id);
        }
        Block::Heading { text, remark } => {
            clean_string(text);
            clean_line(remark);
        }
        Block::Paragraph(text) | Block::Footnote(text) => clean_line(text),
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            entries.iter_mut().for_each(clean_entry);
        }
        Block::Steps(steps) => steps.iter_mut().for_each(clean_step),
        Block::Flow(flow) => clean_flow(flow),
        Block::Points(points) => points.iter_mut().for_each(clean_line),
        Block::Table { headings, rows } => {
            headings.iter_mut().for_each(clean_string);
            rows.iter_mut().flatten().for_each(clean_line);
        }
        Block::Commands { label, commands } => {
            clean_string(label);
            for (purpose, command) in commands {
                clean_string(purpose);
                clean_string(command);
            }
        }
    }
}

fn clean_entry(entry: &mut Entry) {
    clean_string(&mut entry.label);
    entry.lines.iter_mut().for_each(clean_line);
}

fn clean_step(step: &mut StepRow) {
    step.actors.iter_mut().for_each(|(_, actor)| clean_string(actor));
    clean_line(&mut step.text);
    step.details.iter_mut().for_each(clean_line);
}

fn clean_flow(flow: &mut Flow) {
    flow.lanes.iter_mut().for_each(clean_string);
    clean_string(&mut flow.heading);
    clean_string(&mut flow.if_not);
    for step in &mut flow.steps {
        clean_line(&mut step.text);
        step.limits.iter_mut().chain(&mut step.turns).for_each(clean_line);
    }
}

fn clean_line(line: &mut Line) {
    line.0.iter_mut().for_each(|span| clean_string(&mut span.text));
}

fn clean_string(text: &mut String) {
    if let Cow::Owned(cleaned) = clean(text) {
        *text = cleaned;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, cleaned: &str) {
        assert_eq!(clean(text), cleaned);
    }

    #[test]
    fn harmless_text_stays_as_it_is() {
        case("", "");
        case(
            "户口簿（household booklet）* 〔2025〕1号 ~ ü é 𠮷",
            "户口簿（household booklet）* 〔2025〕1号 ~ ü é 𠮷",
        );
        case("不换行\u{a0}空格\u{3000}", "不换行\u{a0}空格\u{3000}");
        assert!(matches!(clean("学籍"), Cow::Borrowed("学籍")));
    }

    #[test]
    fn controls_show_as_question_marks() {
        case("\u{1b}[2J", "?[2J");
        case("\u{1b}]0;title\u{7}", "?]0;title?");
        case("\u{9b}31m", "?31m");
        case("\0\u{8}\u{7f}\u{80}", "????");
    }

    #[test]
    fn breaks_of_lines_become_blanks() {
        case("a\nb\tc", "a b c");
        case("a\r\nb", "a  b");
        case("a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f", "a b c d e f");
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        case("\u{202e}abc\u{202c}", "abc");
        case("\u{2066}a\u{2069}\u{200e}\u{200f}\u{61c}", "a");
        case("学\u{200b}籍\u{200c}\u{200d}\u{2060}\u{feff}", "学籍");
        case("\u{26a0}\u{fe0f}", "\u{26a0}");
    }
}
