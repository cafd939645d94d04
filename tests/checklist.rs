//! `guide checklist`: the papers of a case, what is missing, and the notice of it, over the whole
//! program.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use bureau::{Answer, Bureau};
use serde_json::Value;

/// A guide with papers of every kind, all of them the bureau's own.
const PAPERS: &str = "
id: papers
title: {zh: 各种材料, en: Papers of all kinds}
summary: {zh: 简介, en: In short}
kind: licence
office: personnel
status: in_force
checked_on: \"2026-11-23\"
questions:
  - id: who
    question: {zh: 谁来办, en: Who comes}
    answers:
      - {id: owner, title: {zh: 本人, en: The owner}}
      - {id: agent, title: {zh: 代办, en: An agent}}
documents:
  - {id: form, document: request-form, need: required, originals: 1, copies: 0, submission: hand_in, standing: local}
  - {id: home, any_of: [property-title, registered-lease], title: {zh: 住处证明, en: proof of home}, need: required, originals: 1, copies: 2, submission: show_and_copy, standing: local}
  - {id: photo, document: certificate-photo, need: deferrable, originals: 2, due: {zh: 发证以前, en: before the certificate}, standing: local}
  - {id: letter, document: school-letter, need: optional, originals: 1, standing: local}
  - {id: proxy, document: proxy-letter, need: required, originals: 1, standing: local, when: {who: agent}}
channels:
  apply_to: {text: {zh: 窗口, en: the window}, standing: local}
  ways: {value: [window, post]}
  windows:
    - {id: one, title: {zh: 一号窗口, en: Window 1}, address: {zh: 示例路 1 号, en: 1 Example Road}}
events:
  - {id: papers-in, title: {zh: 收到材料, en: papers received}}
