//! Swagger 2.0 in place of OpenAPI 3.

use ide::actions::Outcome;
use rules::{Settings, Stop};
use syntax::Span;

use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.rewrite.openApi2";
const FILE: &str = "Turn the whole file into Swagger 2.0";

/// A definition in OpenAPI 3 with a bit of everything.
pub(crate) const NEWER: &str = r##"{
  "openapi": "3.0.1",
  "info": { "title": "Shop", "version": "1.0" },
  "servers": [
    { "url": "https://{region}.contoso.com/shop/", "variables": { "region": { "default": "eu" } } },
    { "url": "http://eu.contoso.com/shop" },
    { "url": "https://test.contoso.com" }
  ],
  "paths": {
    "/items/{id}": {
      "parameters": [ { "$ref": "#/components/parameters/Id" } ],
      "get": {
        "operationId": "GetItem",
        "parameters": [
          { "name": "fields", "in": "query", "style": "form", "explode": false, "example": "id",
            "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Kind" } } },
          { "name": "when", "in": "query", "description": "A day.",
            "schema": { "type": "string", "format": "date", "nullable": true, "title": "Day", "description": "Any." } }
        ],
        "responses": {
          "200": {
            "description": "The item.",
            "headers": { "X-Rate": { "schema": { "type": "integer" } }, "X-Page": { "$ref": "#/components/headers/Page" } },
            "content": {
              "text/xml": { "schema": { "type": "string" } },
              "application/json": { "schema": { "$ref": "#/components/schemas/Item" }, "example": { "id": "1" } }
            },
            "links": {}
          },
          "404": { "$ref": "#/components/responses/Gone" }
        }
      },
      "put": {
        "operationId": "PutItem",
        "requestBody": { "$ref": "#/components/requestBodies/Item" },
        "responses": { "204": { "description": "Done." } }
      }
    },
    "/files": {
      "post": {
        "operationId": "AddFile",
        "requestBody": {
          "content": {
            "multipart/form-data": {
              "schema": {
                "type": "object",
                "required": [ "file" ],
                "properties": {
                  "file": { "type": "string", "format": "binary", "description": "The file." },
                  "size": { "type": "integer" },
                  "place": { "type": "object" }
                }
              }
            }
          }
        },
        "responses": { "204": { "description": "Done." } }
      }
    }
  },
  "components": {
    "schemas": {
      "Kind": { "type": "string", "enum": [ "a", "b" ] },
      "Item": {
        "type": "object",
        "discriminator": { "propertyName": "id" },
        "properties": {
          "id": { "type": "string", "nullable": true },
          "kind": { "oneOf": [ { "$ref": "#/components/schemas/Kind" } ] },
          "other": { "description": "Other.", "anyOf": [ { "$ref": "#/components/schemas/Kind" }, { "type": "null" } ] },
          "count": { "type": [ "integer", "null" ], "exclusiveMinimum": 0 },
          "mode": { "type": "string", "const": "x" }
        }
      }
    },
    "parameters": { "Id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } },
    "requestBodies": {
      "Item": {
        "description": "The item.",
        "required": true,
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } }
      }
    },
    "responses": { "Gone": { "description": "Gone.", "content": { "application/json": { "schema": { "type": "object" } } } } },
    "headers": { "Page": { "description": "A page.", "schema": { "type": "integer" } } },
    "securitySchemes": {
      "Login": {
        "type": "oauth2",
        "description": "Sign in.",
        "flows": { "authorizationCode": { "authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": { "r": "Read." } } }
      },
      "Token": { "type": "http", "scheme": "bearer" },
      "User": { "type": "http", "scheme": "basic" },
      "Key": { "type": "apiKey", "name": "k", "in": "header" }
    }
  }
}"##;

