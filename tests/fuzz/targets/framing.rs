//! Any bytes of a client: messages, the same however the bytes come in.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::framing::check(bytes));
