//! Libraries that parse JSON and know nothing of connectors: the limits that connector-ls is measured beside.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{fs, hint, thread};

/// Parses bytes into a tree of values and drops it; says whether they were JSON.
pub type Parse = fn(&[u8]) -> bool;

/// The parser of a library by its name, `serde_json` or `sonic-rs`; `None` for another name.
pub fn parser(library: &str) -> Option<Parse> {
    match library {
        "serde_json" => {
            Some(|bytes| hint::black_box(serde_json::from_slice::<serde_json::Value>(bytes)).is_ok())
        }
        "sonic-rs" => Some(|bytes| hint::black_box(sonic_rs::from_slice::<sonic_rs::Value>(bytes)).is_ok()),
        _ => None,
    }
}

/// Reads and parses all files on some threads, each taking the next file that nobody has; says how many were JSON.
pub fn parse_all(parse: Parse, threads: usize, files: &[PathBuf]) -> Result<String, String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut parsed, mut refused) = (0, 0);
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if parse(&read(path)?) {
                parsed += 1;
            } else {
                refused += 1;
            }
        }
        Ok::<(usize, usize), String>((parsed, refused))
    };
    let counts = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let joined =
            threads.into_iter().map(|thread| thread.join().map_err(|_| "a thread has ended".to_owned())?);
        joined.collect::<Result<Vec<_>, _>>()
    })?;
    let (parsed, refused) = counts.iter().fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    Ok(format!("{parsed} files parsed, {refused} refused"))
}

/// The nanoseconds of the first parse of a file in this process, and the median of so many further ones.
pub fn times(parse: Parse, runs: usize, file: &Path) -> Result<String, String> {
    let bytes = read(file)?;
    let time = || {
        let start = Instant::now();
        if parse(&bytes) { Ok(start.elapsed().as_nanos()) } else { Err("the file is no JSON".to_owned()) }
    };
    let first = time()?;
    let mut further = (0..runs.max(1)).map(|_| time()).collect::<Result<Vec<_>, _>>()?;
    further.sort_unstable();
    Ok(format!("{first} {}", further[further.len() / 2]))
}

/// The bytes of a file, without the byte order mark that these libraries do not take.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    Ok(bytes)
}