/// The same in Swagger 2.0.
const OLDER: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Shop", "version": "1.0" },
  "host": "eu.contoso.com",
  "basePath": "/shop",
  "schemes": [ "http", "https" ],
  "paths": {
    "/items/{id}": {
      "parameters": [ { "$ref": "#/parameters/Id" } ],
      "get": {
        "operationId": "GetItem",
        "produces": [ "text/xml", "application/json" ],
        "parameters": [
          { "name": "fields", "in": "query", "x-example": "id",
            "type": "array", "items": { "type": "string", "enum": [ "a", "b" ] } },
          { "name": "when", "in": "query", "description": "A day.",
            "type": "string", "format": "date", "x-nullable": true, "x-ms-summary": "Day" }
        ],
        "responses": {
          "200": {
            "description": "The item.",
            "headers": { "X-Rate": { "type": "integer" }, "X-Page": { "description": "A page.", "type": "integer" } },
            "schema": { "$ref": "#/definitions/Item" },
            "examples": { "application/json": { "id": "1" } }
          },
          "404": { "$ref": "#/responses/Gone" }
        }
      },
      "put": {
        "operationId": "PutItem",
        "consumes": [ "application/json" ],
        "parameters": [
          { "name": "body", "in": "body", "description": "The item.", "required": true, "schema": { "$ref": "#/definitions/Item" } }
        ],
        "responses": { "204": { "description": "Done." } }
      }
    },
    "/files": {
      "post": {
        "operationId": "AddFile",
        "consumes": [ "multipart/form-data" ],
        "parameters": [
          { "name": "file", "in": "formData", "required": true, "type": "file", "description": "The file." },
          { "name": "size", "in": "formData", "type": "integer" },
          { "name": "place", "in": "formData", "type": "string" }
        ],
        "responses": { "204": { "description": "Done." } }
      }
    }
  },
  "definitions": {
    "Kind": { "type": "string", "enum": [ "a", "b" ] },
    "Item": {
      "type": "object",
      "discriminator": "id",
      "properties": {
        "id": { "type": "string", "x-nullable": true },
        "kind": { "$ref": "#/definitions/Kind" },
        "other": { "description": "Other.", "type": "string", "enum": [ "a", "b" ], "x-nullable": true },
        "count": { "type": "integer", "x-nullable": true, "minimum": 0, "exclusiveMinimum": true },
        "mode": { "type": "string", "enum": [ "x" ] }
      }
    }
  },
  "parameters": { "Id": { "name": "id", "in": "path", "required": true, "type": "string" } },
  "responses": { "Gone": { "description": "Gone.", "schema": { "type": "object" } } },
  "securityDefinitions": {
    "Login": {
      "type": "oauth2",
      "flow": "accessCode",
      "authorizationUrl": "https://a",
      "tokenUrl": "https://t",
      "scopes": { "r": "Read." },
      "description": "Sign in."
    },
    "Token": { "type": "apiKey", "name": "Authorization", "in": "header" },
    "User": { "type": "basic" },
    "Key": { "type": "apiKey", "name": "k", "in": "header" }
  }
}"##;

#[test]
fn a_whole_file_becomes_swagger_2() {
    check(&NEWER.replace("\"Shop\"", "\"$0Shop\""), (KIND, FILE), OLDER);
    // Nothing is left, in the words of the rules.
    let older = definition(OLDER);
    let findings = rules::check(&older, &Settings::default(), &Stop::default());
    let newer = ["swagger/openapi3-keyword", "swagger/keyword-unsupported", "parameter/schema-outside-body"];
    let left: Vec<_> = findings.iter().filter(|finding| newer.contains(&finding.rule.code)).collect();
    assert!(left.is_empty(), "{left:#?}");
    for offset in (0..OLDER.len()).filter(|offset| OLDER.is_char_boundary(*offset)) {
        assert!(offers(&older, Span::empty(offset as u32), KIND, false).is_empty(), "at {offset}");
    }
}

/// A definition in Swagger 2.0 with one operation of these members.
fn with(members: &str) -> String {
    format!(
        r#"{{ "swagger": "2.0", "consumes": [ "application/json" ], "paths": {{ "/items": {{ "post": {{
  "operationId": "AddItem", {members} }}, "get": {{ "responses": {{ "200": {{ "content": {{ "text/plain": {{}} }} }} }} }} }} }},
  "definitions": {{ "Item": {{ "type": "object" }} }} }}"#
    )
}

const OPERATION: &str = "Turn AddItem into Swagger 2.0";

#[test]
fn one_operation_becomes_swagger_2_and_nothing_else_changes() {
    let named = r#""parameters": [ { "name": "body", "in": "query", "type": "string" } ]"#;
    check(
        &with(&format!(
            r##"{named}, "request$0Body": {{ "x-name": 1, "content": {{ "application/json": {{
                "schema": {{ "$ref": "#/definitions/Item" }}, "examples": {{ "a": {{ "value": 5 }} }} }} }} }}, "responses": {{}}"##
        )),
        (KIND, OPERATION),
        &with(
            r##""parameters": [ { "name": "body", "in": "query", "type": "string" }, { "name": "requestBody", "in": "body",
                "schema": { "$ref": "#/definitions/Item" }, "x-name": 1, "x-example": 5 } ], "responses": {}"##,
        ),
    );
    check(
        &with(
            r#""responses": { "200": { "desc$0ription": "A.", "content": { "text/csv": { "schema": { "type": "string", "nullable": true } },
                "*/*": {} } } }"#,
        ),
        (KIND, OPERATION),
        &with(
            r#""produces": [ "text/csv" ], "responses": { "200": { "description": "A.", "schema": { "type": "string", "x-nullable": true } } }"#,
        ),
    );
}

