//! From a query to ranked places of a handbook.
//!
//! It knows the index and nothing else: no texts of guides, no terminal, no language of messages.

mod bound;
mod closely;
mod clue;
mod explain;
mod found;
mod latin;
mod mend;
mod order;
mod plan;
mod query;
mod rank;
pub mod resolve;
mod scope;
mod span;
pub mod suggest;
mod syllables;

pub use self::explain::explain;
pub use self::found::{
    Elsewhere, Equal, Explanation, Found, Hit, How, Meant, Reading, Reason, Share, Understood,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

use self::closely::Scored;
use self::query::Query;
use self::rank::Evidences;
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Field, Index, Thing};

/// The score of a thing whose name is the whole query, above all others.
const NAMED: u64 = 1 << 28;

/// The score of a thing whose name in pinyin or whose initials are the whole query.
const SPELLED: u64 = 1 << 27;

/// The share of a query's weight, in hundredths, of which less is a coincidence: `foo bar baz qux`
/// has nothing to do with the one place that says `bar`.
const FAIR: u64 = 20;

/// The share of which less may be one, so that nothing is sure.
const CERTAIN: u64 = 25;

/// Hits below this share of the best one are noise, in hundredths.
const NOISE: u64 = 20;

/// What the second and later places of one thing keep of their score, in hundredths: the first
/// screen shall show other guides too.
const CROWDED: [u64; 4] = [100, 90, 60, 45];

/// Looks for a query of any kind: words, sentences, pinyin, initials, in any order and language.
///
/// The order of the hits is total: the same index and query always give the same list. At most
/// `limit` hits are returned.
///
/// # Errors
/// When the index is damaged.
pub fn search<'a>(index: &Index<'a>, query: &str, limit: usize) -> Result<Found<'a>, Damaged> {
    let query = Query::read(index, query)?;
    let mut evidences = Evidences::none(index, &query.clues)?;
    let known = evidences.known_share(index, &query);
    let mut scored = if known >= FAIR { evidences.collect(index, limit)? } else { Vec::new() };
    let apart = order::prefer_parents(index, &query, &evidences, &mut scored)?;
    order::prefer_called(index, &query, &evidences, &apart, &mut scored)?;
    let named = named(index, &query.text)?;
    add_named(index, &named, limit, &mut scored)?;
    let mut places = best(scored, limit);
    order::put_answers_first(&query, &evidences, &mut places, limit);
    places.truncate(limit);
    let mut reading = query.reading.clone();
    // What the query names is always what was asked for.
    let is_sure = match places.first() {
        Some(best) if named.is_empty() => {
            known >= CERTAIN && scope::is_treated(index, &query, &evidences, best)?
        }
        best => best.is_some(),
    };
    if !is_sure && query.outside.is_some() {
        return Ok(Found { reading, ..Found::default() });
    }
    let mut hits = Vec::new();
    for place in &places {
        let mut why = explain::reasons(&query, &evidences, place.place, place.head);
        if place.place == place.head && named.contains_key(&place.thing) {
            why.insert(0, named_reason(&query));
        }
        let score = u32::try_from(place.score).unwrap_or(u32::MAX);
        hits.push(Hit { place: index.place_of(place.thing, place.place)?, score, why });
    }
    if let Some(first) = places.first() {
        reading.equal = explain::equals(&query, &evidences, first.place);
    }
    Ok(Found { hits, is_sure, reading })
}

/// Returns the things that the whole query names, each with the score of that.
fn named(index: &Index<'_>, text: &str) -> Result<BTreeMap<usize, u64>, Damaged> {
    let folded = text.replace(' ', "");
    let mut named = BTreeMap::new();
    for kind in Thing::ALL {
        let first = index.things_of(kind).start;
        for name in index.names().exactly(kind, &folded)? {
            let score = if name.kind.is_written() { NAMED } else { SPELLED };
            let ordinal = usize::try_from(name.ordinal).map_err(|_| Damaged)?;
            // Written names come before those that are made of them.
            named.entry(first + ordinal).or_insert(score);
        }
    }
    Ok(named)
}

