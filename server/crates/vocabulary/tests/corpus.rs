//! Real connectors against the tables: published files work on the platform, so nearly every member in
//! them must be known and of an allowed type. Runs when `CONNECTOR_CORPUS` names a folder of connectors.

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use vocabulary::Place;
use walk::walk;

fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("CONNECTOR_CORPUS") {
        return Some(folder.into());
    }
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus");
    shared.is_dir().then_some(shared)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn root_of(path: &Path) -> Option<Place> {
    if path.extension()? != "json" {
        return None;
    }
    match path.file_stem()?.to_str()?.to_ascii_lowercase().as_str() {
        "apiproperties" => Some(Place::PropertiesRoot),
        "settings" => Some(Place::SettingsRoot),
        name if name.starts_with("apidefin") || name.ends_with("swagger") => Some(Place::Root),
        _ => None,
    }
}

/// Findings below are real mistakes of published connectors. Two in a hundred files leave room for other
/// collections, while one wrong entry of a table shows up in far more.
#[test]
fn published_connectors_fit_the_tables() {
    let Some(folder) = folder() else {
        eprintln!("skipped: CONNECTOR_CORPUS is not set");
        return;
    };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    paths.sort();
    let mut findings: BTreeMap<String, (usize, PathBuf)> = BTreeMap::new();
    let mut with_findings = BTreeSet::new();
    let mut read = 0;
    for path in paths {
        let Some(root) = root_of(&path) else { continue };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let Ok(value) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else { continue };
        read += 1;
        walk(root, &value, &mut |message| {
            findings.entry(message).or_insert((0, path.clone())).0 += 1;
            with_findings.insert(path.clone());
        });
    }
    for (message, (count, path)) in &findings {
        println!("{count:6} {message}  ({})", path.display());
    }
    assert!(read > 100, "only {read} files could be read in {}", folder.display());
    assert!(with_findings.len() * 50 <= read, "{} of {read} files do not fit", with_findings.len());
}
