//! Any bytes as a pack: damaged, and never a panic.

#![no_main]

use guide::handbook::pack::{Pack, Seen};
use guide::search::search;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let seen = Seen::nothing(bytes.len());
    if let Ok(pack) = Pack::guarded(bytes, &seen) {
        let _ = pack.verify();
        let _ = pack.handbook();
    }
    let Ok(pack) = Pack::open(bytes) else { return };
    let _ = pack.handbook();
    let _ = pack.findings();
    let _ = pack.names();
    if let Ok(guides) = pack.guides() {
        let _ = guides.find("transfer");
        let _ = guides.first_page(0, Some("en"));
        let _ = guides.faq(0, "a");
        let _ = guides.free_section(0, "a");
    }
    if let Ok(index) = pack.index() {
        let _ = search(&index, "孩子转学要啥材料 transfer", 5);
    }
});
