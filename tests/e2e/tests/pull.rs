//! Diagnostics for clients that ask for them.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::time::Duration;

use e2e::capabilities::{pulling, with};
use e2e::{Client, DEFINITION, Folder, NOT_FOUND, PROPERTIES, definition, has, properties, shop, start};
use serde_json::{Value, json};

#[track_caller]
fn items(report: &Value) -> &[Value] {
    assert_eq!(report["kind"], "full", "{report}");
    report["items"].as_array().unwrap()
}

#[test]
fn a_client_that_asks_is_never_published_to() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let provider = &client.initialized["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["interFileDependencies"], true);
    assert_eq!(provider["workspaceDiagnostics"], true);
    let uri = folder.uri(DEFINITION);
    client.open(&uri, "{ broken");
    let first = client.pull(&uri, None);
    assert!(has(items(&first), "json/syntax"));
    let id = first["resultId"].as_str().unwrap();
    assert_eq!(client.pull(&uri, Some(id)), json!({ "kind": "unchanged", "resultId": id }));
    // Another text.
    client.replace(&uri, 2, &definition("ListOrders"));
    let second = client.pull(&uri, Some(id));
    assert!(!has(items(&second), "json/syntax"));
    // The same text, closed and opened again: the client has forgotten what it showed.
    client.close(&uri);
    let closed = client.pull(&uri, second["resultId"].as_str());
    items(&closed);
    client.open(&uri, &definition("ListOrders"));
    let again = client.pull(&uri, second["resultId"].as_str());
    assert_eq!(items(&again), items(&second));
    assert_ne!(again["resultId"], second["resultId"]);
    client.close(&uri);
    client.expect_none(Duration::from_millis(100), |message| message.get("method").is_some());
    client.finish();
}

#[test]
fn what_an_edit_does_not_touch_is_not_sent_again() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders");
    client.open(&uri, &text);
    let first = client.pull(&uri, None);
    assert!(!items(&first).is_empty());
    let change = |client: &mut Client, version: i64, from: u32, to: u32, text: &str| {
        let range =
            json!({ "start": { "line": 9999, "character": from }, "end": { "line": 9999, "character": to } });
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }],
            }),
        );
        client.pull(&uri, first["resultId"].as_str())
    };
    // Typed behind everything that was found.
    assert_eq!(change(&mut client, 2, 0, 0, "\n")["kind"], "unchanged");
    // What was removed may have taken something along in the editor, even if it is all there again.
    let whole = json!({ "textDocument": { "uri": uri, "version": 3 }, "contentChanges": [{ "text": text }] });
    client.notify("textDocument/didChange", whole);
    let again = change(&mut client, 4, 0, 0, "");
    assert_eq!(items(&again), items(&first));
    assert_ne!(again["resultId"], first["resultId"]);
    client.finish();
}

#[test]
fn another_files_change_makes_the_client_ask_again() {
    let folder = shop();
    let mut client = start(
        &folder,
        with(pulling(), &json!({ "workspace": { "diagnostics": { "refreshSupport": true } } })),
    );
    let (definition_uri, properties_uri) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    client.open(&definition_uri, &definition("ListOrders"));
    client.open(&properties_uri, &properties("ListOrders"));
    let report = client.pull(&properties_uri, None);
    assert!(!has(items(&report), NOT_FOUND));
    client.pull(&definition_uri, None);
    // An edit that changes nothing for the other file: no reason to ask.
    client.replace(&definition_uri, 2, &definition("ListOrders").replace("all orders", "the orders"));
    client.expect_none(Duration::from_millis(400), |message| message.get("method").is_some());
    client.replace(&definition_uri, 3, &definition("GetOrders"));
    client.message("workspace/diagnostic/refresh");
    let report = client.pull(&properties_uri, report["resultId"].as_str());
    assert!(has(items(&report), NOT_FOUND));
    client.expect_none(Duration::from_millis(400), |message| message.get("method").is_some());
    client.finish();
}

