//! A small guide for tests: what every guide must have, with the parts that a test is about.

use crate::handbook::model::Guide;

/// What every guide must have.
const HEAD: &str = "
id: own
title: 自己的
summary: 简介
kind: public_service
office: bureau
status: in_force
checked_on: '2026-11-23'
";

/// Returns a guide with some parts.
#[track_caller]
pub(crate) fn guide(parts: &str) -> Guide {
    serde_yaml::from_str(&format!("{HEAD}{parts}")).unwrap()
}
