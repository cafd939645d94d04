//! What a search found: the first hit answers, the others say where to look.

use std::rc::Rc;

use super::desk::Desk;
use super::overview::{View, call_name, footnotes};
use super::{Block, Line, Page, Role};
use crate::handbook::codec::Damaged;
use crate::handbook::index::{Part, Place, Thing};
use crate::handbook::model::Standing;
use crate::handbook::pack::Headline;
use crate::handbook::value::{LocalizedText, Slug};
use crate::search::{Found, Hit};
use crate::tailor::Case;

/// What a program is told of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What it is: guide, section, document, office or law.
    pub kind: &'static str,
    /// The guide that it belongs to.
    pub guide: Option<String>,
    /// The section of the guide.
    pub section: Option<String>,
    /// The id of the thing itself.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub trail: String,
    /// What to type to see it.
    pub command: String,
}

/// Describes a hit in the language of the desk.
///
/// # Errors
/// When the handbook is damaged, as everywhere in this module.
pub fn describe(desk: &Desk<'_>, place: &Place<'_>) -> Result<Described, Damaged> {
    let ordinal = usize::try_from(place.ordinal).map_err(|_| Damaged)?;
    match place.thing {
        Thing::Guide => describe_guide(desk, ordinal, place.part),
        Thing::Document => {
            let paper = desk.pack.documents()?.get(ordinal)?.value;
            let command = format!("guide list documents {} --used-by", paper.id);
            Ok(thing(desk, "document", &paper.id, &paper.name, desk.words().documents, command))
        }
        Thing::Office => {
            let office = desk.pack.offices()?.get(ordinal)?.value;
            let command =
                format!("guide office {}", call_name(&office.id, &office.aliases, desk.voice.lang));
            Ok(thing(desk, "office", &office.id, &office.name, desk.words().offices, command))
        }
        Thing::Law => {
            let law = desk.pack.laws()?.get(ordinal)?.value;
            let title = law.short.as_ref().unwrap_or(&law.title);
            let name = desk.voice.lang.pick(desk.voice.name(title), law.id.to_string());
            let command = match place.part {
                Part::Article(number) => format!("guide law {name} {number}"),
                _ => format!("guide law {name}"),
            };
            let mut described = thing(desk, "law", &law.id, title, desk.words().laws, command);
            if let Part::Article(number) = place.part {
                described.title = format!("{} {number}", described.title);
            }
            Ok(described)
        }
    }
}

fn thing(
    desk: &Desk<'_>,
    kind: &'static str,
    id: &Slug,
    name: &LocalizedText,
    trail: &str,
    command: String,
) -> Described {
    let title = desk.voice.text(name);
    Described {
        kind,
        guide: None,
        section: None,
        id: id.to_string(),
        title,
        trail: trail.to_owned(),
        command,
    }
}

fn describe_guide(desk: &Desk<'_>, place: usize, part: Part<'_>) -> Result<Described, Damaged> {
    let (voice, words) = (&desk.voice, desk.words());
    let head: Headline = desk.pack.guides()?.head(place)?;
    let title = voice.name(&head.title);
    let name = call_name(&head.id, &head.aliases, voice.lang);
    let id = head.id.to_string();
    let whole = Described {
        kind: "guide",
        guide: Some(id.clone()),
        section: None,
        id: id.clone(),
        title: title.clone(),
        trail: id.clone(),
        command: format!("guide show {name}"),
    };
    let Some(section) = part.section() else { return Ok(whole) };
    let heading = match words.section(section) {
        Some(heading) => heading.to_owned(),
        None => own_heading(desk, place, section)?,
    };
    let typed = voice.lang.pick(heading.as_str(), section);
    let typed = if typed.contains(' ') { section } else { typed };
    let described = Described {
        kind: "section",
        section: Some(section.to_owned()),
        id: section.to_owned(),
        title: format!("{title}{}{heading}", words.colon),
        trail: format!("{title} > {heading}"),
        command: format!("guide show {name} --section {typed}"),
        ..whole
    };
    match part {
        Part::Case { question, answer } => {
            let guide = desk.first_page(place)?;
            let asked = guide.value.questions.iter().find(|asked| asked.id == *question);
            let answer = asked.and_then(|asked| asked.answers.iter().find(|one| one.id == *answer));
            let answer = answer.ok_or(Damaged)?;
            let case = voice.text(&answer.title);
            let typed = call_name(&answer.id, &answer.aliases, voice.lang);
            Ok(Described {
                title: format!("{title}{}{case}", words.colon),
                trail: format!("{title} > {case}"),
                command: format!("guide show {name} --case {typed}"),
                ..described
            })
        }
        Part::Faq(id) => {
            let faq = desk.pack.guides()?.faq(place, id)?.ok_or(Damaged)?;
            Ok(Described { title: voice.text(&faq.question), id: id.to_owned(), ..described })
        }
        _ => Ok(described),
    }
}

