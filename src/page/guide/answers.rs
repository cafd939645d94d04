//! The answer box: whom to ask first, what to bring, how long it takes, what it costs.
//!
//! Each answer is a line or two. Where the box stands on a page is not known here.

use super::View;
use crate::handbook::codec::Damaged;
use crate::handbook::model::Claim;
use crate::handbook::value::Fillable;
use crate::page::words::Lang;
use crate::page::{Entry, Line, Role};

/// How many papers the box names; more are only counted there. In English each has two names.
const fn most_named(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 4,
        Lang::En => 3,
    }
}

impl View<'_, '_> {
    /// Returns the lines of the answer box.
    pub(super) fn answers(&self) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let answers = [
            Entry::under(words.ask_first, self.where_to_apply()),
            Entry::under(words.bring, [self.bring()?]),
            Entry::under(words.how_long, self.how_long()),
            Entry::under(words.apply_when, self.when_to_apply()),
            Entry::under(words.cost, self.cost()),
            Entry::under(words.questions_to, [self.whom_to_ask()?]),
        ];
        Ok(self.given_notes().chain(answers.into_iter().flatten()).collect())
    }

    /// Returns what is different in the case that was asked for.
    fn given_notes(&self) -> impl Iterator<Item = Entry> {
        let voice = &self.desk.voice;
        self.given().filter_map(|(_, answer)| {
            Entry::under(
                &voice.text(&answer.title),
                answer.note.iter().map(|note| voice.line(note)),
            )
        })
    }

    /// Says where one applies.
    pub(in crate::page) fn where_to_apply(&self) -> Option<Line> {
        self.guide.channels.as_ref()?.apply_to.as_ref().map(|claim| self.claim(claim))
    }

    /// Says when one applies.
    pub(in crate::page) fn when_to_apply(&self) -> Option<Line> {
        self.guide.channels.as_ref()?.apply_when.as_ref().map(|claim| self.claim(claim))
    }

    /// Says what it costs.
    pub(in crate::page) fn cost(&self) -> Option<Line> {
        let fee = self.guide.fee.as_ref()?;
        Some(self.desk.voice.stated(&fee.summary, &fee.standing))
    }

    pub(super) fn claim(&self, claim: &Fillable<Claim>) -> Line {
        let voice = &self.desk.voice;
        match claim {
            Fillable::Known { value, .. } => voice.stated(&value.text, &value.standing),
            Fillable::Blank(_) => voice.filled(claim, |_| String::new()),
        }
    }

    /// Says what everybody brings; a long list is only counted here.
    pub(in crate::page) fn bring(&self) -> Result<Line, Damaged> {
        let most = most_named(self.desk.voice.lang);
        self.papers_at_a_glance(self.shown_papers().collect(), most)
    }

    /// Says whether the box names what everybody brings, instead of counting it.
    pub(super) fn box_names_all(&self) -> bool {
        let everyones = self.shown_papers().filter(|paper| self.is_for_everyone(paper));
        (1..=most_named(self.desk.voice.lang)).contains(&everyones.count())
    }

    /// Says whether the box names all papers of the case, so that a list would only repeat it.
    pub(super) fn brings_all(&self) -> bool {
        let says_more = self.case.open(self.guide).into_iter().flat_map(|open| &open.answers);
        self.box_names_all()
            && self.shown_papers().all(|paper| self.is_for_everyone(paper))
            && says_more.into_iter().all(|answer| answer.note.is_none())
    }

    /// Says how long it takes, and what the bureau promises; a promise that nobody has made yet
    /// only where nothing else is said.
    pub(in crate::page) fn how_long(&self) -> Vec<Line> {
        let voice = &self.desk.voice;
        let Some(time) = &self.guide.time else { return Vec::new() };
        let is_said = time.summary.is_some();
        let promised = time.promised.iter().filter(|one| one.known().is_some() || !is_said);
        let promised = promised
            .map(|promised| voice.labelled(voice.words().promised, voice.filled_limit(promised)));
        time.summary.iter().map(|summary| self.claim(summary)).chain(promised).collect()
    }

    /// Says whom to call: the office if its number is known, and the hotline if it is not.
    pub(in crate::page) fn whom_to_ask(&self) -> Result<Line, Damaged> {
        let voice = &self.desk.voice;
        let office = self.desk.office(&self.guide.office)?;
        let phone =
            office.as_ref().and_then(|office| office.phone.as_ref()).and_then(Fillable::known);
        match (&office, phone) {
            (Some(office), Some(phone)) => {
                Ok(Line::plain(format!("{} {phone}", voice.text(&office.name))))
            }
            _ => self.blank_or_hotline(),
        }
    }

    fn blank_or_hotline(&self) -> Result<Line, Damaged> {
        let words = self.desk.words();
        let line = Line::default().then(Role::Blank, words.blank);
        let Some(number) = self.desk.hotline()? else { return Ok(line) };
        let lead = format!("{}{} ", self.desk.voice.lang.pick("；", "; "), words.or_hotline);
        Ok(line.then(Role::Plain, lead).then(Role::Strong, number))
    }
}
