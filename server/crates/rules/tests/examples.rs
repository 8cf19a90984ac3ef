//! Every rule's page is a test: its bad example gives its finding and nothing else, its good example nothing.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use fixture::layouts;
use rules::page::examples;
use rules::registry::ENTRIES;
use rules::{Finding, FixKind, NewFile, Profile, Safety};
use support::{File, base, connector, findings_beside, put, show, siblings};

const PROFILES: [Profile; 3] = [Profile::Custom, Profile::Certified, Profile::Independent];

#[test]
fn the_base_connector_has_no_findings() {
    for profile in PROFILES {
        let files = base();
        let found = findings_beside(&files, &siblings(&files, &[]), profile);
        assert!(found.is_empty(), "{profile:?}: {:#?}", show(&files, &found));
    }
}

#[test]
fn every_bad_example_gives_its_finding_and_nothing_else() {
    let mut wrong = Vec::new();
    for entry in ENTRIES {
        let code = entry.rule.code;
        let bad = examples(entry.page, "Bad");
        assert!(!bad.is_empty(), "{code}: no bad example");
        for example in bad {
            let mut files = base();
            put(&mut files, &example);
            let profile = strictest(entry.rule);
            let found = findings_beside(&files, &siblings(&files, &example), profile);
            if found.is_empty() || found.iter().any(|finding| finding.code() != code) {
                let body = example.iter().map(|snippet| snippet.body).collect::<String>();
                wrong.push(format!("{code}: {:#?}\nin {body}", show(&files, &found)));
            }
        }
    }
    // All at once: a new rule may meet the examples of several others.
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_good_example_gives_nothing() {
    let mut wrong = Vec::new();
    for entry in ENTRIES {
        let code = entry.rule.code;
        let good = examples(entry.page, "Good");
        assert!(!good.is_empty(), "{code}: no good example");
        for example in good {
            for profile in PROFILES {
                let mut files = base();
                put(&mut files, &example);
                let found = findings_beside(&files, &siblings(&files, &example), profile);
                if !found.is_empty() {
                    wrong.push(format!("{code} ({profile:?}): {:#?}", show(&files, &found)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fix_removes_its_finding_adds_none_and_is_done_once() {
    for entry in ENTRIES {
        let mut fixed = 0;
        for example in examples(entry.page, "Bad") {
            let mut files = base();
            put(&mut files, &example);
            let siblings = siblings(&files, &example);
            for files in in_all_layouts(&files) {
                fixed += check_fixes(entry.rule.code, strictest(entry.rule), &files, &siblings);
            }
        }
        let declared = entry.rule.fix != FixKind::None;
        assert_eq!(
            declared,
            fixed > 0,
            "{}: declares {:?}, {fixed} fixes seen",
            entry.rule.code,
            entry.rule.fix
        );
    }
}

/// The files in each of the four layouts; only as they are if one is not JSON or its bytes are the point.
fn in_all_layouts(files: &[File]) -> Vec<Vec<File>> {
    let is_plain = |(role, text): &File| {
        !role.is_json()
            || syntax::parse(text.as_str()).errors().is_empty()
                && !text.starts_with('\u{FEFF}')
                && !text.contains(['\t'])
                && !text.contains(" \n")
    };
    let mut all = vec![files.to_vec()];
    if files.iter().all(is_plain) {
        for index in 0..4 {
            let lay_out = |(role, text): &File| {
                let text = if role.is_json() { layouts(text)[index].1.clone() } else { text.clone() };
                (*role, text)
            };
            all.push(files.iter().map(lay_out).collect());
        }
    }
    all
}

/// Applies every fix of every finding of `code` alone; gives how many there were.
fn check_fixes(code: &str, profile: Profile, files: &[File], siblings: &[String]) -> usize {
    let before = findings_beside(files, siblings, profile);
    let mut model = connector(files);
    model.set_siblings(Some(siblings.into()));
    let mut count = 0;
    for finding in before.iter().filter(|finding| finding.code() == code) {
        for fix in &finding.fixes {
            count += 1;
            let edits = fix.edits(&model);
            let made = fix.new_files(&model);
            assert!(!edits.is_empty() || !made.is_empty(), "{code}: the fix {:?} changes nothing", fix.title);
            assert!(made.is_empty() || fix.safety == Safety::Unsafe, "{code}: new files are looked at");
            let mut after = files.to_vec();
            let mut siblings = siblings.to_vec();
            for NewFile { name, text, role } in made {
                assert!(!siblings.contains(&name), "{code}: {name} is there");
                after.extend(role.map(|role| (role, text)));
                siblings.push(name);
            }
            for (file, edits) in edits {
                let text = &mut after.iter_mut().find(|(role, _)| *role == file).expect("an existing file").1;
                *text = syntax::edit::apply(text, &edits).expect("edits that fit");
            }
            let left = findings_beside(&after, &siblings, profile);
            assert!(
                left.len() < before.len(),
                "{code}: the fix {:?} leaves {:#?}\n{}",
                fix.title,
                show(&after, &left),
                after[0].1
            );
            let count_of = |findings: &[Finding], code: &str| {
                findings.iter().filter(|finding| finding.code() == code).count()
            };
            let is_new =
                |finding: &&Finding| count_of(&left, finding.code()) > count_of(&before, finding.code());
            let added: Vec<_> = left.iter().filter(is_new).collect();
            assert!(added.is_empty(), "{code}: the fix {:?} adds {added:#?}", fix.title);
            if fix.safety == Safety::Safe {
                assert!(entry_is_safe(code), "{code}: has a safe fix but does not declare one");
            }
        }
    }
    count
}

fn entry_is_safe(code: &str) -> bool {
    rules::find(code).is_some_and(|entry| entry.rule.fix == FixKind::Safe)
}

/// The profile in which the rule is worst.
fn strictest(rule: &rules::Rule) -> Profile {
    let rank = |profile: &Profile| rule.levels.of(*profile).map_or(9, |severity| severity as u8);
    PROFILES.into_iter().min_by_key(rank).expect("three profiles")
}
