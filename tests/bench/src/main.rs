//! What `tests/bench/run` starts beside connector-ls.
//!
//! - `bench parse LIBRARY THREADS FILE…` reads and parses each file, and prints how many were JSON.
//! - `bench times LIBRARY RUNS FILE` prints the nanoseconds of the first parse, and the median of so many further ones.
//! - `bench stage NAME RUNS FILE` does the work of a stage so many times: instructions are counted from outside.
//! - `bench stages` prints the names of the stages.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use bench::limits::{parse_all, parser, times};
use bench::stages::STAGES;

const USAGE: &str =
    "bench parse LIBRARY THREADS FILE… | times LIBRARY RUNS FILE | stage NAME RUNS FILE | stages";

fn main() -> ExitCode {
    match run(env::args_os().skip(1).map(PathBuf::from)) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: impl Iterator<Item = PathBuf>) -> Result<String, String> {
    let mut word = || arguments.next().ok_or(USAGE).map(|word| word.to_string_lossy().into_owned());
    let command = word()?;
    if command == "stages" {
        return Ok(STAGES.map(|stage| stage.name).join("\n"));
    }
    let (name, count) = (word()?, word()?);
    let count: usize = count.parse().map_err(|_| USAGE)?;
    let files: Vec<PathBuf> = arguments.collect();
    let file = files.first().ok_or(USAGE)?;
    let library = || parser(&name).ok_or_else(|| format!("{name} is no library here"));
    match command.as_str() {
        "parse" => parse_all(library()?, count, &files),
        "times" => times(library()?, count, file),
        "stage" => {
            let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            let stage = STAGES.iter().find(|stage| stage.name == name);
            let mut work = (stage.ok_or_else(|| format!("{name} is no stage"))?.prepare)(&text);
            (0..count).for_each(|_| work());
            Ok(format!("{count} times {name}"))
        }
        _ => Err(USAGE.to_owned()),
    }
}
