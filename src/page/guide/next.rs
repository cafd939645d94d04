//! What to type next, at the foot of the first page of a guide.
//!
//! It offers other cases, the rest of this guide and related ones, a line each; no part of the
//! page is known here.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Answer, Question, Related};
use crate::page::commands::{ask, call_name, show, show_all, show_case, with_lanes};
use crate::page::words::Lang;
use crate::page::{Block, Entry, Line, Role};

/// How many related guides are named.
const MOST_RELATED: usize = 2;

impl View<'_, '_> {
    /// Returns the commands that lead on from the first page.
    pub(super) fn next(&self) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let all = Line::default().then(Role::Command, show_all(self.call_name()));
        let all = all.then(Role::Plain, self.desk.voice.in_brackets(words.all_and_remedies));
        let entries = [
            Entry::under(words.questions, self.other_cases()),
            Entry::under(words.next, self.one_by_one().into_iter().chain([all])),
            Entry::under(words.related, self.related()?),
        ];
        Ok(entries.into_iter().flatten().collect())
    }

    /// Offers to ask for the case question by question, if something is open.
    fn one_by_one(&self) -> Option<Line> {
        let is_open = !self.case.open(self.guide).is_empty();
        let line = Line::default().then(Role::Command, ask(self.call_name()));
        let purpose = self.desk.voice.in_brackets(self.desk.words().one_by_one);
        is_open.then(|| line.then(Role::Plain, purpose))
    }

    /// Names the answers that the page does not assume, a line for each question; the first shows
    /// the command, the others what is added to it.
    fn other_cases(&self) -> Vec<Line> {
        let asked = self.guide.questions.iter().filter(|one| self.case.may_apply(&one.when));
        let answers = asked.map(|question| self.other_answers(question));
        let answers = answers.filter(|answers| !answers.is_empty());
        let command = |(place, answers): (usize, Vec<String>)| {
            let lead = if place == 0 { show(self.call_name()) } else { String::new() };
            self.one_of(format!("{lead} --case ").trim_start(), &answers)
        };
        answers.enumerate().map(command).collect()
    }

    fn other_answers(&self, question: &Question) -> Vec<String> {
        let given = self.case.answer_to(&question.id);
        let others = question.answers.iter().filter(|other| Some(&other.id) != given);
        others.map(|other| self.typed(other)).collect()
    }

    /// Names related guides by what to type: in Chinese their titles, as ids are English words.
    fn related(&self) -> Result<Option<Line>, Damaged> {
        let name = |related: &Related| match self.desk.voice.lang {
            Lang::Zh => self.desk.guide_title(&related.id),
            Lang::En => Ok(related.id.to_string()),
        };
        let names = self.guide.related.iter().take(MOST_RELATED).map(name);
        let names = names.collect::<Result<Vec<_>, _>>()?;
        let line = || self.one_of(&show(""), &names);
        Ok((!names.is_empty()).then(line))
    }

    /// Writes a command for the first of several names, and the others as what to type instead:
    /// `guide show 转学 --case 县内（或 外省）`.
    fn one_of(&self, lead: &str, names: &[String]) -> Line {
        let Some((first, others)) = names.split_first() else { return Line::default() };
        let line = Line::default().then(Role::Command, format!("{lead}{first}"));
        if others.is_empty() {
            return line;
        }
        let voice = &self.desk.voice;
        let others = voice.list(others.iter().cloned());
        line.then(Role::Plain, voice.in_brackets(&format!("{} {others}", voice.words().or)))
    }

    /// Returns the word to type for an answer.
    fn typed(&self, answer: &Answer) -> String {
        call_name(&answer.id, &answer.aliases, self.desk.voice.lang)
    }

    /// Returns the commands that lead on from the lanes: other cases of them, and the guide.
    pub(super) fn next_to_lanes(&self) -> Block {
        let words = self.desk.words();
        let cases = self.each_other_case().into_iter().chain(self.one_case());
        let mut commands: Vec<(String, String)> =
            cases.map(|(purpose, command)| (purpose, with_lanes(command))).collect();
        let whole = self.desk.voice.lang.pick("材料、时限、依据", "papers, time, law");
        commands.push((whole.to_owned(), show(self.call_name())));
        Block::Commands { label: words.next.to_owned(), commands }
    }

    /// Returns the answers that the page does not assume, for questions that have a usual answer.
    fn each_other_case(&self) -> Vec<(String, String)> {
        let assumed = self.guide.questions.iter().filter(|question| question.default.is_some());
        let others = assumed.flat_map(|question| {
            let is_other = |answer: &&Answer| self.case.answer_to(&question.id) != Some(&answer.id);
            question.answers.iter().filter(is_other)
        });
        others.map(|other| (self.desk.voice.text(&other.title), self.show_answer(other))).collect()
    }

    /// Names an open question and shows by an example how to answer it.
    fn one_case(&self) -> Option<(String, String)> {
        let open = self.case.open(self.guide);
        let (question, answer) =
            open.iter().find_map(|question| Some((question, question.answers.first()?)))?;
        Some((self.desk.voice.text(&question.question), self.show_answer(answer)))
    }

    fn show_answer(&self, answer: &Answer) -> String {
        show_case(self.call_name(), self.typed(answer))
    }

    /// Returns the shortest name by which people of this language call the guide.
    fn call_name(&self) -> String {
        call_name(&self.guide.id, &self.guide.aliases, self.desk.voice.lang)
    }
}
