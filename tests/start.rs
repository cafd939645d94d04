//! What a start of the program costs before `main`.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

#[test]
fn the_program_loads_no_library_but_the_c_library() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_guide")).unwrap();
    let names = |library: &[u8]| program.split(|byte| *byte == 0).any(|name| name == library);
    assert!(names(b"libc.so.6"));
    assert!(!names(b"libm.so.6"), "a function of the C library of mathematics is called");
    assert!(!names(b"libgcc_s.so.1"), "the unwinder is not part of the program");
}

#[test]
fn the_loader_has_no_addresses_to_fill_in() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_guide")).unwrap();
    let kind = &program[16..18];
    assert_eq!(kind, 2_u16.to_ne_bytes(), "the program does not say where in memory it lies");
}
