//! What the comparison of two connectors finds.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod absent;
mod causes;
mod history;
mod kinds;
mod places;
mod remedies;
mod robust;
mod same;
mod support;
mod table;
mod updates;
mod whole;
