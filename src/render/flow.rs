//! Steps in lanes, in a terminal: a line of life for each who acts, the steps as numbers on it.
//!
//! Only characters that are one cell wide everywhere draw the lanes, so that they stay straight
//! beside Chinese text and in Chinese consoles.

use super::columns::{INDENT, put};
use super::wrap::wrap;
use super::{phrase, steps};
use crate::page::{Flow, FlowStep, Line, Role, StepRow};

/// The cells of a lane: a number of two digits and an arrow.
const LANE: usize = 5;

/// The width from which lanes are drawn.
const ROOMY: usize = 60;

/// The least room for the texts beside the lanes.
const LEAST_TEXT: usize = 24;

/// Draws the lanes, with the texts beside them; where there is no room, lists the steps.
pub(super) fn rows(flow: &Flow, width: usize) -> Vec<Line> {
    let text_at = INDENT + flow.lanes.len() * LANE;
    if width < ROOMY || text_at + LEAST_TEXT > width {
        return steps::rows(&listed(flow), width);
    }
    let mut rows = names(flow, width);
    let mut before: Option<&FlowStep> = None;
    for step in &flow.steps {
        rows.push(lifelines(flow));
        let arrow = before.and_then(|before| Arrow::new(before, step));
        rows.extend(self::step(flow, arrow, step, text_at, width));
        before = Some(step);
    }
    rows
}

/// Returns the steps as a list, with who acts before each.
pub(super) fn listed(flow: &Flow) -> Vec<StepRow> {
    let row = |step: &FlowStep| StepRow {
        actors: vec![(step.number, actor(flow, step).to_owned())],
        text: step.text.clone(),
        details: step.limits.iter().chain(&step.turns).cloned().collect(),
    };
    flow.steps.iter().map(row).collect()
}

/// Returns who acts in a step.
pub(super) fn actor<'f>(flow: &'f Flow, step: &FlowStep) -> &'f str {
    flow.lanes.get(step.lane).map_or("", String::as_str)
}

/// Writes the names of the lanes down a staircase, so that each may be as long as it likes.
fn names(flow: &Flow, width: usize) -> Vec<Line> {
    let row = |(lane, name): (usize, &String)| {
        let name_at = INDENT + lane * LANE;
        let names = wrap(&Line::strong(name), width - name_at);
        names.into_iter().map(move |name| put(drawn(&line_of_life(lane)), name_at, name))
    };
    flow.lanes.iter().enumerate().flat_map(row).collect()
}

fn lifelines(flow: &Flow) -> Line {
    drawn(&line_of_life(flow.lanes.len()))
}

/// Draws the lines of the first lanes, a character a cell.
fn line_of_life(lanes: usize) -> Vec<char> {
    let mut cells = vec![' '; INDENT];
    for _ in 0..lanes {
        cells.push('|');
        cells.extend([' '; LANE - 1]);
    }
    cells
}

/// The way from the step above.
#[derive(Debug, Clone, Copy)]
struct Arrow {
    /// The lane from which it comes.
    from: usize,
    /// What it is drawn with: the way out of a failure is dotted.
    stroke: &'static str,
}

impl Arrow {
    /// Returns the arrow to a step from the one above it, if it leads there.
    fn new(above: &FlowStep, step: &FlowStep) -> Option<Self> {
        let stroke = if above.next.contains(&step.number) {
            "-"
        } else if above.otherwise == Some(step.number) {
            "."
        } else {
            return None;
        };
        Some(Self { from: above.lane, stroke })
    }

    /// Draws it to a lane.
    fn draw(self, cells: &mut [char], to: usize) {
        let (start, end) = (INDENT + self.from * LANE, INDENT + to * LANE);
        if start < end {
            write(cells, start, &format!("+{}> ", self.stroke.repeat(end - start - 3)));
        } else if end < start {
            write(cells, end, &format!("   <{}+", self.stroke.repeat(start - end - 4)));
        }
    }
}

/// Sets a step: its number on the lane, an arrow from the step before, its texts beside.
fn step(
    flow: &Flow,
    arrow: Option<Arrow>,
    step: &FlowStep,
    text_at: usize,
    width: usize,
) -> Vec<Line> {
    let mut cells = line_of_life(flow.lanes.len());
    if let Some(arrow) = arrow {
        arrow.draw(&mut cells, step.lane);
    }
    write(&mut cells, INDENT + step.lane * LANE, &step.number.to_string());
    let lanes = std::iter::once(drawn(&cells)).chain(std::iter::repeat_with(|| lifelines(flow)));
    let texts = texts(flow, step, width - text_at);
    lanes.zip(texts).map(|(lane, text)| put(lane, text_at, text)).collect()
}

