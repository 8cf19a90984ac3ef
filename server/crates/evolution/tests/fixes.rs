//! What rules call a safe fix leaves the contract as it is: whoever uses the connector, in flows that exist, sees no
//! difference.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the tests of the rules need more of it")]
#[path = "../../rules/tests/support/mod.rs"]
mod support;

use evolution::changes::{Class, compare};
use rules::page::examples;
use rules::registry::ENTRIES;
use rules::{Profile, Safety};
use support::{base, connector, findings_beside, put, siblings};
use syntax::edit;

#[test]
fn no_safe_fix_of_a_bad_example_changes_what_is_published() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in ENTRIES {
        for example in examples(entry.page, "Bad") {
            let mut files = base();
            put(&mut files, &example);
            let siblings = siblings(&files, &example);
            let before = connector(&files);
            for profile in [Profile::Custom, Profile::Certified, Profile::Independent] {
                let found = findings_beside(&files, &siblings, profile);
                let fixes = found.iter().flat_map(|finding| &finding.fixes);
                for fix in fixes.filter(|fix| fix.safety == Safety::Safe) {
                    seen += 1;
                    let mut after = files.clone();
                    for (role, edits) in fix.edits(&before) {
                        let (_, text) = after.iter_mut().find(|(found, _)| *found == role).expect("a file");
                        *text = edit::apply(text, &edits).expect("edits that fit");
                    }
                    let comparison = compare(&before, &connector(&after));
                    // What a call at design time passes on in an address looks the same as a number and as a text.
                    let worst_allowed = match entry.rule.code {
                        "dynamic/parameter-type-mismatch" => Class::Risky,
                        _ => Class::Compatible,
                    };
                    let grave = comparison.changes.iter().filter(|change| change.class < worst_allowed);
                    wrong.extend(grave.map(|change| {
                        format!("{} '{}': {:?} {}", entry.rule.code, fix.title, change.class, change.message)
                    }));
                }
            }
        }
    }
    wrong.dedup();
    assert!(seen > 100, "only {seen} safe fixes were tried");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
