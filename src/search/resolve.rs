//! From what somebody types to one thing: the resolver behind every GUIDE, OFFICE and LAW.

use std::collections::BTreeSet;

use crate::handbook::codec::Damaged;
use crate::handbook::index::fold::{compact, is_han};
use crate::handbook::index::names::{Name, NameKind};
use crate::handbook::index::{Names, Thing};

/// The most names that one beginning is compared with.
const MAX_BEGINNING: usize = 1_000;

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// One thing, by its position in the handbook's list.
    One(u32),
    /// Several things, by their positions, in order.
    Several(Vec<u32>),
    /// Nothing.
    None,
}

impl Resolution {
    fn of(ordinals: BTreeSet<u32>) -> Self {
        match ordinals.first() {
            None => Self::None,
            Some(&only) if ordinals.len() == 1 => Self::One(only),
            Some(_) => Self::Several(ordinals.into_iter().collect()),
        }
    }
}

/// Finds the thing that `input` names.
///
/// The first of these that leads anywhere decides: the id; a title or another name; the beginning
/// of any of them, if it is that of one thing only; the pinyin of a name, with or without blanks
/// and apostrophes; its initials; the beginning of the pinyin. If only beginnings fit, and those
/// of several things, these are the answer.
///
/// # Errors
/// When the names are damaged.
pub fn resolve(names: &Names<'_>, kind: Thing, input: &str) -> Result<Resolution, Damaged> {
    let folded = compact(input);
    if folded.is_empty() {
        return Ok(Resolution::None);
    }
    let exact = names.exactly(kind, &folded)?;
    let written = |name: &Name<'_>| name.kind.is_written();
    let of_kind = |kind| Resolution::of(owners(&exact, |name| name.kind == kind));
    let full = [of_kind(NameKind::Id), Resolution::of(owners(&exact, written))];
    if let Some(named) = full.into_iter().find(|one| *one != Resolution::None) {
        return Ok(named);
    }
    let beginning = beginning(names, kind, &folded)?;
    let begun = Resolution::of(owners(&beginning, written));
    let attempts = [
        if matches!(begun, Resolution::One(_)) { begun.clone() } else { Resolution::None },
        of_kind(NameKind::Pinyin),
        of_kind(NameKind::Initials),
        begun,
        Resolution::of(owners(&beginning, |name| name.kind == NameKind::Pinyin)),
    ];
    Ok(attempts.into_iter().find(|one| *one != Resolution::None).unwrap_or(Resolution::None))
}

/// Finds the one thing that `input` names in full: by id, title, other name, pinyin or initials.
///
/// # Errors
/// When the names are damaged.
pub fn exact(names: &Names<'_>, kind: Thing, input: &str) -> Result<Option<u32>, Damaged> {
    let exact = names.exactly(kind, &compact(input))?;
    Ok(match Resolution::of(owners(&exact, |_| true)) {
        Resolution::One(ordinal) => Some(ordinal),
        Resolution::Several(_) | Resolution::None => None,
    })
}

/// Returns the names that begin with a text that is long enough to mean something.
fn beginning<'a>(names: &Names<'a>, kind: Thing, folded: &str) -> Result<Vec<Name<'a>>, Damaged> {
    if folded.len() < 2 && !folded.contains(is_han) {
        return Ok(Vec::new());
    }
    names.beginning(kind, folded, MAX_BEGINNING)
}

/// Returns the things that are called by the names that fit.
fn owners(names: &[Name<'_>], fits: impl Fn(&Name<'_>) -> bool) -> BTreeSet<u32> {
    names.iter().filter(|name| fits(name)).map(|name| name.ordinal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::index::fixture::{document, guide, handbook};
    use crate::handbook::index::names;

    #[track_caller]
    fn case(kind: Thing, input: &str, expected: &Resolution) {
        let bytes = names::build(&handbook());
        let names = Names::open(bytes.as_slice()).unwrap();
        assert_eq!(resolve(&names, kind, input), Ok(expected.clone()), "{input}");
    }

    #[test]
    fn every_way_to_call_a_guide_leads_to_it() {
        let transfer = Resolution::One(guide("transfer"));
        let inputs = [
            "transfer",
            "Transfer",
            "ｔｒａｎｓｆｅｒ",
            "转学",
            "轉學",
            "学生转学",
            "学生转",
            "changing schools",
            "trans",
            "zhuanxue",
            "zhuan xue",
            "zhuan'xue",
            "zx",
            "xszx",
            "zhuanx",
            "换学",
        ];
        for input in inputs {
            case(Thing::Guide, input, &transfer);
        }
        case(Thing::Guide, "private_school", &Resolution::One(guide("private-school")));
    }

    #[test]
    fn papers_have_names_of_their_own() {
        case(Thing::Document, "户口本", &Resolution::One(document("household-booklet")));
        case(Thing::Document, "hukouben", &Resolution::One(document("household-booklet")));
        case(Thing::Document, "转学", &Resolution::None);
    }

    #[test]
    fn a_beginning_leads_to_the_only_thing_that_has_it() {
        case(Thing::Guide, "te", &Resolution::One(guide("teacher-certificate")));
        case(Thing::Guide, "xue", &Resolution::One(guide("transfer")));
        case(Thing::Law, "education", &Resolution::One(0));
        case(Thing::Office, "教", &Resolution::None);
        case(Thing::Guide, "t", &Resolution::None);
    }

    #[test]
    fn what_is_not_unique_is_asked_back() {
        let mut handbook = handbook();
        let both = vec![guide("private-school"), guide("transfer")];
        for &ordinal in &both {
            let guide = &mut handbook.guides[usize::try_from(ordinal).unwrap()].value;
            guide.aliases.push("办学变动".to_owned());
        }
        let bytes = names::build(&handbook);
        let names = Names::open(bytes.as_slice()).unwrap();
        for input in ["办学变动", "办学变", "banxuebiandong", "bxbd"] {
            let found = resolve(&names, Thing::Guide, input);
            assert_eq!(found, Ok(Resolution::Several(both.clone())), "{input}");
            assert_eq!(exact(&names, Thing::Guide, input), Ok(None), "{input}");
        }
    }

    #[test]
    fn nothing_leads_to_nothing() {
        for input in ["", " ", "帆船", "x", "😀", "\u{0}"] {
            case(Thing::Guide, input, &Resolution::None);
        }
    }
}
