//! An offline handbook of an education bureau's procedures.

pub mod handbook;
pub mod page;
