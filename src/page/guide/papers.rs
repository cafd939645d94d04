//! The papers of a case: what everybody brings, and what each open answer adds.
//!
//! Papers are named and counted here; what else is said of one belongs to its section.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::{Answer, DocumentUse, Need};
use crate::handbook::value::Fillable;
use crate::page::commands::call_name;
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::{Entry, Line, Role};
use crate::tailor::Applies;

impl View<'_, '_> {
    /// Returns the papers that this case may need, in order.
    pub(super) fn shown_papers(&self) -> impl Iterator<Item = &DocumentUse> {
        self.guide.documents.iter().filter(|paper| self.may_hold(&paper.when, &paper.valid))
    }

    /// Says whether the case needs a paper whatever is still open, or at all answers but one.
    pub(super) fn is_for_everyone(&self, paper: &DocumentUse) -> bool {
        self.case.applies(&paper.when) == Applies::Yes || self.spared(&paper.when).is_some()
    }

    /// Names the papers that everybody needs, or counts them if they are many, and says whether a
    /// case may need more.
    pub(super) fn papers_at_a_glance(
        &self,
        papers: Vec<&DocumentUse>,
        most: usize,
    ) -> Result<Line, Damaged> {
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let (always, open): (Vec<_>, Vec<_>) =
            papers.into_iter().partition(|paper| self.is_for_everyone(paper));
        let count = always.len();
        let line = if count > most {
            let (zh, en) = (format!("{count} 样材料"), format!("{count} papers"));
            Line::plain(lang.pick(zh, en))
        } else {
            self.join_papers(&always)?
        };
        let comma = if line.is_empty() { "" } else { lang.pick("，", ", ") };
        Ok(match (open.is_empty(), count > most) {
            (true, true) => line.then(Role::Plain, lang.pick("（见下）", " (below)")),
            (true, false) => line,
            (false, _) => line.then(Role::Plain, format!("{comma}{}", words.more_by_case)),
        })
    }

    /// Returns what everybody brings, and what each open case brings in addition.
    pub(in crate::page) fn paper_entries(&self) -> Result<Vec<Entry>, Damaged> {
        let mut entries: Vec<Entry> = self.everyones_papers()?.into_iter().collect();
        entries.extend(self.papers_by_case("", usize::MAX)?);
        Ok(entries)
    }

    /// Returns what everybody brings.
    pub(super) fn everyones_papers(&self) -> Result<Option<Entry>, Damaged> {
        let papers: Vec<&DocumentUse> =
            self.shown_papers().filter(|paper| self.is_for_everyone(paper)).collect();
        Ok(Entry::under(self.everyones_label(), [self.join_papers(&papers)?]))
    }

