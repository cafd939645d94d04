//! Pages as one HTML document to print: A4, or the roll of a receipt printer.
//!
//! The document is whole in itself: its style is inside, nothing is fetched, nothing runs. Every
//! text goes through `text`, which escapes it.

mod fit;
mod roll;
mod text;

use self::text::{code, escape, line, tag, words};
use super::form::ticked;
use super::{Paper, flow};
use crate::page::words::Lang;
use crate::page::{Block, Entry, Flow, FlowStep, Line, Page, Role, StepRow};

/// What all papers share.
const STYLE: &str = include_str!("html/style.css");

/// What is different on A4.
const A4: &str = include_str!("html/a4.css");

/// What is different on a roll.
const RECEIPT: &str = include_str!("html/receipt.css");

/// Renders clean pages.
pub(super) fn render(pages: &[(Lang, Page)], paper: Paper) -> String {
    let lang = pages.first().map_or(Lang::En, |(lang, _)| *lang);
    let articles: String =
        pages.iter().map(|(lang, page)| Writer { lang: *lang, paper }.article(page)).collect();
    let title = pages.iter().find_map(|(_, page)| title(page)).unwrap_or_else(|| "guide".into());
    let (class, own_style) = match paper {
        Paper::A4 => ("a4", A4.to_owned()),
        Paper::Receipt => {
            let length = roll::length(pages);
            ("receipt", format!("@page {{ size: 80mm {length}mm; margin: 4mm; }}\n{RECEIPT}"))
        }
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}{own_style}</style>\n</head>\n\
         <body class=\"{class}\">\n<main>\n{articles}</main>\n</body>\n</html>\n",
        tag(lang),
        escape(&title),
    )
}

/// Returns what a page is called: its title, or the first words on it.
fn title(page: &Page) -> Option<String> {
    page.blocks.iter().find_map(|block| match block {
        Block::Title { text, .. } | Block::Paragraph(text) => Some(text.to_text()),
        Block::Heading { text, .. } => Some(text.clone()),
        _ => None,
    })
}

/// Writes the blocks of one page.
#[derive(Debug, Clone, Copy)]
struct Writer {
    lang: Lang,
    paper: Paper,
}

impl Writer {
    /// Writes a page; what follows a heading stands in a section with it.
    fn article(self, page: &Page) -> String {
        let print = if self.paper == Paper::A4 { fit::classes(page) } else { String::new() };
        let mut article = format!("<article lang=\"{}\"{}>\n", tag(self.lang), classed(&print));
        let mut is_in_section = false;
        for block in &page.blocks {
            if is_in_section && ends_section(block) {
                article.push_str("</section>\n");
                is_in_section = false;
            }
            if matches!(block, Block::Heading { .. }) {
                article.push_str("<section>\n");
                is_in_section = true;
            }
            article.push_str(&self.block(block));
        }
        article + if is_in_section { "</section>\n" } else { "" } + "</article>\n"
    }

    fn block(self, block: &Block) -> String {
        match block {
            Block::Title { text, id } => self.title(text, id),
            Block::Heading { text, remark } => self.heading(text, remark),
            Block::Paragraph(text) => self.element("p", "", text),
            Block::Answers(entries) => self.entries("answers", entries),
            Block::Entries(entries) => self.entries("entries", entries),
            Block::Parts(entries) => self.entries("parts", entries),
            Block::Steps(steps) => self.steps(steps),
            Block::Points(points) => self.points(points),
            Block::Flow(flow) => self.flow(flow),
            Block::Table { headings, rows } => self.table(headings, rows),
            Block::Commands { label, commands } => self.commands(label, commands),
            Block::Footnote(text) => self.element("p", "footnote", text),
        }
    }

    /// Writes an element with a line in it; nothing around nothing.
    fn element(self, name: &str, class: &str, text: &Line) -> String {
        if text.is_empty() {
            return String::new();
        }
        format!("<{name}{}>{}</{name}>\n", classed(class), line(text, self.lang))
    }

    fn title(self, text: &Line, id: &str) -> String {
        let id = if id.is_empty() { String::new() } else { format!("<p>{}</p>\n", code(id)) };
        format!("<header>\n{}{id}</header>\n", self.element("h1", "", text))
    }

    fn heading(self, text: &str, remark: &Line) -> String {
        let remark = self.element("p", "remark", remark);
        format!("<h2>{}</h2>\n{remark}", words(text, self.lang))
    }

    fn entries(self, class: &str, entries: &[Entry]) -> String {
        let entry = |entry: &Entry| {
            let lines = entry.lines.iter();
            let lines: String = lines.map(|text| self.element("dd", "", text)).collect();
            let lines = if lines.is_empty() { "<dd></dd>\n" } else { &lines };
            let class = classed(if is_typed(entry) { "typed" } else { "" });
            let label = words(&entry.label, self.lang);
            format!("<div{class}>\n<dt>{label}</dt>\n{lines}</div>\n")
        };
        let entries: String = entries.iter().map(entry).collect();
        wrapped("dl", class, &entries)
    }

    fn steps(self, steps: &[StepRow]) -> String {
        let steps: String = steps.iter().flat_map(|step| self.step(step)).collect();
        wrapped("ol", "steps", &steps)
    }

    /// Writes each step as an item, also where several read the same.
    fn step(self, step: &StepRow) -> Vec<String> {
        let details: String =
            step.details.iter().map(|detail| self.element("p", "detail", detail)).collect();
        let text = line(&step.text, self.lang);
        let item = |(number, actor): &(usize, String)| {
            let actor = words(actor, self.lang);
            format!(
                "<li value=\"{number}\"><strong class=\"actor\">{actor}</strong> {text}{details}</li>\n"
            )
        };
        if step.actors.is_empty() {
            return vec![format!("<li>{text}{details}</li>\n")];
        }
        step.actors.iter().map(item).collect()
    }

