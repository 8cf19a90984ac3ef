//! Clients that do not behave.

use std::time::Duration;

use e2e::capabilities::pulling;
use e2e::{Client, Folder, Options, Replies, framed, start};
use serde_json::{Value, json};

const BROKEN: &str = "{ \"swagger\": \"2.0\" \"info\": {} }";

#[test]
fn a_panic_costs_one_request() {
    let mut client = Client::start(Options::default());
    for round in 0..50 {
        let params = if round % 2 == 0 { json!({}) } else { json!({ "inPool": true }) };
        let id = client.request("connector-ls/debug/panic", params);
        let answer = client.response(id);
        assert_eq!(answer["error"]["code"], -32603, "{answer}");
        assert!(answer["error"]["message"].as_str().unwrap().contains("on purpose"), "{answer}");
        assert_eq!(client.ask("connector-ls/debug/sleep", json!({ "milliseconds": 0 })), 0);
    }
    // The id of a request that panicked can be used again.
    for _ in 0..2 {
        client.send(
            &json!({ "jsonrpc": "2.0", "id": "same", "method": "connector-ls/debug/panic", "params": {} }),
        );
        assert_eq!(client.wait_for(|message| message["id"] == "same")["error"]["code"], -32603);
    }
    client.finish();
}

#[test]
fn requests_of_the_test_suite_need_the_environment() {
    let mut client = Client::spawn_with(Replies::Null, &[("CONNECTOR_LS_TEST_PANIC", "0")]);
    client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.ask_in_vain("connector-ls/debug/panic", json!({})), -32601);
    client.finish();
}

#[test]
fn malformed_messages_are_answered_and_survived() {
    let folder = Folder::new();
    let uri = folder.uri("notes.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, "text");
    let cases: [(Vec<u8>, Option<i64>); 14] = [
        (framed("{"), Some(-32700)),
        (framed(""), Some(-32700)),
        (framed("not JSON at all"), Some(-32700)),
        (framed("[]"), Some(-32600)),
        (framed("5"), Some(-32600)),
        (framed(r#"{"jsonrpc":"2.0"}"#), Some(-32600)),
        (framed(r#"{"jsonrpc":"2.0","method":7}"#), Some(-32600)),
        (framed(r#"{"jsonrpc":"2.0","id":{},"method":"x"}"#), Some(-32600)),
        (framed(&format!("{{\"method\":{}", "[".repeat(1_000_000))), Some(-32700)),
        (b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc".to_vec(), Some(-32700)),
        (b"some text on the wrong pipe\r\n\r\n".to_vec(), Some(-32700)),
        (b"Content-Length: nonsense\r\n\r\n{}".to_vec(), Some(-32700)),
        ([b"X-Filler: ".to_vec(), vec![b'x'; 1_000_000], b"\r\n\r\n".to_vec()].concat(), Some(-32700)),
        // No error: a notification nobody knows.
        (framed(r#"{"jsonrpc":"2.0","method":"$/unknown","params":[1]}"#), None),
    ];
    for (bytes, code) in cases {
        client.send_bytes(&bytes);
        // What is wrong about a stream may only show when the next message comes.
        assert_eq!(client.text(&uri).0, "text");
        if let Some(code) = code {
            let answer = client.wait_for(|message| message["id"].is_null() && message.get("error").is_some());
            assert_eq!(
                answer["error"]["code"],
                code,
                "{}",
                String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
            );
        }
    }
    client.finish();
}

#[test]
fn a_wrong_length_costs_at_most_that_message() {
    let folder = Folder::new();
    let uri = folder.uri("notes.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, "text");
    let body =
        r#"{"jsonrpc":"2.0","id":"short","method":"connector-ls/debug/sleep","params":{"milliseconds":0}}"#;
    client.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len() - 3).as_bytes());
    assert_eq!(client.text(&uri).0, "text");
    for _ in 0..2 {
        let answer = client.wait_for(|message| message["id"].is_null() && message.get("error").is_some());
        assert_eq!(answer["error"]["code"], -32700, "the cut-off body, and the rest of it: {answer}");
    }
    // Too long: the message counts, and so does the one that was swallowed.
    let body =
        r#"{"jsonrpc":"2.0","id":"long","method":"connector-ls/debug/sleep","params":{"milliseconds":0}}"#;
    client.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len() + 9).as_bytes());
    assert_eq!(client.text(&uri).0, "text");
    assert_eq!(client.wait_for(|message| message["id"] == "long")["result"], 0);
    // Line feeds alone end headers, too.
    let body =
        r#"{"jsonrpc":"2.0","id":"feed","method":"connector-ls/debug/sleep","params":{"milliseconds":0}}"#;
    client.send_bytes(format!("content-length:{}\n\n{body}", body.len()).as_bytes());
    assert_eq!(client.wait_for(|message| message["id"] == "feed")["result"], 0);
    client.finish();
}

#[test]
fn notifications_of_a_wrong_form_change_nothing() {
    let folder = Folder::new();
    let uri = folder.uri("notes.json");
    let mut client = start(&folder, Value::Null);
    client.open(&uri, "text");
    let before = client.text(&uri);
    for (method, params) in [
        ("textDocument/didOpen", json!({})),
        ("textDocument/didOpen", json!({ "textDocument": { "uri": 5 } })),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri }, "contentChanges": [{ "range": {} }] }),
        ),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": "file:///nobody.json" }, "contentChanges": [] }),
        ),
        ("textDocument/didChange", Value::Null),
        ("textDocument/didClose", json!([])),
        ("textDocument/didClose", json!({ "textDocument": { "uri": "file:///nobody.json" } })),
        ("textDocument/didSave", json!("x")),
        ("workspace/didChangeConfiguration", json!({ "settings": 7 })),
        ("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": 7 }, 7] })),
        ("workspace/didChangeWorkspaceFolders", json!({ "event": 7 })),
        ("$/setTrace", json!({ "value": 7 })),
        ("$/cancelRequest", json!({ "id": {} })),
        ("unknown/notification", json!({})),
    ] {
        client.notify(method, params);
        assert_eq!(client.text(&uri), before, "{method}");
    }
    // Three of them are worth a line in the log.
    client.allow_unread("window/logMessage");
    client.finish();
}