/// Adds what things earn by their names. Of those in which nothing else was found, which are all
/// alike, more than `limit` cannot be shown.
fn add_named(
    index: &Index<'_>,
    named: &BTreeMap<usize, u64>,
    limit: usize,
    scored: &mut Vec<Scored>,
) -> Result<(), Damaged> {
    let mut rest: BTreeMap<usize, u64> = named.clone();
    for place in scored.iter_mut().filter(|place| place.place == place.head) {
        place.score += rest.remove(&place.thing).unwrap_or(0);
    }
    for score in [NAMED, SPELLED] {
        let alike = rest.iter().filter(|(_, other)| **other == score);
        for (&thing, _) in alike.take(limit) {
            let head = index.places_of(thing)?.start;
            scored.push(Scored { place: head, thing, head, score });
        }
    }
    Ok(())
}

fn named_reason(query: &Query) -> Reason {
    let all = 0..query.text.len();
    let word = query.word(&all).to_owned();
    Reason { word, at: query.typed(&all), field: Field::Title, how: How::Name }
}

/// Returns the best places in order, without noise and without too many of one thing: more than
/// `limit`, so that the last word on their order can be said.
fn best(mut scored: Vec<Scored>, limit: usize) -> Vec<Scored> {
    let unnamed = |place: &Scored| place.score % SPELLED;
    let noise = scored.iter().map(unnamed).max().unwrap_or(0) * NOISE / 100;
    scored.retain(|place| place.score >= noise.max(1));
    keep_best(&mut scored, limit.saturating_mul(8).saturating_add(64));
    sort(&mut scored);
    let mut counts = BTreeMap::new();
    for place in &mut scored {
        let count: &mut usize = counts.entry(place.head).or_default();
        place.score = place.score * CROWDED.get(*count).unwrap_or(&CROWDED[3]) / 100;
        *count += 1;
    }
    sort(&mut scored);
    scored
}

/// Drops all but the best places: sorting thousands would take longer than finding them.
fn keep_best(scored: &mut Vec<Scored>, count: usize) {
    if scored.len() > count {
        scored.select_nth_unstable_by_key(count, rank_of);
        scored.truncate(count);
    }
}

fn sort(scored: &mut [Scored]) {
    scored.sort_unstable_by_key(rank_of);
}

