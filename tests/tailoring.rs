//! The case and the day of a guide, over the whole program.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;
mod program;

use bureau::Bureau;
use serde_json::Value;

/// A guide whose parts are in force at different times.
const TIMES: &str = "
id: times
title: {zh: 从前和现在, en: Then and now}
summary: {zh: 简介, en: In short}
kind: public_service
office: bureau
status: in_force
checked_on: \"2026-11-23\"
valid: {from: \"2000-01-01\", to: \"2030-12-31\"}
basis: [{law: old-law, articles: [\"1\"]}, {law: new-law, articles: [\"2\"]}]
questions:
  - {id: who, question: {zh: 谁来办, en: Who comes}, answers: [{id: owner, title: {zh: 本人, en: The owner}, note: {zh: 带上笔, en: bring a pen}}, {id: agent, title: {zh: 代办, en: An agent}}]}
  - {id: proxy, question: {zh: 有委托书吗, en: Is there a proxy}, when: {who: agent}, answers: [{id: with-proxy, title: {zh: 有, en: With a proxy}}, {id: no-proxy, title: {zh: 没有, en: Without a proxy}}]}
documents:
  - {id: old-form, document: household-booklet, need: required, standing: local, valid: {to: \"2009-12-31\"}}
  - {id: new-form, document: residence-permit, need: required, standing: local, valid: {from: \"2010-01-01\"}, when: {proxy: with-proxy}}
fee:
  charged: true
  summary: {zh: 收费, en: charged}
  standing: local
  items:
    - {id: once, name: {zh: 从前的费, en: old fee}, amount: \"5\", standing: local, valid: {to: \"2009-12-31\"}}
    - {id: now, name: {zh: 现在的费, en: new fee}, amount: \"7\", standing: local, valid: {from: \"2010-01-01\"}}
sections:
  - {id: history, heading: {zh: 从前, en: Before}, text: {zh: 旧规矩, en: the old rules}, standing: local, valid: {to: \"2009-12-31\"}}
";

const LAWS: &str = "
laws:
  - {id: old-law, title: {zh: 旧法, en: Old Law}, status: in_force, checked_on: \"2026-11-23\", in_force: {from: \"1990-01-01\"}, articles: [{number: \"1\", gist: {zh: 甲, en: one}}]}
  - {id: new-law, title: {zh: 新法, en: New Law}, status: in_force, checked_on: \"2026-11-23\", in_force: {from: \"2010-01-01\"}, articles: [{number: \"2\", gist: {zh: 乙, en: two}}]}
";

fn bureau() -> Bureau {
    let bureau = Bureau::new();
    bureau.write("procedures/times.yaml", TIMES);
    bureau.write("laws.yaml", LAWS);
    bureau
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[track_caller]
fn printed(bureau: &Bureau, line: &str) -> String {
    let answer = bureau.run("en", &words(line));
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(0), ""), "{line}");
    answer.stdout
}

fn json(bureau: &Bureau, line: &str) -> Value {
    serde_json::from_str(&printed(bureau, &format!("{line} --format json"))).unwrap()
}

/// Checks what a page says and what it does not.
#[track_caller]
fn case(bureau: &Bureau, line: &str, says: &[&str], not: &[&str]) {
    let page = printed(bureau, line);
    for text in says {
        assert!(page.contains(text), "{line}: no {text}\n{page}");
    }
    for text in not {
        assert!(!page.contains(text), "{line}: {text}\n{page}");
    }
}

/// Checks a complaint that ends with 2.
#[track_caller]
fn wrong(bureau: &Bureau, line: &str, says: &[&str]) {
    let answer = bureau.run("en", &words(line));
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(2), ""), "{line}");
    for text in says {
        assert!(answer.stderr.contains(text), "{line}: no {text}\n{}", answer.stderr);
    }
}

#[test]
fn the_parts_of_a_page_are_those_of_its_day() {
    let bureau = bureau();
    let now = ["new fee", "7 yuan"];
    let then = ["old fee", "5 yuan"];
    case(&bureau, "show times --section fee", &now, &then);
    for day in ["2005-09-01", "2005/9/1", "20050901", "2005年9月1日"] {
        let line = format!("show times --section fee --on {day}");
        case(&bureau, &line, &[&then[..], &["As of 2005-09-01."]].concat(), &now);
    }
    let then = ["household booklet", "Not in force on that day", "(from 2010-01-01)"];
    case(&bureau, "show times --on 2005-09-01", &then, &["New Law 2", "permit"]);
    case(&bureau, "show times --on today", &["Old Law 1; New Law 2"], &["Not in force", "booklet"]);
    case(&bureau, "show times --all --on 2005-09-01", &["the old rules"], &[]);
    case(&bureau, "show times --all", &[], &["the old rules", "As of"]);
    let nothing = ["Nothing of this section is in force"];
    case(&bureau, "show times --section history --on today", &nothing, &["the old rules"]);
    case(&bureau, "show times --format message --on 2005-09-01", &["As of 2005-09-01"], &[]);
    case(&bureau, "times --on 2005-09-01", &["As of 2005-09-01"], &[]);
}

#[test]
fn a_guide_that_is_not_in_force_says_so() {
    let bureau = bureau();
    let days = "This guide is not in force on that day (from 2000-01-01 to 2030-12-31)";
    case(&bureau, "show times --on 1999-12-31", &["As of 1999-12-31", days], &[]);
    case(&bureau, "show times --section fee --on 2031-01-01", &[days], &[]);
    case(&bureau, "show times --on 2030-12-31", &["As of"], &["This guide"]);
    assert_eq!(json(&bureau, "show times --on 1999-12-31")["in_force"], false);
}

#[test]
fn a_day_that_is_none_is_refused_as_everywhere() {
    let bureau = bureau();
    for command in ["show times --on", "due private-school --from"] {
        wrong(&bureau, &format!("{command} 2005-02-30"), &["is not a day", "is 2005-02-28"]);
        wrong(&bureau, &format!("{command} yesterday"), &["is not a day", "write it as"]);
        wrong(&bureau, &format!("{command} 2005-13-01"), &["is not a day", "write it as"]);
    }
    wrong(&bureau, "show times --on", &["--on"]);
}

#[test]
fn the_one_fee_is_shown_on_its_days_only() {
    let page = |line| program::text(program::run(line, "zh", 80).stdout);
    assert!(page("show fees --on 2005-09-01").contains("一费制"));
    assert!(page("show fees --section fee --on 2005-09-01").contains("一费制"));
    assert!(!page("show fees").contains("一费制"));
    assert!(!page("show fees --section fee").contains("一费制"));
    assert!(page("show fees --all --on 2005-09-01").contains("一费制的来历"));
    assert!(!page("show fees --all").contains("一费制"));
    let history = page("show fees --section history");
    assert!(history.contains("一费制的来历") && history.contains("2001-01-01 到 2008-08-31"));
}

#[test]
fn an_answer_goes_with_its_question_and_what_it_brings() {
    let bureau = bureau();
    case(&bureau, "show times", &["The owner", "guide ask times"], &[]);
    case(&bureau, "show times --case owner", &["bring a pen"], &["more by case", "guide ask"]);
    case(&bureau, "show times --when owner", &["bring a pen"], &[]);
    case(&bureau, "show times --case with-proxy", &["(An agent, With a proxy)"], &["more by case"]);
    let only_if = "only if: \"Is there a proxy\" With a proxy";
    case(&bureau, "show times --section documents --case agent", &[only_if], &[]);
    let answer = bureau.run("en", &words("show times --case owner --case with-proxy"));
    assert_eq!(answer.code, Some(0));
    assert!(answer.stderr.contains("proxy is not asked in this case"), "{}", answer.stderr);
}

#[test]
fn a_case_that_is_settled_is_nobody_elses() {
    let page = |line| program::text(program::run(line, "en", 80).stdout);
    assert!(page("show teacher-certificate").contains("\n  Everyone  "));
    let settled = page("show transfer --case migrant");
    assert!(settled.contains("\n  Bring  request") && !settled.contains("Everyone"), "{settled}");
}

#[test]
fn an_answer_that_is_none_comes_with_those_that_are() {
    let bureau = bureau();
    wrong(
        &bureau,
        "show times --case nobody",
        &["no case", "who may be: owner (The owner), agent"],
    );
    wrong(&bureau, "show times --case what=owner", &["no question `what`", "who (Who comes)"]);
    wrong(&bureau, "show times --case who=nobody", &["no case `who=nobody`", "who may be: owner"]);
    wrong(&bureau, "due times --case nobody", &["no case `nobody`"]);
    wrong(&bureau, "show times --case 2005-09-01", &["no case", "--on 2005-09-01"]);
    wrong(&bureau, "show times --when 2005年9月1日", &["no case", "--on 2005年9月1日"]);
    wrong(&bureau, "show own --case owner", &["no cases"]);
}

#[test]
fn json_says_what_applies_and_what_is_open() {
    let bureau = bureau();
    let applies = |line: &str| {
        let guide = json(&bureau, line);
        (guide["documents"][1]["applies"].clone(), guide["undecided"].clone())
    };
    let open = |ids: &[&str]| Value::from(ids.to_vec());
    assert_eq!(applies("show times"), ("undecided".into(), open(&["who"])));
    assert_eq!(applies("show times --case owner"), (false.into(), open(&[])));
    assert_eq!(applies("show times --case agent"), ("undecided".into(), open(&["proxy"])));
    assert_eq!(applies("show times --case with-proxy"), (true.into(), open(&[])));
    let guide = json(&bureau, "show times --on 2005-09-01 --section fee --case owner");
    assert_eq!((&guide["on"], &guide["answers"]["who"]), (&"2005-09-01".into(), &"owner".into()));
    assert_eq!(guide["fee"]["items"][0]["in_force"], true);
    assert_eq!(guide["fee"]["items"][1]["in_force"], false);
    assert_eq!(guide.get("documents"), None);
    assert_eq!(json(&bureau, "show times")["documents"][0].get("applies"), None);
    assert_eq!(json(&bureau, "show times --case owner")["questions"][1]["applies"], false);
}
