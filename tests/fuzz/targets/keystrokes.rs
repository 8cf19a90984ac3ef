//! A document in an editor: what is kept from the text before gives the same as a fresh reading.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::keystrokes::check(bytes));
