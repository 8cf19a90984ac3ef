//! What features show: hovers, hints, lenses and lists.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod change_page;
mod code_lenses;
mod colors;
mod document_links;
mod hover;
mod inlay_hints;
mod limits;
mod operation_tree;
mod preview;
mod property_list;
mod robust;
mod signature_help;
mod support;