/// Returns the heading of a section that only one guide has.
fn own_heading(desk: &Desk<'_>, place: usize, section: &str) -> Result<String, Damaged> {
    let own = desk.pack.guides()?.free_section(place, section)?.ok_or(Damaged)?;
    Ok(desk.voice.text(&own.heading))
}

/// Builds the page of a search that found something.
pub fn hits(desk: &Desk<'_>, found: &Found<'_>) -> Result<Page, Damaged> {
    let words = desk.words();
    let Some((first, others)) = found.hits.split_first() else { return Ok(Page::default()) };
    let described = describe(desk, &first.place)?;
    let mut blocks = Vec::new();
    blocks.extend(elsewhere(desk, found)?);
    let title = Line::default().then(Role::Strong, described.title);
    blocks.push(Block::Title { text: title, id: described.trail });
    blocks.push(answer_block(answer(desk, &first.place)?));
    let see = vec![(words.whole_guide.to_owned(), described.command)];
    blocks.push(Block::Commands { label: String::new(), commands: see });
    if !others.is_empty() {
        let line = |(place, hit): (usize, &Hit<'_>)| {
            let described = describe(desk, &hit.place)?;
            Ok((format!("{}  {}", place + 2, described.title), described.command))
        };
        let commands = others.iter().enumerate().map(line).collect::<Result<Vec<_>, Damaged>>()?;
        let heading = Block::Heading { text: words.perhaps.to_owned(), remark: Line::default() };
        blocks.extend([heading, Block::Commands { label: String::new(), commands }]);
    }
    blocks.extend(footnotes(desk, &blocks));
    blocks.push(Block::Footnote(Line::default().then(Role::Quiet, reading(desk, found))));
    Ok(Page { blocks })
}

/// Sets one line as a paragraph and several as points.
fn answer_block(mut lines: Vec<Line>) -> Block {
    match lines.pop() {
        Some(only) if lines.is_empty() => Block::Paragraph(only),
        last => Block::Points(lines.into_iter().chain(last).collect()),
    }
}

/// Says that the query names a matter that the handbook does not treat.
pub fn elsewhere(desk: &Desk<'_>, found: &Found<'_>) -> Result<Option<Block>, Damaged> {
    let Some(elsewhere) = &found.reading.elsewhere else { return Ok(None) };
    let entry = usize::try_from(elsewhere.entry).map_err(|_| Damaged)?;
    let words = desk.pack.words()?;
    let text = words
        .out_of_scope
        .get(entry)
        .map(|matter| desk.voice.text(&matter.answer))
        .ok_or(Damaged)?;
    let lead = format!("{}{}", desk.words().elsewhere, desk.words().colon);
    Ok(Some(Block::Paragraph(Line::default().then(Role::Warning, lead).then(Role::Plain, text))))
}

/// Says how the words were read, so that a wrong reading shows.
pub fn reading(desk: &Desk<'_>, found: &Found<'_>) -> String {
    let lang = desk.voice.lang;
    let reading = &found.reading;
    let quoted = |word: &String| lang.pick(format!("「{word}」"), format!("`{word}`"));
    let sought: Vec<String> = reading.sought.iter().map(quoted).collect();
    let equal = reading.equal.iter().map(|equal| format!("{} = {}", equal.word, equal.other));
    let equal: Vec<String> = equal.collect();
    let equal = if equal.is_empty() {
        String::new()
    } else {
        desk.voice.in_brackets(&equal.join(desk.words().comma))
    };
    lang.pick(
        format!("按{}找{equal}。没有？ 打 12345，或 guide list", sought.concat()),
        format!("Looked for {}{equal}. Not there? Call 12345, or: guide list", sought.join(" ")),
    )
}

