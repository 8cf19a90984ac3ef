//! The pages in `server/docs/rules` are those of the registry. `UPDATE_DOCS=1 cargo test -p rules --test docs` writes
//! them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rules::registry::{ENTRIES, Entry};
use rules::{FixKind, Severity};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn level(severity: Option<Severity>) -> &'static str {
    severity.map_or("off", Severity::name)
}

fn page(entry: &Entry) -> String {
    let rule = entry.rule;
    let fix = match rule.fix {
        FixKind::None => "none",
        FixKind::Safe => "safe",
        FixKind::Unsafe => "unsafe: look at the result",
    };
    let microsoft = rule.microsoft.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
    let microsoft = if microsoft.is_empty() { "none".to_owned() } else { microsoft };
    let levels = rule.levels;
    format!(
        "<!-- Made from the rule's source file. Change it there. -->\n\n# {code}\n\n{summary}.\n\n\
         | Custom | Certified | Independent publisher | Fix | Microsoft's code |\n|---|---|---|---|---|\n\
         | {custom} | {certified} | {independent} | {fix} | {microsoft} |\n\n{text}\n",
        code = rule.code,
        summary = rule.summary,
        custom = level(levels.custom),
        certified = level(levels.certified),
        independent = level(levels.independent),
        text = entry.page.trim(),
    )
}

/// The list of all rules.
fn index() -> String {
    let mut text = format!(
        "<!-- Made from the rules' source files. -->\n\n# Rules\n\nThere are {} rules. \
         Severities are for custom, certified and independent publisher connectors.\n",
        ENTRIES.len()
    );
    let mut group = "";
    for Entry { rule, .. } in ENTRIES {
        if rule.group() != group {
            group = rule.group();
            let _ = write!(
                text,
                "\n## {group}\n\n| Rule | Finds | Custom | Certified | Independent | Fix |\n|---|---|---|---|---|---|\n"
            );
        }
        let _ = writeln!(
            text,
            "| [`{code}`]({code}.md) | {} | {} | {} | {} | {} |",
            rule.summary,
            level(rule.levels.custom),
            level(rule.levels.certified),
            level(rule.levels.independent),
            rule.fix.name(),
            code = rule.code,
        );
    }
    text
}

/// The files below `folder`, by path relative to it.
fn written(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(name) = path.strip_prefix(folder) {
            let name = name.to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).unwrap().replace("\r\n", "\n"));
        }
    }
    found
}

#[test]
fn the_pages_are_up_to_date() {
    let folder = docs().join("rules");
    let mut wanted: BTreeMap<String, String> =
        ENTRIES.iter().map(|entry| (format!("{}.md", entry.rule.code), page(entry))).collect();
    wanted.insert("README.md".to_owned(), index());
    if env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &wanted {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let found = written(&folder);
    let stale: Vec<&String> =
        wanted.keys().chain(found.keys()).filter(|name| wanted.get(*name) != found.get(*name)).collect();
    assert!(stale.is_empty(), "run UPDATE_DOCS=1 cargo test -p rules --test docs; stale: {stale:?}");
}