    fn points(self, points: &[Line]) -> String {
        let has_tick = |point: &Line| ticked(point).is_some();
        let class = if points.iter().all(has_tick) { "ticks" } else { "" };
        let points: String = points.iter().map(|point| self.point(point)).collect();
        wrapped("ul", class, &points)
    }

    /// Writes a point; a tick box that leads it becomes one to tick with a pen. Its brackets stay
    /// for who listens or copies.
    fn point(self, point: &Line) -> String {
        let Some(point) = ticked(point) else { return self.element("li", "", point) };
        let mark = if point.is_done { 'x' } else { ' ' };
        let tick = format!("<span class=\"tick\"><b>[</b>{mark}<b>]</b></span>");
        format!("<li>{tick} {}</li>\n", line(&point.text, self.lang))
    }

    /// Writes a table; on a roll, where columns have no room, each row as a list of its own.
    fn table(self, headings: &[String], rows: &[Vec<Line>]) -> String {
        if self.paper == Paper::Receipt {
            return rows.iter().map(|row| self.entries("fields", &fields(headings, row))).collect();
        }
        let rows: String = rows.iter().map(|row| self.row(row)).collect();
        let table = format!("{}<tbody>\n{rows}</tbody>\n", self.table_head("", headings));
        if headings.is_empty() { String::new() } else { wrapped("table", "", &table) }
    }

    fn table_head(self, class: &str, headings: &[String]) -> String {
        let cell = |text: &String| {
            format!("<th scope=\"col\"><span>{}</span></th>\n", words(text, self.lang))
        };
        let cells: String = headings.iter().map(cell).collect();
        format!("<thead{}>\n<tr>\n{cells}</tr>\n</thead>\n", classed(class))
    }

    fn row(self, cells: &[Line]) -> String {
        let cell = |(place, text): (usize, &Line)| {
            let text = line(text, self.lang);
            match place {
                0 => format!("<th scope=\"row\">{text}</th>\n"),
                _ => format!("<td>{text}</td>\n"),
            }
        };
        let cells: String = cells.iter().enumerate().map(cell).collect();
        format!("<tr>\n{cells}</tr>\n")
    }

    /// Writes lanes: a column for each who acts, with the number of the step in it, and what is
    /// done beside them. On a roll they are a list.
    fn flow(self, flow: &Flow) -> String {
        if self.paper == Paper::Receipt {
            return self.steps(&flow::listed(flow));
        }
        let headings: Vec<String> = flow.lanes.iter().chain([&flow.heading]).cloned().collect();
        let rows: String = flow.steps.iter().map(|step| self.lane(flow, step)).collect();
        let table = format!("{}<tbody>\n{rows}</tbody>\n", self.table_head("", &headings));
        wrapped("table", "flow", &table)
    }

    fn lane(self, flow: &Flow, step: &FlowStep) -> String {
        let acts = format!("<td class=\"acts\"><b>{}</b></td>\n", step.number);
        let cell = |lane| if lane == step.lane { acts.as_str() } else { "<td></td>\n" };
        let lanes: String = (0..flow.lanes.len()).map(cell).collect();
        let details = step.limits.iter().chain(&step.turns);
        let details: String = details.map(|text| self.element("p", "detail", text)).collect();
        let actor = words(flow::actor(flow, step), self.lang);
        let text = line(&step.text, self.lang);
        format!(
            "<tr>\n{lanes}<td><strong class=\"actor\">{actor}</strong> {text}{details}</td>\n</tr>\n"
        )
    }

    fn commands(self, label: &str, commands: &[(String, String)]) -> String {
        let command = |(purpose, command): &(String, String)| {
            let purpose = words(purpose, self.lang);
            format!("<div>\n<dt>{purpose}</dt>\n<dd>{}</dd>\n</div>\n", code(command))
        };
        let commands: String = commands.iter().map(command).collect();
        let label = self.element("p", "", &Line::strong(label));
        wrapped("div", "next", &format!("{label}{}", wrapped("dl", "entries", &commands)))
    }
}

/// Says whether a block does not belong to the heading above it.
fn ends_section(block: &Block) -> bool {
    use Block::{Answers, Commands, Footnote, Heading, Parts, Title};
    matches!(
        block,
        Title { .. } | Heading { .. } | Answers(_) | Parts(_) | Footnote(_) | Commands { .. }
    )
}

/// Returns a row of a table as labels and texts.
fn fields(headings: &[String], row: &[Line]) -> Vec<Entry> {
    let field =
        |(label, text): (&String, &Line)| Entry { label: label.clone(), lines: vec![text.clone()] };
    let filled = headings.iter().zip(row).filter(|(_, text)| !text.is_empty());
    filled.map(field).collect()
}

/// Puts an element around others; nothing around nothing.
fn wrapped(name: &str, class: &str, content: &str) -> String {
    if content.is_empty() {
        return String::new();
    }
    format!("<{name}{}>\n{content}</{name}>\n", classed(class))
}

/// Says whether an entry holds what can be typed and nothing to read: of no use on paper.
fn is_typed(entry: &Entry) -> bool {
    let begins = |line: &Line| line.0.first().map(|span| span.role) == Some(Role::Command);
    !entry.lines.is_empty() && entry.lines.iter().all(begins)
}

fn classed(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}
