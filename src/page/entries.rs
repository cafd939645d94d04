//! One entry of a dictionary: a law. Offices have a file of their own.
//!
//! The guides that use an entry are named with what to type; what they say is not known here.

use super::commands::show;
use super::listing::guides_that_use;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::Used;
use crate::handbook::model::{Law, LawStatus};
use crate::handbook::value::ArticleNumber;

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
    let guides = guides_that_use(desk, Used::Law, &law.id)?.into_iter();
    let commands: Vec<_> = guides.map(|(id, title)| (title, show(id))).collect();
    let label = desk.words().rests_on.to_owned();
    Ok((!commands.is_empty()).then_some(Block::Commands { label, commands }))
}
