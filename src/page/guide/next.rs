//! What to type next, at the foot of the first page of a guide.
//!
//! It offers other cases, related guides and the rest of this one; no part of the page is known
//! here.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Answer;
use crate::page::Block;
use crate::page::commands::{ask, call_name, show, show_all, show_case, with_lanes};

/// How many related guides are named.
const MOST_RELATED: usize = 2;

impl View<'_, '_> {
    /// Returns the commands that lead on from the first page.
    pub(super) fn next(&self) -> Result<Block, Damaged> {
        let words = self.desk.words();
        let mut commands = self.other_cases();
        if let Some(one) = self.one_case() {
            let all = words.one_by_one.to_owned();
            commands.extend([one, (all, ask(self.call_name()))]);
        }
        for related in self.guide.related.iter().take(MOST_RELATED) {
            commands.push((self.desk.guide_title(&related.id)?, show(&related.id)));
        }
        commands.push((words.all_and_remedies.to_owned(), show_all(self.call_name())));
        Ok(Block::Commands { label: words.next.to_owned(), commands })
    }

    /// Returns the commands that lead on from the lanes: other cases of them, and the guide.
    pub(super) fn next_to_lanes(&self) -> Block {
        let words = self.desk.words();
        let cases = self.other_cases().into_iter().chain(self.one_case());
        let mut commands: Vec<(String, String)> =
            cases.map(|(purpose, command)| (purpose, with_lanes(command))).collect();
        let whole = self.desk.voice.lang.pick("材料、时限、依据", "papers, time, law");
        commands.push((whole.to_owned(), show(self.call_name())));
        Block::Commands { label: words.next.to_owned(), commands }
    }

    /// Returns the answers that the page does not assume, for questions that have a usual answer.
    fn other_cases(&self) -> Vec<(String, String)> {
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
        let typed = call_name(&answer.id, &answer.aliases, self.desk.voice.lang);
        show_case(self.call_name(), typed)
    }

    /// Returns the shortest name by which people of this language call the guide.
    fn call_name(&self) -> String {
        call_name(&self.guide.id, &self.guide.aliases, self.desk.voice.lang)
    }
}
