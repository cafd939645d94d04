//! Lists of what a bureau makes public of itself: promises, lines, goals, boards, the catalogue.
//!
//! Each row says what it stands on: a model text to adapt is not yet the bureau's word.

use super::{Row, users};
use crate::handbook::codec::Damaged;
use crate::handbook::index::Used;
use crate::handbook::model::{Board, CatalogueEntry, Contact, Goal, Promise};
use crate::handbook::value::Slug;
use crate::page::voice::join;
use crate::page::{Desk, Line};

/// Returns the service promises that hold.
///
/// # Errors
/// When the handbook is damaged, as everywhere in this module.
pub fn promises(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    let promises = desk.pack.promises()?.into_iter();
    promises.filter(|one| desk.holds(&one.valid)).map(|one| promise(desk, &one)).collect()
}

fn promise(desk: &Desk<'_>, promise: &Promise) -> Result<Row, Damaged> {
    let topic = promise.topic.as_ref().map(|topic| desk.voice.text(topic));
    let title = topic.unwrap_or_else(|| promise.id.to_string());
    let about = desk.voice.stated(&promise.text, &promise.standing);
    row(desk, &promise.id, title, about, &promise.guides)
}

/// Returns telephone lines and boxes, with the guides that name them if that is wanted.
pub fn hotlines(desk: &Desk<'_>, used_by: bool) -> Result<Vec<Row>, Damaged> {
    let contacts = desk.pack.contacts()?.all()?.into_iter();
    let row = |contact: Contact| {
        Ok(Row {
            title: desk.voice.text(&contact.name),
            about: hotline(desk, &contact)?,
            used_by: users(desk, used_by, Used::Contact, &contact.id)?,
            id: contact.id.to_string(),
        })
    };
    contacts.map(|filed| filed.value).map(row).collect()
}

/// Says how to reach a line or a box, when, and who answers.
fn hotline(desk: &Desk<'_>, contact: &Contact) -> Result<Line, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let answers =
        contact.answered_by.as_ref().map(|office| desk.office_name(office)).transpose()?;
    let lines = [
        contact.phone.as_ref().map(|phone| voice.filled(phone, ToString::to_string)),
        contact.place.as_ref().map(|place| voice.labelled(words.place, voice.fillable(place))),
        contact.hours.as_ref().map(|hours| voice.labelled(words.hours, voice.fillable(hours))),
        answers.map(|office| voice.labelled(words.answered_by, Line::plain(office))),
    ];
    let line = join(lines.into_iter().flatten(), words.semicolon);
    Ok(voice.with_standing(line, &contact.standing))
}

/// Returns the goals of the year.
pub fn goals(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    desk.pack.openness()?.goals.iter().map(|one| goal(desk, one)).collect()
}

fn goal(desk: &Desk<'_>, goal: &Goal) -> Result<Row, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let office = goal.office.as_ref().map(|office| desk.office_name(office)).transpose()?;
    let title = format!("{} {}", goal.year, office.unwrap_or_default());
    let measure = goal.measure.iter().map(|text| (words.measure, text));
    let state = goal.state.iter().map(|text| (words.state, text));
    let more = measure.chain(state);
    let more = more.map(|(label, text)| voice.labelled(label, voice.fillable(text)));
    let about = join(std::iter::once(voice.fillable(&goal.text)).chain(more), words.semicolon);
    row(desk, &goal.id, title.trim_end().to_owned(), about, &[])
}

/// Returns the notice boards.
pub fn boards(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    desk.pack.openness()?.boards.iter().map(|one| board(desk, one)).collect()
}

fn board(desk: &Desk<'_>, board: &Board) -> Result<Row, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let every = board.every_days.map(|days| {
        voice.lang.pick(format!("每 {days} 天更新"), format!("renewed every {days} days"))
    });
    let posted = board.posted_on.as_ref().map(|day| voice.filled(day, ToString::to_string));
    let lines = [
        board.place.as_ref().map(|place| voice.labelled(words.place, voice.fillable(place))),
        every.map(Line::plain),
        posted.map(|day| voice.labelled(words.posted_on, day)),
    ];
    let about = join(lines.into_iter().flatten(), words.semicolon);
    row(desk, &board.id, voice.text(&board.title), about, &board.guides)
}

/// Returns the openness catalogue.
pub fn catalogue(desk: &Desk<'_>) -> Result<Vec<Row>, Damaged> {
    desk.pack.openness()?.catalogue.iter().map(|one| catalogue_entry(desk, one)).collect()
}

fn catalogue_entry(desk: &Desk<'_>, entry: &CatalogueEntry) -> Result<Row, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let texts = std::iter::once(&entry.contents).chain(&entry.time_limit).chain(&entry.channels);
    let about = join(texts.map(|text| voice.line(text)), words.semicolon);
    let about = voice.with_standing(about, &entry.standing);
    let title = format!("{}{}{}", voice.text(&entry.group), words.colon, voice.text(&entry.item));
    row(desk, &entry.id, title, about, &entry.guides)
}

/// Makes a row with the titles of the guides that it touches.
fn row(
    desk: &Desk<'_>,
    id: &Slug,
    title: String,
    about: Line,
    guides: &[Slug],
) -> Result<Row, Damaged> {
    let guide = |id: &Slug| Ok((id.to_string(), desk.guide_title(id)?));
    let used_by = guides.iter().map(guide).collect::<Result<_, _>>()?;
    Ok(Row { id: id.to_string(), title, about, used_by })
}
