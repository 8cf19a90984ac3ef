//! Schemas that come to nearly nothing in a file and to a thousand million when they are written out, that lead back to
//! themselves, or that go deeper than any stack: every request and every command has its answer. Nothing is measured: what
//! expands them would not end while the test waits.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;
use std::process::Command;

use e2e::capabilities::{acting, pulling, with};
use e2e::{Client, DEFINITION, Folder, Options, Replies, ask_everything, binary, properties};
use serde_json::{Map, Value, json};

/// How often something doubles.
const LEVELS: usize = 30;
/// How far a chain goes.
const CHAIN: usize = 5_000;

/// A definition whose operation takes and gives this schema, beside these definitions.
fn definition(schemas: &Map<String, Value>) -> Value {
    let body =
        json!({ "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/D0" } });
    let operation = |id: &str| {
        json!({
            "operationId": id, "summary": "List orders", "description": "Lists all orders.", "parameters": [body],
            "responses": {
                "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/D0" } },
                "default": { "description": "All else.", "schema": { "type": "array", "items": { "$ref": "#/definitions/D0" } } },
            },
        })
    };
    json!({
        "swagger": "2.0",
        "info": { "title": "Orders", "description": "Reads the orders of a shop.", "version": "1.0" },
        "host": "api.contoso.com", "basePath": "/", "schemes": ["https"],
        "paths": {
            "/orders": { "post": operation("ListOrders") },
            "/v2/orders": { "post": operation("ListOrders_V2") },
        },
        "definitions": schemas,
    })
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/definitions/D{number}") })
}

/// Every way in which schemas lead to others.
fn bombs() -> Vec<(&'static str, Value)> {
    let last = json!({ "type": "object", "properties": { "id": { "type": "string", "title": "Id" } } });
    let fan = |schema: &dyn Fn(usize) -> Value| {
        let levels = (0..LEVELS).map(|level| (format!("D{level}"), schema(level + 1)));
        definition(&levels.chain([(format!("D{LEVELS}"), last.clone())]).collect())
    };
    let two =
        |next| json!({ "type": "object", "properties": { "a": reference(next), "b": reference(next) } });
    let all_of = |next| json!({ "allOf": [reference(next), reference(next)] });
    let lists = |next| json!({ "type": "array", "items": { "allOf": [reference(next), { "properties": { "x": reference(next) } }] } });
    let maps = |next| json!({ "type": "object", "additionalProperties": reference(next), "properties": { "a": reference(next) } });
    let circle = |next| json!({ "type": "object", "properties": { "a": reference(next % 3), "b": reference((next + 1) % 3) } });
    let chain = (0..CHAIN)
        .map(|level| (format!("D{level}"), json!({ "properties": { "next": reference(level + 1) } })));
    let bare = (0..CHAIN).map(|level| (format!("D{level}"), reference((level + 1) % CHAIN)));
    let own = json!({ "allOf": [reference(0)], "items": reference(0), "properties": { "D0": reference(0) } });
    vec![
        ("two fields each", fan(&two)),
        ("two parts each", fan(&all_of)),
        ("lists", fan(&lists)),
        ("maps", fan(&maps)),
        ("circles", fan(&circle)),
        ("a chain", definition(&chain.collect())),
        ("references in a circle", definition(&bare.collect())),
        ("itself", definition(&[("D0".to_owned(), own)].into_iter().collect())),
    ]
}

/// The same with another type at the far end.
fn changed(text: &str) -> String {
    text.replace("\"title\": \"Id\"", "\"title\": \"Number\", \"format\": \"uuid\"")
        .replace("\"required\": true", "\"required\": false")
}

fn folder(bomb: &Value) -> (Folder, String) {
    let folder = Folder::new();
    let text = serde_json::to_string_pretty(bomb).unwrap();
    folder.write(&format!("orders/{DEFINITION}"), &text);
    folder.write("orders/apiProperties.json", &properties("ListOrders"));
    folder.publish();
    (folder, text)
}

#[test]
fn every_request_has_its_answer() {
    for (name, bomb) in bombs() {
        let (folder, text) = folder(&bomb);
        let mut client = Client::start(Options {
            capabilities: with(acting(), &pulling()),
            folders: vec![folder.uri("")],
            replies: Replies::Applied,
            ..Options::default()
        });
        for method in ["workspace/applyEdit", "window/showMessage"] {
            client.allow_unread(method);
        }
        let uri = folder.uri(&format!("orders/{DEFINITION}"));
        let text = changed(&text);
        client.open(&uri, &text);
        let at = |found: &str| text.find(found).unwrap() + found.len();
        let places = [
            at("\"schema\": {"),
            at("\"$ref\": \"#/definitions"),
            at("\"responses\""),
            at("\"D0\": {"),
            at("\"List"),
        ];
        let mut answered = BTreeSet::new();
        ask_everything(&mut client, &uri, &text, &places, &mut answered);
        for method in [
            "connector-ls/preview",
            "connector-ls/changesPage",
            "textDocument/hover",
            "textDocument/completion",
        ] {
            assert!(answered.contains(method), "{name}: {method}");
        }
        client.finish();
    }
}

#[test]
fn every_command_ends() {
    for (name, bomb) in bombs() {
        let (folder, text) = folder(&bomb);
        folder.write(&format!("orders/{DEFINITION}"), &changed(&text));
        folder.write(&format!("old/{DEFINITION}"), &text);
        for arguments in [
            "check --min-severity hint",
            "check --format sarif --baseline HEAD",
            "check --diff --unsafe-fixes",
            "diff old orders",
            "diff old orders --format markdown",
            "diff HEAD:orders orders --format sarif",
            "preview orders",
            "preview orders --baseline HEAD",
            "revision list --file orders",
            "revision start ListOrders --file orders",
            "revision supersede ListOrders --file orders --write",
            "check --fix --unsafe-fixes",
        ] {
            let output = Command::new(binary())
                .args(arguments.split(' '))
                .current_dir(folder.path())
                .output()
                .unwrap();
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.code().is_some_and(|code| code < 3),
                "{name}: {arguments}: {:?} {error}",
                output.status
            );
            // The page of a schema that never ends has an end.
            assert!(output.stdout.len() < 40 << 20, "{name}: {arguments}: {} bytes", output.stdout.len());
        }
    }
}
