//! What holds for any text, any edit and any stream, as one function a target. Each takes the fuzzer's bytes and panics
//! if something does not hold.
//!
//! - [`parse_tree`], [`keystrokes`], [`edits`], [`fixes`], [`diff`], [`completion`], [`framing`]: the targets
//! - [`seeds`]: the connectors that inputs start from
//! - [`editing`]: bytes to edits of a text, some as a careless hand makes them, some that keep it JSON
//! - [`words`]: the words of the formats
//!
//! An input of most targets is not a text but a list of choices (see [`fixture::Rng::of_bytes`]): a connector to start
//! from, then edits. So all of it is tried on what rules and features know, instead of on texts that end at the first
//! bracket.

pub mod completion;
pub mod diff;
pub mod editing;
pub mod edits;
pub mod fixes;
pub mod framing;
pub mod keystrokes;
pub mod parse_tree;
pub mod seeds;
pub mod words;

// Private parts of crates, taken in as they are: what they need is too little to open their crates for it.

#[allow(dead_code, unreachable_pub, reason = "the server needs more of it")]
#[path = "../../../server/crates/lsp/src/frames.rs"]
mod frames;
#[allow(dead_code, reason = "the server needs more of it")]
#[path = "../../../server/crates/lsp/src/message.rs"]
mod message;
#[allow(dead_code, reason = "the server needs more of it")]
#[path = "../../../server/crates/lsp/src/rope.rs"]
mod rope;
#[allow(dead_code, clippy::expect_used, reason = "tests need more of it, and fail by panicking")]
#[path = "../../../server/crates/rules/tests/support/mod.rs"]
mod rule_examples;
#[allow(dead_code, clippy::expect_used, reason = "tests need more of it, and fail by panicking")]
#[path = "../../../server/crates/syntax/tests/edit/model.rs"]
mod wishes;
