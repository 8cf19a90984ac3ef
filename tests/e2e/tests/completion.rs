//! Completion over the wire.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{Client, DEFINITION, PROPERTIES, definition, properties, shop, start};
use serde_json::{Value, json};

fn complete(client: &mut Client, uri: &str, line: usize, character: usize) -> Vec<Value> {
    let position = json!({ "line": line, "character": character });
    match client
        .ask("textDocument/completion", json!({ "textDocument": { "uri": uri }, "position": position }))
    {
        Value::Null => Vec::new(),
        list => list["items"].as_array().unwrap().clone(),
    }
}

fn labelled<'v>(entries: &'v [Value], label: &str) -> &'v Value {
    let found = entries.iter().find(|entry| entry["label"] == label);
    found.unwrap_or_else(|| panic!("no '{label}' in {entries:#?}"))
}

#[test]
fn a_value_that_is_being_typed_is_replaced_with_its_quotes() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    // A character beyond the basic plane before the place: two units of UTF-16.
    let text = definition("ListOrders")
        .replace("\"summary\": \"List orders\",", "\"summary\": \"🙂\", \"x-ms-visibility\": \"int\",");
    let (line, found) = text.lines().enumerate().find(|(_, line)| line.contains("\"int\"")).unwrap();
    let before = &found[..found.find("\"int\"").unwrap()];
    for (encoding, column) in [
        ("utf-8", before.len()),
        ("utf-16", before.encode_utf16().count()),
        ("utf-32", before.chars().count()),
    ] {
        let mut client = start(&folder, with(pulling(), &counting(encoding)));
        client.open(&uri, &text);
        let entries = complete(&mut client, &uri, line, column + 4);
        let internal = labelled(&entries, "internal");
        let range = json!({
            "start": { "line": line, "character": column }, "end": { "line": line, "character": column + 5 },
        });
        assert_eq!(internal["textEdit"], json!({ "range": range, "newText": "\"internal\"" }), "{encoding}");
        assert_eq!(internal["filterText"], "\"internal\"");
        client.finish();
    }
}

#[test]
fn documentation_comes_when_it_is_asked_for() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let abilities = json!({
        "snippetSupport": true,
        "documentationFormat": ["markdown"],
        "resolveSupport": { "properties": ["documentation"] },
    });
    let capabilities = json!({
        "textDocument": { "completion": { "completionItem": abilities } },
        "experimental": { "commands": { "commands": ["editor.action.triggerSuggest"] } },
    });
    let mut client = start(&folder, with(pulling(), &capabilities));
    let text = definition("ListOrders");
    client.open(&uri, &text);
    let line = text.lines().position(|line| line.contains("\"operationId\"")).unwrap();
    let entries = complete(&mut client, &uri, line, 8);
    let entry = labelled(&entries, "deprecated");
    assert_eq!(entry["documentation"], Value::Null);
    assert_eq!(entry["insertTextFormat"], 2);
    assert_eq!(entry["textEdit"]["newText"], "\"deprecated\": ${1:true},");
    // A value that can be completed is asked for at once.
    assert_eq!(entry.get("command"), None);
    let visibility = labelled(&entries, "x-ms-visibility");
    assert_eq!(visibility["command"]["command"], "editor.action.triggerSuggest");
    let resolved = client.ask("completionItem/resolve", entry.clone());
    assert_eq!(resolved["documentation"]["kind"], "markdown");
    assert!(resolved["documentation"]["value"].as_str().unwrap().len() > 20);
    client.finish();
}

