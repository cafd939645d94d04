//! `guide completions SHELL`, and the talk with a shell at a TAB.
//!
//! A shell calls `GUIDE_COMPLETE=SHELL guide -- WORDS`, where the words are those before the
//! cursor and the last of them, which may be empty, is the one to complete. The answer is one
//! candidate a line, with its description where the shell can show one.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::complete::{Offer, Taste, offers};
use super::environment::variable;
use super::failure::Failure;
use super::screen::{Screen, write};

/// The variable with which a shell asks.
const COMPLETE: &str = "GUIDE_COMPLETE";

/// Which shell.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Which shell: bash, zsh, fish, elvish, powershell, nushell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// The shells that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    #[value(alias = "pwsh")]
    Powershell,
    #[value(alias = "nu")]
    Nushell,
}

impl Shell {
    const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../completions/guide.bash"),
            Self::Zsh => include_str!("../../completions/_guide"),
            Self::Fish => include_str!("../../completions/guide.fish"),
            Self::Elvish => include_str!("../../completions/guide.elv"),
            Self::Powershell => include_str!("../../completions/_guide.ps1"),
            Self::Nushell => include_str!("../../completions/guide.nu"),
        }
    }

    /// Says what the shell does with a candidate that does not begin with what was typed.
    const fn taste(self) -> Taste {
        match self {
            Self::Bash | Self::Zsh | Self::Powershell | Self::Nushell => Taste::Anything,
            Self::Fish | Self::Elvish => Taste::Resembling,
        }
    }

    /// Reads the words as the shell hands them over.
    fn read(self, words: Vec<OsString>) -> Vec<OsString> {
        match self {
            Self::Bash => rejoined(words).into_iter().map(unquoted).collect(),
            Self::Powershell => words.into_iter().map(unquoted).collect(),
            Self::Zsh | Self::Fish | Self::Elvish | Self::Nushell => words,
        }
    }

    /// Writes the offers as the shell reads them.
    fn write(self, offers: &[Offer]) -> String {
        match self {
            Self::Bash => lines(offers, |offer| offer.value.clone()),
            Self::Zsh => lines(offers, zsh_line),
            Self::Nushell => json(offers),
            Self::Fish | Self::Elvish | Self::Powershell => lines(offers, tabbed_line),
        }
    }
}

/// Prints the script of a shell.
pub(super) fn run(args: &CompletionsArgs, screen: &Screen) -> Result<Outcome, Failure> {
    screen.print(args.shell.script())?;
    Ok(Outcome::Answered)
}

/// Answers a shell that asks through `GUIDE_COMPLETE`; says whether one did.
///
/// Without words it prints the script. Whatever goes wrong, nobody can read of it in the middle
/// of a command line: there are no candidates then.
pub(super) fn complete(arguments: impl Iterator<Item = OsString>) -> bool {
    let Some(name) = variable(COMPLETE).filter(|name| name != "0") else { return false };
    let Ok(shell) = Shell::from_str(&name, true) else { return true };
    let mut arguments = arguments.skip_while(|argument| argument != "--");
    let answer = match arguments.next() {
        Some(_) => shell.write(&offers(shell.read(arguments.collect()), shell.taste())),
        None => shell.script().to_owned(),
    };
    // A shell that went away needs no answer.
    let _ = write(&answer);
    true
}

fn lines(offers: &[Offer], line: impl Fn(&Offer) -> String) -> String {
    offers.iter().map(|offer| line(offer) + "\n").collect()
}

fn tabbed_line(offer: &Offer) -> String {
    let Offer { value, about } = offer;
    if about.is_empty() { value.clone() } else { format!("{value}\t{about}") }
}

/// Returns a line for `_describe`, which parts value and description at the first bare colon.
fn zsh_line(offer: &Offer) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(':', "\\:");
    let (value, about) = (escaped(&offer.value), escaped(&offer.about));
    if about.is_empty() { value } else { format!("{value}:{about}") }
}

fn json(offers: &[Offer]) -> String {
    let record =
        |offer: &Offer| serde_json::json!({ "value": offer.value, "description": offer.about });
    serde_json::Value::Array(offers.iter().map(record).collect()).to_string()
}

/// Puts together what bash took apart at `=`: `--lang`, `=`, `zh` was one word.
fn rejoined(words: Vec<OsString>) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    let mut goes_on = false;
    for word in words {
        let is_sign = word == "=";
        match joined.last_mut() {
            Some(last) if is_sign || goes_on => last.push(word),
            _ => joined.push(word),
        }
        goes_on = is_sign;
    }
    joined
}

/// Takes quotes and backslashes from a word as it stands on the command line.
fn unquoted(word: OsString) -> OsString {
    let Some(text) = word.to_str().filter(|text| text.contains(['\'', '"', '\\'])) else {
        return word;
    };
    let (mut plain, mut quote) = (String::new(), None);
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, quote) {
            ('\\', None | Some('"')) => plain.extend(characters.next()),
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (c, _) => plain.push(c),
        }
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(shell: Shell, handed: &[&str], read: &[&str]) {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(shell.read(words(handed)), words(read));
    }

    #[test]
    fn bash_parts_words_at_the_equals_sign() {
        case(Shell::Bash, &["guide", "--lang", "=", "z"], &["guide", "--lang=z"]);
        case(Shell::Bash, &["guide", "--lang", "=", ""], &["guide", "--lang="]);
        case(Shell::Bash, &["--case", "=", "a", "=", "b", "c"], &["--case=a=b", "c"]);
        case(Shell::Fish, &["a", "=", "b"], &["a", "=", "b"]);
    }

    #[test]
    fn quotes_are_the_shells_business() {
        case(
            Shell::Bash,
            &["'my dir'", "my\\ dir", "\"a'b\"", ""],
            &["my dir", "my dir", "a'b", ""],
        );
        case(Shell::Powershell, &["\"\""], &[""]);
        case(Shell::Zsh, &["'a"], &["'a"]);
    }

    #[test]
    fn colons_of_zsh_are_escaped() {
        let offer = Offer { value: "a:b".to_owned(), about: "c:d".to_owned() };
        assert_eq!(zsh_line(&offer), "a\\:b:c\\:d");
    }
}
