//! What the handbook has for an argument.

use std::collections::BTreeSet;

use super::choice::{self, Choice};
use super::request::Request;
use super::{BARE, Offer, Taste};
use crate::cli::arguments::COMMANDS;
use crate::cli::environment;
use crate::handbook::codec::{self, Damaged};
use crate::handbook::index::Thing;
use crate::handbook::index::fold::{compact, fold};
use crate::handbook::index::names::{Name, NameKind};
use crate::handbook::index::pinyin::spellings;
use crate::handbook::model::{Answer, Filed, Guide, Law, Question};
use crate::handbook::pack::{self, Headline, LawTitle, Table};
use crate::handbook::value::{LocalizedText, Slug};
use crate::page::words::{Lang, due};
use crate::page::{Desk, SECTIONS, named_papers, papers_of, section_ids};
use crate::search::resolve::{Resolution, exact, resolve};
use crate::search::suggest::suggest;
use crate::tailor::{Case, Named, read_answer, read_event};

/// The most that is offered: more than that nobody reads.
const MANY: usize = 1_000;

/// Offers what fits the text that was typed; nothing if the handbook cannot be read.
pub(super) type Completer = fn(&Request, &str) -> Option<Vec<Offer>>;

/// Returns who answers for an argument, by its id.
pub(super) fn to(argument: &str) -> Option<Completer> {
    Some(match argument {
        BARE => bare,
        "guide" => |request, typed| things(request, typed, Thing::Guide, "guide"),
        "name" => |request, typed| things(request, typed, Thing::Office, "name"),
        "law" => |request, typed| things(request, typed, Thing::Law, "law"),
        "section" => sections,
        "case" => cases,
        "event" => events,
        "have" => papers,
        "from" | "on" | "received" => {
            |request, typed| Some(pick(vec![today(request.lang)], typed, request.taste))
        }
        "article" => articles,
        _ => return None,
    })
}

/// Offers guides for bare words; where a command may be meant, only those that begin so.
fn bare(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    if typed.is_empty() || typed.starts_with('-') {
        return None;
    }
    if !COMMANDS.iter().any(|command| command.starts_with(typed)) {
        return things(request, typed, Thing::Guide, BARE);
    }
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    Some(choice::begun(&called(&desk, Thing::Guide, typed).ok()?, typed))
}

/// Offers things of a kind, unless the words before already name one.
fn things(request: &Request, typed: &str, thing: Thing, argument: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let said = request.said(argument).join(" ");
    match exact(&desk.pack.names().ok()?, thing, &said).ok()? {
        Some(_) => None,
        None => named(&desk, thing, typed, request.taste).ok(),
    }
}

/// Offers things whose names begin so, or else sound so, or else are near.
fn named(desk: &Desk<'_>, thing: Thing, typed: &str, taste: Taste) -> Result<Vec<Offer>, Damaged> {
    if typed.is_empty() {
        return all(desk, thing);
    }
    let choices = called(desk, thing, typed)?;
    let offers = choice::begun(&choices, typed);
    if !offers.is_empty() {
        return Ok(offers);
    }
    if !choices.is_empty() {
        return Ok(choice::sounding(&choices, typed, taste));
    }
    let near = suggest(&desk.pack.names()?, thing, typed)?;
    let near = near.iter().map(|one| choice_of(desk, thing, one.ordinal));
    Ok(choice::near(&near.collect::<Result<Vec<_>, _>>()?, typed, taste))
}

/// Offers the ids of all things of a kind.
fn all(desk: &Desk<'_>, thing: Thing) -> Result<Vec<Offer>, Damaged> {
    match thing {
        Thing::Guide => ids(desk, &desk.pack.guides()?),
        Thing::Document => ids(desk, &desk.pack.documents()?),
        Thing::Office => ids(desk, &desk.pack.offices()?),
        Thing::Law => ids(desk, &desk.pack.laws()?),
    }
}

fn ids<T: codec::Pack>(desk: &Desk<'_>, table: &Table<'_, T>) -> Result<Vec<Offer>, Damaged> {
    let offer = |place| {
        let pack::Name { id, name } = table.head(place)?;
        Ok(Offer { value: id.to_string(), about: desk.voice.name(&name) })
    };
    (0..table.len().min(MANY)).map(offer).collect()
}

/// Returns the things that have a name or the sound of one that begins so, each once.
fn called(desk: &Desk<'_>, thing: Thing, typed: &str) -> Result<Vec<Choice>, Damaged> {
    let names = desk.pack.names()?.beginning(thing, &compact(typed), MANY)?;
    let ordinals: BTreeSet<u32> = names.iter().map(|name| name.ordinal).collect();
    let choice = |ordinal| {
        let choice = choice_of(desk, thing, ordinal)?;
        let its = names.iter().filter(|name| name.ordinal == ordinal && is_sound(name));
        let sound = its.min_by_key(|name| standing(name, &choice)).map(|name| name.folded);
        Ok(Choice { sound: sound.map(str::to_owned), ..choice })
    };
    ordinals.into_iter().map(choice).collect()
}

