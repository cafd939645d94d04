//! Two languages on one slip: what reads the same, and what somebody writes in, stands there once.
//!
//! Both pages are built alike, block by block; only their texts differ.

use crate::page::voice::join;
use crate::page::{Block, Entry, Line, Page, Span};

/// What a line has where somebody writes by hand.
const ROOM: &str = "____";

/// What parts two languages.
const BETWEEN: &str = " / ";

/// Puts the texts of one page behind those of another that is built alike.
pub(super) fn beside(first: Page, second: Page) -> Page {
    let mut others = second.blocks.into_iter();
    let beside = |block| match others.next() {
        Some(other) => both(block, other),
        None => block,
    };
    let mut blocks: Vec<Block> = first.blocks.into_iter().map(beside).collect();
    blocks.extend(others);
    Page { blocks }
}

fn both(first: Block, second: Block) -> Block {
    match (first, second) {
        (Block::Title { text, id }, Block::Title { text: other, .. }) => {
            Block::Title { text: pair(text, other), id }
        }
        (Block::Heading { text, remark }, Block::Heading { text: other, remark: other_remark }) => {
            let text = format!("{text}{BETWEEN}{other}");
            Block::Heading { text, remark: pair(remark, other_remark) }
        }
        (Block::Paragraph(text), Block::Paragraph(other)) => Block::Paragraph(pair(text, other)),
        (Block::Footnote(text), Block::Footnote(other)) => Block::Footnote(pair(text, other)),
        (Block::Points(points), Block::Points(others)) => {
            let without_tick = others.into_iter().map(without_tick);
            Block::Points(points.into_iter().zip(without_tick).map(|(a, b)| pair(a, b)).collect())
        }
        (Block::Parts(entries), Block::Parts(others)) => {
            Block::Parts(entries.into_iter().zip(others).map(|(a, b)| both_entries(a, b)).collect())
        }
        (first, _) => first,
    }
}

fn both_entries(first: Entry, second: Entry) -> Entry {
    let lines = first.lines.into_iter().zip(second.lines);
    Entry {
        label: format!("{} {}", first.label, second.label),
        lines: lines.map(|(a, b)| pair(a, b)).collect(),
    }
}

/// Puts a line behind another. Where both leave room to write at the same places, it is left once.
fn pair(first: Line, second: Line) -> Line {
    let second = without_glosses(second, &first.to_text());
    if first == second {
        return first;
    }
    let (ours, others) = (stretches(&first), stretches(&second));
    let is_room = |stretches: &[Line]| stretches.iter().map(has_room).collect::<Vec<_>>();
    if is_room(&ours) != is_room(&others) {
        return join([first, second], BETWEEN);
    }
    let mut line = Line::default();
    for (one, other) in ours.into_iter().zip(others) {
        line.extend(if has_room(&one) { one } else { join([one, without_lead(other)], BETWEEN) });
    }
    line
}

/// Parts a line into stretches of words and stretches to write in.
fn stretches(line: &Line) -> Vec<Line> {
    let is_alike = |one: &Span, next: &Span| one.text.contains(ROOM) == next.text.contains(ROOM);
    line.0.chunk_by(is_alike).map(|spans| Line(spans.to_vec())).collect()
}

fn has_room(line: &Line) -> bool {
    line.0.iter().any(|span| span.text.contains(ROOM))
}

/// Takes away the blank that parts a stretch from the one before.
fn without_lead(mut line: Line) -> Line {
    if let Some(first) = line.0.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    line
}

/// Takes away the tick box and the number, which the other language has already.
fn without_tick(mut line: Line) -> Line {
    if !line.0.is_empty() {
        line.0.remove(0);
    }
    line
}

/// Takes away the Chinese names in brackets that stand in the Chinese text already.
fn without_glosses(mut line: Line, chinese: &str) -> Line {
    for span in &mut line.0 {
        let mut parts = span.text.split(" (");
        let first = parts.next().unwrap_or_default().to_owned();
        span.text = parts.fold(first, |text, part| match part.split_once(')') {
            Some((gloss, rest)) if !gloss.is_ascii() && chinese.contains(gloss) => text + rest,
            _ => text + " (" + part,
        });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Role;

    #[track_caller]
    fn case(first: &[&str], second: &[&str], together: &str) {
        let line = |texts: &[&str]| {
            texts.iter().fold(Line::default(), |line, text| line.then(Role::Plain, *text))
        };
        assert_eq!(pair(line(first), line(second)).to_text(), together);
    }

    #[test]
    fn what_reads_the_same_stands_there_once() {
        case(&["12345"], &["12345"], "12345");
        case(&["居住证"], &["permit"], "居住证 / permit");
        case(&["居住证"], &["permit (居住证)"], "居住证 / permit");
        case(&["书面申请"], &["request (转学申请)"], "书面申请 / request (转学申请)");
        case(&["甲、乙"], &["a (甲), b (if asked)"], "甲、乙 / a, b (if asked)");
        case(&["甲"], &["a (甲", ")"], "甲 / a (甲)");
    }

    #[test]
    fn nobody_signs_twice() {
        case(&["____年__月"], &["____-__"], "____年__月");
        case(&["____", "岗位", " ____"], &["____", "Post", " ____"], "____岗位 / Post ____");
        case(&["____", "（5 日）"], &["____", " (5 days)"], "____（5 日） / (5 days)");
        case(&["____", "甲"], &["a", "____"], "____甲 / a____");
    }
}
