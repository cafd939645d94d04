//! `guide ask GUIDE`.

mod course;
mod keys;
mod lines;
mod menu;
mod raw;
mod talk;

use clap::Args;

use self::course::Course;
use self::talk::Talk;
use super::command::Format;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::{Screen, complain};
use super::{Outcome, environment};
use crate::edition::Edition;
use crate::handbook::index::Thing;
use crate::handbook::model::{Filed, Guide, Question};
use crate::handbook::value::Slug;
use crate::page::words::ask as words;
use crate::page::{self, Desk};
use crate::search::search;
use crate::tailor::{answers_of, fewest};

/// What to be asked about.
#[derive(Debug, Args)]
pub(super) struct AskArgs {
    /// Which one: id, title, pinyin; or what you want, in your own words
    #[arg(required = true, value_name = "GUIDE", value_hint = clap::ValueHint::Other)]
    guide: Vec<String>,
    /// What need not be asked: an answer's id, title, other name or pinyin; repeatable
    #[arg(long, alias = "when", value_name = "ANSWER", value_hint = clap::ValueHint::Other)]
    case: Vec<String>,
    /// Ask line by line, for a screen reader: number and Enter
    #[arg(long)]
    lines: bool,
}

/// What somebody does at a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reply {
    /// Gives the answer at a place.
    Answer(usize),
    /// Goes back to the question before.
    Back,
    /// Leaves it open.
    Skip,
    /// Has answered enough.
    Stop,
    /// Leaves with Ctrl-C.
    Interrupt,
}

/// Asks what decides the case, and prints the guide for it.
pub(super) fn run(args: &AskArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let query = args.guide.join(" ");
    let (place, is_guessed) = place(&here, &query)?;
    let guide = here.pack.guides()?.get(place)?;
    let start = answers_of(&guide.value, &args.case)?;
    let Some(terminal) = environment::dialogue() else {
        return Err(Failure::NoTerminal { guide: guide.value.id.to_string() });
    };
    let mut course = Course::new(&guide.value, start, here.day());
    let talk = Talk {
        desk: &here,
        guide: &guide.value,
        screen,
        terminal,
        is_by_lines: args.lines || terminal.is_dumb,
        told: Vec::new(),
    };
    if is_guessed {
        talk.say(&words::taken(&here.voice.name(&guide.value.title), &query, screen.lang));
    }
    converse(&mut course, talk)?;
    complain("\n");
    print(&here, &guide, &course, screen)
}

/// Finds the guide by its name, or else the best one for a sentence; says whether it is that.
fn place(desk: &Desk<'_>, query: &str) -> Result<(usize, bool), Failure> {
    let named = reader::find(desk, Kind::Guide, query);
    let Err(Failure::Unknown { .. }) = named else { return Ok((named?, false)) };
    let found = search(&desk.pack.index()?, query, 10)?;
    let best = found.hits.iter().find(|hit| hit.place.thing == Thing::Guide);
    match best.and_then(|hit| usize::try_from(hit.place.ordinal).ok()) {
        Some(place) => Ok((place, true)),
        None => Ok((named?, false)),
    }
}

/// Asks until nothing is left to ask, or nobody wants to answer.
fn converse<'g>(course: &mut Course<'g>, mut talk: Talk<'g, '_>) -> Result<(), Failure> {
    if course.next().is_none() {
        talk.say(words::nothing_to_ask(talk.screen.lang));
    }
    let mut answer_before = None;
    while let Some(question) = course.next() {
        let chosen = place_of(question, answer_before.take().as_ref());
        match talk.ask(question, chosen)? {
            Reply::Answer(place) => {
                let answer = question.answers.get(place).map(|answer| answer.id.clone());
                talk.tell(question, answer.as_ref());
                course.take(question, answer);
            }
            Reply::Skip => {
                talk.tell(question, None);
                course.take(question, None);
            }
            Reply::Back => match course.back() {
                Some(asked) => {
                    talk.untell();
                    answer_before = asked.answer;
                }
                None => talk.say(words::is_first(talk.screen.lang)),
            },
            Reply::Stop => break,
            Reply::Interrupt => return Err(Failure::Interrupted),
        }
    }
    Ok(())
}

/// Returns the place of an answer; without one, of what the guide assumes, or else of the first.
fn place_of(question: &Question, answer: Option<&Slug>) -> usize {
    let answer = answer.or(question.default.as_ref());
    question.answers.iter().position(|one| Some(&one.id) == answer).unwrap_or_default()
}

/// Prints the page that the answers lead to, with the command that shows it again.
fn print(
    here: &Desk<'_>,
    guide: &Filed<Guide>,
    course: &Course<'_>,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let (case, said) = fewest(&guide.value, course.said());
    let page =
        |lang: &page::words::Lang| page::tailored(&here.speaking(*lang), guide, &case, &said);
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, _>>()?;
    screen.pages(pages, Format::Terminal)?;
    Ok(Outcome::Answered)
}
