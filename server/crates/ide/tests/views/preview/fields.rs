//! Inputs and outputs.

use expect_test::{Expect, expect};

use super::{fields, of, operation, paths};

#[track_caller]
fn inputs(members: &str, expected: &Expect) {
    let page = operation(members);
    expected.assert_eq(&fields(&page.actions[0].inputs.fields));
}

#[track_caller]
fn outputs(members: &str, expected: &Expect) {
    let page = operation(members);
    expected.assert_eq(&fields(&page.actions[0].outputs.fields));
}

#[test]
fn parameters_have_the_control_of_their_type() {
    inputs(
        r##""parameters": [
            { "name": "q", "in": "query", "type": "string", "x-ms-summary": "Words", "description": "What to look for." },
            { "name": "n", "in": "query", "type": "integer", "required": true, "default": 10 },
            { "name": "d", "in": "query", "type": "string", "format": "date-time", "x-ms-summary": "Since" },
            { "name": "b", "in": "query", "type": "boolean", "default": false },
            { "name": "f", "in": "formData", "type": "file", "x-ms-summary": "File" },
            { "name": "l", "in": "query", "type": "array", "items": { "type": "string", "enum": ["x", "y"] } },
            { "name": "e", "in": "query", "type": "string", "enum": ["a", "b"], "default": "b",
              "x-ms-enum-values": [{ "value": "b", "displayName": "The second" }] },
            { "name": "first", "in": "header", "type": "string", "x-ms-visibility": "important" },
            { "name": "late", "in": "header", "type": "string", "x-ms-visibility": "advanced" },
            { "name": "never", "in": "header", "type": "string", "x-ms-visibility": "internal" },
            { "$ref": "#/parameters/Gone" }, 7
        ]"##,
        &expect![[r#"
            first · Text · important
            Words · Text · What to look for.
            n * · Whole number · = 10
            Since · Date and time
            b · Yes or no · YesNo · = false
            File · File content
            l · List · List
              l entry · Text · Choices { names: ["x", "y"], more: 0 }
            e · Text · Choices { names: ["a", "The second"], more: 0 } · = The second
            late · Text · advanced
        "#]],
    );
}

#[test]
fn choices_and_fields_name_the_operation_that_they_come_from() {
    let page = of(&paths(
        r#""/lists": { "get": { "operationId": "GetLists", "summary": "List the lists", "x-ms-visibility": "internal" } },
           "/a": { "post": { "operationId": "A", "parameters": [
             { "name": "site", "in": "query", "type": "string" },
             { "name": "list", "in": "query", "type": "string", "x-ms-dynamic-values": { "operationId": "GetLists",
               "value-path": "id", "parameters": { "site": { "parameter": "site" }, "top": 5 } } },
             { "name": "view", "in": "query", "type": "string", "x-ms-dynamic-list": { "operationId": "Gone",
               "parameters": { "list": { "parameterReference": "body/list" } } } },
             { "name": "folder", "in": "query", "type": "string", "x-ms-dynamic-tree": {
               "open": { "operationId": "GetLists" }, "browse": { "operationId": "GetLists" } } },
             { "name": "body", "in": "body", "schema": { "type": "object",
               "x-ms-dynamic-schema": { "operationId": "GetLists" } } } ] } }"#,
    ))
    .edited;
    expect![[r#"
        site · Text
        list · Text · Fetched(Source { operation: "List the lists", needs: ["site"] })
        view · Text · Fetched(Source { operation: "Gone", needs: ["list"] })
        folder · Text · Picker(Source { operation: "List the lists", needs: [] })
        body · Fields that are fetched · FetchedFields(Source { operation: "List the lists", needs: [] })
    "#]]
    .assert_eq(&fields(&page.actions[0].inputs.fields));
}

#[test]
fn a_body_is_taken_apart() {
    let page = of(r##"{ "paths": { "/a": { "post": { "operationId": "A", "parameters": [
            { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Row" } } ] } } },
        "definitions": {
          "Row": { "allOf": [ { "$ref": "#/definitions/Base" } ], "required": ["name", "owner"], "properties": {
            "name": { "type": "string", "x-ms-summary": "Name" },
            "owner": { "$ref": "#/definitions/Person" },
            "backup": { "$ref": "#/definitions/Person" },
            "url": { "type": "string", "x-ms-notification-url": true },
            "lines": { "type": "array", "title": "Lines", "items": { "type": "object", "required": ["sku"], "properties": {
              "sku": { "type": "string" }, "parent": { "$ref": "#/definitions/Row" } } } } } },
          "Base": { "type": "object", "required": ["id"], "properties": {
            "id": { "type": "integer", "x-ms-visibility": "advanced" }, "name": { "type": "integer" } } },
          "Person": { "type": "object", "required": ["email"], "properties": {
            "email": { "type": "string", "format": "email" }, "boss": { "$ref": "#/definitions/Person" } } } } }"##)
    .edited;
    expect![[r#"
        Name * · Text
        owner/email * · E-mail address
        owner/boss · Object
        backup/email · E-mail address
        backup/boss · Object
        Lines · List · List
          lines/sku * · Text
          lines/parent · Object
        id * · Whole number · advanced
    "#]]
    .assert_eq(&fields(&page.actions[0].inputs.fields));
}

#[test]
fn a_body_of_one_value_is_one_field() {
    inputs(
        r#""parameters": [{ "name": "body", "in": "body", "x-ms-summary": "Content", "required": true,
            "schema": { "type": "string", "format": "binary" } }]"#,
        &expect![[r#"
            Content * · File content
        "#]],
    );
    inputs(
        r#""parameters": [{ "name": "body", "in": "body", "schema": { "type": "object" } }]"#,
        &expect![[r#"
            body · Object
        "#]],
    );
    inputs(
        r#""parameters": [{ "name": "body", "in": "body", "schema": { "type": "array", "items": { "type": "object",
            "properties": { "a": { "type": "string" } } } } }]"#,
        &expect![[r#"
            body · List · List
              body/a · Text
        "#]],
    );
    // Nothing of it is shown.
    inputs(
        r#""parameters": [{ "name": "body", "in": "body", "schema": { "type": "object",
            "properties": { "a": { "type": "string", "x-ms-visibility": "internal" } } } }]"#,
        &expect![[r#""#]],
    );
}

#[test]
fn outputs_are_those_of_success() {
    outputs(
        r#""responses": { "200": { "schema": { "type": "object", "properties": {
            "value": { "type": "array", "x-ms-summary": "Rows", "items": { "type": "object", "properties": {
              "id": { "type": "integer", "title": "Number" }, "secret": { "x-ms-visibility": "internal" },
              "tags": { "type": "array", "items": { "type": "string" } } } } },
            "owner": { "type": "object", "properties": { "name": { "type": "string" } } },
            "etag": { "type": "string", "x-ms-visibility": "advanced" } } } },
            "400": { "schema": { "type": "object", "properties": { "error": { "type": "string" } } } } }"#,
        &expect![[r#"
            Rows · List
              Number · Whole number
              value/tags · List
            owner/name · Text
            etag · Text · advanced
        "#]],
    );
    outputs(
        r#""responses": { "200": { "schema": { "type": "string", "format": "binary" } } }"#,
        &expect![[r#"
        Body · File content
    "#]],
    );
    outputs(
        r#""responses": { "200": { "schema": { "x-ms-dynamic-schema": { "operationId": "A" } } } }"#,
        &expect![[r#"
            body · Fields that are fetched · FetchedFields(Source { operation: "A", needs: [] })
        "#]],
    );
    outputs(r#""responses": { "204": {} }"#, &expect![[r#""#]]);
}

#[test]
fn a_webhook_gives_what_the_service_sends() {
    let page = of(&paths(
        r#""/a": { "post": { "operationId": "A", "x-ms-trigger": "single",
             "responses": { "201": { "schema": { "type": "object", "properties": { "hook": { "type": "string" } } } } } },
           "x-ms-notification-content": { "schema": { "type": "object", "properties": {
             "row": { "type": "string", "x-ms-summary": "Row" } } } } }"#,
    ))
    .edited;
    expect![[r#"
        Row · Text
    "#]]
    .assert_eq(&fields(&page.triggers[0].outputs.fields));
}

#[test]
fn so_many_fields_are_shown_and_no_more() {
    let properties: Vec<String> = (0..500).map(|n| format!(r#""p{n}": {{ "type": "string" }}"#)).collect();
    let list = format!(r#"{{ "type": "object", "properties": {{ {} }} }}"#, properties.join(","));
    let page = operation(&format!(
        r#""parameters": [{{ "name": "body", "in": "body", "schema": {list} }}], "responses": {{ "200": {{ "schema": {list} }} }}"#
    ));
    let card = &page.actions[0];
    assert!(card.inputs.is_cut && card.outputs.is_cut);
    assert_eq!((card.inputs.fields.len(), card.outputs.fields.len()), (100, 100));
}
