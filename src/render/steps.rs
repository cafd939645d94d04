//! Numbered steps in a terminal.

use super::columns::{Columns, INDENT};
use super::phrase;
use crate::page::{Line, StepRow};

/// Sets steps: number, who does it, what is done.
pub(super) fn rows(steps: &[StepRow], width: usize) -> Vec<Line> {
    let digits = steps.iter().flat_map(|step| &step.actors).map(|(number, _)| digits(*number));
    let digits = digits.max().unwrap_or(0);
    let columns = Columns::new(INDENT + digits + 1, steps.iter().filter_map(only_actor), width);
    steps.iter().flat_map(|step| row(step, digits, &columns)).collect()
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
