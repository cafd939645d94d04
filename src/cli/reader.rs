//! Opening the handbook of a run, and finding things in it by name.

use super::command::{Common, LangChoice};
use super::failure::{Failure, Kind};
use super::progress::Bar;
use super::screen::Screen;
use super::{day, environment};
use crate::edition::Edition;
use crate::handbook::index::Thing;
use crate::handbook::load::diagnostic::{Diagnostic, Place, Severity};
use crate::page::Desk;
use crate::page::words::{self, Lang};
use crate::search::resolve::{Resolution, resolve};
use crate::search::suggest::suggest;

/// How many findings a reading command mentions.
const MOST_FINDINGS: usize = 3;

/// Opens the handbook that the options or the environment name, and says what is wrong with it.
pub(super) fn open(common: &Common, screen: &Screen) -> Result<Edition, Failure> {
    let named: Vec<_> = common.handbook.iter().cloned().map(environment::source).collect();
    let sources = if named.is_empty() { environment::sources() } else { named };
    let open = || Edition::open(&sources, environment::cache().as_deref(), &Bar::new(screen.lang));
    let mut edition = open()?;
    let mut findings = edition.pack().findings();
    if findings.is_err() && edition.discard() {
        edition = open()?;
        findings = edition.pack().findings();
    }
    warn(&findings?, screen);
    if edition.is_older() {
        screen.note(older(screen.lang));
    }
    Ok(edition)
}

/// Says that a large handbook was changed since it was packed.
fn older(lang: Lang) -> &'static str {
    lang.pick(
        "手册打包以后文件有变动；运行 `guide pack` 加手册的文件夹，就能查到新内容",
        "files of the handbook changed since it was packed; `guide pack` with its folder brings it up to date",
    )
}

/// Says so of the guides at some places, if one of them was changed and nothing was said before.
pub(super) fn note_changes(
    edition: &Edition,
    places: impl IntoIterator<Item = usize>,
    screen: &Screen,
) -> Result<(), Failure> {
    if !edition.is_unsure() {
        return Ok(());
    }
    let guides = edition.pack().guides()?;
    for place in places {
        if edition.is_changed(&guides.origin(place)?) {
            screen.note(older(screen.lang));
            break;
        }
    }
    Ok(())
}

/// Mentions what is wrong with the files, errors first.
pub(super) fn warn(findings: &[Diagnostic], screen: &Screen) {
    let of = |severity| findings.iter().filter(move |finding| finding.severity == severity);
    let all = || of(Severity::Error).chain(of(Severity::Warning));
    for finding in all().take(MOST_FINDINGS) {
        screen.warn(&in_words(finding, screen.lang));
    }
    let more = all().count().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        let lang = screen.lang;
        screen.warn(&lang.pick(
            format!("手册里还有 {more} 处错误"),
            format!("{more} more errors in the handbook"),
        ));
    }
}

/// Returns a finding with its place, its reason and its hint.
fn in_words(finding: &Diagnostic, lang: Lang) -> String {
    let (reason, hint) = words::reason(&finding.reason, lang);
    let place =
        finding.place.map(|Place { line, column }| format!(":{line}:{column}")).unwrap_or_default();
    let hint =
        hint.map(|hint| lang.pick(format!("（{hint}）"), format!(" ({hint})"))).unwrap_or_default();
    crate::render::clean::clean(&format!("{}{place}: {reason}{hint}", finding.file)).into_owned()
}

/// Sits down with the handbook in a language.
pub(super) fn desk(edition: &Edition, lang: Lang) -> Result<Desk<'_>, Failure> {
    Ok(Desk::new(edition.pack(), lang)?.on(day::today()?))
}

/// Finds the one thing that a name stands for.
///
/// # Errors
/// When it stands for nothing or for several things: with the names to type instead.
pub(super) fn find(desk: &Desk<'_>, kind: Kind, input: &str) -> Result<usize, Failure> {
    match find_named(desk, kind, input)? {
        Some(place) => Ok(place),
        None => Err(unknown(desk, kind, input)?),
    }
}

/// Finds the one thing that a name stands for, if there is one.
///
/// # Errors
/// When it stands for several things.
pub(super) fn find_named(
    desk: &Desk<'_>,
    kind: Kind,
    input: &str,
) -> Result<Option<usize>, Failure> {
    match resolve(&desk.pack.names()?, thing(kind), input)? {
        Resolution::One(ordinal) => Ok(Some(place(ordinal))),
        Resolution::Several(ordinals) => {
            let candidates = named(desk, kind, ordinals)?;
            Err(Failure::Ambiguous { kind, input: input.to_owned(), candidates })
        }
        Resolution::None => Ok(None),
    }
}

/// Returns what to say of a name that stands for nothing: the names to type instead.
pub(super) fn unknown(desk: &Desk<'_>, kind: Kind, input: &str) -> Result<Failure, Failure> {
    let near = suggest(&desk.pack.names()?, thing(kind), input)?;
    let near = named(desk, kind, near.into_iter().map(|one| one.ordinal).collect())?;
    Ok(Failure::Unknown { kind, input: input.to_owned(), near })
}

fn thing(kind: Kind) -> Thing {
    match kind {
        Kind::Guide => Thing::Guide,
        Kind::Office => Thing::Office,
        Kind::Law => Thing::Law,
    }
}

/// Positions are 32 bits in a pack, and no machine that runs this has fewer.
fn place(ordinal: u32) -> usize {
    usize::try_from(ordinal).unwrap_or(usize::MAX)
}

fn named(
    desk: &Desk<'_>,
    kind: Kind,
    ordinals: Vec<u32>,
) -> Result<Vec<(String, String)>, Failure> {
    let name = |ordinal| {
        let place = place(ordinal);
        let name: crate::handbook::pack::Name = match kind {
            Kind::Guide => desk.pack.guides()?.head(place)?,
            Kind::Office => desk.pack.offices()?.head(place)?,
            Kind::Law => desk.pack.laws()?.head(place)?,
        };
        Ok((name.id.to_string(), desk.voice.name(&name.name)))
    };
    ordinals.into_iter().map(name).collect()
}

/// Returns the languages of JSON: one, or all of the handbook.
pub(super) fn json_languages(screen: &Screen) -> crate::record::Languages {
    match screen.choice {
        LangChoice::Zh => crate::record::Languages::One(Lang::Zh),
        LangChoice::En => crate::record::Languages::One(Lang::En),
        LangChoice::Both | LangChoice::All => crate::record::Languages::All,
    }
}
