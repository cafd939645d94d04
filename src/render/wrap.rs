//! Breaks text into lines that fit a width.

use unicode_linebreak::linebreaks;

use super::width;
use crate::page::{Line, Role, Span};

/// Breaks a line into lines no wider than `width`, by the rules of Unicode (UAX 14): no 、or ）
/// begins a line, no （ ends one. Blanks at a break are dropped.
///
/// A command stays in one piece where it fits on a line of its own, a star stays with its word
/// and a number with what it counts. A word that is too long is broken between characters; a character is never split, so one
/// of two cells stands in a width of 1.
pub(super) fn wrap(line: &Line, width: usize) -> Vec<Line> {
    if fits(line, width) {
        return vec![line.clone()];
    }
    let mut lines = Lines { width, full: Vec::new(), last: Vec::new(), filled: 0 };
    lines.place(&glyphs(line), Some(Grade::Free));
    lines.close();
    lines.full
}

/// Says whether a line needs nothing: most lines do not, and rules for breaks are slow.
fn fits(line: &Line, width: usize) -> bool {
    let ends_in_blank = line.0.last().is_some_and(|span| span.text.ends_with(char::is_whitespace));
    !line.is_empty() && !ends_in_blank && width::of_line(line) <= width
}

/// How readily a line is broken before a character, from never to always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// An accent stays with its letter.
    Never,
    /// Before what closes something.
    Closing,
    /// Inside a word.
    Character,
    /// Where the rules allow it but it reads badly: in a word of a command, before a star, after a
    /// number: `10 / 个工作日`.
    Reluctant,
    /// Between the words of a command.
    Command,
    /// Where the rules allow it.
    Free,
}

impl Grade {
    /// Returns the next places to try, when breaking at these leaves something too long.
    fn finer(self) -> Option<Self> {
        match self {
            Self::Free => Some(Self::Command),
            Self::Command => Some(Self::Reluctant),
            Self::Reluctant => Some(Self::Character),
            Self::Character => Some(Self::Closing),
            Self::Closing | Self::Never => None,
        }
    }
}

/// A character with what is known of it.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    character: char,
    role: Role,
    /// Which of the spans it is in: two commands side by side are two.
    span: usize,
    /// The break before it.
    grade: Grade,
    /// The cells it takes.
    cells: usize,
}

/// What begins no line, not even after a word that had to be broken.
const CLOSING: &str = "、，。；：？！）」』》】";

fn glyphs(line: &Line) -> Vec<Glyph> {
    let text = line.to_text();
    let mut breaks = linebreaks(&text).map(|(at, _)| at).peekable();
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.chars().count());
    let mut at = 0;
    for (span, Span { text, role }) in line.0.iter().enumerate() {
        for character in text.chars() {
            let is_allowed = breaks.next_if_eq(&at).is_some();
            let cells = width::of_char(character);
            let glyph = Glyph { character, role: *role, span, grade: Grade::Free, cells };
            let grade = match is_allowed {
                _ if cells == 0 => Grade::Never,
                true => grade(&glyphs, glyph),
                false if CLOSING.contains(character) => Grade::Closing,
                false => Grade::Character,
            };
            glyphs.push(Glyph { grade, ..glyph });
            at += character.len_utf8();
        }
    }
    glyphs
}

/// Grades a break that the rules allow between the glyphs before and the next one.
fn grade(before: &[Glyph], glyph: Glyph) -> Grade {
    let last = before.last();
    let is_blank = last.is_some_and(|last| last.character.is_whitespace());
    if is_in_address(before) {
        Grade::Reluctant
    } else if glyph.role == Role::Command && last.is_some_and(|last| last.span == glyph.span) {
        if is_blank { Grade::Command } else { Grade::Reluctant }
    } else if is_star(before, glyph)
        || is_counted(before, glyph)
        || is_numbered(before, glyph)
        || is_glossed(before, glyph)
        || is_blank_to_fill(before, glyph)
    {
        Grade::Reluctant
    } else {
        Grade::Free
    }
}

/// Says whether the last word is an address of the web, which cannot be copied in pieces.
fn is_in_address(before: &[Glyph]) -> bool {
    let is_outside = |glyph: &Glyph| !glyph.character.is_ascii_graphic();
    let start = before.iter().rposition(is_outside).map_or(0, |place| place + 1);
    let word = before.get(start..).unwrap_or_default();
    word.windows(3).any(|three| three.iter().map(|glyph| glyph.character).eq("://".chars()))
}

/// Says whether a character is a mark that belongs to the word before it; one in brackets,
/// （范本）, may begin a line. A label has its star without a role.
fn is_star(before: &[Glyph], glyph: Glyph) -> bool {
    let is_behind = before.last().is_some_and(|last| !last.character.is_whitespace());
    match glyph.role {
        Role::Mark => !matches!(glyph.character, '（' | '('),
        _ => is_behind && matches!(glyph.character, '*' | '+' | '#'),
    }
}

