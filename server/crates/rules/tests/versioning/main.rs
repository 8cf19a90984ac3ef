//! Families at every moment of their lives: what the guide shows is right, what is wrong has one finding, and a fix
//! leaves nothing to be said.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod life;
mod order;
#[allow(dead_code, reason = "other tests need more of it")]
mod support;
