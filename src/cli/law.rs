//! `guide law [LAW] [ARTICLE]`.

use clap::Args;

use super::Outcome;
use super::command::Format;
use super::failure::{Failure, Kind};
use super::reader::{self, desk};
use super::screen::Screen;
use crate::edition::Edition;
use crate::handbook::value::ArticleNumber;
use crate::page::{self, Desk, listing};
use crate::record;

/// Which law.
#[derive(Debug, Args)]
pub(super) struct LawArgs {
    /// Which one: id, title or pinyin
    #[arg(value_name = "LAW", value_hint = clap::ValueHint::Other)]
    pub(super) law: Option<String>,
    /// The number of an article
    #[arg(value_name = "ARTICLE", value_hint = clap::ValueHint::Other)]
    article: Option<String>,
    /// Write as: terminal, plain, message, markdown, html, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<Format>,
}

/// Prints a law, one of its articles, or the register.
pub(super) fn run(args: &LawArgs, edition: &Edition, screen: &Screen) -> Result<Outcome, Failure> {
    let here = desk(edition, screen.lang)?;
    let format = args.format.unwrap_or(Format::Terminal);
    let Some(name) = &args.law else { return all(&here, format, screen) };
    let law = here.pack.laws()?.get(reader::find(&here, Kind::Law, name)?)?;
    let article =
        args.article.as_deref().map(|input| read_article(input, &law.value, &here)).transpose()?;
    if format == Format::Json {
        screen.json(&record::law(&here, &law, article, reader::json_languages(screen))?)?;
        return Ok(Outcome::Answered);
    }
    let page = |lang: &page::words::Lang| page::law(&here.speaking(*lang), &law.value, article);
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, _>>()?;
    screen.pages(pages, format)?;
    Ok(Outcome::Answered)
}

/// Reads the number of an article that the register has; 第12条 is read as 12.
fn read_article(
    input: &str,
    law: &crate::handbook::model::Law,
    desk: &Desk<'_>,
) -> Result<ArticleNumber, Failure> {
    let digits = input.trim_start_matches('第').trim_end_matches('条');
    let known =
        |number: &ArticleNumber| law.articles.iter().any(|article| article.number == *number);
    digits.parse().ok().filter(known).ok_or_else(|| Failure::NoArticle {
        law: desk.voice.name(law.short.as_ref().unwrap_or(&law.title)),
        input: input.to_owned(),
    })
}

fn all(here: &Desk<'_>, format: Format, screen: &Screen) -> Result<Outcome, Failure> {
    if format == Format::Json {
        let rows = listing::laws(here, false)?;
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        screen.json(&record::list(here, "laws", &ids, false, reader::json_languages(screen))?)?;
        return Ok(Outcome::Answered);
    }
    let page = |lang: &page::words::Lang| {
        let desk = here.speaking(*lang);
        Ok(listing::list(&desk, desk.words().laws, &listing::laws(&desk, false)?, None))
    };
    let pages = screen.languages().iter().map(page).collect::<Result<Vec<_>, Failure>>()?;
    screen.pages(pages, format)?;
    Ok(Outcome::Answered)
}
