//! What is said of one paper, and under which heading it stands.

use super::{Sheet, headed};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{DocumentUse, When};
use crate::handbook::value::{Fillable, Slug};
use crate::page::voice::join;
use crate::page::words::Lang;
use crate::page::words::checklist::{need, submission, supply};
use crate::page::{Block, Line, Role};

/// How much is said of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Its name.
    Name,
    /// Also how many, and what to look out for.
    Usual,
    /// How many, who issues it, and its law: what a notice says.
    Notice,
}

impl<'v> Sheet<'v, '_> {
    /// Lists papers under those who issue them, in order of appearance.
    pub(super) fn by_issuer(
        &self,
        papers: impl Iterator<Item = &'v DocumentUse>,
        brief: bool,
    ) -> Result<Vec<Block>, Damaged> {
        let mut groups: Vec<(String, Vec<&DocumentUse>)> = Vec::new();
        for paper in papers {
            let issuer = self.issuer_or_source(paper)?;
            match groups.iter_mut().find(|(name, _)| *name == issuer) {
                Some((_, group)) => group.push(paper),
                None => groups.push((issuer, vec![paper])),
            }
        }
        let blocks = groups
            .into_iter()
            .map(|(issuer, group)| self.group(&capitalised(&issuer), group, brief));
        Ok(blocks.collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// Lists papers that depend on open questions under the answers that ask for them.
    pub(super) fn by_case(
        &self,
        papers: &[&'v DocumentUse],
        brief: bool,
    ) -> Result<Vec<Block>, Damaged> {
        let mut groups: Vec<(&When, Vec<Line>)> = Vec::new();
        for paper in papers {
            let point = self.point(paper, brief)?;
            match groups.iter_mut().find(|(when, _)| **when == paper.when) {
                Some((_, points)) => points.push(point),
                None => groups.push((&paper.when, vec![point])),
            }
        }
        let blocks = groups.into_iter().flat_map(|(when, points)| {
            headed(&self.condition(when), self.open_questions(when, brief), points)
        });
        Ok(blocks.collect())
    }

    /// Lists papers below a heading.
    pub(super) fn group(
        &self,
        heading: &str,
        papers: Vec<&DocumentUse>,
        brief: bool,
    ) -> Result<Vec<Block>, Damaged> {
        let points = papers.into_iter().map(|paper| self.point(paper, brief));
        Ok(headed(heading, Line::default(), points.collect::<Result<_, _>>()?))
    }

    /// Says under which answers a paper is needed: `只在：搬家没迁户口`, `港澳台居民除外`.
    pub(super) fn condition(&self, when: &When) -> String {
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        if let Some(title) = self.view.spared(when) {
            return voice.lang.pick(format!("{title}除外"), format!("Not for {title}"));
        }
        let answers = self.view.open_answers(when, |_, titles| titles).join(words.semicolon);
        let only_if = voice.lang.pick(words.only_if, "Only if");
        format!("{only_if}{}{answers}", words.colon)
    }

    /// Names the questions to answer, with what to type.
    fn open_questions(&self, when: &When, brief: bool) -> Line {
        if brief {
            return Line::default();
        }
        let open = when.iter().filter_map(|(id, answers)| {
            let question = self.view.guide.questions.iter().find(|asked| asked.id == *id)?;
            let is_open = self.list.case.answer_to(id).is_none();
            is_open.then(|| (question, answers.first())).filter(|(_, answer)| answer.is_some())
        });
        let lines = open.map(|(question, answer)| {
            let line = Line::quiet(self.view.desk.voice.text(&question.question));
            let answer = answer.map(|answer| self.answer_to_type(question, answer));
            line.then(Role::Command, format!(" --case {}", answer.unwrap_or_default()))
        });
        join(lines, self.view.desk.words().semicolon)
    }

    /// Returns a paper to tick with what is said of it.
    fn point(&self, paper: &DocumentUse, brief: bool) -> Result<Line, Damaged> {
        let detail = if brief { Detail::Name } else { Detail::Usual };
        self.told("[ ] ", paper, detail)
    }

    /// Returns a paper with its tick box alone.
    pub(super) fn ticked(&self, tick: &str, paper: &DocumentUse) -> Result<Line, Damaged> {
        let line = Line::plain(tick).then(Role::Strong, self.view.paper_name(paper, true)?);
        let line = self.view.desk.voice.with_standing(line, &paper.standing);
        Ok(line.then(Role::Plain, need(paper.need, self.view.desk.voice.lang)))
    }

    /// Returns a paper with its tick box and details behind it.
    pub(super) fn told(
        &self,
        tick: &str,
        paper: &DocumentUse,
        detail: Detail,
    ) -> Result<Line, Damaged> {
        let mut line = self.ticked(tick, paper)?;
        let details = self.details(paper, detail)?;
        let details = join(details, self.view.desk.words().semicolon);
        if !details.is_empty() {
            let (lang, words) = (self.view.desk.voice.lang, self.view.desk.words());
            // A second colon would follow that of the label.
            let is_labelled = details.to_text().starts_with(words.issued_by);
            let between = if is_labelled { lang.pick("，", ", ") } else { words.colon };
            line = line.then(Role::Plain, between);
            line.extend(details);
        }
        Ok(line)
    }

    fn details(&self, paper: &DocumentUse, detail: Detail) -> Result<Vec<Line>, Damaged> {
        if detail == Detail::Name {
            return Ok(Vec::new());
        }
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        let mut lines = Vec::new();
        if !paper.any_of.is_empty() && paper.title.is_some() {
            lines.push(Line::plain(self.view.choice(paper, false)?));
        }
        lines.extend(self.standard(paper));
        if detail == Detail::Notice {
            let issuer = self.issuers(paper)?.map(Line::plain);
            lines.extend(issuer.map(|issuer| voice.labelled(words.issued_by, issuer)));
        }
        lines.extend(self.form(paper));
        lines.extend(paper.acceptance.iter().map(|text| voice.line(text)));
        if detail == Detail::Usual {
            let notes = [&paper.fill_notes, &paper.note].into_iter().flatten();
            lines.extend(notes.map(|text| voice.line(text)));
        } else if voice.lang == Lang::Zh {
            // The notice has the Chinese text first; the other language need not repeat the law.
            let law = self.view.desk.citations(&paper.basis)?;
            lines.push(Line::quiet(voice.list(law)));
        }
        lines.retain(|line| !line.is_empty());
        Ok(lines.into_iter().map(without_stop).collect())
    }

    /// Says how many originals and copies, on what sheet, and what happens to them.
    fn standard(&self, paper: &DocumentUse) -> Vec<Line> {
        let (voice, words) = (&self.view.desk.voice, self.view.desk.words());
        let mut lines = Vec::new();
        if !self.view.counts_are_open() {
            let counts = [(words.originals, &paper.originals), (words.copies, &paper.copies)];
            let known =
                counts.into_iter().filter_map(|(label, count)| Some((label, count.as_ref()?)));
            let known = known.filter(|(_, count)| count.known() != Some(&0));
            lines.extend(known.map(|(label, count)| self.count(label, count)));
        }
        let kept = paper.submission.as_ref().and_then(Fillable::known);
        lines.extend(kept.map(|kept| Line::plain(submission(*kept, voice.lang))));
        let sheet = paper.sheet.as_ref().and_then(Fillable::known);
        lines.extend(sheet.map(Line::plain));
        lines
    }

    /// Says how many: `复印件 1`; that nobody knows yet stands in the blank.
    fn count(&self, label: &str, count: &Fillable<u16>) -> Line {
        let voice = &self.view.desk.voice;
        match count.known() {
            Some(count) => Line::plain(format!("{label} {count}")),
            None => voice.labelled(label, voice.filled(count, ToString::to_string)),
        }
    }

    /// Says where the blank form is, and by when a paper may follow.
    fn form(&self, paper: &DocumentUse) -> Vec<Line> {
        let voice = &self.view.desk.voice;
        let form = paper.blank_form.as_ref().and_then(Fillable::known);
        let form = form.map(|form| voice.labelled(self.words.forms, Line::plain(form)));
        let due = paper.due.as_ref().map(|due| voice.fillable(due));
        let due = due.map(|due| voice.labelled(self.words.by, due));
        form.into_iter().chain(due).collect()
    }

    /// Names who issues a paper; where nobody says so, who supplies it.
    fn issuer_or_source(&self, paper: &DocumentUse) -> Result<String, Damaged> {
        let source = supply(paper.source, self.view.desk.voice.lang);
        Ok(self.issuers(paper)?.unwrap_or_else(|| source.to_owned()))
    }

    /// Names who issues a paper, as the guide or the dictionary says; of a choice, each.
    fn issuers(&self, paper: &DocumentUse) -> Result<Option<String>, Damaged> {
        let desk = self.view.desk;
        if let Some(issuer) = &paper.issuer {
            return Ok(Some(desk.issuer(issuer)?));
        }
        let mut names: Vec<String> = Vec::new();
        for id in paper.documents() {
            let issuer = self.issuer_of(id)?;
            names.extend(issuer.filter(|name| !names.contains(name)));
        }
        Ok((!names.is_empty()).then(|| names.join(" / ")))
    }

    fn issuer_of(&self, document: &Slug) -> Result<Option<String>, Damaged> {
        let found = self.view.desk.pack.documents()?.find(document.as_str())?;
        let issuer = found.and_then(|filed| filed.value.issuer);
        issuer.map(|issuer| self.view.desk.issuer(&issuer)).transpose()
    }
}

/// Begins a heading with a capital letter.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Takes away the full stop of a sentence that becomes part of a longer one.
fn without_stop(mut line: Line) -> Line {
    if let Some(last) = line.0.last_mut() {
        last.text.truncate(last.text.trim_end_matches(['。', '.']).len());
    }
    line
}
