//! The page of a guide that answers first: what to bring, what happens, what it rests on.

use super::desk::Desk;
use super::voice::join;
use super::words::Lang;
use super::{Block, Entry, Line, Page, Role, StepRow};
use crate::handbook::codec::Damaged;
use crate::handbook::model::{
    Answer, Citation, Claim, DocumentUse, Filed, Guide, Need, Question, Standing, Statement, Step,
};
use crate::handbook::value::{ArticleNumber, Fillable, LocalizedText, Slug};
use crate::tailor::{Applies, Case};

/// Builds the page of a guide for a case.
///
/// # Errors
/// When the handbook is damaged.
pub fn overview(desk: &Desk<'_>, guide: &Filed<Guide>, case: &Case) -> Result<Page, Damaged> {
    let view = View { desk, guide: &guide.value, case };
    let mut blocks =
        vec![view.title(), Block::Paragraph(Line::plain(desk.voice.text(&view.guide.summary)))];
    blocks.push(Block::Answers(view.answers()?));
    blocks.extend(view.papers()?);
    blocks.extend(view.steps()?);
    blocks.extend(view.parts());
    blocks.push(Block::Parts(view.foundation(guide)?));
    blocks.extend(footnotes(desk, &blocks));
    blocks.push(view.next()?);
    Ok(Page { blocks })
}

/// A guide, looked at for one case.
pub(super) struct View<'v, 'a> {
    pub(super) desk: &'v Desk<'a>,
    pub(super) guide: &'v Guide,
    pub(super) case: &'v Case,
}

impl View<'_, '_> {
    /// Returns the title with the case that the page is for.
    pub(super) fn title(&self) -> Block {
        let voice = &self.desk.voice;
        let mut text = voice.name(&self.guide.title);
        let chinese = self.desk.speaking(Lang::Zh).voice.name(&self.guide.title);
        if !text.contains(&chinese) {
            text = format!("{text} / {chinese}");
        }
        if let Some(scope) = self.scope() {
            text.push_str(&voice.in_brackets(&scope));
        }
        Block::Title {
            text: Line::default().then(Role::Strong, text),
            id: self.guide.id.to_string(),
        }
    }

    /// Returns the answers that were given, or what the guide says of its scope.
    fn scope(&self) -> Option<String> {
        let voice = &self.desk.voice;
        let assumed = Case::assumed(self.guide);
        let given = self.guide.questions.iter().filter_map(|question| {
            let answer = self.case.answer_to(&question.id)?;
            let is_given = assumed.answer_to(&question.id) != Some(answer);
            is_given.then(|| self.answer_title(question, answer)).flatten()
        });
        let given: Vec<String> = given.collect();
        if given.is_empty() {
            return self.guide.scope.as_ref().map(|scope| voice.text(scope));
        }
        Some(voice.list(given))
    }

    fn answer_title(&self, question: &Question, id: &Slug) -> Option<String> {
        let answer = question.answers.iter().find(|answer| answer.id == *id)?;
        Some(self.desk.voice.text(&answer.title))
    }