/// Says whether a Chinese word follows a number.
fn is_counted(before: &[Glyph], glyph: Glyph) -> bool {
    let last = trim_end(before).last();
    let is_word = glyph.cells == 2 && glyph.character.is_alphabetic();
    is_word && last.is_some_and(|last| last.character.is_ascii_digit())
}

/// Says whether the number of a paper follows its year: `教基〔2025〕1号`.
fn is_numbered(before: &[Glyph], glyph: Glyph) -> bool {
    let is_year = before.last().is_some_and(|last| last.character == '〕');
    is_year && glyph.character.is_ascii_digit()
}

/// Says whether a Chinese character stands inside an English bracket: `contract (购房合同)`.
fn is_glossed(before: &[Glyph], glyph: Glyph) -> bool {
    /// The longest name of a paper or office that is kept in one piece.
    const LONGEST: usize = 12;
    let opening = || before.iter().rev().take(LONGEST).find(|glyph| glyph.cells != 2);
    glyph.cells == 2 && opening().is_some_and(|glyph| glyph.character == '(')
}

/// Says whether a break would part what is to fill in: `由本局填写`, `____年____月____日`.
fn is_blank_to_fill(before: &[Glyph], glyph: Glyph) -> bool {
    let Some(last) = before.last().filter(|last| !last.character.is_whitespace()) else {
        return false;
    };
    let is_one_blank = glyph.role == Role::Blank && last.span == glyph.span && glyph.cells == 2;
    is_one_blank || last.character == '_' || glyph.character == '_'
}

/// Lines being filled.
struct Lines {
    width: usize,
    full: Vec<Line>,
    last: Vec<Glyph>,
    /// The cells of the last line.
    filled: usize,
}

impl Lines {
    /// Puts a piece on the last line, on the next one, or broken on several.
    fn place(&mut self, piece: &[Glyph], grade: Option<Grade>) {
        let piece = if self.last.is_empty() { trim_start(piece) } else { piece };
        let cells = cells(trim_end(piece));
        if cells + self.filled <= self.width {
            self.put(piece);
        } else if let Some(grade) = grade.filter(|_| cells > self.width) {
            for part in piece.chunk_by(|_, next| next.grade < grade) {
                self.place(part, grade.finer());
            }
        } else {
            self.close();
            self.put(trim_start(piece));
        }
    }

    fn put(&mut self, piece: &[Glyph]) {
        self.last.extend(piece);
        self.filled += cells(piece);
    }

    /// Ends the last line, if there is anything on it.
    fn close(&mut self) {
        if !self.last.is_empty() {
            self.full.push(line(trim_end(&self.last)));
            self.last.clear();
            self.filled = 0;
        }
    }
}

fn cells(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.cells).sum()
}

fn trim_start(glyphs: &[Glyph]) -> &[Glyph] {
    let start = glyphs.iter().position(|glyph| !glyph.character.is_whitespace());
    glyphs.get(start.unwrap_or(glyphs.len())..).unwrap_or_default()
}

fn trim_end(glyphs: &[Glyph]) -> &[Glyph] {
    let last = glyphs.iter().rposition(|glyph| !glyph.character.is_whitespace());
    glyphs.get(..last.map_or(0, |last| last + 1)).unwrap_or_default()
}

