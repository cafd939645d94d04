//! Every case of every guide of the national edition, walked from question to question.

#![expect(clippy::print_stdout, reason = "a test may tell")]

use std::collections::BTreeSet;

use guide::handbook::model::{Guide, Question};
use guide::handbook::pack::Pack;
use guide::tailor::{Applies, Case, Inquiry};

/// What a walk through the cases of a guide found.
#[derive(Default)]
struct Walk {
    cases: usize,
    asked: BTreeSet<String>,
    findings: BTreeSet<String>,
}

impl Walk {
    /// Goes on with each answer to the next question; without one, looks at the case.
    fn on(&mut self, guide: &Guide, inquiry: &Inquiry<'_>, case: &Case) {
        let Some(question) = inquiry.next(case, &[]) else { return self.arrive(guide, case) };
        self.asked.insert(question.id.to_string());
        for answer in &question.answers {
            let mut case = case.clone();
            case.answer(question.id.clone(), answer.id.clone());
            self.on(guide, inquiry, &case);
        }
    }

    /// Looks at a case in which nothing is left to ask.
    fn arrive(&mut self, guide: &Guide, case: &Case) {
        self.cases += 1;
        let papers: BTreeSet<&str> = guide
            .documents
            .iter()
            .filter(|paper| case.may_apply(&paper.when))
            .map(|paper| paper.id.as_str())
            .collect();
        if papers.is_empty() && !guide.documents.is_empty() {
            self.find(guide, case, "no papers");
        }
        // A step names the papers of all cases; a page shows those of its own.
        for step in guide.steps.iter().filter(|step| case.may_apply(&step.when)) {
            let has_one = step.needs.iter().any(|paper| papers.contains(paper.as_str()));
            if !has_one && !step.needs.is_empty() {
                self.find(guide, case, &format!("step {} needs papers, and has none", step.id));
            }
        }
        let conditions = guide.documents.iter().map(|paper| &paper.when);
        for when in conditions.chain(guide.steps.iter().map(|step| &step.when)) {
            assert!(case.applies(when) != Applies::Open, "{}: {when:?} is open", guide.id);
        }
    }

    fn find(&mut self, guide: &Guide, case: &Case, what: &str) {
        let answers: Vec<String> = case.answers().map(|(q, a)| format!("{q}={a}")).collect();
        self.findings.insert(format!("{}: {what} ({})", guide.id, answers.join(" ")));
    }
}

fn is_idle<'q>(walk: &Walk, question: &'q Question) -> Option<&'q str> {
    (!walk.asked.contains(question.id.as_str())).then_some(question.id.as_str())
}

/// Findings that are meant: guide, what was found, and why it is right.
const MEANT: &[(&str, &str, &str)] = &[(
    "private-school-closure",
    "step deregister-company needs papers, and has none",
    "the bureau's consent is a paper of those who close of their own wish",
)];

#[test]
fn every_case_has_its_papers_and_every_question_decides_something() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let guides = pack.guides().unwrap();
    let (mut findings, mut all) = (Vec::new(), 0);
    let today = "2026-11-23".parse().unwrap();
    for place in 0..guides.len() {
        let guide = guides.get(place).unwrap().value;
        let inquiry = Inquiry::new(&guide, |valid| valid.covers(today));
        let mut walk = Walk::default();
        walk.on(&guide, &inquiry, &Case::unanswered(&guide));
        println!("{}: {} cases of {} questions", guide.id, walk.cases, guide.questions.len());
        all += walk.cases;
        let idle = guide.questions.iter().filter_map(|question| is_idle(&walk, question));
        findings.extend(idle.map(|id| format!("{}: question {id} changes nothing", guide.id)));
        findings.extend(walk.findings);
    }
    println!("{all} cases");
    let is_meant = |finding: &String| {
        MEANT.iter().any(|(guide, what, _)| finding.starts_with(&format!("{guide}: {what}")))
    };
    findings.retain(|finding| !is_meant(finding));
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}
