//! Outlines.

use std::fmt::Write;

use connector::{Connector, FileRole};
use expect_test::{Expect, expect};
use ide::symbols::MOST_FIELDS;
use ide::{Symbol, document_symbols};
use syntax::Span;

use crate::support::{connector, samples, text};

fn drawn(symbols: &[Symbol], depth: usize, text: &str, out: &mut String) {
    for symbol in symbols {
        let Symbol { name, detail, kind, is_deprecated, selection, .. } = symbol;
        let deprecated = if *is_deprecated { " deprecated" } else { "" };
        let (indent, selected) = ("  ".repeat(depth), &text[selection.range()]);
        writeln!(out, "{indent}{kind:?}{deprecated} {name} | {detail} | {selected}").unwrap();
        drawn(&symbol.children, depth + 1, text, out);
    }
}

#[track_caller]
fn check(marked: &str, file: FileRole, expected: Expect) {
    let (connector, _) = connector(marked);
    let symbols = document_symbols(&connector, file);
    let mut out = String::new();
    drawn(&symbols, 0, text(&connector, file), &mut out);
    assert_nested(&symbols, Span::new(0, u32::MAX));
    expected.assert_eq(&out);
}

/// Children lie in their parents, selections in their symbols, and siblings stand apart.
#[track_caller]
fn assert_nested(symbols: &[Symbol], around: Span) {
    let mut spans: Vec<Span> = symbols.iter().map(|symbol| symbol.span).collect();
    spans.sort();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "siblings overlap: {spans:?}");
    for symbol in symbols {
        let Symbol { name, detail, span, selection, .. } = symbol;
        assert!(around.start <= span.start && span.end <= around.end, "{name} lies outside");
        assert!(span.start <= selection.start && selection.end <= span.end, "{name} selects outside");
        assert!(!name.trim().is_empty() && !name.contains('\n') && !detail.contains('\n'), "{symbol:?}");
        assert_nested(&symbol.children, *span);
    }
}

