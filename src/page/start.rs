//! The page of `guide` alone.

use super::commands::{call_name, show};
use super::{Block, Desk, Line, Page};
use crate::handbook::codec::Damaged;
use crate::handbook::pack::Headline;

/// How many guides the start page names.
const MOST_GUIDES: usize = 14;

/// Builds the start page: what there is, and three things to try.
///
/// # Errors
/// When the handbook is damaged.
pub fn start(desk: &Desk<'_>) -> Result<Page, Damaged> {
    let words = desk.words();
    let title = desk.voice.lang.pick("办事手册", "Handbook of procedures");
    let edition = desk.layers().last().map(|about| desk.voice.name(&about.title));
    let unlabelled = |commands| Block::Commands { label: String::new(), commands };
    Ok(Page {
        blocks: vec![
            Block::Title { text: Line::strong(title), id: edition.unwrap_or_default() },
            Block::Paragraph(Line::plain(words.tagline)),
            Block::heading(words.guides),
            unlabelled(guides(desk)?),
            Block::heading(words.try_these),
            unlabelled(tries(desk)),
            Block::Footnote(Line::quiet(words.not_advice)),
        ],
    })
}

/// Returns the first guides, and where to find the others.
fn guides(desk: &Desk<'_>) -> Result<Vec<(String, String)>, Damaged> {
    let lang = desk.voice.lang;
    let table = desk.pack.guides()?;
    let shown = table.len().min(MOST_GUIDES);
    let command = |place| {
        let Headline { id, title, aliases, .. } = table.head(place)?;
        Ok((desk.voice.name(&title), show(call_name(&id, &aliases, lang))))
    };
    let mut commands = (0..shown).map(command).collect::<Result<Vec<_>, Damaged>>()?;
    if table.len() > shown {
        commands.push((lang.pick("全部", "all of them").to_owned(), "guide list".to_owned()));
    }
    Ok(commands)
}

/// Returns three things to try, with what to type.
fn tries(desk: &Desk<'_>) -> Vec<(String, String)> {
    let lang = desk.voice.lang;
    let tries = [
        (
            lang.pick("用自己的话问", "ask in your own words"),
            lang.pick("guide 孩子转学要啥材料", "guide what papers to change school"),
        ),
        (
            lang.pick("哪些事要用哪些材料", "which paper is for what"),
            "guide list documents --used-by",
        ),
        (desk.words().more_help, "guide --help"),
    ];
    tries.map(|(purpose, command)| (purpose.to_owned(), command.to_owned())).to_vec()
}