/// Says whether a name is what somebody types who has no Chinese input method at hand.
fn is_sound(name: &Name<'_>) -> bool {
    !name.kind.is_written() && !name.written.contains(|c: char| c.is_ascii_alphabetic())
}

/// Returns how late a sound comes among those of a thing: initials and unusual readings are last.
fn standing(name: &Name<'_>, choice: &Choice) -> (bool, Option<usize>, bool) {
    let place = choice.names.iter().position(|written| written == name.written);
    let is_usual = spellings(name.written).first().is_some_and(|usual| usual == name.folded);
    (name.kind == NameKind::Initials, place, !is_usual)
}

/// Returns the thing at a place with all its names, the Chinese title first.
fn choice_of(desk: &Desk<'_>, thing: Thing, ordinal: u32) -> Result<Choice, Damaged> {
    let place = usize::try_from(ordinal).map_err(|_| Damaged)?;
    let (id, title, aliases) = match thing {
        Thing::Guide => {
            let Headline { id, title, aliases, .. } = desk.pack.guides()?.head(place)?;
            (id, title, aliases)
        }
        Thing::Document => {
            let paper = desk.pack.documents()?.get(place)?.value;
            (paper.id, paper.name, paper.aliases)
        }
        Thing::Office => {
            let office = desk.pack.offices()?.get(place)?.value;
            (office.id, office.name, office.aliases)
        }
        Thing::Law => {
            let LawTitle { id, title, short, aliases, .. } = desk.pack.laws()?.head(place)?;
            let short = short.iter().flat_map(|short| texts(desk, short)).collect::<Vec<_>>();
            (id, title, short.into_iter().chain(aliases).collect())
        }
    };
    let names = texts(desk, &title).into_iter().chain(aliases).collect();
    let title = desk.voice.name(&title);
    Ok(Choice { id: id.to_string(), title, names, sound: None })
}

/// Returns a text in Chinese and in whatever other languages there are.
fn texts(desk: &Desk<'_>, text: &LocalizedText) -> Vec<String> {
    let chinese = desk.voice.speaking(Lang::Zh).name(text);
    let others = text.all("").map(|(_, other)| other.to_owned()).filter(|other| *other != chinese);
    std::iter::once(chinese.clone()).chain(others.collect::<Vec<_>>()).collect()
}

/// Returns the guide that was named before.
fn guide(request: &Request, desk: &Desk<'_>) -> Option<Guide> {
    let place = place(desk, Thing::Guide, &request.said("guide").join(" "))?;
    desk.pack.guides().ok()?.get(place).ok().map(|filed| filed.value)
}

/// Returns the place of the one thing that a name stands for.
fn place(desk: &Desk<'_>, thing: Thing, name: &str) -> Option<usize> {
    match resolve(&desk.pack.names().ok()?, thing, name).ok()? {
        Resolution::One(ordinal) => usize::try_from(ordinal).ok(),
        Resolution::Several(_) | Resolution::None => None,
    }
}

/// Offers the sections of the guide, or the fixed ones if it is not known.
fn sections(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let guide = guide(request, &desk);
    let fixed = || SECTIONS.iter().map(|&id| id.to_owned()).collect();
    let ids = guide.as_ref().map_or_else(fixed, section_ids);
    let choices: Vec<_> = ids.iter().map(|id| section(&desk, guide.as_ref(), id)).collect();
    Some(pick(choices, typed, request.taste))
}

fn section(desk: &Desk<'_>, guide: Option<&Guide>, id: &str) -> Choice {
    let own = guide.and_then(|guide| guide.sections.iter().find(|section| section.id == *id));
    let fixed = [Lang::Zh, Lang::En].into_iter().filter_map(|lang| lang.words().section(id));
    let own_names = own.iter().flat_map(|section| texts(desk, &section.heading));
    let names = fixed.map(str::to_owned).chain(own_names).collect();
    let heading = || own.map(|section| desk.voice.name(&section.heading));
    let title = desk.words().section(id).map(str::to_owned).or_else(heading).unwrap_or_default();
    Choice { id: id.to_owned(), title, names, sound: None }
}

