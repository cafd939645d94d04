//! What to type next below the dates of a guide.
//!
//! Each command repeats the days and answers that led to this page.

use super::{Detail, Sheet};
use crate::handbook::model::{Answer, Event};
use crate::page::Block;
use crate::page::commands::{call_name, due, show_section};
use crate::page::words::due::if_today;
use crate::tailor::Case;

impl<'v, 'g: 'v> Sheet<'v, '_, 'g> {
    pub(super) fn next(&self, detail: Detail) -> Block {
        let words = self.view.desk.words();
        let mut commands = Vec::new();
        if detail == Detail::Usual {
            commands.push((words.day_by_day.to_owned(), self.again("--explain")));
        }
        if self.dates.schedule.dated().next().is_some() {
            commands.push((words.into_a_calendar.to_owned(), self.again("--ics > due.ics")));
        }
        commands.extend(self.next_event());
        commands.extend(self.other_cases());
        commands.extend(self.remedies());
        Block::Commands { label: words.next.to_owned(), commands }
    }

    /// Asks for the same dates with something more.
    fn again(&self, more: &str) -> String {
        let options = self.days().into_iter().chain(self.answers());
        due(self.called(), &options.chain([more.to_owned()]).collect::<Vec<_>>())
    }

    /// Returns the shortest name by which people of this language call the guide.
    fn called(&self) -> String {
        call_name(&self.view.guide.id, &self.view.guide.aliases, self.view.desk.voice.lang)
    }

    /// Returns the options for the days of events that were given.
    fn days(&self) -> Vec<String> {
        let given = |event: &'v Event| {
            let day = self.dates.schedule.given.get(&event.id)?;
            Some(self.option(&event.id, &day.to_string()))
        };
        self.view.guide.events.iter().filter_map(given).collect()
    }

    /// Returns the options for the answers that the guide does not assume.
    fn answers(&self) -> Vec<String> {
        let assumed = Case::assumed(self.view.guide);
        let answers = self.view.guide.questions.iter().filter_map(|question| {
            let given = self.view.case.answer_to(&question.id)?;
            let answer = question.answers.iter().find(|answer| answer.id == *given)?;
            let is_assumed = assumed.answer_to(&question.id) == Some(given);
            (!is_assumed).then(|| self.case(answer))
        });
        answers.collect()
    }

    fn case(&self, answer: &Answer) -> String {
        format!("--case {}", call_name(&answer.id, &answer.aliases, self.view.desk.voice.lang))
    }

    /// Shows by an example how to give the day of the first event that has none.
    fn next_event(&self) -> Option<(String, String)> {
        let mut waiting = self.dates.schedule.undated().filter(|row| row.term.limit().is_some());
        let missing = waiting.find_map(|row| row.term.from())?;
        let event = self.view.guide.events.iter().find(|event| event.id == *missing)?;
        let voice = &self.view.desk.voice;
        let purpose = if_today(&voice.name(&event.title), voice.lang);
        Some((purpose, self.again(&self.option(missing, "today"))))
    }

    /// Offers the other answers to the questions that the guide answers itself.
    fn other_cases(&self) -> Vec<(String, String)> {
        let others = self.assumed().flat_map(|(question, assumed)| {
            question.answers.iter().filter(|answer| answer.id != *assumed)
        });
        let command = |answer: &Answer| {
            (self.view.desk.voice.text(&answer.title), self.again(&self.case(answer)))
        };
        others.map(command).collect()
    }

    fn remedies(&self) -> Option<(String, String)> {
        let (words, lang) = (self.view.desk.words(), self.view.desk.voice.lang);
        let section = lang.pick(words.remedies, "remedies");
        let command = (words.remedies.to_owned(), show_section(self.called(), section));
        (!self.view.guide.remedies.is_empty()).then_some(command)
    }
}
