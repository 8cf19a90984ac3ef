//! The registry follows the folders, and every entry is complete.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use rules::page::sections;
use rules::registry::ENTRIES;

#[test]
fn every_file_in_a_group_folder_is_a_rule_with_the_code_of_its_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = HashSet::new();
    for group in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&group).unwrap().map(|entry| entry.unwrap().path()) {
            let part = |path: &Path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            files.insert(format!("{}/{}", part(&group), part(&file)));
        }
    }
    let codes: HashSet<String> = ENTRIES.iter().map(|entry| entry.rule.code.to_owned()).collect();
    assert_eq!(files, codes);
    assert_eq!(ENTRIES.len(), codes.len());
}

#[test]
fn every_page_says_what_and_why_before_its_examples() {
    for entry in ENTRIES {
        let code = entry.rule.code;
        let sections = sections(entry.page);
        assert!(sections[0].title.is_empty() && sections[0].text.len() > 40, "{code}: no introduction");
        assert!(sections[0].text.ends_with(['.', ')']), "{code}: the introduction ends in mid-sentence");
        let summary = entry.rule.summary;
        assert!(
            !summary.is_empty() && !summary.ends_with('.') && summary.len() < 100,
            "{code}: summary {summary:?}"
        );
        for section in &sections[1..] {
            assert!(
                ["Bad", "Good", "Fix", "See also"].contains(&section.title),
                "{code}: unknown heading {:?}",
                section.title
            );
        }
    }
}
