//! Names from the connector itself.

use crate::support::{all, check_accept, first};

const SHOP: &str = r##"{
  "swagger": "2.0",
  "paths": {
    "/orders/{orderId}": {
      "get": {
        "operationId": "GetOrder",
        "parameters": [
          { "in": "path", "name": "NAME", "required": true, "type": "string" },
          { "in": "query", "name": "shop", "type": "string", "x-ms-dynamic-values": VALUES },
          { "in": "body", "name": "body", "schema": { "$ref": "#/definitions/Filter" } }
        ],
        "x-ms-api-annotation": { "family": "FAMILY" },
        "responses": { "200": { "description": "The order.", "schema": { "$ref": "REF" } } }
      }
    },
    "/shops": {
      "get": {
        "operationId": "ListShops",
        "x-ms-visibility": "internal",
        "parameters": [{ "in": "query", "name": "region", "required": true, "type": "string" }],
        "responses": { "200": { "description": "Shops.", "schema": { "type": "object", "properties": {
          "value": { "type": "array", "items": { "$ref": "#/definitions/Shop" } },
          "nextLink": { "type": "string" }
        } } } }
      }
    }
  },
  "definitions": {
    "Shop": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" },
      "address": { "type": "object", "properties": { "city": { "type": "string" } } } }, "required": ["REQUIRED"] },
    "Filter": { "type": "object", "properties": { "state": { "type": "string" } } }
  }
}"##;

fn with(word: &str, marked: &str) -> String {
    let words = ["NAME", "VALUES", "FAMILY", "REF", "REQUIRED"];
    words.iter().fold(SHOP.to_owned(), |text, each| {
        let plain = if *each == "VALUES" { "{}" } else { "x" };
        text.replace(
            &format!("\"{each}\""),
            &if *each == word { format!("\"{marked}\"") } else { format!("\"{plain}\"") },
        )
        .replace(&format!(" {each} "), &format!(" {} ", if *each == word { marked } else { plain }))
    })
}

#[test]
fn shared_parts() {
    assert_eq!(all(&with("REF", "$0")), ["#/definitions/Shop", "#/definitions/Filter"]);
    assert_eq!(all(&with("REF", "#/definitions/$0")).len(), 2);
}

#[test]
fn variables_families_and_required_properties() {
    assert_eq!(first(&with("NAME", "$0"), 1), ["orderId"]);
    assert_eq!(all(&with("FAMILY", "$0")), ["GetOrder", "ListShops"]);
    assert_eq!(all(&with("REQUIRED", "$0")), ["id", "name", "address"]);
}

#[test]
fn a_dropdown_is_written_by_completion_alone() {
    let values = |inside: &str| with("VALUES", inside);
    assert!(all(&values("{ $0 }")).contains(&"value-path".to_owned()));
    assert_eq!(all(&values(r#"{ "operationId": "$0" }"#)), ["ListShops"]);
    let called = |rest: &str| values(&format!(r#"{{ "operationId": "ListShops", {rest} }}"#));
    assert_eq!(all(&called(r#""value-collection": "$0""#)), ["value"]);
    let collected = |rest: &str| called(&format!(r#""value-collection": "value", {rest}"#));
    assert_eq!(all(&collected(r#""value-path": "$0""#)), ["id", "name", "address/city"]);
    assert_eq!(first(&collected(r#""value-title": "$0""#), 1), ["name"]);
    assert_eq!(all(&collected(r#""parameters": { "$0" }"#)), ["region"]);
    let argument = collected(r#""parameters": { "region": { "parameter": "$0" } }"#);
    // All but the input that waits for the answer of the call.
    assert_eq!(all(&argument), ["x", "state"]);
    check_accept(
        &collected(r#""parameters": { $0 }"#),
        "region",
        &collected(r#""parameters": { "region": {} }"#),
    );
}

#[test]
fn policies_name_operations_connection_parameters_and_functions() {
    let files = |parameters: &str| {
        format!(
            "{}\n//- apiProperties.json\n{{ \"properties\": {{ \"connectionParameters\": {{ \"site\": {{}} }}, \
             \"policyTemplateInstances\": [{{ \"templateId\": \"setheader\", \"parameters\": {{ {parameters} }} }}] }} }}",
            with("", "")
        )
    };
    assert_eq!(all(&files(r#""x-ms-apimTemplate-operationName": ["GetOrder", "$0"]"#)), ["ListShops"]);
    assert_eq!(first(&files("$0"), 1), ["x-ms-apimTemplateParameter.name"]);
    assert!(
        all(&files(r#""x-ms-apimTemplateParameter.existsAction": "$0""#)).contains(&"override".to_owned())
    );
    let value = |typed: &str| files(&format!(r#""x-ms-apimTemplateParameter.value": "{typed}""#));
    assert!(all(&value("@con$0")).contains(&"@connectionParameters('')".to_owned()));
    assert_eq!(all(&value("https://@{connectionParameters('$0')}/x")), ["site"]);
    let accepted = |typed: &str| value(typed).split("//- apiProperties.json\n").nth(1).unwrap().to_owned();
    check_accept(&value("@connectionParameters('s$0')"), "site", &accepted("@connectionParameters('site')"));
    assert_eq!(all(&value("plain $0")), Vec::<String>::new());
}

#[test]
fn templates_are_offered_by_name() {
    let text = "{ \"properties\": { \"policyTemplateInstances\": [{ \"templateId\": \"$0\" }] } }";
    let found = all(&format!("//- apiProperties.json\n{text}"));
    assert!(found.contains(&"routerequesttoendpoint".to_owned()), "{found:?}");
}

#[test]
fn what_an_author_wrote_is_shown_as_text() {
    let text = r#"{ "paths": { "/a": { "get": { "responses": { "200": { "schema": { "$ref": "$0" } } } } } },
        "definitions": { "A": { "type": "object", "description": "[x](https://evil.example) **b**" } } }"#;
    let completions = crate::support::Scene::new(text).completions(true);
    let shown = completions.entries[0].documentation().markdown();
    assert!(!shown.contains("[x](") && !shown.contains("**b**"), "{shown}");
    assert_eq!(completions.entries[0].documentation().plain(), "[x](https://evil.example) **b**");
}