/// Answers in two or three lines.
pub fn answer(desk: &Desk<'_>, place: &Place<'_>) -> Result<Vec<Line>, Damaged> {
    let ordinal = usize::try_from(place.ordinal).map_err(|_| Damaged)?;
    match place.thing {
        Thing::Guide => answer_from_guide(desk, ordinal, place.part),
        Thing::Document => {
            let paper = desk.pack.documents()?.get(ordinal)?.value;
            let mut lines: Vec<Line> =
                paper.what.iter().map(|text| Line::plain(desk.voice.text(text))).collect();
            let guides = super::listing::guides_that_need(desk, &paper.id)?;
            let guides = desk.voice.list(guides.into_iter().map(|(_, title)| title));
            if !guides.is_empty() {
                lines.push(Line::plain(format!(
                    "{}{}{guides}",
                    desk.words().used_by,
                    desk.words().colon
                )));
            }
            Ok(lines)
        }
        Thing::Office => {
            let office = desk.pack.offices()?.get(ordinal)?.value;
            let duties = office.duties.iter().take(3).map(|duty| desk.voice.text(duty));
            let mut lines = vec![Line::plain(desk.voice.lang.pick(
                duties.clone().collect::<Vec<_>>().join("；"),
                duties.collect::<Vec<_>>().join("; "),
            ))];
            if let Some(phone) = &office.phone {
                let mut line = Line::plain(format!("{}{}", desk.words().phone, desk.words().colon));
                line.extend(desk.voice.filled(phone, ToString::to_string));
                lines.push(line);
            }
            lines.retain(|line| !line.is_empty());
            Ok(lines)
        }
        Thing::Law => {
            let law = desk.pack.laws()?.get(ordinal)?.value;
            let wanted = match place.part {
                Part::Article(number) => Some(number.to_owned()),
                _ => None,
            };
            let fits = law.articles.iter().filter(|article| {
                wanted.as_ref().is_none_or(|number| article.number.to_string() == *number)
            });
            Ok(fits
                .take(3)
                .map(|article| {
                    Line::plain(format!("{} {}", article.number, desk.voice.text(&article.gist)))
                })
                .collect())
        }
    }
}

fn answer_from_guide(desk: &Desk<'_>, place: usize, part: Part<'_>) -> Result<Vec<Line>, Damaged> {
    let guides = desk.pack.guides()?;
    let filed = match part {
        Part::Section("remedies") => Rc::new(guides.get(place)?),
        _ => desk.first_page(place)?,
    };
    let guide = &filed.value;
    let mut case = Case::assumed(guide);
    if let Part::Case { question, answer } = part {
        case.answer(question.parse().map_err(|_| Damaged)?, answer.parse().map_err(|_| Damaged)?);
    }
    let view = View { desk, guide, case: &case };
    let mut lines = match part {
        Part::Faq(id) => guides.faq(place, id)?.map(|faq| view.told(&faq.answer, &faq.standing)),
        Part::Section(own) => match view.section_answer(own)? {
            Some(lines) => return Ok(shortened(lines)),
            None => guides.free_section(place, own)?.map(|own| view.told(&own.text, &own.standing)),
        },
        Part::Case { question, answer } => {
            return Ok(shortened(view.case_answer(question, answer)?));
        }
        Part::Whole | Part::Article(_) => None,
    }
    .into_iter()
    .collect::<Vec<Line>>();
    if lines.is_empty() {
        lines.push(Line::plain(desk.voice.text(&guide.summary)));
        lines.extend(view.key_facts()?);
    }
    Ok(shortened(lines))
}

/// Keeps what can be read at a glance: three lines, each cut at the end of a sentence or a clause.
fn shortened(lines: Vec<Line>) -> Vec<Line> {
    const MOST_LINES: usize = 3;
    lines.into_iter().filter(|line| !line.is_empty()).take(MOST_LINES).map(cut).collect()
}

/// Cuts a long line behind the last stop that leaves it short enough.
fn cut(line: Line) -> Line {
    const MOST_CHARACTERS: usize = 220;
    const STOPS: [char; 8] = ['。', '；', '？', '！', '.', ';', '?', '!'];
    let text = line.to_text();
    if text.chars().count() <= MOST_CHARACTERS {
        return line;
    }
    let start: String = text.chars().take(MOST_CHARACTERS).collect();
    let stop = start
        .char_indices()
        .rev()
        .find(|(_, c)| STOPS.contains(c))
        .map(|(at, c)| at + c.len_utf8());
    let blank = || start.rfind(' ');
    let end = stop.or_else(blank).unwrap_or(start.len());
    Line::plain(format!("{} ...", start.get(..end).unwrap_or(&start).trim_end()))
}

impl View<'_, '_> {
    /// Says in a line or two what the answer box says first.
    fn key_facts(&self) -> Result<Vec<Line>, Damaged> {
        let words = self.desk.words();
        let mut bring = Line::plain(format!("{}{}", words.bring, words.colon));
        bring.extend(self.bring()?);
        let mut long = Line::plain(format!("{}{}", words.how_long, words.colon));
        let Some(first) = self.how_long().into_iter().next() else { return Ok(vec![bring]) };
        long.extend(first);
        Ok(vec![bring, long])
    }

