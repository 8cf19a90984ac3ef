//! The rooms stay apart: what `ARCHITECTURE.md` says each must not know is not in its code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// The Rust files below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {}", folder.display());
    found
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates")
}

/// The lines of `path` that hold one of `words`, comments and test modules aside.
fn lines_with(path: &Path, words: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim()))
        .collect()
}

fn assert_absent(folders: &[&str], words: &[&str]) {
    let found: Vec<String> = folders
        .iter()
        .flat_map(|folder| sources(&crates().join(folder).join("src")))
        .flat_map(|path| lines_with(&path, words))
        .collect();
    assert!(found.is_empty(), "{words:?} in the wrong room:\n{}", found.join("\n"));
}

const CORE: [&str; 6] = ["syntax", "vocabulary", "connector", "evolution", "rules", "ide"];

#[test]
fn the_core_does_no_io_and_knows_no_clock_no_async_and_no_protocol() {
    let words = [
        "std::fs",
        "std::net",
        "std::io",
        "std::time",
        "std::process",
        "std::env",
        "tokio",
        "tower_lsp",
        "async fn",
    ];
    assert_absent(&CORE, &words);
}

#[test]
fn the_core_does_not_return_results_from_its_features() {
    // The tables of `vocabulary` panic while they are compiled, which is the point of it.
    assert_absent(&["vocabulary"], &["-> Result<", "todo!(", "unimplemented!("]);
    assert_absent(
        &["syntax", "connector", "rules"],
        &["-> Result<", "-> io::Result", "panic!(", "todo!(", "unimplemented!("],
    );
}

#[test]
fn syntax_knows_json_and_not_connectors() {
    assert_absent(&["syntax"], &["swagger", "apiProperties", "x-ms-", "operationId"]);
}

#[test]
fn only_lsp_knows_the_protocol() {
    assert_absent(&["cli", "baseline"], &["tower_lsp", "lsp_types", "tokio"]);
}

#[test]
fn only_baseline_knows_git_and_it_knows_nothing_of_rules_or_changes() {
    let others: Vec<&str> = CORE.into_iter().chain(["lsp", "cli"]).collect();
    assert_absent(&others, &["gix::"]);
    assert_absent(&["baseline"], &["evolution::", "rules::", "ide::"]);
}

/// What could fetch, run a filter or ask for a password is not compiled in.
#[test]
fn gix_has_only_the_features_that_read() {
    let manifest = fs::read_to_string(crates().join("../../Cargo.toml")).unwrap();
    let gix = manifest.lines().find(|line| line.starts_with("gix = ")).unwrap();
    assert!(gix.contains("default-features = false"), "{gix}");
    assert!(gix.contains(r#"features = ["revision", "parallel", "sha1", "sha256"]"#), "{gix}");
}

#[test]
fn files_are_read_in_one_place_of_each_program() {
    for (room, allowed) in [("lsp", "workspace"), ("cli", "workspace")] {
        for path in sources(&crates().join(room).join("src")) {
            let inside = path.strip_prefix(crates().join(room).join("src")).unwrap();
            // `lifetime` asks the system whether the editor is still there, where that is a file.
            let is_allowed =
                [allowed, "workspace.rs", "lifetime.rs"].iter().any(|name| inside.starts_with(name));
            if is_allowed {
                continue;
            }
            let found =
                lines_with(&path, &["std::fs", "fs::read", "fs::write", "File::open", "File::create"]);
            assert!(found.is_empty(), "files are read outside of {room}::{allowed}:\n{}", found.join("\n"));
        }
    }
}

#[test]
fn the_server_opens_no_socket_and_starts_no_program() {
    assert_absent(
        &["lsp", "ide", "rules", "evolution", "connector", "baseline"],
        &["std::net", "tokio::net", "std::process::Command", "Command::new", "fs::write", "File::create"],
    );
}

#[test]
fn files_stay_short() {
    let folders =
        [crates(), crates().join("../src"), crates().join("../tests"), crates().join("../../tests/e2e")];
    for path in folders.iter().flat_map(|folder| sources(folder)) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 420, "{} has {lines} lines; split it by subject", path.display());
    }
}
