//! The command line over real connectors: every file is read, nothing panics, and what is found is what
//! `server/docs/corpus.md` lists and justifies.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod errors;
mod incidence;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use fixture::corpus;
use serde_json::Value;

/// The corpus that the page is about. Another one has other connectors.
fn corpus_of_the_page(test: &str) -> Option<PathBuf> {
    if env::var_os("CONNECTOR_CORPUS").is_some() {
        eprintln!("skipped {test}: another corpus is set");
        return None;
    }
    corpus(test)
}

/// Checks `folder`, from inside of it, so that paths begin with what stands in it.
fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_connector-ls"))
        .arg("check")
        .args(arguments)
        .arg(".")
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .output()
        .expect("the binary runs")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

/// One finding, as far as the page tells of it.
struct Finding {
    code: String,
    /// The folders to the connector: `certified-connectors/DocuSign` if the whole corpus was checked.
    connector: String,
    is_error: bool,
}

/// All findings of `folder` in this profile.
fn findings(folder: &Path, profile: &str) -> Vec<Finding> {
    let output = check(folder, &["--format", "json", "--min-severity", "hint", "--profile", profile]);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let finding = |line: Value| {
        let path = text(&line["path"]).replace('\\', "/");
        let (connector, _) = path.rsplit_once('/').expect("a file in a folder");
        Finding {
            code: text(&line["code"]),
            connector: connector.to_owned(),
            is_error: line["severity"] == "error",
        }
    };
    lines(&output).into_iter().map(finding).collect()
}

/// The page's section below this heading, up to the next one of its level.
fn section(heading: &str) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/corpus.md");
    let page = fs::read_to_string(page).expect("docs/corpus.md");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).expect("the heading");
    section.split_once("\n## ").map_or(section, |(section, _)| section).to_owned()
}

/// The cells of the rows that begin with a rule.
fn rows(section: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").map(|cell| cell.trim().trim_end_matches('`')).collect())
}

/// The text of a section in one line, to look for sentences.
fn in_one_line(section: &str) -> String {
    section.split_whitespace().collect::<Vec<_>>().join(" ")
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
        assert!(folder.join(path).exists(), "{path}");
    }
}
