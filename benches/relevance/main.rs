//! Whether questions lead to their answers: `cargo bench --bench relevance`.
//!
//! Reads the lists in `tests/relevance`, asks the built-in edition or the handbook after
//! `--handbook`, and prints the share of questions whose first hit and one of whose first three
//! hits is right, and the mean of one over the rank of the first right hit. Beside them stand the
//! same questions put to two searches that know nothing of language. `--misses` names the
//! questions that miss, of those that are not held out; `--held-out` and `--tuned` take one half.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a report may fail and tells")]

mod engines;
#[path = "../../tests/relevance/questions.rs"]
mod questions;
mod tally;

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use guide::edition::{Edition, Progress, Source};
use guide::search::search;

use self::engines::Texts;
use self::questions::{Name, Question, about, guide_ids, name, read};
use self::tally::Tally;

/// How many hits are looked at.
const DEPTH: usize = 10;

/// What was asked for on the command line.
#[derive(Default)]
struct Options {
    handbook: Option<PathBuf>,
    tells_misses: bool,
    half: Option<bool>,
    words: Option<String>,
}

impl Options {
    fn read() -> Self {
        let mut options = Self::default();
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--handbook" => options.handbook = arguments.next().map(PathBuf::from),
                "--misses" => options.tells_misses = true,
                "--held-out" => options.half = Some(true),
                "--tuned" => options.half = Some(false),
                "--bench" => {}
                words => options.words = Some(words.to_owned()),
            }
        }
        options
    }

    fn wants(&self, question: &Question) -> bool {
        self.half.is_none_or(|half| half == question.is_held_out)
            && self.words.as_ref().is_none_or(|words| question.id.contains(words.as_str()))
    }
}

/// Says nothing while folders are packed.
struct Silence;

impl Progress for Silence {
    fn start(&self, _: usize) {}
    fn advance(&self) {}
    fn index(&self) {}
    fn finish(&self) {}
}

fn main() {
    let options = Options::read();
    let sources: Vec<Source> = options.handbook.iter().cloned().map(Source::Path).collect();
    let edition = Edition::open(&sources, None, &Silence).unwrap();
    let pack = edition.pack();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let texts = Texts::of(&pack);
    let mut questions = about(&ids, read());
    questions.retain(|question| options.wants(question));
    let mut report = Report::default();
    for question in &questions {
        let found = search(&index, &question.query, DEPTH).unwrap();
        let hits: Vec<Name> = found.hits.iter().map(|hit| name(&ids, &hit.place)).collect();
        let is_told = !found.is_sure || found.reading.elsewhere.is_some();
        let own = report.add(
            question,
            [&hits, &texts.in_order(question), &texts.containing(question)],
            is_told,
        );
        if options.tells_misses && !own && (!question.is_held_out || options.half == Some(true)) {
            let first: Vec<String> = hits.iter().take(3).map(|(a, b)| format!("{a}/{b}")).collect();
            println!("{} {} -> {}", question.id, question.query, first.join(" "));
        }
    }
    println!("{} questions, {} guides", questions.len(), ids.len());
    report.print();
}

/// The figures of all questions by row: kind, language.
#[derive(Default)]
struct Report {
    rows: BTreeMap<String, Row>,
}

/// The figures of some questions: of the guides and places of this search, and of the other two.
#[derive(Default)]
struct Row {
    guides: Tally,
    places: Tally,
    in_order: Tally,
    containing: Tally,
}

impl Report {
    /// Counts a question in its rows; says whether the first hit is right.
    fn add(&mut self, question: &Question, hits: [&[Name]; 3], is_told: bool) -> bool {
        let [own, in_order, containing] = hits;
        let rank = |hits: &[Name], is_right: &dyn Fn(&Name) -> bool| {
            if question.is_outside() {
                return hits.is_empty().then_some(0);
            }
            hits.iter().position(is_right)
        };
        let in_guide = |hit: &Name| question.is_in_guide(hit);
        let in_place = |hit: &Name| question.is_in_place(hit);
        let outside = (question.is_outside() && is_told).then_some(0);
        let of_guide = outside.or_else(|| rank(own, &in_guide));
        let of_place = outside.or_else(|| rank(own, &in_place));
        let (kind, language) = (&question.kind, &question.language);
        let half = if question.is_held_out { "held out" } else { "tuned" };
        let list = if *kind == "public" { "public" } else { "own" };
        let mut names = vec![
            format!("{kind} {language}"),
            format!("~ {list}, {language}"),
            format!("~~ {list}"),
        ];
        // Everybody has seen the public list.
        names.extend((list == "own").then(|| format!("~ {list}, {half}")));
        for name in names {
            let row = self.rows.entry(name).or_default();
            row.guides.add(of_guide);
            if !question.places.is_empty() {
                row.places.add(of_place);
            }
            row.in_order.add(rank(in_order, &in_guide));
            row.containing.add(rank(containing, &in_guide));
        }
        if question.places.is_empty() { of_guide == Some(0) } else { of_place == Some(0) }
    }

    fn print(&self) {
        println!(
            "{:<22} {:>4}  {:<17}  {:>4} {:<17}  {:<17}  {:<17}",
            "per cent first, in three; mean",
            "",
            "guide",
            "",
            "place",
            "fuzzy-matcher",
            "substring"
        );
        for (name, row) in &self.rows {
            println!(
                "{:<22} {:>4}  {}  {:>4} {}  {}  {}",
                name.trim_start_matches(['~', ' ']),
                row.guides.count(),
                row.guides,
                row.places.count(),
                row.places,
                row.in_order,
                row.containing
            );
        }
    }
}
