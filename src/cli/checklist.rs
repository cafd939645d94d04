//! `guide checklist GUIDE`.

use clap::Args;

use super::command::Format;
use super::due::{self, Mistake};
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::Screen;
use super::{Outcome, show};
use crate::calendar::{Almanac, Deadline, Term};
use crate::edition::Edition;
use crate::handbook::model::Guide;
use crate::handbook::value::{Date, Slug};
use crate::page::words::Lang;
use crate::page::{self, Checklist, Desk};
use crate::record;
use crate::tailor::{Case, Named, PaperError, read_papers};

/// How many papers a draft names with what is open in them.
const MOST_OPEN: usize = 5;

/// What parts the papers of one `--have`.
const BETWEEN: [char; 5] = [',', ';', '，', '、', '；'];

/// Which papers to list.
#[derive(Debug, Args)]
pub(super) struct ChecklistArgs {
    /// Which one: id, title, other name, pinyin or initials
    #[arg(required = true, value_name = "GUIDE", value_hint = clap::ValueHint::Other)]
    guide: Vec<String>,
    /// Only this case: an answer's id, title, other name or pinyin; repeatable
    #[arg(long, value_name = "ANSWER", value_hint = clap::ValueHint::Other)]
    case: Vec<String>,
    /// The papers that are there, by id or name, with commas between them; repeatable
    #[arg(long, value_name = "PAPERS", value_hint = clap::ValueHint::Other)]
    have: Vec<String>,
    /// Print the one-time notice of everything missing
    #[arg(long)]
    notice: bool,
    /// The day on which the application was received, for the notice
    #[arg(
        id = "received",
        long = "from",
        value_name = "DATE",
        requires = "notice",
        value_hint = clap::ValueHint::Other
    )]
    received: Option<String>,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
}

/// Prints the papers of a guide.
pub(super) fn run(
    args: &ChecklistArgs,
    edition: &Edition,
    screen: &Screen,
) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let place = reader::find(&here, Kind::Guide, &args.guide.join(" "))?;
    let guides = here.pack.guides()?;
    // The notice has the Chinese names in English too.
    let only_in = screen.only_language(&args.case).filter(|tag| !args.notice || *tag == "zh");
    let guide = match args.format {
        Some(Format::Json) => guides.get(place)?,
        _ => guides.procedure(place, only_in)?,
    };
    let case = show::case(&guide.value, &args.case, screen)?;
    let have = have(args, &here, &guide.value, &case, screen)?;
    let calendar = here.pack.calendar()?;
    let almanac = Almanac::new(&calendar);
    let received = args.received.as_deref().map(|day| due::day(day, &almanac)).transpose()?;
    let told_by = told_by(&guide.value, &case, received, &almanac)?;
    let have = (!args.have.is_empty()).then_some(have.as_slice());
    let told_by = told_by.as_ref();
    let list = Checklist { guide: &guide, case: &case, have, received, told_by };
    print(args, &here, list, screen)?;
    // As in `show`: the program ends here.
    std::mem::forget(guide);
    Ok(Outcome::Answered)
}

fn print(
    args: &ChecklistArgs,
    here: &Desk<'_>,
    list: Checklist<'_>,
    screen: &Screen,
) -> Result<(), Failure> {
    let format = args.format.unwrap_or(Format::Terminal);
    if format == Format::Json {
        let languages = reader::json_languages(screen);
        return screen.json(&record::checklist(here, list, args.notice, languages)?);
    }
    if args.notice {
        return print_notice(here, list, format, screen);
    }
    let brief = format == Format::Message;
    let languages = screen.languages().iter();
    let pages = languages.map(|lang| page::checklist(&here.speaking(*lang), list, brief));
    screen.pages(pages.collect::<Result<_, _>>()?, format)
}

/// Prints the notice: one page, also in two languages.
fn print_notice(
    here: &Desk<'_>,
    list: Checklist<'_>,
    format: Format,
    screen: &Screen,
) -> Result<(), Failure> {
    let is_chinese = screen.languages() == [Lang::Zh];
    let lang = if is_chinese { Lang::Zh } else { Lang::En };
    let slip = page::slip(&here.speaking(lang), list)?;
    screen.pages(vec![slip.page], format)?;
    if slip.is_draft {
        screen.warn(&draft(&page::open_points(here, list)?, screen.lang));
    }
    Ok(())
}

