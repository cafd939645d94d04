//! The slip of whoever was asked first and hands a matter on (首问责任 转办单).
//!
//! It says to whom the matter goes and leaves blanks for people to fill in and sign.

use super::footnotes::legend;
use super::office::hotline_for;
use super::words::referral::Slip;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Office, OfficeKind};
use crate::handbook::value::Fillable;

/// Room to write in.
const ROOM: &str = "____________";

/// Builds the slip that hands a matter to an office; without one, there is room to write it.
///
/// # Errors
/// When the handbook is damaged.
pub fn referral(desk: &Desk<'_>, office: &Office, matter: Option<&str>) -> Result<Page, Damaged> {
    let slip = Slip::of(desk.voice.lang);
    let title = Block::Title { text: Line::strong(slip.title), id: office.id.to_string() };
    let mut blocks = vec![
        title,
        Block::Answers(asked(desk, slip, matter)),
        Block::heading(slip.handed_to),
        Block::Answers(handed_to(desk, slip, office)?),
        Block::heading(slip.signatures),
        Block::Answers(signatures(slip)),
    ];
    blocks.extend(legend(desk, &blocks));
    blocks.push(Block::Footnote(Line::quiet(slip.model)));
    Ok(Page { blocks })
}

/// Says who asked what, and whom.
fn asked(desk: &Desk<'_>, slip: &Slip, matter: Option<&str>) -> Vec<Entry> {
    let room = || Line::plain(ROOM);
    let date = desk.day().map_or_else(room, |day| Line::plain(day.to_string()));
    let entries = [
        Entry::under(slip.matter, [matter.map_or_else(room, Line::strong)]),
        Entry::under(slip.date, [date]),
        Entry::under(slip.visitor, [Line::plain(slip.visitor_room)]),
        Entry::under(slip.first_asked, [Line::plain(slip.post_room)]),
    ];
    entries.into_iter().flatten().collect()
}

/// Says to which office the matter goes, and how to reach it.
fn handed_to(desk: &Desk<'_>, slip: &Slip, office: &Office) -> Result<Vec<Entry>, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let mut name = Line::strong(voice.text(&office.name));
    if office.kind == OfficeKind::Outside {
        name = name.then(Role::Plain, voice.in_brackets(words.outside));
    }
    let text = |text: &Option<Fillable<_>>| text.as_ref().map(|text| voice.fillable(text));
    let phone = office.phone.as_ref().map(|phone| voice.filled(phone, ToString::to_string));
    let duties = office.duties.iter().map(|duty| voice.stated(duty, &office.standing));
    let basis = Line::quiet(voice.list(desk.citations(&office.basis)?));
    let entries = [
        Entry::under(slip.office, [name]),
        Entry::under(words.post, text(&office.post)),
        Entry::under(words.backup_post, text(&office.backup_post)),
        Entry::under(slip.place, text(&office.room).or_else(|| text(&office.address))),
        Entry::under(words.phone, phone.into_iter().chain(hotline_for(desk, office)?)),
        Entry::under(words.duties, duties),
        Entry::under(words.basis, [basis]),
    ];
    Ok(entries.into_iter().flatten().collect())
}

/// Leaves room for those who hand over, take over and tell the visitor.
fn signatures(slip: &Slip) -> Vec<Entry> {
    let labels = [slip.handed_by, slip.taken_by, slip.told];
    labels
        .into_iter()
        .filter_map(|label| Entry::under(label, [Line::plain(slip.sign_room)]))
        .collect()
}
