//! What the papers of a guide are called.

use crate::handbook::codec::Damaged;
use crate::handbook::model::{Document, DocumentUse};
use crate::handbook::value::{LocalizedText, Slug};
use crate::page::Desk;
use crate::tailor::Named;

/// Returns papers with everything that they are called, in any language.
///
/// # Errors
/// When the handbook is damaged.
pub fn named_papers<'g>(
    desk: &Desk<'_>,
    papers: impl IntoIterator<Item = &'g DocumentUse>,
) -> Result<Vec<Named>, Damaged> {
    papers.into_iter().map(|paper| named(desk, paper)).collect()
}

fn named(desk: &Desk<'_>, paper: &DocumentUse) -> Result<Named, Damaged> {
    let mut names = vec![paper.id.to_string()];
    names.extend(paper.title.iter().flat_map(texts));
    for id in paper.documents() {
        names.extend(names_of(desk, id)?);
    }
    Ok(Named { id: paper.id.clone(), title: title(desk, paper)?, names })
}

fn title(desk: &Desk<'_>, paper: &DocumentUse) -> Result<String, Damaged> {
    if let Some(title) = &paper.title {
        return Ok(desk.voice.name(title));
    }
    let names = paper.documents().map(|id| desk.paper(id, true));
    Ok(names.collect::<Result<Vec<_>, _>>()?.join(" / "))
}

fn names_of(desk: &Desk<'_>, id: &Slug) -> Result<Vec<String>, Damaged> {
    let mut names = vec![id.to_string()];
    if let Some(found) = desk.pack.documents()?.find(id.as_str())? {
        let Document { name, short, aliases, .. } = found.value;
        names.extend(texts(&name));
        names.extend(short.iter().flat_map(texts));
        names.extend(aliases);
    }
    Ok(names)
}

/// Returns a text in every language; an English name also without the Chinese one behind it.
fn texts(text: &LocalizedText) -> Vec<String> {
    let all = text.all("").map(|(_, text)| text);
    all.flat_map(|text| [text.split_once(" (").map(|(name, _)| name), Some(text)])
        .flatten()
        .map(str::to_owned)
        .collect()
}