#[test]
fn revisions_that_stand_together_are_a_family() {
    check(
        r##"{
  "swagger": "2.0",
  "info": { "title": "Contoso\nOrders" },
  "paths": {
    "/v2/orders": { "get": { "operationId": "ListOrders_V2", "summary": "List orders (V2)",
      "x-ms-api-annotation": { "family": "ListOrders", "revision": 2, "status": "Preview" } } },
    "/orders": {
      "parameters": [ { "name": "shared", "in": "header" } ],
      "get": { "operationId": "ListOrders", "deprecated": true,
        "parameters": [ { "name": "state", "in": "query", "type": "string" }, { "$ref": "#/parameters/Top" } ],
        "responses": { "200": { "description": "The orders.", "schema": { "type": "array", "items": { "$ref": "#/definitions/Order" } } } } },
      "post": { "operationId": "OnOrder", "x-ms-trigger": "single", "x-ms-visibility": "internal" },
      "put": { "summary": "No id" }
    }
  },
  "definitions": { "Order": { "type": "object", "properties": { "id": { "type": "integer" } } }, "": 1 },
  "parameters": { "Top": { "name": "$top", "in": "query", "type": "integer" } },
  "responses": { "Failure": { "description": "It failed." } },
  "securityDefinitions": { "key": { "type": "apiKey" } }
}"##,
        FileRole::Definition,
        expect![[r#"
            Value swagger | 2.0 | "swagger"
            Section info | Contoso Orders | "info"
            Section paths |  | "paths"
              Family ListOrders | 2 revisions · List orders (V2) | "ListOrders_V2"
                Action deprecated ListOrders | action · GET /orders | "ListOrders"
                  Parameter state | query · string | "state"
                  Parameter $top | query · integer | {
                  Response 200 | array of Order · The orders. | "200"
                Action ListOrders_V2 | action · GET /v2/orders · revision 2 · Preview | "ListOrders_V2"
              Trigger OnOrder | trigger · POST /orders · internal | "OnOrder"
              Action PUT /orders | action · PUT /orders | "put"
            Section definitions |  | "definitions"
              Schema Order | object | "Order"
                Field id | integer | "id"
              Schema (number without a name) |  | ""
            Section parameters |  | "parameters"
              Parameter Top | query · integer | "Top"
            Section responses |  | "responses"
              Response Failure | It failed. | "Failure"
            Section securityDefinitions |  | "securityDefinitions"
              SecurityScheme key | apiKey | "key"
        "#]],
    );
}

#[test]
fn a_family_that_another_operation_parts_is_no_symbol() {
    check(
        r#"{ "paths": {
    "/a": { "get": { "operationId": "A" } },
    "/b": { "get": { "operationId": "B" } },
    "/v2/a": { "get": { "operationId": "A_V2", "x-ms-api-annotation": { "family": "A", "revision": 2 } } }
  } }"#,
        FileRole::Definition,
        expect![[r#"
            Section paths |  | "paths"
              Action A | action · GET /a | "A"
              Action B | action · GET /b | "B"
              Action A_V2 | action · GET /v2/a · family A · revision 2 | "A_V2"
        "#]],
    );
}

#[test]
fn properties_show_what_a_connection_asks_for_and_what_policies_do() {
    check(
        r##"{}
//- apiProperties.json
{ "properties": {
    "connectionParameters": {
      "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } },
      "host": { "type": "string" }
    },
    "connectionParameterSets": { "values": [
      { "name": "basic", "uiDefinition": { "displayName": "User name" }, "parameters": { "user": { "type": "string" } } },
      { "parameters": {} } ] },
    "iconBrandColor": "#007ee5",
    "scriptOperations": [ "ListOrders", "" ],
    "policyTemplateInstances": [
      { "templateId": "setheader", "title": "Header",
        "parameters": { "x-ms-apimTemplate-operationName": [ "ListOrders" ] } },
      { "templateId": "dynamichosturl" },
      { } ]
  } }"##,
        FileRole::Properties,
        expect![[r##"
            Section properties |  | "properties"
              Section connectionParameters |  | "connectionParameters"
                ConnectionParameter token | oauthSetting · aad | "token"
                ConnectionParameter host | string | "host"
              Section connectionParameterSets |  | "connectionParameterSets"
                ParameterSet basic | User name | "basic"
                  ConnectionParameter user | string | "user"
                ParameterSet (parameter set without a name) |  | {
              Value iconBrandColor | #007ee5 | "iconBrandColor"
              Section scriptOperations |  | "scriptOperations"
                OperationName ListOrders |  | "ListOrders"
                OperationName (no operationId) |  | ""
              Section policyTemplateInstances |  | "policyTemplateInstances"
                Policy Header | setheader · 1 operation | "Header"
                Policy dynamichosturl | dynamichosturl · all operations | "dynamichosturl"
                Policy (policy) | all operations | {
        "##]],
    );
}

#[test]
fn settings_show_their_members_and_scripts_nothing() {
    let marked = "//- settings.json\n{ \"connectorId\": null, \"environment\": \"e1\" }\n//- script.csx\nclass Script {}";
    check(
        marked,
        FileRole::Settings,
        expect![[r#"
            Value connectorId | null | "connectorId"
            Value environment | e1 | "environment"
        "#]],
    );
    check(marked, FileRole::Script, expect![""]);
}

#[test]
fn what_is_broken_keeps_its_name() {
    check(
        "{ \"paths\": { \"/a\": { \"get\": { \"operationId\": \"GetA\" \"summary\": 1, \"parameters\": [ {} ",
        FileRole::Definition,
        expect![[r#"
            Section paths |  | "paths"
              Action GetA | action · GET /a | "GetA"
                Parameter (parameter without a name) |  | {
        "#]],
    );
    // The same operation twice, and `paths` twice: a family never reaches from one into the other.
    check(
        r#"{ "paths": { "/a": { "get": { "operationId": "A" } } }, "paths": { "/a": { "get": { "operationId": "A" } } } }"#,
        FileRole::Definition,
        expect![[r#"
            Section paths |  | "paths"
              Action A | action · GET /a | "A"
            Section paths |  | "paths"
              Action A | action · GET /a | "A"
        "#]],
    );
}

#[test]
fn symbols_are_nested_at_every_prefix_of_the_samples() {
    let mut found = 0;
    for (role, sample) in samples().into_iter().filter(|(_, sample)| sample.len() < 12_000) {
        for end in (0..=sample.len()).filter(|&end| sample.is_char_boundary(end)) {
            let cut = Connector::of_text(role, &sample[..end]);
            let symbols = document_symbols(&cut, role);
            assert_nested(&symbols, Span::new(0, end as u32));
            found += symbols.len();
        }
    }
    assert!(found > 10_000, "{found}");
}

#[test]
fn symbols_are_nested_in_the_corpus() {
    let Some(corpus) = fixture::corpus("symbols_are_nested_in_the_corpus") else { return };
    let mut found = 0;
    for (path, text) in fixture::texts(&corpus) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let Some(role) = connector::role_of(name) else { continue };
        let symbols = document_symbols(&Connector::of_text(role, text.as_str()), role);
        assert_nested(&symbols, Span::new(0, text.len() as u32));
        found += symbols.len();
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn very_many_fields_are_left_out() {
    let fields = |count: usize| {
        let properties: Vec<String> = (0..count).map(|at| format!("\"f{at}\":{{}}")).collect();
        let text = format!(
            r#"{{"definitions":{{"A":{{"properties":{{{}}}}},"B":{{"properties":{{"last":{{}}}}}}}}}}"#,
            properties.join(",")
        );
        let connector = Connector::of_text(FileRole::Definition, text);
        let symbols = document_symbols(&connector, FileRole::Definition);
        let schemas = &symbols[0].children;
        assert_eq!(schemas.len(), 2);
        schemas.iter().map(|schema| schema.children.len()).sum::<usize>()
    };
    assert_eq!(fields(MOST_FIELDS - 1), MOST_FIELDS);
    assert_eq!(fields(MOST_FIELDS), 0);
}
