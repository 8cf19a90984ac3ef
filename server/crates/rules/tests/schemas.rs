//! Schemas whose parts stand far from each other, and what only looks like a mistake in them.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "other tests need more of it")]
mod support;

use rules::Profile;
use rules::page::examples;
use support::{base, findings, put, show};

/// Asserts that the connector with these values at their JSON pointers gives exactly these findings of the groups
/// `schema` and `response`: code, and the text that is underlined.
#[track_caller]
fn check(values: &[(&str, &str)], expected: &[(&str, &str)]) {
    let mut files = base();
    for (pointer, value) in values {
        let page = format!("## Bad\n\n```json {pointer}\n{value}\n```\n");
        put(&mut files, &examples(&page, "Bad")[0]);
    }
    let mut found = findings(&files, Profile::Certified);
    found.retain(|finding| matches!(finding.rule.group(), "schema" | "response"));
    let text = &files[0].1;
    let under = |finding: &rules::Finding| text.get(finding.span.range()).unwrap_or("?").to_owned();
    let codes: Vec<(&str, String)> = found.iter().map(|finding| (finding.code(), under(finding))).collect();
    let codes: Vec<(&str, &str)> = codes.iter().map(|(code, text)| (*code, text.as_str())).collect();
    assert_eq!(codes, expected, "{:#?}", show(&files, &found));
}

