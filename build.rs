//! Compiles the built-in edition, `guides/`, into one pack of bytes.
//!
//! Needs no network and no clock: the same files give the same bytes. A finding that is an error
//! stops the build with file, line and column.

#[path = "src/handbook/mod.rs"]
pub mod handbook;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use handbook::load::diagnostic::Severity;
use handbook::load::layer::{GuideFile, Layer};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=guides");
    println!("cargo::rerun-if-changed=src/handbook");
    link_for_a_quick_start();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let layer = Layer::read(Path::new("guides"));
    fs::write(out.join("national_files.rs"), list_of_files(&layer))?;
    let loaded = handbook::load::load(&[layer]);
    for finding in &loaded.findings {
        match finding.severity {
            Severity::Error => println!("cargo::error={finding}"),
            Severity::Warning => println!("cargo::warning={finding}"),
        }
    }
    fs::write(
        out.join("national.pack"),
        handbook::pack::write(&loaded.handbook, &loaded.findings, &[]),
    )
}

/// Returns a Rust expression: path and text of each file, for the layers that change them.
fn list_of_files(layer: &Layer) -> String {
    let mut list = String::from("&[\n");
    let dictionaries = layer.dictionaries.iter().map(|file| file.path.as_str());
    for path in dictionaries.chain(layer.guides.iter().map(GuideFile::path)) {
        let include = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/guides/{path}\")");
        let _ = writeln!(list, "    ({path:?}, include_str!({include})),");
    }
    list.push(']');
    list
}

/// Spares every start what the loader of glibc would do: it fills in the addresses of a program that
/// may lie anywhere, and writes to a quarter of the pages that an empty program touches in all; this
/// program says where it lies. And where the C compiler brings its unwinder along, the program takes
/// it in: one that loads it as a shared library spends 0.1 of an empty program's time on that.
fn link_for_a_quick_start() {
    let gnu = env::var_os("CARGO_CFG_TARGET_ENV").is_some_and(|name| name == "gnu");
    let linux = env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|name| name == "linux");
    if !(gnu && linux) {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    let native = env::var_os("HOST") == env::var_os("TARGET");
    let asked = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    let path = asked.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    if native && path.is_ok_and(|path| Path::new(&path).is_absolute()) {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}
