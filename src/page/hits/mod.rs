//! What a search found: the first hit answers, the others say where to look.
//!
//! Hits are taken in the order in which the search ranked them; why it did so is only told.

mod answer;
mod describe;
mod explain;
mod guide;
mod shorten;

pub use self::answer::answer;
pub use self::describe::{Described, describe};
pub use self::explain::explanation;

use super::footnotes::footnotes;
use super::words::{field, how};
use super::{Block, Desk, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::Thing;
use crate::handbook::model::OutOfScope;
use crate::search::resolve::exact;
use crate::search::{Found, Hit};

/// Builds the page of a search that found something.
///
/// # Errors
/// When the handbook is damaged, as everywhere in this module.
pub fn hits(desk: &Desk<'_>, found: &Found<'_>) -> Result<Page, Damaged> {
    let Some((first, others)) = found.hits.split_first() else { return Ok(Page::default()) };
    let mut blocks: Vec<Block> = caution(desk, found)?.into_iter().collect();
    blocks.extend(first_hit(desk, first)?);
    if !others.is_empty() {
        blocks.extend(other_hits(desk, others)?);
    }
    blocks.extend(footnotes(desk, &blocks));
    blocks.push(Block::Footnote(Line::quiet(reading(desk, found))));
    Ok(Page { blocks })
}

/// Returns the first hit with its answer and where to read on.
fn first_hit(desk: &Desk<'_>, hit: &Hit<'_>) -> Result<[Block; 3], Damaged> {
    let described = describe(desk, &hit.place)?;
    let see = vec![(desk.words().whole_guide.to_owned(), described.command)];
    Ok([
        Block::Title { text: Line::strong(described.title), id: described.trail },
        answer_block(answer(desk, &hit.place)?),
        Block::Commands { label: String::new(), commands: see },
    ])
}

/// Returns the hits behind the first, by number and title.
fn other_hits(desk: &Desk<'_>, others: &[Hit<'_>]) -> Result<[Block; 2], Damaged> {
    let line = |(number, hit): (usize, &Hit<'_>)| {
        let described = describe(desk, &hit.place)?;
        Ok((format!("{number}  {}", described.title), described.command))
    };
    let commands = (2..).zip(others).map(line).collect::<Result<Vec<_>, Damaged>>()?;
    let heading = Block::heading(desk.words().perhaps);
    Ok([heading, Block::Commands { label: String::new(), commands }])
}

/// Sets one line as a paragraph and several as points.
fn answer_block(mut lines: Vec<Line>) -> Block {
    match lines.pop() {
        Some(only) if lines.is_empty() => Block::Paragraph(only),
        last => Block::Points(lines.into_iter().chain(last).collect()),
    }
}

/// Says that the query names a matter that the handbook does not treat.
pub fn elsewhere(desk: &Desk<'_>, found: &Found<'_>) -> Result<Option<Block>, Damaged> {
    let Some(matter) = matter(desk, found)? else { return Ok(None) };
    let text = desk.voice.text(&matter.answer);
    Ok(Some(Block::Paragraph(warned(desk, desk.words().elsewhere, &text))))
}

/// Sets a text behind a lead that warns.
fn warned(desk: &Desk<'_>, lead: &str, text: &str) -> Line {
    let lead = format!("{lead}{}", desk.words().colon);
    Line::default().then(Role::Warning, lead).then(Role::Plain, text.to_owned())
}

/// Says what is to be known before the hits: that the query names a matter of others, or that the
/// handbook may not treat it.
pub fn caution(desk: &Desk<'_>, found: &Found<'_>) -> Result<Option<Block>, Damaged> {
    let doubt = || {
        let words = desk.words();
        Block::Paragraph(warned(desk, words.unsure, words.perhaps_not_treated))
    };
    Ok(elsewhere(desk, found)?.or_else(|| (!found.is_sure).then(doubt)))
}

/// Returns the position of the guide that is nearest to a matter of others, if one is.
pub fn nearest(desk: &Desk<'_>, found: &Found<'_>) -> Result<Option<usize>, Damaged> {
    let Some(id) = matter(desk, found)?.and_then(|matter| matter.guide) else { return Ok(None) };
    let ordinal = exact(&desk.pack.names()?, Thing::Guide, id.as_str())?;
    Ok(ordinal.and_then(|ordinal| usize::try_from(ordinal).ok()))
}

/// Returns the entry of the matter outside the handbook that the query names.
fn matter(desk: &Desk<'_>, found: &Found<'_>) -> Result<Option<OutOfScope>, Damaged> {
    let Some(elsewhere) = &found.reading.elsewhere else { return Ok(None) };
    let entry = usize::try_from(elsewhere.entry).map_err(|_| Damaged)?;
    let mut matters = desk.pack.words()?.out_of_scope;
    if entry < matters.len() { Ok(Some(matters.swap_remove(entry))) } else { Err(Damaged) }
}

/// Says how the words were read, so that a wrong reading shows.
pub fn reading(desk: &Desk<'_>, found: &Found<'_>) -> String {
    let lang = desk.voice.lang;
    let reading = &found.reading;
    let quoted = |word: &String| lang.pick(format!("「{word}」"), format!("`{word}`"));
    let sought: Vec<String> = reading.sought.iter().map(quoted).collect();
    let equal = reading.equal.iter().map(|equal| format!("{} = {}", equal.word, equal.other));
    let equal = desk.voice.list(equal);
    let equal = if equal.is_empty() { equal } else { desk.voice.in_brackets(&equal) };
    lang.pick(
        format!("按{}找{equal}。没有？ 打 12345，或 guide list", sought.concat()),
        format!("Looked for {}{equal}. Not there? Call 12345, or: guide list", sought.join(" ")),
    )
}

/// Says why a hit fits: each word of the query and where it stands.
pub fn why(desk: &Desk<'_>, hit: &Hit<'_>) -> String {
    let lang = desk.voice.lang;
    let reasons = hit.why.iter().map(|reason| {
        let (field, how) = (field(reason.field, lang), how(reason.how, lang));
        let word = &reason.word;
        lang.pick(format!("「{word}」{field}{how}"), format!("`{word}` {field}{how}"))
    });
    reasons.collect::<Vec<_>>().join(lang.pick("；", "; "))
}
