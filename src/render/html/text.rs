//! Text in HTML: nothing in it opens a tag or ends an attribute, and what is in the other language
//! says so.
//!
//! Texts of a page become the contents of elements only. No attribute ever holds one.

use crate::page::words::Lang;
use crate::page::{Line, Role, Span};
use crate::render::form::is_to_write;
use crate::render::width;

/// Writes a text as the content of an element.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Returns the tag of a language as browsers and screen readers know it best.
pub(super) fn tag(lang: Lang) -> &'static str {
    lang.pick("zh-CN", "en")
}

/// Writes a line, each stretch in the element of its role.
pub(super) fn line(line: &Line, lang: Lang) -> String {
    line.0.iter().filter(|span| !span.text.is_empty()).map(|one| span(one, lang)).collect()
}

fn span(span: &Span, lang: Lang) -> String {
    let (open, close) = match span.role {
        Role::Plain if is_to_write(&span.text) => ("<span class=\"room\">", "</span>"),
        Role::Plain => ("", ""),
        Role::Strong => ("<strong>", "</strong>"),
        Role::Warning => ("<strong class=\"warning\">", "</strong>"),
        Role::Blank => ("<span class=\"blank\">", "</span>"),
        Role::Mark => ("<span class=\"mark\">", "</span>"),
        Role::Quiet => ("<span class=\"quiet\">", "</span>"),
        Role::Command => return code(&span.text),
    };
    format!("{open}{}{close}", words(&span.text, lang))
}

/// Writes something to type, which is in no language.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<code translate=\"no\">{}</code>", escape(text))
}

/// Writes a text with marks around what is in the other language.
pub(super) fn words(text: &str, lang: Lang) -> String {
    let other = tag(lang.pick(Lang::En, Lang::Zh));
    let write = |(is_foreign, run): (bool, &str)| {
        let run = escape(run);
        if is_foreign { format!("<span lang=\"{other}\">{run}</span>") } else { run }
    };
    runs(text, lang).into_iter().map(write).collect()
}

/// Parts a text into stretches, with whether each is in the other language. What has no language
/// (digits, blanks, signs) belongs to the stretch around it.
fn runs(text: &str, lang: Lang) -> Vec<(bool, &str)> {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = foreign(rest, lang) {
        let (own, other) = (rest.get(..start), rest.get(start..end));
        runs.extend(own.filter(|own| !own.is_empty()).map(|own| (false, own)));
        runs.extend(other.map(|other| (true, other)));
        rest = rest.get(end..).unwrap_or_default();
    }
    runs.extend((!rest.is_empty()).then_some((false, rest)));
    runs
}

/// Finds the first stretch in the other language. A single letter among Chinese (A4) is none.
fn foreign(text: &str, lang: Lang) -> Option<(usize, usize)> {
    let script = |c: char| script(c).map(|script| script != lang);
    let mut found: Option<(usize, usize, usize)> = None;
    for (at, c) in text.char_indices() {
        match (script(c), &mut found) {
            (Some(true), None) => found = Some((at, at + c.len_utf8(), 1)),
            (Some(true), Some((_, end, letters))) => {
                *end = at + c.len_utf8();
                *letters += 1;
            }
            (Some(false), Some((_, _, letters))) if *letters > 1 || lang == Lang::En => break,
            (Some(false), Some(_)) => found = None,
            _ => {}
        }
    }
    let (start, end, letters) = found?;
    (letters > 1 || lang == Lang::En).then_some((start, end))
}

/// Returns the language whose script a character belongs to.
fn script(c: char) -> Option<Lang> {
    if width::of_char(c) == 2 { Some(Lang::Zh) } else { c.is_alphabetic().then_some(Lang::En) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, lang: Lang, written: &str) {
        assert_eq!(words(text, lang), written);
    }

    #[test]
    fn the_other_language_is_marked() {
        case(
            "written request (书面申请)*",
            Lang::En,
            "written request (<span lang=\"zh-CN\">书面申请</span>)*",
        );
        case(
            "Measures (教基〔2025〕1号) 10, 15",
            Lang::En,
            "Measures (<span lang=\"zh-CN\">教基〔2025〕1号</span>) 10, 15",
        );
        case("用 PDF 文件", Lang::Zh, "用 <span lang=\"en\">PDF</span> 文件");
        case("看 New school 的表", Lang::Zh, "看 <span lang=\"en\">New school</span> 的表");
    }

    #[test]
    fn what_has_no_language_is_not_marked() {
        case("原件 1 份，A4 纸，A岗", Lang::Zh, "原件 1 份，A4 纸，A岗");
        case("A 或 B 或 C", Lang::Zh, "A 或 B 或 C");
        case("call 12345", Lang::En, "call 12345");
        case("", Lang::En, "");
    }

    #[test]
    fn signs_of_html_are_letters() {
        let hostile = "</style><script>\"'&#60;";
        let harmless = "&lt;/style&gt;&lt;script&gt;&quot;&#39;&amp;#60;";
        case(hostile, Lang::En, harmless);
        assert_eq!(code(hostile), format!("<code translate=\"no\">{harmless}</code>"));
    }

    #[test]
    fn no_character_is_lost() {
        for text in ["a", "字", "a字", "字ab", "ab 字 1 cd。字e字", "（PDF）、Word 2 个", "ü字é"]
        {
            for lang in [Lang::Zh, Lang::En] {
                let joined: String = runs(text, lang).iter().map(|(_, run)| *run).collect();
                assert_eq!(joined, text);
            }
        }
    }
}
