//! What editors show beside and above the text: inlay hints and code lenses.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::time::Duration;

use e2e::capabilities::{counting, pulling, with};
use e2e::{Client, DEFINITION, Options, PROPERTIES, Replies, definition, properties, shop, start};
use fixture::{Change, EditorModel};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

#[track_caller]
fn hints(client: &mut Client, uri: &str, lines: (u32, u32)) -> Vec<Value> {
    let range = json!({
        "start": { "line": lines.0, "character": 0 }, "end": { "line": lines.1, "character": 0 },
    });
    let found =
        client.ask("textDocument/inlayHint", json!({ "textDocument": { "uri": uri }, "range": range }));
    found.as_array().unwrap().clone()
}

#[track_caller]
fn lenses(client: &mut Client, uri: &str) -> Vec<Value> {
    let found = client.ask("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    found.as_array().unwrap().clone()
}

#[track_caller]
fn titles(lenses: &[Value]) -> Vec<&str> {
    lenses.iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect()
}

fn position(value: &Value) -> Position {
    let number = |name: &str| u32::try_from(value[name].as_u64().unwrap()).unwrap();
    Position { line: number("line"), character: number("character") }
}

#[test]
fn what_an_operation_implies_can_be_written() {
    for (encoding, name) in
        [(Encoding::Utf8, "utf-8"), (Encoding::Utf16, "utf-16"), (Encoding::Utf32, "utf-32")]
    {
        let folder = shop();
        let mut client = start(
            &folder,
            with(
                with(pulling(), &counting(name)),
                &json!({ "textDocument": { "inlayHint": { "resolveSupport": { "properties": ["textEdits"] } } } }),
            ),
        );
        assert_eq!(client.initialized["capabilities"]["inlayHintProvider"]["resolveProvider"], true);
        let text = definition("ListOrders")
            .replace("\"operationId\"", "\"x-🙂\": 1, \"operationId\"")
            .replace('\n', "\r\n");
        let uri = folder.uri(DEFINITION);
        client.open(&uri, &text);
        assert_eq!(hints(&mut client, &uri, (0, 8)), [] as [Value; 0]);
        let shown = hints(&mut client, &uri, (0, 99));
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0]["label"], "family ListOrders · revision 1 · Production · normal visibility");
        assert!(shown[0]["tooltip"].as_str().unwrap().starts_with("Without a family"));
        assert!(shown[0].get("textEdits").is_none());
        // The hint stands behind the comma.
        let line = text.lines().nth(9).unwrap();
        let width: usize = line.chars().map(|character| encoding.width(character) as usize).sum();
        assert_eq!(shown[0]["position"], json!({ "line": 9, "character": width }));
        let resolved = client.ask("inlayHint/resolve", shown[0].clone());
        let mut model = EditorModel::new(&text);
        for edit in resolved["textEdits"].as_array().unwrap().iter().rev() {
            let range = Some((position(&edit["range"]["start"]), position(&edit["range"]["end"])));
            let text = edit["newText"].as_str().unwrap().to_owned();
            model.apply(&Change { range, text }, encoding);
        }
        assert!(model.text().contains("\"family\": \"ListOrders\",\r\n"), "{}", model.text());
        client.replace(&uri, 2, model.text());
        assert_eq!(hints(&mut client, &uri, (0, 99)), [] as [Value; 0]);
        // The document is another one now: the edits would not fit.
        let late = client.ask("inlayHint/resolve", shown[0].clone());
        assert!(late.get("textEdits").is_none());
        client.finish();
    }
}

#[test]
fn a_client_that_can_nothing_gets_texts() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    assert_eq!(client.initialized["capabilities"]["inlayHintProvider"]["resolveProvider"], false);
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &definition("ListOrders"));
    let shown = hints(&mut client, &uri, (0, 99));
    assert!(shown[0].get("data").is_none() && shown[0].get("textEdits").is_none());
    let shown = lenses(&mut client, &uri);
    assert_eq!(titles(&shown), ["revision 1 · Production · 1 reference"]);
    assert_eq!(shown[0]["command"]["command"], "");
    assert_eq!(
        shown[0]["range"],
        json!({ "start": { "line": 8, "character": 6 }, "end": { "line": 8, "character": 11 } })
    );
    // Resolving what needs no resolving changes nothing.
    assert_eq!(client.ask("codeLens/resolve", shown[0].clone()), shown[0]);
    for other in [folder.uri(PROPERTIES), folder.uri("gone/apiProperties.json")] {
        let found = client.ask("textDocument/codeLens", json!({ "textDocument": { "uri": other } }));
        assert!(found.as_array().is_none_or(Vec::is_empty), "{found}");
    }
    client.finish();
}

