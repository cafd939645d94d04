//! How a search read its query.

use serde_json::{Map, Value, json};

use super::Speaker;
use crate::handbook::codec::Damaged;
use crate::page::Desk;
use crate::search::{Elsewhere, Equal, How, Reading};

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
