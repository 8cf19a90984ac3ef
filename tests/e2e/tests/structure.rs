//! Outlines, folds, selections and layout over the wire.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{Buffers, Client, DEFINITION, Folder, ORDERS, Options, PROPERTIES, range_of, shop, start};
use serde_json::{Value, json};
use syntax::Encoding;

fn about(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

fn formatted(client: &mut Client, uri: &str, text: &str, options: &Value) -> String {
    let edits = client.ask("textDocument/formatting", with(about(uri), &json!({ "options": options })));
    if edits == json!([]) {
        return text.to_owned();
    }
    let buffers = Buffers::new(Encoding::Utf16).with(uri, Some(1), text);
    buffers.applied(&json!({ "changes": { uri: edits } })).0.text(uri).to_owned()
}

#[test]
fn an_outline_is_a_tree_or_a_list() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let text = ORDERS
        .replace("\"summary\": \"List orders\",", "\"summary\": \"List orders\", \"deprecated\": true,");
    let abilities = json!({ "textDocument": { "documentSymbol": {
        "hierarchicalDocumentSymbolSupport": true, "labelSupport": true,
        "symbolKind": { "valueSet": [5] }, "tagSupport": { "valueSet": [1] },
    } } });
    let mut client = start(&folder, with(pulling(), &abilities));
    assert_eq!(client.initialized["capabilities"]["documentSymbolProvider"]["label"], "Connector");
    client.open(&uri, &text);
    let tree = client.ask("textDocument/documentSymbol", about(&uri));
    let paths = tree.as_array().unwrap().iter().find(|symbol| symbol["name"] == "paths").unwrap();
    let operation = &paths["children"][0];
    assert_eq!(operation["name"], "ListOrders");
    assert_eq!(operation["detail"], "action · GET /orders");
    assert_eq!((&operation["kind"], &operation["tags"]), (&json!(6), &json!([1])));
    assert_eq!(operation["selectionRange"], range_of(&text, "\"ListOrders\"", Encoding::Utf16));
    let info = tree.as_array().unwrap().iter().find(|symbol| symbol["name"] == "info").unwrap();
    assert_eq!(
        info["range"]["end"],
        json!({ "line": 2, "character": text.lines().nth(2).unwrap().encode_utf16().count() - 1 })
    );
    client.finish();

    let mut client = start(&folder, pulling());
    client.open(&uri, &text);
    let list = client.ask("textDocument/documentSymbol", about(&uri));
    let found = list.as_array().unwrap().iter().find(|symbol| symbol["name"] == "ListOrders").unwrap();
    assert_eq!(found["containerName"], "paths");
    assert_eq!((&found["deprecated"], &found["location"]["uri"]), (&json!(true), &json!(uri)));
    assert!(list.as_array().unwrap().iter().all(|symbol| symbol["kind"].as_u64() <= Some(18)));
    client.finish();
}

#[test]
fn folds_are_in_lines_or_in_characters() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let text = "{\n  \"swagger\": \"2.0\", \"x\": \"🙂\", \"paths\": {\n    \"/a\": {}\n  }\n}\n";
    let lines = json!({ "textDocument": { "foldingRange": { "lineFoldingOnly": true, "rangeLimit": 1 } } });
    for (abilities, expected) in [
        (lines, json!([{ "startLine": 0, "endLine": 3 }])),
        (
            json!({}),
            json!([
                { "startLine": 0, "startCharacter": 1, "endLine": 4, "endCharacter": 0 },
                { "startLine": 1, "startCharacter": 41, "endLine": 3, "endCharacter": 2 },
            ]),
        ),
    ] {
        let mut client = start(&folder, with(pulling(), &abilities));
        client.open(&uri, text);
        assert_eq!(client.ask("textDocument/foldingRange", about(&uri)), expected);
        client.finish();
    }
}

