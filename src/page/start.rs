//! The page of `guide` alone.

use super::desk::Desk;
use super::overview::call_name;
use super::{Block, Line, Page, Role};
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
    let lang = desk.voice.lang;
    let edition =
        desk.layers().last().map(|about| desk.voice.name(&about.title)).unwrap_or_default();
    let title = Line::default().then(Role::Strong, lang.pick("办事手册", "Handbook of procedures"));
    let table = desk.pack.guides()?;
    let shown = table.len().min(MOST_GUIDES);
    let command = |place| {
        let Headline { id, title, aliases, .. } = table.head(place)?;
        let name = call_name(&id, &aliases, lang);
        Ok((desk.voice.name(&title), format!("guide show {name}")))
    };
    let mut commands = (0..shown).map(command).collect::<Result<Vec<_>, Damaged>>()?;
    if table.len() > shown {
        commands.push((lang.pick("全部", "all of them").to_owned(), "guide list".to_owned()));
    }
    let question = lang.pick("guide 孩子转学要啥材料", "guide what papers to change school");
    let tries = [
        (lang.pick("用自己的话问", "ask in your own words"), question),
        (
            lang.pick("哪些事要用哪些材料", "which paper is for what"),
            "guide list documents --used-by",
        ),
        (words.more_help, "guide --help"),
    ];
    let tries = tries.map(|(purpose, command)| (purpose.to_owned(), command.to_owned())).to_vec();
    let heading = |text: &str| Block::Heading { text: text.to_owned(), remark: Line::default() };
    Ok(Page {
        blocks: vec![
            Block::Title { text: title, id: edition },
            Block::Paragraph(Line::plain(words.tagline)),
            heading(words.guides),
            Block::Commands { label: String::new(), commands },
            heading(words.try_these),
            Block::Commands { label: String::new(), commands: tries },
            Block::Footnote(Line::default().then(Role::Quiet, words.not_advice)),
        ],
    })
}
