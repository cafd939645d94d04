//! Texts of a handbook in one language.

use super::words::{Lang, Words};
use super::{Line, Role};
use crate::handbook::model::{LawArticle, Standing};
use crate::handbook::value::{Fillable, Limit, LocalizedText, Unit};

/// A language to speak, and the language of a handbook's plain strings.
#[derive(Debug, Clone)]
pub struct Voice {
    /// The language to speak.
    pub lang: Lang,
    first: String,
}

impl Voice {
    /// Makes a voice for a handbook whose plain strings are in `first`.
    pub fn new(lang: Lang, first: &str) -> Self {
        Self { lang, first: first.to_owned() }
    }

    /// Returns the same texts in another language.
    #[must_use]
    pub fn speaking(&self, lang: Lang) -> Self {
        Self { lang, first: self.first.clone() }
    }

    /// Returns the fixed words.
    pub fn words(&self) -> &'static Words {
        self.lang.words()
    }

    /// Returns a text; one that is missing in this language comes in another and says so.
    pub fn text(&self, text: &LocalizedText) -> String {
        match text.exactly(self.lang.tag(), &self.first) {
            Some(exact) => exact.to_owned(),
            None => format!(
                "{}{}",
                text.nearest(self.lang.tag(), &self.first),
                self.words().untranslated
            ),
        }
    }

    /// Returns a text that is a name: without a remark if it is missing in this language.
    pub fn name(&self, text: &LocalizedText) -> String {
        text.nearest(self.lang.tag(), &self.first).to_owned()
    }

    /// Returns a text as a line.
    pub fn line(&self, text: &LocalizedText) -> Line {
        Line::plain(self.text(text))
    }

    /// Returns a text with the mark of what it stands on.
    pub fn stated(&self, text: &LocalizedText, standing: &Standing) -> Line {
        self.with_standing(self.line(text), standing)
    }

    /// Returns a text that may be a blank.
    pub fn fillable(&self, text: &Fillable<LocalizedText>) -> Line {
        self.filled(text, |text| self.text(text))
    }

    /// Returns a value that may be a blank, with the note that says what is known of it.
    pub fn filled<T>(&self, value: &Fillable<T>, say: impl Fn(&T) -> String) -> Line {
        match value {
            Fillable::Known { value, .. } => Line::plain(say(value)),
            Fillable::Blank(blank) => {
                let line = Line::default().then(Role::Blank, self.words().blank);
                match &blank.note {
                    Some(note) => line.then(Role::Plain, self.in_brackets(&self.text(note))),
                    None => line,
                }
            }
        }
    }

    /// Returns a time limit that may be a blank.
    pub fn filled_limit(&self, limit: &Fillable<Limit>) -> Line {
        self.filled(limit, |limit| self.limit(*limit))
    }

    /// Puts a label in front of a line: `办理地点：窗口`.
    pub fn labelled(&self, label: &str, line: Line) -> Line {
        let mut labelled = Line::plain(format!("{label}{}", self.words().colon));
        labelled.extend(line);
        labelled
    }

    /// Begins a line with a label that stands out.
    pub fn lead(&self, label: &str) -> Line {
        Line::strong(format!("{label}{}", self.words().colon))
    }

    /// Says, in brackets, from what on a limit is counted.
    pub fn counted_from(&self, event: &LocalizedText) -> String {
        let words = self.words();
        self.in_brackets(&format!("{}{}{}", words.counted_from, words.colon, self.text(event)))
    }

    /// Puts a remark in the brackets of the language.
    pub fn in_brackets(&self, text: &str) -> String {
        self.lang.pick(format!("（{text}）"), format!(" ({text})"))
    }

    /// Appends what a statement stands on, where it is not national law.
    pub fn with_standing(&self, line: Line, standing: &Standing) -> Line {
        let words = self.words();
        match standing {
            Standing::Law | Standing::Local(_) => line,
            Standing::Practice(_) => line.then(Role::Mark, "*"),
            Standing::Reading => line.then(Role::Mark, "+"),
            Standing::Reported => line.then(Role::Mark, "#"),
            Standing::Template => line.then(Role::Mark, words.template_mark),
        }
    }

    /// Returns a time limit in words.
    pub fn limit(&self, limit: Limit) -> String {
        let unit = match limit.unit {
            Unit::WorkingDays => "个工作日",
            Unit::Days => "日",
            Unit::Months => "个月",
            Unit::Years => "年",
        };
        self.lang.pick(format!("{} {unit}", limit.count), limit.to_string())
    }

    /// Returns the number of an article and what it says in a word.
    pub fn article(&self, article: &LawArticle) -> Line {
        Line::plain(format!("{} {}", article.number, self.text(&article.gist)))
    }

    /// Joins words as a list.
    pub fn list(&self, words: impl IntoIterator<Item = String>) -> String {
        let words: Vec<String> = words.into_iter().collect();
        words.join(self.words().comma)
    }
}

/// Joins lines with a text between them.
pub(super) fn join(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
    let mut joined = Line::default();
    for line in lines {
        if !joined.is_empty() {
            joined = joined.then(Role::Plain, between);
        }
        joined.extend(line);
    }
    joined
}
