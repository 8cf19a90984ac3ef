//! Every code of Microsoft's validator has rules, or a reason why it has none.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use std::collections::BTreeSet;

use rules::microsoft::{SUBJECTS, UNCOVERED, codes, reason};
use rules::{Finding, Profile, find, rules};
use support::{base, findings};

fn has_rule(code: &str) -> bool {
    rules().any(|rule| rule.microsoft.contains(&code))
}

#[test]
fn every_code_has_a_rule_or_a_reason_and_none_has_both() {
    let bare: Vec<&str> = codes().filter(|code| !has_rule(code) && reason(code).is_none()).collect();
    assert!(bare.is_empty(), "neither a rule nor a reason for {bare:#?}");
    let both: Vec<&str> = codes().filter(|code| has_rule(code) && reason(code).is_some()).collect();
    assert!(both.is_empty(), "a rule has come, so the reason goes: {both:#?}");
}

#[test]
fn rules_and_reasons_name_codes_that_exist() {
    let known: BTreeSet<&str> = codes().collect();
    let named = rules().flat_map(|rule| rule.microsoft.iter().map(|code| (rule.code, *code)));
    let reasons = UNCOVERED.iter().map(|uncovered| ("a reason", uncovered.code));
    let unknown: Vec<_> = named.chain(reasons).filter(|(_, code)| !known.contains(code)).collect();
    assert!(unknown.is_empty(), "no codes of Microsoft's: {unknown:#?}");
    for rule in rules() {
        let once: BTreeSet<&&str> = rule.microsoft.iter().collect();
        assert_eq!(once.len(), rule.microsoft.len(), "{} names a code twice", rule.code);
    }
}

#[test]
fn the_table_is_sorted_and_complete() {
    assert_eq!(codes().count(), 174, "as many as Microsoft's page has");
    assert_eq!(codes().collect::<BTreeSet<_>>().len(), 174, "a code stands twice");
    for subject in SUBJECTS {
        assert!(subject.codes.is_sorted(), "{}", subject.title);
    }
    assert!(UNCOVERED.is_sorted_by(|one, next| one.code < next.code));
}

#[test]
fn reasons_name_rules_that_report_what_they_say() {
    for uncovered in UNCOVERED {
        let named = uncovered.reason.split('`').filter(|name| name.contains('/'));
        for code in named {
            assert!(find(code).is_some(), "{}: there is no rule '{code}'", uncovered.code);
        }
    }
    let codes = |old: &str, new: &str| {
        let mut files = base();
        let (_, definition) = files.first_mut().expect("a definition");
        assert!(definition.contains(old), "{old} is not in the connector");
        *definition = definition.replacen(old, new, 1);
        findings(&files, Profile::Certified).iter().map(Finding::code).collect::<Vec<_>>()
    };
    let schema = r#""properties": {"#;
    let filtered = format!(r#""filterFunctions": ["eq"], {schema}"#);
    assert_eq!(codes(schema, &filtered), ["swagger/unknown-property"]);
    let schema = r#""schema": {"#;
    let header = r#""X-Total": { "type": "integer" }"#;
    let twice = format!(r#""headers": {{ {header}, {header} }}, {schema}"#);
    let found = codes(schema, &twice);
    assert!(found.contains(&"json/duplicate-key"), "{found:?}");
    let found = codes(r#""name": "top""#, r#""x-name": "top""#);
    assert!(found.contains(&"swagger/required-property-missing"), "{found:?}");
}
