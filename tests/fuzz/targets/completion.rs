//! Any place in any connector: editor features answer, and what they insert can be inserted.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::completion::check(bytes));
