//! A question of a guide on the screen, and the page that the answers lead to.
//!
//! It knows no keys and no terminal: only what stands there.

use super::commands::{call_name, show_cases};
use super::guide::View;
use super::words::ask;
use super::{Block, Desk, Entry, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Answer, Filed, Guide, Question};
use crate::handbook::value::Slug;
use crate::tailor::{Case, read_answer};

/// Builds the page of a question with its answers by number; the chosen one has a mark.
pub fn question(desk: &Desk<'_>, question: &Question, chosen: Option<usize>) -> Page {
    let voice = &desk.voice;
    let mut blocks = vec![Block::heading(&voice.text(&question.question))];
    let why = question.why.as_ref().map(|why| Line::quiet(voice.text(why)));
    blocks.extend(why.map(Block::Paragraph));
    let entry = |(place, answer): (usize, &Answer)| {
        let is_chosen = chosen == Some(place);
        let mark = chosen.map_or("", |_| if is_chosen { "> " } else { "- " });
        let role = if is_chosen { Role::Strong } else { Role::Plain };
        let title = Line::default().then(role, voice.text(&answer.title));
        Entry { label: format!("{mark}{}", place + 1), lines: vec![title] }
    };
    blocks.push(Block::Entries(question.answers.iter().enumerate().map(entry).collect()));
    Page { blocks }
}

/// Builds the line that is left of a question: with its answer, or that it was skipped.
pub fn answered(desk: &Desk<'_>, question: &Question, answer: Option<&Slug>) -> Page {
    let voice = &desk.voice;
    let title = answer.and_then(|id| question.answers.iter().find(|answer| answer.id == *id));
    let said = match title {
        Some(answer) => Line::strong(voice.text(&answer.title)),
        None => Line::quiet(ask::skipped(voice.lang)),
    };
    let mut line = Line::quiet(format!("{} ", voice.text(&question.question)));
    line.extend(said);
    Page { blocks: vec![Block::Paragraph(line)] }
}

/// Builds the first page of a guide for a case, with the command that shows it again.
///
/// # Errors
/// When the handbook is damaged.
pub fn tailored(
    desk: &Desk<'_>,
    guide: &Filed<Guide>,
    case: &Case,
    said: &[(Slug, Slug)],
) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    let mut page = view.first_page(guide, view.elsewhere()?)?;
    let again = ask::again(desk.voice.lang).to_owned();
    let mut commands = vec![(again, command(desk, &guide.value, said))];
    commands.extend(view.own_ways());
    page.blocks.push(Block::Commands { label: desk.words().next.to_owned(), commands });
    Ok(page)
}

/// Returns the command that shows a guide with the answers that were given.
fn command(desk: &Desk<'_>, guide: &Guide, said: &[(Slug, Slug)]) -> String {
    let lang = desk.voice.lang;
    let typed = said.iter().map(|(question, answer)| {
        let asked = guide.questions.iter().find(|one| one.id == *question);
        let found = asked.and_then(|one| one.answers.iter().find(|one| one.id == *answer));
        let name = found.map(|found| call_name(answer, &found.aliases, lang));
        let is_clear = |name: &String| {
            read_answer(guide, name).is_ok_and(|(q, a)| q == *question && a == *answer)
        };
        name.filter(is_clear).unwrap_or_else(|| format!("{question}={answer}"))
    });
    show_cases(call_name(&guide.id, &guide.aliases, lang), typed)
}
