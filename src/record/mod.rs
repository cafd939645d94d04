//! What JSON says: shapes with a version, for programs that rely on them.
//!
//! The shapes are documented in `docs/json.md`. Texts are in the language asked for, or in all of
//! them as a mapping from language to text.

mod checklist;
mod due;
mod model;
mod reading;
mod tailored;

use serde_json::{Map, Value, json};

pub use self::checklist::checklist;
pub use self::due::{due, limit};

use self::model::Record;
use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::fold_with_origins;
use crate::handbook::model::{
    Board, CatalogueEntry, Citation, DocumentUse, Filed, Goal, Guide, Law, Office, Promise,
};
use crate::handbook::pack::{LawTitle, Name, PaperName};
use crate::handbook::value::{ArticleNumber, LocalizedText};
use crate::page::hits::{describe, nearest, why};
use crate::page::words::Lang;
use crate::page::{Desk, listing};
use crate::search::{Explanation, Found, Reason};
use crate::tailor::Case;

/// In which languages texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Languages {
    /// In one, falling back to another where a text is missing.
    One(Lang),
    /// In all of the handbook's.
    All,
}

/// Writes texts in the languages asked for.
#[derive(Debug)]
struct Speaker {
    languages: Languages,
    first: String,
}

impl Speaker {
    fn new(desk: &Desk<'_>, languages: Languages) -> Self {
        let first = desk.layers().first().and_then(|about| about.languages.first());
        Self { languages, first: first.map_or("zh", |language| language.as_str()).to_owned() }
    }

    fn say(&self, text: &LocalizedText) -> Value {
        match self.languages {
            Languages::One(lang) => Value::String(text.nearest(lang.tag(), &self.first).to_owned()),
            Languages::All => text
                .all(&self.first)
                .map(|(language, text)| (language.to_owned(), json!(text)))
                .collect::<Map<_, _>>()
                .into(),
        }
    }
}

/// Returns a guide, with the names of the papers and laws that it refers to.
///
/// # Errors
/// When the handbook is damaged, as everywhere below.
pub fn guide(
    desk: &Desk<'_>,
    filed: &Filed<Guide>,
    case: &Case,
    sections: &[String],
    languages: Languages,
) -> Result<Value, Damaged> {
    let speaker = Speaker::new(desk, languages);
    let guide = &filed.value;
    let mut fields = object("guide.show/1");
    if let Some(Value::Object(own)) = guide.record(&speaker) {
        fields.extend(own);
    }
    fields.insert("documents".to_owned(), documents(desk, guide, &speaker)?);
    fields.insert("layer".to_owned(), layer(desk, filed));
    fields.insert("changes".to_owned(), changes(desk, filed));
    fields.insert("answers".to_owned(), answers(case));
    tailored::mark(&mut fields, desk, guide, case);
    fields.insert("basis".to_owned(), basis(desk, &guide.basis, &speaker)?);
    for always in ["steps", "time", "fee"] {
        fields.entry(always).or_insert(Value::Null);
    }
    if !sections.is_empty() {
        let wanted: Vec<&str> =
            sections.iter().flat_map(|section| fields_of(section)).copied().collect();
        fields.retain(|name, _| ALWAYS.contains(&name.as_str()) || wanted.contains(&name.as_str()));
    }
    Ok(Value::Object(fields))
}

/// What every record of a guide has, whichever sections are asked for.
const ALWAYS: &[&str] =
    &["schema", "id", "title", "layer", "on", "in_force", "answers", "undecided", "checked_on"];

/// Returns the fields in which a section of the page lies.
fn fields_of(section: &str) -> &'static [&'static str] {
    match section {
        "summary" => &["summary", "scope", "aliases", "office", "quota", "responsibility"],
        "conditions" => &["conditions"],
        "refusals" => &["refusals"],
        "documents" => &["documents"],
        "steps" => &["steps", "special_steps", "actors"],
        "time" => &["time", "events", "clocks", "notice"],
        "fee" => &["fee"],
        "outcome" => &["outcome"],
        "where" => &["channels"],
        "remedies" => &["remedies"],
        "contacts" => &["contacts", "office"],
        "faq" => &["faq"],
        "basis" => &["basis"],
        "sources" => &["sources"],
        "notes" => &["notes"],
        "questions" => &["questions"],
        _ => &["sections"],
    }
}

