//! Any wishes of a JSON editor: the document that was wished for, and every other byte kept.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::edits::check(bytes));
