//! A guide, looked at for one case.
//!
//! What every part asks of the case: the title it gives the page, what it rules out, and what
//! depends on an answer that is still open. No part of a page is known here.

use crate::handbook::model::{Answer, Guide, Question, Validity, When};
use crate::handbook::value::Slug;
use crate::page::words::Lang;
use crate::page::{Block, Desk, Line};
use crate::tailor::{Applies, Case};

/// What holds for at least so many answers and not for one is said of that one.
const MOST: usize = 4;

/// A guide, looked at for one case.
pub(in crate::page) struct View<'v, 'a> {
    pub(in crate::page) desk: &'v Desk<'a>,
    pub(in crate::page) guide: &'v Guide,
    pub(in crate::page) case: &'v Case,
}

impl View<'_, '_> {
    /// Returns the title with the case that the page is for.
    pub(in crate::page) fn title(&self) -> Block {
        let voice = &self.desk.voice;
        let mut text = voice.name(&self.guide.title);
        let chinese = self.desk.speaking(Lang::Zh).voice.name(&self.guide.title);
        if !text.contains(&chinese) {
            text = format!("{text} / {chinese}");
        }
        if let Some(scope) = self.scope() {
            text.push_str(&voice.in_brackets(&scope));
        }
        Block::Title { text: Line::strong(text), id: self.guide.id.to_string() }
    }

    /// Returns the answers that were given, or what the guide says of its scope.
    fn scope(&self) -> Option<String> {
        let voice = &self.desk.voice;
        let given: Vec<String> =
            self.given().map(|(_, answer)| voice.text(&answer.title)).collect();
        if given.is_empty() {
            return self.guide.scope.as_ref().map(|scope| voice.text(scope));
        }
        Some(voice.list(given))
    }

    /// Returns the answers that were given, in the order of their questions: not those that the
    /// guide assumes.
    pub(super) fn given(&self) -> impl Iterator<Item = (&Question, &Answer)> {
        self.guide.questions.iter().filter_map(|question| {
            let given = self.case.answer_to(&question.id)?;
            let answer = question.answers.iter().find(|answer| answer.id == *given)?;
            (question.default.as_ref() != Some(given)).then_some((question, answer))
        })
    }

    /// Returns the title of an answer.
    pub(super) fn answer_title(&self, question: &Question, id: &Slug) -> Option<String> {
        let answer = question.answers.iter().find(|answer| answer.id == *id)?;
        Some(self.desk.voice.text(&answer.title))
    }

    /// Says whether something may apply to the case on the day of the page.
    pub(super) fn may_hold(&self, when: &When, valid: &Validity) -> bool {
        self.case.may_apply(when) && self.desk.holds(valid)
    }

    /// Returns the remark on something that depends on open questions: `（只在：搬家）`; nothing on
    /// what does not. The questions themselves stand at the foot of the page.
    pub(super) fn only_if(&self, when: &When) -> Line {
        self.remark_if(when, |_, titles| titles)
    }

    /// Returns the same remark with the questions: `（只在「为什么转学？」搬家）`.
    pub(super) fn only_if_asked(&self, when: &When) -> Line {
        let voice = &self.desk.voice;
        self.remark_if(when, |question, titles| {
            let asked = voice.text(&question.question);
            voice.lang.pick(format!("「{asked}」{titles}"), format!("\"{asked}\" {titles}"))
        })
    }

    fn remark_if(&self, when: &When, say: impl Fn(&Question, String) -> String) -> Line {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        if self.case.applies(when) != Applies::Open {
            return Line::default();
        }
        if let Some(title) = self.spared(when) {
            let (zh, en) = (format!("（{title}除外）"), format!("(not for {title}) "));
            return Line::quiet(voice.lang.pick(zh, en));
        }
        let answers = self.open_answers(when, say).join(words.semicolon);
        Line::quiet(voice.lang.pick(
            format!("（{}{}{answers}）", words.only_if, words.colon),
            format!("({}{}{answers}) ", words.only_if, words.colon),
        ))
    }

    /// Returns the title of the one answer that is left out of what depends on one open question, and
    /// holds for all its other answers.
    pub(super) fn spared(&self, when: &When) -> Option<String> {
        let mut open = self.open_questions(when);
        let (question, fitting) = open.next().filter(|_| open.next().is_none())?;
        let mut others = question.answers.iter().filter(|answer| !fitting.contains(&answer.id));
        let other = others.next().filter(|_| others.next().is_none() && fitting.len() >= MOST)?;
        Some(self.desk.voice.text(&other.title))
    }

    /// Returns the open questions that a condition names, each with the answers that fit.
    fn open_questions<'w>(
        &'w self,
        when: &'w When,
    ) -> impl Iterator<Item = (&'w Question, &'w [Slug])> {
        self.guide.questions.iter().filter_map(|question| {
            let is_open = self.case.answer_to(&question.id).is_none();
            Some((question, when.get(&question.id)?)).filter(|_| is_open)
        })
    }

    /// Says of the open questions that a condition names which answers fit.
    pub(super) fn open_answers(
        &self,
        when: &When,
        say: impl Fn(&Question, String) -> String,
    ) -> Vec<String> {
        let voice = &self.desk.voice;
        let said = self.open_questions(when).map(|(question, fitting)| {
            let titles = fitting.iter().filter_map(|answer| self.answer_title(question, answer));
            say(question, titles.collect::<Vec<_>>().join(voice.lang.pick("、", " / ")))
        });
        said.collect()
    }
}
