//! A small handbook for the tests of the index and the search.

use serde::Deserialize;

use crate::handbook::model::{
    About, Calendar, Document, Filed, Guide, Handbook, Law, Office, Offices, Origin, Words,
};

/// The lists of the fixture's one file.
#[derive(Deserialize)]
struct Lists {
    guides: Vec<Guide>,
    documents: Vec<Document>,
    offices: Vec<Office>,
    laws: Vec<Law>,
    words: Words,
}

/// Returns the handbook.
pub(crate) fn handbook() -> Handbook {
    let lists: Lists = serde_yaml::from_str(include_str!("fixture.yaml")).unwrap();
    let about: About =
        serde_yaml::from_str("{id: test, title: Test, edition: '1', languages: [zh, en]}").unwrap();
    Handbook {
        layers: vec![about],
        guides: filed(lists.guides),
        documents: filed(lists.documents),
        laws: filed(lists.laws),
        offices: Offices { offices: filed(lists.offices), ..Offices::default() },
        words: lists.words,
        calendar: Calendar::default(),
    }
}

/// Returns the position of a guide of the handbook.
pub(crate) fn guide(id: &str) -> u32 {
    position(handbook().guides.iter().map(|guide| guide.value.id.as_str() == id))
}

/// Returns the position of a paper of the handbook.
pub(crate) fn document(id: &str) -> u32 {
    position(handbook().documents.iter().map(|document| document.value.id.as_str() == id))
}

fn position(mut is_it: impl Iterator<Item = bool>) -> u32 {
    u32::try_from(is_it.position(|is_it| is_it).unwrap()).unwrap()
}

fn filed<T>(values: Vec<T>) -> Vec<Filed<T>> {
    values.into_iter().map(|value| Filed { value, origin: Origin::default() }).collect()
}

/// Returns copies of `bytes` that are cut or have a byte changed, different ones for each `seed`,
/// the same ones in every run.
pub(crate) fn damaged(bytes: &[u8], seed: u64) -> Vec<Vec<u8>> {
    let mut state = seed | 1;
    let mut next = move |below: usize| {
        // Xorshift: no need for a crate to choose bytes.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).unwrap()).unwrap()
    };
    let cut = bytes[..next(bytes.len())].to_vec();
    let mut changed = bytes.to_vec();
    for _ in 0..=next(3) {
        // Half of the changes hit the front, where headers and directories lie.
        let end = if next(2) == 0 { bytes.len().min(400) } else { bytes.len() };
        changed[next(end)] ^= 1 << next(8);
    }
    vec![cut, changed]
}
