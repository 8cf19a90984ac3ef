//! One cause is one change, and what is right gives no breaking one.

use std::fmt::Write as _;

use evolution::changes::{Class, Update, compare};

use crate::support::{Put, changes, codes, definition};

/// A definition with these paths and other members, which are JSON texts.
pub(crate) fn paths(paths: &str, rest: &str) -> connector::Connector {
    definition(&format!(
        r#"{{ "swagger": "2.0", "info": {{ "title": "T" }}, "paths": {{ {paths} }} {rest} }}"#
    ))
}

const GET: &str = "/paths/~1orders~1{id}/get";

/// The base's `GetOrder`, with these members beside those it has.
fn get_order(id: &str, more: &str) -> String {
    format!(
        r##"{{ "get": {{ "operationId": "{id}", "summary": "Get an order", "description": "Gets one order.", {more}
        "parameters": [
          {{ "name": "id", "in": "path", "required": true, "type": "string", "x-ms-summary": "Order ID" }},
          {{ "name": "limit", "in": "query", "type": "integer", "format": "int32", "maximum": 100, "default": 10, "description": "How many lines to return." }},
          {{ "name": "order", "in": "query", "type": "string", "enum": ["asc", "desc"] }},
          {{ "name": "tags", "in": "query", "type": "array", "items": {{ "type": "string" }}, "collectionFormat": "csv" }},
          {{ "name": "shop", "in": "query", "type": "string", "x-ms-dynamic-values": {{ "operationId": "ListShops", "value-path": "id", "value-title": "name" }} }}
        ],
        "responses": {{
          "200": {{ "description": "The order.", "schema": {{ "$ref": "#/definitions/Order" }} }},
          "404": {{ "description": "No such order." }}
        }} }} }}"##
    )
}

#[test]
fn a_renamed_path_variable_is_one_change_for_all_methods() {
    let with = |name: &str| {
        let parameter =
            format!(r#"{{ "name": "{name}", "in": "path", "required": true, "type": "string" }}"#);
        paths(
            &format!(
                r#""/a/{{{name}}}": {{
                    "parameters": [{parameter}],
                    "get": {{ "operationId": "A" }},
                    "put": {{ "operationId": "B" }},
                    "delete": {{ "operationId": "C", "parameters": [{parameter}] }}
                }}"#
            ),
            "",
        )
    };
    let comparison = compare(&with("old"), &with("new"));
    assert_eq!(codes(&comparison), ["path-variable-renamed"]);
    assert_eq!(comparison.changes[0].operations, ["A".into(), "B".into(), "C".into()]);
    assert_eq!(comparison.changes[0].also.len(), 2);
}

#[test]
fn a_changed_definition_is_one_change_for_all_who_use_it() {
    let with = |kind: &str| {
        let mut text = String::new();
        for index in 0..40 {
            let _ = write!(
                text,
                r##"{}"/{index}": {{ "get": {{ "operationId": "Get{index}", "responses": {{ "200": {{ "schema": {{ "type": "array", "items": {{ "$ref": "#/definitions/Page" }} }} }} }} }} }}"##,
                if index == 0 { "" } else { "," }
            );
        }
        let rest = format!(
            r##", "definitions": {{
                "Page": {{ "properties": {{ "rows": {{ "items": {{ "$ref": "#/definitions/Row" }} }} }} }},
                "Row": {{ "properties": {{ "id": {{ "type": "{kind}" }}, "page": {{ "$ref": "#/definitions/Page" }} }} }}
            }}"##
        );
        paths(&text, &rest)
    };
    let comparison = compare(&with("string"), &with("integer"));
    assert_eq!(codes(&comparison), ["output-type-changed"]);
    let change = &comparison.changes[0];
    assert_eq!((change.operations.len(), change.also.len()), (40, 39));
    assert_eq!(change.operation.as_deref(), Some("Get0"));
    assert!(
        change
            .message
            .starts_with("The output 'id' (definition 'Row') of 'Get0', 'Get1', 'Get2' and 37 more changed")
    );
}

