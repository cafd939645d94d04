//! Conditions, refusals and notes on the first page of a guide, each in a line or two.
//!
//! What holds for every case comes first; what depends on one is named as far as there is room,
//! and only counted beyond. What a statement says in short is known to the statements.

use super::View;
use super::first_page::room;
use crate::handbook::model::Statement;
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::{Block, Entry, Line, Role};
use crate::tailor::Applies;

/// How many notes have a line of their own.
const MOST_NOTES: usize = 8;

/// The room for saying how many there are in all, in characters.
const IN_ALL: usize = 8;

/// How many characters of the conditions are named: a line.
const fn most_of_conditions(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 32,
        Lang::En => 60,
    }
}

/// How many characters of the refusals are named: a line of Chinese, two of English.
const fn most_of_refusals(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 32,
        Lang::En => 110,
    }
}

impl View<'_, '_> {
    /// Returns conditions, refusals and notes.
    pub(super) fn parts(&self) -> Option<Block> {
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let (conditions, refusals) = (&self.guide.conditions, &self.guide.refusals);
        let lists = [
            self.part(words.conditions, "conditions", conditions, most_of_conditions(lang)),
            self.part(words.refusals_short, "refusals", refusals, most_of_refusals(lang)),
        ];
        let entries: Vec<Entry> = lists.into_iter().flatten().chain(self.notes()).collect();
        (!entries.is_empty()).then_some(Block::Parts(entries))
    }

    /// Names the first statements of a list in short, those for every case before the others, and
    /// says how many there are in all.
    fn part(&self, label: &str, section: &str, list: &[Statement], most: usize) -> Option<Entry> {
        let mut shown: Vec<&Statement> = self.shown(list).collect();
        shown.sort_by_key(|one| self.case.applies(&one.when) == Applies::Open);
        let named = fitting(shown.iter().filter_map(|one| self.in_short(one)), most)?;
        if named.is_empty() {
            return Entry::under(label, [self.by_case(shown.len(), section)]);
        }
        let in_all = self.in_all(named.len(), shown.len(), "条");
        let mut line = join(named, self.desk.words().semicolon);
        line.extend(in_all);
        Entry::under(label, [line])
    }

    /// Says how many there are, if not all are named: `（共 7 条）`.
    pub(super) fn in_all(&self, named: usize, count: usize, counted: &str) -> Line {
        let voice = &self.desk.voice;
        if named == count {
            return Line::default();
        }
        let (zh, en) = (format!("共 {count} {counted}"), format!("{count} in all"));
        Line::quiet(voice.in_brackets(&voice.lang.pick(zh, en)))
    }

    /// Says that all of a section depends on the case: `9 条，看情形：--section 条件`.
    fn by_case(&self, count: usize, section: &str) -> Line {
        let (zh, en) = (format!("{count} 条，看情形："), format!("{count}, by case: "));
        let mut line = Line::plain(self.desk.voice.lang.pick(zh, en));
        line.extend(self.section_option(section));
        line
    }

    /// Returns the notes for every case that have a label; the others are for their section, or
    /// for the page of their case.
    fn notes(&self) -> Vec<Entry> {
        let certain = |note: &&Statement| self.case.applies(&note.when) == Applies::Yes;
        let certain = self.shown(&self.guide.notes).filter(certain);
        let mut notes: Vec<Entry> = certain.filter_map(|note| self.note(note)).collect();
        let count = notes.len();
        notes.truncate(room(count, MOST_NOTES));
        if count > notes.len() {
            let more = self.more_notes(count - notes.len());
            notes.extend(Entry::under(self.desk.words().notes, [more]));
        }
        notes
    }

    /// Returns a note under its own label, if it has one.
    fn note(&self, note: &Statement) -> Option<Entry> {
        let label = self.desk.voice.text(note.label.as_ref()?);
        Some(Entry { label, lines: vec![self.as_short_as_may_be(note)] })
    }

    /// Says that there are more notes: `--section 注意事项 还有 3 条`.
    fn more_notes(&self, count: usize) -> Line {
        let (zh, en) = (format!(" 还有 {count} 条"), format!(" has {count} more"));
        self.section_option("notes").then(Role::Plain, self.desk.voice.lang.pick(zh, en))
    }

    /// Returns what to add to a command to see a section.
    pub(super) fn section_option(&self, section: &str) -> Line {
        let words = self.desk.words();
        let name = self.desk.voice.lang.pick(words.section(section).unwrap_or(section), section);
        Line::default().then(Role::Command, format!("--section {name}"))
    }
}

/// Returns the first lines that have room: all of them, or so many that there is room to say that
/// there are more; nothing if there is no line at all.
fn fitting(lines: impl Iterator<Item = Line>, most: usize) -> Option<Vec<Line>> {
    let (mut named, mut length, mut fit) = (Vec::new(), 0, 0);
    for line in lines {
        length += line.length();
        named.push(line);
        if length + IN_ALL <= most {
            fit = named.len();
        }
        if length > most {
            named.truncate(fit);
            return Some(named);
        }
    }
    (!named.is_empty()).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::{IN_ALL, fitting};
    use crate::page::Line;

    #[track_caller]
    fn case(lengths: &[usize], most: usize, expected: Option<usize>) {
        let lines = lengths.iter().map(|length| Line::plain("条".repeat(*length)));
        assert_eq!(fitting(lines, most).map(|named| named.len()), expected, "{lengths:?}");
    }

    #[test]
    fn a_list_is_named_in_full_or_leaves_room_to_say_so() {
        case(&[], 10, None);
        case(&[5, 5], 10, Some(2));
        case(&[5, 6], 10, Some(0));
        case(&[2, 9], 10, Some(1));
        case(&[2, 1, 8], IN_ALL + 2, Some(1));
        case(&[11], 10, Some(0));
    }
}
