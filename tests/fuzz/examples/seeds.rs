//! Writes what a fuzzer starts from below the folder that is named: `formats.dict` and `seeds/<target>/…`.
//!
//! All of it is made of the sample connectors and the tables of the formats, so that nothing of it is kept in the
//! repository.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

// Its library has what the counters in the code call.
use libfuzzer_sys as _;

/// The targets whose input is a list of choices.
const BY_CHOICES: [&str; 5] = ["keystrokes", "edits", "fixes", "diff", "completion"];

fn main() -> io::Result<()> {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("name the folder to write to"));
    };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("formats.dict"), fuzz::words::dictionary())?;
    let seeds = folder.join("seeds");
    for (number, (_, text)) in fixture::texts(&fixture::samples()).into_iter().enumerate() {
        write(&seeds, "parse_tree", number, text.as_bytes())?;
    }
    // Some connectors, with choices behind them that differ. The fuzzer finds the others by their numbers, and every seed
    // takes time at each start.
    for number in (0..fuzz::seeds::seeds().len()).step_by(8) {
        let mut rng = fixture::Rng::new(number as u64);
        let choices: Vec<u8> = (0..24).map(|_| rng.below(256) as u8).collect();
        let start = (number as u16).to_le_bytes();
        for target in BY_CHOICES {
            let first: &[u8] = if target == "edits" { &[4] } else { &[] };
            write(&seeds, target, number, &[first, &start, &choices].concat())?;
        }
    }
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#;
    let stream = format!("Content-Length: {}\r\n\r\n{body}", body.len()).repeat(2);
    for number in 0..8_u8 {
        write(&seeds, "framing", number.into(), &[&[number, 3 * number, 0, 0], stream.as_bytes()].concat())?;
    }
    Ok(())
}

fn write(seeds: &Path, target: &str, number: usize, bytes: &[u8]) -> io::Result<()> {
    let folder = seeds.join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{number:04}")), bytes)
}