#[test]
fn what_is_sent_and_what_is_received_are_told_apart() {
    let with = |more: &str| {
        let schema = r##"{ "$ref": "#/definitions/Item" }"##;
        paths(
            &format!(
                r#""/a": {{
                    "get": {{ "operationId": "Read", "responses": {{ "200": {{ "schema": {schema} }} }} }},
                    "post": {{ "operationId": "Write", "parameters": [{{ "name": "b", "in": "body", "schema": {schema} }}], "responses": {{}} }}
                }}"#
            ),
            &format!(
                r#", "definitions": {{ "Item": {{ "type": "object", "properties": {{ {more} "id": {{ "type": "string" }} }} }} }}"#
            ),
        )
    };
    let comparison = compare(&with(r#""x": { "type": "string" },"#), &with(""));
    let of = |code: &str| {
        let found = comparison.changes.iter().find(|change| change.kind.code == code).unwrap();
        found.operations.iter().map(AsRef::as_ref).collect::<Vec<_>>()
    };
    assert_eq!(comparison.changes.len(), 2);
    assert_eq!(of("change/output-field-removed"), ["Read"]);
    assert_eq!(of("change/input-field-removed"), ["Write"]);
}

#[test]
fn a_changed_base_schema_is_one_change_for_all_that_build_on_it() {
    let with = |more: &str| {
        paths(
            r##""/a": { "get": { "operationId": "Dogs", "responses": { "200": { "schema": { "$ref": "#/definitions/Dog" } } } } },
               "/b": { "get": { "operationId": "Cats", "responses": { "200": { "schema": { "$ref": "#/definitions/Cat" } } } } }"##,
            &format!(
                r##", "definitions": {{
                    "Animal": {{ "type": "object", "properties": {{ {more} "id": {{ "type": "string" }} }} }},
                    "Dog": {{ "allOf": [{{ "$ref": "#/definitions/Animal" }}, {{ "properties": {{ "barks": {{ "type": "boolean" }} }} }}] }},
                    "Cat": {{ "properties": {{ "purrs": {{ "type": "boolean" }} }}, "allOf": [{{ "$ref": "#/definitions/Animal" }}] }}
                }}"##
            ),
        )
    };
    let comparison = compare(&with(r#""name": { "type": "string" },"#), &with(""));
    assert_eq!(codes(&comparison), ["output-field-removed"]);
    assert_eq!(comparison.changes[0].operations, ["Dogs".into(), "Cats".into()]);
    let back = compare(&with(""), &with(r#""name": { "type": "string" },"#));
    assert_eq!(codes(&back), ["output-field-added"]);
}

#[test]
fn shared_parameters_and_responses_change_once() {
    let with = |kind: &str, field: &str| {
        paths(
            r##""/a": { "get": { "operationId": "A", "parameters": [{ "$ref": "#/parameters/P" }], "responses": { "200": { "$ref": "#/responses/R" } } } },
               "/b": { "get": { "operationId": "B", "parameters": [{ "$ref": "#/parameters/P" }], "responses": { "200": { "$ref": "#/responses/R" } } } }"##,
            &format!(
                r#", "parameters": {{ "P": {{ "name": "p", "in": "query", "type": "{kind}" }} }},
                "responses": {{ "R": {{ "description": "", "schema": {{ "type": "object", "properties": {{ "{field}": {{}}, "b": {{}} }} }} }} }}"#
            ),
        )
    };
    let comparison = compare(&with("string", "a"), &with("integer", "c"));
    assert_eq!(codes(&comparison), ["input-type-changed", "output-field-added", "output-field-removed"]);
    for change in &comparison.changes {
        assert_eq!(change.operations, ["A".into(), "B".into()], "{}", change.message);
    }
}

#[test]
fn a_revision_that_is_started_right_breaks_nothing() {
    let old = get_order(
        "GetOrder",
        r#""deprecated": false, "x-ms-visibility": "advanced", "x-ms-api-annotation": { "status": "Production", "family": "GetOrder", "revision": 1 },"#,
    );
    let new = get_order(
        "GetOrder_V2",
        r#""deprecated": false, "x-ms-api-annotation": { "status": "Preview", "family": "GetOrder", "revision": 2 },"#,
    );
    let policy =
        "properties:/properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName";
    let started: Vec<Put<'_>> = vec![
        ("/paths/~1orders~1{id}", &old),
        ("/paths/~1v2~1orders~1{id}", &new),
        (policy, r#"["GetOrder", "GetOrder_V2"]"#),
        ("properties:/properties/scriptOperations", r#"["CreateOrder", "GetOrder_V2"]"#),
    ];
    let comparison = changes(&[], &started);
    assert_eq!(codes(&comparison), ["operation-added", "operation-downplayed"]);

    // Promoting the new one and deprecating the old, as the guide ends, breaks nothing either.
    let old = get_order(
        "GetOrder",
        r#""deprecated": true, "x-ms-api-annotation": { "status": "Production", "family": "GetOrder", "revision": 1 },"#,
    )
    .replace("Get an order", "Get an order (deprecated)");
    let new = get_order(
        "GetOrder_V2",
        r#""deprecated": false, "x-ms-api-annotation": { "status": "Production", "family": "GetOrder", "revision": 2 },"#,
    );
    let superseded: Vec<Put<'_>> =
        [("/paths/~1orders~1{id}", old.as_str()), ("/paths/~1v2~1orders~1{id}", new.as_str())]
            .into_iter()
            .chain(started[2..].iter().copied())
            .collect();
    let comparison = changes(&started, &superseded);
    assert_eq!(
        codes(&comparison),
        ["annotation-changed", "operation-deprecated", "operation-downplayed", "summary-changed"]
    );
    assert_eq!(comparison.count(Class::Breaking) + comparison.count(Class::Risky), 0);
}

#[test]
fn an_operation_that_only_lives_on_as_a_newer_revision_is_removed_and_nothing_else() {
    let new = get_order("GetOrder_V2", r#""x-ms-api-annotation": { "family": "GetOrder", "revision": 2 },"#);
    let comparison = changes(
        &[],
        &[
            ("/paths/~1orders~1{id}", ""),
            ("/paths/~1v2~1orders~1{id}", &new),
            ("properties:/properties/policyTemplateInstances", "[]"),
        ],
    );
    assert_eq!(codes(&comparison), ["operation-removed"]);
    let removed = &comparison.changes[0];
    assert!(removed.message.contains("'GetOrder_V2' took its place"), "{}", removed.message);
}

#[test]
fn a_new_operation_that_is_called_like_a_revision_is_told_so() {
    for (published, added, told) in [
        ("GetOrder", "GetOrder_V2", true),
        ("GetOrder", "GetOrderV2", true),
        ("GetOrder", "GetOrder_v2", true),
        ("GetOrder", "GetOrderv2", false),
        // A name that ends in a small `v` and a number is a word of its own.
        ("GetRe", "GetRev2", false),
        ("GetOrder", "GetOrder2", false),
        ("GetOrder", "GetOrder_V99999999999999999999", false),
    ] {
        let before = get_order(published, "");
        let before: [Put<'_>; 1] = [("/paths/~1orders~1{id}", &before)];
        let added = get_order(added, "");
        let after = [before[0], ("/paths/~1other~1{id}", added.as_str())];
        let comparison = changes(&before, &after);
        assert_eq!(codes(&comparison), ["operation-added"]);
        let remedy = &comparison.changes[0].remedy;
        assert_eq!(remedy.contains(&format!("family '{published}'")), told, "{added}: {remedy}");
    }
}

#[test]
fn a_retired_operation_is_risky_until_someone_looked_at_the_date() {
    let before = [
        (format!("{GET}/deprecated"), "true"),
        (format!("{GET}/x-ms-api-annotation"), r#"{ "expires": "2026-01-01" }"#),
    ];
    let before: Vec<Put<'_>> = before.iter().map(|(place, text)| (place.as_str(), *text)).collect();
    let comparison = changes(&before, &[("/paths/~1orders~1{id}", "")]);
    assert_eq!(codes(&comparison), ["operation-removed (risky)"]);
    assert!(comparison.changes[0].message.contains("2026-01-01"));
}

#[test]
fn the_address_of_notifications_fills_itself() {
    let url = "/paths/~1hooks/post/parameters/0/schema/properties/url";
    let schema = "/paths/~1hooks/post/parameters/0/schema/required";
    let visible = r#"{ "type": "string", "x-ms-notification-url": true, "default": "url" }"#;
    let hidden = r#"{ "type": "string", "x-ms-notification-url": true, "x-ms-visibility": "internal" }"#;
    let comparison = changes(&[(url, visible)], &[(url, hidden), (schema, r#"["url"]"#)]);
    assert_eq!(codes(&comparison), ["input-field-became-required (compatible)", "input-visibility-changed"]);
}

#[test]
fn where_a_shape_is_written_down_does_not_count() {
    let customer = r#"{ "type": "object", "properties": { "name": { "type": "string" }, "email": { "type": "string" } } }"#;
    let inlined = changes(&[], &[("/definitions/Order/properties/customer", customer)]);
    assert_eq!((codes(&inlined), inlined.update), (vec![], Update::Minor), "the version was raised");
    let renamed = changes(
        &[],
        &[
            ("/definitions/Order/properties/customer", r##"{ "$ref": "#/definitions/Client" }"##),
            ("/definitions/Client", customer),
            ("/definitions/Customer", ""),
        ],
    );
    assert_eq!(codes(&renamed), [""; 0]);
    let combined = changes(
        &[],
        &[(
            "/definitions/Customer",
            r#"{ "allOf": [{ "type": "object", "properties": { "email": { "type": "string" } } }, { "properties": { "name": { "type": "string" } } }] }"#,
        )],
    );
    assert_eq!(codes(&combined), [""; 0]);
}

#[test]
fn a_reference_that_leads_nowhere_says_nothing() {
    for schema in
        [r##"{ "$ref": "#/definitions/" }"##, r##"{ "$ref": "#/definitions/Gone" }"##, r#"{ "$ref": "" }"#]
    {
        let comparison = changes(&[], &[("/definitions/Order/properties/customer", schema)]);
        assert_eq!(codes(&comparison), [""; 0], "{schema}");
    }
    let parameter = changes(&[], &[(&format!("{GET}/parameters/1"), r##"{ "$ref": "#/parameters/Gone" }"##)]);
    assert_eq!(codes(&parameter), [""; 0]);
}

#[test]
fn circles_of_different_lengths_come_to_an_end() {
    let ring = |length: usize, kind: &str| {
        let mut text = String::new();
        for index in 0..length {
            let next = (index + 1) % length;
            let _ = write!(
                text,
                r##"{}"R{index}": {{ "type": "object", "properties": {{ "v": {{ "type": "{kind}" }}, "next": {{ "$ref": "#/definitions/R{next}" }} }} }}"##,
                if index == 0 { "" } else { "," }
            );
        }
        paths(
            r##""/a": { "get": { "operationId": "A", "responses": { "200": { "schema": { "$ref": "#/definitions/R0" } } } } }"##,
            &format!(r#", "definitions": {{ {text} }}"#),
        )
    };
    assert_eq!(codes(&compare(&ring(3, "string"), &ring(3, "string"))), [""; 0]);
    assert_eq!(codes(&compare(&ring(3, "string"), &ring(4, "string"))), [""; 0], "both go on for ever");
    assert_eq!(compare(&ring(2, "string"), &ring(3, "integer")).changes.len(), 6);
    let large = compare(&ring(997, "string"), &ring(1009, "integer"));
    assert!(!large.changes.is_empty());
}

#[test]
fn a_renamed_operation_takes_along_what_names_it() {
    let policy =
        "properties:/properties/policyTemplateInstances/0/parameters/x-ms-apimTemplate-operationName";
    let comparison = changes(
        &[
            ("properties:/properties/scriptOperations", r#"["ListShops"]"#),
            (policy, r#"["ListShops", "GetOrder"]"#),
        ],
        &[
            ("/paths/~1shops/get/operationId", r#""ListStores""#),
            (&format!("{GET}/parameters/4/x-ms-dynamic-values/operationId"), r#""ListStores""#),
            ("properties:/properties/scriptOperations", r#"["ListStores"]"#),
            (policy, r#"["GetOrder", "ListStores"]"#),
        ],
    );
    assert_eq!(codes(&comparison), ["operation-id-renamed"]);
}

#[test]
fn a_removed_operation_takes_along_what_names_it() {
    let policies = "properties:/properties/policyTemplateInstances";
    let comparison = changes(&[], &[("/paths/~1orders~1{id}", ""), (policies, "[]")]);
    assert_eq!(codes(&comparison), ["operation-removed"]);
}

#[test]
fn elements_that_are_no_longer_described_take_their_outputs_along() {
    let lines =
        r#"{ "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } } } }"#;
    let place = "/definitions/Order/properties/lines";
    let comparison = changes(&[(place, lines)], &[(place, r#"{ "type": "array" }"#)]);
    assert_eq!(codes(&comparison), ["output-schema-removed"]);
    assert!(comparison.changes[0].message.starts_with("The output 'lines[]' (definition 'Order') of"));
    let comparison = changes(&[(place, r#"{ "type": "array" }"#)], &[(place, lines)]);
    assert_eq!(codes(&comparison), ["output-schema-added"]);
}
