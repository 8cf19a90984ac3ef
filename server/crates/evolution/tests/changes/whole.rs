//! One cause is one change, for what belongs to the connector as a whole.

use evolution::changes::compare;

use crate::causes::paths;
use crate::support::{changes, codes};

#[test]
fn a_base_path_that_moves_into_the_paths_changes_no_call() {
    let with = |base: &str, prefix: &str| {
        paths(
            &format!(
                r#""{prefix}/a/{{x}}": {{ "get": {{ "operationId": "A" }} }}, "{prefix}/b": {{ "get": {{ "operationId": "B" }} }}"#
            ),
            &format!(r#", "basePath": "{base}""#),
        )
    };
    assert_eq!(codes(&compare(&with("/v1", ""), &with("/", "/v1"))), ["base-path-changed (compatible)"]);
    assert_eq!(codes(&compare(&with("/v1/", ""), &with("/v1", ""))), [""; 0]);
    let moved = compare(&with("/v1", ""), &with("/v2", ""));
    assert_eq!(codes(&moved), ["base-path-changed"]);
    assert_eq!(moved.changes[0].operations.len(), 2);
    // Another base path and other paths: each operation calls something else, and so does the connector.
    let both = compare(&with("/v1", ""), &with("/v2", "/x"));
    assert_eq!(codes(&both), ["base-path-changed (compatible)", "path-changed", "path-changed"]);
    // Renamed operations are found again behind a moved base path.
    let renamed = compare(
        &with("/v1", ""),
        &paths(
            r#""/v1/b": { "get": { "operationId": "Z" } }, "/v1/a/{x}": { "get": { "operationId": "A" } }"#,
            "",
        ),
    );
    assert_eq!(codes(&renamed), ["base-path-changed (compatible)", "operation-id-renamed"]);
}

#[test]
fn a_sign_in_that_changes_in_both_files_changes_once() {
    let comparison = changes(
        &[],
        &[
            (
                "/securityDefinitions",
                r#"{ "oauth": { "type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example", "tokenUrl": "https://t.example" } }"#,
            ),
            ("/security", r#"[{ "oauth": [] }]"#),
            ("properties:/properties/connectionParameters/api_key", ""),
            (
                "properties:/properties/connectionParameters/token",
                r#"{ "type": "oauthSetting", "oAuthSettings": { "identityProvider": "oauth2" } }"#,
            ),
        ],
    );
    assert_eq!(codes(&comparison), ["auth-changed"]);
    assert!(!comparison.changes[0].also.is_empty());
}

#[test]
fn a_second_sign_in_beside_the_published_one_breaks_nothing() {
    let sets = r#"{ "values": [
        { "name": "key", "parameters": { "api_key": { "type": "securestring" }, "region": { "type": "string" } } },
        { "name": "other", "parameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } } } }
    ] }"#;
    let comparison = changes(
        &[],
        &[
            ("properties:/properties/connectionParameters", ""),
            ("properties:/properties/connectionParameterSets", sets),
        ],
    );
    assert_eq!(codes(&comparison), ["auth-changed (risky)"]);
}

#[test]
fn the_name_of_a_security_definition_does_not_matter() {
    let renamed = [
        ("/securityDefinitions", r#"{ "other": { "type": "apiKey", "in": "header", "name": "x-key" } }"#),
        ("/security", r#"[{ "other": [] }]"#),
    ];
    assert_eq!(codes(&changes(&[], &renamed)), [""; 0]);
    assert_eq!(codes(&changes(&[], &[("/security", "[]")])), ["auth-changed (risky)"]);
    assert_eq!(codes(&changes(&[], &[("/securityDefinitions", "{}")])), ["auth-changed"]);
    assert_eq!(codes(&changes(&[("/securityDefinitions", "{}")], &[])), ["auth-changed"]);
}

#[test]
fn a_host_that_a_policy_replaces_does_not_matter() {
    let policy = r#"{ "templateId": "dynamichosturl", "title": "Host", "parameters": { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('region')" } }"#;
    let put = ("properties:/properties/policyTemplateInstances/-", policy);
    let comparison = changes(&[put], &[put, ("/host", r#""other.example""#)]);
    assert_eq!(codes(&comparison), ["host-changed (compatible)"]);
}

#[test]
fn the_order_of_policies_and_lists_does_not_matter() {
    let policy = |id: &str, to: &str| {
        format!(
            r#"{{ "templateId": "{id}", "title": "{id}", "parameters": {{ "x-ms-apimTemplate-operationName": {to} }} }}"#
        )
    };
    let one = format!("[{}, {}]", policy("a", r#"["GetOrder", "CreateOrder"]"#), policy("b", "[]"));
    let other =
        format!("[{}, {}]", policy("b", "[]"), policy("a", r#"["CreateOrder", "NewOne", "GetOrder"]"#));
    let place = "properties:/properties/policyTemplateInstances";
    let comparison = changes(&[(place, &one)], &[(place, &other)]);
    assert_eq!(codes(&comparison), [""; 0]);
}
