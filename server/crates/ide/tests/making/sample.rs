//! Schemas of samples.

use connector::{Connector, FileRole};
use ide::At;
use ide::making::{Made, schema_from_sample};

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
