//! What a handbook is: its values, its model, how files become a model, and how a model becomes
//! one pack of bytes and back.
//!
//! Shared with `build.rs`, which compiles the built-in edition with it. It knows no terminal,
//! clock, command line or language of messages.

#[macro_use]
pub mod value;
#[macro_use]
pub mod codec;

pub mod bytes;
pub mod crew;
pub mod index;
pub mod load;
pub mod model;
pub mod pack;
mod squeeze;
