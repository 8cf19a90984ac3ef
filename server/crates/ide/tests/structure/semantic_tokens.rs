//! Tokens in strings.

use std::fmt::Write;

use connector::{Connector, FileRole, Part};
use expect_test::{Expect, expect};
use ide::{SemanticToken, semantic_tokens};
use syntax::Span;

use crate::support::{connector, samples, text};

const ALL: Span = Span::new(0, u32::MAX);

#[track_caller]
fn check(marked: &str, file: FileRole, expected: Expect) {
    let (connector, marks) = connector(marked);
    let range = marks.first().map_or(ALL, |(_, mark)| mark.span());
    let mut out = String::new();
    for token in semantic_tokens(&connector, file, range) {
        let SemanticToken { span, kind, is_declaration, is_deprecated } = token;
        let declared = if is_declaration { " declared" } else { "" };
        let deprecated = if is_deprecated { " deprecated" } else { "" };
        let name = &text(&connector, file)[span.range()];
        writeln!(out, "{kind:?}{declared}{deprecated} {name}").unwrap();
    }
    expected.assert_eq(&out);
}

const DEFINITION: &str = r##"{
  "paths": {
    "/orders/{id}": {
      "parameters": [ { "name": "id", "in": "path" } ],
      "get": {
        "operationId": "GetOrder", "deprecated": true, "security": [ { "key": [] }, { "other": [] } ],
        "x-ms-api-annotation": { "family": "Orders", "replacement": { "operationId": "ListOrders" } },
        "parameters": [
          { "$ref": "#/parameters/Top" },
          { "name": "shop", "in": "query", "x-ms-dynamic-values": { "operationId": "ListOrders",
            "value-path": "id", "parameters": { "state": { "parameter": "id" }, "max": 9 } } } ],
        "responses": { "200": { "schema": { "$ref": "#/definitions/Order" } }, "400": { "$ref": "#/responses/Failure" } }
      }
    },
    "/orders": { "post": { "operationId": "ListOrders", "parameters": [ { "name": "state", "in": "query" } ], "x-ms-trigger": "batch", "x-ms-pageable": { "nextLinkName": "next" } } }
  },
  "definitions": { "Order": { "properties": { "gone": { "$ref": "#/definitions/Gone" } } } },
  "parameters": { "Top": { "name": "$top" } },
  "responses": { "Failure": { "description": "#/definitions/Order" } },
  "securityDefinitions": { "key": {} }
}"##;

#[test]
fn names_are_declared_and_referred_to() {
    check(
        DEFINITION,
        FileRole::Definition,
        expect![[r#"
        Parameter id
        Parameter declared id
        Action declared deprecated GetOrder
        SecurityScheme key
        Family Orders
        Trigger ListOrders
        Parameter Top
        Parameter declared shop
        Trigger ListOrders
        FieldPath id
        Parameter state
        Parameter id
        Schema Order
        Response Failure
        Trigger declared ListOrders
        Parameter declared state
        FieldPath next
        Schema declared Order
        Parameter declared Top
        Parameter declared $top
        Response declared Failure
        SecurityScheme declared key
    "#]],
    );
}

#[test]
fn policies_name_operations_and_call_functions() {
    let properties = r##"{ "properties": {
  "connectionParameters": { "host": { "type": "string" } },
  "scriptOperations": [ "GetOrder", "Gone" ],
  "policyTemplateInstances": [ { "templateId": "setheader", "parameters": {
    "a": "https://@connectionParameters('host')/@{queryParameters('state')}/@headers('nosuch')/@body()", "b": "@connectionParameters('none')",
    "x-ms-apimTemplate-operationName": [ "ListOrders" ] } } ]
} }"##;
    let marked = format!("{DEFINITION}\n//- apiProperties.json\n{properties}");
    check(
        &marked,
        FileRole::Properties,
        expect![[r#"
        ConnectionParameter declared host
        Action deprecated GetOrder
        Function connectionParameters
        ConnectionParameter host
        Function queryParameters
        Parameter state
        Function headers
        Function body
        Function connectionParameters
        Trigger ListOrders
    "#]],
    );
}

#[test]
fn only_the_range_is_looked_at() {
    let around = DEFINITION
        .replace("\"#/definitions/Order\" } }, \"400\"", "<r>\"#/definitions/Order\"</r> } }, \"400\"");
    check(
        &around,
        FileRole::Definition,
        expect![[r#"
        Schema Order
    "#]],
    );
}

#[test]
fn a_broken_text_has_tokens_and_a_script_none() {
    let broken = "{ \"paths\": { \"/a\": { \"get\": { \"operationId\": \"GetA\" \"schema\": 1 } \n \"definitions\": { \"A\": [\n//- script.csx\ncase \"GetA\":";
    check(
        broken,
        FileRole::Definition,
        expect![[r#"
        Action declared GetA
    "#]],
    );
    check(broken, FileRole::Script, expect![""]);
}

#[test]
fn tokens_stand_apart_at_every_prefix_of_the_samples() {
    let mut found = 0;
    for (role, sample) in samples().into_iter().filter(|(_, sample)| sample.len() < 12_000) {
        for end in (0..=sample.len()).filter(|&end| sample.is_char_boundary(end)) {
            let cut = Connector::new([Part::new(role, sample[..end].to_owned())]);
            let tokens = semantic_tokens(&cut, role, ALL);
            assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for token in &tokens {
                let text = &sample[..end][token.span.range()];
                assert!(!text.is_empty() && !text.contains(['\n', '\r']), "{token:?} {text:?}");
            }
            found += tokens.len();
        }
    }
    assert!(found > 10_000, "{found}");
}
