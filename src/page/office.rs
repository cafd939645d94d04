//! An office, and the matters that it handles.
//!
//! How words lead to it is not known here.

use super::commands::show;
use super::footnotes::footnotes;
use super::listing::guides_that_use;
use super::voice::join;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::Used;
use crate::handbook::model::{Office, OfficeKind, Promise};

/// Builds the page of an office; if it was found by a matter, the page says that it handles it.
///
/// # Errors
/// When the handbook is damaged.
pub fn office(desk: &Desk<'_>, office: &Office, matter: Option<&str>) -> Result<Page, Damaged> {
    let mut entries: Vec<Entry> = competent(desk, office, matter).into_iter().collect();
    entries.extend(whereabouts(desk, office));
    entries.extend(competence(desk, office)?);
    let text = Line::strong(desk.voice.text(&office.name));
    let title = Block::Title { text, id: office.id.to_string() };
    let mut blocks = vec![title, Block::Answers(entries)];
    blocks.extend(footnotes(desk, &blocks));
    Ok(Page { blocks })
}

/// Says which office a matter is for, and whether that is one of the bureau's.
fn competent(desk: &Desk<'_>, office: &Office, matter: Option<&str>) -> Option<Entry> {
    let voice = &desk.voice;
    let mut line = Line::strong(voice.text(&office.name));
    if office.kind == OfficeKind::Outside {
        line = line.then(Role::Plain, voice.in_brackets(desk.words().outside));
    }
    Entry::under(matter?, [line])
}

/// Says how to reach an office: its number, rooms, hours and posts.
fn whereabouts(desk: &Desk<'_>, office: &Office) -> Vec<Entry> {
    let (voice, words) = (&desk.voice, desk.words());
    let phone = office.phone.iter().map(|phone| voice.filled(phone, ToString::to_string));
    let texts = [
        (words.room, &office.room),
        (words.address, &office.address),
        (words.hours, &office.hours),
        (words.post, &office.post),
        (words.backup_post, &office.backup_post),
    ];
    let texts = texts.into_iter().filter_map(|(label, text)| {
        Entry::under(label, text.iter().map(|text| voice.fillable(text)))
    });
    Entry::under(words.phone, phone).into_iter().chain(texts).collect()
}

/// Says what an office does, on what law, and whom to ask.
fn competence(desk: &Desk<'_>, office: &Office) -> Result<Vec<Entry>, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let duties = office.duties.iter().map(|duty| voice.stated(duty, &office.standing));
    let handled = guides_that_use(desk, Used::Office, &office.id)?;
    let promises = promises(desk, &handled)?;
    let handled = handled
        .into_iter()
        .map(|(id, title)| Line::plain(format!("{title}  ")).then(Role::Command, show(id)));
    let first_asked = office.first_asked.iter().map(|text| voice.stated(text, &office.standing));
    let basis = Line::quiet(voice.list(desk.citations(&office.basis)?));
    let entries = [
        Entry::under(words.duties, duties),
        Entry::under(words.handles, handled),
        Entry::under(words.promises, [promises]),
        Entry::under(words.first_asked, first_asked),
        Entry::under(words.basis, [basis]),
        Entry::under(words.questions_to, hotline_for(desk, office)?),
    ];
    Ok(entries.into_iter().flatten().collect())
}

/// Names the promises that touch one of the guides, each with what it stands on.
fn promises(desk: &Desk<'_>, guides: &[(String, String)]) -> Result<Line, Damaged> {
    let touches = |promise: &&Promise| {
        let named =
            |(id, _): &(String, String)| promise.guides.iter().any(|one| one.as_str() == id);
        desk.holds(&promise.valid) && guides.iter().any(named)
    };
    let name = |promise: &Promise| {
        let title = promise.topic.as_ref().unwrap_or(&promise.text);
        desk.voice.stated(title, &promise.standing)
    };
    let promises = desk.pack.promises()?;
    let line = join(promises.iter().filter(touches).map(name), desk.words().comma);
    let command = "guide list promises";
    Ok(if line.is_empty() {
        line
    } else {
        line.then(Role::Plain, "  ").then(Role::Command, command)
    })
}

/// Returns the hotline, if the office has no number of its own.
pub(super) fn hotline_for(desk: &Desk<'_>, office: &Office) -> Result<Option<Line>, Damaged> {
    let has_phone = office.phone.as_ref().is_some_and(|phone| phone.known().is_some());
    let hotline = desk.hotline()?.filter(|_| !has_phone);
    let lead = format!("{} ", desk.words().or_hotline);
    Ok(hotline.map(|number| Line::plain(lead).then(Role::Strong, number)))
}
