//! Refactorings: each on marked text in the four layouts, and all of them on real connectors.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod choices;
mod dynamic_twin;
mod extract;
mod flatten_all_of;
mod inline;
mod move_parameter;
mod openapi2;
mod properties;
mod real;
mod remove_unused;
mod robust;
mod schema_from_sample;
mod support;
mod there_and_back;
