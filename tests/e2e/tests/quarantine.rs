//! A fault of the server in one version of one file costs that version, and nothing else.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::pulling;
use e2e::{Client, DEFINITION, Folder, NOT_FOUND, PROPERTIES, definition, has, properties, shop, start};
use serde_json::{Value, json};

const CODE: &str = "internal/analysis-failed";
/// Where a text can make the server panic: while the files are read, while they are checked, and after that.
const STAGES: [&str; 3] = ["the reader", "the check", "the run"];

/// The definition of the shop with a text that makes the server panic.
fn failing(stage: &str) -> String {
    definition("ListOrders").replace("Lists all orders.", &format!("a panic on purpose, in {stage}"))
}

#[track_caller]
fn is_quarantined(diagnostics: &[Value], stage: &str) {
    let [diagnostic] = diagnostics else { panic!("{diagnostics:#?}") };
    assert_eq!((&diagnostic["code"], &diagnostic["severity"]), (&json!(CODE), &json!(2)));
    let message = diagnostic["message"].as_str().unwrap();
    assert!(message.starts_with("This version of the file could not be checked"), "{message}");
    assert!(message.contains(&format!("a panic on purpose, in {stage}. ")), "{message}");
}

/// How many runs have failed so far: each is told once in the log.
fn failed_runs(client: &mut Client) -> usize {
    // All messages before this answer have come.
    client.ask("connector-ls/debug/sleep", json!({ "milliseconds": 0 }));
    let mut count = 0;
    while client
        .take(|message| {
            message["method"] == "window/logMessage" && message.to_string().contains("on purpose")
        })
        .is_some()
    {
        count += 1;
    }
    count
}

#[test]
fn a_version_that_cannot_be_checked_says_so_and_the_next_is_checked() {
    for stage in STAGES {
        let folder = shop();
        let (uri, beside) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
        let other = Folder::new();
        other.write(DEFINITION, "{");
        let mut client = start(&folder, Value::Null);
        client.open(&uri, &definition("ListOrders"));
        assert!(!has(&client.published(&uri, Some(1)), CODE));
        client.replace(&uri, 2, &failing(stage));
        is_quarantined(&client.published(&uri, Some(2)), stage);
        assert_eq!(failed_runs(&mut client), 1);
        // The file beside it belongs to the same connector. That it is opened is something new, and so one more try.
        client.open(&beside, &properties("NoSuchOperation"));
        is_quarantined(&client.published(&beside, Some(1)), stage);
        // Other connectors are checked as ever.
        client.open(&other.uri(DEFINITION), "{");
        assert!(has(&client.published(&other.uri(DEFINITION), Some(1)), "json/syntax"));
        // The next version starts afresh.
        client.replace(&uri, 3, &definition("ListAll"));
        assert!(!has(&client.published(&uri, Some(3)), CODE), "{stage}");
        client.allow_unread("textDocument/publishDiagnostics");
        client.allow_unread("window/logMessage");
        client.finish();
    }
}

#[test]
fn requests_on_it_are_told_once_and_then_answered_with_nothing() {
    let place = json!({ "line": 9, "character": 20 });
    for stage in ["the reader", "the check"] {
        let folder = shop();
        let uri = folder.uri(DEFINITION);
        let mut client = start(&folder, Value::Null);
        client.open(&uri, &failing(stage));
        is_quarantined(&client.published(&uri, Some(1)), stage);
        let at = json!({ "textDocument": { "uri": uri }, "position": place });
        let whole = json!({ "textDocument": { "uri": uri } });
        let (mut errors, mut answers) = (0, 0);
        for _ in 0..20 {
            for (method, params) in [
                ("textDocument/hover", &at),
                ("textDocument/completion", &at),
                ("textDocument/codeLens", &whole),
                ("textDocument/foldingRange", &whole),
                ("textDocument/documentColor", &whole),
            ] {
                let id = client.request(method, params.clone());
                let answer = client.response(id);
                match answer["error"]["code"].as_i64() {
                    None => answers += 1,
                    Some(code) => {
                        assert_eq!(code, -32603, "{answer}");
                        errors += 1;
                    }
                }
            }
        }
        // At most one for each method, and at least one for somebody to know.
        assert!((1..=5).contains(&errors), "{stage}: {errors} errors, {answers} answers");
        assert_eq!(failed_runs(&mut client), 1, "{stage}");
        client.replace(&uri, 2, &definition("ListOrders"));
        client.published(&uri, Some(2));
        let hover = client.ask("textDocument/hover", at.clone());
        assert!(hover["contents"].is_object(), "{stage}: {hover}");
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
}

#[test]
fn clients_that_ask_for_diagnostics_are_told_too() {
    for stage in ["the reader", "the check"] {
        let folder = shop();
        let uri = folder.uri(DEFINITION);
        // Nobody has this one open.
        folder.write(&format!("closed/{DEFINITION}"), &failing(stage));
        folder.write(&format!("whole/{DEFINITION}"), "{");
        let mut client = start(&folder, pulling());
        client.open(&uri, &failing(stage));
        for _ in 0..3 {
            is_quarantined(client.pull(&uri, None)["items"].as_array().unwrap(), stage);
        }
        for _ in 0..2 {
            let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
            let items = report["items"].as_array().unwrap();
            let of = |uri: &str| {
                let found = items.iter().find(|item| item["uri"] == uri);
                found.unwrap_or_else(|| panic!("{uri}: {items:#?}"))["items"].as_array().unwrap()
            };
            is_quarantined(of(&uri), stage);
            is_quarantined(of(&folder.uri(&format!("closed/{DEFINITION}"))), stage);
            assert!(has(of(&folder.uri(&format!("whole/{DEFINITION}"))), "json/syntax"));
        }
        assert_eq!(failed_runs(&mut client), 2, "each of the two, once");
        client.replace(&uri, 2, &definition("ListOrders"));
        let items = client.pull(&uri, None)["items"].take();
        assert!(!has(items.as_array().unwrap(), CODE));
        client.finish();
    }
}

/// The fault may be in one file and the finding in all of them: a change of the one frees the other.
#[test]
fn a_change_of_either_file_frees_both() {
    let folder = shop();
    let (uri, beside) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    let mut client = start(&folder, Value::Null);
    client.open(&uri, &definition("ListOrders"));
    client.published(&uri, Some(1));
    client.open(&beside, &properties("a panic on purpose, in the check"));
    is_quarantined(&client.published(&beside, Some(1)), "the check");
    is_quarantined(&client.published(&uri, Some(1)), "the check");
    assert_eq!(failed_runs(&mut client), 1);
    client.replace(&beside, 2, &properties("NoSuchOperation"));
    assert!(has(&client.published(&beside, Some(2)), NOT_FOUND));
    assert!(!has(&client.published(&uri, Some(1)), CODE));
    for uri in [&uri, &beside] {
        client.close(uri);
        client.published(uri, None);
    }
    client.allow_unread("textDocument/publishDiagnostics");
    client.finish();
}
