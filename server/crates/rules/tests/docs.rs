//! The pages in `server/docs/rules` and `server/docs/microsoft-codes.md` are those of the registry, and so are the numbers in
//! the README. `UPDATE_DOCS=1 cargo test -p rules --test docs` writes them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use rules::microsoft::{SUBJECTS, codes, reason};
use rules::registry::{ENTRIES, Entry};
use rules::{FixKind, Rule, Severity};

const COMMAND: &str = "run UPDATE_DOCS=1 cargo test -p rules --test docs";

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
            "| [`{code}`]({code}.md) | {} | {} |",
            rule.summary,
            grades(rule),
            code = rule.code,
        );
    }
    text
}

/// Cells of a table: the severity by profile, and the fix.
fn grades(rule: &Rule) -> String {
    let levels = [rule.levels.custom, rule.levels.certified, rule.levels.independent].map(level).join(" | ");
    format!("{levels} | {}", rule.fix.name())
}

/// The rules that stand for a code of Microsoft's.
fn rules_for(code: &str) -> impl Iterator<Item = &'static Rule> {
    ENTRIES.iter().map(|entry| entry.rule).filter(move |rule| rule.microsoft.contains(&code))
}

/// How many codes of Microsoft's have a rule.
fn covered() -> usize {
    codes().filter(|code| rules_for(code).next().is_some()).count()
}

/// The page on the codes of Microsoft's validator.
fn microsoft_codes() -> String {
    let mut text = format!(
        "<!-- Made from the rules and from server/crates/rules/src/microsoft.rs. Change it there. -->\n\n\
         # Microsoft's codes\n\n\
         When a connector is created, updated or certified, Microsoft's cloud checks its definition and answers with \
         [codes](https://learn.microsoft.com/connectors/custom-connectors/certification-swagger-validator-rules). For \
         {covered} of the {all} there are rules that find the same offline. Microsoft does not say how grave a code is; \
         severities are those of the rules, for custom, certified and independent publisher connectors.\n",
        covered = covered(),
        all = codes().count(),
    );
    for subject in SUBJECTS {
        let _ = write!(
            text,
            "\n## {}\n\n| Code | Rule | Custom | Certified | Independent | Fix |\n|---|---|---|---|---|---|\n",
            subject.title
        );
        for code in subject.codes {
            for rule in rules_for(code) {
                let _ = writeln!(
                    text,
                    "| `{code}` | [`{rule}`](rules/{rule}.md) | {} |",
                    grades(rule),
                    rule = rule.code
                );
            }
            if reason(code).is_some() {
                let _ = writeln!(text, "| `{code}` | [none](#without-a-rule) | | | | |");
            }
        }
    }
    text.push_str("\n## Without a rule\n\n| Code | Why |\n|---|---|\n");
    for (code, reason) in codes().filter_map(|code| Some((code, reason(code)?))) {
        let _ = writeln!(text, "| `{code}` | {reason} |");
    }
    text
}

/// `text` with `numbers` between the two texts, where there are numbers already.
fn with_numbers(text: &str, before: &str, numbers: &str, after: &str) -> String {
    let end = text.find(after).unwrap_or_else(|| panic!("{after:?} is not there"));
    let start = text[..end].rfind(before).unwrap_or_else(|| panic!("{before:?} is not there")) + before.len();
    assert!(end - start < 20, "no numbers between {before:?} and {after:?}");
    format!("{}{numbers}{}", &text[..start], &text[end..])
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
    assert!(stale.is_empty(), "{COMMAND}; stale: {stale:?}");
}

/// Asserts that the file has this text, or writes it.
#[track_caller]
fn check_file(path: &Path, wanted: &str) {
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, wanted).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "{}: {COMMAND}", path.display());
}

#[test]
fn the_page_of_microsofts_codes_is_up_to_date() {
    check_file(&docs().join("microsoft-codes.md"), &microsoft_codes());
}

#[test]
fn the_readme_has_the_numbers() {
    let path = docs().join("../../README.md");
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let text = with_numbers(&text, "All ", &ENTRIES.len().to_string(), " rules: [server/docs/rules]");
    let numbers = format!("{} of {}", covered(), codes().count());
    let text = with_numbers(&text, "for ", &numbers, " [codes of Microsoft's validator]");
    check_file(&path, &text);
}