fn object(schema: &str) -> Map<String, Value> {
    Map::from_iter([("schema".to_owned(), json!(schema))])
}

fn answers(case: &Case) -> Value {
    let answers =
        case.answers().map(|(question, answer)| (question.to_string(), json!(answer.as_str())));
    Value::Object(answers.collect())
}

/// Returns the id of the highest layer that has a say in something.
fn layer<T>(desk: &Desk<'_>, filed: &Filed<T>) -> Value {
    let top =
        filed.origin.changes.iter().map(|(_, layer)| *layer).max().unwrap_or(filed.origin.layer);
    desk.layers().get(usize::from(top)).map_or(Value::Null, |about| json!(about.id.as_str()))
}

fn changes<T>(desk: &Desk<'_>, filed: &Filed<T>) -> Value {
    let id = |layer: u16| desk.layers().get(usize::from(layer)).map(|about| about.id.to_string());
    filed
        .origin
        .changes
        .iter()
        .map(|(path, layer)| json!({ "field": path, "layer": id(*layer) }))
        .collect()
}

fn documents(desk: &Desk<'_>, guide: &Guide, speaker: &Speaker) -> Result<Value, Damaged> {
    documents_of(desk, &guide.documents, speaker).map(Value::Array)
}

/// Returns papers as a guide asks for them, with their names.
fn documents_of<'g>(
    desk: &Desk<'_>,
    documents: impl IntoIterator<Item = &'g DocumentUse>,
    speaker: &Speaker,
) -> Result<Vec<Value>, Damaged> {
    let paper = |id: &crate::handbook::value::Slug| -> Result<Value, Damaged> {
        let papers = desk.pack.documents()?;
        let Some(place) = papers.place_of(id.as_str())? else {
            return Ok(json!({ "id": id.as_str() }));
        };
        let PaperName { name, .. } = papers.head(place)?;
        Ok(json!({ "id": id.as_str(), "name": speaker.say(&name) }))
    };
    let document = |document: &DocumentUse| -> Result<Value, Damaged> {
        let mut value = document.record(speaker).unwrap_or_default();
        if let Value::Object(fields) = &mut value {
            if let Some(id) = &document.document {
                fields.insert("document".to_owned(), paper(id)?);
            }
            if !document.any_of.is_empty() {
                let choice = document.any_of.iter().map(paper).collect::<Result<_, _>>()?;
                fields.insert("any_of".to_owned(), Value::Array(choice));
            }
        }
        Ok(value)
    };
    documents.into_iter().map(document).collect()
}

/// Returns cited laws with their titles.
fn basis(desk: &Desk<'_>, citations: &[Citation], speaker: &Speaker) -> Result<Value, Damaged> {
    let citation = |citation: &Citation| -> Result<Value, Damaged> {
        let mut value = citation.record(speaker).unwrap_or_default();
        let laws = desk.pack.laws()?;
        if let (Value::Object(fields), Some(place)) =
            (&mut value, laws.place_of(citation.law.as_str())?)
        {
            let LawTitle { title, number, .. } = laws.head(place)?;
            fields.insert("title".to_owned(), speaker.say(&title));
            fields.extend(number.map(|number| ("number".to_owned(), json!(number))));
        }
        Ok(value)
    };
    citations.iter().map(citation).collect::<Result<_, _>>().map(Value::Array)
}

