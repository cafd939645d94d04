//! The answer of a hit, in two or three lines.
//!
//! Papers, offices and laws answer here from their own entries; guides have a file for theirs.

use super::guide::answer_from_guide;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Part, Place, Thing, Used};
use crate::handbook::model::{Document, Law, Office};
use crate::page::listing::guides_that_use;
use crate::page::{Desk, Line};

/// How many duties of an office, or articles of a law, an answer names.
const MOST_NAMED: usize = 3;

/// Answers in two or three lines.
///
/// # Errors
/// When the handbook is damaged.
pub fn answer(desk: &Desk<'_>, place: &Place<'_>) -> Result<Vec<Line>, Damaged> {
    let ordinal = usize::try_from(place.ordinal).map_err(|_| Damaged)?;
    match place.thing {
        Thing::Guide => answer_from_guide(desk, ordinal, place.part),
        Thing::Document => answer_from_paper(desk, &desk.pack.documents()?.get(ordinal)?.value),
        Thing::Office => Ok(answer_from_office(desk, &desk.pack.offices()?.get(ordinal)?.value)),
        Thing::Law => Ok(answer_from_law(desk, &desk.pack.laws()?.get(ordinal)?.value, place.part)),
    }
}

/// Says what a paper is, and which guides ask for it.
fn answer_from_paper(desk: &Desk<'_>, paper: &Document) -> Result<Vec<Line>, Damaged> {
    let mut lines: Vec<Line> = paper.what.iter().map(|text| desk.voice.line(text)).collect();
    let guides = guides_that_use(desk, Used::Document, &paper.id)?;
    let guides = desk.voice.list(guides.into_iter().map(|(_, title)| title));
    if !guides.is_empty() {
        lines.push(desk.voice.labelled(desk.words().used_by, Line::plain(guides)));
    }
    Ok(lines)
}

/// Says what an office does, and its number.
fn answer_from_office(desk: &Desk<'_>, office: &Office) -> Vec<Line> {
    let voice = &desk.voice;
    let duties = office.duties.iter().take(MOST_NAMED).map(|duty| voice.text(duty));
    let duties = duties.collect::<Vec<_>>().join(voice.lang.pick("；", "; "));
    let phone = office
        .phone
        .iter()
        .map(|phone| voice.labelled(voice.words().phone, voice.filled(phone, ToString::to_string)));
    let lines = std::iter::once(Line::plain(duties)).chain(phone);
    lines.filter(|line| !line.is_empty()).collect()
}

/// Says what the article, or the first articles, of a law are about.
fn answer_from_law(desk: &Desk<'_>, law: &Law, part: Part<'_>) -> Vec<Line> {
    let fits = law.articles.iter().filter(|article| match part {
        Part::Article(number) => article.number.to_string() == number,
        _ => true,
    });
    fits.take(MOST_NAMED).map(|article| desk.voice.article(article)).collect()
}
