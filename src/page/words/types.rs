//! What a value is and what it should be, in Chinese: the loader says it in the parser's words.

/// The beginning of what stands in a file, and what it is called.
const FOUND: &[(&str, &str)] = &[
    ("integer ", "数字 "),
    ("floating point ", "数字 "),
    ("boolean ", "真假值 "),
    ("string ", "文字 "),
    ("character ", "文字 "),
    ("a list", "列表"),
    ("a mapping", "一组字段"),
    ("a text", "文字"),
    ("nothing", "空的"),
];

/// What should stand there.
const EXPECTED: &[(&str, &str)] = &[
    ("a list", "列表"),
    ("a mapping", "一组字段（`名称: 值`）"),
    ("a mapping from question to answer", "情形，如 `{问题: 答案}`"),
    ("a text", "文字"),
    ("nothing", "空的"),
    ("`true` or `false`", "`true` 或 `false`"),
    ("the name of a field", "字段名"),
    ("a text, or a mapping from language to text", "文字，或每种语言的文字，如 `{zh: …, en: …}`"),
    ("a language tag such as `zh` or `en`", "语言标记，如 `zh`、`en`"),
    ("a value, or `local` where only the bureau knows it", "值，或由本局填写的 `local`"),
    (
        "law, {practice: [PLACE]}, reading, reported, template or local",
        "依据的种类：law、{practice: [地方]}、reading、reported、template 或 local",
    ),
    ("an answer, or a list of answers", "答案，或答案的列表"),
    ("the id of an office, or a mapping from language to text", "科室编号，或每种语言的文字"),
    ("an id such as `home-moved`", "编号，如 `home-moved`"),
    ("a telephone number such as \"12345\"", "电话号码，如 \"12345\""),
    ("a day such as \"2026-11-23\"", "日期，如 \"2026-11-23\""),
    ("an amount in yuan such as \"160\" or \"27.50\"", "金额（元），如 \"160\"、\"27.50\""),
    ("the number of an article, quoted, such as \"12\"", "条文号，加引号，如 \"12\""),
    (
        "a time limit such as `10 working days` or `3 months`",
        "期限，如 `10 working days`、`3 months`",
    ),
];

/// What a text is not, by the words of the value types.
const MISFITS: &[(&str, &str)] = &[
    ("an id", "编号：用小写字母、数字和单个连字符"),
    ("a telephone number", "电话号码：用数字和连字符"),
    ("a time limit", "期限：写 1 到 1000 的数字和 working days、days、months 或 years"),
    ("a day of the calendar", "日期：写成 2026-11-23"),
    ("an amount in yuan", "金额（元）：写成 160 或 27.50"),
    ("the number of an article", "条文号：写成 \"12\" 或 \"12-2\""),
    ("a language tag", "语言标记，如 `zh`、`en`"),
];

/// Says what stands there.
pub(super) fn found(english: &str) -> String {
    let named = FOUND.iter().find_map(|(start, name)| Some((name, english.strip_prefix(start)?)));
    match named {
        Some((name, rest)) => format!("{name}{}", rest.trim_matches('`')),
        None => format!(" {english}"),
    }
}

/// Says what should stand there.
pub(super) fn expected(english: &str) -> String {
    if let Some((_, chinese)) = EXPECTED.iter().find(|(known, _)| *known == english) {
        return (*chinese).to_owned();
    }
    if let Some(words) = english.strip_prefix("one of: ") {
        return format!("以下之一：{}", words.split_whitespace().collect::<Vec<_>>().join("、"));
    }
    let range = english.strip_prefix("a number from ").and_then(|range| range.split_once(" to "));
    match range {
        Some((from, to)) => format!("{from} 到 {to} 的数字"),
        None => format!(" {english}"),
    }
}

/// Says what a text is not, if one of the value types refused it.
pub(super) fn misfit(english: &str) -> Option<String> {
    if english.starts_with("`practice` names its places") {
        return Some("`practice` 要写明地方：`{practice: [地方]}`".to_owned());
    }
    let (text, rest) = english.split_once(" is not ")?;
    let (_, what) = MISFITS.iter().find(|(what, _)| rest.starts_with(what))?;
    Some(format!("{text} 不是{what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::value::{
        ArticleNumber, Date, Fillable, Language, Limit, LocalizedText, Money, Phone, Slug,
    };

    fn refusal<T: serde::de::DeserializeOwned>(json: &str) -> String {
        serde_json::from_str::<T>(json).err().map(|error| error.to_string()).unwrap_or_default()
    }

    /// Returns what a type expects where it is given a list.
    fn expectation<T: serde::de::DeserializeOwned>() -> String {
        let message = refusal::<T>("[[]]");
        let (_, expected) = message.split_once("expected ").unwrap();
        expected.split(" at line").next().unwrap().to_owned()
    }

    #[test]
    fn what_the_value_types_expect_is_said_in_chinese() {
        for english in [
            expectation::<Slug>(),
            expectation::<Phone>(),
            expectation::<Date>(),
            expectation::<Money>(),
            expectation::<ArticleNumber>(),
            expectation::<Limit>(),
            expectation::<Language>(),
            expectation::<LocalizedText>(),
            expectation::<crate::handbook::model::Standing>(),
            expectation::<crate::handbook::model::When>(),
            expectation::<crate::handbook::model::Issuer>(),
            expectation::<Fillable<Slug>>(),
            expectation::<crate::handbook::model::Kind>(),
        ] {
            let chinese = expected(&english);
            assert!(!chinese.starts_with(' '), "{english}");
        }
    }

    #[test]
    fn what_the_value_types_refuse_is_said_in_chinese() {
        for english in [
            refusal::<Slug>("\"?\""),
            refusal::<Phone>("\"?\""),
            refusal::<Date>("\"?\""),
            refusal::<Money>("\"?\""),
            refusal::<ArticleNumber>("\"?\""),
            refusal::<Limit>("\"?\""),
            refusal::<Language>("\"?\""),
            refusal::<crate::handbook::model::Standing>("\"practice\""),
        ] {
            assert!(misfit(&english).is_some(), "{english}");
        }
    }

    #[test]
    fn values_are_named() {
        assert_eq!(found("integer `12345`"), "数字 12345");
        assert_eq!(found("string \"a\""), "文字 \"a\"");
        assert_eq!(found("a mapping"), "一组字段");
        assert_eq!(expected("a number from 0 to 255"), "0 到 255 的数字");
        assert_eq!(expected("one of: law local "), "以下之一：law、local");
    }
}