    fn answers(&self) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let channels = self.guide.channels.as_ref();
        let mut entries = Vec::new();
        let mut add = |label: &str, lines: Vec<Line>| {
            let lines: Vec<Line> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            if !lines.is_empty() {
                entries.push(Entry { label: label.to_owned(), lines });
            }
        };
        let claim = |claim: Option<&Fillable<Claim>>| {
            claim.map(|claim| self.claim(claim)).into_iter().collect()
        };
        add(words.ask_first, claim(channels.and_then(|channels| channels.apply_to.as_ref())));
        add(words.bring, vec![self.bring()?]);
        add(words.how_long, self.how_long());
        add(words.apply_when, claim(channels.and_then(|channels| channels.apply_when.as_ref())));
        add(
            words.cost,
            self.guide
                .fee
                .iter()
                .map(|fee| {
                    self.desk.voice.with_standing(
                        Line::plain(self.desk.voice.text(&fee.summary)),
                        &fee.standing,
                    )
                })
                .collect(),
        );
        add(words.questions_to, vec![self.whom_to_ask()?]);
        Ok(entries)
    }

    pub(super) fn claim(&self, claim: &Fillable<Claim>) -> Line {
        let voice = &self.desk.voice;
        match claim {
            Fillable::Known { value, .. } => {
                voice.with_standing(Line::plain(voice.text(&value.text)), &value.standing)
            }
            Fillable::Blank(_) => voice.filled(claim, |_| String::new()),
        }
    }

    /// Says what everybody brings; a long list is only counted here.
    pub(super) fn bring(&self) -> Result<Line, Damaged> {
        const MOST_NAMED: usize = 4;
        self.papers_at_a_glance(self.shown_papers().collect(), MOST_NAMED)
    }

    /// Names the papers that everybody needs, or counts them if they are many, and says whether a
    /// case may need more.
    pub(super) fn papers_at_a_glance(
        &self,
        papers: Vec<&DocumentUse>,
        most: usize,
    ) -> Result<Line, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let (always, open): (Vec<_>, Vec<_>) =
            papers.into_iter().partition(|paper| self.case.applies(&paper.when) == Applies::Yes);
        let mut line = if always.len() > most {
            let count = always.len();
            Line::plain(
                voice
                    .lang
                    .pick(format!("{count} 样材料（见下）"), format!("{count} papers (below)")),
            )
        } else {
            self.join_papers(&always)?
        };
        if !open.is_empty() {
            let comma = if line.is_empty() { "" } else { voice.lang.pick("，", ", ") };
            line = line.then(Role::Plain, format!("{comma}{}", words.more_by_case));
        }
        Ok(line)
    }

    pub(super) fn how_long(&self) -> Vec<Line> {
        let voice = &self.desk.voice;
        let Some(time) = &self.guide.time else { return Vec::new() };
        let mut lines: Vec<Line> = time.summary.iter().map(|summary| self.claim(summary)).collect();
        if let Some(promised) = &time.promised {
            let mut line =
                Line::plain(format!("{}{}", voice.words().promised, voice.words().colon));
            line.extend(voice.filled(promised, |limit| voice.limit(*limit)));
            lines.push(line);
        }
        lines
    }

    /// Says whom to call: the office if its number is known, and the hotline if it is not.
    pub(super) fn whom_to_ask(&self) -> Result<Line, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let office = self.desk.office(&self.guide.office)?;
        let phone =
            office.as_ref().and_then(|office| office.phone.as_ref()).and_then(Fillable::known);
        if let (Some(office), Some(phone)) = (&office, phone) {
            return Ok(Line::plain(format!("{} {phone}", voice.text(&office.name))));
        }
        let line = Line::default().then(Role::Blank, words.blank);
        Ok(match self.desk.hotline()? {
            Some(number) => {
                let rest = voice.lang.pick("；", "; ");
                line.then(Role::Plain, format!("{rest}{} ", words.or_hotline))
                    .then(Role::Strong, number)
            }
            None => line,
        })
    }

    /// Returns the papers that this case may need, in order.
    pub(super) fn shown_papers(&self) -> impl Iterator<Item = &DocumentUse> {
        self.guide
            .documents
            .iter()
            .filter(|paper| self.case.may_apply(&paper.when) && self.desk.holds(&paper.valid))
    }

    /// Names a paper, or the papers of which one is enough.
    pub(super) fn paper(&self, paper: &DocumentUse) -> Result<Line, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let name = match (&paper.title, &paper.document) {
            (Some(title), _) => voice.text(title),
            (None, Some(id)) => self.desk.paper(id, true)?,
            (None, None) => self.choice(paper, true)?,
        };
        let need = match paper.need {
            Need::Required => "",
            Need::Optional => words.optional,
            Need::Deferrable => words.deferrable,
        };
        let counts = self.known_counts(paper);
        Ok(voice.with_standing(Line::plain(format!("{name}{counts}{need}")), &paper.standing))
    }

    /// Says how many originals and copies are needed where it is more than the one original that
    /// everybody expects: `（复印件 2）`.
    fn known_counts(&self, paper: &DocumentUse) -> String {
        let words = self.desk.words();
        let count = |label: &str, count: &Option<Fillable<u16>>, expected: u16| {
            let count = *count.as_ref()?.known()?;
            (count > expected).then(|| {
                self.desk.voice.lang.pick(format!("{label} {count}"), format!("{count} {label}"))
            })
        };
        let counts =
            [count(words.originals, &paper.originals, 1), count(words.copies, &paper.copies, 0)];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        if counts.is_empty() {
            String::new()
        } else {
            self.desk.voice.in_brackets(&self.desk.voice.list(counts))
        }
    }

    /// Lists the papers of which one is enough: `房产证、购房合同或租房合同，任一种`.
    pub(super) fn choice(&self, paper: &DocumentUse, short: bool) -> Result<String, Damaged> {
        let names = paper
            .any_of
            .iter()
            .map(|id| self.desk.paper(id, short))
            .collect::<Result<Vec<_>, _>>()?;
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

    /// Joins papers; where a choice among several has commas of its own, semicolons part them.
    fn join_papers(&self, papers: &[&DocumentUse]) -> Result<Line, Damaged> {
        let words = self.desk.words();
        let has_commas = |paper: &&DocumentUse| paper.title.is_none() && paper.any_of.len() > 2;
        let between = if papers.iter().any(has_commas) { words.semicolon } else { words.comma };
        let names = papers.iter().map(|paper| self.paper(paper)).collect::<Result<Vec<_>, _>>()?;
        Ok(join(names, between))
    }

    fn papers(&self) -> Result<Vec<Block>, Damaged> {
        let entries = self.paper_entries()?;
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let heading =
            Block::Heading { text: self.desk.words().papers.to_owned(), remark: self.counts() };
        Ok(vec![heading, Block::Entries(entries)])
    }

    /// Returns what everybody brings, and what each open case brings in addition.
    pub(super) fn paper_entries(&self) -> Result<Vec<Entry>, Damaged> {
        let words = self.desk.words();
        let mut entries = Vec::new();
        let always: Vec<&DocumentUse> = self
            .shown_papers()
            .filter(|paper| self.case.applies(&paper.when) == Applies::Yes)
            .collect();
        if !always.is_empty() {
            entries.push(Entry {
                label: words.everyone.to_owned(),
                lines: vec![self.join_papers(&always)?],
            });
        }
        for question in self.case.open(self.guide) {
            for answer in &question.answers {
                entries.extend(self.papers_of(question, answer)?);
            }
        }
        Ok(entries)
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
        let is_known = |count: &Option<Fillable<u16>>| {
            count.as_ref().is_some_and(|count| count.known().is_some())
        };
        !self.shown_papers().any(|paper| is_known(&paper.originals) || is_known(&paper.copies))
    }

    /// Returns the line of one answer: what it needs in addition, and what is different.
    fn papers_of(&self, question: &Question, answer: &Answer) -> Result<Option<Entry>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let fits = |paper: &&DocumentUse| {
            self.case.applies(&paper.when) == Applies::Open
                && paper
                    .when
                    .0
                    .get(&question.id)
                    .is_some_and(|answers| answers.contains(&answer.id))
        };
        let papers: Vec<&DocumentUse> = self.shown_papers().filter(fits).collect();
        let mut line = self.join_papers(&papers)?;
        if !line.is_empty() && !words.in_addition.is_empty() {
            let mut with_lead = Line::plain(words.in_addition);
            with_lead.extend(line);
            line = with_lead;
        }
        if let Some(note) = &answer.note {
            line = join([line, Line::plain(voice.text(note))], words.semicolon);
        }
        let label = voice.text(&answer.title);
        Ok((!line.is_empty()).then(|| Entry { label, lines: vec![line] }))
    }

    fn steps(&self) -> Result<Vec<Block>, Damaged> {
        let rows = self.step_rows(&|_| Ok(Vec::new()))?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let heading =
            Block::Heading { text: self.desk.words().steps.to_owned(), remark: Line::default() };
        Ok(vec![heading, Block::Steps(rows)])
    }

    /// Returns the steps of the case; neighbours that read the same share a row.
    pub(super) fn step_rows(
        &self,
        details: &dyn Fn(&Step) -> Result<Vec<Line>, Damaged>,
    ) -> Result<Vec<StepRow>, Damaged> {
        let mut rows: Vec<StepRow> = Vec::new();
        let steps = self
            .guide
            .steps
            .iter()
            .filter(|step| self.case.may_apply(&step.when) && self.desk.holds(&step.valid));
        for (index, step) in steps.enumerate() {
            let actor = (index + 1, self.actor(step));
            let text = self.step_text(step);
            let details = details(step)?;
            match rows.last_mut() {
                Some(row) if row.text == text && row.details == details => row.actors.push(actor),
                _ => rows.push(StepRow { actors: vec![actor], text, details }),
            }
        }
        Ok(rows)
    }

    fn actor(&self, step: &Step) -> String {
        let actor = self.guide.actors.iter().find(|actor| actor.id == step.actor);
        actor.map_or_else(|| step.actor.to_string(), |actor| self.desk.voice.text(&actor.title))
    }

    fn step_text(&self, step: &Step) -> Line {
        let voice = &self.desk.voice;
        let line = match self.only_if(&step.when) {
            Some(remark) => Line::default().then(Role::Quiet, remark),
            None => Line::default(),
        };
        voice.with_standing(line.then(Role::Plain, voice.text(&step.text)), &step.standing)
    }

    /// Returns the remark on something that depends on an open question: `（只在：搬家）`.
    pub(super) fn only_if(&self, when: &crate::handbook::model::When) -> Option<String> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        if self.case.applies(when) != Applies::Open {
            return None;
        }
        let open = when.0.iter().filter(|(question, _)| self.case.answer_to(question).is_none());
        let titles = open.flat_map(|(question, answers)| {
            let question = self.guide.questions.iter().find(|asked| asked.id == *question);
            answers.iter().filter_map(move |answer| {
                question.and_then(|question| self.answer_title(question, answer))
            })
        });
        let titles = titles.collect::<Vec<_>>().join(voice.lang.pick("、", " / "));
        Some(voice.lang.pick(
            format!("（{}{}{titles}）", words.only_if, words.colon),
            format!("({} {titles}) ", words.only_if),
        ))
    }

    /// Returns conditions, refusals and notes, each in a line or two.
    fn parts(&self) -> Vec<Block> {
        let words = self.desk.words();
        let mut entries = Vec::new();
        let lists = [
            (words.conditions, &self.guide.conditions),
            (words.refusals_short, &self.guide.refusals),
        ];
        for (label, list) in lists {
            let line = join(
                self.shown(list).filter_map(|statement| self.in_short(statement)),
                words.semicolon,
            );
            if !line.is_empty() {
                entries.push(Entry { label: label.to_owned(), lines: vec![line] });
            }
        }
        for note in self.shown(&self.guide.notes) {
            if let Some(label) = &note.label {
                let line = self.in_short(note).unwrap_or_else(|| self.in_full(note));
                entries.push(Entry { label: self.desk.voice.text(label), lines: vec![line] });
            }
        }
        if entries.is_empty() { Vec::new() } else { vec![Block::Parts(entries)] }
    }

    pub(super) fn shown<'s>(
        &'s self,
        list: &'s [Statement],
    ) -> impl Iterator<Item = &'s Statement> {
        list.iter().filter(|one| self.case.may_apply(&one.when) && self.desk.holds(&one.valid))
    }

    pub(super) fn in_short(&self, statement: &Statement) -> Option<Line> {
        let short = statement.short.as_ref()?;
        Some(
            self.desk
                .voice
                .with_standing(Line::plain(self.desk.voice.text(short)), &statement.standing),
        )
    }

    pub(super) fn in_full(&self, statement: &Statement) -> Line {
        let voice = &self.desk.voice;
        voice.with_standing(voice.fillable(&statement.text), &statement.standing)
    }

    /// Returns the law and the day it was compared.
    fn foundation(&self, filed: &Filed<Guide>) -> Result<Vec<Entry>, Damaged> {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let citations = self.desk.citations(self.main_basis())?;
        let basis = voice.lang.pick(citations.join("；"), citations.join("; "));
        let mut entries = Vec::new();
        if !basis.is_empty() {
            entries.push(Entry {
                label: words.basis.to_owned(),
                lines: vec![Line::default().then(Role::Quiet, basis)],
            });
        }
        let line = Line::default().then(Role::Quiet, self.provenance(filed));
        entries.push(Entry { label: words.checked.to_owned(), lines: vec![line] });
        Ok(entries)
    }

    /// Returns the laws that the guide names for the whole of it; where it names none, all that
    /// its parts cite.
    fn main_basis(&self) -> Vec<&Citation> {
        if self.guide.basis.is_empty() {
            citations(self.guide, self.case)
        } else {
            self.guide.basis.iter().collect()
        }
    }

    /// Says when the guide was checked, against which texts, and whose edition it is.
    pub(super) fn provenance(&self, filed: &Filed<Guide>) -> String {
        let (voice, words) = (&self.desk.voice, self.desk.words());
        let top = filed
            .origin
            .changes
            .iter()
            .map(|(_, layer)| *layer)
            .max()
            .unwrap_or(filed.origin.layer);
        let edition = self.desk.layer_name(top);
        let checked = self.guide.checked_on;
        let cites = !citations(self.guide, self.case).is_empty();
        let read_to =
            self.desk.layers().first().and_then(|about| about.laws_read_to).filter(|_| cites);
        let texts = read_to.map(|day| {
            voice.lang.pick(format!("，法律文本到 {day}"), format!(", law texts to {day}"))
        });
        let texts = texts.unwrap_or_default();
        voice.lang.pick(
            format!("{checked}{texts}。{edition}。{}", words.not_advice),
            format!("{checked}{texts}. {edition}. {}", words.not_advice),
        )
    }

    fn next(&self) -> Result<Block, Damaged> {
        let words = self.desk.words();
        let name = self.call_name();
        let mut commands = Vec::new();
        for question in self.guide.questions.iter().filter(|question| question.default.is_some()) {
            let others = question
                .answers
                .iter()
                .filter(|answer| self.case.answer_to(&question.id) != Some(&answer.id));
            commands.extend(others.map(|answer| {
                let command = format!("guide show {name} --case {}", self.typed(answer));
                (self.desk.voice.text(&answer.title), command)
            }));
        }
        if let Some(answer) =
            self.case.open(self.guide).iter().flat_map(|question| &question.answers).next()
        {
            let purpose = self.desk.voice.lang.pick("只看一种情形", "one case only");
            commands.push((
                purpose.to_owned(),
                format!("guide show {name} --case {}", self.typed(answer)),
            ));
        }
        for related in self.guide.related.iter().take(2) {
            commands
                .push((self.desk.guide_title(&related.id)?, format!("guide show {}", related.id)));
        }
        commands.push((words.all_and_remedies.to_owned(), format!("guide show {name} --all")));
        Ok(Block::Commands { label: words.next.to_owned(), commands })
    }

    /// Returns the shortest name by which people of this language call the guide.
    pub(super) fn call_name(&self) -> String {
        call_name(&self.guide.id, &self.guide.aliases, self.desk.voice.lang)
    }

    /// Returns what to type for an answer.
    fn typed(&self, answer: &Answer) -> String {
        call_name(&answer.id, &answer.aliases, self.desk.voice.lang)
    }
}