#[test]
fn requests_come_in_their_time() {
    let mut client = Client::spawn(Replies::Null);
    let text = |client: &mut Client| {
        client.request("connector-ls/debug/text", json!({ "textDocument": { "uri": "untitled:notes.json" } }))
    };
    // Too early: requests are refused, notifications dropped.
    client.open("untitled:notes.json", "early");
    let id = text(&mut client);
    assert_eq!(client.error(id), -32002);
    assert_eq!(client.ask_in_vain("shutdown", Value::Null), -32002);
    client.ask("initialize", json!({ "capabilities": {} }));
    let id = text(&mut client);
    assert_eq!(client.result(id), Value::Null);
    assert_eq!(client.ask_in_vain("initialize", json!({ "capabilities": {} })), -32600);
    assert_eq!(client.ask_in_vain("unknown/request", json!({})), -32601);
    assert_eq!(client.ask_in_vain("$/unknown", json!({})), -32601);
    // Too late.
    client.ask("shutdown", Value::Null);
    let id = text(&mut client);
    assert_eq!(client.error(id), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit(Duration::from_secs(60)).code(), Some(0));
}

/// A client that answers none of the server's requests, and asks for everything that makes the server send some.
#[test]
fn a_client_that_never_replies_is_served() {
    let folder = e2e::copy_of_sample("clumsy-crm");
    let uri = folder.uri("apiDefinition.swagger.json");
    let mut client = Client::start(Options {
        capabilities: json!({
            "workspace": {
                "configuration": true,
                "didChangeConfiguration": { "dynamicRegistration": true },
                "didChangeWatchedFiles": { "dynamicRegistration": true },
                "diagnostics": { "refreshSupport": true },
            },
            "window": { "workDoneProgress": true },
            "textDocument": { "diagnostic": {} },
        }),
        folders: vec![folder.uri("")],
        replies: Replies::Never,
        ..Options::default()
    });
    client.message("client/registerCapability");
    client.open(&uri, &folder.read("apiDefinition.swagger.json"));
    for _ in 0..500 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    }
    let report = client.pull(&uri, None);
    assert!(!report["items"].as_array().unwrap().is_empty());
    client.message("workspace/configuration");
    client.allow_unread("workspace/configuration");
    client.finish();
}

/// Without a single capability, and without folders: diagnostics are published, nothing else is ever sent.
#[test]
fn a_client_without_any_capability_is_served() {
    for params in [
        json!({ "capabilities": {} }),
        json!({}),
        json!({ "capabilities": null, "processId": null }),
        Value::Null,
    ] {
        let folder = Folder::new();
        folder.write("apiDefinition.swagger.json", BROKEN);
        let uri = folder.uri("apiDefinition.swagger.json");
        let mut client = Client::spawn(Replies::Null);
        let capabilities = client.ask("initialize", params)["capabilities"].take();
        assert_eq!(capabilities.get("positionEncoding"), None);
        assert_eq!(capabilities.get("diagnosticProvider"), None);
        client.notify("initialized", json!({}));
        client.open(&uri, BROKEN);
        let diagnostics = client.published(&uri, Some(1));
        let syntax = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "json/syntax").unwrap();
        for optional in ["codeDescription", "tags", "relatedInformation"] {
            assert_eq!(syntax.get(optional), None, "{syntax}");
        }
        client.close(&uri);
        assert!(client.published(&uri, None).is_empty());
        client.finish();
    }
}

/// URIs of every kind, as documents and in requests.
#[test]
fn strange_uris_do_no_harm() {
    let mut client = Client::start(Options { capabilities: pulling(), ..Options::default() });
    for uri in [
        "untitled:apiDefinition.swagger.json",
        "git:/x/apiDefinition.swagger.json?%7B%22ref%22%3A%22~%22%7D",
        "vscode-vfs://github/owner/repository/apiDefinition.swagger.json",
        "vscode-notebook-cell:/x/notes.ipynb#W0sZmlsZQ==",
        "file://server/share/apiDefinition.swagger.json",
        "file:///",
        "file:///%FF%FE/apiDefinition.swagger.json",
        "file:///a b/apiDefinition.swagger.json",
        "file:///nowhere/%ZZ/apiDefinition.swagger.json",
        "untitled:Untitled Document (1).json",
        "apiDefinition.swagger.json",
        "",
        "::",
        "é🙂",
    ] {
        client.open(uri, BROKEN);
        assert_eq!(client.text(uri).0, BROKEN, "{uri}");
        let id = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
        let answer = client.response(id);
        let code = answer["error"]["code"].as_i64();
        assert!(code.is_none() || code == Some(-32602), "{uri}: {answer}");
        if uri.contains("apiDefinition") && uri.contains(':') {
            let items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{uri}: {answer}"));
            assert!(items.iter().any(|item| item["code"] == "json/syntax"), "{uri}: {answer}");
        }
        client.close(uri);
    }
    client.finish();
}
