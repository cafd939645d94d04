//! Asking line by line: for simple terminals and for screen readers.

use std::io::{self, BufRead};

use super::Reply;
use super::keys::half;
use crate::handbook::model::{Guide, Question};
use crate::tailor::read_answer;

/// Reads a line and what it means; nothing if it means nothing.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let count = input.read_until(b'\n', &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).trim().chars().map(half).collect();
    Ok((count > 0).then_some(text))
}

/// Returns what a line means: a number, a word of the dialogue, or an answer in any of the ways in
/// which `--case` takes it.
pub(super) fn reply(line: &str, guide: &Guide, question: &Question) -> Option<Reply> {
    match line.to_lowercase().as_str() {
        "b" => return Some(Reply::Back),
        "s" => return Some(Reply::Skip),
        "q" => return Some(Reply::Stop),
        _ => {}
    }
    if let Ok(number) = line.parse::<usize>() {
        let place = number.checked_sub(1).filter(|place| *place < question.answers.len());
        return place.map(Reply::Answer);
    }
    let (asked, answer) = read_answer(guide, &format!("{}={line}", question.id)).ok()?;
    let place = question.answers.iter().position(|one| one.id == answer);
    place.filter(|_| asked == question.id).map(Reply::Answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tailor::tests as tailor;

    const PARTS: &str = "
questions:
  - {id: stage, question: 学段, answers: [{id: junior, title: 初中}, {id: senior, title: 高中, aliases: [高一]}]}
";

    #[track_caller]
    fn case(line: &str, expected: Option<Reply>) {
        let guide = tailor::guide(PARTS);
        let line = read(&mut format!("{line}\n").as_bytes()).unwrap().unwrap();
        assert_eq!(reply(&line, &guide, &guide.questions[0]), expected, "{line}");
    }

    #[test]
    fn a_line_is_a_number_a_word_or_an_answer() {
        case("2", Some(Reply::Answer(1)));
        case(" １ ", Some(Reply::Answer(0)));
        case("高一", Some(Reply::Answer(1)));
        case("gaozhong", Some(Reply::Answer(1)));
        for (line, reply) in [("b", Reply::Back), ("S", Reply::Skip), ("ｑ", Reply::Stop)] {
            case(line, Some(reply));
        }
    }

    #[test]
    fn anything_else_means_nothing() {
        for line in ["", "0", "3", "-1", "99999999999999999999999", "what", "="] {
            case(line, None);
        }
        assert_eq!(read(&mut &b""[..]).unwrap(), None);
        assert_eq!(read(&mut &b"\xff\xfe"[..]).unwrap().as_deref(), Some("\u{fffd}\u{fffd}"));
    }
}
