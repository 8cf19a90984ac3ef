//! The command line over real connectors: every file is read, nothing panics, and the errors on certified connectors
//! are those that `server/docs/corpus.md` lists and justifies.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use fixture::corpus;
use serde_json::Value;

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connector-ls"))
        .arg("check")
        .args(arguments)
        .arg(folder)
        .env_remove("GITHUB_ACTIONS")
        .output()
        .expect("the binary runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

#[test]
fn every_connector_is_checked_without_a_panic() {
    let Some(folder) = corpus("every_connector_is_checked_without_a_panic") else { return };
    let output = check(&folder, &["--format", "json", "--min-severity", "hint"]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {stderr}", output.status);
    assert!(!stderr.contains("panicked"), "{stderr}");
    let findings = lines(&output);
    let mut last = (String::new(), 0);
    for finding in &findings {
        let path = finding["path"].as_str().unwrap().to_owned();
        let start = finding["start"].as_u64().unwrap();
        assert!(last <= (path.clone(), start), "{path}: out of order");
        last = (path, start);
    }
    // Broken JSON: placed errors, and the findings of the rest of the file.
    let broken = findings.iter().filter(|finding| finding["code"] == "json/syntax");
    for path in broken.map(|finding| finding["path"].as_str().unwrap()) {
        assert!(Path::new(path).exists() || folder.join(path).exists(), "{path}");
    }
}

/// Rule and connector to the number of findings, as the page lists them.
fn listed() -> BTreeMap<(String, String), u64> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/corpus.md");
    let page = fs::read_to_string(page).expect("docs/corpus.md");
    let mut rows = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        if let [_, code, connector, count, ..] = cells.as_slice()
            && let Ok(count) = count.parse()
        {
            rows.insert(((*code).to_owned(), (*connector).to_owned()), count);
        }
    }
    rows
}

#[test]
fn errors_on_certified_connectors_are_those_that_are_justified() {
    // Another corpus has other connectors; the list is about this one.
    if env::var_os("CONNECTOR_CORPUS").is_some() {
        eprintln!(
            "skipped errors_on_certified_connectors_are_those_that_are_justified: another corpus is set"
        );
        return;
    }
    let Some(folder) = corpus("errors_on_certified_connectors_are_those_that_are_justified") else { return };
    let output =
        check(&folder.join("certified-connectors"), &["--format", "json", "--min-severity", "error"]);
    let mut found: BTreeMap<(String, String), u64> = BTreeMap::new();
    for finding in lines(&output) {
        let path = finding["path"].as_str().unwrap().replace('\\', "/");
        let inside = path.split("certified-connectors/").nth(1).expect("a path in the folder");
        let connector = inside.split('/').next().unwrap().to_owned();
        *found.entry((finding["code"].as_str().unwrap().to_owned(), connector)).or_default() += 1;
    }
    assert_eq!(found, listed());
}
