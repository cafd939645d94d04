//! Numbered steps in a terminal.

use super::columns::{Columns, GAP, INDENT};
use super::{phrase, width};
use crate::page::{Line, StepRow};

/// Sets steps: number, who does it, what is done.
pub(super) fn rows(steps: &[StepRow], columns: usize) -> Vec<Line> {
    let digits = steps.iter().flat_map(|step| &step.actors).map(|(number, _)| digits(*number));
    let digits = digits.max().unwrap_or(0);
    let steps: Vec<StepRow> = steps.iter().flat_map(|step| parted(step, digits, columns)).collect();
    let set = Columns::new(INDENT + digits + 1, steps.iter().filter_map(only_actor), columns);
    steps.iter().flat_map(|step| row(step, digits, &set)).collect()
}

/// Parts a row of several actors that does not fit on one line into a row for each.
fn parted(step: &StepRow, digits: usize, columns: usize) -> Vec<StepRow> {
    let one = |actor: &(usize, String)| StepRow { actors: vec![actor.clone()], ..step.clone() };
    match step.actors.as_slice() {
        [(_, first), others @ ..] if !others.is_empty() => {
            let lead = INDENT + digits + 1 + width::of(&actors(first, others)) + GAP;
            let fits = lead + width::of(&step.text.to_text()) <= columns;
            if fits { vec![step.clone()] } else { step.actors.iter().map(one).collect() }
        }
        _ => vec![step.clone()],
    }
}

fn digits(number: usize) -> usize {
    number.to_string().len()
}

fn only_actor(step: &StepRow) -> Option<&str> {
    match step.actors.as_slice() {
        [(_, actor)] => Some(actor),
        _ => None,
    }
}

fn row(step: &StepRow, digits: usize, columns: &Columns) -> Vec<Line> {
    let mut texts = vec![step.text.clone()];
    texts.extend_from_slice(&step.details);
    match step.actors.as_slice() {
        [] => columns.rows("", &Line::default(), &texts),
        [(number, actor)] => {
            columns.rows(&format!("  {number:>digits$}"), &Line::plain(actor), &texts)
        }
        [(number, actor), others @ ..] => {
            let lead = format!("  {number:>digits$}");
            columns.rows_across(&lead, &Line::plain(actors(actor, others)), &texts)
        }
    }
}

/// Lists the actors; the number of the first stands in the margin.
fn actors(first: &str, others: &[(usize, String)]) -> String {
    let mut names = vec![first.to_owned()];
    names.extend(others.iter().map(|(number, actor)| format!("{number} {actor}")));
    phrase::list(&names)
}
