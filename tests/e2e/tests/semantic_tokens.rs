//! Tokens in strings over the wire.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{DEFINITION, PROPERTIES, definition, properties, shop, start};
use serde_json::{Value, json};

fn colours(delta: bool) -> Value {
    json!({ "textDocument": { "semanticTokens": {
        "requests": { "range": true, "full": { "delta": delta } }, "formats": ["relative"],
        "tokenTypes": ["method", "function", "namespace"], "tokenModifiers": ["declaration", "deprecated"],
    } } })
}

/// The tokens as line, column, length, type and modifiers, all counted from the start.
fn decoded(tokens: &Value) -> Vec<[u64; 5]> {
    let numbers: Vec<u64> =
        tokens.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect();
    let (mut line, mut column) = (0, 0);
    let tokens = numbers.chunks_exact(5).map(|token| {
        line += token[0];
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        [line, column, token[2], token[3], token[4]]
    });
    tokens.collect()
}

fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

#[test]
fn names_are_marked_where_they_stand() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders").replace(
        "\"operationId\": \"ListOrders\"",
        "\"x\": \"🙂\", \"operationId\": \"List🙂\", \"deprecated\": true",
    );
    let (line, found) = text.lines().enumerate().find(|(_, line)| line.contains("List🙂")).unwrap();
    let before = &found[..found.find("List🙂").unwrap()];
    for (encoding, column, length) in [
        ("utf-8", before.len(), 8),
        ("utf-16", before.encode_utf16().count(), 6),
        ("utf-32", before.chars().count(), 5),
    ] {
        let mut client = start(&folder, with(with(pulling(), &colours(false)), &counting(encoding)));
        let provider = &client.initialized["capabilities"]["semanticTokensProvider"];
        assert_eq!(provider["legend"]["tokenTypes"], json!(["method", "namespace", "function"]));
        assert_eq!(provider["legend"]["tokenModifiers"], json!(["declaration", "deprecated"]));
        assert_eq!((&provider["full"], &provider["range"]), (&json!(true), &json!(true)));
        client.open(&uri, &text);
        let expected = [[line as u64, column as u64, length, 0, 0b11]];
        let full = client.ask("textDocument/semanticTokens/full", about(&uri));
        assert_eq!(decoded(&full["data"]), expected, "{encoding}");
        let range = |first: usize, last: usize| {
            let range = json!({ "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 } });
            with(about(&uri), &json!({ "range": range }))
        };
        let near = client.ask("textDocument/semanticTokens/range", range(line, line + 1));
        assert_eq!(decoded(&near["data"]), expected);
        let far = client.ask("textDocument/semanticTokens/range", range(0, line));
        assert_eq!(far["data"], json!([]));
        client.finish();
    }
}

#[test]
fn only_what_has_changed_is_sent_again() {
    let folder = shop();
    let (definition_uri, uri) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    let mut client = start(&folder, with(pulling(), &colours(true)));
    client.open(&definition_uri, &definition("ListOrders"));
    client.open(&uri, &properties("ListOrders"));
    let full = client.ask("textDocument/semanticTokens/full", about(&uri));
    assert_eq!(decoded(&full["data"]).len(), 1);
    let delta = |previous: &Value| with(about(&uri), &json!({ "previousResultId": previous }));
    let method = "textDocument/semanticTokens/full/delta";
    let same = client.ask(method, delta(&full["resultId"]));
    assert_eq!(same["edits"], json!([]));
    // No operation has that name any more.
    client.replace(&definition_uri, 2, &definition("ListShops"));
    let gone = client.ask(method, delta(&same["resultId"]));
    assert_eq!(gone["edits"], json!([{ "start": 0, "deleteCount": 5 }]));
    let unknown = client.ask(method, delta(&json!("other")));
    assert_eq!((unknown.get("edits"), &unknown["data"]), (None, &json!([])));
    client.finish();
}

#[test]
fn a_script_is_left_to_the_servers_of_its_language() {
    let folder = shop();
    folder.write("script.csx", "class Script { }");
    let mut client = start(&folder, with(pulling(), &colours(true)));
    let uri = folder.uri("script.csx");
    client.open(&uri, "class Script { }");
    assert_eq!(client.ask("textDocument/semanticTokens/full", about(&uri)), Value::Null);
    client.finish();
    let client = start(&folder, pulling());
    assert_eq!(client.initialized["capabilities"].get("semanticTokensProvider"), None);
    client.finish();
}
