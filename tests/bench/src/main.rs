//! Parses files with `serde_json`, one after the other, as the limit that a checker of JSON is measured against.
//!
//! `bench FILE…` reads each file into a `serde_json::Value` and prints how many were JSON.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let (mut parsed, mut bytes, mut refused) = (0, 0, 0);
    for path in env::args_os().skip(1) {
        let Ok(text) = fs::read(&path) else {
            eprintln!("cannot read {}", path.display());
            return ExitCode::from(2);
        };
        bytes += text.len();
        match serde_json::from_slice::<serde_json::Value>(&text) {
            Ok(_) => parsed += 1,
            Err(_) => refused += 1,
        }
    }
    println!("{parsed} files parsed, {refused} refused, {bytes} bytes");
    ExitCode::SUCCESS
}
