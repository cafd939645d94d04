//! Pages as Markdown.

use super::form::ticked;
use super::{mermaid, phrase};
use crate::page::{Block, Entry, Line, Page, Role, StepRow};

/// Renders a clean page.
pub(super) fn render(page: &Page) -> String {
    let mut after_list = false;
    let mut blocks: Vec<String> = Vec::new();
    for block in &page.blocks {
        let text = text(block, if after_list { Markers::OTHER } else { Markers::USUAL });
        if !text.is_empty() {
            after_list = is_list(block) && !after_list;
            blocks.push(text);
        }
    }
    blocks.into_iter().map(|block| block + "\n").collect::<Vec<_>>().join("\n")
}

/// What begins the points of a list. Two lists in a row take different ones, or else they would
/// be read as one.
#[derive(Debug, Clone, Copy)]
struct Markers {
    point: char,
    number: char,
}

impl Markers {
    const USUAL: Self = Self { point: '-', number: '.' };
    const OTHER: Self = Self { point: '*', number: ')' };
}

fn is_list(block: &Block) -> bool {
    use Block::{Answers, Commands, Entries, Parts, Points, Steps};
    matches!(block, Answers(_) | Entries(_) | Parts(_) | Steps(_) | Points(_) | Commands { .. })
}

fn text(block: &Block, markers: Markers) -> String {
    match block {
        Block::Title { text, id } => heading("#", &spaced(&inline(text), &code(id))),
        Block::Heading { text, remark } => {
            let heading = heading("##", &escape_text(text));
            join([heading, start(&inline(remark))], "\n\n")
        }
        Block::Paragraph(text) | Block::Footnote(text) => start(&inline(text)),
        Block::Answers(entries) | Block::Entries(entries) | Block::Parts(entries) => {
            join(entries.iter().map(|entry| self::entry(entry, markers)), "\n")
        }
        Block::Steps(steps) => join(steps.iter().flat_map(|step| self::step(step, markers)), "\n"),
        Block::Points(points) => join(points.iter().map(|text| point(markers, [task(text)])), "\n"),
        Block::Flow(flow) => format!("```mermaid\n{}\n```", mermaid::chart(flow)),
        Block::Table { headings, rows } => table(headings, rows),
        Block::Commands { label, commands } => self::commands(label, commands, markers),
    }
}

fn heading(level: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{level} {text}") }
}

fn entry(entry: &Entry, markers: Markers) -> String {
    let mut lines = entry.lines.iter().map(inline);
    let first = labelled(&entry.label, &lines.next().unwrap_or_default());
    point(markers, std::iter::once(first).chain(lines))
}

/// Writes each step as an item, also where several read the same: Markdown counts on its own.
fn step(step: &StepRow, markers: Markers) -> Vec<String> {
    let item = |(number, actor): &(usize, String)| {
        let text = labelled(actor, &inline(&step.text));
        let details = step.details.iter().map(inline);
        item(&format!("{number}{}", markers.number), std::iter::once(text).chain(details))
    };
    if step.actors.is_empty() {
        return vec![point(markers, std::iter::once(&step.text).chain(&step.details).map(inline))];
    }
    step.actors.iter().map(item).collect()
}

fn commands(label: &str, commands: &[(String, String)], markers: Markers) -> String {
    let command = |(purpose, command): &(String, String)| {
        point(markers, [phrase::labelled(&escape_text(purpose), &code(command))])
    };
    let list = join(commands.iter().map(command), "\n");
    join([start(&escape_text(label)), list], "\n\n")
}

fn table(headings: &[String], rows: &[Vec<Line>]) -> String {
    let cell = |text: &Line| inline(text).replace('|', "\\|");
    let titles = headings.iter().map(|heading| cell(&Line::plain(heading)));
    let mut lines = vec![row(titles), row(headings.iter().map(|_| "---".to_owned()))];
    lines.extend(rows.iter().map(|cells| row(cells.iter().map(cell))));
    if headings.is_empty() { String::new() } else { lines.join("\n") }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    cells.fold("|".to_owned(), |row, cell| format!("{row} {cell} |"))
}

fn point(markers: Markers, lines: impl IntoIterator<Item = String>) -> String {
    item(&markers.point.to_string(), lines)
}

/// Writes a point; one with a tick box becomes a task to tick.
fn task(text: &Line) -> String {
    match ticked(text) {
        Some(point) => format!("{} {}", point.typed(), start(&inline(&point.text))),
        None => inline(text),
    }
}

/// Writes an item of a list; further lines follow after a hard break.
fn item(marker: &str, lines: impl IntoIterator<Item = String>) -> String {
    let indent = " ".repeat(marker.len() + 1);
    let lines = lines.into_iter().map(|line| start(&line));
    format!("{marker} {}", join(lines, &format!("\\\n{indent}"))).trim_end().to_owned()
}

fn labelled(label: &str, text: &str) -> String {
    match (label.trim(), text) {
        ("", text) => text.to_owned(),
        (label, "") => bold(label),
        (label, text) => format!("{}{}{text}", bold(label), phrase::colon(label, text)),
    }
}