/// A definition with these members, and what makers see of it.
fn object(members: &str) -> String {
    format!(r#"{{ "type": "object", {members} }}"#)
}

/// A text property with these members more.
fn text(members: &str) -> String {
    format!(r#"{{ "type": "string", "x-ms-summary": "Text", "description": "A text."{members} }}"#)
}

#[test]
fn a_loop_of_required_properties_is_found_through_references_and_inline_objects() {
    const LOOP: &str = "schema/required-loop";
    let way = |to: &str| object(&format!(r#""required": ["next"], "properties": {{ "next": {to} }}"#));
    let to = |name: &str| format!(r##"{{ "$ref": "#/definitions/{name}" }}"##);
    let inner = r#""x-ms-summary": "Inner", "description": "What is in it.""#;
    let nested = |to: &str| {
        way(&object(&format!(r#"{inner}, "required": ["back"], "properties": {{ "back": {to} }}"#)))
    };
    check(
        &[("/definitions/A", &way(&to("B"))), ("/definitions/B", &nested(&to("A")))],
        &[(LOOP, "\"back\"")],
    );
    // A list may be empty, a property that may be null may be null, and one that is optional may be absent.
    let list = format!(r#"{{ "type": "array", "items": {}, {inner} }}"#, to("A"));
    check(&[("/definitions/A", &way(&list))], &[]);
    let nullable = object(&format!(
        r#"{inner}, "x-nullable": true, "required": ["a"], "properties": {{ "a": {} }}"#,
        to("A")
    ));
    check(&[("/definitions/A", &way(&nullable))], &[]);
    let optional = object(&format!(r#""properties": {{ "next": {} }}"#, to("A")));
    check(&[("/definitions/A", &optional)], &[]);
    // Two ways to one definition are no loop.
    let both = object(&format!(
        r#""required": ["one", "other"], "properties": {{ "one": {0}, "other": {0} }}"#,
        to("Item")
    ));
    check(&[("/definitions/A", &both)], &[]);
}

#[test]
fn a_long_chain_of_required_properties_comes_to_an_end() {
    let count = 3000;
    let definition = |index: usize| {
        let next = (index + 1) % count;
        let property = format!(r##""properties": {{ "n": {{ "$ref": "#/definitions/D{next}" }} }}"##);
        format!(r#""D{index}": {}"#, object(&format!(r#""required": ["n"], {property}"#)))
    };
    let definitions = (0..count).map(definition).collect::<Vec<_>>().join(",");
    let text = format!(r#"{{ "swagger": "2.0", "definitions": {{ {definitions} }} }}"#);
    let files = vec![(connector::FileRole::Definition, text)];
    let found = findings(&files, Profile::Certified);
    let loops = found.iter().filter(|finding| finding.code() == "schema/required-loop").count();
    assert_eq!(loops, 1);
}

#[test]
fn read_only_is_a_mistake_in_what_is_sent_only() {
    let thing = object(&format!(
        r#""required": ["id"], "properties": {{ "id": {} }}"#,
        text(r#", "readOnly": true"#)
    ));
    let body = "/paths/~1items/post/parameters/0/schema";
    let answer = "/paths/~1items/post/responses/201/schema";
    let reference = r##"{ "$ref": "#/definitions/Thing" }"##;
    let readonly = ("schema/required-readonly", "\"id\"");
    check(&[("/definitions/Thing", &thing), (body, reference)], &[readonly]);
    let list = format!(r#"{{ "type": "array", "items": {reference} }}"#);
    check(&[("/definitions/Thing", &thing), (body, &list), (answer, reference)], &[readonly]);
}

#[test]
fn what_another_part_defines_is_defined() {
    let base = object(&format!(r#""properties": {{ "id": {} }}"#, text("")));
    let whole = |required: &str| {
        let own = object(&format!(r#""required": [{required}], "properties": {{ "name": {} }}"#, text("")));
        format!(r##"{{ "allOf": [{{ "$ref": "#/definitions/Base" }}, {own}] }}"##)
    };
    let of = |whole: &str, more: &[(&str, &str)]| {
        let allof = ("schema/allof", "\"allOf\"");
        let expected: Vec<(&str, &str)> = std::iter::once(allof).chain(more.iter().copied()).collect();
        check(&[("/definitions/Base", &base), ("/definitions/Whole", whole)], &expected);
    };
    of(&whole(r#""id", "name""#), &[]);
    of(&whole(r#""id", "nmae""#), &[("schema/required-undefined", "\"nmae\"")]);
}

#[test]
fn what_is_empty_is_reported_by_one_rule() {
    let property = "/definitions/Item/properties/extra";
    check(&[(property, "{}")], &[("schema/empty", "\"extra\"")]);
    let array = format!(r#"{{ "type": "array", "items": {{}}, {} }}"#, texts());
    check(&[(property, &array)], &[("schema/array-items-empty", "\"items\"")]);
    let open = format!(r#"{{ "type": "object", "additionalProperties": {{}}, {} }}"#, texts());
    check(&[(property, &open)], &[("schema/object-without-properties", "\"object\"")]);
    let wordless = r#"{ "type": "string", "x-ms-summary": "Extra", "description": " " }"#;
    check(&[(property, wordless)], &[("schema/empty-string-value", "\" \"")]);
    let list = format!(r#"{{ "type": "object", "required": [], "properties": {{ "a": {} }} }}"#, text(""));
    check(&[("/definitions/Other", &list)], &[("schema/required-empty", "\"required\"")]);
    let answer = "/paths/~1items~1{id}/get/responses/200/schema";
    check(&[(answer, "{}")], &[("response/schema-empty", "\"schema\"")]);
}

/// What makers read about a property.
fn texts() -> &'static str {
    r#""x-ms-summary": "Extra", "description": "Whatever else there is.""#
}

#[test]
fn a_default_response_with_a_schema_is_one_mistake() {
    let responses = "/paths/~1items~1{id}/get/responses";
    let only =
        r##"{ "default": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } } }"##;
    check(&[(responses, only)], &[("response/default-has-schema", "\"schema\"")]);
    let bare = r#"{ "default": { "description": "The item." } }"#;
    check(&[(responses, bare)], &[("response/only-default", "\"default\"")]);
    let empty = r#"{ "default": { "description": "The item.", "schema": {} } }"#;
    check(
        &[(responses, empty)],
        &[("response/only-default", "\"default\""), ("response/schema-empty", "\"schema\"")],
    );
    let broken = r##"{ "200": { "description": "OK" }, "default": { "$ref": "#/responses/Gone" } }"##;
    check(&[(responses, broken)], &[]);
}

#[test]
fn an_answer_under_the_name_of_errors_becomes_the_one_for_success() {
    let mut files = base();
    let page = "## Bad\n\n```json /paths/~1items~1{id}/get/responses\n{ \"404\": { \"description\": \"Gone.\" }, \
                \"default\": { \"description\": \"The item.\", \"schema\": { \"type\": \"string\" } } }\n```\n";
    put(&mut files, &examples(page, "Bad")[0]);
    let found = findings(&files, Profile::Certified);
    let finding = found.iter().find(|finding| finding.code() == "response/default-has-schema");
    let fix = &finding.expect("a finding").fixes[0];
    let edits = fix.edits(&support::connector(&files)).remove(0).1;
    let text = syntax::edit::apply(&files[0].1, &edits).expect("edits that fit");
    let tree = syntax::parse(text);
    let responses = syntax::pointer::resolve(&tree, "/paths/~1items~1{id}/get/responses").expect("responses");
    let names: Vec<_> = responses.members().map(syntax::Node::name).collect();
    assert_eq!(names, ["404", "200", "default"]);
    assert!(responses.get("200").is_some_and(|response| response.get("schema").is_some()));
    assert!(responses.get("default").is_some_and(|response| response.get("schema").is_none()));
}

#[test]
fn a_type_is_only_missing_where_nothing_stands_for_it() {
    let property = |members: &str| format!("{{ {members}, {} }}", texts());
    let missing = ("schema/type-missing", "\"extra\"");
    let at = "/definitions/Item/properties/extra";
    check(&[(at, &property(r#""readOnly": false"#))], &[missing]);
    for members in [
        r#""enum": ["a", "b"]"#,
        r#""x-ms-dynamic-schema": { "operationId": "GetLists" }"#,
        r#""additionalProperties": { "type": "string" }"#,
        r#""tpye": "string""#,
        r#""oneOf": [{ "type": "string" }]"#,
    ] {
        check(&[(at, &property(members))], &[]);
    }
    check(&[(at, r##"{ "$ref": "#/definitions/Item", "description": "It." }"##)], &[]);
}

#[test]
fn a_promise_in_an_output_is_none_in_an_input() {
    let list = |required: &str| object(&format!(r#"{required} "properties": {{ "id": {} }}"#, text("")));
    let (body, answer) =
        ("/paths/~1items/post/parameters/0/schema", "/paths/~1items/post/responses/201/schema");
    let thing = ("/definitions/Thing", &*list(r#""required": ["id"],"#));
    let reference = r##"{ "$ref": "#/definitions/Thing" }"##;
    let promised = ("response/required-in-output", "\"required\"");
    check(&[thing, (answer, reference)], &[promised]);
    check(&[thing, (body, reference)], &[]);
    check(&[thing, (body, reference), (answer, reference)], &[]);
    check(&[thing], &[]);
}

#[test]
fn only_a_type_is_made_the_type_of_a_list() {
    let offered = |list: &str| {
        let mut files = base();
        let page = format!("## Bad\n\n```json /definitions/Item/properties/title/type\n{list}\n```\n");
        put(&mut files, &examples(&page, "Bad")[0]);
        let found = findings(&files, Profile::Certified);
        let lists = found.iter().filter(|finding| finding.code() == "schema/type-array");
        lists.flat_map(|finding| finding.fixes.iter().map(|fix| fix.title.clone())).collect::<Vec<_>>()
    };
    assert_eq!(offered(r#"["application/json", "string"]"#), ["Make it 'string'"]);
    assert!(offered(r#"["file", "null"]"#).is_empty());
}
