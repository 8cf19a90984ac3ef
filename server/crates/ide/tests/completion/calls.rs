//! What one operation hands to another at design time, and what it takes from the answer.

use crate::support::{all, check_accept, first};

/// An operation whose drop-down is `values`, and what it can call.
fn shop(values: &str) -> String {
    r##"{
  "paths": {
    "/orders/{orderId}": { "post": {
      "operationId": "ChangeOrder",
      "x-ms-notification": NOTIFICATION,
      "x-ms-operation-context": { "simulate": SIMULATE },
      "x-ms-openai-data": { "operations": [PLUGIN] },
      "parameters": [
        { "name": "shop", "in": "query", "type": "string", "x-ms-dynamic-values": VALUES, "x-ms-dynamic-list": LIST,
          "x-ms-dynamic-tree": { "browse": TREE } },
        { "name": "region", "in": "query", "type": "string" },
        { "name": "input", "in": "body", "schema": { "$ref": "#/definitions/Order" } }
      ],
      "responses": { "200": { "description": "Done", "schema": { "type": "object", "properties": {
        "items": { "type": "array", "items": { "type": "object", "properties": { "sequence": { "type": "integer" } } } }
      } } } }
    } },
    "/shops": { "get": {
      "operationId": "ListShops", "x-ms-visibility": "internal",
      "x-ms-trigger": "batch", "x-ms-trigger-metadata": { "kind": "query", "mode": "polling" },
      "parameters": [
        { "name": "kind", "in": "query", "type": "string", "enum": ["open", "closed"] },
        { "name": "all", "in": "query", "type": "boolean" },
        { "name": "since", "in": "query", "type": "string", "x-ms-trigger-value": STATE }
      ],
      "responses": { "200": { "description": "Shops", "schema": { "type": "object", "properties": {
        "value": { "type": "array", "items": { "type": "object", "properties": {
          "id": { "type": "string" }, "title": { "type": "string" }, "isFolder": { "type": "boolean" } } } }
      } } } }
    } },
    "/ping": { "get": { "operationId": "Ping", "responses": {} } }
  },
  "definitions": { "Order": { "type": "object", "properties": {
    "customer": { "type": "object", "properties": { "name": { "type": "string" } } },
    "status": { "type": "string", "x-ms-dynamic-values": SHARED } } } },
  "x-ms-capabilities": { "testConnection": TEST, "file-picker": PICKER }
}"##
    .replace(values.split_once('=').unwrap().0, values.split_once('=').unwrap().1)
    .replace("VALUES", "{}")
    .replace("LIST", "{}")
    .replace("TREE", "{}")
    .replace("SHARED", "{}")
    .replace("STATE", "{}")
    .replace("TEST", "{}")
    .replace("PICKER", "{}")
    .replace("NOTIFICATION", "{}")
    .replace("SIMULATE", "{}")
    .replace("PLUGIN", "{}")
}

