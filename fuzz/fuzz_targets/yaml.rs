//! Any bytes as a file of a bureau's edition: findings, and never a panic.

#![no_main]

use guide::handbook::load::files;
use guide::handbook::load::layer::Layer;
use guide::handbook::load::load;
use guide::handbook::pack::{self, Pack};
use libfuzzer_sys::fuzz_target;

/// A guide for the file under test to change, beside a dictionary of each kind.
const BELOW: &[(&str, &str)] = &[
    ("handbook.yaml", "{id: below, title: A, edition: '1', languages: [zh, en]}"),
    ("laws.yaml", "laws: [{id: act, title: A, status: in_force, checked_on: '2026-11-23'}]"),
    (
        GUIDE,
        "{id: own, title: A, summary: A, kind: licence, office: b, status: in_force, checked_on: '2026-11-23'}",
    ),
];

/// The guide as which the bytes are read; the first byte chooses between it and the dictionaries.
const GUIDE: &str = "procedures/own.yaml";

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let place = usize::from(first) % (files::DICTIONARIES.len() + 1);
    let path = files::DICTIONARIES.get(place).unwrap_or(&GUIDE).to_string();
    let Ok(text) = files::text(&path, bytes.to_vec()) else { return };
    let own = Layer::embedded("own", &[(&path, &text)]);
    let loaded = load(&[Layer::embedded("below", BELOW), own]);
    let bytes = pack::write(&loaded.handbook, &loaded.findings, &[]);
    let again = Pack::open(&bytes).and_then(|pack| pack.handbook());
    assert_eq!(again.as_ref(), Ok(&loaded.handbook));
});