    /// Returns a text with what it stands on, its paragraphs joined.
    fn told(&self, text: &LocalizedText, standing: &Standing) -> Line {
        let text = self.desk.voice.text(text).replace('\n', " ");
        self.desk.voice.with_standing(Line::plain(text), standing)
    }

    /// Answers from a fixed section; nothing for a section that only this guide has.
    fn section_answer(&self, section: &str) -> Result<Option<Vec<Line>>, Damaged> {
        Ok(Some(match section {
            "documents" => self.papers_answer()?,
            "fee" => self.fee_answer(),
            "time" => self.how_long(),
            "steps" => self.steps_answer()?,
            "refusals" => self.short_answer(&self.guide.refusals),
            "conditions" => self.short_answer(&self.guide.conditions),
            "notes" => self.short_answer(&self.guide.notes),
            "remedies" => self.remedies_answer(),
            "where" => self.where_answer(),
            "contacts" => vec![self.whom_to_ask()?],
            "summary" | "questions" | "outcome" | "faq" | "basis" | "sources" => {
                let mut lines = vec![Line::plain(self.desk.voice.text(&self.guide.summary))];
                lines.extend(self.key_facts()?);
                lines
            }
            _ => return Ok(None),
        }))
    }

    fn case_answer(&self, question: &str, answer: &str) -> Result<Vec<Line>, Damaged> {
        let fits = |asked: &&crate::handbook::model::Question| asked.id == *question;
        let chosen =
            self.guide.questions.iter().find(fits).into_iter().flat_map(|asked| &asked.answers);
        let note = chosen.filter(|one| one.id == *answer).filter_map(|one| one.note.as_ref());
        let mut lines: Vec<Line> =
            note.map(|note| Line::plain(self.desk.voice.text(note))).collect();
        lines.extend(self.papers_answer()?);
        Ok(lines)
    }

    fn papers_answer(&self) -> Result<Vec<Line>, Damaged> {
        let words = self.desk.words();
        let entries = self.paper_entries()?;
        Ok(entries
            .into_iter()
            .map(|entry| {
                let mut line =
                    Line::default().then(Role::Strong, format!("{}{}", entry.label, words.colon));
                line.extend(super::voice::join(entry.lines, words.semicolon));
                line
            })
            .collect())
    }

    fn fee_answer(&self) -> Vec<Line> {
        let fee = self.guide.fee.iter();
        fee.map(|fee| {
            self.desk
                .voice
                .with_standing(Line::plain(self.desk.voice.text(&fee.summary)), &fee.standing)
        })
        .collect()
    }

    fn steps_answer(&self) -> Result<Vec<Line>, Damaged> {
        let rows = self.step_rows(&|_| Ok(Vec::new()))?;
        Ok(rows
            .into_iter()
            .take(3)
            .map(|row| {
                let actors = row.actors.iter().map(|(number, actor)| format!("{number} {actor}"));
                let mut line = Line::default()
                    .then(Role::Strong, self.desk.voice.list(actors))
                    .then(Role::Plain, " ");
                line.extend(row.text);
                line
            })
            .collect())
    }

    fn short_answer(&self, list: &[crate::handbook::model::Statement]) -> Vec<Line> {
        let shorts =
            self.shown(list).map(|one| self.in_short(one).unwrap_or_else(|| self.in_full(one)));
        vec![super::voice::join(shorts, self.desk.words().semicolon)]
    }

    fn remedies_answer(&self) -> Vec<Line> {
        let shown = self.guide.remedies.iter().filter(|remedy| self.case.may_apply(&remedy.when));
        shown
            .take(3)
            .map(|remedy| {
                let title =
                    format!("{}{}", self.desk.voice.text(&remedy.title), self.desk.words().colon);
                Line::default()
                    .then(Role::Strong, title)
                    .then(Role::Plain, self.desk.voice.text(&remedy.text))
            })
            .collect()
    }

    fn where_answer(&self) -> Vec<Line> {
        let channels = self.guide.channels.iter();
        channels
            .flat_map(|channels| channels.apply_to.iter().chain(&channels.apply_when))
            .map(|claim| self.claim(claim))
            .collect()
    }
}

/// Says why a hit fits: each word of the query and where it stands.
pub fn why(desk: &Desk<'_>, hit: &Hit<'_>) -> String {
    let lang = desk.voice.lang;
    let reasons = hit.why.iter().map(|reason| {
        let field = super::words::field(reason.field, lang);
        let how = super::words::how(reason.how, lang);
        lang.pick(
            format!("「{}」{field}{how}", reason.word),
            format!("`{}` {field}{how}", reason.word),
        )
    });
    reasons.collect::<Vec<_>>().join(lang.pick("；", "; "))
}