/// Returns what to type for something: in Chinese its first Chinese name, else its id.
pub fn call_name(id: &Slug, aliases: &[String], lang: Lang) -> String {
    let is_chinese = |name: &&String| !name.is_ascii() && !name.contains(char::is_whitespace);
    match aliases.iter().find(is_chinese) {
        Some(name) if lang == Lang::Zh => name.clone(),
        _ => id.to_string(),
    }
}

/// Returns every law that a guide cites, whatever the case, each once.
pub(super) fn cited_laws(guide: &Guide) -> Vec<&Slug> {
    let mut laws: Vec<&Slug> =
        citations(guide, &Case::default()).into_iter().map(|citation| &citation.law).collect();
    laws.sort_unstable();
    laws.dedup();
    laws
}

/// Returns the citations behind everything that may apply, law and readings of it.
fn citations<'g>(guide: &'g Guide, case: &Case) -> Vec<&'g Citation> {
    let rests_on_law = |standing: &Standing| matches!(standing, Standing::Law | Standing::Reading);
    let mut citations: Vec<&Citation> = guide.basis.iter().collect();
    let mut add = |applies: bool, standing: &Standing, basis: &'g [Citation]| {
        if applies && rests_on_law(standing) {
            citations.extend(basis);
        }
    };
    for list in [&guide.conditions, &guide.refusals, &guide.notes] {
        for one in list {
            add(case.may_apply(&one.when), &one.standing, &one.basis);
        }
    }
    guide
        .documents
        .iter()
        .for_each(|one| add(case.may_apply(&one.when), &one.standing, &one.basis));
    guide.steps.iter().for_each(|one| add(case.may_apply(&one.when), &one.standing, &one.basis));
    guide.clocks.iter().for_each(|one| add(case.may_apply(&one.when), &one.standing, &one.basis));
    guide.fee.iter().for_each(|one| add(true, &one.standing, &one.basis));
    guide.notice.iter().for_each(|one| add(case.may_apply(&one.when), &one.standing, &one.basis));
    citations
}