#[test]
fn references_are_shown_by_a_client_that_has_the_command() {
    let folder = shop();
    let mut client = start(
        &folder,
        with(
            pulling(),
            &json!({ "experimental": { "commands": {
            "commands": ["rust-analyzer.runSingle", "connector-ls.showReferences"],
        } } }),
        ),
    );
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &definition("ListOrders"));
    let shown = lenses(&mut client, &uri);
    assert!(shown[0].get("command").is_none());
    let resolved = client.ask("codeLens/resolve", shown[0].clone());
    assert_eq!(resolved["command"]["title"], "revision 1 · Production · 1 reference");
    assert_eq!(resolved["command"]["command"], "connector-ls.showReferences");
    let location = json!({ "uri": folder.uri(PROPERTIES), "range": {
        "start": { "line": 14, "character": 47 }, "end": { "line": 14, "character": 57 },
    } });
    assert_eq!(resolved["command"]["arguments"], json!([uri, { "line": 8, "character": 6 }, [location]]));
    // Of a document that has changed since only the text is known.
    client.replace(&uri, 2, &definition("GetOrders"));
    let late = client.ask("codeLens/resolve", shown[0].clone());
    assert_eq!(late["command"]["command"], "");
    // Nobody names the operation now: there is nothing to show.
    assert_eq!(titles(&lenses(&mut client, &uri)), ["revision 1 · Production · 0 references"]);
    client.finish();
}

#[test]
fn a_breaking_edit_can_become_a_revision_with_one_click() {
    let folder = shop();
    folder.publish();
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders").replace(
        "\"responses\"",
        "\"parameters\": [{ \"name\": \"s\", \"in\": \"query\", \"required\": true, \"type\": \"string\" }],\n        \"responses\"",
    );
    // Without a way to make the edit, the lens only says so.
    let mut client = start(&folder, pulling());
    client.open(&uri, &text);
    assert_eq!(
        titles(&lenses(&mut client, &uri)),
        [
            "since main: 1 breaking; major update",
            "revision 1 · Production · 1 reference",
            "1 breaking change since main",
        ]
    );
    client.finish();
    let mut client = Client::start(Options {
        capabilities: with(pulling(), &json!({ "workspace": { "applyEdit": true } })),
        folders: vec![folder.uri("")],
        replies: Replies::Never,
        ..Options::default()
    });
    client.open(&uri, &text);
    let shown = lenses(&mut client, &uri);
    let resolved = client.ask("codeLens/resolve", shown[2].clone());
    let command = &resolved["command"];
    assert_eq!(command["title"], "1 breaking change since main · Start revision 2 of ListOrders");
    assert_eq!(command["arguments"], json!([{ "uri": uri, "operationId": "ListOrders" }]));
    let commands = client.initialized["capabilities"]["executeCommandProvider"]["commands"].clone();
    assert!(commands.as_array().unwrap().contains(&command["command"]), "{commands}");
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(client.ask("workspace/executeCommand", params), Value::Null);
    let edit = client.message("workspace/applyEdit");
    assert_eq!(edit["label"], "Start revision 2 of ListOrders");
    assert!(edit.to_string().contains("ListOrders_V2"));
    client.finish();
}

#[test]
fn another_file_makes_the_client_ask_again() {
    let folder = shop();
    folder.publish();
    let mut client =
        start(&folder, with(pulling(), &json!({ "workspace": { "codeLens": { "refreshSupport": true } } })));
    let (uri, other) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    client.open(&uri, &definition("ListOrders"));
    client.open(&other, &properties("ListOrders"));
    let before = "revision 1 · Production · 1 reference";
    assert_eq!(titles(&lenses(&mut client, &uri)), [before]);
    let quiet = |client: &mut Client| {
        client.expect_none(Duration::from_millis(400), |message| message.get("method").is_some());
    };
    // Edits of the document itself, and edits of others that change nothing here: no reason to ask.
    client.replace(&other, 2, &format!("{}\n", properties("ListOrders")));
    client.replace(&uri, 2, &definition("ListOrders").replace("all orders", "every order"));
    assert_eq!(titles(&lenses(&mut client, &uri)), ["since main: minor update", before]);
    quiet(&mut client);
    client.replace(&other, 3, &properties("GetOrders"));
    client.message("workspace/codeLens/refresh");
    let after = "revision 1 · Production · 0 references";
    assert_eq!(titles(&lenses(&mut client, &uri))[1..], [after]);
    // It is not told again and again, whether it asks or not.
    client.replace(&other, 4, &properties("ListOrders"));
    client.message("workspace/codeLens/refresh");
    client.replace(&other, 5, &format!("{}\n", properties("ListOrders")));
    quiet(&mut client);
    client.finish();
}
