//! One entry of a dictionary: an office, a law.
//!
//! The guides that use an entry are named with what to type; what they say is not known here.

use super::commands::show;
use super::listing::guides_that_cite;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Law, LawStatus, Office};
use crate::handbook::value::ArticleNumber;

/// Builds the page of an office.
///
/// # Errors
/// When the handbook is damaged.
pub fn office(desk: &Desk<'_>, office: &Office) -> Result<Page, Damaged> {
    let mut entries = whereabouts(desk, office);
    entries.extend(competence(desk, office)?);
    let text = Line::strong(desk.voice.text(&office.name));
    let title = Block::Title { text, id: office.id.to_string() };
    Ok(Page { blocks: vec![title, Block::Answers(entries)] })
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
    let handled = handled(desk, office)?
        .into_iter()
        .map(|(id, title)| Line::plain(format!("{title}  ")).then(Role::Command, show(id)));
    let first_asked = office.first_asked.iter().map(|text| voice.line(text));
    let basis = Line::quiet(voice.list(desk.citations(&office.basis)?));
    let entries = [
        Entry::under(words.duties, duties),
        Entry::under(words.handles, handled),
        Entry::under(words.first_asked, first_asked),
        Entry::under(words.basis, [basis]),
        Entry::under(words.questions_to, hotline_for(desk, office)?),
    ];
    Ok(entries.into_iter().flatten().collect())
}

/// Returns the hotline, if the office has no number of its own.
fn hotline_for(desk: &Desk<'_>, office: &Office) -> Result<Option<Line>, Damaged> {
    let has_phone = office.phone.as_ref().is_some_and(|phone| phone.known().is_some());
    let hotline = desk.hotline()?.filter(|_| !has_phone);
    let lead = format!("{} ", desk.words().or_hotline);
    Ok(hotline.map(|number| Line::plain(lead).then(Role::Strong, number)))
}

/// Returns the guides for which an office is responsible.
fn handled(desk: &Desk<'_>, office: &Office) -> Result<Vec<(String, String)>, Damaged> {
    let table = desk.pack.guides()?;
    let mut handled = Vec::new();
    for place in 0..table.len() {
        let guide = table.get(place)?.value;
        if guide.office == office.id {
            handled.push((guide.id.to_string(), desk.voice.name(&guide.title)));
        }
    }
    Ok(handled)
}

/// Builds the page of a law, or of one of its articles.
///
/// # Errors
/// When the handbook is damaged.
pub fn law(desk: &Desk<'_>, law: &Law, article: Option<ArticleNumber>) -> Result<Page, Damaged> {
    let words = desk.words();
    let text = Line::strong(desk.voice.text(&law.title));
    let mut blocks = vec![Block::Title { text, id: law.id.to_string() }];
    let particulars = particulars(desk, law)?;
    if !particulars.is_empty() {
        blocks.push(Block::Answers(particulars));
    }
    if law.status == LawStatus::Amended {
        blocks.push(Block::Paragraph(Line::default().then(Role::Warning, words.amended)));
    }
    let articles = articles(desk, law, article);
    if !articles.is_empty() {
        blocks.extend([Block::heading(words.articles), Block::Entries(articles)]);
    }
    blocks.extend(resting_on(desk, law)?);
    blocks.push(Block::Footnote(Line::quiet(words.not_advice)));
    Ok(Page { blocks })
}

/// Says who issued a law, since when it is in force, and which version was read.
fn particulars(desk: &Desk<'_>, law: &Law) -> Result<Vec<Entry>, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let superseded = law.superseded_by.as_ref().map(|other| desk.law_title(other)).transpose()?;
    let particulars = [
        (words.number, law.number.clone()),
        (words.issuer, law.issuer.as_ref().map(|issuer| voice.text(issuer))),
        (words.in_force_from, law.in_force.from.map(|day| day.to_string())),
        (words.version_read, law.version.map(|day| day.to_string())),
        (words.checked, Some(law.checked_on.to_string())),
        (words.read_where, law.source.as_ref().map(|source| voice.text(source))),
        (words.superseded, superseded),
    ];
    let entry = |(label, text): (&str, Option<String>)| Entry::under(label, text.map(Line::plain));
    Ok(particulars.into_iter().filter_map(entry).collect())
}

/// Returns the gist of the wanted article, or of all.
fn articles(desk: &Desk<'_>, law: &Law, wanted: Option<ArticleNumber>) -> Vec<Entry> {
    let shown = law.articles.iter().filter(|one| wanted.is_none_or(|number| number == one.number));
    let entries = shown.map(|one| Entry {
        label: one.number.to_string(),
        lines: vec![desk.voice.line(&one.gist)],
    });
    entries.collect()
}

/// Returns the guides that rest on a law, with what to type.
fn resting_on(desk: &Desk<'_>, law: &Law) -> Result<Option<Block>, Damaged> {
    let guides = guides_that_cite(desk, &law.id)?.into_iter();
    let commands: Vec<_> = guides.map(|(id, title)| (title, show(id))).collect();
    let label = desk.words().rests_on.to_owned();
    Ok((!commands.is_empty()).then_some(Block::Commands { label, commands }))
}
