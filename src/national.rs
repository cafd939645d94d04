//! The built-in edition, as the build made it.

/// The edition as a pack.
pub const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/national.pack"));

/// Path and text of the files it was made from, for the editions that change them.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/national_files.rs"));
