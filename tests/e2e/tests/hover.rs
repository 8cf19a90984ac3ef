//! What is told about the place under the pointer.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{counting, pulling, with};
use e2e::{Client, DEFINITION, Folder, PROPERTIES, definition, properties, shop, start};
use serde_json::{Value, json};

/// A client that shows Markdown and counts columns like this.
fn capabilities(encoding: &str) -> Value {
    let markdown = json!({ "textDocument": { "hover": { "contentFormat": ["markdown", "plaintext"] } } });
    with(with(pulling(), &counting(encoding)), &markdown)
}

#[track_caller]
fn hover(client: &mut Client, uri: &str, line: u64, character: u64) -> Value {
    let position = json!({ "line": line, "character": character });
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    client.ask("textDocument/hover", params)
}

fn range(line: u64, start: u64, end: u64) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

#[test]
fn an_operation_is_told_in_every_file_and_encoding() {
    for (encoding, width) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let folder = shop();
        folder.write("script.csx", "// \u{1f642}\nif (this.Context.OperationId == \"ListOrders\") { }\n");
        let mut client = start(&folder, capabilities(encoding));
        assert_eq!(client.initialized["capabilities"]["hoverProvider"], true);
        // The place stands behind an emoji, in a text with the line ends of Windows.
        let text = definition("ListOrders")
            .replace("        \"operationId\": ", "        \"x-🙂\": 1, \"operationId\": ")
            .replace('\n', "\r\n");
        let uri = folder.uri(DEFINITION);
        client.open(&uri, &text);
        let start = "        \"x-".len() as u64 + width + "\": 1, \"operationId\": ".len() as u64;
        let told = hover(&mut client, &uri, 9, start + 3);
        assert_eq!(told["contents"]["kind"], "markdown");
        let value = told["contents"]["value"].as_str().unwrap();
        assert!(value.starts_with("**ListOrders** · `GET /orders` · List orders\n"), "{value}");
        assert!(value.ends_with("\n\n2 references: 1 in policies, 1 in the script"), "{value}");
        assert_eq!(told["range"], range(9, start, start + 12), "{encoding}");
        // The same from the properties, which are not open, and from the script.
        let elsewhere = hover(&mut client, &folder.uri(PROPERTIES), 14, 47);
        assert_eq!(elsewhere["contents"], told["contents"]);
        assert_eq!(elsewhere["range"], range(14, 47, 57));
        let elsewhere = hover(&mut client, &folder.uri("script.csx"), 1, 35);
        assert_eq!(elsewhere["contents"], told["contents"]);
        client.finish();
    }
}

#[test]
fn a_client_that_can_nothing_gets_plain_text() {
    let folder = shop();
    let mut client = start(&folder, Value::Null);
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &definition("ListOrders"));
    let told = hover(&mut client, &uri, 8, 7);
    assert_eq!(told["contents"]["kind"], "plaintext");
    assert_eq!(
        told["contents"]["value"],
        "ListOrders · GET /orders · List orders\n\nLists all orders.\n\n\
         Family ListOrders\n\n  \
         Revision  Operation   Path         Status\n  \
         1         ListOrders  GET /orders  Production\n\n\
         1 reference: 1 in policies"
    );
    client.published(&uri, Some(1));
    client.finish();
}

#[test]
fn nothing_is_told_where_nothing_is_known() {
    let folder = Folder::new();
    folder.write("package.json", "{ \"name\": 1 }");
    folder.write(PROPERTIES, &properties("ListOrders"));
    let mut client = start(&folder, capabilities("utf-8"));
    let uri = folder.uri(DEFINITION);
    client.open(&uri, "{ \"x-own\": 1 }");
    assert_eq!(hover(&mut client, &uri, 0, 4), Value::Null);
    assert_eq!(hover(&mut client, &uri, 7, 90), Value::Null);
    assert_eq!(hover(&mut client, &folder.uri("package.json"), 0, 4), Value::Null);
    assert_eq!(hover(&mut client, "untitled:Untitled-1", 0, 0), Value::Null);
    assert_eq!(hover(&mut client, &folder.uri("gone/apiDefinition.json"), 0, 0), Value::Null);
    client.finish();
}
