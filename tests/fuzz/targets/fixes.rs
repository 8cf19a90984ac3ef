//! Any connector: every fix of every finding can be made.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::fixes::check(bytes));
