//! Triggers: what waits for a call and what polls, and the way to the address in a body.

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use rules::page::examples;
use rules::{Finding, Profile, Severity};
use support::{base, findings, put, show};

/// Asserts that the connector with these values at these places gives exactly these errors and warnings, by code.
#[track_caller]
fn check(values: &[(&str, &str)], expected: &[&str]) {
    let mut files = base();
    for (pointer, json) in values {
        put(&mut files, &examples(&format!("## Bad\n\n```json {pointer}\n{json}\n```\n"), "Bad")[0]);
    }
    let mut found = findings(&files, Profile::Certified);
    // What is said about the shape of schemas is not at stake here.
    found.retain(|finding| finding.severity <= Severity::Warning && !finding.code().starts_with("schema/"));
    let mut codes: Vec<&str> = found.iter().map(Finding::code).collect();
    codes.sort_unstable();
    assert_eq!(codes, expected, "{:#?}", show(&files, &found));
}

const SCHEMA: &str = "/paths/~1subscriptions/post/parameters/0/schema";

/// An operation with these members and this body.
fn operation(members: &str, body: &str) -> String {
    format!(
        r##"{{ "summary": "When an item is changed", "description": "Tells about changed items.",
          "operationId": "OnItemChanged", {members}
          "parameters": [{{ "name": "body", "in": "body", "required": true, "schema": {body} }}],
          "responses": {{ "200": {{ "description": "The items.", "schema": {{ "$ref": "#/definitions/ItemList" }} }},
          "default": {{ "description": "Operation failed." }} }} }}"##
    )
}

const BODY: &str = r#"{ "type": "object", "required": ["url"], "properties": { "url": { "type": "string",
    "x-ms-summary": "URL", "description": "Where to.", "x-ms-visibility": "internal", "x-ms-notification-url": true
} } }"#;
const PLAIN_BODY: &str = r#"{ "type": "object", "properties": { "since": { "type": "string",
    "x-ms-summary": "Since", "description": "Items after this one." } } }"#;
const CONTENT: &str = r##"{ "description": "The item.", "schema": { "$ref": "#/definitions/Item" } }"##;

#[test]
fn a_trigger_of_an_unknown_kind_has_one_finding() {
    check(&[("/paths/~1subscriptions/post/x-ms-trigger", "\"Singel\"")], &["trigger/value-invalid"]);
    check(&[("/paths/~1subscriptions/post/x-ms-trigger", "true")], &["swagger/wrong-json-type"]);
}

#[test]
fn a_list_asked_for_by_post_is_no_webhook() {
    let polls = operation(r#""x-ms-trigger": "batch","#, PLAIN_BODY);
    check(&[("/paths/~1changes/post", &polls)], &[]);
    let waits = operation(r#""x-ms-trigger": "single","#, PLAIN_BODY);
    check(&[("/paths/~1changes/post", &waits)], &["trigger/webhook-no-notification-url"]);
    let content = ("/paths/~1changes/x-ms-notification-content", CONTENT);
    check(&[("/paths/~1changes/post", &polls), content], &["trigger/webhook-no-notification-url"]);
}

#[test]
fn an_action_may_wait_for_an_answer() {
    let action = operation("", BODY).replace("When an item is changed", "Wait for a change");
    let content = ("/paths/~1changes/x-ms-notification-content", CONTENT);
    check(&[("/paths/~1changes/post", &action), content], &[]);
    check(&[("/paths/~1changes/post", &action)], &["trigger/notification-url-without-trigger"]);
    let batch = operation(r#""x-ms-trigger": "batch","#, BODY);
    check(&[("/paths/~1changes/post", &batch)], &["trigger/notification-content-missing"]);
}

#[test]
fn an_address_in_an_answer_means_nothing() {
    let mark = ("/paths/~1lists/get/responses/200/schema/properties/url", BODY_URL);
    check(&[mark], &["trigger/notification-url-without-trigger"]);
}

const BODY_URL: &str = r#"{ "type": "string", "x-ms-summary": "URL", "description": "Where to.",
    "x-ms-visibility": "internal", "x-ms-notification-url": true }"#;

#[test]
fn the_whole_way_to_an_address_counts() {
    let hook = |required: &str, inner: &str| {
        format!(
            r##"{{ "type": "object", "required": [{required}], "properties": {{ "hook": {{
                "type": "object", "x-ms-summary": "Hook", "description": "Where to.", "allOf": [{{
                    "$ref": "#/definitions/Hook" }}] {inner} }} }} }}"##
        )
    };
    let shared = |visibility: &str| {
        format!(
            r#"{{ "type": "object", "properties": {{ "url": {{ "type": "string", "x-ms-summary": "URL",
                "description": "Where to.", "x-ms-notification-url": true {visibility} }} }} }}"#
        )
    };
    let visible = shared("");
    let hidden = shared(r#", "x-ms-visibility": "internal""#);
    let all = r#", "required": ["url"]"#;
    let check_hook = |hook: &str, shared: &str, expected: &[&str]| {
        check(&[(SCHEMA, hook), ("/definitions/Hook", shared)], expected);
    };
    check_hook(&hook("\"hook\"", all), &hidden, &[]);
    check_hook(&hook("", all), &hidden, &["trigger/notification-url-not-required"]);
    check_hook(&hook("\"hook\"", ""), &hidden, &["trigger/notification-url-not-required"]);
    check_hook(&hook("\"hook\"", all), &visible, &["trigger/notification-url-not-internal"]);
}

#[test]
fn a_notified_trigger_names_a_webhook() {
    let get = |named: &str| {
        format!(
            r##"{{ "summary": "When there are new items", "description": "Starts a flow.", "operationId": "OnNews",
              "x-ms-trigger": "batch", "x-ms-notification": {named}, "responses": {{ "200": {{
              "description": "The items.", "schema": {{ "$ref": "#/definitions/ItemList" }} }},
              "default": {{ "description": "Operation failed." }} }} }}"##
        )
    };
    let check_get = |named: &str, expected: &[&str]| check(&[("/paths/~1news/get", &get(named))], expected);
    check_get(r#"{ "operationId": "OnItemCreated" }"#, &[]);
    check_get(r#"{ "operationId": "ListItems" }"#, &["trigger/notification-operation-invalid"]);
    check_get("{}", &["trigger/notification-operation-invalid"]);
    check_get(r#"{ "operationId": "OnItemCreatde" }"#, &["dynamic/operation-not-found"]);
}
