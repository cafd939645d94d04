//! How a search read its query.

use serde_json::{Map, Value, json};

use super::Speaker;
use crate::handbook::codec::Damaged;
use crate::handbook::index::Field;
use crate::page::Desk;
use crate::search::{
    Elsewhere, Equal, Explanation, How, Meant, Reading, Reason, Share, Understood,
};

/// Returns what became of the words of a query.
pub(super) fn reading(reading: &Reading) -> Value {
    json!({
        "sought": reading.sought,
        "silent": reading.silent,
        "unknown": reading.unknown,
        "equal": reading.equal.iter().map(equal).collect::<Vec<_>>(),
    })
}

fn equal(equal: &Equal) -> Value {
    json!({ "word": equal.word, "other": equal.other, "how": how(equal.how) })
}

/// Returns where a word of the query stands in it, in characters, and how it led to a hit.
pub(super) fn matched(reason: &Reason, origins: &[usize]) -> Value {
    let start = origins.get(reason.at.start).copied().unwrap_or(0);
    let last = reason.at.end.checked_sub(1).and_then(|last| origins.get(last));
    json!({
        "range": [start, last.map_or(start, |last| last + 1)],
        "word": reason.word,
        "field": field(reason.field),
        "how": how(reason.how),
    })
}

/// Returns how the words of a query were read and what they earned.
pub(super) fn explanation(explanation: &Explanation) -> Value {
    let shares = |all: &Vec<Share>| all.iter().map(share).collect::<Vec<_>>();
    json!({
        "words": explanation.words.iter().map(understood).collect::<Vec<_>>(),
        "shares": explanation.shares.iter().map(shares).collect::<Vec<_>>(),
    })
}

fn understood(word: &Understood) -> Value {
    let choice = |meant: &Meant| {
        json!({
            "how": how(meant.how),
            "factor": meant.factor,
            "other": meant.other,
            "terms": meant.terms,
            "places": meant.places,
        })
    };
    json!({
        "word": word.word,
        "mended": word.mended,
        "weight": word.weight,
        "choices": word.choices.iter().map(choice).collect::<Vec<_>>(),
    })
}

fn share(share: &Share) -> Value {
    json!({
        "word": share.word,
        "value": share.value,
        "field": field(share.field),
        "how": how(share.how),
    })
}

/// Returns the word for where a word stands.
const fn field(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Alias => "alias",
        Field::Heading => "heading",
        Field::Topic => "topic",
        Field::Summary => "summary",
        Field::Text => "text",
    }
}

/// Returns the word for how a word of the query was read.
const fn how(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Word => "word",
        How::Section => "section",
        How::Synonym => "synonym",
        How::Prefix => "prefix",
        How::Pinyin => "pinyin",
        How::Homophone => "homophone",
        How::Slip => "slip",
        How::Initials => "initials",
        How::Inherited => "inherited",
    }
}

/// Returns the answer to a matter outside the handbook, and the guide nearest to it.
pub(super) fn elsewhere(
    desk: &Desk<'_>,
    elsewhere: &Elsewhere,
    speaker: &Speaker,
) -> Result<Value, Damaged> {
    let words = desk.pack.words()?;
    let entry = usize::try_from(elsewhere.entry).ok();
    let matter = entry.and_then(|entry| words.out_of_scope.get(entry)).ok_or(Damaged)?;
    let mut fields = Map::from_iter([
        ("word".to_owned(), json!(elsewhere.word)),
        ("answer".to_owned(), speaker.say(&matter.answer)),
    ]);
    let guide = matter.guide.as_ref();
    fields.extend(guide.map(|guide| ("guide".to_owned(), json!(guide.as_str()))));
    Ok(Value::Object(fields))
}
