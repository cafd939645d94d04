//! What a start of the program costs before its first line, and what it does all the same.

#![cfg(all(target_os = "linux", target_env = "gnu"))]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod bureau;

use std::fs;
use std::process::Command;

use bureau::Bureau;

#[test]
fn the_program_loads_no_library_but_the_c_library() {
    let program = fs::read(env!("CARGO_BIN_EXE_guide")).unwrap();
    let names = |library: &[u8]| program.split(|byte| *byte == 0).any(|name| name == library);
    assert!(names(b"libc.so.6"));
    assert!(!names(b"libm.so.6"), "a function of the C library of mathematics is called");
    assert!(!names(b"libgcc_s.so.1"), "the unwinder is not part of the program");
}

#[test]
fn the_loader_has_no_addresses_to_fill_in() {
    let program = fs::read(env!("CARGO_BIN_EXE_guide")).unwrap();
    let kind = &program[16..18];
    assert_eq!(kind, 2_u16.to_ne_bytes(), "the program does not say where in memory it lies");
}

#[test]
fn a_file_never_takes_the_place_of_a_stream_that_was_closed() {
    let bureau = Bureau::new();
    let pack = |name: &str, streams: &str| {
        let file = bureau.folder().with_file_name(name);
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!(r#""$0" pack "$1" --output "$2" {streams}"#));
        shell.arg(env!("CARGO_BIN_EXE_guide")).arg(bureau.folder()).arg(&file);
        assert!(shell.env("LANG", "en").status().unwrap().success());
        fs::read(file).unwrap()
    };
    assert_eq!(pack("closed.pack", "<&- >&- 2>&-"), pack("open.pack", "2>/dev/null"));
}
