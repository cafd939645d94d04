//! `guide due`: by which day each thing has to be done, over the whole program.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use bureau::{Answer, Bureau};
use serde_json::Value;

/// A guide with limits of every kind.
const LIMITS: &str = "
id: limits
title: {zh: 各种期限, en: Limits of all kinds}
summary: {zh: 简介, en: In short}
kind: public_service
office: bureau
status: in_force
checked_on: \"2026-11-23\"
questions:
  - id: who
    question: {zh: 谁来办, en: Who comes}
    answers:
      - {id: owner, title: {zh: 本人, en: The owner}}
      - {id: agent, title: {zh: 代办, en: An agent}}
time: {promised: 7 working days, promised_from: asked}
events:
  - {id: asked, title: {zh: 申请, en: request}}
  - {id: accepted, title: {zh: 受理, en: acceptance}}
  - {id: answered, title: {zh: 答复, en: answer}}
  - {id: told, title: {zh: 被告知, en: being told}}
  - {id: moved, title: {zh: 搬走, en: moving away}}
clocks:
  - {id: accept, title: {zh: 受理, en: accept}, from: asked, until: accepted, limit: 5 working days, binds: office, standing: law, missed: {zh: 视为受理, en: counts as accepted}}
  - {id: answer, title: {zh: 答复, en: answer}, from: accepted, until: answered, limit: 1 month, extension: 10 days, promised: 15 days, binds: office, rollover: next_working_day, standing: law}
  - {id: appeal, title: {zh: 申诉, en: appeal}, from: answered, limit: 30 days, binds: applicant, standing: reading}
  - {id: object, title: {zh: 异议, en: object}, from: told, limit: 5 days, binds: applicant, standing: {practice: [浙江]}}
  - {id: card, title: {zh: 发证, en: card}, from: accepted, limit: local, binds: office, standing: law, when: {who: owner}}
  - {id: old, title: {zh: 旧期限, en: old limit}, from: asked, limit: 1 day, binds: office, standing: law, valid: {to: \"2026-01-01\"}}
  - {id: proxy, title: {zh: 核对委托, en: check the proxy}, from: asked, limit: 2 days, binds: other, rollover: stays, standing: law, when: {who: agent}}
notice: {limit: 3 working days, from: asked, standing: local}
";

/// The notice of 2027, as a layer brings it.
const NEXT_YEAR: &str = "
years:
  - year: 2027
    rest:
      - {id: new-year, name: {zh: 元旦, en: New Year}, from: \"2027-01-01\", to: \"2027-01-03\"}
      - {id: spring-festival, name: {zh: 春节, en: Spring Festival}, from: \"2027-02-05\", to: \"2027-02-11\"}
    working: [\"2026-12-27\", \"2027-02-14\"]
";

fn bureau() -> Bureau {
    let bureau = Bureau::new();
    bureau.write("procedures/limits.yaml", LIMITS);
    bureau
}

fn run(bureau: &Bureau, lang: &str, line: &str) -> Answer {
    bureau.enter(lang, &format!("due {line}"))
}

#[track_caller]
fn printed(bureau: &Bureau, lang: &str, line: &str) -> String {
    bureau.printed(lang, &format!("due {line}"))
}

fn json(bureau: &Bureau, line: &str) -> Value {
    let text = printed(bureau, "en", &format!("{line} --format json"));
    serde_json::from_str(&text).unwrap()
}

/// Returns each limit with its date.
fn dates(answer: &Value) -> Vec<String> {
    let date = |row: &Value| {
        let mark = if row["provisional"] == true { " ~" } else { "" };
        let date = row["date"].as_str().unwrap_or("none");
        format!("{} {date}{mark}", row["id"].as_str().unwrap())
    };
    answer["dates"].as_array().unwrap().iter().map(date).collect()
}

#[track_caller]
fn case(line: &str, expected: &[&str]) {
    assert_eq!(dates(&json(&bureau(), line)), expected, "{line}");
}

#[test]
fn every_limit_has_a_date_or_says_that_it_has_none() {
    case(
        "limits --from 2026-07-01 --case owner",
        &[
            "notice 2026-07-06",
            "accept 2026-07-08",
            "promised 2026-07-10",
            "answer 2026-08-10",
            "appeal 2026-09-09",
            "object none",
            "card none",
        ],
    );
}

/// The steps of the guide, with the clocks that run during them.
const STEPS: &str = "
actors:
  - {id: we, title: {zh: 我们, en: We}}
steps:
  - {id: one, actor: we, text: {zh: 受理, en: accept}, clock: accept, standing: law}
  - {id: two, actor: we, text: {zh: 异议, en: object}, clock: object, standing: law}
";

#[test]
fn days_that_contradict_the_steps_are_counted_and_doubted() {
    let bureau = bureau();
    bureau.write("procedures/limits.yaml", format!("{LIMITS}{STEPS}"));
    let told =
        |day: &str| run(&bureau, "en", &format!("limits --from 2026-07-01 --event told={day}"));
    assert_eq!(told("2026-07-01").stderr, "");
    let Answer { code, stdout, stderr } = told("2026-06-30");
    assert_eq!(code, Some(0));
    assert!(stdout.contains("2026-07-05"), "{stdout}");
    let said = "warning: `being told` (2026-06-30) is before `request` (2026-07-01); counted as given: check the two days\n";
    assert_eq!(stderr, said);
}

#[test]
fn a_case_chooses_among_limits_and_an_open_one_keeps_them() {
    case(
        "limits --from 2026-07-01 --event accepted=2026-07-01 --case agent",
        &[
            "proxy 2026-07-03",
            "notice 2026-07-06",
            "accept 2026-07-08",
            "promised 2026-07-10",
            "answer 2026-08-03",
            "appeal 2026-09-02",
            "object none",
        ],
    );
    let open = json(&bureau(), "limits --from 2026-07-01");
    let proxy = open["dates"].as_array().unwrap().iter().find(|row| row["id"] == "proxy").unwrap();
    assert_eq!(proxy["depends"], true);
    assert!(
        printed(&bureau(), "zh", "limits --from 2026-07-01").contains("（只在：代办）核对委托")
    );
}

#[test]
fn a_limit_holds_where_it_is_in_force_on_the_day_of_its_event() {
    let bureau = bureau();
    let ids = |line: &str| dates(&json(&bureau, line)).join("\n");
    assert!(ids("limits --from 2025-12-31 --case owner").contains("old 2026-01-01"));
    assert!(!ids("limits --from 2026-01-02").contains("old"));
    // Of those whose start is not known, the ones of today count.
    assert!(!ids("limits --event told=2025-12-31").contains("old"));
}

#[test]
fn promises_extensions_and_rest_days_have_dates_of_their_own() {
    let answer = json(&bureau(), "limits --event accepted=2026-07-01");
    let row = answer["dates"].as_array().unwrap().iter().find(|row| row["id"] == "answer").unwrap();
    assert_eq!(row["end"], "2026-08-01");
    assert_eq!((&row["date"], &row["landing"]), (&"2026-08-03".into(), &"moved_later".into()));
    assert_eq!(row["promised"]["date"], "2026-07-16");
    assert_eq!(row["extended"]["date"], "2026-08-11");
    let page = printed(&bureau(), "en", "limits --event accepted=2026-07-01");
    for said in [
        "Mon 2026-08-03  answer",
        "1 month (from: acceptance)",
        "its last day, Sat 2026-08-01, is a rest day",
        "promise of this bureau: 15 days, until Thu 2026-07-16",
        "may be extended by: 10 days, until Tue 2026-08-11",
        "reckoned from Mon 2026-08-03, the latest day for it",
        "--event told=DATE",
        "--from DATE",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[test]
fn an_applicant_is_given_the_safe_day_before_a_rest_day() {
    let page =
        printed(&bureau(), "zh", "limits --event told=2026-09-29 --event answered=2026-09-01");
    // Five days end on Sunday 4 October, in the middle of a holiday of a week.
    assert!(page.contains("2026-09-30 周三  异议*"), "{page}");
    assert!(page.contains("期满那天 2026-10-04 周日休息；你自己的期限不顺延"), "{page}");
    assert!(page.contains("2026-09-30 周三  申诉+"), "{page}");
    assert!(page.contains("* 多地这样做") && page.contains("+ 我们对条文的理解"), "{page}");
}

#[test]
fn the_notice_of_the_next_year_makes_dates_certain() {
    let bureau = bureau();
    let before = dates(&json(&bureau, "--days 3 --from 2026-12-25"));
    assert_eq!(before, ["limit 2026-12-30 ~"]);
    let page = printed(&bureau, "zh", "--days 3 --from 2026-12-25");
    assert!(page.contains("~ 暂定：2026 年 12 月 26 日到 31 日"), "{page}");
    bureau.write("calendar.yaml", NEXT_YEAR);
    assert_eq!(dates(&json(&bureau, "--days 3 --from 2026-12-25")), ["limit 2026-12-29"]);
    assert_eq!(dates(&json(&bureau, "--days 5 --from 2027-02-04")), ["limit 2027-02-17"]);
    assert!(!printed(&bureau, "zh", "--days 5 --from 2027-02-04").contains('~'));
    assert_eq!(dates(&json(&bureau, "--days 5 --from 2026-09-18")), ["limit 2026-09-24"]);
}

#[test]
fn days_are_typed_in_many_ways() {
    let expected = ["limit 2026-12-08"];
    let bureau = bureau();
    for day in [
        "2026-12-01",
        "2026/12/1",
        "2026.12.1",
        "20261201",
        "2026年12月1日",
        "２０２６年１２月１日",
        "２０２６－１２－０１",
    ] {
        assert_eq!(dates(&json(&bureau, &format!("--days 5 --from {day}"))), expected, "{day}");
    }
    for today in ["today", "今天", "2026-11-24"] {
        assert_eq!(
            dates(&json(&bureau, &format!("--days 5 --from {today}"))),
            ["limit 2026-12-01"]
        );
    }
}

#[test]
fn units_are_counted_each_in_its_own_way() {
    let bureau = bureau();
    for (unit, date) in [
        ("working", "2026-10-12"),
        ("工作日", "2026-10-12"),
        ("calendar", "2026-10-04"),
        ("天", "2026-10-04"),
        ("months", "2027-02-28 ~"),
        ("个月", "2027-02-28 ~"),
        ("years", "2031-09-29 ~"),
    ] {
        let start = if date.contains("02-28") { "2026-09-30" } else { "2026-09-29" };
        let found = dates(&json(&bureau, &format!("--days 5 --unit {unit} --from {start}")));
        assert_eq!(found, [format!("limit {date}")], "{unit}");
    }
}

#[test]
fn every_counted_and_skipped_day_is_listed() {
    let page = printed(&bureau(), "zh", "--days 5 --from 2026-09-18 --explain");
    let expected = "  - 2026-09-18 周五：起算那天，不算
  - 2026-09-19 周六：周末，不算
  - 2026-09-20 周日：第 1 天，调休上班
  - 2026-09-21 周一：第 2 天，工作日
  - 2026-09-22 周二：第 3 天，工作日
  - 2026-09-23 周三：第 4 天，工作日
  - 2026-09-24 周四：第 5 天，工作日
";
    assert!(page.contains(expected), "{page}");
    let page = printed(&bureau(), "en", "limits --event accepted=2026-07-01 --explain");
    for said in [
        "  - Sat 2026-08-01: the same day number, weekend\n",
        "  - Sun 2026-08-02: weekend, not counted\n",
        "  - Mon 2026-08-03: working day\n",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    let answer = json(&bureau(), "--days 1 --from 2026-09-30 --explain");
    let days = answer["dates"][0]["days"].as_array().unwrap();
    assert_eq!(days.len(), 8);
    assert_eq!(days[0]["kind"], "holiday");
    assert_eq!(days[7]["number"], 1);
}

#[test]
fn a_mistake_is_told_with_what_to_do() {
    let bureau = bureau();
    let case = |line: &str, code: i32, zh: &[&str], en: &[&str]| {
        for (lang, said) in [("zh", zh), ("en", en)] {
            let Answer { code: found, stdout, stderr } = run(&bureau, lang, line);
            assert_eq!((found, stdout.as_str()), (Some(code), ""), "{line}: {stderr}");
            for text in said {
                assert!(stderr.contains(text), "{line}: {text}\n{stderr}");
            }
            assert!(stderr.contains(if lang == "zh" { "提示：" } else { "hint: " }), "{stderr}");
        }
    };
    case("limits", 2, &["还缺起算的日期", "asked（申请）"], &["is missing", "told (being told)"]);
    case("limits --from 2026-02-31", 2, &["最后一天是 2026-02-28"], &["last day of that month"]);
    case("limits --from soon", 2, &["2026年12月1日"], &["write it as 2026-12-01"]);
    case("limits --event told", 2, &["后面没有日期"], &["there is no date in `told`"]);
    case("limits --event told=", 2, &["后面没有日期"], &["there is no date in `told=`"]);
    case("limits --event tolled=today", 2, &["没有叫 `tolled` 的起点"], &["no event `tolled`"]);
    case("limits --event a=today", 2, &["没有叫 `a` 的起点"], &["no event `a`"]);
    case(
        "limits --from today --event asked=2026-11-23",
        2,
        &["有两个日期"],
        &["`request` has two dates"],
    );
    case(
        "limits --from 2026-11-23 --event answered=2026-11-20",
        2,
        &["「答复」（2026-11-20）早于「申请」（2026-11-23）"],
        &["`answer` (2026-11-20) is before `request` (2026-11-23)"],
    );
    case("limits --from 2024-12-31", 2, &["从 2025-01-01 起可以算"], &["from 2025-01-01 on"]);
    case("--days 1 --unit years --from 9999-01-01", 2, &["9999"], &["after the year 9999"]);
    case("--days 5 --unit weeks --from today", 2, &["可用的：working"], &["it may be: working"]);
    case("--days 5", 2, &["还缺 --from"], &["--from <DATE> is missing"]);
    case(
        "limits --from today --case nobody",
        2,
        &["没有 `nobody` 这种情形"],
        &["no case `nobody`"],
    );
    case("limits --event moved=today --ics", 1, &["还没有一个算得出的日期"], &["has a date yet"]);
    case("own --from today", 1, &["没有登记时限"], &["has no time limits"]);
    case("nothing-like-it --from today", 1, &["没有叫"], &["there is no guide"]);
}

/// Reads a calendar file: its lines, unfolded.
fn unfolded(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_calendar_file_has_an_entry_for_each_date() {
    let bureau = bureau();
    let line = "limits --from 2026-07-01 --case owner --ics";
    let file = printed(&bureau, "zh", line);
    assert_eq!(file, printed(&bureau, "zh", line));
    let lines = unfolded(&file);
    assert_eq!(
        (lines[0].as_str(), lines.last().unwrap().as_str()),
        ("BEGIN:VCALENDAR", "END:VCALENDAR")
    );
    let of = |name: &str| -> Vec<&str> {
        lines.iter().filter_map(|line| line.strip_prefix(name)).collect()
    };
    assert_eq!(
        of("DTSTART;VALUE=DATE:"),
        ["20260706", "20260708", "20260710", "20260810", "20260909"]
    );
    assert!(of("DTSTAMP:").iter().all(|stamp| *stamp == "20261124T000000Z"));
    let mut ids = of("UID:");
    assert_eq!(ids[1], "limits.accept.2026-07-01@guide");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    assert_eq!(of("SUMMARY:")[1], "受理 | 各种期限");
    assert!(of("DESCRIPTION:")[1].contains("到期没有：视为受理\\n"), "{file}");
    let both = printed(&bureau, "zh", "limits --from 2026-07-01 --ics --lang both");
    assert!(
        unfolded(&both)
            .contains(&"SUMMARY:受理 / accept | 各种期限 / Limits of all kinds".to_owned())
    );
    assert!(
        unfolded(&printed(&bureau, "en", "--days 30 --from 2026-11-23 --ics"))
            .contains(&"STATUS:TENTATIVE".to_owned())
    );
}

#[test]
fn the_worked_examples_hold() {
    let bureau = Bureau::new();
    let school = |options: &str| {
        dates(&json(&bureau, &format!("private-school --from 2026-11-23 {options}")))
    };
    let none = ["hearing-request none", "hearing-held none", "promised none"];
    assert_eq!(
        school("--event accepted=2026-11-23"),
        [&["notice 2026-11-30", "decision 2027-02-23 ~", "licence 2027-03-09 ~"][..], &none]
            .concat()
    );
    assert_eq!(
        school("--event accepted=2026-11-23 --case prepare"),
        [
            &[
                "notice 2026-11-30",
                "preparation-decision 2026-12-23",
                "preparation-period 2029-12-21 ~"
            ][..],
            &none
        ]
        .concat()
    );
}

#[test]
fn both_languages_and_all_formats_answer() {
    let bureau = bureau();
    for line in ["limits --from 2026-07-01", "--days 5 --unit calendar --from 2026-09-28"] {
        for format in ["terminal", "plain", "message", "markdown", "json"] {
            let page = printed(&bureau, "zh", &format!("{line} --lang both --format {format}"));
            assert!(page.contains("2026-"), "{page}");
        }
    }
    let all = json(&bureau, "limits --from 2026-07-01 --lang all --explain");
    assert_eq!(all["title"]["zh"], "各种期限");
    assert_eq!(all["events"][1]["title"]["en"], "acceptance");
    let notice =
        &all["dates"].as_array().unwrap().iter().find(|row| row["id"] == "notice").unwrap();
    assert_eq!(notice["title"]["zh"], "一次告知");
    let message = printed(&bureau, "en", "limits --from 2026-07-01 --format message");
    assert!(message.chars().count() < 700 && !message.contains("guide due"), "{message}");
}
