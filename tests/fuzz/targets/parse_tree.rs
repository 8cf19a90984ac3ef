//! Any text: a tree with the text unchanged, whose spans nest; of JSON the same values as a strict reader gives.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::parse_tree::check(bytes));