#[test]
fn policies_know_the_operations_of_the_text_that_is_open() {
    let folder = shop();
    let (definition_uri, uri) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    let mut client = start(&folder, pulling());
    // The definition on disk has another operationId.
    client.open(&definition_uri, &definition("ListShops"));
    let text = properties("x").replace("[\"x\"]", "[\"\"]");
    client.open(&uri, &text);
    let (line, found) = text.lines().enumerate().find(|(_, line)| line.contains("[\"\"]")).unwrap();
    let entries = complete(&mut client, &uri, line, found.find("\"\"]").unwrap() + 1);
    assert_eq!(labelled(&entries, "ListShops")["textEdit"]["newText"], "\"ListShops\"");
    assert_eq!(entries.len(), 1);
    client.finish();
}

#[test]
fn what_is_deprecated_is_struck_through_and_told_by_its_meaning() {
    let folder = shop();
    let uri = folder.uri(PROPERTIES);
    let abilities = json!({
        "documentationFormat": ["plaintext"],
        "tagSupport": { "valueSet": [1] },
        "resolveSupport": { "properties": ["documentation"] },
    });
    let capabilities = json!({ "textDocument": { "completion": { "completionItem": abilities } } });
    let mut client = start(&folder, with(pulling(), &capabilities));
    let deprecated =
        definition("ListOrders").replace("\"operationId\"", "\"deprecated\": true, \"operationId\"");
    client.open(&folder.uri(DEFINITION), &deprecated);
    let text = properties("x").replace("[\"x\"]", "[\"\"]");
    client.open(&uri, &text);
    let (line, found) = text.lines().enumerate().find(|(_, line)| line.contains("[\"\"]")).unwrap();
    let entries = complete(&mut client, &uri, line, found.find("\"\"]").unwrap() + 1);
    let entry = labelled(&entries, "ListOrders");
    assert_eq!(entry["tags"], json!([1]));
    let resolved = client.ask("completionItem/resolve", entry.clone());
    assert_eq!(resolved["documentation"], json!({ "kind": "plaintext", "value": "List orders" }));
    client.finish();
}

#[test]
fn snippets_are_indented_by_the_editor_and_plain_texts_by_the_server() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders").replace("  \"paths\": {", "  \"paths\": {\n    ");
    let line = text.lines().position(|line| line.contains("\"paths\"")).unwrap() + 1;
    for (takes_snippets, mode) in [(true, 2), (false, 1)] {
        let abilities =
            json!({ "snippetSupport": takes_snippets, "insertTextModeSupport": { "valueSet": [1, 2] } });
        let capabilities = json!({ "textDocument": { "completion": { "completionItem": abilities } } });
        let mut client = start(&folder, with(pulling(), &capabilities));
        client.open(&uri, &text);
        let entries = complete(&mut client, &uri, line, 4);
        let entry = labelled(&entries, "Action with body (POST)");
        assert_eq!((&entry["kind"], &entry["insertTextMode"]), (&json!(15), &json!(mode)));
        let inserted = entry["textEdit"]["newText"].as_str().unwrap();
        // In a snippet, a brace is escaped.
        let end = if takes_snippets { "\n\\}," } else { "\n    }," };
        assert!(inserted.ends_with(end), "{inserted}");
        assert_eq!(inserted.contains("${1:items}"), takes_snippets, "{inserted}");
        let one_line = entries.iter().filter(|entry| entry["kind"] != 15);
        assert!(one_line.into_iter().all(|entry| entry.get("insertTextMode").is_none()));
        client.finish();
    }
}

#[test]
fn new_settings_beside_a_definition_get_their_skeleton() {
    let folder = shop();
    let mut client = start(&folder, pulling());
    for (path, is_helped) in [("settings.json", true), ("sub/settings.json", false)] {
        let uri = folder.uri(path);
        for text in ["", "{}"] {
            client.open(&uri, text);
            let entries = complete(&mut client, &uri, 0, text.len() / 2);
            assert_eq!(entries.iter().any(|entry| entry["label"] == "New settings"), is_helped, "{path}");
            // Nothing is said about it until it is known whose it is.
            assert_eq!(client.pull(&uri, None)["items"], json!([]), "{path}");
            client.close(&uri);
        }
    }
    client.finish();
}