/// Returns what a search found, best first.
pub fn hits(
    desk: &Desk<'_>,
    query: &str,
    found: &Found<'_>,
    languages: Languages,
) -> Result<Value, Damaged> {
    let (_, origins) = fold_with_origins(query);
    let matched = |reason: &Reason| reading::matched(reason, &origins);
    let hit = |hit: &crate::search::Hit<'_>| -> Result<Value, Damaged> {
        let described = describe(desk, &hit.place)?;
        let title = match languages {
            Languages::One(_) => json!(described.title),
            Languages::All => both(desk, |desk| Ok(describe(desk, &hit.place)?.title))?,
        };
        Ok(json!({
            "kind": described.kind,
            "guide": described.guide,
            "section": described.section,
            "id": described.id,
            "title": title,
            "score": hit.score,
            "why": why(desk, hit),
            "matches": hit.why.iter().map(matched).collect::<Vec<_>>(),
            "command": described.command,
        }))
    };
    let hits = found.hits.iter().map(hit).collect::<Result<Vec<_>, _>>()?;
    let mut fields = object("guide.search/1");
    fields.insert("query".to_owned(), json!(query));
    fields.insert("hits".to_owned(), Value::Array(hits));
    fields.insert("sure".to_owned(), json!(found.is_sure));
    fields.insert("reading".to_owned(), reading::reading(&found.reading));
    if let Some(matter) = &found.reading.elsewhere {
        let speaker = Speaker::new(desk, languages);
        fields.insert("elsewhere".to_owned(), reading::elsewhere(desk, matter, &speaker)?);
    }
    if let Some(place) = nearest(desk, found)?.filter(|_| found.hits.is_empty()) {
        let guide: Name = desk.pack.guides()?.head(place)?;
        fields.insert("nearest".to_owned(), json!([guide.id.as_str()]));
    }
    Ok(Value::Object(fields))
}

/// Returns how a query was read and scored, to be laid beside its hits.
pub fn explanation(explanation: &Explanation) -> Value {
    reading::explanation(explanation)
}

