//! A published connector in a Git repository, and what an edit of it breaks.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::pulling;
use e2e::{Client, DEFINITION, Folder, ORDERS, Options, change_codes, git, has, published_orders, start};
use serde_json::json;

/// The edits that break flows, each with the change that it is.
fn breaking_edits() -> [(&'static str, String); 4] {
    let parameter = ORDERS.find("          { \"name\": \"state\"").unwrap();
    let after = ORDERS[parameter..].find('\n').unwrap() + parameter + 1;
    let required = "\"type\": \"string\", \"required\": true, \"x-ms-summary\": \"Shop\", \"description\": \"Whose.\" },\n";
    [
        ("change/parameter-removed", format!("{}{}", &ORDERS[..parameter], &ORDERS[after..])),
        (
            "change/required-parameter-added",
            format!(
                "{}          {{ \"name\": \"shop\", \"in\": \"query\", {required}{}",
                &ORDERS[..parameter],
                &ORDERS[parameter..]
            ),
        ),
        ("change/output-type-changed", ORDERS.replace("\"type\": \"integer\"", "\"type\": \"string\"")),
        ("change/operation-id-renamed", ORDERS.replace("\"ListOrders\"", "\"GetOrders\"")),
    ]
}

#[test]
fn a_breaking_edit_shows_with_the_version_that_has_it_and_goes_with_it() {
    let (folder, uri) = published_orders();
    // The editor's folder lies below the repository's root.
    let related = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } });
    let mut client = Client::start(Options {
        capabilities: related,
        folders: vec![folder.uri("connectors/orders")],
        ..Options::default()
    });
    client.open(&uri, ORDERS);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    let mut version = 1;
    for (code, text) in breaking_edits() {
        client.replace(&uri, version + 1, &text);
        let diagnostics = client.published(&uri, Some(version + 1));
        assert_eq!(change_codes(&diagnostics), [code]);
        let found = diagnostics.iter().find(|diagnostic| diagnostic["code"] == code).unwrap();
        assert_eq!(found["severity"], 1);
        if code != "change/required-parameter-added" {
            let note = found["relatedInformation"][0]["message"].as_str().unwrap();
            assert!(note.starts_with("Published in main: "), "{note}");
        }
        client.replace(&uri, version + 2, ORDERS);
        version += 2;
        assert_eq!(change_codes(&client.published(&uri, Some(version))), Vec::<&str>::new());
    }
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

#[test]
fn pulled_diagnostics_have_the_changes_too() {
    let (folder, uri) = published_orders();
    let mut client = start(&folder, pulling());
    let [(code, text), ..] = breaking_edits();
    client.open(&uri, &text);
    let report = client.pull(&uri, None);
    assert_eq!(change_codes(report["items"].as_array().unwrap()), [code]);
    client.finish();
}