/// Returns the footnotes to the marks that blocks show.
pub(super) fn footnotes(desk: &Desk<'_>, blocks: &[Block]) -> Vec<Block> {
    let words = desk.words();
    let notes = [
        ("*", words.practice_footnote),
        ("+", words.reading_footnote),
        ("#", words.reported_footnote),
    ];
    let is_mark = |mark: &str| {
        let shows =
            |line: &Line| line.0.iter().any(|span| span.role == Role::Mark && span.text == mark);
        blocks.iter().any(|block| block.lines().any(shows))
    };
    let notes = notes.into_iter().filter(|(mark, _)| is_mark(mark));
    notes.map(|(_, note)| Block::Footnote(Line::default().then(Role::Quiet, note))).collect()
}

/// Returns a text of the handbook as a line, for sections.
pub(super) fn line(desk: &Desk<'_>, text: &LocalizedText) -> Line {
    Line::plain(desk.voice.text(text))
}

/// Returns the laws that a guide cites for a case, with their articles, in order of appearance.
pub(super) fn cited<'g>(guide: &'g Guide, case: &Case) -> Vec<(&'g Slug, Vec<ArticleNumber>)> {
    let mut laws: Vec<(&Slug, Vec<ArticleNumber>)> = Vec::new();
    for citation in citations(guide, case) {
        match laws.iter_mut().find(|(law, _)| **law == citation.law) {
            Some((_, articles)) => articles.extend(&citation.articles),
            None => laws.push((&citation.law, citation.articles.clone())),
        }
    }
    laws
}
