//! Calendar files that calendar programs read (RFC 5545).
//!
//! The writer knows the form of the file; the words come from whoever calls it. The same days and
//! words always give the same bytes.

use std::fmt::Write as _;

use super::almanac::next;
use crate::handbook::value::Date;

/// The longest line in bytes, without its end.
const LONGEST: usize = 75;

/// An event that takes a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// A name that no other entry has and that stays when the day moves: a program that is given
    /// the file anew then moves its entry.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What happens.
    pub summary: String,
    /// What else to know.
    pub description: String,
    /// Whether the day may still change.
    pub is_tentative: bool,
}

/// Writes a calendar file; `stamp` is the day on which it is made.
pub fn write(name: &str, entries: &[Entry], stamp: Date) -> String {
    let mut file = String::new();
    let head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//guide//guide due//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ];
    for (property, value) in head {
        line(&mut file, property, value);
    }
    line(&mut file, "X-WR-CALNAME", &escape(name));
    for entry in entries {
        write_entry(&mut file, entry, stamp);
    }
    line(&mut file, "END", "VCALENDAR");
    file
}

fn write_entry(file: &mut String, entry: &Entry, stamp: Date) {
    line(file, "BEGIN", "VEVENT");
    line(file, "UID", &escape(&entry.uid));
    line(file, "DTSTAMP", &format!("{}T000000Z", basic(stamp)));
    line(file, "DTSTART;VALUE=DATE", &basic(entry.day));
    if let Some(after) = next(entry.day) {
        line(file, "DTEND;VALUE=DATE", &basic(after));
    }
    line(file, "SUMMARY", &escape(&entry.summary));
    if !entry.description.is_empty() {
        line(file, "DESCRIPTION", &escape(&entry.description));
    }
    line(file, "STATUS", if entry.is_tentative { "TENTATIVE" } else { "CONFIRMED" });
    line(file, "TRANSP", "TRANSPARENT");
    line(file, "END", "VEVENT");
}

/// Writes a day as the format has it: `20261130`.
fn basic(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// Escapes what has a meaning in a text, and drops what no text may hold.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, folded where it is too long: never inside a character.
fn line(file: &mut String, property: &str, value: &str) {
    let mut filled = 0;
    for c in format!("{property}:{value}").chars() {
        if filled + c.len_utf8() > LONGEST {
            file.push_str("\r\n ");
            filled = 1;
        }
        // Writing into a string cannot fail.
        let _ = file.write_char(c);
        filled += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::tests::day;
    use super::*;

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "private-school.notice.20261123@guide".to_owned(),
            day: day("2026-11-30"),
            summary: summary.to_owned(),
            description: "第一行\n第二行".to_owned(),
            is_tentative: false,
        }
    }

    #[test]
    fn a_day_is_written_in_full() {
        let file = write("期限", &[entry("一次告知, 全部; 缺件")], day("2026-11-23"));
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//guide//guide due//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:期限",
            "BEGIN:VEVENT",
            "UID:private-school.notice.20261123@guide",
            "DTSTAMP:20261123T000000Z",
            "DTSTART;VALUE=DATE:20261130",
            "DTEND;VALUE=DATE:20261201",
            "SUMMARY:一次告知\\, 全部\\; 缺件",
            "DESCRIPTION:第一行\\n第二行",
            "STATUS:CONFIRMED",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(file, expected.map(|line| format!("{line}\r\n")).concat());
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for summary in ["民办学校".repeat(40), "a".repeat(300), "é,".repeat(100)] {
            let file = write("x", &[entry(&summary)], day("2026-11-23"));
            assert!(file.split("\r\n").all(|line| line.len() <= LONGEST), "{file}");
            assert!(file.replace("\r\n", "").chars().all(|c| !c.is_control()));
            let unfolded = file.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("SUMMARY:{}\r\n", escape(&summary))));
        }
    }

    #[test]
    fn control_characters_are_dropped_and_signs_escaped() {
        assert_eq!(escape("a\\b\r\nc\u{7}\u{1b}[31m"), "a\\\\b\\nc[31m");
    }
}
