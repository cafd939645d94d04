//! The sections that say what a guide is about: summary, statements and questions.
//!
//! Nothing is known here of papers, steps and time.

use crate::handbook::codec::Damaged;
use crate::handbook::model::{Question, Statement};
use crate::page::guide::View;
use crate::page::{Block, Entry, Line, Role};

impl View<'_, '_> {
    pub(super) fn summary_section(&self) -> Result<Vec<Block>, Damaged> {
        let (voice, words, guide) = (&self.desk.voice, self.desk.words(), self.guide);
        let responsible = Line::plain(self.desk.office_name(&guide.office)?);
        let quota = guide.quota.iter().map(|quota| voice.fillable(quota));
        let handles = guide.responsibility.iter().map(|text| voice.line(text));
        let also_called = Line::plain(voice.list(guide.aliases.iter().cloned()));
        let entries = [
            Entry::under(words.responsible, [responsible]),
            Entry::under(words.quota, quota),
            Entry::under(words.handles, handles),
            Entry::under(words.also_called, [also_called]),
        ];
        let entries = entries.into_iter().flatten().collect();
        Ok(vec![Block::Paragraph(voice.line(&guide.summary)), Block::Entries(entries)])
    }

    /// Returns the section of conditions, refusals or notes.
    pub(super) fn statements(&self, list: &[Statement]) -> Result<Vec<Block>, Damaged> {
        let points =
            self.shown(list).map(|one| self.statement(one)).collect::<Result<Vec<_>, _>>()?;
        Ok(if points.is_empty() { Vec::new() } else { vec![Block::Points(points)] })
    }

    fn statement(&self, statement: &Statement) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let label = statement.label.as_ref().map(|label| voice.lead(&voice.text(label)));
        let mut line = label.unwrap_or_default();
        line.extend(self.only_if_asked(&statement.when));
        line.extend(voice.fillable(&statement.text));
        self.with_ground(line, &statement.standing, &statement.basis)
    }

    pub(super) fn questions_section(&self) -> Vec<Block> {
        let entries = self.guide.questions.iter().map(|question| self.question(question));
        vec![Block::Entries(entries.collect())]
    }

    fn question(&self, question: &Question) -> Entry {
        let voice = &self.desk.voice;
        let answers = question.answers.iter().map(|answer| {
            let line = voice.line(&answer.title);
            let line = line.then(Role::Command, format!("  --case {}", answer.id));
            match &answer.note {
                Some(note) => line.then(Role::Plain, voice.in_brackets(&voice.text(note))),
                None => line,
            }
        });
        Entry { label: voice.text(&question.question), lines: answers.collect() }
    }
}
