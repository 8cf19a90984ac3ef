//! Wall time and allocations of each stage on each definition.
//!
//! `CONNECTOR_DEFINITIONS` names the definitions, separated as in `PATH`; `tests/bench/run --stages` sets it to those
//! of three sizes. Without it the largest definition of the sample connectors is taken.

use std::path::PathBuf;
use std::{env, fmt, fs};

use bench::stages::{STAGES, Stage};
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A stage on a definition.
struct Case {
    stage: Stage,
    text: String,
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {} KB", self.stage, self.text.len() / 1000)
    }
}

fn definitions() -> Vec<PathBuf> {
    if let Some(paths) = env::var_os("CONNECTOR_DEFINITIONS") {
        return env::split_paths(&paths).collect();
    }
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |file| file.len());
    fixture::connector_files(&fixture::samples()).into_iter().max_by_key(size).into_iter().collect()
}

fn cases() -> Vec<Case> {
    let texts: Vec<String> = definitions().iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let pairs = STAGES.iter().flat_map(|stage| texts.iter().map(|text| (*stage, text.clone())));
    pairs.map(|(stage, text)| Case { stage, text }).collect()
}

#[divan::bench(args = cases(), max_time = 1)]
fn stages(bencher: Bencher<'_, '_>, case: &Case) {
    bencher.bench_local((case.stage.prepare)(&case.text));
}
