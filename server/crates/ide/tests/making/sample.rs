//! Schemas of samples.

use connector::{Connector, FileRole};
use ide::At;
use ide::making::{Made, schema_from_sample};
use rules::Settings;

use crate::support::{after, done, refused};

const SCHEMAS: &str = r##"{
  "swagger": "2.0",
  "paths": { "/a": { "get": { "operationId": "GetA", "responses": {
    "200": { "description": "One." },
    "201": { "description": "Two.", "schema": { "$ref": "#/definitions/A" } }
  } } } },
  "definitions": { "A": {
    "type": "object",
    "description": "An A.",
    "properties": { "b": { "type": "string", "x-ms-summary": "Bee", "maxLength": 3 } }
  } }
}
"##;

#[test]
fn a_sample_gives_a_schema_its_shape_and_leaves_its_texts() {
    for (layout, text) in fixture::layouts(SCHEMAS) {
        let connector = Connector::of_text(FileRole::Definition, text.as_str());
        let from = |place: &str, sample: &str| {
            let offset = u32::try_from(text.find(place).unwrap()).unwrap() + 1;
            schema_from_sample(
                &connector,
                &Settings::default(),
                At { file: FileRole::Definition, offset },
                sample,
            )
        };
        let schema = |made: &Made, pointer: &str| {
            let tree = syntax::parse(made.text.clone());
            assert!(tree.errors().is_empty(), "{layout}");
            let node = syntax::pointer::resolve(&tree, pointer).unwrap();
            let names: Vec<String> = node.members().map(|member| member.name().into_owned()).collect();
            (names.join(" "), node.get("type").unwrap().as_str().unwrap().into_owned())
        };
        let made = done(from("\"An A.\"", "{ \"c\": 1 }"));
        after(&connector, &made);
        assert_eq!(
            schema(&made, "/definitions/A"),
            ("type description properties".to_owned(), "object".to_owned())
        );
        assert!(made.text.contains("\"c\"") && !made.text.contains("\"b\""), "{layout}");
        let made = done(from("\"maxLength\"", "[1]"));
        assert_eq!(schema(&made, "/definitions/A/properties/b").1, "array");
        assert!(made.text.contains("\"Bee\"") && !made.text.contains("maxLength"), "{layout}");
        let made = done(from("\"One.\"", "{ \"c\": true }"));
        assert_eq!(&made.text[made.selection.range()], "\"schema\"");
        assert_eq!(schema(&made, "/paths/~1a/get/responses/200/schema").1, "object");
        let made = done(from("\"$ref\"", "{ \"c\": true }"));
        assert_eq!(schema(&made, "/paths/~1a/get/responses/201/schema").1, "object");
        assert!(refused(&from("\"swagger\"", "{}")).contains("no schema here"), "{layout}");
        for (sample, said) in [
            ("{\n  \"a\": 1,\n  \"b\" 2\n}", "line 3, column 6:"),
            ("{ \"a\": 1, }", "line 1, column"),
            ("", "line 1"),
            ("{}", "tells nothing"),
            ("null", "tells nothing"),
        ] {
            let making = from("\"One.\"", sample);
            assert!(refused(&making).contains(said), "{sample:?}: {}", refused(&making));
        }
    }
}

#[test]
fn what_held_values_of_another_type_goes_with_it() {
    let text = r#"{ "swagger": "2.0", "info": { "title": "A", "version": "1.0" }, "host": "a.com", "schemes": ["https"],
  "paths": { "/a": { "post": { "operationId": "PostA", "parameters": [ { "name": "body", "in": "body", "schema": {
    "type": "object", "example": { "a": "x" }, "properties": { "a": {
      "type": "string", "x-ms-summary": "Keep", "default": "x", "example": "e", "x-ms-visibility": "advanced",
      "x-ms-dynamic-values": { "operationId": "GetC", "value-path": "a", "value-title": "a" },
      "x-ms-dynamic-list": { "operationId": "GetC", "itemValuePath": "a", "itemTitlePath": "a" }
    } } } } ], "responses": { "200": { "description": "Done." } } } } } }"#;
    let connector = Connector::of_text(FileRole::Definition, text);
    let names = |at: &str, sample: &str, pointer: &str| {
        let at =
            At { file: FileRole::Definition, offset: u32::try_from(text.find(at).unwrap()).unwrap() + 1 };
        let made = done(schema_from_sample(&connector, &Settings::default(), at, sample));
        let tree = syntax::parse(made.text);
        assert!(tree.errors().is_empty());
        let node = syntax::pointer::resolve(&tree, pointer).unwrap();
        node.members().map(|member| member.name().into_owned()).collect::<Vec<_>>().join(" ")
    };
    let body = "/paths/~1a/post/parameters/0/schema";
    let field = format!("{body}/properties/a");
    assert_eq!(names("\"Keep\"", "5", &field), "type x-ms-summary x-ms-visibility description");
    assert_eq!(
        names("\"Keep\"", "\"text\"", &field),
        "type x-ms-summary default example x-ms-visibility x-ms-dynamic-values x-ms-dynamic-list description"
    );
    assert_eq!(names("\"properties\"", "{ \"b\": 1 }", body), "type properties");
}

#[test]
fn a_reference_that_is_replaced_keeps_the_labels_beside_it() {
    let text = SCHEMAS.replace(
        "\"$ref\": \"#/definitions/A\"",
        "\"$ref\": \"#/definitions/A\", \"x-ms-summary\": \"Mine\", \"title\": \"T\"",
    );
    let connector = Connector::of_text(FileRole::Definition, text.as_str());
    let offset = u32::try_from(text.find("\"Mine\"").unwrap()).unwrap();
    let at = At { file: FileRole::Definition, offset };
    let made = done(schema_from_sample(&connector, &Settings::default(), at, "{ \"c\": 1 }"));
    let tree = syntax::parse(made.text);
    let node = syntax::pointer::resolve(&tree, "/paths/~1a/get/responses/201/schema").unwrap();
    let names: Vec<String> = node.members().map(|member| member.name().into_owned()).collect();
    assert_eq!(names, ["x-ms-summary", "title", "type", "properties"]);
}

#[test]
fn a_sample_that_is_too_long_tells_its_length() {
    let connector = Connector::of_text(FileRole::Definition, SCHEMAS);
    let fields: Vec<String> = (0..9000).map(|number| format!("\"field{number}\": 1")).collect();
    let sample = format!("{{{}}}", fields.join(","));
    let at =
        At { file: FileRole::Definition, offset: u32::try_from(SCHEMAS.find("\"One.\"").unwrap()).unwrap() };
    let making = schema_from_sample(&connector, &Settings::default(), at, &sample);
    let reason = refused(&making);
    assert!(reason.contains(&format!("{} characters", sample.len())), "{reason}");
}