#[test]
fn a_selection_grows_at_every_cursor() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let text = "{ \"🙂\": [ \"a\", \"b\" ] }";
    for (encoding, name, before) in
        [(Encoding::Utf8, "utf-8", 13), (Encoding::Utf16, "utf-16", 11), (Encoding::Utf32, "utf-32", 10)]
    {
        let mut client = start(&folder, with(pulling(), &counting(name)));
        client.open(&uri, text);
        let position = |character: usize| json!({ "line": 0, "character": character });
        let asked = json!({ "positions": [position(before), position(3), position(999)] });
        let found = client.ask("textDocument/selectionRange", with(about(&uri), &asked));
        let steps = |selection: &Value| {
            let parents = std::iter::successors(Some(selection), |inner| inner.get("parent"));
            parents.map(|step| step["range"].clone()).collect::<Vec<_>>()
        };
        let range = |part: &str| range_of(text, part, encoding);
        let members = "\"🙂\": [ \"a\", \"b\" ]";
        assert_eq!(
            steps(&found[0]),
            ["a", "\"a\"", "\"a\", \"b\"", "[ \"a\", \"b\" ]", members, text].map(range),
            "{name}"
        );
        assert_eq!(steps(&found[1]), ["🙂", "\"🙂\"", members, text].map(range), "{name}");
        assert_eq!(steps(&found[2]), [range(text)], "{name}");
        client.finish();
    }
}

#[test]
fn a_document_is_laid_out_as_the_editor_wants_it() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let mut client = start(&folder, pulling());
    let text = "{\"swagger\" :\"2.0\",\r\n\"tags\": [\"🙂\",\"b\"] , \"paths\":{} }";
    client.open(&uri, text);
    let options = json!({ "tabSize": 4, "insertSpaces": false, "insertFinalNewline": true, "trimFinalNewlines": true,
        "trimTrailingWhitespace": true, "someOther": "x" });
    let expected = "{\r\n\t\"swagger\": \"2.0\",\r\n\t\"tags\": [\"🙂\", \"b\"],\r\n\t\"paths\": {}\r\n}\r\n";
    assert_eq!(formatted(&mut client, &uri, text, &options), expected);
    let line = json!({ "options": { "tabSize": 2, "insertSpaces": true }, "range": {
        "start": { "line": 1, "character": 3 }, "end": { "line": 1, "character": 5 } } });
    let edits = client.ask("textDocument/rangeFormatting", with(about(&uri), &line));
    assert!(edits.as_array().unwrap().iter().all(|edit| edit["range"]["end"]["line"] == 1), "{edits}");
    assert_eq!(edits[0]["newText"], "  ");
    // Too damaged, and no part of a connector.
    client.replace(&uri, 2, "{ \"swagger\": [ }");
    let request = with(about(&uri), &json!({ "options": options }));
    assert_eq!(client.ask("textDocument/formatting", request), Value::Null);
    let other = folder.uri("package.json");
    client.open(&other, "{}");
    for method in ["documentSymbol", "foldingRange"] {
        assert_eq!(client.ask(&format!("textDocument/{method}"), about(&other)), Value::Null, "{method}");
    }
    client.finish();
}

#[test]
fn what_a_json_server_does_is_left_to_it() {
    let folder = shop();
    for beside in [true, false] {
        let mut client = Client::start(Options {
            capabilities: pulling(),
            settings: json!({ "host": { "jsonServer": beside } }),
            folders: vec![folder.uri("")],
            ..Options::default()
        });
        let capabilities = client.initialized["capabilities"].clone();
        for provider in ["foldingRange", "selectionRange", "documentFormatting", "documentRangeFormatting"] {
            let offered = capabilities.get(format!("{provider}Provider")).is_some();
            assert_eq!(offered, !beside, "{provider}");
        }
        assert!(capabilities.get("documentSymbolProvider").is_some());
        // An editor may format a document with any server that is asked.
        let uri = folder.uri(PROPERTIES);
        client.open(&uri, "{\"properties\":{}}");
        assert!(
            formatted(
                &mut client,
                &uri,
                "{\"properties\":{}}",
                &json!({ "tabSize": 2, "insertSpaces": true })
            )
            .contains('\n')
        );
        client.finish();
    }
}
