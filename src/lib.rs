//! An offline handbook of an education bureau's procedures.

pub mod edition;
pub mod handbook;
pub mod national;
pub mod page;
pub mod search;
