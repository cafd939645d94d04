//! Any words as a question to the built-in edition.

#![no_main]

use guide::handbook::index::Thing;
use guide::handbook::pack::Pack;
use guide::national;
use guide::search::resolve::resolve;
use guide::search::search;
use guide::search::suggest::suggest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    let pack = Pack::open(national::PACK).expect("the build wrote it");
    let index = pack.index().expect("the build wrote it");
    let names = pack.names().expect("the build wrote it");
    search(&index, words, 5).expect("the index is whole");
    resolve(&names, Thing::Guide, words).expect("the names are whole");
    suggest(&names, Thing::Guide, words).expect("the names are whole");
});
