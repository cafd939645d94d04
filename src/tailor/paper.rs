//! From what somebody types to papers of a guide.

use crate::handbook::index::fold::compact;
use crate::handbook::index::pinyin;
use crate::handbook::value::Slug;

/// A paper of a guide with everything that it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id within the guide.
    pub id: Slug,
    /// What it is called on the page.
    pub title: String,
    /// Its id, the ids of the papers that it names, their names and other names.
    pub names: Vec<String>,
}

/// Why a text is no paper of a guide: it names none, or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperError {
    /// No paper is called so.
    Unknown,
    /// Several papers begin so or contain it, by their ids.
    Ambiguous(Vec<Slug>),
}

/// The parts of names that are too short to be meant by themselves.
const SHORTEST_PART: usize = 2;

/// Finds the papers that are called so. One that stands in the guide more than once is found each
/// time; a part of a name must be unmistakable.
///
/// # Errors
/// When no paper is called so, or a part of a name fits several.
pub fn read_papers(papers: &[Named], input: &str) -> Result<Vec<Slug>, PaperError> {
    let text = compact(input);
    if text.is_empty() {
        return Err(PaperError::Unknown);
    }
    let found = |fits: &dyn Fn(&str) -> bool| -> Vec<Slug> {
        let fitting = |paper: &&Named| paper.names.iter().any(|name| fits(&compact(name)));
        papers.iter().filter(fitting).map(|paper| paper.id.clone()).collect()
    };
    let exact = found(&|name| is_called(name, &text));
    if !exact.is_empty() {
        return Ok(exact);
    }
    let begun = found(&|name| name.starts_with(&text));
    let is_long = text.chars().count() >= SHORTEST_PART;
    let held = || if is_long { found(&|name| name.contains(&text)) } else { Vec::new() };
    only(if begun.is_empty() { held() } else { begun })
}

fn is_called(name: &str, text: &str) -> bool {
    name == text || pinyin::spellings(name).iter().any(|spelling| spelling == text)
}

fn only(found: Vec<Slug>) -> Result<Vec<Slug>, PaperError> {
    match found.len() {
        0 => Err(PaperError::Unknown),
        1 => Ok(found),
        _ => Err(PaperError::Ambiguous(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str, names: &[&str]) -> Named {
        let names = std::iter::once(id).chain(names.iter().copied()).map(str::to_owned);
        Named { id: id.parse().unwrap(), title: id.to_owned(), names: names.collect() }
    }

    #[track_caller]
    fn case(input: &str, expected: &[&str]) {
        let papers = [
            named("application", &["书面转学申请", "transfer request"]),
            named("booklet", &["household-booklet", "户口簿", "户口本"]),
            named("home", &["property-title", "房产证"]),
            named("home-later", &["property-title", "房产证"]),
        ];
        let found = match read_papers(&papers, input) {
            Ok(found) | Err(PaperError::Ambiguous(found)) => found,
            Err(PaperError::Unknown) => Vec::new(),
        };
        assert_eq!(found.iter().map(Slug::as_str).collect::<Vec<_>>(), expected, "{input}");
    }

    #[test]
    fn a_paper_goes_by_ids_names_and_pinyin() {
        for input in ["booklet", "Household-Booklet", "户口簿", "户口本", "hukoubu"] {
            case(input, &["booklet"]);
        }
        case("申请", &["application"]);
        case("Transfer Req", &["application"]);
    }

    #[test]
    fn one_that_stands_twice_is_found_twice_and_an_id_once() {
        case("房产证", &["home", "home-later"]);
        case("home", &["home"]);
    }

    #[test]
    fn what_fits_nothing_is_no_paper() {
        for input in ["", " ", "passport", "申簿"] {
            case(input, &[]);
        }
    }
}
