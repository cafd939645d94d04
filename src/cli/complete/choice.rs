//! Choosing among names by what was typed of one.

use std::borrow::Cow;

use super::{Offer, Taste};
use crate::handbook::index::fold::fold;
use crate::handbook::index::pinyin::spellings;

/// Something with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The id.
    pub(super) id: String,
    /// What it is, in the language of descriptions.
    pub(super) title: String,
    /// What it is called, the best name first.
    pub(super) names: Vec<String>,
    /// A word for it that sounds as what was typed and may be typed in its place.
    pub(super) sound: Option<String>,
}

impl Choice {
    /// Offers the id.
    fn by_id(&self) -> Offer {
        Offer { value: self.id.clone(), about: self.title.clone() }
    }

    /// Offers a name, with the title beside it; with the id, if the name is the title.
    fn by_name(&self, name: Cow<'_, str>) -> Offer {
        let about = if self.title == name { &self.id } else { &self.title };
        Offer { about: about.clone(), value: name.into_owned() }
    }

    /// Offers the best name for who types in the script of `typed`.
    fn by_script(&self, typed: &str) -> Offer {
        match self.names.first() {
            Some(name) if !typed.is_ascii() => self.by_name(typable(name)),
            _ => self.by_id(),
        }
    }

    /// Says whether a name begins with what was typed, however it is written, or sounds so.
    pub(super) fn begins(&self, folded: &str) -> bool {
        let sounds = || self.names.iter().flat_map(|name| spellings(name));
        let written = self.names.iter().chain([&self.id]).map(|name| fold(name));
        written.chain(sounds()).any(|name| name.starts_with(folded))
    }
}

/// Offers ids that begin with what was typed, or names if it is not ASCII, a name for each choice.
pub(super) fn begun(choices: &[Choice], typed: &str) -> Vec<Offer> {
    let offer = |choice: &Choice| {
        if typed.is_ascii() {
            return choice.id.starts_with(typed).then(|| choice.by_id());
        }
        let mut names = choice.names.iter().map(|name| typable(name));
        names.find(|name| name.starts_with(typed)).map(|name| choice.by_name(name))
    };
    choices.iter().filter_map(offer).collect()
}

/// Offers choices that are called or sound as what was typed, but do not begin with it as it
/// stands: a shell can only be given the one in its place, or words that sound so.
///
/// One letter is the beginning of far too much.
pub(super) fn sounding(choices: &[Choice], typed: &str, taste: Taste) -> Vec<Offer> {
    if typed.len() < 2 {
        return Vec::new();
    }
    let by_sound = |choice: &Choice| {
        let sound = choice.sound.as_ref().filter(|sound| sound.starts_with(typed))?;
        Some(Offer { value: sound.clone(), about: choice.title.clone() })
    };
    match (choices, taste) {
        ([only], Taste::Anything) => vec![only.by_script(typed)],
        _ => choices.iter().filter_map(by_sound).collect(),
    }
}

/// Offers what is near to what was typed: the only one, or all to a shell that compares.
pub(super) fn near(choices: &[Choice], typed: &str, taste: Taste) -> Vec<Offer> {
    match (choices, taste) {
        ([_, _, ..], Taste::Anything) => Vec::new(),
        _ => choices.iter().map(|choice| choice.by_script(typed)).collect(),
    }
}

/// Returns a name as it can stand on a command line without quotes, which bash does not add.
///
/// Names are compared without signs, so that the hyphens for them change nothing.
fn typable(name: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '_' | '.' | '/' | ',' | '+' | '%' | '@')
            || !(c.is_ascii() || c.is_whitespace())
    };
    if name.chars().all(is_plain) {
        return Cow::Borrowed(name);
    }
    let signs = |c: char| !is_plain(c) && c != '\'';
    let kept = name.replace('\'', "");
    let words: Vec<&str> = kept.split(signs).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &str, names: &[&str]) -> Choice {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        Choice { id: id.to_owned(), title: "Title".to_owned(), names, sound: None }
    }

    fn values(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| offer.value.as_str()).collect()
    }

    #[test]
    fn ids_answer_ascii_and_names_answer_the_rest() {
        let choices =
            [choice("transfer", &["学生转学", "转学", "转校"]), choice("trip", &["春游"])];
        assert_eq!(values(&begun(&choices, "tr")), ["transfer", "trip"]);
        assert_eq!(values(&begun(&choices, "转")), ["转学"]);
        assert_eq!(values(&begun(&choices, "")), ["transfer", "trip"]);
        assert_eq!(values(&begun(&choices, "帆")), [""; 0]);
    }

    #[test]
    fn only_one_may_replace_the_word() {
        let choices = [choice("transfer", &["转学"]), choice("trip", &["春游"])];
        assert_eq!(values(&near(&choices, "trp", Taste::Anything)), [""; 0]);
        assert_eq!(values(&near(&choices, "trp", Taste::Resembling)), ["transfer", "trip"]);
        assert_eq!(values(&near(&choices[..1], "tfr", Taste::Anything)), ["transfer"]);
        assert_eq!(values(&sounding(&choices[..1], "轉", Taste::Anything)), ["转学"]);
    }

    #[test]
    fn names_need_no_quotes() {
        #[track_caller]
        fn case(name: &str, typed: &str) {
            assert_eq!(typable(name), typed);
            assert_eq!(fold(&typable(name)), fold(name));
        }
        case("学生转学", "学生转学");
        case("小学、初中（乡镇）", "小学、初中（乡镇）");
        case("语委 测试(社会)", "语委-测试-社会");
        case("a:b=c", "a-b-c");
        case("Parent's job", "Parents-job");
        case("全角\u{3000}空格", "全角-空格");
    }
}
