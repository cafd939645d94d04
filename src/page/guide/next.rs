//! What to type next, at the foot of the first page of a guide.
//!
//! It offers other cases, the papers of one, the rest of this guide and related ones; no part of
//! the page is known here.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Answer, Question};
use crate::page::commands::{ask, call_name, checklist, show, show_all, show_case, with_lanes};
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::{Block, Entry, Line, Role};

/// How many related guides are named.
const MOST_RELATED: usize = 2;

impl View<'_, '_> {
    /// Returns the commands that lead on from the first page.
    pub(in crate::page) fn next(&self) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let papers = self.my_papers().map(|command| self.way(command, words.my_papers));
        self.leads(papers.into_iter().chain([self.whole()]))
    }

    /// Returns the commands that lead to other pages, for a page whose own ones stand below it.
    pub(in crate::page) fn elsewhere(&self) -> Result<Vec<Entry>, Damaged> {
        self.leads(std::iter::empty())
    }

    /// Puts what is next between other cases and related guides.
    fn leads(&self, next: impl Iterator<Item = Line>) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let cases = [Some(self.other_cases()), self.one_by_one()].into_iter().flatten();
        let cases = join(cases.filter(|line| !line.is_empty()), words.semicolon);
        let entries = [
            Entry::under(words.questions, [cases]),
            Entry::under(words.next, next),
            Entry::under(words.related, [self.related()?]),
        ];
        Ok(entries.into_iter().flatten().collect())
    }

    /// Returns what is next in this case, each with its purpose before it.
    pub(in crate::page) fn own_ways(&self) -> Vec<(String, String)> {
        let words = self.desk.words();
        let papers = self.my_papers().map(|command| (words.my_papers, command));
        let whole = (words.all_and_remedies, show_all(self.this_page()));
        let lanes = (words.in_lanes, with_lanes(show(self.this_page())));
        let lanes = Some(lanes).filter(|_| !self.guide.steps.is_empty());
        let ways = papers.into_iter().chain([whole]).chain(lanes);
        ways.map(|(purpose, command)| (purpose.to_owned(), command)).collect()
    }

    /// Offers the papers of the case alone; while it is open, those of one answer as an example.
    fn my_papers(&self) -> Option<String> {
        let open = self.case.open(self.guide);
        let example = open.first().and_then(|question| question.answers.first());
        let mut cases = self.given_cases();
        cases.extend(example.filter(|_| cases.is_empty()).map(|answer| self.case_option(answer)));
        (!self.guide.documents.is_empty()).then(|| checklist(self.call_name(), &cases))
    }

    /// Offers to ask for the case question by question, if something is open.
    fn one_by_one(&self) -> Option<Line> {
        let is_open = !self.case.open(self.guide).is_empty();
        is_open.then(|| self.way(ask(self.call_name()), self.desk.words().one_by_one))
    }

    /// Offers all of the guide, and its steps as lanes.
    fn whole(&self) -> Line {
        let words = self.desk.words();
        let mut line = self.way(show_all(self.this_page()), words.all_and_remedies);
        if !self.guide.steps.is_empty() {
            line = line.then(Role::Plain, words.comma);
            line.extend(self.way("--flow".to_owned(), words.in_lanes));
        }
        line
    }

    /// Writes a command and what it is for: `guide ask 转学（一问一答）`.
    fn way(&self, command: String, purpose: &str) -> Line {
        let purpose = self.desk.voice.in_brackets(purpose);
        Line::default().then(Role::Command, command).then(Role::Plain, purpose)
    }

    /// Returns what to type after `guide show` for the page as it stands.
    fn this_page(&self) -> String {
        let day = self.desk.chosen_day().map(|day| format!("--on {day}"));
        let options = self.given_cases().into_iter().chain(day);
        std::iter::once(self.call_name()).chain(options).collect::<Vec<_>>().join(" ")
    }

    fn given_cases(&self) -> Vec<String> {
        self.given().map(|(_, answer)| self.case_option(answer)).collect()
    }

    fn case_option(&self, answer: &Answer) -> String {
        format!("--case {}", self.typed(answer))
    }

    /// Names the answers that the page does not assume: the first as a command, the others as what
    /// to type instead. Semicolons part the questions.
    fn other_cases(&self) -> Line {
        let words = self.desk.words();
        let asked = self.guide.questions.iter().filter(|one| self.case.may_apply(&one.when));
        let mut line = Line::default();
        for question in asked {
            let mut between = words.semicolon;
            for answer in self.other_answers(question) {
                line = if line.is_empty() {
                    line.then(Role::Command, self.show_answer(answer))
                } else {
                    line.then(Role::Plain, between).then(Role::Command, self.typed(answer))
                };
                between = words.comma;
            }
        }
        line
    }

    fn other_answers<'q>(&self, question: &'q Question) -> impl Iterator<Item = &'q Answer> {
        let given = self.case.answer_to(&question.id);
        question.answers.iter().filter(move |other| Some(&other.id) != given)
    }

    /// Names related guides by what to type: in Chinese their titles, as ids are English words.
    fn related(&self) -> Result<Line, Damaged> {
        let mut line = Line::default();
        for related in self.guide.related.iter().take(MOST_RELATED) {
            let name = match self.desk.voice.lang {
                Lang::Zh => self.desk.guide_title(&related.id)?,
                Lang::En => related.id.to_string(),
            };
            line = if line.is_empty() {
                line.then(Role::Command, show(name))
            } else {
                line.then(Role::Plain, self.desk.words().semicolon).then(Role::Command, name)
            };
        }
        Ok(line)
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
        let others = assumed.flat_map(|question| self.other_answers(question));
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
