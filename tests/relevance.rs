//! Whether people's questions lead to the answer in the built-in edition.
//!
//! `cargo test --test relevance -- --nocapture` prints the figures and the questions that miss.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail and tell")]

use std::collections::BTreeMap;

use guide::handbook::index::{Part, Place, Thing};
use guide::handbook::pack::Pack;
use guide::search::search;

/// The questions: id, language, query, guides and places that answer it, the last two separated by
/// `|`. A place is the id of a section, `faq/ID` or `case/ANSWER`.
const QUESTIONS: &str = include_str!("relevance/public.tsv");

/// The least share of questions, in per cent, whose first hit, and one of whose first three, is in
/// the right guide and in the right place.
const FLOORS: &[(&str, Score)] = &[
    ("zh", Score { guide: [96, 98], place: [89, 94] }),
    ("en", Score { guide: [93, 96], place: [78, 91] }),
    ("pinyin", Score { guide: [93, 94], place: [77, 89] }),
];

/// How many questions found the guide and the place first, and in the first three.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    guide: [usize; 2],
    place: [usize; 2],
}

/// A line of the list.
struct Question {
    id: &'static str,
    language: &'static str,
    query: &'static str,
    guides: Vec<&'static str>,
    places: Vec<&'static str>,
}

/// Returns the questions that the edition can answer.
fn questions(ids: &[String]) -> Vec<Question> {
    let question = |line: &'static str| {
        let [id, language, query, guides, places]: [&str; 5] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let guides = guides.split('|').collect();
        Question { id, language, query, guides, places: places.split('|').collect() }
    };
    let has_guide = |one: &Question| one.guides.iter().any(|id| ids.iter().any(|own| own == id));
    QUESTIONS.lines().skip(1).map(question).filter(has_guide).collect()
}

/// Returns the guide and the name of a place.
fn name(ids: &[String], place: &Place<'_>) -> (String, String) {
    let guide = match place.thing {
        Thing::Guide => ids[usize::try_from(place.ordinal).unwrap()].clone(),
        other => format!("{other:?}"),
    };
    let part = match place.part {
        Part::Whole => String::new(),
        Part::Section(id) => id.to_owned(),
        Part::Case { answer, .. } => format!("case/{answer}"),
        Part::Faq(id) => format!("faq/{id}"),
        Part::Article(number) => number.to_owned(),
    };
    (guide, part)
}

fn guide_ids(pack: &Pack<'_>) -> Vec<String> {
    let guides = pack.guides().unwrap();
    (0..guides.len()).map(|at| guides.get(at).unwrap().value.id.to_string()).collect()
}

#[test]
fn questions_lead_to_their_answers() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let mut scores: BTreeMap<&str, (usize, Score)> = BTreeMap::new();
    for question in questions(&ids) {
        let found = search(&index, question.query, 3).unwrap();
        let hits: Vec<_> = found.hits.iter().map(|hit| name(&ids, &hit.place)).collect();
        let in_guide = |(guide, _): &(String, String)| question.guides.contains(&guide.as_str());
        let in_place = |hit: &(String, String)| {
            in_guide(hit) && question.places.iter().any(|place| *place == hit.1)
        };
        let (count, score) = scores.entry(question.language).or_default();
        *count += 1;
        for (at, first) in [1, 3].into_iter().enumerate() {
            score.guide[at] += usize::from(hits.iter().take(first).any(in_guide));
            score.place[at] += usize::from(hits.iter().take(first).any(in_place));
        }
        if !hits.first().is_some_and(in_place) {
            println!("{} {}: {hits:?}", question.id, question.query);
        }
    }
    for (language, floor) in FLOORS {
        let (count, score) = scores[language];
        let share = |hits: [usize; 2]| hits.map(|hits| hits * 100 / count);
        let reached = Score { guide: share(score.guide), place: share(score.place) };
        println!("{language} ({count}), per cent of first and of first three: {reached:?}");
        let pairs =
            reached.guide.iter().zip(floor.guide).chain(reached.place.iter().zip(floor.place));
        assert!(pairs.into_iter().all(|(reached, floor)| *reached >= floor), "{reached:?}");
    }
}

#[test]
fn what_the_handbook_does_not_treat_is_not_found() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let index = pack.index().unwrap();
    let queries = [
        "foo bar baz qux",
        "how to cook rice",
        "marriage licence",
        "pizza fee",
        "fan",
        "吃饭",
        "驾照",
        "机票",
        "红烧肉多少钱",
        "火锅",
    ];
    for query in queries {
        let found = search(&index, query, 3).unwrap();
        assert_eq!(found.hits, [], "{query}");
    }
}

#[test]
fn names_and_questions_lead_to_the_place_that_answers() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let cases = [
        ("jszg", "teacher-certificate", ""),
        ("jszgz", "teacher-certificate", ""),
        ("教师资格", "teacher-certificate", ""),
        ("is a transfer free", "transfer", "fee"),
        ("小饭桌", "private-school", "faq/care-centre"),
        ("free place", "transfer", "faq/school-full"),
    ];
    for (query, guide, part) in cases {
        let found = search(&index, query, 1).unwrap();
        let first = found.hits.first().map(|hit| name(&ids, &hit.place));
        assert_eq!(first, Some((guide.to_owned(), part.to_owned())), "{query}");
    }
}

#[test]
fn every_place_of_the_list_exists() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let known: Vec<_> =
        (0..index.place_count()).map(|at| name(&ids, &index.place(at).unwrap())).collect();
    for question in questions(&ids) {
        for place in question.places {
            let exists = known
                .iter()
                .any(|(guide, part)| question.guides.contains(&guide.as_str()) && part == place);
            assert!(exists, "{}: {place}", question.id);
        }
    }
}
