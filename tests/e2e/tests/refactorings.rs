//! Refactorings: listed without their edits, which are made when one is chosen.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{acting, counting, with};
use e2e::{Buffers, Client, DEFINITION, Folder, Options};
use serde_json::{Value, json};
use syntax::Encoding;

/// A definition with an emoji before what changes, and with line ends of two characters.
fn document(schema: &str, rest: &str) -> String {
    let text = format!(
        r#"{{
  "swagger": "2.0",
  "info": {{ "title": "Ordres 🙂 é", "version": "1.0" }},
  "paths": {{
    "/orders": {{
      "get": {{
        "operationId": "ListOrders",
        "responses": {{
          "200": {{
            "description": "🙂🙂",
            "schema": {schema}
          }}
        }}
      }}
    }}
  }}{rest}
}}
"#
    );
    text.replace('\n', "\r\n")
}

/// Chooses the only action of a kind at a text, and gives its title and the text of the document after it.
fn chosen(before: &str, at: &str, kind: &str, (encoding, resolves): (&str, bool)) -> (String, String) {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let cannot = json!({ "textDocument": { "codeAction": { "resolveSupport": null } } });
    let able = with(acting(), &counting(encoding));
    let capabilities = if resolves { able } else { with(able, &cannot) };
    let mut client =
        Client::start(Options { capabilities, folders: vec![folder.uri("")], ..Options::default() });
    let kinds = &client.initialized["capabilities"]["codeActionProvider"]["codeActionKinds"];
    assert!(kinds.as_array().unwrap().contains(&json!(kind)), "{kinds}");
    client.open(&uri, before);
    client.published(&uri, Some(1));
    let counted = if encoding == "utf-8" { Encoding::Utf8 } else { Encoding::Utf16 };
    let buffers = Buffers::new(counted).with(&uri, Some(1), before);
    let found = client.actions(&uri, buffers.range(&uri, at), &[kind]);
    let [action] = found.as_slice() else { panic!("not one {kind}: {found:#?}") };
    assert_eq!((&action["kind"], action.get("edit").is_none()), (&json!(kind), resolves));
    let title = action["title"].as_str().unwrap().to_owned();
    let edit: Value = if resolves {
        client.ask("codeAction/resolve", action.clone())["edit"].take()
    } else {
        action["edit"].clone()
    };
    let (after, undo) = buffers.applied(&edit);
    assert_eq!(after.undone(&undo), buffers);
    let text = after.text(&uri).to_owned();
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
    (title, text)
}

const WAYS: [(&str, bool); 3] = [("utf-16", true), ("utf-8", true), ("utf-16", false)];

#[test]
fn a_schema_is_extracted() {
    let schema = |blanks: &str| {
        format!(
            "{{\n{blanks}  \"type\": \"object\",\n{blanks}  \"properties\": {{\n{blanks}    \"é🙂\": {{ \"type\": \"string\" }}\n{blanks}  }}\n{blanks}}}"
        )
    };
    let reference = "{\n              \"$ref\": \"#/definitions/ListOrdersResponse\"\n            }";
    let rest =
        |definitions: &str| format!(",\n  \"definitions\": {{\n    \"Other\": {{}}{definitions}\n  }}");
    let before = document(&schema("            "), &rest(""));
    let after = document(reference, &rest(&format!(",\n    \"ListOrdersResponse\": {}", schema("    "))));
    for way in WAYS {
        let (title, text) = chosen(&before, "\"properties\"", "refactor.extract.definition", way);
        assert_eq!(title, "Extract to definition 'ListOrdersResponse'");
        assert_eq!(text, after, "{way:?}");
    }
}

#[test]
fn a_sample_becomes_a_schema() {
    let before = document("{ \"id\": 1 }", "");
    let after = document(
        r#"{
              "type": "object",
              "properties": {
                "id": {
                  "type": "integer",
                  "x-ms-summary": "ID",
                  "description": "The ID."
                }
              }
            }"#,
        "",
    );
    for way in WAYS {
        let (title, text) = chosen(&before, "\"id\"", "refactor.rewrite.schemaFromSample", way);
        assert_eq!(title, "Replace this sample by a schema of it");
        assert_eq!(text, after, "{way:?}");
    }
}

#[test]
fn leftovers_of_openapi_3_become_swagger_2() {
    let before = document(
        "{ \"type\": \"string\", \"nullable\": true }",
        ",\n  \"servers\": [ { \"url\": \"https://é.contoso.com/v1\" } ]",
    );
    let after = document(
        "{ \"type\": \"string\", \"x-nullable\": true }",
        ",\n  \"host\": \"é.contoso.com\",\n  \"basePath\": \"/v1\",\n  \"schemes\": [\n    \"https\"\n  ]",
    );
    for way in WAYS {
        let (title, text) = chosen(&before, "\"servers\"", "refactor.rewrite.openApi2", way);
        assert_eq!(title, "Turn the whole file into Swagger 2.0");
        assert_eq!(text, after, "{way:?}");
    }
}
