//! What a file is made of: outlines, folds, selections, layout and colours.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::needless_pass_by_value, reason = "what is expected is written in place")]
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod folding;
mod formatting;
mod formatting_everywhere;
mod selection;
mod semantic_tokens;
mod support;
mod symbol_search;
mod symbols;
