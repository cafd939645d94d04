//! What a hit is, where it stands, and what to type to see it.
//!
//! It reads heads and names, as a program needs them too; it does not answer.

use crate::handbook::codec::Damaged;
use crate::handbook::index::{Part, Place, Thing};
use crate::handbook::model::{Answer, Document, Law, Office};
use crate::handbook::pack::Headline;
use crate::handbook::value::{LocalizedText, Slug};
use crate::page::Desk;
use crate::page::commands::{call_name, show, show_case, show_section};

/// What a program is told of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it is: guide, section, document, office or law.
    pub kind: &'static str,
    /// The guide that it belongs to.
    pub guide: Option<String>,
    /// The section of the guide.
    pub section: Option<String>,
    /// The id of the thing itself.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub trail: String,
    /// What to type to see it.
    pub command: String,
}

/// Describes a hit in the language of the desk.
///
/// # Errors
/// When the handbook is damaged, as everywhere in this module.
pub fn describe(desk: &Desk<'_>, place: &Place<'_>) -> Result<Described, Damaged> {
    let ordinal = usize::try_from(place.ordinal).map_err(|_| Damaged)?;
    match place.thing {
        Thing::Guide => describe_guide(desk, ordinal, place.part),
        Thing::Document => Ok(describe_paper(desk, &desk.pack.documents()?.get(ordinal)?.value)),
        Thing::Office => Ok(describe_office(desk, &desk.pack.offices()?.get(ordinal)?.value)),
        Thing::Law => Ok(describe_law(desk, &desk.pack.laws()?.get(ordinal)?.value, place.part)),
    }
}

fn describe_paper(desk: &Desk<'_>, paper: &Document) -> Described {
    let command = format!("guide list documents {} --used-by", paper.id);
    let trail = desk.words().documents.to_owned();
    Described { trail, command, ..thing(desk, "document", &paper.id, &paper.name) }
}

fn describe_office(desk: &Desk<'_>, office: &Office) -> Described {
    let name = call_name(&office.id, &office.aliases, desk.voice.lang);
    let trail = desk.words().offices.to_owned();
    let command = format!("guide office {name}");
    Described { trail, command, ..thing(desk, "office", &office.id, &office.name) }
}

fn describe_law(desk: &Desk<'_>, law: &Law, part: Part<'_>) -> Described {
    let title = law.short.as_ref().unwrap_or(&law.title);
    let name = desk.voice.lang.pick(desk.voice.name(title), law.id.to_string());
    let trail = desk.words().laws.to_owned();
    let command = format!("guide law {name}");
    let whole = Described { trail, command, ..thing(desk, "law", &law.id, title) };
    match part {
        Part::Article(number) => Described {
            title: format!("{} {number}", whole.title),
            command: format!("{} {number}", whole.command),
            ..whole
        },
        _ => whole,
    }
}

/// Describes a thing of a dictionary, but for where it stands and how to see it.
fn thing(desk: &Desk<'_>, kind: &'static str, id: &Slug, name: &LocalizedText) -> Described {
    Described {
        kind,
        guide: None,
        section: None,
        id: id.to_string(),
        title: desk.voice.text(name),
        trail: String::new(),
        command: String::new(),
    }
}

fn describe_guide(desk: &Desk<'_>, place: usize, part: Part<'_>) -> Result<Described, Damaged> {
    let head: Headline = desk.pack.guides()?.head(place)?;
    let name = call_name(&head.id, &head.aliases, desk.voice.lang);
    let id = head.id.to_string();
    let whole = Described {
        kind: "guide",
        guide: Some(id.clone()),
        section: None,
        id: id.clone(),
        title: desk.voice.name(&head.title),
        trail: id,
        command: show(&name),
    };
    let Some(section) = part.section() else { return Ok(whole) };
    let heading = section_heading(desk, place, section)?;
    let described = describe_section(desk, whole.clone(), &name, section, &heading);
    match part {
        Part::Case { question, answer } => {
            let answer = answer_at(desk, place, question, answer)?;
            let described = Described { title: whole.title, ..described };
            Ok(describe_case(desk, described, &name, &answer))
        }
        Part::Faq(id) => {
            let faq = desk.pack.guides()?.faq(place, id)?.ok_or(Damaged)?;
            Ok(Described { title: desk.voice.text(&faq.question), id: id.to_owned(), ..described })
        }
        _ => Ok(described),
    }
}

/// Returns the heading of a section, fixed or of the guide's own.
fn section_heading(desk: &Desk<'_>, place: usize, section: &str) -> Result<String, Damaged> {
    if let Some(heading) = desk.words().section(section) {
        return Ok(heading.to_owned());
    }
    let own = desk.pack.guides()?.free_section(place, section)?.ok_or(Damaged)?;
    Ok(desk.voice.text(&own.heading))
}

/// Turns what is said of a guide into what is said of one of its sections.
fn describe_section(
    desk: &Desk<'_>,
    whole: Described,
    name: &str,
    section: &str,
    heading: &str,
) -> Described {
    let typed = desk.voice.lang.pick(heading, section);
    let typed = if typed.contains(' ') { section } else { typed };
    Described {
        kind: "section",
        section: Some(section.to_owned()),
        id: section.to_owned(),
        title: format!("{}{}{heading}", whole.title, desk.words().colon),
        trail: format!("{} > {heading}", whole.title),
        command: show_section(name, typed),
        ..whole
    }
}

/// Turns what is said of a guide into what is said of one of its cases.
fn describe_case(desk: &Desk<'_>, whole: Described, name: &str, answer: &Answer) -> Described {
    let case = desk.voice.text(&answer.title);
    Described {
        title: format!("{}{}{case}", whole.title, desk.words().colon),
        trail: format!("{} > {case}", whole.title),
        command: show_case(name, call_name(&answer.id, &answer.aliases, desk.voice.lang)),
        ..whole
    }
}

/// Finds an answer to a question of the guide at a place.
fn answer_at(desk: &Desk<'_>, place: usize, asked: &str, id: &str) -> Result<Answer, Damaged> {
    let guide = desk.first_page(place)?;
    let question = guide.value.questions.iter().find(|question| question.id == *asked);
    let answer = question.and_then(|question| question.answers.iter().find(|one| one.id == *id));
    answer.cloned().ok_or(Damaged)
}
