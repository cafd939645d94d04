//! Whether people's questions lead to the answer in the built-in edition.
//!
//! `cargo test --test relevance -- --nocapture` prints the figures and the questions that miss.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail and tell")]

#[path = "relevance/questions.rs"]
mod questions;

use std::collections::BTreeMap;

use guide::handbook::pack::Pack;
use guide::search::search;

use self::questions::{Name, Question, about, guide_ids, name, read};

/// The least share of questions, in per cent, whose first hit, and one of whose first three, is in
/// the right guide and in the right place.
const FLOORS: &[(&str, Score)] = &[
    ("zh", Score { guide: [100, 100], place: [84, 92] }),
    ("en", Score { guide: [92, 100], place: [75, 89] }),
    ("pinyin", Score { guide: [97, 100], place: [71, 88] }),
];

/// How many questions found the guide and the place first, and in the first three.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Score {
    guide: [usize; 2],
    place: [usize; 2],
}

#[test]
fn questions_lead_to_their_answers() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let mut scores: BTreeMap<String, (usize, Score)> = BTreeMap::new();
    for question in about(&ids, read()).into_iter().filter(|one| one.kind == "public") {
        let found = search(&index, &question.query, 3).unwrap();
        let hits: Vec<Name> = found.hits.iter().map(|hit| name(&ids, &hit.place)).collect();
        let (count, score) = scores.entry(question.language.clone()).or_default();
        *count += 1;
        for (at, first) in [1, 3].into_iter().enumerate() {
            let first = || hits.iter().take(first);
            score.guide[at] += usize::from(first().any(|hit| question.is_in_guide(hit)));
            score.place[at] += usize::from(first().any(|hit| question.is_in_place(hit)));
        }
        if !hits.first().is_some_and(|hit| question.is_in_place(hit)) {
            println!("{} {}: {hits:?}", question.id, question.query);
        }
    }
    for (language, floor) in FLOORS {
        let (count, score) = scores[*language];
        let share = |hits: [usize; 2]| hits.map(|hits| hits * 100 / count);
        let reached = Score { guide: share(score.guide), place: share(score.place) };
        println!("{language} ({count}), per cent of first and of first three: {reached:?}");
        let pairs =
            reached.guide.iter().zip(floor.guide).chain(reached.place.iter().zip(floor.place));
        assert!(pairs.into_iter().all(|(reached, floor)| *reached >= floor), "{reached:?}");
    }
}

/// The least share of the other lists, in per cent, that is in the right guide at once, and in
/// three: of the half that the search was tuned on, and of the half that was held out.
const FLOORS_OF_HALVES: [(bool, [usize; 2]); 2] = [(false, [88, 96]), (true, [90, 97])];

#[test]
fn questions_that_were_held_out_fare_as_well() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let own = about(&ids, read()).into_iter().filter(|one| one.kind != "public");
    let own: Vec<_> = own.filter(|one| !one.is_outside()).collect();
    for (is_held_out, floors) in FLOORS_OF_HALVES {
        let half: Vec<_> = own.iter().filter(|one| one.is_held_out == is_held_out).collect();
        let mut right = [0, 0];
        for question in &half {
            let found = search(&index, &question.query, 3).unwrap();
            let hits: Vec<Name> = found.hits.iter().map(|hit| name(&ids, &hit.place)).collect();
            for (right, first) in right.iter_mut().zip([1, 3]) {
                *right += usize::from(hits.iter().take(first).any(|hit| question.is_in_guide(hit)));
            }
        }
        let shares = right.map(|right| right * 100 / half.len());
        println!("held out: {is_held_out}, {} questions: {shares:?}", half.len());
        assert!(shares.iter().zip(floors).all(|(share, floor)| *share >= floor), "{shares:?}");
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
        "车辆年检",
        "食品经营许可证",
        "退休年龄是多少",
        "jiashizheng",
    ];
    for query in queries {
        let found = search(&index, query, 3).unwrap();
        assert_eq!(found.hits, [], "{query}");
    }
}

#[test]
fn matters_of_others_are_told_and_the_nearest_guide_is_named() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let index = pack.index().unwrap();
    let cases = [
        ("教师招聘考试报名", "teacher-certificate"),
        ("普通话考试报名", "teacher-certificate"),
        ("职称评定", "teacher-registration"),
        ("高考报名在哪", "admissions"),
    ];
    for (query, guide) in cases {
        let found = search(&index, query, 5).unwrap();
        assert_eq!(found.hits, [], "{query}");
        let entry = usize::try_from(found.reading.elsewhere.unwrap().entry).unwrap();
        let named = pack.words().unwrap().out_of_scope.swap_remove(entry).guide;
        assert_eq!(named.map(|id| id.to_string()).as_deref(), Some(guide), "{query}");
    }
}

#[test]
fn what_only_comes_near_is_no_sure_answer() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let cases = [
        ("身上背着处分能转走不", "transfer"),
        ("minimum capital to found a school", "private-school"),
        ("best noodles in town", "open-information"),
    ];
    for (query, guide) in cases {
        let found = search(&index, query, 1).unwrap();
        let first = found.hits.first().map(|hit| name(&ids, &hit.place).0);
        assert_eq!((first.as_deref(), found.is_sure), (Some(guide), false), "{query}");
    }
}

/// The least share of the matters outside the handbook, in per cent, of which no answer is sure.
const OUTSIDE: usize = 93;

#[test]
fn what_belongs_elsewhere_is_told() {
    let pack = Pack::open(guide::national::PACK).unwrap();
    let (index, ids) = (pack.index().unwrap(), guide_ids(&pack));
    let outside: Vec<_> = about(&ids, read()).into_iter().filter(Question::is_outside).collect();
    let mut told = 0;
    for question in &outside {
        let found = search(&index, &question.query, 3).unwrap();
        let is_told = !found.is_sure || found.reading.elsewhere.is_some();
        if !is_told {
            println!("{} {}", question.id, question.query);
        }
        told += usize::from(is_told);
    }
    let share = told * 100 / outside.len();
    println!("{} outside: {share}", outside.len());
    assert!(share >= OUTSIDE, "{share}");
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
        ("转学 没学位", "transfer", "faq/school-full"),
        ("补发教师资格证多久拿到", "teacher-certificate-replacement", "faq/how-long"),
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
    let places = |thing: usize| index.places_of(thing).unwrap().map(move |at| (thing, at));
    let known: Vec<_> = (0..index.thing_count())
        .flat_map(places)
        .map(|(thing, at)| name(&ids, &index.place_of(thing, at).unwrap()))
        .collect();
    for question in about(&ids, read()) {
        // A list may name the places of several guides of which the edition has some.
        if !question.guides.iter().all(|guide| ids.contains(guide)) {
            continue;
        }
        for place in &question.places {
            let exists = known.iter().any(|hit| question.is_in_guide(hit) && hit.1 == *place);
            assert!(exists, "{}: {place}", question.id);
        }
    }
}