/// Says what a bureau has to confirm or to fill in before the notice is more than a draft: what is
/// open in all papers once, then what else is in some.
fn draft(open: &[(String, Vec<&'static str>)], lang: Lang) -> String {
    let said = lang.pick(
        "告知单是草稿，不能发出；单上的空白和带 * 的要本局填写、确认",
        "the notice is a draft, not to be handed out; the bureau fills in and confirms its blanks and stars",
    );
    let colon = lang.words().colon;
    let in_all = |field: &&'static str| open.iter().all(|(_, fields)| fields.contains(field));
    let common: Vec<_> =
        open.iter().take(1).flat_map(|(_, fields)| fields).copied().filter(in_all).collect();
    let mut named: Vec<String> = open
        .iter()
        .map(|(name, fields)| (name.as_str(), fields.iter().filter(|field| !in_all(field))))
        .map(|(name, fields)| (name, fields.copied().collect::<Vec<_>>()))
        .filter(|(_, fields)| !fields.is_empty())
        .map(|(name, fields)| open_in(name, &fields, lang))
        .collect();
    let rest = named.len().saturating_sub(MOST_OPEN);
    named.truncate(MOST_OPEN);
    if !common.is_empty() {
        named.insert(0, open_in(lang.pick("每样材料", "all papers"), &common, lang));
    }
    if rest > 0 {
        named.push(lang.pick(format!("还有 {rest} 样"), format!("{rest} more papers")));
    }
    let named = named.join(lang.words().semicolon);
    if named.is_empty() { said.to_owned() } else { format!("{said}{colon}{named}") }
}

/// Names the fields of a paper that are open, as they are called in its file.
fn open_in(name: &str, fields: &[&str], lang: Lang) -> String {
    let fields = fields.join(lang.words().comma);
    lang.pick(format!("{name}（{fields}）"), format!("{name}: {fields}"))
}

/// Returns the day by which the law makes the office tell, counted from the day of receipt.
fn told_by(
    guide: &Guide,
    case: &Case,
    received: Option<Date>,
    almanac: &Almanac<'_>,
) -> Result<Option<Deadline>, Failure> {
    let Some((received, (duty, limit))) = received.zip(page::legal_duty(guide, case)) else {
        return Ok(None);
    };
    let due = almanac.deadline(received, limit, Term::Notice(duty).rule());
    Ok(Some(due.ok_or(Mistake::BeyondCalendar)?))
}

/// Reads the papers that are there. Those that the guide asks for in another case only are
/// mentioned and left out.
fn have(
    args: &ChecklistArgs,
    desk: &Desk<'_>,
    guide: &Guide,
    case: &Case,
    screen: &Screen,
) -> Result<Vec<Slug>, Failure> {
    if args.have.is_empty() {
        return Ok(Vec::new());
    }
    let asked = page::named_papers(desk, page::papers_of(desk, guide, case))?;
    let mut have: Vec<Slug> = Vec::new();
    let given = args.have.iter().flat_map(|given| given.split(BETWEEN));
    for input in given.map(str::trim).filter(|input| !input.is_empty()) {
        match read_papers(&asked, input) {
            Ok(found) => have.extend(found),
            Err(error) => {
                let other = page::named_papers(desk, &guide.documents)?;
                if read_papers(&other, input).is_err() || error != PaperError::Unknown {
                    return Err(no_paper(input, &error, &asked));
                }
                screen.warn(&not_asked(input, screen.lang));
            }
        }
    }
    Ok(have)
}

fn not_asked(input: &str, lang: Lang) -> String {
    lang.pick(
        format!("这种情形不要 `{input}`，没有算进去"),
        format!("`{input}` is not asked for in this case and was left out"),
    )
}

/// Names the papers that there are; of several that fit, those.
fn no_paper(input: &str, error: &PaperError, papers: &[Named]) -> Failure {
    let fits = |named: &&Named| match error {
        PaperError::Unknown => true,
        PaperError::Ambiguous(ids) => ids.contains(&named.id),
    };
    let known = papers.iter().filter(fits).map(|named| (named.id.to_string(), named.title.clone()));
    Failure::NoPaper {
        input: input.to_owned(),
        is_several: matches!(error, PaperError::Ambiguous(_)),
        known: known.collect(),
    }
}
