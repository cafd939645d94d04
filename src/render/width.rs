//! How many cells a text takes in a terminal.

use unicode_width::UnicodeWidthChar;

use crate::page::Line;

/// Returns the cells of a character: 2 for Chinese, 0 for accents that join the one before.
///
/// Characters of ambiguous width count as 1, as they do outside Chinese consoles.
pub(super) fn of_char(c: char) -> usize {
    match c {
        // Nearly all that is printed: asked first, because the tables are slower.
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' => 2,
        other => other.width().unwrap_or(0),
    }
}

/// Returns the cells of a text.
///
/// It is the sum over the characters, as terminals draw them, and not the width of whole
/// sequences, so that parts of a text add up to the text.
pub(super) fn of(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

/// Returns the cells of a line.
pub(super) fn of_line(line: &Line) -> usize {
    line.0.iter().map(|span| of(&span.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, cells: usize) {
        assert_eq!(of(text), cells, "{text:?}");
    }

    #[test]
    fn chinese_takes_two_cells_and_latin_one() {
        case("", 0);
        case("guide", 5);
        case("学籍", 4);
        case("书面申请*、户口簿", 17);
        case("（〔」：，。", 12);
        case("ＡＢ　", 6);
        case("𠮷", 2);
    }

    #[test]
    fn ambiguous_characters_count_as_narrow() {
        case("“”…─·", 5);
    }

    #[test]
    fn accents_and_controls_take_no_room() {
        case("e\u{301}", 1);
        case("\u{7}", 0);
    }
}
