//! One mistake in the structure of a file gives one finding, and what only looks like a mistake gives none.

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use rules::{Finding, Profile};
use support::{base, findings, show};

/// Asserts that replacing `old` by `new`, wherever it occurs first in each file, gives exactly these findings, by code.
#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let mut files = base();
    let mut is_found = false;
    for (_, text) in &mut files {
        is_found |= text.contains(old);
        *text = text.replacen(old, new, 1);
    }
    assert!(is_found, "{old} is not in the connector");
    let found = findings(&files, Profile::Certified);
    let mut codes: Vec<&str> = found.iter().map(Finding::code).collect();
    codes.sort_unstable();
    assert_eq!(codes, expected, "{:#?}", show(&files, &found));
}

const VERSION: &str = r#""swagger": "2.0","#;
const TYPE: &str = r#""type": "integer","#;
const ITEM_LIST: &str = r##""$ref": "#/definitions/ItemList""##;

#[test]
fn a_definition_without_a_host_says_so_once() {
    let host = r#""host": "api.contoso.com","#;
    check(&format!("{host}\n  "), "", &["swagger/host-missing"]);
    check(host, r#""host": 7,"#, &["swagger/wrong-json-type"]);
    check(host, r#""hots": "api.contoso.com","#, &["swagger/unknown-property"]);
    check(host, r#""servers": [{ "url": "https://api.contoso.com" }],"#, &["swagger/openapi3-keyword"]);
    check(host, r#""host": "test.contoso.example","#, &["swagger/host-placeholder"]);
}

#[test]
fn the_version_is_checked_once() {
    check(VERSION, r#""x-version": 2,"#, &["swagger/version"]);
    check(VERSION, r#""swagger": "3.0","#, &["swagger/version"]);
    check(VERSION, r#""openapi": "3.0.0","#, &["swagger/openapi3-keyword"]);
}

#[test]
fn an_unknown_member_is_reported_by_one_rule() {
    let with = |member: &str| format!("{TYPE} {member},");
    check(TYPE, &with(r#""explode": true"#), &["swagger/unknown-property"]);
    check(TYPE, &with(r#""nullable": true"#), &["swagger/keyword-unsupported"]);
    check(TYPE, &with(r#""content": {}"#), &["swagger/openapi3-keyword"]);
    check(TYPE, &with(r#""x-ms-sumary": "Top""#), &["swagger/unknown-ms-extension"]);
    check(TYPE, &with(r#""x-contoso-internal": true"#), &[]);
    // Of another place, or of another kind of parameter, which other rules look at.
    check(TYPE, &with(r#""x-ms-trigger": "single""#), &[]);
    check(TYPE, &with(r#""allowEmptyValue": false"#), &[]);
}

#[test]
fn beside_a_reference_only_that_is_reported() {
    let with = |member: &str| format!("{ITEM_LIST}, {member}");
    for member in [r#""nullable": true"#, r#""tpye": 1"#, r#""x-ms-sumary": "A""#, r#""description": 1"#] {
        check(ITEM_LIST, &with(member), &["swagger/ref-sibling"]);
    }
}

#[test]
fn a_reference_has_one_finding() {
    let to = |target: &str| format!(r#""$ref": "{target}""#);
    check(ITEM_LIST, &to("#/definitions/ItemLst"), &["swagger/ref-not-found"]);
    check(ITEM_LIST, &to("#/responses/ItemList"), &["swagger/ref-invalid"]);
    check(ITEM_LIST, &to("ItemList"), &["swagger/ref-invalid"]);
    check(ITEM_LIST, r#""$ref": 5"#, &["swagger/wrong-json-type"]);
}

#[test]
fn a_misspelt_required_member_is_not_missing_too() {
    check(r#""version":"#, r#""verison":"#, &["swagger/unknown-property"]);
    check(r#""name": "top","#, r#""nmae": "top","#, &["swagger/unknown-property"]);
    check(r#""templateId":"#, r#""templateID":"#, &["properties/unknown-property"]);
}

#[test]
fn a_wrong_type_is_reported_where_it_is() {
    check(r#""required": true,"#, r#""required": "true","#, &["swagger/wrong-json-type"]);
    check(TYPE, &format!(r#"{TYPE} "minimum": "1","#), &["swagger/wrong-json-type"]);
    check(r#""x-ms-visibility": "internal""#, r#""x-ms-visibility": true"#, &["swagger/wrong-json-type"]);
}

#[test]
fn a_malformed_path_says_nothing_about_its_parameters() {
    let path = r#""/items/{id}": {"#;
    check(path, r#""/items/{id=1}": {"#, &["path/template-invalid"]);
    check(path, r#""/items/{id": {"#, &["path/template-invalid"]);
    check(path, r#""items/{id}": {"#, &["path/no-leading-slash"]);
}

#[test]
fn a_member_that_is_being_typed_is_not_unknown() {
    check(r#""host": "api.contoso.com","#, r#""host": "api.contoso.com", "basPath""#, &["json/syntax"]);
}