fn line(glyphs: &[Glyph]) -> Line {
    glyphs.chunk_by(|one, next| one.role == next.role).fold(Line::default(), |line, run| {
        let role = run.first().map_or(Role::Plain, |glyph| glyph.role);
        line.then(role, run.iter().map(|glyph| glyph.character).collect::<String>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, width: usize, lines: &[&str]) {
        case_of_line(&Line::plain(text), width, lines);
    }

    #[track_caller]
    fn case_of_line(line: &Line, width: usize, lines: &[&str]) {
        let wrapped: Vec<_> = wrap(line, width).iter().map(Line::to_text).collect();
        assert_eq!(wrapped, lines);
    }

    #[test]
    fn lines_are_filled_to_the_width() {
        case("", 10, &[]);
        case("   ", 10, &[]);
        case("one two three", 13, &["one two three"]);
        case("one two three", 12, &["one two", "three"]);
        case("学生转学", 8, &["学生转学"]);
        case("学生转学", 7, &["学生转", "学"]);
        case("孩子换学校 transfer of a pupil", 12, &["孩子换学校", "transfer of", "a pupil"]);
    }

    #[test]
    fn blanks_at_a_break_are_dropped() {
        case("  one   two  ", 5, &["one", "two"]);
        case("一二　　三四", 4, &["一二", "三四"]);
        case("one two", 3, &["one", "two"]);
    }

    #[test]
    fn punctuation_stays_on_its_side() {
        case("户口簿、申请", 6, &["户口", "簿、申", "请"]);
        case("问本局（窗口）。", 8, &["问本局", "（窗", "口）。"]);
        case("交材料；再报到", 6, &["交材", "料；再", "报到"]);
        case("「先筹设」才有", 4, &["「先", "筹", "设」", "才有"]);
        case("2026-11-23 起", 11, &["2026-11-23", "起"]);
    }

    #[test]
    fn long_words_break_between_characters() {
        case("abcdefgh", 3, &["abc", "def", "gh"]);
        case("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        case("学籍", 1, &["学", "籍"]);
        case("问 jszg.edu.cn）的", 8, &["问 jszg.", "edu.cn）", "的"]);
        case("jszg.edu.cn）", 11, &["jszg.edu.c", "n）"]);
        case("学，籍", 2, &["学", "，", "籍"]);
    }

    #[test]
    fn a_star_stays_with_its_word() {
        let line = Line::plain("书面申请").then(Role::Mark, "*").then(Role::Plain, "、户口簿");
        case_of_line(&line, 8, &["书面申", "请*、户", "口簿"]);
        case_of_line(&line, 9, &["书面申", "请*、户口", "簿"]);
        case("党员名单#", 8, &["党员名", "单#"]);
    }

    #[test]
    fn a_blank_stays_in_one_piece_where_it_fits() {
        let line = Line::plain("时间：").then(Role::Blank, "由本局填写").then(Role::Plain, "吧");
        case_of_line(&line, 12, &["时间：", "由本局填写吧"]);
        case("岗位 ____  日期 ____年____月____日", 24, &["岗位 ____  日期", "____年____月____日"]);
        case_of_line(&line, 8, &["时间：由", "本局填写", "吧"]);
    }

    #[test]
    fn an_address_stays_in_one_piece_where_it_fits() {
        let text = "read http://a.cn/b/c-d/e here";
        case(text, 24, &["read http://a.cn/b/c-d/e", "here"]);
        case(text, 23, &["read", "http://a.cn/b/c-d/e", "here"]);
        case(text, 14, &["read http://", "a.cn/b/c-d/e", "here"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        case("每方 10 个工作日", 8, &["每方", "10 个工", "作日"]);
        case("教基 1号", 7, &["教基", "1号"]);
        case("见教基〔2025〕1号", 16, &["见教基", "〔2025〕1号"]);
        case("第 12 条", 2, &["第", "12", "条"]);
    }

    #[test]
    fn a_command_stays_in_one_piece_where_it_fits() {
        let line =
            Line::plain("请用 ").then(Role::Command, "guide show 转学").then(Role::Plain, "。");
        case_of_line(&line, 22, &["请用 guide show 转学。"]);
        case_of_line(&line, 19, &["请用", "guide show 转学。"]);
        case_of_line(&line, 12, &["请用 guide", "show 转学。"]);
        case_of_line(&line, 3, &["请", "用", "gui", "de", "sho", "w", "转", "学", "。"]);
    }

    #[test]
    fn roles_go_on_across_lines() {
        let line = Line::plain("问 ").then(Role::Blank, "由本局填写").then(Role::Plain, "吧");
        let lines = wrap(&line, 8);
        assert_eq!(
            lines,
            [
                Line::plain("问 ").then(Role::Blank, "由本"),
                Line::default().then(Role::Blank, "局填写").then(Role::Plain, "吧"),
            ]
        );
    }

    fn samples() -> Vec<Line> {
        vec![
            Line::plain("四方各自核办，每方 10 个工作日；总天数各地不同（本局承诺：由本局填写）。"),
            Line::plain(
                "education authority https://example.gov.cn/a/very/long/path.html of the county",
            ),
            Line::plain("教基〔2025〕1号「学籍」——全国…“系统”　cafe\u{301} 𠮷野  双  blank "),
            Line::plain("另带：")
                .then(Role::Strong, "房产证")
                .then(Role::Mark, "*")
                .then(Role::Command, "guide checklist transfer --case migrant")
                .then(Role::Command, "guide list")
                .then(Role::Quiet, "，任一种"),
        ]
    }

    fn letters(lines: &[Line]) -> String {
        let text: String = lines.iter().map(Line::to_text).collect();
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn every_width_keeps_every_character_and_its_limit() {
        for line in samples() {
            for width in 1..=120 {
                let lines = wrap(&line, width);
                assert_eq!(letters(&lines), letters(std::slice::from_ref(&line)), "width {width}");
                for line in &lines {
                    let (text, cells) = (line.to_text(), width::of_line(line));
                    assert!(cells <= width.max(2), "{text:?} is wider than {width}");
                    assert!(cells <= width || text.chars().count() == 1, "{text:?} in {width}");
                    assert_eq!(text, text.trim(), "width {width}");
                }
            }
        }
    }
}
