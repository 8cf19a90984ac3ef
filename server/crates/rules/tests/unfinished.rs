//! While a definition is being pasted or typed, what it does not have yet is not reported as missing.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

use connector::{Connector, FileRole, Part};
use rules::{Profile, Settings, Stop, check};

/// Rules about names that are declared somewhere else in the definition.
const ELSEWHERE: [&str; 16] = [
    "swagger/ref-not-found",
    "dynamic/operation-not-found",
    "policy/operation-not-found",
    "script/operation-not-found",
    "security/requirement-undefined",
    "security/scope-undefined",
    "security/scheme-unused",
    "security/properties-mismatch",
    "swagger/unused-definition",
    "swagger/unused-parameter",
    "swagger/host-missing",
    "trigger/notification-content-missing",
    "trigger/notification-url-not-internal",
    "trigger/notification-url-not-required",
    "trigger/webhook-no-notification-url",
    "trigger/webhook-no-delete",
];

#[test]
fn nothing_is_not_found_in_a_definition_that_ends_too_early() {
    let whole = include_str!("base/apiDefinition.swagger.json");
    let properties = include_str!("base/apiProperties.json");
    let settings = Settings { profile: Profile::Certified, ..Settings::default() };
    for end in (0..whole.trim_end().len()).step_by(7).filter(|&end| whole.is_char_boundary(end)) {
        let connector = Connector::new([
            Part::new(FileRole::Definition, whole[..end].to_owned()),
            Part::new(FileRole::Properties, properties.to_owned()),
        ]);
        if !connector.definition().unwrap().is_cut_off() {
            continue;
        }
        let findings = check(&connector, &settings, &Stop::default());
        let missing: Vec<_> = findings.iter().filter(|finding| ELSEWHERE.contains(&finding.code())).collect();
        assert!(missing.is_empty(), "{end} bytes: {missing:#?}");
    }
}
