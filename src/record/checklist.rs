//! The papers of a case, with those that are there and those that are missing.

use serde_json::{Map, Value, json};

use super::model::Record;
use super::{Languages, Speaker, answers, basis, documents_of, object};
use crate::calendar::Deadline;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{DocumentUse, Need};
use crate::page::{Checklist, Desk, legal_duty, papers_of, slip};
use crate::tailor::Applies;

/// The name and version of the shape.
const SCHEMA: &str = "guide.checklist/1";

/// Returns the papers of a case; with the notice of what is missing if it is asked for.
///
/// # Errors
/// When the handbook is damaged.
pub fn checklist(
    desk: &Desk<'_>,
    list: Checklist<'_>,
    with_notice: bool,
    languages: Languages,
) -> Result<Value, Damaged> {
    let speaker = Speaker::new(desk, languages);
    let guide = &list.guide.value;
    let papers = papers_of(desk, guide, list.case);
    let is_missing = |paper: &&&DocumentUse| !list.has(paper) && paper.need != Need::Optional;
    let missing = papers.iter().filter(is_missing).map(|paper| json!(paper.id.as_str()));
    let mut fields = object(SCHEMA);
    fields.extend([
        ("guide".to_owned(), json!(guide.id.as_str())),
        ("title".to_owned(), speaker.say(&guide.title)),
        ("answers".to_owned(), answers(list.case)),
        ("missing".to_owned(), missing.collect()),
        ("documents".to_owned(), documents(desk, list, &papers, &speaker)?),
        ("draft".to_owned(), json!(slip(desk, list)?.is_draft)),
    ]);
    if with_notice {
        fields.insert("notice".to_owned(), notice(desk, list, &speaker)?);
    }
    Ok(Value::Object(fields))
}

/// Returns the papers, each with whether it is there and whether it depends on an open question.
fn documents(
    desk: &Desk<'_>,
    list: Checklist<'_>,
    papers: &[&DocumentUse],
    speaker: &Speaker,
) -> Result<Value, Damaged> {
    let mut values = documents_of(desk, papers.iter().copied(), speaker)?;
    for (value, paper) in values.iter_mut().zip(papers) {
        let Value::Object(fields) = value else { continue };
        fields.insert("have".to_owned(), json!(list.has(paper)));
        if list.case.applies(&paper.when) == Applies::Open {
            fields.insert("depends".to_owned(), json!(true));
        }
    }
    Ok(Value::Array(values))
}

/// Returns the duty to tell what is missing: its law and, where a day is given, the last day.
fn notice(desk: &Desk<'_>, list: Checklist<'_>, speaker: &Speaker) -> Result<Value, Damaged> {
    let guide = &list.guide.value;
    let mut fields = Map::from_iter([
        ("received".to_owned(), json!(list.received.map(|day| day.to_string()))),
        ("date".to_owned(), json!(list.told_by.map(|due| due.date.to_string()))),
        ("provisional".to_owned(), json!(list.told_by.is_some_and(Deadline::is_provisional))),
    ]);
    if let Some((duty, limit)) = legal_duty(guide, list.case) {
        fields.insert("limit".to_owned(), json!(limit.to_string()));
        fields.insert("standing".to_owned(), duty.standing.record(speaker).unwrap_or_default());
        fields.insert("basis".to_owned(), basis(desk, &duty.basis, speaker)?);
        let missed = duty.missed.as_ref().map(|text| speaker.say(text));
        fields.extend(missed.map(|missed| ("missed".to_owned(), missed)));
    }
    Ok(Value::Object(fields))
}
