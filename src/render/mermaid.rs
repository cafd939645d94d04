//! Steps in lanes as a Mermaid flowchart, a subgraph for each who acts.
//!
//! Ids are made here and never taken from a text; labels are quoted, and whatever could end the
//! quotes or mean something inside them is written as a number.

use crate::page::{Flow, FlowStep, Line};

/// Draws the flowchart.
pub(super) fn chart(flow: &Flow) -> String {
    let lanes = flow.lanes.iter().enumerate().flat_map(|(lane, name)| subgraph(flow, lane, name));
    let edges = flow.steps.iter().flat_map(|step| edges(flow, step));
    let rows: Vec<String> =
        std::iter::once("flowchart TD".to_owned()).chain(lanes).chain(edges).collect();
    rows.join("\n")
}

fn subgraph(flow: &Flow, lane: usize, name: &str) -> Vec<String> {
    let steps = flow.steps.iter().filter(|step| step.lane == lane).map(node);
    let first = format!("  subgraph lane{}[\"{}\"]", lane + 1, label(name));
    std::iter::once(first).chain(steps).chain(["  end".to_owned()]).collect()
}

fn node(step: &FlowStep) -> String {
    let lines = std::iter::once(&step.text).chain(&step.limits);
    let lines: Vec<String> = lines.map(Line::to_text).map(|line| label(&line)).collect();
    format!("    step{0}[\"{0} {1}\"]", step.number, lines.join("<br>"))
}

fn edges(flow: &Flow, step: &FlowStep) -> Vec<String> {
    let next = step.next.iter().map(|next| format!("  step{} --> step{next}", step.number));
    let otherwise = step.otherwise.iter().map(|otherwise| {
        format!("  step{} -. \"{}\" .-> step{otherwise}", step.number, label(&flow.if_not))
    });
    next.chain(otherwise).collect()
}

/// Writes a text as the label of something. Letters, digits and the signs of prose stay.
fn label(text: &str) -> String {
    let is_prose = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || " ,.:/()'-+".contains(c);
    let write = |c: char| if is_prose(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
    text.chars().map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_label_has_a_meaning() {
        assert_eq!(label("核材料（原件）, a-b: 10/11"), "核材料（原件）, a-b: 10/11");
        assert_eq!(label("\"]; end"), "#34;#93;#59; end");
        assert_eq!(label("`*_<b>&#35;"), "#96;#42;#95;#60;b#62;#38;#35;35#59;");
        assert_eq!(label("%%{init}|~\\$"), "#37;#37;#123;init#125;#124;#126;#92;#36;");
    }

    #[test]
    fn actors_are_subgraphs_and_failures_dotted() {
        let step = |number, lane, next: &[usize], otherwise| FlowStep {
            number,
            lane,
            text: Line::plain("a"),
            limits: vec![Line::plain("10 d")],
            turns: vec![Line::plain("in words")],
            next: next.to_vec(),
            otherwise,
        };
        let flow = Flow {
            lanes: vec!["甲".to_owned(), "end".to_owned()],
            steps: vec![step(1, 0, &[2], None), step(2, 1, &[], Some(1))],
            heading: String::new(),
            if_not: "if not".to_owned(),
        };
        insta::assert_snapshot!(chart(&flow), @r#"
        flowchart TD
          subgraph lane1["甲"]
            step1["1 a<br>10 d"]
          end
          subgraph lane2["end"]
            step2["2 a<br>10 d"]
          end
          step1 --> step2
          step2 -. "if not" .-> step1
        "#);
    }
}