fn workspace(client: &mut Client, previous: &[(String, String)], token: Option<&str>) -> i64 {
    let previous: Vec<Value> = previous.iter().map(|(uri, id)| json!({ "uri": uri, "value": id })).collect();
    let mut params = json!({ "previousResultIds": previous });
    if let Some(token) = token {
        params["partialResultToken"] = json!(token);
    }
    client.request("workspace/diagnostic", params)
}

fn ids(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    report["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (text(&item["uri"]), text(&item["resultId"])))
        .collect()
}

fn kinds(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

#[test]
fn the_whole_workspace_can_be_asked_for() {
    let folder = Folder::new();
    for name in ["one", "two", ".hidden", "skipped"] {
        folder.write(&format!("{name}/{DEFINITION}"), &definition("ListOrders"));
        folder.write(&format!("{name}/{PROPERTIES}"), &properties("GetOrders"));
    }
    folder.write(".gitignore", "skipped\n");
    folder.write("package.json", "{ broken");
    let mut client = start(&folder, pulling());
    let id = workspace(&mut client, &[], None);
    let first = client.result(id);
    let mut uris: Vec<String> = ids(&first).into_iter().map(|(uri, _)| uri).collect();
    uris.sort();
    let expected =
        ["one", "two"].map(|name| [DEFINITION, PROPERTIES].map(|file| folder.uri(&format!("{name}/{file}"))));
    assert_eq!(uris, expected.concat());
    let broken = first["items"].as_array().unwrap().iter().filter(|item| has(items(item), NOT_FOUND)).count();
    assert_eq!(broken, 2);
    // Nothing new: said so, at once.
    let id = workspace(&mut client, &ids(&first), None);
    assert_eq!(kinds(&client.result(id)), ["unchanged"; 4]);
    // An open document counts before the file.
    let uri = folder.uri(&format!("one/{PROPERTIES}"));
    client.open(&uri, &properties("ListOrders"));
    let id = workspace(&mut client, &ids(&first), None);
    let second = client.result(id);
    let item = second["items"].as_array().unwrap().iter().find(|item| item["uri"] == uri).unwrap();
    assert_eq!(item["version"], 1);
    assert!(!has(items(item), NOT_FOUND));
    assert_eq!(kinds(&second).iter().filter(|kind| **kind == "unchanged").count(), 3);
    client.close(&uri);
    // A file that is gone is reported empty once.
    std::fs::remove_dir_all(folder.path().join("two")).unwrap();
    let id = workspace(&mut client, &ids(&first), None);
    let third = client.result(id);
    let gone = folder.uri(&format!("two/{PROPERTIES}"));
    let item = third["items"].as_array().unwrap().iter().find(|item| item["uri"] == gone).unwrap();
    assert!(items(item).is_empty());
    let id = workspace(&mut client, &ids(&third), None);
    assert_eq!(kinds(&client.result(id)), ["unchanged"; 2]);
    client.finish();
}

/// An editor that takes partial results asks without end: the answer waits until there is something new.
#[test]
fn a_repeated_question_about_the_workspace_stays_open() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    let id = workspace(&mut client, &[], Some("t"));
    let first = client.result(id);
    let waiting = workspace(&mut client, &ids(&first), Some("t"));
    client.expect_none(Duration::from_millis(400), |message| message["id"] == waiting);
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &definition("GetOrders"));
    let second = client.result(waiting);
    let item = second["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["uri"] == folder.uri(PROPERTIES))
        .unwrap();
    assert!(has(items(item), NOT_FOUND));
    // Cancelled, or at the session's end, it is answered all the same.
    let waiting = workspace(&mut client, &ids(&second), Some("t"));
    client.notify("$/cancelRequest", json!({ "id": waiting }));
    assert_eq!(client.error(waiting), -32800);
    let waiting = workspace(&mut client, &ids(&second), Some("t"));
    client.expect_none(Duration::from_millis(200), |message| message["id"] == waiting);
    client.ask("shutdown", Value::Null);
    client.response(waiting);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit(Duration::from_secs(60)).code(), Some(0));
}
