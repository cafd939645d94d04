//! One entry of a dictionary: an office, a law.

use super::desk::Desk;
use super::{Block, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Law, LawStatus, Office};
use crate::handbook::value::ArticleNumber;

/// Builds the page of an office.
///
/// # Errors
/// When the handbook is damaged.
pub fn office(desk: &Desk<'_>, office: &Office) -> Result<Page, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let mut entries = Vec::new();
    let mut add = |label: &str, lines: Vec<Line>| {
        let lines: Vec<Line> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            entries.push(Entry { label: label.to_owned(), lines });
        }
    };
    add(
        words.phone,
        office.phone.iter().map(|phone| voice.filled(phone, ToString::to_string)).collect(),
    );
    add(words.room, office.room.iter().map(|text| voice.fillable(text)).collect());
    add(words.address, office.address.iter().map(|text| voice.fillable(text)).collect());
    add(words.hours, office.hours.iter().map(|text| voice.fillable(text)).collect());
    add(words.post, office.post.iter().map(|text| voice.fillable(text)).collect());
    add(words.backup_post, office.backup_post.iter().map(|text| voice.fillable(text)).collect());
    let duties = office
        .duties
        .iter()
        .map(|duty| voice.with_standing(Line::plain(voice.text(duty)), &office.standing));
    add(words.duties, duties.collect());
    let handled = handled(desk, office)?;
    add(
        words.handles,
        handled
            .into_iter()
            .map(|(id, title)| {
                Line::plain(format!("{title}  ")).then(Role::Command, format!("guide show {id}"))
            })
            .collect(),
    );
    add(
        words.first_asked,
        office.first_asked.iter().map(|text| Line::plain(voice.text(text))).collect(),
    );
    let basis = voice.list(desk.citations(&office.basis)?);
    add(words.basis, vec![Line::default().then(Role::Quiet, basis)]);
    if let Some(number) = desk
        .hotline()?
        .filter(|_| office.phone.as_ref().is_none_or(|phone| phone.known().is_none()))
    {
        let text = format!("{} ", words.or_hotline);
        add(words.questions_to, vec![Line::plain(text).then(Role::Strong, number)]);
    }
    let title = Line::default().then(Role::Strong, voice.text(&office.name));
    Ok(Page {
        blocks: vec![
            Block::Title { text: title, id: office.id.to_string() },
            Block::Answers(entries),
        ],
    })
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
    let (voice, words) = (&desk.voice, desk.words());
    let title = Line::default().then(Role::Strong, voice.text(&law.title));
    let mut blocks = vec![Block::Title { text: title, id: law.id.to_string() }];
    let mut entries = Vec::new();
    let mut add = |label: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            entries.push(Entry { label: label.to_owned(), lines: vec![Line::plain(text)] });
        }
    };
    add(words.number, law.number.clone());
    add(words.issuer, law.issuer.as_ref().map(|issuer| voice.text(issuer)));
    add(words.in_force_from, law.in_force.from.map(|day| day.to_string()));
    add(words.version_read, law.version.map(|day| day.to_string()));
    add(words.checked, Some(law.checked_on.to_string()));
    add(words.read_where, law.source.as_ref().map(|source| voice.text(source)));
    add(
        words.superseded,
        law.superseded_by.as_ref().map(|other| desk.law_title(other)).transpose()?,
    );
    if !entries.is_empty() {
        blocks.push(Block::Answers(entries));
    }
    if law.status == LawStatus::Amended {
        blocks.push(Block::Paragraph(Line::default().then(Role::Warning, words.amended)));
    }
    let articles =
        law.articles.iter().filter(|one| article.is_none_or(|number| number == one.number));
    let articles = articles.map(|one| Entry {
        label: one.number.to_string(),
        lines: vec![Line::plain(voice.text(&one.gist))],
    });
    let articles: Vec<Entry> = articles.collect();
    if !articles.is_empty() {
        let heading = Block::Heading { text: words.articles.to_owned(), remark: Line::default() };
        blocks.extend([heading, Block::Entries(articles)]);
    }
    let guides = super::listing::guides_that_cite(desk, &law.id)?;
    if !guides.is_empty() {
        let commands =
            guides.into_iter().map(|(id, title)| (title, format!("guide show {id}"))).collect();
        blocks.push(Block::Commands { label: words.rests_on.to_owned(), commands });
    }
    blocks.push(Block::Footnote(Line::default().then(Role::Quiet, words.not_advice)));
    Ok(Page { blocks })
}
