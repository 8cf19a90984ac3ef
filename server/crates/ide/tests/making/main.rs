//! What is made by asking an author a few questions.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod folder;
mod operation;
mod policy;
mod sample;
mod support;
