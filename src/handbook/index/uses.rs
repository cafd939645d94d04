//! The way back from an entry of a dictionary to the guides that use it.

use super::terms::Kind;
use crate::handbook::model::Guide;
use crate::handbook::value::Slug;

/// As what a guide uses an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Used {
    /// A line or a box that it names.
    Contact,
    /// A paper that it asks for.
    Document,
    /// A law that it cites.
    Law,
    /// The office that is responsible for it.
    Office,
}

impl Used {
    /// Returns the key of the term that stands in every guide that uses an entry.
    pub(super) fn key(self, id: &str) -> Vec<u8> {
        let kind = match self {
            Self::Contact => "contact",
            Self::Document => "document",
            Self::Law => "law",
            Self::Office => "office",
        };
        Kind::Use.key(&format!("{kind} {id}"))
    }
}

/// Returns the keys of everything that a guide uses.
pub(super) fn uses(guide: &Guide) -> impl Iterator<Item = Vec<u8>> {
    let keyed = |used: Used| move |id: &Slug| used.key(id.as_str());
    guide
        .named_contacts()
        .map(keyed(Used::Contact))
        .chain(guide.papers().map(keyed(Used::Document)))
        .chain(guide.cited_laws().map(keyed(Used::Law)))
        .chain(std::iter::once(&guide.office).map(keyed(Used::Office)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{guide, handbook};
    use super::super::{Index, build};
    use super::*;

    #[test]
    fn an_entry_leads_back_to_the_guides_that_use_it() {
        let handbook = handbook();
        let bytes = build(&handbook);
        let index = Index::open(bytes.as_slice()).unwrap();
        for filed in &handbook.guides {
            let position = usize::try_from(guide(filed.value.id.as_str())).unwrap();
            let users = index.guides_that_use(Used::Office, filed.value.office.as_str()).unwrap();
            assert!(users.contains(&position));
            for paper in filed.value.papers() {
                let users = index.guides_that_use(Used::Document, paper.as_str()).unwrap();
                assert!(users.contains(&position));
            }
        }
        assert_eq!(index.guides_that_use(Used::Law, "no-such-law"), Ok(Vec::new()));
    }
}