/// Says something in every language of the program.
fn both(
    desk: &Desk<'_>,
    say: impl Fn(&Desk<'_>) -> Result<String, Damaged>,
) -> Result<Value, Damaged> {
    let texts = [Lang::Zh, Lang::En]
        .map(|lang| Ok((lang.tag().to_owned(), json!(say(&desk.speaking(lang))?))));
    texts.into_iter().collect::<Result<Map<_, _>, _>>().map(Value::Object)
}

/// Returns a list of one kind: the things with these ids.
pub fn list(
    desk: &Desk<'_>,
    kind: &str,
    ids: &[&str],
    used_by: bool,
    languages: Languages,
) -> Result<Value, Damaged> {
    let speaker = Speaker::new(desk, languages);
    let users = match (used_by, kind) {
        (true, "documents") => listing::documents(desk, true)?,
        (true, "laws") => listing::laws(desk, true)?,
        (true, "hotlines") => listing::hotlines(desk, true)?,
        _ => Vec::new(),
    };
    let entries = entries(desk, kind, &speaker)?;
    let item = |id: &&str| -> Result<Value, Damaged> {
        let mut fields = match entries.iter().find(|entry| entry["id"] == **id) {
            Some(Value::Object(fields)) => fields.clone(),
            _ => Map::from_iter([
                ("id".to_owned(), json!(id)),
                ("title".to_owned(), speaker.say(&title(desk, kind, id)?)),
            ]),
        };
        if let Some(row) = users.iter().find(|row| row.id == **id) {
            let guides = row.used_by.iter().map(|(id, _)| json!(id)).collect();
            fields.insert("used_by".to_owned(), guides);
        }
        Ok(Value::Object(fields))
    };
    let items = ids.iter().map(item).collect::<Result<Vec<_>, _>>()?;
    let mut fields = object("guide.list/1");
    fields.insert("kind".to_owned(), json!(kind));
    fields.insert("items".to_owned(), Value::Array(items));
    Ok(Value::Object(fields))
}

/// Returns the entries of the lists that have no command of their own, with all their fields.
fn entries(desk: &Desk<'_>, kind: &str, speaker: &Speaker) -> Result<Vec<Value>, Damaged> {
    let openness = || desk.pack.openness();
    Ok(match kind {
        "hotlines" => {
            let contacts = desk.pack.contacts()?.all()?.into_iter().map(|filed| filed.value);
            contacts.filter_map(|one| titled(&one, &one.name, speaker)).collect()
        }
        "promises" => {
            let titled =
                |one: &Promise| titled(one, one.topic.as_ref().unwrap_or(&one.text), speaker);
            desk.pack.promises()?.iter().filter_map(titled).collect()
        }
        "goals" => {
            let named = |one: &Goal| {
                let mut value = one.record(speaker)?;
                value["title"] = one.text.record(speaker)?;
                Some(value)
            };
            openness()?.goals.iter().filter_map(named).collect()
        }
        "boards" => {
            let titled = |one: &Board| titled(one, &one.title, speaker);
            openness()?.boards.iter().filter_map(titled).collect()
        }
        "catalogue" => {
            let titled = |one: &CatalogueEntry| titled(one, &one.item, speaker);
            openness()?.catalogue.iter().filter_map(titled).collect()
        }
        _ => Vec::new(),
    })
}

/// Returns an entry with a title.
fn titled(entry: &impl Record, title: &LocalizedText, speaker: &Speaker) -> Option<Value> {
    let mut value = entry.record(speaker)?;
    value["title"] = speaker.say(title);
    Some(value)
}

fn title(desk: &Desk<'_>, kind: &str, id: &str) -> Result<LocalizedText, Damaged> {
    let name = |name: Option<Name>| name.map(|name| name.name).ok_or(Damaged);
    match kind {
        "guides" => {
            let table = desk.pack.guides()?;
            name(table.place_of(id)?.map(|place| table.head(place)).transpose()?)
        }
        "documents" => {
            let table = desk.pack.documents()?;
            name(table.place_of(id)?.map(|place| table.head(place)).transpose()?)
        }
        "offices" => {
            let table = desk.pack.offices()?;
            name(table.place_of(id)?.map(|place| table.head(place)).transpose()?)
        }
        _ => {
            let table = desk.pack.laws()?;
            name(table.place_of(id)?.map(|place| table.head(place)).transpose()?)
        }
    }
}

/// Returns an office, with the matter by which it was found.
pub fn office(
    desk: &Desk<'_>,
    filed: &Filed<Office>,
    matter: Option<&str>,
    languages: Languages,
) -> Result<Value, Damaged> {
    let mut value = entry(desk, "guide.office/1", filed, languages)?;
    if let Some(matter) = matter {
        value["matter"] = json!(matter);
    }
    Ok(value)
}

/// Returns the slip that hands a matter to an office.
pub fn referral(
    desk: &Desk<'_>,
    filed: &Filed<Office>,
    matter: Option<&str>,
    languages: Languages,
) -> Result<Value, Damaged> {
    let mut fields = object("guide.referral/1");
    fields.insert("matter".to_owned(), json!(matter));
    fields.insert("date".to_owned(), json!(desk.day().map(|day| day.to_string())));
    let Value::Object(mut office) = office(desk, filed, None, languages)? else {
        return Err(Damaged);
    };
    office.retain(|name, _| !["schema", "matter", "aliases", "matters"].contains(&name.as_str()));
    fields.insert("office".to_owned(), Value::Object(office));
    fields.insert("hotline".to_owned(), json!(desk.hotline()?));
    Ok(Value::Object(fields))
}

/// Returns a law, or one of its articles.
pub fn law(
    desk: &Desk<'_>,
    filed: &Filed<Law>,
    article: Option<ArticleNumber>,
    languages: Languages,
) -> Result<Value, Damaged> {
    let mut shown = filed.clone();
    shown.value.articles.retain(|one| article.is_none_or(|number| number == one.number));
    entry(desk, "guide.law/1", &shown, languages)
}

#[expect(clippy::unnecessary_wraps, reason = "its siblings fail, and callers treat them alike")]
fn entry<T: Record>(
    desk: &Desk<'_>,
    schema: &str,
    filed: &Filed<T>,
    languages: Languages,
) -> Result<Value, Damaged> {
    let speaker = Speaker::new(desk, languages);
    let mut fields = object(schema);
    if let Some(Value::Object(own)) = filed.value.record(&speaker) {
        fields.extend(own);
    }
    fields.insert("layer".to_owned(), layer(desk, filed));
    Ok(Value::Object(fields))
}
