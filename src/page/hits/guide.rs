//! The answer of a guide: from the section, the case or the question that a search hit.
//!
//! It says nothing that the pages of the guide do not say; it only says less.

use std::rc::Rc;

use super::shorten::shortened;
use crate::handbook::codec::Damaged;
use crate::handbook::index::Part;
use crate::handbook::model::{Filed, Guide, Remedy, Standing, Statement};
use crate::handbook::value::LocalizedText;
use crate::page::guide::View;
use crate::page::voice::join;
use crate::page::{Desk, Line, Role, StepRow};
use crate::tailor::Case;

/// How many steps, or remedies, an answer names.
const MOST_NAMED: usize = 3;

/// Answers from a part of the guide at a place; from the whole, where the part says nothing.
pub(super) fn answer_from_guide(
    desk: &Desk<'_>,
    place: usize,
    part: Part<'_>,
) -> Result<Vec<Line>, Damaged> {
    let filed = guide_with(desk, place, part)?;
    let case = case_of(&filed.value, part)?;
    let view = View { desk, guide: &filed.value, case: &case };
    let lines = match view.part_answer(place, part)? {
        Some(lines) => lines,
        None => view.whole_answer()?,
    };
    Ok(shortened(lines))
}

/// Returns as much of a guide as the part needs: remedies do not stand on its first page.
fn guide_with(desk: &Desk<'_>, place: usize, part: Part<'_>) -> Result<Rc<Filed<Guide>>, Damaged> {
    match part {
        Part::Section("remedies") => Ok(Rc::new(desk.pack.guides()?.get(place)?)),
        _ => desk.first_page(place),
    }
}

/// Returns the case that a guide assumes, with the answer that was hit.
fn case_of(guide: &Guide, part: Part<'_>) -> Result<Case, Damaged> {
    let mut case = Case::assumed(guide);
    if let Part::Case { question, answer } = part {
        case.answer(question.parse().map_err(|_| Damaged)?, answer.parse().map_err(|_| Damaged)?);
    }
    Ok(case)
}

impl View<'_, '_> {
    /// Answers from a part; nothing if the guide does not have it.
    fn part_answer(&self, place: usize, part: Part<'_>) -> Result<Option<Vec<Line>>, Damaged> {
        match part {
            Part::Faq(id) => {
                let faq = self.desk.pack.guides()?.faq(place, id)?;
                Ok(faq.map(|faq| vec![self.told(&faq.answer, &faq.standing)]))
            }
            Part::Section(section) => self.section_answer(place, section),
            Part::Case { question, answer } => self.case_answer(question, answer).map(Some),
            Part::Whole | Part::Article(_) => Ok(None),
        }
    }

    /// Answers from a section, fixed or of the guide's own.
    fn section_answer(&self, place: usize, section: &str) -> Result<Option<Vec<Line>>, Damaged> {
        Ok(Some(match section {
            "documents" => self.papers_answer()?,
            "fee" => self.cost().into_iter().collect(),
            "time" => self.how_long(),
            "steps" => self.steps_answer()?,
            "refusals" => self.short_answer(&self.guide.refusals),
            "conditions" => self.short_answer(&self.guide.conditions),
            "notes" => self.short_answer(&self.guide.notes),
            "remedies" => self.remedies_answer(),
            "where" => self.where_to_apply().into_iter().chain(self.when_to_apply()).collect(),
            "contacts" => vec![self.whom_to_ask()?],
            "summary" | "questions" | "outcome" | "faq" | "basis" | "sources" => {
                self.whole_answer()?
            }
            own => {
                let own = self.desk.pack.guides()?.free_section(place, own)?;
                return Ok(own.map(|own| vec![self.told(&own.text, &own.standing)]));
            }
        }))
    }

    /// Says what the guide is about, and what the answer box says first.
    fn whole_answer(&self) -> Result<Vec<Line>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let mut lines = vec![voice.line(&self.guide.summary)];
        lines.push(voice.labelled(words.bring, self.bring()?));
        let how_long = self.how_long().into_iter().next();
        lines.extend(how_long.map(|line| voice.labelled(words.how_long, line)));
        Ok(lines)
    }

    /// Returns a text with what it stands on, its paragraphs joined.
    fn told(&self, text: &LocalizedText, standing: &Standing) -> Line {
        let text = self.desk.voice.text(text).replace('\n', " ");
        self.desk.voice.with_standing(Line::plain(text), standing)
    }

    /// Says what is different under an answer, and what papers it needs.
    fn case_answer(&self, question: &str, answer: &str) -> Result<Vec<Line>, Damaged> {
        let asked = self.guide.questions.iter().find(|asked| asked.id == *question);
        let answers = asked.into_iter().flat_map(|asked| &asked.answers);
        let notes = answers.filter(|one| one.id == *answer).filter_map(|one| one.note.as_ref());
        let mut lines: Vec<Line> = notes.map(|note| self.desk.voice.line(note)).collect();
        lines.extend(self.papers_answer()?);
        Ok(lines)
    }

    fn papers_answer(&self) -> Result<Vec<Line>, Damaged> {
        let entries = self.paper_entries()?.into_iter().map(|entry| {
            let mut line = self.desk.voice.lead(&entry.label);
            line.extend(join(entry.lines, self.desk.words().semicolon));
            line
        });
        Ok(entries.collect())
    }

    fn steps_answer(&self) -> Result<Vec<Line>, Damaged> {
        let rows = self.steps_in_short()?.into_iter().take(MOST_NAMED);
        Ok(rows.map(|row| self.step_answer(row)).collect())
    }

    fn step_answer(&self, row: StepRow) -> Line {
        let actors = row.actors.iter().map(|(number, actor)| format!("{number} {actor}"));
        let mut line = Line::strong(self.desk.voice.list(actors)).then(Role::Plain, " ");
        line.extend(row.text);
        line
    }

    fn short_answer(&self, list: &[Statement]) -> Vec<Line> {
        let shorts = self.shown(list).map(|one| self.as_short_as_may_be(one));
        vec![join(shorts, self.desk.words().semicolon)]
    }

    fn remedies_answer(&self) -> Vec<Line> {
        self.shown_remedies().take(MOST_NAMED).map(|remedy| self.remedy_answer(remedy)).collect()
    }

    fn remedy_answer(&self, remedy: &Remedy) -> Line {
        let voice = &self.desk.voice;
        voice.lead(&voice.text(&remedy.title)).then(Role::Plain, voice.text(&remedy.text))
    }
}
