//! The tables of the search are what the crates `fast2s` and `pinyin` say.
//!
//! `UPDATE_TABLES=1 cargo test --test tables` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::Path;

use pinyin::ToPinyinMulti;

/// The characters that have readings.
const HAN: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

#[track_caller]
fn check(name: &str, made: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/handbook/index/tables").join(name);
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let same = std::fs::read(&path).is_ok_and(|kept| kept == made);
    assert!(same, "{name} differs: run `UPDATE_TABLES=1 cargo test --test tables`");
}

/// Converts until nothing changes, so that folding twice is folding once.
fn simplified(c: char) -> char {
    let once = fast2s::convert(&c.to_string()).chars().next().unwrap();
    if once == c { c } else { simplified(once) }
}

/// Returns the readings of a character without tones, in the order of the dictionary.
fn readings(c: char) -> Vec<String> {
    let mut readings = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain().replace('ü', "v");
        // Interjections such as `m` and `ng` would make any consonant a syllable.
        if plain.contains(['a', 'e', 'i', 'o', 'u', 'v'])
            && plain.is_ascii()
            && !readings.contains(&plain)
        {
            readings.push(plain);
        }
    }
    readings.truncate(3);
    readings
}

#[test]
fn traditional_characters_are_those_of_fast2s() {
    let mut pairs = Vec::new();
    for c in ('\u{3400}'..='\u{ffff}').filter(|&c| simplified(c) != c) {
        pairs.extend(u16::try_from(u32::from(c)).unwrap().to_le_bytes());
        pairs.extend(u16::try_from(u32::from(simplified(c))).unwrap().to_le_bytes());
    }
    check("simplified.bin", &pairs);
}

#[test]
fn readings_are_those_of_pinyin() {
    let syllables: BTreeSet<String> = HAN.flat_map(readings).collect();
    let syllables: Vec<String> = syllables.into_iter().collect();
    let number = |reading: String| syllables.binary_search(&reading).unwrap() + 1;
    let mut packed = Vec::new();
    for c in HAN {
        let numbers = readings(c).into_iter().map(number).enumerate();
        let all = numbers.map(|(place, number)| number << (10 * place)).sum::<usize>();
        packed.extend(u32::try_from(all).unwrap().to_le_bytes());
    }
    let padded: Vec<String> = syllables.iter().map(|syllable| format!("{syllable:6}")).collect();
    let padded = padded.concat();
    check("syllables.txt", padded.as_bytes());
    check("readings.bin", &packed);
}