/// Orders places by their scores, and equal ones by their positions.
fn rank_of(place: &Scored) -> (Reverse<u64>, u32) {
    (Reverse(place.score), place.place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::fixture::{damaged, document, guide, handbook};
    use crate::handbook::index::{Part, Place, build};

    /// Checks that a query finds a part of a guide first.
    #[track_caller]
    fn finds(query: &str, id: &str, part: Part<'_>) {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let found = search(&index, query, 10).unwrap();
        let expected = Place { thing: Thing::Guide, ordinal: guide(id), part };
        assert_eq!(found.hits.first().map(|hit| hit.place), Some(expected), "{found:#?}");
    }

    #[track_caller]
    fn reading(query: &str) -> Reading {
        let bytes = build(&handbook());
        search(&Index::open(bytes.as_slice()).unwrap(), query, 10).unwrap().reading
    }

    #[track_caller]
    fn hits(query: &str) -> usize {
        let bytes = build(&handbook());
        search(&Index::open(bytes.as_slice()).unwrap(), query, 10).unwrap().hits.len()
    }

    #[test]
    fn a_name_finds_the_guide_itself() {
        for query in ["转学", "学生转学", "transfer", "school transfer", "轉學", "ＴＲＡＮＳＦＥＲ"]
        {
            finds(query, "transfer", Part::Whole);
        }
        finds("教资", "teacher-certificate", Part::Whole);
        finds("changing school", "transfer", Part::Whole);
    }

    #[test]
    fn a_guide_and_a_section_find_the_section() {
        finds("转学 材料", "transfer", Part::Section("documents"));
        finds("孩子转学要啥材料", "transfer", Part::Section("documents"));
        finds("what papers to transfer my child", "transfer", Part::Section("documents"));
        finds("转学要多久", "transfer", Part::Section("time"));
        finds("转学要花钱不", "transfer", Part::Section("fee"));
        finds("转学怎么办理", "transfer", Part::Section("steps"));
        finds("办学许可证 复议", "private-school", Part::Section("remedies"));
    }

    #[test]
    fn words_of_a_text_find_where_they_stand() {
        finds("休学期间可以转学吗", "transfer", Part::Section("refusals"));
        finds("教师资格体检去哪家医院", "teacher-certificate", Part::Section("medical"));
        finds("criminal record teacher", "teacher-certificate", Part::Section("conditions"));
        finds("老二能一起上吗", "admissions", Part::Faq("siblings"));
    }

    #[test]
    fn answers_are_found_by_their_names_and_synonyms() {
        let moved = Part::Case { question: "reason", answer: "home-moved" };
        finds("搬家了怎么转学", "transfer", moved);
        finds("moved house transfer", "transfer", moved);
        finds("住址变更", "transfer", moved);
    }

    #[test]
    fn pinyin_and_initials_find_what_is_read_so() {
        finds("zhuanxue", "transfer", Part::Whole);
        finds("zhuan xue", "transfer", Part::Whole);
        finds("zx", "transfer", Part::Whole);
        finds("jszg", "teacher-certificate", Part::Whole);
        finds("zhuanxue cailiao", "transfer", Part::Section("documents"));
        finds(
            "banjia zhuanxue",
            "transfer",
            Part::Case { question: "reason", answer: "home-moved" },
        );
    }

    #[test]
    fn han_and_letters_may_be_mixed() {
        for query in ["教师zg", "jiaoshi资格", "教师zige", "js资格", "教shi资格"] {
            finds(query, "teacher-certificate", Part::Whole);
        }
        for query in ["转xue", "zhuan学", "学生zx"] {
            finds(query, "transfer", Part::Whole);
        }
    }

    #[test]
    fn slips_are_mended_and_told() {
        finds("tranfser", "transfer", Part::Whole);
        finds("zhaunxue", "transfer", Part::Whole);
        finds("zuanxue cailiao", "transfer", Part::Section("documents"));
        let equal = |query: &str| {
            let equal = reading(query).equal.swap_remove(0);
            (equal.word, equal.other, equal.how)
        };
        let slip = |a: &str, b: &str| (a.to_owned(), b.to_owned(), How::Slip);
        assert_eq!(equal("Tranfser papers"), slip("tranfser", "transfer"));
        assert_eq!(equal("papers to zuanxue"), slip("zuanxue", "zhuanxue"));
        assert_eq!(reading("tranfser").sought, ["tranfser"]);
    }

    #[test]
    fn a_match_says_where_the_word_stands_in_the_query() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let found = search(&index, "tranfser papers", 1).unwrap();
        let at: Vec<_> = found.hits[0].why.iter().map(|reason| reason.at.clone()).collect();
        assert_eq!(at, [0..8, 9..15]);
    }

    #[test]
    fn an_explanation_has_a_word_for_each_clue_and_a_list_for_each_hit() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let found = search(&index, "tranfser 材料", 2).unwrap();
        let explained = explain(&index, "tranfser 材料", &found).unwrap();
        let words: Vec<_> = explained.words.iter().map(|word| word.word.as_str()).collect();
        assert_eq!(words, ["tranfser", "材料"]);
        assert_eq!(explained.words[0].mended.as_deref(), Some("transfer"));
        assert_eq!(explained.shares.len(), found.hits.len());
        assert_eq!(explained.shares[0][1].how, How::Section);
    }

    #[test]
    fn whatever_is_typed_is_answered() {
        let long = "转学".repeat(2_000);
        let letters = "qwxz".repeat(2_500);
        let odd = [
            "",
            " ",
            "\u{0}",
            "\u{1b}[31m",
            "\r\n\t",
            "😀😀",
            "。！？",
            ".*",
            "[a-z]+(",
            "\\",
            "%s",
            "' OR 1=1 --",
            "../../etc/passwd",
            "--",
            "\u{202e}abc",
            "\u{fffd}",
            "①②③",
            "ﬁ",
            "İstanbul",
            "𠀀",
            "a\u{301}",
            &long,
            &letters,
        ];
        for query in odd {
            assert!(hits(query) <= 10, "{query}");
        }
        for query in ["", "\u{1b}[31m", "😀😀", "。！？", ".*", "\\", "--"] {
            assert_eq!(hits(query), 0, "{query}");
        }
    }

    #[test]
    fn what_is_no_letter_in_a_query_changes_nothing() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let places = |query: &str| -> Vec<_> {
            search(&index, query, 10).unwrap().hits.iter().map(|hit| hit.place).collect()
        };
        for query in
            ["转学（材料）？", "\u{0}转学\u{1b}材料😀", "转学.*材料", "轉學　材料", "转学, 材料"]
        {
            assert_eq!(places(query), places("转学 材料"), "{query}");
        }
    }

    #[test]
    fn what_sounds_the_same_is_found() {
        finds("学藉转移", "transfer", Part::Whole);
        assert_eq!(reading("学藉").equal[0].other, "学籍");
    }

    #[test]
    fn papers_offices_and_articles_are_places_too() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let first = |query: &str| search(&index, query, 1).unwrap().hits[0].place;
        let booklet = document("household-booklet");
        assert_eq!(
            first("户口本"),
            Place { thing: Thing::Document, ordinal: booklet, part: Part::Whole }
        );
        assert_eq!(first("普教科").thing, Thing::Office);
        assert_eq!(first("学籍管理办法 十个工作日").part, Part::Article("15"));
        assert_eq!(first("教基〔2025〕1号").thing, Thing::Law);
    }

    #[test]
    fn silent_words_alone_find_nothing() {
        for query in ["请问怎么办", "what to do", "", "  ", "😀\u{0}\u{1b}[2J", "帆船"] {
            let found = hits(query);
            assert!(found == 0 || query == "请问怎么办", "{query}: {found}");
        }
    }

    #[test]
    fn the_reading_tells_what_became_of_each_word() {
        let reading = reading("请问孩子转学要啥材料 帆船");
        assert_eq!(reading.sought, ["孩子", "转学", "要啥材料"]);
        assert_eq!(reading.silent, ["请问"]);
        assert_eq!(reading.unknown, ["帆船"]);
        assert_eq!(reading.elsewhere, None);
    }

    #[test]
    fn matters_outside_the_handbook_are_told() {
        let elsewhere = |word: &str| Some(Elsewhere { word: word.to_owned(), entry: 0 });
        assert_eq!(reading("小饭桌要办许可证吗").elsewhere, elsewhere("小饭桌"));
        assert_eq!(reading("xiaofanzhuo").elsewhere, elsewhere("xiaofanzhuo"));
        assert_eq!(reading("lunch table permit").elsewhere, elsewhere("lunch table"));
    }

    #[test]
    fn a_matter_outside_is_told_beside_what_else_a_query_names() {
        let bytes = build(&handbook());
        let index = Index::open(bytes.as_slice()).unwrap();
        let found = search(&index, "学生转学 小饭桌", 5).unwrap();
        assert!(!found.hits.is_empty());
        assert!(found.reading.elsewhere.is_some());
        assert!(found.is_sure);
    }

    #[test]
    fn a_hit_says_why_it_was_found() {
        let bytes = build(&handbook());
        let found = search(&Index::open(bytes.as_slice()).unwrap(), "转学材料", 1).unwrap();
        let why: Vec<_> = found.hits[0].why.iter().map(|r| (r.word.as_str(), r.how)).collect();
        assert_eq!(why, [("转学", How::Word), ("材料", How::Section)]);
        let found = search(&Index::open(bytes.as_slice()).unwrap(), "转学 收费", 1).unwrap();
        let why: Vec<_> = found.hits[0].why.iter().map(|r| (r.word.as_str(), r.how)).collect();
        assert_eq!(why, [("转学", How::Inherited), ("收费", How::Section)]);
    }

    #[test]
    fn one_guide_does_not_fill_the_screen() {
        let bytes = build(&handbook());
        let found = search(&Index::open(bytes.as_slice()).unwrap(), "学校", 4).unwrap();
        let transfers = found.hits.iter().filter(|hit| hit.place.ordinal == guide("transfer"));
        assert!(transfers.count() <= 3, "{found:#?}");
    }

    #[test]
    fn long_queries_are_cut() {
        assert!(hits(&"转学材料".repeat(1_000)) > 0);
        assert!(hits(&"xian ".repeat(2_000)) <= 10);
        assert!(hits(&"a".repeat(10_000)) <= 10);
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let bytes = build(&handbook());
        for seed in 0..300 {
            for bytes in damaged(&bytes, seed) {
                for query in
                    ["转学要啥材料", "zhuanxue jszg moved house", "学藉", "tranfser zuanxue 户囗"]
                {
                    let _ = Index::open(bytes.as_slice())
                        .and_then(|index| search(&index, query, 5).map(drop));
                }
            }
        }
    }
}