#[test]
fn a_commit_or_another_branch_changes_what_is_published() {
    let (folder, uri) = published_orders();
    let mut client = start(&folder, json!({}));
    let [(code, text), ..] = breaking_edits();
    client.open(&uri, &text);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), [code]);
    folder.write(&format!("connectors/orders/{DEFINITION}"), &text);
    folder.commit();
    let told = json!({ "changes": [{ "uri": folder.uri(".git/refs/heads/main"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", told.clone());
    // On the default branch the last commit is what is published.
    assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    git(folder.path(), "checkout --quiet -b next HEAD~1");
    folder.write("other.txt", "x");
    folder.commit();
    client.notify("workspace/didChangeWatchedFiles", told);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), [code]);
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

#[test]
fn settings_say_what_is_published_and_which_changes_are_meant() {
    let (folder, uri) = published_orders();
    let config = folder.uri("connectors/connector-ls.jsonc");
    let mut client = start(&folder, json!({}));
    let [(code, text), ..] = breaking_edits();
    client.open(&uri, &text);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), [code]);
    let acknowledged =
        r#"{ "acknowledge": [{ "change": "change/parameter-removed", "operation": "ListOrders" }] }"#;
    for (version, (settings, expected)) in (1..).zip([
        (r#"{ "baseline": null }"#, None),
        (r#"{ "baseline": "main" }"#, Some(())),
        (acknowledged, None),
        (r#"{ "acknowledge": [{ "change": "change/parameter-removed", "operation": "Other" }] }"#, Some(())),
        (r#"{ "rules": { "change/*": "off" } }"#, None),
        (r#"{ "baseline": "HEAD" }"#, Some(())),
    ]) {
        if version == 1 {
            client.open(&config, settings);
        } else {
            client.replace(&config, version, settings);
        }
        let told = client.published(&config, Some(version));
        let is_idle = settings.contains("Other");
        assert_eq!(told.len(), usize::from(is_idle), "{told:?}");
        if is_idle {
            let message = told[0]["message"].as_str().unwrap();
            assert!(message.contains("there is no 'change/parameter-removed' of 'Other'"), "{message}");
        }
        let found = client.published(&uri, Some(1));
        assert_eq!(has(&found, code), expected.is_some(), "{settings}");
    }
    // What names nothing is said once, and the rest is checked.
    client.replace(&config, 7, r#"{ "baseline": "no-such-branch" }"#);
    client.published(&config, Some(7));
    let message = client.message("window/showMessage")["message"].as_str().unwrap().to_owned();
    assert!(message.contains("'no-such-branch'"), "{message}");
    assert!(!has(&client.published(&uri, Some(1)), code));
    // The settings are the last to go: without them there would be other diagnostics.
    for uri in [&uri, &config] {
        client.close(uri);
        client.published(uri, None);
    }
    client.finish();
}

#[test]
fn the_configuration_of_the_repository_counts_in_a_folder_of_it() {
    let (folder, uri) = published_orders();
    folder.write("connector-ls.jsonc", r#"{ "rules": { "change/*": "off" } }"#);
    let [(_, text), ..] = breaking_edits();
    // The editor has only the connector's folder open.
    let mut client =
        Client::start(Options { folders: vec![folder.uri("connectors/orders")], ..Options::default() });
    client.open(&uri, &text);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    client.close(&uri);
    client.allow_unread("textDocument/publishDiagnostics");
    client.finish();
}

#[test]
fn a_clone_that_is_too_shallow_is_told_of_once() {
    let (origin, _) = published_orders();
    let [(_, text), (code, other), ..] = breaking_edits();
    git(origin.path(), "checkout --quiet -b topic");
    origin.write(&format!("connectors/orders/{DEFINITION}"), &text);
    origin.commit();
    // As CI systems and agents fetch what is proposed.
    let clone = Folder::new();
    git(clone.path(), "init --quiet --initial-branch=main");
    git(clone.path(), &format!("fetch --quiet --depth=1 {} topic", origin.uri("")));
    git(clone.path(), "checkout --quiet --detach FETCH_HEAD");
    let uri = clone.uri(&format!("connectors/orders/{DEFINITION}"));
    let mut client = start(&clone, json!({}));
    client.open(&uri, &text);
    let told = client.message("window/showMessage");
    let message = told["message"].as_str().unwrap();
    assert!(message.contains("too shallow") && message.contains("git fetch --unshallow"), "{message}");
    assert_eq!(told["type"], 2);
    // The last commit counts, so what it has changed is not seen, and what comes after it is.
    assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    client.replace(&uri, 2, &other);
    assert!(change_codes(&client.published(&uri, Some(2))).contains(&code));
    client.close(&uri);
    client.published(&uri, None);
    // A second message would be left over, and fail the test.
    client.finish();
}

/// Whether a connector was renamed or is a copy shows by what is gone from disk, and that changes under the server.
#[test]
fn a_copy_becomes_the_renamed_connector_when_the_old_one_is_deleted_and_back() {
    let (folder, _) = published_orders();
    let copy = format!("connectors/sales/{DEFINITION}");
    let [(code, text), ..] = breaking_edits();
    folder.write(&copy, &text);
    let (old, uri) = (folder.uri(&format!("connectors/orders/{DEFINITION}")), folder.uri(&copy));
    let mut client = start(&folder, json!({}));
    client.open(&uri, &text);
    assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    let path = folder.path().join("connectors/orders").join(DEFINITION);
    for _ in 0..2 {
        std::fs::remove_file(&path).unwrap();
        let told = |kind: u32| json!({ "changes": [{ "uri": old, "type": kind }] });
        client.notify("workspace/didChangeWatchedFiles", told(3));
        assert_eq!(change_codes(&client.published(&uri, Some(1))), [code]);
        std::fs::write(&path, ORDERS).unwrap();
        client.notify("workspace/didChangeWatchedFiles", told(1));
        assert_eq!(change_codes(&client.published(&uri, Some(1))), Vec::<&str>::new());
    }
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}
