//! The platform's limits on definitions that are made here, since no page could hold them.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use connector::{Connector, FileRole};
use rules::{Finding, Settings, Stop};

/// A definition with these paths and definitions.
fn connector(paths: &str, definitions: &str) -> Connector {
    let text =
        format!(r#"{{ "swagger": "2.0", "paths": {{ {paths} }}, "definitions": {{ {definitions} }} }}"#);
    let connector = Connector::of_text(FileRole::Definition, text);
    let definition = connector.definition().expect("a definition");
    assert!(definition.tree().errors().is_empty(), "{:?}", definition.tree().errors());
    connector
}

/// The findings on limits, as code and pointer.
fn found(connector: &Connector) -> Vec<(&'static str, String)> {
    limits(connector)
        .into_iter()
        .map(|finding| (finding.code(), rules::engine::pointer(connector, &finding)))
        .collect()
}

fn limits(connector: &Connector) -> Vec<Finding> {
    let mut found = rules::check(connector, &Settings::default(), &Stop::default());
    found.retain(|finding| finding.code().starts_with("limits/"));
    found
}

/// An operation that answers with this schema.
fn get(path: &str, schema: &str) -> String {
    format!(
        r##""{path}": {{ "get": {{ "operationId": "Get{}", "responses": {{ "200": {{ "schema": {{ "$ref": "#/definitions/{schema}" }} }} }} }} }}"##,
        path.trim_start_matches('/')
    )
}

/// An object with `count` properties of this kind.
fn object(name: &str, count: usize, property: &str) -> String {
    let properties: Vec<String> = (0..count).map(|index| format!(r#""p{index}": {property}"#)).collect();
    format!(r#""{name}": {{ "type": "object", "properties": {{ {} }} }}"#, properties.join(","))
}

const TEXT: &str = r#"{ "type": "string" }"#;

#[test]
fn a_body_is_counted_where_it_stands() {
    let exact = connector(&get("/a", "A"), &object("A", 511, TEXT));
    assert_eq!(found(&exact), []);
    let more = connector(&get("/a", "A"), &object("A", 512, TEXT));
    assert_eq!(
        found(&more),
        [("limits/body-schema-count", "/paths/~1a/get/responses/200/schema".to_owned())]
    );
    let message = &limits(&more)[0].message;
    assert!(message.contains("513 schemas (100% of 512)"), "{message}");
    // The platform also counts what nothing uses.
    let unused = connector("", &object("A", 600, TEXT));
    assert_eq!(found(&unused), [("limits/body-schema-count", "/definitions/A".to_owned())]);
}

#[test]
fn the_heaviest_parts_are_named() {
    let lines = object("Line", 300, TEXT);
    let buyer = object("Buyer", 250, TEXT);
    let order = r##""Order": { "type": "object", "properties": { "id": { "type": "string" },
        "lines": { "type": "array", "items": { "$ref": "#/definitions/Line" } },
        "buyer": { "$ref": "#/definitions/Buyer" } } }"##;
    let connector = connector(&get("/a", "Order"), &format!("{order},{lines},{buyer}"));
    let found = limits(&connector);
    assert_eq!(found.len(), 1, "{found:#?}");
    let message = &found[0].message;
    assert!(message.contains("The heaviest parts: 'lines' (302), 'buyer' (251)."), "{message}");
    assert_eq!(found[0].related.len(), 2);
}

#[test]
fn a_body_too_large_for_an_operation_is_reported_as_such_alone() {
    let pages = object("Page", 150, TEXT);
    let book = object("Book", 150, r##"{ "$ref": "#/definitions/Page" }"##);
    let connector = connector(&get("/a", "Book"), &format!("{book},{pages}"));
    assert_eq!(found(&connector), [("limits/operation-schema-count", "/paths/~1a/get".to_owned())]);
}

#[test]
fn all_operations_together_are_counted_without_expanding_anything() {
    let pages = object("Page", 120, TEXT);
    let book = object("Book", 120, r##"{ "$ref": "#/definitions/Page" }"##);
    let mut paths = String::new();
    for index in 0..300 {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(paths, "{comma}{}", get(&format!("/a{index}"), "Book"));
    }
    let connector = connector(&paths, &format!("{book},{pages}"));
    let total = limits(&connector).into_iter().find(|finding| finding.message.starts_with("All operations"));
    let total = total.expect("a finding on all operations");
    let named = "The heaviest parts: 'Geta0' (14,521), 'Geta1' (14,521), 'Geta2' (14,521).";
    assert!(total.message.ends_with(named), "{}", total.message);
    assert_eq!(total.related.len(), 3);
    let found = found(&connector);
    let count = |code: &str| found.iter().filter(|(found, _)| *found == code).count();
    assert_eq!(count("limits/body-schema-count"), 300);
    assert_eq!(count("limits/too-many-operations"), 1);
    assert!(found.contains(&("limits/operation-schema-count", "/paths".to_owned())), "{:?}", found[0]);
}

#[test]
fn circles_come_to_an_end() {
    let tree = r##""Tree": { "type": "object", "properties": { "name": { "type": "string" },
        "children": { "type": "array", "items": { "$ref": "#/definitions/Tree" } } } }"##;
    assert_eq!(found(&connector(&get("/a", "Tree"), tree)), []);
    // Each schema refers to all: more ways than anyone could count.
    let mut all = String::new();
    for index in 0..40 {
        let comma = if index == 0 { "" } else { "," };
        let references: Vec<String> =
            (0..40).map(|other| format!(r##""p{other}": {{ "$ref": "#/definitions/A{other}" }}"##)).collect();
        let _ = write!(all, r#"{comma}"A{index}": {{ "properties": {{ {} }} }}"#, references.join(","));
    }
    let connector = connector(&get("/a", "A0"), &all);
    assert_eq!(found(&connector), [("limits/operation-schema-count", "/paths/~1a/get".to_owned())]);
    assert!(limits(&connector)[0].message.contains("at least"), "{:?}", limits(&connector));
}

/// What stands at the related places of a finding, and what is said there.
fn related<'c>(connector: &'c Connector, finding: &'c Finding) -> Vec<(&'c str, &'c str)> {
    let text = connector.part(FileRole::Definition).expect("a definition").text();
    finding.related.iter().map(|place| (&text[place.span.range()], &*place.message)).collect()
}

#[test]
fn too_many_operations_say_where_most_are() {
    let paths = |start: &str, count: usize| -> Vec<String> {
        (0..count)
            .map(|index| format!(r#""/v1/{start}/{index}": {{ "get": {{ "responses": {{}} }} }}"#))
            .collect()
    };
    let paths = [paths("mail", 100), paths("users", 150), paths("me", 6), paths("calls", 5)].concat();
    let connector = connector(&paths.join(","), "");
    let found = limits(&connector);
    assert_eq!(found.len(), 1, "{found:#?}");
    let message = &found[0].message;
    assert!(
        message.ends_with("The heaviest parts: '/v1/users' (150), '/v1/mail' (100), '/v1/me' (6)."),
        "{message}"
    );
    assert_eq!(
        related(&connector, &found[0]),
        [
            ("\"/v1/users/0\"", "'/v1/users' has 150 operations."),
            ("\"/v1/mail/0\"", "'/v1/mail' has 100 operations."),
            ("\"/v1/me/0\"", "'/v1/me' has 6 operations."),
        ]
    );
}

#[test]
fn what_takes_most_of_the_text_is_named() {
    let long = |length: usize| format!(r#"{{ "type": "string", "description": "{}" }}"#, "d".repeat(length));
    let operation = |length: usize| {
        format!(
            r#""/a": {{ "get": {{ "operationId": "GetA", "description": "{}", "responses": {{}} }} }}"#,
            "d".repeat(length)
        )
    };
    let a = format!(r#""A": {}"#, long(300_000));
    let of_solution = connector(&operation(200_000), &a);
    let found = limits(&of_solution);
    assert_eq!(found.len(), 1, "{found:#?}");
    let message = &found[0].message;
    assert!(
        message.contains("The heaviest parts: 'definitions/A' (301,000), 'GetA' (201,000)."),
        "{message}"
    );
    let places = related(&of_solution, &found[0]);
    assert_eq!(places[0], ("\"A\"", "'definitions/A' takes about 301,000 characters."));
    assert_eq!(places[1].0, "\"get\"");

    let of_file = connector(&operation(20), &format!(r#"{a}, "B": {}"#, long(800_000)));
    let found = limits(&of_file);
    let found = found.iter().find(|finding| finding.code() == "limits/file-too-large");
    let found = found.expect("a finding on the file");
    assert!(
        found.message.contains("The heaviest parts: 'definitions/B' (801,000), 'definitions/A' (301,000)."),
        "{}",
        found.message
    );
    let places = related(&of_file, found);
    assert_eq!(places[0], ("\"B\"", "'definitions/B' takes about 801,000 bytes."));
    assert_eq!(places.len(), 3, "the parts that nothing uses come last: {places:?}");
}