    /// Returns what stands before the papers that no open answer changes. In a case that is settled
    /// nobody else is there; Chinese says "all needed" of the papers, which is right in both.
    fn everyones_label(&self) -> &'static str {
        let (lang, words) = (self.desk.voice.lang, self.desk.words());
        let is_settled = self.case.open(self.guide).is_empty();
        if is_settled { lang.pick(words.everyone, words.bring) } else { words.everyone }
    }

    /// Returns what each open case brings, each line after a `lead`; neighbours that bring the same
    /// share a line, and an answer with more than `most` papers only has them counted.
    pub(super) fn papers_by_case(&self, lead: &str, most: usize) -> Result<Vec<Entry>, Damaged> {
        let depending: Vec<&DocumentUse> =
            self.shown_papers().filter(|paper| !self.is_for_everyone(paper)).collect();
        let open = self.case.open(self.guide).into_iter();
        let answers = open.flat_map(|question| question.answers.iter().map(move |a| (question, a)));
        let mut entries: Vec<Entry> = Vec::new();
        for (question, answer) in answers {
            let is_for = |paper: &&&DocumentUse| {
                let fitting = paper.when.get(&question.id);
                fitting.is_some_and(|fitting| fitting.contains(&answer.id))
            };
            let papers: Vec<&DocumentUse> = depending.iter().filter(is_for).copied().collect();
            let Some(entry) = self.papers_of(answer, &papers, lead, most)? else { continue };
            match entries.last_mut().filter(|last| last.lines == entry.lines) {
                Some(last) if self.has_room(&last.label, &entry.label) => {
                    last.label = format!("{}{}{}", last.label, self.between(), entry.label);
                }
                _ => entries.push(entry),
            }
        }
        Ok(entries)
    }

    /// Says whether two labels have room in front of one text.
    fn has_room(&self, one: &str, other: &str) -> bool {
        let most = self.desk.voice.lang.pick(12, 24);
        [one, self.between(), other].iter().map(|part| part.chars().count()).sum::<usize>() <= most
    }

    /// Returns what parts two cases that need the same.
    fn between(&self) -> &'static str {
        self.desk.voice.lang.pick("、", " / ")
    }

    /// Returns the line of one answer: what it needs in addition; where it needs nothing, what is
    /// different.
    fn papers_of(
        &self,
        answer: &Answer,
        papers: &[&DocumentUse],
        lead: &str,
        most: usize,
    ) -> Result<Option<Entry>, Damaged> {
        let voice = &self.desk.voice;
        let mut line = Line::plain(lead);
        match (papers.len(), &answer.note) {
            (0, None) => return Ok(None),
            (0, Some(note)) => line = voice.line(note),
            (count, _) if count > most => line.extend(self.counted(count, answer)),
            _ => line.extend(self.join_papers(papers)?),
        }
        Ok(Entry::under(&voice.text(&answer.title), [line]))
    }

    /// Counts the papers of an answer that needs many, and says how to see them.
    fn counted(&self, count: usize, answer: &Answer) -> Line {
        let lang = self.desk.voice.lang;
        let (zh, en) = (format!("{count} 样材料，见 "), format!("{count} papers, see "));
        let typed = call_name(&answer.id, &answer.aliases, lang);
        Line::plain(lang.pick(zh, en)).then(Role::Command, format!("--case {typed}"))
    }

    /// Joins papers; where a choice among several has commas of its own, semicolons part them.
    fn join_papers(&self, papers: &[&DocumentUse]) -> Result<Line, Damaged> {
        let words = self.desk.words();
        let has_commas = |paper: &&DocumentUse| paper.title.is_none() && paper.any_of.len() > 2;
        let between = if papers.iter().any(has_commas) { words.semicolon } else { words.comma };
        let names = papers.iter().map(|paper| self.paper(paper)).collect::<Result<Vec<_>, _>>()?;
        Ok(join(names, between))
    }

    /// Names a paper with how many of it are needed and whether one may do without it.
    fn paper(&self, paper: &DocumentUse) -> Result<Line, Damaged> {
        let words = self.desk.words();
        let name = self.paper_name(paper, true)?;
        let need = match paper.need {
            Need::Required => "",
            Need::Optional => words.optional,
            Need::Deferrable => words.deferrable,
        };
        let line = Line::plain(format!("{name}{}{need}", self.known_counts(paper)));
        let line = self.desk.voice.with_standing(line, &paper.standing);
        Ok(match self.spared(&paper.when) {
            Some(title) => {
                let (zh, en) = (format!("（{title}除外）"), format!(" (not for {title})"));
                line.then(Role::Quiet, self.desk.voice.lang.pick(zh, en))
            }
            None => line,
        })
    }

    /// Names a paper, or the papers of which one is enough; these are always short.
    pub(super) fn paper_name(&self, paper: &DocumentUse, short: bool) -> Result<String, Damaged> {
        match (&paper.title, &paper.document) {
            (Some(title), _) => Ok(self.desk.voice.text(title)),
            (None, Some(id)) => self.desk.paper(id, short),
            (None, None) => self.choice(paper, true),
        }
    }

    /// Lists the papers of which one is enough: `房产证、购房合同或租房合同，任一种`.
    pub(super) fn choice(&self, paper: &DocumentUse, short: bool) -> Result<String, Damaged> {
        let names = paper.any_of.iter().map(|id| self.desk.paper(id, short));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        let any_of = self.desk.words().any_of;
        Ok(match (self.desk.voice.lang, names.as_slice()) {
            (Lang::Zh, [one, other]) => format!("{one}或{other}"),
            (Lang::En, [one, other]) => format!("{one} or {other}"),
            (Lang::Zh, [rest @ .., last]) if !rest.is_empty() => {
                format!("{}或{last}，{any_of}", rest.join("、"))
            }
            (Lang::En, [_, _, ..]) => format!("{any_of}: {}", names.join(", ")),
            _ => names.concat(),
        })
    }

    /// Says how many originals and copies are needed where it is more than the one original that
    /// everybody expects: `（复印件 2）`.
    fn known_counts(&self, paper: &DocumentUse) -> String {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let count = |label: &str, count: Option<&Fillable<u16>>, expected: u16| {
            let count = *count?.known()?;
            let (zh, en) = (format!("{label} {count}"), format!("{count} {label}"));
            (count > expected).then(|| voice.lang.pick(zh, en))
        };
        let originals = count(words.originals, paper.originals.as_ref(), 1);
        let copies = count(words.copies, paper.copies.as_ref(), 0);
        let counts: Vec<String> = originals.into_iter().chain(copies).collect();
        if counts.is_empty() { String::new() } else { voice.in_brackets(&voice.list(counts)) }
    }

    /// Says that originals and copies are for the bureau to fill in, if no paper says how many.
    pub(super) fn counts(&self) -> Line {
        if self.counts_are_open() {
            Line::default().then(Role::Blank, self.desk.words().counts_blank)
        } else {
            Line::default()
        }
    }

    /// Says whether no paper of the case says how many originals or copies it needs.
    pub(super) fn counts_are_open(&self) -> bool {
        let mut counts =
            self.shown_papers().flat_map(|paper| [&paper.originals, &paper.copies]).flatten();
        !counts.any(|count| count.known().is_some())
    }
}
