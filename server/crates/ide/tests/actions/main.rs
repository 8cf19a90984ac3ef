//! Code actions.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod changes;
mod findings;
mod lifecycle;
mod support;