#[test]
fn an_operation_that_needs_components_is_left_to_the_whole_file() {
    let marked = with(
        r##""requ$0estBody": { "content": { "a/b": { "schema": { "$ref": "#/components/schemas/Item" } } } }, "responses": {}"##,
    );
    let (text, span) = marked_text(&marked);
    let found = offers(&definition(&text), span, KIND, true);
    let [operation, file] = found.as_slice() else { panic!("{found:#?}") };
    assert!(matches!(&operation.outcome, Outcome::Refused { reason } if reason.contains("the whole file")));
    assert!(matches!(&file.outcome, Outcome::Edits(_)) && file.title == FILE);
}

#[test]
fn parameters_say_themselves_what_their_schema_said() {
    let parameter = |members: &str| {
        with(&format!(r#""parameters": [ {{ "name": "a", "in": "query", {members} }} ], "responses": {{}}"#))
    };
    for (before, after) in [
        (
            r#""sch$0ema": { "anyOf": [ { "type": "integer", "maximum": 5 }, { "type": "null" } ], "title": "A" }"#,
            r#""type": "integer", "maximum": 5, "x-ms-summary": "A""#,
        ),
        (r#""sch$0ema": { "type": [ "null", "string" ], "readOnly": true }"#, r#""type": "string""#),
        (r#""sch$0ema": {}, "deprecated": true"#, r#""type": "string", "x-deprecated": true"#),
        (r#""con$0tent": { "application/json": { "schema": { "type": "object" } } }"#, r#""type": "string""#),
        (
            r#""style": "pipeDelimited", "sch$0ema": { "type": "array", "items": { "type": "string" } }"#,
            r#""type": "array", "items": { "type": "string" }, "collectionFormat": "pipes""#,
        ),
        (
            r#""sch$0ema": { "type": "array", "items": { "type": "string" } }"#,
            r#""type": "array", "items": { "type": "string" }, "collectionFormat": "multi""#,
        ),
        (
            r#""sch$0ema": { "type": "integer", "exclusiveMinimum": 0, "maximum": 9, "exclusiveMaximum": true }"#,
            r#""type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true"#,
        ),
    ] {
        check(&parameter(before), (KIND, OPERATION), &parameter(after));
    }
}

#[test]
fn what_swagger_2_cannot_say_stays() {
    for members in [
        r#""parameters": [ { "name": "a", "in": "query", "sch$0ema": { "type": "object", "properties": {} } } ], "responses": {}"#,
        r#""requestB$0ody": {}, "responses": {}"#,
        r#""requestB$0ody": { "content": { "multipart/form-data": {} } }, "responses": {}"#,
        r#""requestB$0ody": { "content": { "a/b": {} } }, "parameters": 5, "responses": {}"#,
        r#""parameters": [ { "sch$0ema": {} } ], "responses": {}"#,
        r#""requestB$0ody": { "$ref": "nowhere" }, "responses": {}"#,
        r#""requestB$0ody": { "content": { "a/b": {} } }, "parameters": [ { "name": "b", "in": "body", "schema": {} } ], "responses": {}"#,
        r#""parameters": [ { "name": "a", "in": "query", "sch$0ema": { "type": "integer", "minimum": 1, "exclusiveMinimum": 0 } } ], "responses": {}"#,
    ] {
        assert!(titles(&with(members), KIND).is_empty(), "{members}");
    }
    let kept = r#""callbacks": { "a": {} }, "responses": { "200": { "description": "A.", "schema": { "oneOf": [ { "type": "string" }, { "type": "object" } ] } } }"#;
    let marked = with(&kept.replace("\"A.\",", "\"A.\", \"li$0nks\": {},"));
    check(&marked, (KIND, OPERATION), &with(kept));
    // A text with an error, or without any leftover.
    assert!(titles(&with(r#""requestB$0ody": {} "responses": {}"#), KIND).is_empty());
    let plain = with(r#""respon$0ses": {}"#).replace("\"content\": { \"text/plain\": {} }", "");
    assert!(titles(&plain, KIND).is_empty());
}

#[test]
fn sections_that_are_there_take_the_rest_in() {
    check(
        r##"{ "swag$0ger": "2.0", "openapi": "3.0.0", "host": "a.contoso.com", "servers": [ { "url": "https://b.contoso.com" } ],
          "paths": {}, "definitions": { "A": { "type": "string" } },
          "securityDefinitions": { "S": { "type": "http", "scheme": "Basic" } },
          "components": { "schemas": { "A": { "type": "string" }, "B": { "allOf": [ { "$ref": "#/components/schemas/A" }, {} ] } },
            "securitySchemes": { "T": { "type": "openIdConnect" } }, "callbacks": { "C": {} }, "examples": {} } }"##,
        (KIND, FILE),
        r##"{ "swagger": "2.0", "host": "a.contoso.com",
          "paths": {}, "definitions": { "A": { "type": "string" }, "B": { "allOf": [ { "$ref": "#/definitions/A" }, {} ] } },
          "securityDefinitions": { "S": { "type": "basic" }, "T": { "type": "openIdConnect" } },
          "components": { "callbacks": { "C": {} } } }"##,
    );
    // What has the name of another part stays, with those that refer to it.
    let refers = r##""B": { "type": "array", "items": { "$ref": "#/components/schemas/A" } }"##;
    check(
        &format!(
            r#"{{ "swag$0ger": "2.0", "paths": {{}}, "definitions": {{ "A": {{ "type": "string" }} }},
              "components": {{ "schemas": {{ "A": {{ "type": "object" }}, {refers} }} }} }}"#
        ),
        (KIND, FILE),
        &format!(
            r#"{{ "swagger": "2.0", "paths": {{}}, "definitions": {{ "A": {{ "type": "string" }}, {refers} }},
              "components": {{ "schemas": {{ "A": {{ "type": "object" }} }} }} }}"#
        ),
    );
}

#[test]
fn forms_keep_what_any_part_says_of_a_field() {
    check(
        &with(
            r##""request$0Body": { "content": { "multipart/form-data": { "schema": { "allOf": [
                { "$ref": "#/definitions/Item" },
                { "required": [ "a" ], "properties": { "a": { "type": "string" }, "b": { "type": "integer" } } },
                { "required": [ "f" ], "properties": { "a": { "type": "string" },
                  "f": { "type": "string", "format": "binary", "title": "File", "description": "Yours." } } } ] } } } }, "responses": {}"##,
        ),
        (KIND, OPERATION),
        &with(
            r#""consumes": [ "multipart/form-data" ], "parameters": [
                { "name": "a", "in": "formData", "required": true, "type": "string" },
                { "name": "f", "in": "formData", "required": true, "type": "file", "x-ms-summary": "File", "description": "Yours." },
                { "name": "b", "in": "formData", "type": "integer" } ], "responses": {}"#,
        ),
    );
}

