//! Any two connectors: comparing them comes to an end and fits together.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::diff::check(bytes));