fn spaced(one: &str, other: &str) -> String {
    join([one.to_owned(), other.to_owned()], " ")
}

fn join(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(between)
}

/// How Markdown writes a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    Text,
    Strong,
    Code,
}

impl From<Role> for Face {
    fn from(role: Role) -> Self {
        match role {
            Role::Strong | Role::Warning => Self::Strong,
            Role::Command => Self::Code,
            Role::Plain | Role::Blank | Role::Mark | Role::Quiet => Self::Text,
        }
    }
}

/// Writes a line. Spans of one face are written as one, for `**a****b**` is not two bold words.
fn inline(line: &Line) -> String {
    let runs = line.0.chunk_by(|one, next| Face::from(one.role) == Face::from(next.role));
    let write = |run: &[crate::page::Span]| {
        let text: String = run.iter().map(|span| span.text.as_str()).collect();
        match run.first().map_or(Face::Text, |span| span.role.into()) {
            Face::Text => escape_text(&text),
            Face::Strong => strong(&text),
            Face::Code => code(&text),
        }
    };
    runs.map(write).collect()
}

/// Writes bold text; plain where it begins or ends in punctuation, since Markdown would then show
/// the stars beside Chinese characters.
fn strong(text: &str) -> String {
    let mut ends = text.chars().next().into_iter().chain(text.chars().next_back());
    if !text.is_empty() && ends.all(char::is_alphanumeric) { bold(text) } else { escape_text(text) }
}

/// Writes bold text that stands apart: at the beginning of a line and before a colon.
fn bold(text: &str) -> String {
    format!("**{}**", escape_text(text))
}

/// Writes code between more backticks than there are in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.trim().is_empty() { String::new() } else { format!("{fence}{pad}{text}{pad}{fence}") }
}

/// Escapes what has a meaning anywhere in a line.
fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '{' | '}')
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes what has a meaning only where a paragraph begins: `- `, `+ `, `1. `, `===`.
fn start(line: &str) -> String {
    let line = line.trim();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let (digits, rest) = line.split_at(line.len() - rest.len());
    let needs_escape = if digits.is_empty() {
        rest.starts_with(['-', '+', '='])
    } else {
        rest.starts_with(['.', ')'])
    };
    if needs_escape { format!("{digits}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &Line, markdown: &str) {
        assert_eq!(start(&inline(line)), markdown);
    }

    #[test]
    fn special_characters_are_escaped() {
        case(&Line::plain(r"a*b_c\d`e`"), r"a\*b\_c\\d\`e\`");
        case(&Line::plain("[x](y) <b> &amp; ~~z~~ {k}"), r"\[x\](y) \<b\> \&amp; \~\~z\~\~ \{k\}");
        case(&Line::plain("![x](y)"), r"!\[x\](y)");
        case(&Line::plain("C# a.b - c + d! 3. e"), r"C\# a.b - c + d! 3. e");
    }

    #[test]
    fn beginnings_of_blocks_are_escaped() {
        case(&Line::plain("- a"), r"\- a");
        case(&Line::plain("---"), r"\---");
        case(&Line::plain("    + a"), r"\+ a");
        case(&Line::plain("=== a"), r"\=== a");
        case(&Line::plain("# a"), r"\# a");
        case(&Line::plain("> a"), r"\> a");
        case(&Line::plain("12. a"), r"12\. a");
        case(&Line::plain("12) a"), r"12\) a");
        case(&Line::plain("12345"), "12345");
        case(&Line::plain("2026-11-23"), "2026-11-23");
    }

    #[test]
    fn commands_are_code() {
        let command = |text: &str| Line::default().then(Role::Command, text);
        case(&command("guide show *"), "`guide show *`");
        case(&command("a `b` c"), "``a `b` c``");
        case(&command("``a"), "``` ``a ```");
        case(&command(""), "");
    }

    #[test]
    fn bold_text_stays_bold_beside_chinese() {
        let strong =
            |text: &str| Line::plain("见").then(Role::Strong, text).then(Role::Plain, "吗");
        case(&strong("户口簿"), "见**户口簿**吗");
        case(&strong("（户口簿）"), "见（户口簿）吗");
        case(
            &strong("户口簿").then(Role::Strong, "一").then(Role::Warning, "二"),
            "见**户口簿**吗**一二**",
        );
    }

    #[test]
    fn pipes_in_cells_are_escaped() {
        let rows = [vec![Line::plain("a|b"), Line::default().then(Role::Command, "c | d")]];
        let table = table(&["x|y".to_owned(), "z".to_owned()], &rows);
        assert_eq!(table, "| x\\|y | z |\n| --- | --- |\n| a\\|b | `c \\| d` |");
    }

    #[test]
    fn lists_in_a_row_stay_apart() {
        let points = || Block::Points(vec![Line::plain("a")]);
        let page = Page { blocks: vec![points(), points(), points()] };
        assert_eq!(render(&page), "- a\n\n* a\n\n- a\n");
    }
}
