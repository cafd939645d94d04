//! The command line before it is parsed: input methods, and bare words.

use std::ffi::OsString;

/// The commands, in the order of the help.
pub(super) const COMMANDS: &[&str] =
    &["search", "show", "ask", "checklist", "due", "list", "office", "law", "pack", "completions"];

/// The hidden command that bare words stand for.
pub(super) const FIND: &str = "find";

/// Options of the whole program that take a value.
const WITH_VALUE: &[&str] = &["--handbook", "--lang", "--color", "--paper"];

/// Makes the arguments ready for the parser: reads what a Chinese input method left in them, turns
/// `help COMMAND` into `COMMAND --help`, and puts [`FIND`] before bare words.
pub(super) fn prepare(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments = halve(arguments);
    let Some(first) = first_word(&arguments) else { return arguments };
    let word = arguments.get(first).and_then(|word| word.to_str()).unwrap_or_default();
    if word == "help" {
        arguments.remove(first);
        arguments.push("--help".into());
    } else if !COMMANDS.contains(&word) {
        arguments.insert(first, FIND.into());
    }
    arguments
}

/// Takes the command out of arguments that are ready for the parser.
pub(super) fn take_command(arguments: &mut Vec<OsString>) -> Option<&'static str> {
    let first = first_word(arguments)?;
    let name = COMMANDS.iter().copied().chain([FIND]).find(|name| arguments[first] == **name)?;
    arguments.remove(first);
    Some(name)
}

/// Returns where the first word stands that is neither an option nor the value of one.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut takes_value = false;
    arguments.iter().enumerate().skip(1).find_map(|(place, argument)| {
        let is_value = std::mem::take(&mut takes_value);
        let text = argument.to_str().unwrap_or_default();
        takes_value = !is_value && WITH_VALUE.contains(&text);
        (!is_value && (!text.starts_with('-') || text.is_empty())).then_some(place)
    })
}

/// Reads full-width blanks, letters, digits, signs and long dashes as their ASCII forms. The path
/// after `--handbook` stays as it is.
fn halve(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut halved: Vec<OsString> = Vec::new();
    for argument in arguments {
        let is_path = halved.is_empty() || halved.last().is_some_and(|last| last == "--handbook");
        match argument.to_str() {
            Some(text) if !is_path && !text.is_ascii() => {
                halved
                    .extend(text.split('\u{3000}').filter(|part| !part.is_empty()).map(half_width));
            }
            _ => halved.push(argument),
        }
    }
    halved
}

fn half_width(text: &str) -> OsString {
    // An input method writes a dash of two characters for the two hyphens of an option.
    let text = match text.strip_prefix("——").or_else(|| text.strip_prefix("－－")) {
        Some(option) => format!("--{option}"),
        None => text.to_owned(),
    };
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        other => other,
    };
    text.chars().map(half).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(typed: &[&str], read: &[&str]) {
        let arguments = ["guide"].iter().chain(typed).map(OsString::from);
        let expected: Vec<OsString> = ["guide"].iter().chain(read).map(OsString::from).collect();
        assert_eq!(prepare(arguments), expected);
    }

    #[test]
    fn an_input_method_may_stay_on() {
        case(&["show　转学"], &["show", "转学"]);
        case(
            &["show", "转学", "——case", "ｒeason＝搬家"],
            &["show", "转学", "--case", "reason=搬家"],
        );
        case(&["show", "转学", "－－lang", "ｅｎ"], &["show", "转学", "--lang", "en"]);
        case(&["--handbook", "目录，甲", "list"], &["--handbook", "目录，甲", "list"]);
    }

    #[test]
    fn bare_words_are_looked_for() {
        case(&["转学"], &["find", "转学"]);
        case(
            &["--lang", "en", "lost", "my", "certificate"],
            &["--lang", "en", "find", "lost", "my", "certificate"],
        );
        case(&["show", "转学"], &["show", "转学"]);
        case(&["-q"], &["-q"]);
        case(&[], &[]);
    }

    #[test]
    fn help_of_a_command_is_its_option() {
        case(&["help", "show"], &["show", "--help"]);
        case(&["help"], &["--help"]);
    }
}
