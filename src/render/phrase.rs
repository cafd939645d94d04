//! Joins words in the manner of their language.

use super::width;

/// Says whether a text is Chinese, by its first letter: `学籍 (record)` is, `New school (新学校)`
/// is not.
pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| width::of_char(c) == 2)
}

/// Returns the colon between a label and its text; a label without letters goes with the text.
pub(super) fn colon(label: &str, text: &str) -> &'static str {
    let telling = if label.contains(char::is_alphabetic) { label } else { text };
    if is_chinese(telling) { "：" } else { ": " }
}

/// Puts a label before a text; where one of them is missing, the other stands alone.
pub(super) fn labelled(label: &str, text: &str) -> String {
    if label.is_empty() || text.is_empty() {
        format!("{label}{text}")
    } else {
        format!("{label}{}{text}", colon(label, text))
    }
}

/// Puts a remark after a heading, in brackets.
pub(super) fn remarked(heading: &str, remark: &str) -> String {
    if heading.is_empty() || remark.is_empty() {
        format!("{heading}{remark}")
    } else if is_chinese(heading) {
        format!("{heading}（{remark}）")
    } else {
        format!("{heading} ({remark})")
    }
}

/// Lists names: `学校、教育局` or `school, bureau`.
pub(super) fn list(names: &[String]) -> String {
    names.join(if names.iter().any(|name| is_chinese(name)) { "、" } else { ", " })
}

/// Makes one text of several, with a semicolon where the one before ends without a stop.
pub(super) fn join(texts: &[String]) -> String {
    texts.iter().filter(|text| !text.is_empty()).fold(String::new(), |joined, text| {
        let between = between(&joined);
        joined + between + text
    })
}

fn between(before: &str) -> &'static str {
    match before.chars().last() {
        None | Some('。' | '；' | '，' | '：' | '！' | '？') => "",
        Some('.' | ';' | ',' | ':' | '!' | '?') => " ",
        Some(_) if is_chinese(before) => "；",
        Some(_) => "; ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_tells_the_language() {
        for text in ["学籍", "3 转入地教育局", "学籍 (record)", "「先筹设」"] {
            assert!(is_chinese(text), "{text}");
        }
        for text in ["", "12345", "New school (转入学校)", "ü"] {
            assert!(!is_chinese(text), "{text}");
        }
    }

    #[test]
    fn labels_take_the_colon_of_their_language() {
        assert_eq!(labelled("多少钱", "不收费"), "多少钱：不收费");
        assert_eq!(labelled("Fee", "none"), "Fee: none");
        assert_eq!(labelled("12345", "问本局"), "12345：问本局");
        assert_eq!(labelled("Fee", ""), "Fee");
        assert_eq!(labelled("", "none"), "none");
    }

    #[test]
    fn remarks_take_the_brackets_of_their_language() {
        assert_eq!(remarked("材料", "原件"), "材料（原件）");
        assert_eq!(remarked("Papers", "originals"), "Papers (originals)");
        assert_eq!(remarked("Papers", ""), "Papers");
    }

    #[track_caller]
    fn joins(texts: &[&str], joined: &str) {
        assert_eq!(join(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>()), joined);
    }

    #[test]
    fn a_stop_needs_no_semicolon() {
        joins(&[], "");
        joins(&["每方 10 日", "总数不同"], "每方 10 日；总数不同");
        joins(&["交材料。", "", "再报到"], "交材料。再报到");
        joins(&["one", "two.", "three"], "one; two. three");
    }
}
