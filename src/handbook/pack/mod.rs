//! A handbook as one file of bytes.

pub mod codec;
