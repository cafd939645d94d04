//! What to type next below a list of papers.

use super::Sheet;
use crate::handbook::model::Question;
use crate::handbook::value::Slug;
use crate::page::Block;
use crate::page::commands::{call_name, checklist, show};
use crate::tailor::Case;

impl Sheet<'_, '_> {
    pub(super) fn next(&self) -> Block {
        let mut commands: Vec<(String, String)> = self.one_case().into_iter().collect();
        if !self.missing().is_empty() {
            commands.push((self.words.the_notice.to_owned(), self.again("--notice")));
        }
        commands.push((self.words.the_guide.to_owned(), show(self.called())));
        Block::Commands { label: self.view.desk.words().next.to_owned(), commands }
    }

    fn called(&self) -> String {
        call_name(&self.view.guide.id, &self.view.guide.aliases, self.view.desk.voice.lang)
    }

    /// Asks for the same list with something more.
    fn again(&self, more: &str) -> String {
        let have = self.list.have.unwrap_or_default();
        let have = (!have.is_empty()).then(|| {
            format!("--have {}", have.iter().map(Slug::as_str).collect::<Vec<_>>().join(","))
        });
        let options = self.answers().into_iter().chain(have).chain([more.to_owned()]);
        checklist(self.called(), &options.collect::<Vec<_>>())
    }

    /// Returns the options for the answers that the guide does not assume.
    fn answers(&self) -> Vec<String> {
        let assumed = Case::assumed(self.view.guide);
        let given = self.view.guide.questions.iter().filter_map(|question| {
            let given = self.list.case.answer_to(&question.id)?;
            let is_assumed = assumed.answer_to(&question.id) == Some(given);
            (!is_assumed).then(|| format!("--case {}", self.answer_to_type(question, given)))
        });
        given.collect()
    }

    /// Shows by an example how to ask for one of the open cases.
    fn one_case(&self) -> Option<(String, String)> {
        let open = self.list.case.open(self.view.guide);
        let (question, answer) = open.iter().find_map(|question| {
            let decides = self.missing().iter().any(|paper| paper.when.asks(&question.id));
            question.answers.first().filter(|_| decides).map(|answer| (question, answer))
        })?;
        let typed = self.answer_to_type(question, &answer.id);
        Some((self.words.one_case.to_owned(), self.again(&format!("--case {typed}"))))
    }

    /// Returns what to type for an answer.
    pub(super) fn answer_to_type(&self, question: &Question, id: &Slug) -> String {
        let answer = question.answers.iter().find(|answer| answer.id == *id);
        let aliases = answer.map(|answer| answer.aliases.as_slice()).unwrap_or_default();
        call_name(id, aliases, self.view.desk.voice.lang)
    }
}