/// Offers the papers of the case that were not named before, the last of several with commas.
fn papers(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let guide = guide(request, &desk)?;
    let mut case = Case::assumed(&guide);
    for (question, answer) in
        request.said("case").iter().filter_map(|said| read_answer(&guide, said).ok())
    {
        case.answer(question, answer);
    }
    let (before, last) = typed.rfind(',').map_or(("", typed), |comma| typed.split_at(comma + 1));
    let said = request.said("have").join(",");
    let is_named = |id: &str| said.split(',').chain(before.split(',')).any(|said| said == id);
    let named = named_papers(&desk, papers_of(&desk, &guide, &case)).ok()?;
    let choice = |Named { id, title, mut names }: Named| {
        names.retain(|name| !name.is_ascii());
        Choice { id: id.to_string(), title, names, sound: None }
    };
    let left = named.into_iter().filter(|paper| !is_named(paper.id.as_str()));
    let choices = left.map(choice).collect();
    let offers = pick(choices, last, request.taste).into_iter();
    Some(offers.map(|offer| Offer { value: format!("{before}{}", offer.value), ..offer }).collect())
}

/// Offers answers to those questions of the guide that have none yet.
fn cases(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let guide = guide(request, &desk)?;
    let said = request.said("case");
    let answered: Vec<_> = said.iter().filter_map(|said| read_answer(&guide, said).ok()).collect();
    let is_open = |question: &&Question| !answered.iter().any(|(id, _)| *id == question.id);
    let questions: Vec<&Question> = guide.questions.iter().filter(is_open).collect();
    Some(pick(answers(&desk, &questions, typed), typed, request.taste))
}

/// Returns the answers, with their questions where they are not clear without.
fn answers(desk: &Desk<'_>, questions: &[&Question], typed: &str) -> Vec<Choice> {
    let all = || questions.iter().flat_map(|question| &question.answers);
    let is_clear =
        |id: &Slug| !typed.contains('=') && all().filter(|answer| answer.id == *id).count() == 1;
    let choice = |question: &Question, answer: &Answer| {
        let prefix = if is_clear(&answer.id) { String::new() } else { format!("{}=", question.id) };
        let names = texts(desk, &answer.title).into_iter().chain(answer.aliases.iter().cloned());
        Choice {
            id: format!("{prefix}{}", answer.id),
            title: desk.voice.name(&answer.title),
            names: names.map(|name| format!("{prefix}{name}")).collect(),
            sound: None,
        }
    };
    let of = |question: &&Question| {
        question.answers.iter().map(|answer| choice(question, answer)).collect::<Vec<_>>()
    };
    questions.iter().flat_map(of).collect()
}

/// Offers the events of the guide, each to be followed by a day; behind one, today.
fn events(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let guide = guide(request, &desk)?;
    if let Some((event, day)) = typed.split_once('=') {
        read_event(&guide, event)?;
        let offers = pick(vec![today(request.lang)], day, request.taste).into_iter();
        let behind = |offer: Offer| Offer { value: format!("{event}={}", offer.value), ..offer };
        return Some(offers.map(behind).collect());
    }
    let choices = guide.events.iter().map(|event| Choice {
        id: event.id.to_string(),
        title: desk.voice.name(&event.title),
        names: texts(&desk, &event.title),
        sound: None,
    });
    let offers = pick(choices.collect(), typed, request.taste).into_iter();
    Some(offers.map(|offer| Offer { value: offer.value + "=", ..offer }).collect())
}

/// Returns the word for today.
fn today(lang: Lang) -> Choice {
    let day = environment::today().map(|today| due::day(today, lang)).unwrap_or_default();
    Choice { id: "today".to_owned(), title: day, names: vec!["今天".to_owned()], sound: None }
}

/// Offers the articles of the law that was named before.
fn articles(request: &Request, typed: &str) -> Option<Vec<Offer>> {
    let edition = request.open()?;
    let desk = Desk::new(edition.pack(), request.lang).ok()?;
    let place = place(&desk, Thing::Law, &request.said("law").join(" "))?;
    let law: Filed<Law> = desk.pack.laws().ok()?.get(place).ok()?;
    let choices = law.value.articles.iter().map(|article| Choice {
        id: article.number.to_string(),
        title: desk.voice.name(&article.gist),
        names: vec![format!("第{}条", article.number)],
        sound: None,
    });
    Some(choice::begun(&choices.collect::<Vec<_>>(), typed))
}

/// Offers those that begin so, or else those that are called or sound so in any other way.
fn pick(mut choices: Vec<Choice>, typed: &str, taste: Taste) -> Vec<Offer> {
    let offers = choice::begun(&choices, typed);
    if !offers.is_empty() {
        return offers;
    }
    let folded = fold(typed);
    choices.retain(|choice| !folded.is_empty() && choice.begins(&folded));
    choice::sounding(&choices, typed, taste)
}