notice: {limit: 5 working days, from: papers-in, standing: law, basis: [{law: licensing-law, articles: [\"32\", \"82\"]}]}
";

/// Papers that only this bureau asks for.
const DICTIONARY: &str = "
documents:
  - {id: request-form, name: {zh: 申请表格, en: request form}, aliases: [表格], issuer: {zh: 自己填, en: you fill it in}}
  - {id: school-letter, name: {zh: 学校介绍信, en: letter of the school}}
  - {id: proxy-letter, name: {zh: 委托书, en: letter of proxy}}
";

/// The office of the guide, with its number.
const OFFICES: &str = "offices:\n  - {id: personnel, phone: \"0000-00000000\"}\n";

fn bureau() -> Bureau {
    let bureau = Bureau::new();
    bureau.write("procedures/papers.yaml", PAPERS);
    bureau.write("documents.yaml", DICTIONARY);
    bureau.write("offices.yaml", OFFICES);
    bureau
}

fn run(bureau: &Bureau, lang: &str, line: &str) -> Answer {
    bureau.enter(lang, &format!("checklist {line}"))
}

#[track_caller]
fn printed(bureau: &Bureau, lang: &str, line: &str) -> String {
    bureau.printed(lang, &format!("checklist {line}"))
}

fn json(bureau: &Bureau, line: &str) -> Value {
    let text = printed(bureau, "en", &format!("{line} --format json"));
    serde_json::from_str(&text).unwrap()
}

/// Checks that texts stand on a page one after the other.
#[track_caller]
fn in_order(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let place = rest.find(text);
        assert!(place.is_some(), "{text} is missing or too early in\n{page}");
        rest = &rest[place.unwrap()..];
    }
}

#[test]
fn papers_stand_under_who_issues_them_and_others_apart() {
    let page = printed(&bureau(), "zh_CN.UTF-8", "papers");
    in_order(
        &page,
        &[
            "自己填",
            "[ ] 申请表格",
            "[ ] 住处证明",
            "只在：代办",
            "谁来办 --case agent",
            "[ ] 委托书",
            "可以后补",
            "最迟：发证以前",
            "可不带",
            "[ ] 学校介绍信",
        ],
    );
}

#[test]
fn what_is_there_is_ticked_and_the_rest_is_missing() {
    let bureau = bureau();
    for given in
        ["--have form,房产证", "--have 表格 --have property-title", "--have 申请表格，home"]
    {
        let page = printed(&bureau, "zh_CN.UTF-8", &format!("papers --case owner {given}"));
        in_order(&page, &["已有 2 样，还缺 1 样", "[x] 申请表格", "[x] 住处证明", "[ ] "]);
    }
    let answer = json(&bureau, "papers --case agent --have form,home");
    assert_eq!(answer["missing"], serde_json::json!(["photo", "proxy"]));
    assert_eq!(answer["documents"][0]["have"], true);
}

#[test]
fn papers_that_nobody_asks_for_are_refused_or_left_out() {
    let bureau = bureau();
    let Answer { code, stdout, stderr } = run(&bureau, "en", "papers --have passport");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("hint: papers: form (request form), home"), "{stderr}");
    let Answer { code, stderr, .. } = run(&bureau, "en", "papers --case owner --have proxy");
    assert_eq!(code, Some(0));
    assert!(stderr.contains("`proxy` is not asked for in this case"), "{stderr}");
    let Answer { code, stderr, .. } = run(&bureau, "en", "papers --have letter,let");
    assert_eq!(code, Some(2));
    assert!(stderr.contains("`let` fits several papers"), "{stderr}");
}

#[test]
fn only_a_bureau_that_has_confirmed_its_list_may_say_that_it_is_everything() {
    let bureau = bureau();
    let slip = printed(&bureau, "zh_CN.UTF-8", "papers --case owner --notice --from 2026-11-23");
    assert!(slip.contains("这是全部") && !slip.contains("草稿"), "{slip}");
    assert!(!slip.contains("学校介绍信"), "optional papers are not missing\n{slip}");
    in_order(
        &slip,
        &[
            "2026-11-23 周一",
            "还缺以下 3 项",
            "一号窗口：示例路 1 号",
            "窗口、邮寄",
            "2026-11-30 周一",
            "行政许可法 32、82",
            "（盖章）",
            "告知人签名",
        ],
    );
    assert_eq!(json(&bureau, "papers --case owner")["draft"], false);
}

#[test]
fn practice_a_blank_or_an_open_question_makes_a_draft() {
    let bureau = bureau();
    let draft = |line: &str| {
        let Answer { code, stdout, stderr } = run(&bureau, "zh_CN.UTF-8", line);
        assert_eq!(code, Some(0), "{line}");
        assert!(stdout.contains("草稿，不能发出") && !stdout.contains("这是全部"), "{stdout}");
        assert!(stderr.contains("告知单是草稿"), "{stderr}");
        stdout
    };
    assert!(draft("papers --notice").contains("情形还没有说清"));
    draft("transfer --case 随迁 --notice");
    bureau.write("procedures/papers.yaml", PAPERS.replacen("copies: 0", "copies: local", 1));
    draft("papers --case owner --notice");
    let practice = PAPERS.replacen("standing: local", "standing: {practice: [河北]}", 1);
    bureau.write("procedures/papers.yaml", practice);
    draft("papers --case owner --notice");
}

#[test]
fn the_day_to_tell_stands_only_where_the_law_names_a_duty() {
    let bureau = bureau();
    let day = |line: &str| json(&bureau, line)["notice"]["date"].clone();
    assert_eq!(day("papers --notice --from 2026-11-23"), "2026-11-30");
    assert_eq!(day("papers --notice"), Value::Null);
    assert_eq!(day("transfer --notice --from 2026-11-23"), Value::Null);
    bureau.write(
        "procedures/papers.yaml",
        PAPERS.replace("papers-in, standing: law", "papers-in, standing: local"),
    );
    assert_eq!(day("papers --notice --from 2026-11-23"), Value::Null);
}

#[test]
fn the_slip_of_an_english_reader_is_in_both_languages() {
    let slip = printed(&bureau(), "en", "papers --case owner --notice");
    in_order(&slip, &["一次性告知单 / Notice", "事项 Matter", "申请表格", "request form", "盖章"]);
    assert_eq!(slip.matches("[ ] 1").count(), 1, "{slip}");
}

#[test]
fn a_case_without_papers_says_so() {
    let bureau = bureau();
    let page = printed(&bureau, "en", "own");
    assert!(page.contains("No papers are named for this case."), "{page}");
    let slip = printed(&bureau, "zh_CN.UTF-8", "own --notice");
    assert!(slip.contains("不用发告知单") && !slip.contains("草稿"), "{slip}");
    let page = printed(&bureau, "en", "papers --case owner --have form,home,photo,letter");
    assert!(page.contains("Everything that is needed is there."), "{page}");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let bureau = bureau();
    for line in [
        "papers --from 2026-11-23",
        "papers --notice --from 2026-02-30",
        "papers --case nobody",
        "papers --format nonsense",
        "",
    ] {
        let Answer { code, stdout, stderr } = run(&bureau, "en", line);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{line}");
        assert!(stderr.starts_with("error: ") && stderr.contains("hint: "), "{line}: {stderr}");
    }
    assert_eq!(run(&bureau, "en", "nothing-so-called").code, Some(1));
}