#[test]
fn operations_are_named_in_every_member_that_calls_one() {
    for place in ["VALUES", "LIST", "TREE", "TEST", "SIMULATE", "NOTIFICATION"] {
        let found = all(&shop(&format!(r#"{place}={{ "operationId": "$0" }}"#)));
        assert!(
            found.contains(&"ListShops".to_owned()) && found.contains(&"Ping".to_owned()),
            "{place}: {found:?}"
        );
        let is_call_of_its_own = place == "TEST";
        assert_eq!(found.contains(&"ChangeOrder".to_owned()), is_call_of_its_own, "{place}: {found:?}");
    }
    // A test needs no arguments if it can have it so.
    assert_eq!(first(&shop(r#"TEST={ "operationId": "$0" }"#), 2), ["ListShops", "Ping"]);
    assert_eq!(first(&shop(r#"PLUGIN={ "operationId": "$0" }"#), 1), ["ChangeOrder"]);
    let picker = shop(r#"PICKER={ "open": { "operationId": "$0" } }"#);
    assert!(all(&picker).contains(&"ListShops".to_owned()));
}

#[test]
fn what_others_call_is_a_name_for_a_new_operation() {
    let text = r#"{ "paths": { "/a": { "get": { "operationId": "$0" } } },
        "x-ms-capabilities": { "testConnection": { "operationId": "GetMe" } } }"#;
    assert_eq!(all(text), ["GetMe"]);
    let declared = text.replace("\"/a\"", "\"/me\": { \"get\": { \"operationId\": \"GetMe\" } }, \"/a\"");
    assert_eq!(all(&declared), Vec::<String>::new());
}

#[test]
fn arguments_are_constants_of_the_called_operation_or_inputs_of_this_one() {
    let older = |typed: &str| {
        shop(&format!(r#"VALUES={{ "operationId": "ListShops", "parameters": {{ "kind": {typed} }} }}"#))
    };
    assert_eq!(all(&older("$0")), ["open", "closed", "region", "customer", "status", "customer.name"]);
    assert_eq!(all(&older("\"$0\"")), ["open", "closed"]);
    check_accept(&older("$0"), "region", &older(r#"{ "parameter": "region" }"#));
    check_accept(&older("\"o$0\""), "open", &older("\"open\""));
    let newer = |typed: &str| {
        shop(&format!(r#"LIST={{ "operationId": "ListShops", "parameters": {{ "kind": {typed} }} }}"#))
    };
    check_accept(
        &newer("$0"),
        "input/customer/name",
        &newer(r#"{ "parameterReference": "input/customer/name" }"#),
    );
    assert_eq!(all(&newer(r#"{ "value": "$0" }"#)), ["open", "closed"]);
    let constant = shop(r#"TEST={ "operationId": "ListShops", "parameters": { "all": $0 } }"#);
    assert_eq!(all(&constant), ["true", "false"]);
    let names = shop(r#"TEST={ "operationId": "ListShops", "parameters": { "all": true, $0 } }"#);
    assert_eq!(all(&names), ["kind", "since"]);
}

#[test]
fn a_shared_schema_hands_on_the_inputs_of_the_operations_that_use_it() {
    let shared = |typed: &str| {
        shop(&format!(
            r#"SHARED={{ "operationId": "ListShops", "parameters": {{ "kind": {{ "parameter": "{typed}" }} }} }}"#
        ))
    };
    assert_eq!(all(&shared("$0")), ["shop", "region", "customer", "customer.name"]);
}

#[test]
fn paths_lead_into_the_answer() {
    let list = |rest: &str| shop(&format!(r#"LIST={{ "operationId": "ListShops", {rest} }}"#));
    assert_eq!(all(&list(r#""itemsPath": "$0""#)), ["value"]);
    // Whether or not the list is named already.
    assert_eq!(first(&list(r#""itemTitlePath": "$0""#), 1), ["title"]);
    assert_eq!(
        first(&list(r#""itemsPath": "value", "itemValuePath": "$0""#), 3),
        ["id", "title", "isFolder"]
    );
    let tree =
        |rest: &str| shop(&format!(r#"TREE={{ "operationId": "ListShops", "itemsPath": "value", {rest} }}"#));
    assert_eq!(first(&tree(r#""itemIsParent": "$0""#), 1), ["isFolder"]);
    assert_eq!(first(&tree(r#""parameters": { "kind": { "selectedItemValuePath": "$0" } }"#), 1), ["id"]);
    let picker = |rest: &str| {
        shop(&format!(
            r#"PICKER={{ "open": {{ "operationId": "ListShops" }}, "value-collection": "value", {rest} }}"#
        ))
    };
    assert_eq!(first(&picker(r#""value-title": "$0""#), 1), ["title"]);
    assert_eq!(first(&picker(r#""value-folder-property": "$0""#), 1), ["isFolder"]);
    assert_eq!(all(&shop(r#"STATE={ "value-collection": "$0" }"#)), ["value"]);
    // Without an operation that is called, nothing is known; the operation around is another one.
    assert_eq!(all(&shop(r#"VALUES={ "value-path": "$0" }"#)), Vec::<String>::new());
}

#[test]
fn a_document_that_is_broken_elsewhere_is_no_obstacle() {
    let broken =
        |text: &str| text.replacen("\"operationId\": \"Ping\", ", "\"operationId\" \"Ping\" \"a\": [, ", 1);
    let values = broken(&shop(r#"VALUES={ "operationId": "ListShops", "value-collection": "$0" }"#));
    assert_eq!(all(&values), ["value"]);
    let unclosed = shop(r#"VALUES={ "operationId": "ListShops", "value-path": "$0"#);
    assert_eq!(first(&unclosed, 1), ["id"]);
}
