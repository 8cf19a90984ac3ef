//! What `check --fix` does to real connectors: every file that parsed still parses, findings only go down, a second run
//! changes nothing, and nothing that is published breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::{env, fs, process, thread};

use fixture::corpus;
use serde_json::Value;

/// Path in the corpus to content.
type Files = BTreeMap<String, Vec<u8>>;

/// Connector and rule to the number of findings.
type Counts = BTreeMap<(String, String), usize>;

/// A copy of the corpus that is removed at the end, and the corpus.
struct Copied {
    corpus: PathBuf,
    folder: PathBuf,
}

impl Copied {
    fn new(corpus: PathBuf, name: &str) -> Self {
        let folder = env::temp_dir().join(format!("connector-ls-fixes-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        let copied = Self { corpus, folder };
        for (path, content) in files(&copied.corpus) {
            let path = copied.folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // Written and not copied: files of the corpus may be read-only.
            fs::write(path, content).unwrap();
        }
        copied
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_connector-ls"));
        command.args(arguments).current_dir(&self.folder).env_remove("GITHUB_ACTIONS");
        let output = command.output().expect("the binary runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {:?} {stderr}", output.status);
        assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
        output
    }

    fn check(&self, arguments: &[&str]) -> Output {
        self.run(&[&["check", "--format", "json", "--min-severity", "hint"], arguments].concat())
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(below) = todo.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().expect("a plain name");
                found.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn findings(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn text<'f>(finding: &'f Value, member: &str) -> &'f str {
    finding[member].as_str().expect("a text")
}

/// The folder that a file is in.
fn connector_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn counts(findings: &[Value]) -> Counts {
    let mut counts = Counts::new();
    for finding in findings {
        let connector = connector_of(text(finding, "path")).to_owned();
        *counts.entry((connector, text(finding, "code").to_owned())).or_default() += 1;
    }
    counts
}

fn is_json(content: &[u8]) -> bool {
    serde_json::from_slice::<Value>(content).is_ok()
}

/// The breaking changes between the corpus and its copy in these folders.
fn breaking(copied: &Copied, folders: BTreeSet<&str>) -> Vec<String> {
    let waiting = Mutex::new(folders.into_iter());
    let found = Mutex::new(Vec::new());
    let compare_all = || {
        loop {
            let Some(folder) = waiting.lock().unwrap().next() else { break };
            let (old, new) = (copied.corpus.join(folder), copied.folder.join(folder));
            let output =
                copied.run(&["diff", "--format", "json", old.to_str().unwrap(), new.to_str().unwrap()]);
            let changes = findings(&output).into_iter().filter(|change| change["class"] == "breaking");
            found.lock().unwrap().extend(changes.map(|change| format!("{folder}: {change}")));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(compare_all);
        }
    });
    found.into_inner().unwrap()
}

fn fix_the_corpus(test: &str, profile: &str) {
    let Some(corpus) = corpus(test) else { return };
    let copied = Copied::new(corpus, profile);
    let profile = ["--profile", profile];
    let old = files(&copied.folder);
    let before = findings(&copied.check(&profile));
    let first = copied.check(&[&["--fix"], &profile[..]].concat());
    let new = files(&copied.folder);
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>(), "files came or went");

    let changed: Vec<&str> =
        old.iter().filter(|(path, content)| new[*path] != **content).map(|(path, _)| path.as_str()).collect();
    let summary = format!(" in {} files.\n", changed.len());
    let stderr = String::from_utf8_lossy(&first.stderr);
    assert!(changed.len() > 100, "only {} files were changed", changed.len());
    assert!(stderr.starts_with("Fixed ") && stderr.contains(&summary), "{stderr}");
    let fixable: BTreeSet<&str> = before
        .iter()
        .filter(|finding| finding["fix"] == "safe")
        .map(|finding| text(finding, "path"))
        .collect();
    let untold: Vec<_> = changed.iter().filter(|path| !fixable.contains(*path)).collect();
    assert!(untold.is_empty(), "changed without a finding that has a safe fix: {untold:#?}");
    let damaged: Vec<_> =
        changed.iter().filter(|path| is_json(&old[**path]) && !is_json(&new[**path])).collect();
    assert!(damaged.is_empty(), "no JSON any more: {damaged:#?}");

    let after = findings(&first);
    let (counts_before, counts_after) = (counts(&before), counts(&after));
    let risen: Vec<_> = counts_after
        .iter()
        .filter(|(key, count)| **count > counts_before.get(*key).copied().unwrap_or_default())
        .collect();
    assert!(risen.is_empty(), "fixes have added findings: {risen:#?}");
    let left: Vec<_> = after.iter().filter(|finding| finding["fix"] == "safe").collect();
    assert!(left.is_empty(), "safe fixes are left: {left:#?}");

    let second = copied.check(&[&["--fix"], &profile[..]].concat());
    let stderr = String::from_utf8_lossy(&second.stderr);
    assert!(stderr.starts_with("No file was changed.\n"), "{stderr}");
    assert!(new == files(&copied.folder), "the second run has changed files");
    assert!(first.stdout == second.stdout, "the second run finds something else");

    let breaking = breaking(&copied, changed.iter().map(|path| connector_of(path)).collect());
    assert!(breaking.is_empty(), "{}", breaking.join("\n"));
}

#[test]
fn fixes_of_the_usual_profile_keep_what_is_published() {
    fix_the_corpus("fixes_of_the_usual_profile_keep_what_is_published", "auto");
}

#[test]
fn fixes_for_certified_connectors_keep_what_is_published() {
    fix_the_corpus("fixes_for_certified_connectors_keep_what_is_published", "certified");
}

#[test]
fn fixes_for_independent_publishers_keep_what_is_published() {
    fix_the_corpus("fixes_for_independent_publishers_keep_what_is_published", "independent");
}
