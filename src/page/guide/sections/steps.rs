//! The section of steps: each with its place, papers, time and law.
//!
//! Which steps a case has, and who acts, is known to the guide's `steps`.

use crate::handbook::codec::Damaged;
use crate::handbook::model::{SpecialStep, Step};
use crate::page::guide::View;
use crate::page::{Block, Line};

impl View<'_, '_> {
    pub(super) fn steps_section(&self) -> Result<Vec<Block>, Damaged> {
        let mut blocks = vec![Block::Steps(self.step_rows(|step| self.step_details(step))?)];
        let special = self.guide.special_steps.iter();
        let special = special.filter(|step| self.case.may_apply(&step.when));
        let points = special.map(|step| self.special_step(step)).collect::<Result<Vec<_>, _>>()?;
        if !points.is_empty() {
            let heading = Block::heading(self.desk.words().special_steps);
            blocks.extend([heading, Block::Points(points)]);
        }
        Ok(blocks)
    }

    fn step_details(&self, step: &Step) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let papers = self.papers_at_step(step)?;
        let basis = voice.list(self.desk.citations(&step.basis)?);
        let details = [
            (words.place, step.place.as_ref().map(|place| voice.fillable(place))),
            (words.hand_over, Some(papers).filter(|papers| !papers.is_empty())),
            (words.looks_at, step.criteria.as_ref().map(|text| voice.line(text))),
            (words.limit, step.limit.as_ref().map(|limit| voice.filled_limit(limit))),
            (words.result, step.result.as_ref().map(|text| voice.line(text))),
            (words.basis, Some(Line::quiet(basis)).filter(|basis| !basis.is_empty())),
        ];
        let said = details.into_iter().filter_map(|(label, line)| Some((label, line?)));
        Ok(said.map(|(label, line)| voice.labelled(label, line)).collect())
    }

    /// Names the papers that are handed over at a step.
    fn papers_at_step(&self, step: &Step) -> Result<Line, Damaged> {
        let papers = self.shown_papers().filter(|paper| step.needs.contains(&paper.id)).collect();
        self.papers_at_a_glance(papers, usize::MAX)
    }

    fn special_step(&self, step: &SpecialStep) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let mut line = voice.lead(&voice.text(&step.title));
        line.extend(self.only_if_asked(&step.when));
        line.extend(voice.line(&step.text));
        self.with_ground(line, &step.standing, &step.basis)
    }
}