fn write(cells: &mut [char], at: usize, text: &str) {
    for (cell, c) in cells.iter_mut().skip(at).zip(text.chars()) {
        *cell = c;
    }
}

/// Makes a row of what was drawn: the numbers stand out.
fn drawn(cells: &[char]) -> Line {
    let text: String = cells.iter().collect();
    let text = text.trim_end();
    let number_at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (before, rest) = text.split_at(number_at);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = rest.split_at(digits);
    Line::quiet(before).then(Role::Strong, number).then(Role::Quiet, after)
}

/// Returns who acts and what is done, and below it how long that takes and where it leads.
fn texts(flow: &Flow, step: &FlowStep, width: usize) -> Vec<Line> {
    let actor = actor(flow, step);
    let mut first = Line::strong(actor);
    if !actor.is_empty() {
        first = first.then(Role::Plain, phrase::colon(actor, &step.text.to_text()));
    }
    first.extend(step.text.clone());
    let details = step.limits.iter().chain(&step.turns);
    let details = details.flat_map(|line| wrap(line, width - INDENT));
    let indented = details.map(|line| put(Line::default(), INDENT, line));
    wrap(&first, width).into_iter().chain(indented).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::width;

    fn flow() -> Flow {
        let step = |number, lane, text: &str, limits: &[&str], turns: &[&str], next: &[usize]| {
            let lines = |texts: &[&str]| texts.iter().map(|&text| Line::plain(text)).collect();
            FlowStep {
                number,
                lane,
                text: Line::plain(text),
                limits: lines(limits),
                turns: lines(turns),
                next: next.to_vec(),
                otherwise: (number == 2).then_some(1),
            }
        };
        Flow {
            lanes: ["家长", "New school (转入学校)", "教育局"].map(str::to_owned).to_vec(),
            steps: vec![
                step(1, 0, "向想转进的学校提出书面申请，交材料*", &[], &[], &[2]),
                step(2, 1, "核材料、看学位", &["期限：10 个工作日"], &["不成的，回到 1"], &[3]),
                step(3, 2, "核办", &[], &[], &[4]),
                step(4, 0, "报到", &[], &[], &[]),
            ],
            heading: "步骤".to_owned(),
            if_not: "不成".to_owned(),
        }
    }

    fn text(width: usize) -> String {
        let rows: Vec<String> = rows(&flow(), width).iter().map(Line::to_text).collect();
        rows.join("\n")
    }

    #[test]
    fn numbers_stand_on_the_lanes_of_those_who_act() {
        insta::assert_snapshot!(text(60), @r"
        家长
        |    New school (转入学校)
        |    |    教育局
        |    |    |
        1    |    |    家长：向想转进的学校提出书面申请，交材料*
        |    |    |
        +--> 2    |    New school (转入学校): 核材料、看学位
        |    |    |      期限：10 个工作日
        |    |    |      不成的，回到 1
        |    |    |
        |    +--> 3    教育局：核办
        |    |    |
        4  <------+    家长：报到
        ");
    }

    #[test]
    fn a_narrow_screen_gets_a_list() {
        insta::assert_snapshot!(text(59), @r"
        1 家长        向想转进的学校提出书面申请，交材料*
        2 New school  核材料、看学位
          (转入学校)  期限：10 个工作日
                      不成的，回到 1
        3 教育局      核办
        4 家长        报到
        ");
    }

    #[test]
    fn too_many_lanes_get_a_list() {
        let mut flow = flow();
        flow.lanes.extend(std::iter::repeat_n("a".to_owned(), 12));
        assert_eq!(rows(&flow, 80), steps::rows(&listed(&flow), 80));
    }

    #[test]
    fn no_row_is_wider_than_the_screen_or_ends_in_blanks() {
        for columns in 20..=120 {
            for row in rows(&flow(), columns) {
                let text = row.to_text();
                assert!(width::of(&text) <= columns && text.trim_end() == text, "{text:?}");
            }
        }
    }
}
