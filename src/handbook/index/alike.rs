//! What is easily taken for something else: syllables that many people say alike, and characters
//! that look alike.

use super::pinyin::known_syllable;

/// Beginnings of syllables that are the same in the speech of many regions.
const BEGINNINGS: &[(&str, &str)] = &[("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l")];

/// Ends of syllables that are the same in the speech of many regions.
const ENDS: &[(&str, &str)] = &[("ang", "an"), ("eng", "en"), ("ing", "in")];

/// Characters that look alike, group by group; at most one of each group is common in what
/// offices write, or they stand in different words.
const LOOKS: &[&str] = &[
    "口囗",
    "育肓盲",
    "师帅",
    "市巿",
    "日曰",
    "己已巳",
    "开幵",
    "子孑孓",
    "入人",
    "士土",
    "干千",
    "未末",
    "戊戌戍",
    "簿薄",
    "籍藉",
    "拨拔",
    "治冶",
    "侯候",
    "折拆",
    "辨辩辫",
    "母毋",
    "贷货",
    "徽微",
    "历厉",
    "住往佳",
    "免兔",
    "具县",
    "班斑",
    "幼幻",
    "园圆",
    "管菅",
    "校较",
    "科料",
    "申由甲",
    "间问",
    "大太犬",
    "天夭",
    "转砖",
    "证征",
    "学字",
    "诉拆",
    "投没",
    "续读",
    "请清情",
    "经径",
    "贴帖",
    "搬般",
];

/// Returns the syllables that are said nearly like a syllable: zuan for zhuan, xin for xing.
pub fn said_alike(syllable: &str) -> Vec<&'static str> {
    let mut beginnings = vec![syllable.to_owned()];
    beginnings.extend(exchanged(
        syllable,
        BEGINNINGS,
        |text, part| text.strip_prefix(part),
        |new, rest| format!("{new}{rest}"),
    ));
    let mut all = Vec::new();
    for beginning in beginnings {
        all.extend(exchanged(
            &beginning,
            ENDS,
            |text, part| text.strip_suffix(part),
            |new, rest| format!("{rest}{new}"),
        ));
        all.push(beginning);
    }
    all.retain(|other| other != syllable);
    all.iter().filter_map(|other| known_syllable(other)).collect()
}

/// Exchanges the first part of a table that a text has for its counterpart.
fn exchanged<'t>(
    text: &'t str,
    parts: &[(&str, &str)],
    strip: impl Fn(&'t str, &str) -> Option<&'t str>,
    join: impl Fn(&str, &str) -> String,
) -> Option<String> {
    parts.iter().find_map(|(long, short)| {
        strip(text, long)
            .map(|rest| join(short, rest))
            .or_else(|| strip(text, short).map(|rest| join(long, rest)))
    })
}

/// Returns the characters that look like a character.
pub fn looks_alike(c: char) -> impl Iterator<Item = char> {
    let groups = LOOKS.iter().filter(move |group| group.contains(c));
    groups.flat_map(|group| group.chars()).filter(move |&other| other != c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(syllable: &str, expected: &[&str]) {
        let mut alike = said_alike(syllable);
        alike.sort_unstable();
        assert_eq!(alike, expected, "{syllable}");
    }

    #[test]
    fn regions_say_syllables_alike() {
        said("zuan", &["zhuan", "zhuang"]);
        said("sou", &["shou"]);
        said("xing", &["xin"]);
        said("nan", &["lan", "lang", "nang"]);
        said("xue", &[]);
    }

    #[test]
    fn characters_look_alike() {
        assert_eq!(looks_alike('囗').collect::<String>(), "口");
        assert_eq!(looks_alike('藉').collect::<String>(), "籍");
        assert_eq!(looks_alike('a').count(), 0);
    }
}
