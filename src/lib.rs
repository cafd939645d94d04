//! An offline handbook of an education bureau's procedures.

pub mod calendar;
pub mod cli;
pub mod edition;
pub mod handbook;
pub mod national;
pub mod page;
pub mod record;
pub mod render;
pub mod search;
pub mod tailor;
