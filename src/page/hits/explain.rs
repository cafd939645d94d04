//! For those who keep a handbook: how each word of a query was read, and what it earned.

use super::describe;
use crate::handbook::codec::Damaged;
use crate::page::words::{Lang, field, how};
use crate::page::{Block, Desk, Line, Page};
use crate::search::{Explanation, Found, How, Meant, Share, Understood};

/// The most meanings of a word, and the most terms of a meaning, that are told.
const MOST: usize = 6;

/// Builds the page that explains a search.
///
/// # Errors
/// When the handbook is damaged.
pub fn explanation(
    desk: &Desk<'_>,
    found: &Found<'_>,
    explanation: &Explanation,
) -> Result<Page, Damaged> {
    let lang = desk.voice.lang;
    let mut blocks = Vec::new();
    for word in &explanation.words {
        blocks.push(Block::heading(&heading(word, lang)));
        let meant = word.choices.iter().take(MOST).map(|meant| Line::plain(meaning(meant, lang)));
        blocks.push(Block::Points(meant.collect()));
    }
    for (heading, words) in unread(found, lang) {
        if !words.is_empty() {
            blocks.push(Block::heading(heading));
            blocks.push(Block::Paragraph(Line::plain(words.join(lang.pick("、", ", ")))));
        }
    }
    for (number, (hit, shares)) in (1..).zip(found.hits.iter().zip(&explanation.shares)) {
        let title = describe(desk, &hit.place)?.title;
        let score = lang.pick("得分", "score");
        blocks.push(Block::heading(&format!("{number}  {title} ({score} {})", hit.score)));
        let earned = shares.iter().map(|share| Line::plain(earned(share, lang)));
        blocks.push(Block::Points(earned.collect()));
    }
    Ok(Page { blocks })
}

/// Returns the words that were not looked for, under what became of them.
fn unread<'f>(found: &'f Found<'_>, lang: Lang) -> [(&'static str, &'f [String]); 2] {
    [
        (lang.pick("不计的词", "words that carry no weight"), &found.reading.silent),
        (lang.pick("手册里没有的词", "words that stand nowhere"), &found.reading.unknown),
    ]
}

fn heading(word: &Understood, lang: Lang) -> String {
    let mended = word.mended.as_ref().map(|mended| format!(" = {mended}")).unwrap_or_default();
    let weight = lang.pick("分量", "weight");
    format!("{}{mended} ({weight} {} %)", word.word, word.weight)
}

/// Says what a word may mean, how it leads there, and how rare that is.
fn meaning(meant: &Meant, lang: Lang) -> String {
    let terms: Vec<&str> = meant.terms.iter().take(MOST).map(String::as_str).collect();
    let other = if meant.other.is_empty() { terms.join(" ") } else { meant.other.clone() };
    let how = how_named(meant.how, lang);
    let (factor, places) = (meant.factor, meant.places);
    lang.pick(
        format!("{how}：{other}，计 {factor} %，见于 {places} 处"),
        format!("{how}: {other}, counts {factor} %, stands in {places} places"),
    )
}

/// Says what a word earned, and where it stands.
fn earned(share: &Share, lang: Lang) -> String {
    let Share { word, value, .. } = share;
    let (field, how) = (field(share.field, lang), how(share.how, lang));
    lang.pick(format!("「{word}」{field}{how}：{value}"), format!("`{word}` {field}{how}: {value}"))
}

/// Names how a word leads to a term.
const fn how_named(how: How, lang: Lang) -> &'static str {
    match (how, lang) {
        (How::Name, Lang::Zh) => "名称",
        (How::Name, Lang::En) => "name",
        (How::Word, Lang::Zh) => "原词",
        (How::Word, Lang::En) => "the word itself",
        (How::Section, Lang::Zh) => "栏目",
        (How::Section, Lang::En) => "section",
        (How::Synonym, Lang::Zh) => "同义词",
        (How::Synonym, Lang::En) => "synonym",
        (How::Prefix, Lang::Zh) => "词头",
        (How::Prefix, Lang::En) => "beginning",
        (How::Pinyin, Lang::Zh) => "拼音",
        (How::Pinyin, Lang::En) => "pinyin",
        (How::Homophone, Lang::Zh) => "同音",
        (How::Homophone, Lang::En) => "homophone",
        (How::Slip, Lang::Zh) => "错字",
        (How::Slip, Lang::En) => "slip",
        (How::Initials, Lang::Zh) => "首字母",
        (How::Initials, Lang::En) => "initials",
        (How::Inherited, Lang::Zh) => "所属的事",
        (How::Inherited, Lang::En) => "of its guide",
    }
}
