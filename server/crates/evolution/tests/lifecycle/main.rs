//! The steps of an operation's life, on small connectors and on real ones.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod corpus;
mod keeping;
mod keeping_support;
mod kept_lives;
mod lists;
mod lives;
mod refusals;
mod retire;
mod steps;
mod support;
mod titles;
mod walks;
mod walkthrough;
