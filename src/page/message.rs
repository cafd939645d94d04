//! A guide as running text: to read aloud on the phone, or to send.

use super::footnotes::short_legend;
use super::guide::View;
use super::guide::first_page::overview;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Filed, Guide};
use crate::tailor::Case;

/// What one message may hold, in characters: more is not read to the end.
const MOST_CHARACTERS: usize = 500;

/// The room that is left for what the marks mean.
const FOOTNOTES: usize = 60;

/// Builds the text of a guide that fits into a message: the answer box, then papers and steps as
/// far as there is room.
///
/// # Errors
/// When the handbook is damaged.
pub fn message(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    let (mut kept, mut rest) = (vec![view.title()], Vec::new());
    kept.extend(view.day()?);
    for block in overview(desk, guide, case)?.blocks {
        match block {
            Block::Answers(entries) => kept.push(Block::Answers(answered(entries, desk))),
            Block::Title { .. } | Block::Commands { .. } => {}
            other => rest.push(other),
        }
    }
    let mut room = MOST_CHARACTERS.saturating_sub(length(&kept) + FOOTNOTES);
    let mut parts = rest
        .into_iter()
        .filter(|block| {
            matches!(block, Block::Heading { .. } | Block::Entries(_) | Block::Steps(_))
        })
        .peekable();
    while let Some(heading) = parts.next() {
        let Some(body) = parts.next_if(|block| !matches!(block, Block::Heading { .. })) else {
            continue;
        };
        let part = [heading, body];
        let Some(left) = room.checked_sub(length(&part)) else { break };
        room = left;
        kept.extend(part);
    }
    kept.extend(short_legend(desk, &kept));
    Ok(Page { blocks: kept })
}

/// Leaves out what is still a blank, and which papers may follow later: nobody reads that aloud.
/// Whom to call stays.
fn answered(entries: Vec<Entry>, desk: &Desk<'_>) -> Vec<Entry> {
    let later = desk.words().deferrable;
    let is_blank = |line: &Line| line.0.iter().any(|span| span.role == Role::Blank);
    let answered = entries.into_iter().map(|mut entry| {
        entry.lines.retain(|line| entry.label == desk.words().questions_to || !is_blank(line));
        for line in &mut entry.lines {
            without_blanks(line);
            for span in &mut line.0 {
                span.text = span.text.replace(later, "");
            }
        }
        entry
    });
    answered.filter(|entry| !entry.lines.is_empty()).collect()
}

/// Takes the blanks out of a line, with what parts them from the rest.
fn without_blanks(line: &mut Line) {
    let count = line.0.len();
    line.0.retain(|span| span.role != Role::Blank);
    let is_shorter = line.0.len() < count;
    if let Some(first) = line.0.first_mut().filter(|_| is_shorter) {
        first.text = first.text.trim_start_matches([';', '；', ' ']).to_owned();
    }
}

/// Returns how many characters blocks have, with what a renderer puts between them.
fn length(blocks: &[Block]) -> usize {
    let lines =
        |lines: &[Line]| lines.iter().map(|line| line.to_text().chars().count() + 1).sum::<usize>();
    let block = |block: &Block| match block {
        Block::Title { text, .. } | Block::Paragraph(text) | Block::Footnote(text) => {
            lines(std::slice::from_ref(text))
        }
        Block::Heading { text, remark } => {
            text.chars().count() + 1 + lines(std::slice::from_ref(remark))
        }
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            entries.iter().map(|entry| entry.label.chars().count() + 1 + lines(&entry.lines)).sum()
        }
        Block::Steps(rows) => rows
            .iter()
            .map(|row| {
                row.actors.iter().map(|(_, actor)| actor.chars().count() + 4).sum::<usize>()
                    + lines(std::slice::from_ref(&row.text))
            })
            .sum(),
        Block::Points(points) => lines(points),
        Block::Table { .. } | Block::Flow(_) | Block::Commands { .. } => 0,
    };
    blocks.iter().map(block).sum()
}
