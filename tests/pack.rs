//! Packs of any bytes: what was written comes back, and nothing else makes the program fall over.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use guide::handbook::pack::{self, Pack, Seen};
use guide::national;
use guide::search::search;

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// Returns a number below `end`, by the xorshift of Marsaglia.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// Decodes everything that bytes may be, whatever it is, trusting them and not.
fn decode(bytes: &[u8]) {
    if let Ok(pack) = Pack::open(bytes) {
        let _ = pack.verify();
        decode_pack(&pack);
    }
    if let Ok(pack) = Pack::guarded(bytes, &Seen::nothing(bytes.len())) {
        decode_pack(&pack);
    }
}

fn decode_pack(pack: &Pack<'_>) {
    let _ = pack.handbook();
    let _ = pack.findings();
    let _ = pack.stamp();
    if let Ok(guides) = pack.guides() {
        for place in 0..guides.len().min(50) {
            let _ = guides.get(place);
            let _ = guides.first_page(place, Some("en"));
            let _ = guides.faq(place, "a");
            let _ = guides.free_section(place, "a");
        }
        let _ = guides.find("transfer");
    }
    let _ = pack.names();
    if let Ok(index) = pack.index() {
        let _ = search(&index, "孩子转学要啥材料 transfer", 5);
    }
}

#[test]
fn the_national_edition_comes_back() {
    let pack = Pack::open(national::PACK).unwrap();
    pack.verify().unwrap();
    let handbook = pack.handbook().unwrap();
    let stamp = pack.stamp().unwrap().all().unwrap();
    let again = pack::write(&handbook, &pack.findings().unwrap(), stamp);
    assert_eq!(again, national::PACK);
}

#[test]
fn every_guide_is_the_same_alone_and_among_the_others() {
    let pack = Pack::open(national::PACK).unwrap();
    let guides = pack.guides().unwrap();
    let all = pack.handbook().unwrap().guides;
    for (place, guide) in all.iter().enumerate() {
        assert_eq!(guides.get(place).unwrap(), *guide);
        assert_eq!(guides.find(guide.value.id.as_str()).unwrap().as_ref(), Some(guide));
    }
}

#[test]
fn a_pack_cut_short_is_refused() {
    let mut numbers = Numbers(0x2005_1124);
    let ends = std::iter::repeat_with(|| numbers.below(national::PACK.len())).take(200);
    // Up to 99 bytes each length: there the parts begin that a header leads to.
    for end in (0..100).chain(ends) {
        assert!(Pack::open(&national::PACK[..end]).is_err());
    }
}

#[test]
fn a_bit_that_flips_is_noticed_by_whoever_reads_it() {
    let mut numbers = Numbers(0x2005_0901);
    let national = Pack::open(national::PACK).unwrap();
    let good = national.guides().unwrap();
    for _ in 0..40 {
        let mut bytes = national::PACK.to_vec();
        let place = 240 + numbers.below(bytes.len() - 240);
        bytes[place] ^= 1 << numbers.below(8);
        let seen = Seen::nothing(bytes.len());
        let pack = Pack::guarded(&bytes, &seen).unwrap();
        assert!(pack.handbook().is_err() || pack.index().is_err() || pack.verify().is_err());
        let Ok(guides) = pack.guides() else { continue };
        for place in 0..good.len() {
            // Right or refused: never another guide than was written.
            assert!(
                guides.get(place).is_ok_and(|read| read == good.get(place).unwrap())
                    || guides.get(place).is_err()
            );
        }
    }
}

#[test]
fn bits_that_flip_do_no_harm() {
    let mut numbers = Numbers(0x2026_1124);
    for round in 0..150 {
        let mut bytes = national::PACK.to_vec();
        for _ in 0..=round % 20 {
            // Half of them hit the front, where lengths and places stand.
            let end = if numbers.below(2) == 0 { 600 } else { bytes.len() };
            let place = numbers.below(end);
            bytes[place] ^= 1 << numbers.below(8);
        }
        // The header is as it was: what is behind it must be read.
        bytes[..24].copy_from_slice(&national::PACK[..24]);
        assert!(Pack::open(&bytes).unwrap().verify().is_err() || bytes == national::PACK);
        decode(&bytes);
    }
}

#[test]
fn sections_of_nonsense_do_no_harm() {
    let mut numbers = Numbers(0x1949_1001);
    for _ in 0..60 {
        let mut bytes = national::PACK.to_vec();
        let (start, length) = (numbers.below(bytes.len()), numbers.below(5000));
        let end = (start + length).min(bytes.len());
        for byte in &mut bytes[start.max(240)..end.max(240)] {
            *byte = u8::try_from(numbers.below(256)).unwrap();
        }
        decode(&bytes);
    }
}
