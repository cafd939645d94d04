//! A handbook as one file of bytes.

#[macro_use]
pub mod codec;
mod records;
mod values;
