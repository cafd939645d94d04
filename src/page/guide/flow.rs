//! The course of a case as lanes: who acts, in which order, where a step leads that fails.
//!
//! What follows a step is what its file says, or else the next step that can happen with it. How
//! lanes are drawn is not known here.

use super::View;
use crate::handbook::model::{Filed, Guide, Step, When};
use crate::handbook::value::Slug;
use crate::page::footnotes::footnotes;
use crate::page::words::flow as words;
use crate::page::{Block, Desk, Line, Page};
use crate::tailor::Case;

/// A procedure in lanes, a lane for each who acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// Who acts, in the order in which they first do.
    pub lanes: Vec<String>,
    /// The steps, from top to bottom.
    pub steps: Vec<FlowStep>,
    /// What is done, as the heading of a column.
    pub heading: String,
    /// What stands beside the way out of a step that fails, in a word.
    pub if_not: String,
}

/// A step in its lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowStep {
    /// Its number, from 1.
    pub number: usize,
    /// Its lane, a place in [`Flow::lanes`].
    pub lane: usize,
    /// What is done.
    pub text: Line,
    /// How long it may take.
    pub limits: Vec<Line>,
    /// What follows in words, where it is not just the step below.
    pub turns: Vec<Line>,
    /// The numbers of the steps that may follow; none where it ends.
    pub next: Vec<usize>,
    /// The number of the step that follows if this one fails.
    pub otherwise: Option<usize>,
}

impl FlowStep {
    /// Returns the lines of the step.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.text).chain(&self.limits).chain(&self.turns)
    }
}

/// Builds the page of a guide's course in a case.
pub fn flow(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Page {
    let view = View { desk, guide: &guide.value, case };
    let mut blocks = vec![view.title(), Block::Paragraph(desk.voice.line(&view.guide.summary))];
    let flow = view.flow();
    if !flow.steps.is_empty() {
        blocks.extend([Block::heading(words::heading(desk.voice.lang)), Block::Flow(flow)]);
    }
    let checked =
        format!("{}{}{}", desk.words().checked, desk.words().colon, view.provenance(guide));
    blocks.push(Block::Footnote(Line::quiet(checked)));
    blocks.extend(footnotes(desk, &blocks));
    blocks.push(view.next_to_lanes());
    Page { blocks }
}

impl View<'_, '_> {
    /// Returns the steps of the case in lanes.
    fn flow(&self) -> Flow {
        let course = Course::new(self.shown_steps(), self.case);
        let mut lanes: Vec<String> = Vec::new();
        let steps = course.steps.iter().enumerate().map(|(place, step)| {
            let actor = self.actor(step);
            let lane = lanes.iter().position(|lane| *lane == actor).unwrap_or_else(|| {
                lanes.push(actor);
                lanes.len() - 1
            });
            self.flow_step(&course, place, step, lane)
        });
        let steps = steps.collect();
        let lang = self.desk.voice.lang;
        let heading = self.desk.words().steps.to_owned();
        Flow { lanes, steps, heading, if_not: words::if_not(lang).to_owned() }
    }

    fn flow_step(&self, course: &Course<'_>, place: usize, step: &Step, lane: usize) -> FlowStep {
        let next = numbers(&course.next(place));
        let otherwise = course.otherwise(place).map(|place| place + 1);
        let turns = self.turns(course, place, &next, otherwise);
        let (text, limits) = (self.step_text(step), self.limits(step));
        FlowStep { number: place + 1, lane, text, limits, turns, next, otherwise }
    }

    /// Says what follows, where a reader who goes on to the step below would go wrong.
    fn turns(
        &self,
        course: &Course<'_>,
        place: usize,
        next: &[usize],
        otherwise: Option<usize>,
    ) -> Vec<Line> {
        let (number, lang) = (place + 1, self.desk.voice.lang);
        let is_last = number == course.steps.len() && next.is_empty();
        // What the file names is said in full; what is only possible shows by its condition.
        let goes_on = if course.names_next(place) {
            next == [number + 1]
        } else {
            next.contains(&(number + 1))
        };
        let then = (!is_last && !goes_on).then(|| words::then(number, next, lang));
        let otherwise = otherwise.map(|to| words::otherwise(number, to, lang));
        then.into_iter().chain(otherwise).map(Line::plain).collect()
    }

    /// Returns the limit of a step, and that of the clock which runs during it.
    fn limits(&self, step: &Step) -> Vec<Line> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let clocks =
            self.guide.clocks.iter().filter(|clock| step.clock.as_ref() == Some(&clock.id));
        let clocks: Vec<_> =
            clocks.filter(|clock| self.may_hold(&clock.when, &clock.valid)).collect();
        let of_clocks = clocks
            .iter()
            .map(|clock| voice.with_standing(self.clock_limit(clock), &clock.standing));
        let own = step.limit.iter().map(|limit| voice.filled_limit(limit));
        let limits = of_clocks.chain(own).map(|line| voice.labelled(words.limit, line));
        let promised = clocks.iter().filter_map(|clock| clock.promised.as_ref()?.known());
        let promised =
            promised.map(|limit| voice.labelled(words.promised, Line::plain(voice.limit(*limit))));
        limits.chain(promised).collect()
    }
}