/// Carries out what is offered for a whole file with these members at the root.
#[track_caller]
fn check_root(before: &str, expected: &str) {
    let root = |members: &str, version: &str| {
        format!(
            r#"{{ {version}, {members}, "paths": {{}}, "definitions": {{ "A": {{ "type": "object" }} }} }}"#
        )
    };
    check(&root(before, r#""open$0api": "3.0.0""#), (KIND, FILE), &root(expected, r#""swagger": "2.0""#));
}

#[test]
fn servers_go_only_if_their_address_is_said() {
    check_root(
        r#""servers": [ { "url": "https://a.contoso.com" }, { "url": "//a.contoso.com" } ]"#,
        r#""host": "a.contoso.com", "schemes": [ "https" ]"#,
    );
    for stays in [r#""servers": [ { "description": "Ours." } ]"#, r#""servers": {}"#] {
        check_root(stays, stays);
        let left = format!(r#"{{ "swag$0ger": "2.0", {stays}, "paths": {{}} }}"#);
        assert!(titles(&left, KIND).is_empty(), "{left}");
    }
    let described = r#""servers": [ { "description": "Ours." } ]"#;
    check_root(&format!(r#""host": "a.contoso.com", {described}"#), r#""host": "a.contoso.com""#);
}

#[test]
fn discriminators_and_sign_ins_that_say_more_stay() {
    let file = |members: &str, version: &str| {
        format!(
            r#"{{ {version}, "paths": {{}}, "definitions": {{ "Dog": {{ "type": "object" }}, "Pet": {{ "type": "object", {members} }} }},
              "securityDefinitions": {{ "D": {{ "type": "http", "scheme": "digest" }}, "N": {{ "type": "http" }} }} }}"#
        )
    };
    for (mapping, expected) in [
        (r##""Dog": "#/definitions/Dog", "Pet": "Pet""##, r#""discriminator": "kind""#),
        (
            r##""dog": "#/definitions/Dog""##,
            r##""discriminator": { "propertyName": "kind", "mapping": { "dog": "#/definitions/Dog" } }"##,
        ),
    ] {
        let members = format!(r#""discriminator": {{ "propertyName": "kind", "mapping": {{ {mapping} }} }}"#);
        check(
            &file(&members, r#""open$0api": "3.0.0""#),
            (KIND, FILE),
            &file(expected, r#""swagger": "2.0""#),
        );
    }
    // It is nothing that is left to do.
    let marked = file(
        r##""discrim$0inator": { "propertyName": "kind", "mapping": { "dog": "#/definitions/Dog" } }"##,
        r#""swagger": "2.0""#,
    );
    assert!(titles(&marked, KIND).is_empty());
}
