//! The end-to-end client: starts the real binary and speaks to it in bytes, as an editor does.
//!
//! [`Client`] keeps every message of the server until a test asks for it, and fails the test if one is left: a message
//! that nobody expected is a bug on one side. [`binary`] is the program under test.

#![allow(clippy::missing_panics_doc, reason = "everything here panics to fail the test that uses it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "only tests use this crate")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "parameters are written in place, and read better without `&`"
)]

mod binary;
pub mod capabilities;
mod client;
mod edits;
mod everything;
mod folder;
mod repository;
mod requests;
mod shop;
mod wire;

pub use binary::binary;
pub use client::{Client, Options};
pub use edits::{Buffers, range_of};
pub use everything::ask_everything;
pub use folder::{Folder, copy_of_sample, uri_of};
pub use repository::git;
pub use requests::REQUESTS;
pub use shop::{
    DEFINITION, NOT_FOUND, ORDERS, PROPERTIES, change_codes, changes, definition, has, properties,
    published_orders, shop, start,
};
pub use wire::{Replies, framed};
