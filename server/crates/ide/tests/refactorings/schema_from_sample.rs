//! Schemas from samples.

use ide::refactorings::schema_of_sample;

use crate::support::{check, titles};

const KIND: &str = "refactor.rewrite.schemaFromSample";
const FROM_EXAMPLE: &str = "Generate the schema from the example";
const REPLACE: &str = "Replace this sample by a schema of it";

/// A definition with an operation that has these parameters and this response.
fn operation(parameters: &str, response: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "paths": {{
    "/a": {{ "post": {{ "operationId": "AddA", "parameters": [{parameters}], "responses": {{ "200": {{ {response} }} }} }} }}
  }}
}}"#
    )
}

const ID: &str = r#""id": { "type": "integer", "x-ms-summary": "ID", "description": "The ID." }"#;

#[test]
fn the_example_of_a_response_becomes_its_schema() {
    let after = format!(
        r#""description": "A.", "schema": {{ "type": "object", "properties": {{ {ID} }} }}, "examples": {{ "application/json": {{ "id": 1 }} }}"#
    );
    for before in [
        r#""description": "A.", "exam$0ples": { "application/json": { "id": 1 } }"#,
        r#""description": "A.", "examples": { "application/json": { "id": $01 } }"#,
        r#""description": "A.", "schema": {$0}, "examples": { "application/json": { "id": 1 } }"#,
        r#""description": "A.", "schema": { "type": "object", "properties": {} }, "examples": { "application/json$0": { "id": 1 } }"#,
    ] {
        check(&operation("", before), (KIND, FROM_EXAMPLE), &operation("", &after));
    }
}

#[test]
fn the_example_of_a_body_or_schema_becomes_its_schema() {
    let body = r#""name": "body", "in": "body""#;
    check(
        &operation(&format!(r#"{{ {body}, "x-example$0": [ {{ "id": 1 }}, {{ "id": null }} ] }}"#), ""),
        (KIND, FROM_EXAMPLE),
        &operation(
            &format!(
                r#"{{ {body}, "schema": {{ "type": "array", "items": {{ "type": "object", "properties": {{ {ID} }} }} }}, "x-example": [ {{ "id": 1 }}, {{ "id": null }} ] }}"#
            ),
            "",
        ),
    );
    check(
        &operation("", r#""schema": { "title": "A", "example$0": { "id": 1 } }"#),
        (KIND, FROM_EXAMPLE),
        &operation(
            "",
            &format!(
                r#""schema": {{ "title": "A", "type": "object", "properties": {{ {ID} }}, "example": {{ "id": 1 }} }}"#
            ),
        ),
    );
}

#[test]
fn pasted_json_becomes_a_schema() {
    let schema = format!(r#""schema": {{ "type": "object", "properties": {{ {ID} }} }}"#);
    for before in
        [r#""schema": {$0 "id": 1 }"#, r#""schema": <r>{ "id": 1 }</r>"#, r#""sch$0ema": { "id": 1 }"#]
    {
        check(&operation("", before), (KIND, REPLACE), &operation("", &schema));
    }
    let list = format!(
        r#""schema": {{ "type": "array", "items": {{ "type": "object", "properties": {{ {ID} }} }} }}"#
    );
    check(&operation("", r#""schema": [$0{ "id": 1 }]"#), (KIND, REPLACE), &operation("", &list));
    // A property is labelled.
    check(
        &operation("", r#""schema": { "type": "object", "properties": { "line_items": [ $0"a" ] } }"#),
        (KIND, REPLACE),
        &operation(
            "",
            r#""schema": { "type": "object", "properties": { "line_items": { "type": "array", "x-ms-summary": "Line Items", "description": "The line items.", "items": { "type": "string" } } } }"#,
        ),
    );
}

#[test]
fn schemas_that_say_something_stay() {
    for response in [
        r#""schema": { "type": "object", "properties": { "b": {} } }, "examples": { "application/json$0": { "id": 1 } }"#,
        r##""$ref": "#/responses/A", "examples": { "application/json$0": { "id": 1 } }"##,
        r#""schema": {$0 "type": "string" }"#,
        r#""schema": {$0 "type": "object", "unknown": 1 }"#,
        r#""schema": {$0 "title": "Only known words", "description": "A." }"#,
        r#""schema": {$0 "x-ms-dynamic-schema": { "operationId": "B" } }"#,
        r#""schema": {$0}"#,
        r#""examples": {$0 "application/json": {} }"#,
        r#""examples": {$0 "text/plain": { "id": 1 } }"#,
        r#""schema": {$0 "id": 1 "b": 2 }"#,
        r#""headers": { "x": {$0 "id": 1 } }"#,
    ] {
        assert!(titles(&operation("", response), KIND).is_empty(), "{response}");
    }
    let broken_elsewhere = operation(r#"{ "name": }"#, r#""schema": {$0 "id": 1 }"#);
    assert_eq!(titles(&broken_elsewhere, KIND), [REPLACE]);
}

#[test]
fn nothing_is_required_and_nothing_is_said_of_nothing() {
    let schema = |text: &str| {
        let tree = syntax::parse(text);
        schema_of_sample(tree.root(), None)
    };
    assert_eq!(schema(r#""a""#).as_deref(), Some(r#"{ "type": "string" }"#));
    assert_eq!(schema("{}"), None);
    let many: Vec<String> = (0..500).map(|number| format!("\"a{number}\": 1")).collect();
    let many = schema(&format!("{{ {} }}", many.join(", "))).unwrap();
    assert!(many.contains("\"a499\"") && !many.contains("required"));
}

#[test]
fn a_schema_with_a_misspelt_word_is_no_sample() {
    for word in ["maxLength", "minLength", "maxItems", "minItems", "multipleOf"] {
        let before = format!(r#""schema": {{$0 "descriptio": "A.", "summary": "A", "{word}": 5 }}"#);
        assert!(titles(&operation("", &before), KIND).is_empty(), "{word}");
        let sample = before.replace(": 5", ": \"5\"");
        assert_eq!(titles(&operation("", &sample), KIND), [REPLACE], "{word}");
    }
}
