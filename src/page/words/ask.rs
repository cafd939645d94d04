//! The words of a dialogue.

use super::Lang;

/// Says which keys answer a question.
pub fn keys(lang: Lang) -> &'static str {
    lang.pick(
        "上下键或数字选，回车定；b 上一题，s 跳过，q 到此为止",
        "arrows or a number, Enter; b back, s skip, q stop here",
    )
}

/// Says what to type where answers are typed line by line.
pub fn prompt(lang: Lang) -> &'static str {
    lang.pick("写数字（b 上一题，s 跳过，q 停）：", "Number (b back, s skip, q stop): ")
}

/// Says that a typed line is none of the answers.
pub fn not_an_answer(input: &str, count: usize, lang: Lang) -> String {
    lang.pick(
        format!("没有 `{input}`。写 1 到 {count} 的数字，或 b、s、q。"),
        format!("There is no `{input}`. Type a number from 1 to {count}, or b, s or q."),
    )
}

/// Says that there is no question before the first.
pub fn is_first(lang: Lang) -> &'static str {
    lang.pick("这是第一题。", "This is the first question.")
}

/// Names the guide that was taken for a sentence.
pub fn taken(title: &str, query: &str, lang: Lang) -> String {
    lang.pick(
        format!("「{query}」：按「{title}」来问。"),
        format!("For `{query}` taking the guide `{title}`."),
    )
}

/// Says that no answer would change anything.
pub fn nothing_to_ask(lang: Lang) -> &'static str {
    lang.pick("这件事没有要分情形问的。", "There is nothing to ask: this guide has one case.")
}

/// Returns what stands for an answer that was not given.
pub fn skipped(lang: Lang) -> &'static str {
    lang.pick("跳过", "skipped")
}

/// Says what the command of the page that was asked for does.
pub fn again(lang: Lang) -> &'static str {
    lang.pick("再看这一页", "this page again")
}