fn numbers(places: &[usize]) -> Vec<usize> {
    places.iter().map(|place| place + 1).collect()
}

/// The steps of a case, and what follows what.
struct Course<'g> {
    steps: Vec<&'g Step>,
    /// Under which answers each happens, as far as they are open.
    when: Vec<When>,
}

impl<'g> Course<'g> {
    fn new(steps: impl Iterator<Item = &'g Step>, case: &Case) -> Self {
        let steps: Vec<&Step> = steps.collect();
        let when = steps.iter().map(|step| case.open_part(&step.when)).collect();
        Self { steps, when }
    }

    fn place_of(&self, id: &Slug) -> Option<usize> {
        self.steps.iter().position(|step| step.id == *id)
    }

    fn can_meet(&self, one: usize, other: usize) -> bool {
        matches!((self.when.get(one), self.when.get(other)),
            (Some(one), Some(other)) if !one.excludes(other))
    }

    /// Says whether one step never happens without the other.
    fn implies(&self, one: usize, other: usize) -> bool {
        matches!((self.when.get(one), self.when.get(other)),
            (Some(one), Some(other)) if one.implies(other))
    }

    /// Returns the steps that the file names as following, as far as the case has them.
    fn named(&self, place: usize) -> Vec<usize> {
        let named = self.steps.get(place).into_iter().flat_map(|step| &step.next);
        let places = named.filter_map(|id| self.place_of(id));
        places.filter(|next| self.can_meet(place, *next)).collect()
    }

    /// Says whether the file names a step of the case as following.
    fn names_next(&self, place: usize) -> bool {
        !self.named(place).is_empty()
    }

    /// Returns the steps that may follow a step.
    fn next(&self, place: usize) -> Vec<usize> {
        let named = self.named(place);
        if named.is_empty() { self.below(place) } else { named }
    }

    /// Returns the steps below that may follow: the first that can happen, and where that depends
    /// on an open question, those that can happen without it.
    fn below(&self, place: usize) -> Vec<usize> {
        let mut next: Vec<usize> = Vec::new();
        for step in (place + 1)..self.steps.len() {
            let comes_later = next.iter().any(|before| self.implies(step, *before));
            if !self.can_meet(place, step) || comes_later {
                continue;
            }
            next.push(step);
            if self.implies(place, step) {
                break;
            }
        }
        next
    }

    /// Returns the step that follows if one fails; a step cannot lead to itself.
    fn otherwise(&self, place: usize) -> Option<usize> {
        let otherwise = self.place_of(self.steps.get(place)?.otherwise.as_ref()?)?;
        (otherwise != place && self.can_meet(place, otherwise)).then_some(otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
questions:
  - id: path
    question: 哪条路
    answers: [{id: short, title: 短}, {id: long, title: 长}]
actors: [{id: we, title: 我们}]
steps:
  - {id: ask, actor: we, text: a, standing: law}
  - {id: check, actor: we, text: b, standing: law, otherwise: ask}
  - {id: prepare, actor: we, text: c, standing: law, when: {path: long}}
  - {id: wait, actor: we, text: d, standing: law, when: {path: long}, next: [ask, nobody]}
  - {id: sign, actor: we, text: e, standing: law, when: {path: short}, otherwise: sign}
  - {id: finish, actor: we, text: f, standing: law, otherwise: nobody}
";

    /// Expects the steps that follow each, and those where it leads if one fails.
    #[track_caller]
    fn case(answer: Option<&str>, next: &[&[usize]], otherwise: &[Option<usize>]) {
        let guide = tailor::guide(PARTS);
        let mut case = Case::default();
        if let Some(answer) = answer {
            case.answer("path".parse().unwrap(), answer.parse().unwrap());
        }
        let steps = guide.steps.iter().filter(|step| case.may_apply(&step.when));
        let course = Course::new(steps, &case);
        let places = 0..course.steps.len();
        assert_eq!(places.clone().map(|place| course.next(place)).collect::<Vec<_>>(), next);
        assert_eq!(places.map(|place| course.otherwise(place)).collect::<Vec<_>>(), otherwise);
    }

    #[test]
    fn an_answer_leaves_one_way() {
        let short: &[&[usize]] = &[&[1], &[2], &[3], &[]];
        case(Some("short"), short, &[None, Some(0), None, None]);
        let long: &[&[usize]] = &[&[1], &[2], &[3], &[0], &[]];
        case(Some("long"), long, &[None, Some(0), None, None, None]);
    }

    #[test]
    fn an_open_question_parts_the_ways() {
        let next: &[&[usize]] = &[&[1], &[2, 4, 5], &[3], &[0], &[5], &[]];
        case(None, next, &[None, Some(0), None, None, None, None]);
    }
}
