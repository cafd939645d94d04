//! The steps of a case, each with who acts.
//!
//! What else a step says (its place, its papers) is handed in by the page that wants it.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Step;
use crate::page::{Line, Role, StepRow};
use crate::tailor::Applies;

impl View<'_, '_> {
    /// Returns the steps of the case without details.
    pub(in crate::page) fn steps_in_short(&self) -> Result<Vec<StepRow>, Damaged> {
        self.step_rows(|_| Ok(Vec::new()))
    }

    /// Returns the steps that do not depend on an open answer, and the numbers of those that do;
    /// a few of them are not worth leaving out.
    pub(super) fn certain_steps(&self) -> Result<(Vec<StepRow>, Vec<usize>), Damaged> {
        const FEW: usize = 2;
        let is_open = |step: &Step| self.case.applies(&step.when) == Applies::Open;
        let (open, certain): (Vec<_>, Vec<_>) =
            self.numbered().partition(|(_, step)| is_open(step));
        if open.len() <= FEW || certain.is_empty() {
            return Ok((self.steps_in_short()?, Vec::new()));
        }
        let rows = self.rows_of(certain.into_iter(), |_| Ok(Vec::new()))?;
        Ok((rows, open.into_iter().map(|(number, _)| number).collect()))
    }

    /// Returns the steps that the case may have; their numbers count from the first of them.
    pub(super) fn shown_steps(&self) -> impl Iterator<Item = &Step> {
        self.guide.steps.iter().filter(|step| self.may_hold(&step.when, &step.valid))
    }

    /// Returns the steps of the case; neighbours that read the same share a row.
    pub(super) fn step_rows(
        &self,
        details: impl Fn(&Step) -> Result<Vec<Line>, Damaged>,
    ) -> Result<Vec<StepRow>, Damaged> {
        self.rows_of(self.numbered(), details)
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.shown_steps().enumerate().map(|(index, step)| (index + 1, step))
    }

    fn rows_of<'s>(
        &self,
        steps: impl Iterator<Item = (usize, &'s Step)>,
        details: impl Fn(&Step) -> Result<Vec<Line>, Damaged>,
    ) -> Result<Vec<StepRow>, Damaged> {
        let mut rows: Vec<StepRow> = Vec::new();
        for (number, step) in steps {
            let actor = (number, self.actor(step));
            let text = self.step_text(step);
            let details = details(step)?;
            match rows.last_mut() {
                Some(row) if row.text == text && row.details == details => row.actors.push(actor),
                _ => rows.push(StepRow { actors: vec![actor], text, details }),
            }
        }
        Ok(rows)
    }

    /// Returns who acts in a step.
    pub(super) fn actor(&self, step: &Step) -> String {
        let actor = self.guide.actors.iter().find(|actor| actor.id == step.actor);
        actor.map_or_else(|| step.actor.to_string(), |actor| self.desk.voice.text(&actor.title))
    }

    /// Returns what is done in a step, with its case and what it stands on.
    pub(super) fn step_text(&self, step: &Step) -> Line {
        let voice = &self.desk.voice;
        let line = self.only_if(&step.when).then(Role::Plain, voice.text(&step.text));
        voice.with_standing(line, &step.standing)
    }
}
