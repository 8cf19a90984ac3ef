//! The configuration file in an open editor: what it says counts at once, and what of it covers nothing is told.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::{Client, DEFINITION, Folder, Options, has, start};
use serde_json::{Value, json};

const REPEATED: &str = "json/duplicate-key";
/// Two findings: at the root, and in `/info`.
const TWICE: &str = r#"{ "swagger": "2.0", "swagger": "2.0", "info": { "title": "A", "title": "B" } }"#;
/// The one in `/info`.
const ONCE: &str = r#"{ "swagger": "2.0", "info": { "title": "A", "title": "B" } }"#;
/// All rules off but one, so that the tests do not depend on which rules there are.
const RULES: &str = r#""rules": { "**": "off", "json/duplicate-key": "warning" }"#;

/// A configuration with these entries of `ignore`, one a line from the second line (1 as the protocol counts).
fn ignoring(entries: &[&str]) -> String {
    format!("{{ {RULES}, \"ignore\": [\n{}\n] }}", entries.join(",\n"))
}

/// Code and severity of all findings.
fn found(diagnostics: &[Value]) -> Vec<(&str, u64)> {
    let pairs = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic["code"].as_str().unwrap(), diagnostic["severity"].as_u64().unwrap()));
    pairs.collect()
}

/// The lines of entries that cover nothing; anything else that is said about the file fails.
fn idle(diagnostics: &[Value]) -> Vec<u64> {
    let line = |diagnostic: &Value| {
        let message = diagnostic["message"].as_str().unwrap();
        assert!(
            message.contains("s nothing: ")
                && (message.ends_with("Remove it.") || message.ends_with(". Correct or remove it.")),
            "{message}"
        );
        assert_eq!((&diagnostic["severity"], &diagnostic["source"]), (&json!(2), &json!("connector-ls")));
        diagnostic["range"]["start"]["line"].as_u64().unwrap()
    };
    diagnostics.iter().map(line).collect()
}

/// Closes everything, and reads what is published for it.
fn close(mut client: Client, uris: &[&str]) {
    for uri in uris {
        client.close(uri);
        while !client.published(uri, None).is_empty() {}
    }
    client.allow_unread("textDocument/publishDiagnostics");
    client.finish();
}

#[test]
fn what_is_written_counts_at_once() {
    let folder = Folder::new();
    let (uri, config) = (folder.uri(DEFINITION), folder.uri("connector-ls.jsonc"));
    let mut client = start(&folder, json!({}));
    client.open(&config, &format!("{{ {RULES} }}"));
    assert!(client.published(&config, Some(1)).is_empty());
    client.open(&uri, TWICE);
    assert_eq!(found(&client.published(&uri, Some(1))), [(REPEATED, 2), (REPEATED, 2)]);
    let mut version = 1;
    let mut say = |text: &str| {
        version += 1;
        client.replace(&config, version, text);
        let problems = client.published(&config, Some(version)).len();
        (problems, client.published(&uri, Some(1)))
    };
    let mut expect = |text: &str, expected: &[(&str, u64)]| {
        let (problems, diagnostics) = say(text);
        assert_eq!((problems, found(&diagnostics).as_slice()), (0, expected), "{text}");
    };
    // Raised by a pattern, lowered for one rule, turned off; the last one wins.
    expect(r#"{ "rules": { "**": "off", "json/*": "error" } }"#, &[(REPEATED, 1), (REPEATED, 1)]);
    expect(
        r#"{ "rules": { "**": "off", "json/*": "error", "json/duplicate-key": "hint" } }"#,
        &[(REPEATED, 4), (REPEATED, 4)],
    );
    expect(r#"{ "rules": { "json/duplicate-key": "hint", "**": "off" } }"#, &[]);
    // Left out by rule and pointer, by pattern, by file.
    expect(&ignoring(&[r#"{ "rule": "json/duplicate-key", "pointer": "/info" }"#]), &[(REPEATED, 2)]);
    expect(&ignoring(&[r#"{ "rule": "json/*" }"#]), &[]);
    expect(&format!("{{ {RULES} }}"), &[(REPEATED, 2), (REPEATED, 2)]);
    expect(&ignoring(&[r#"{ "rule": "**", "file": "apiDef*.json" }"#]), &[]);
    // Broken, it is reported where it is broken, and nothing of it counts.
    let (problems, diagnostics) = say(r#"{ "rules": { "**": "off" "#);
    assert_eq!(problems, 1);
    assert!(has(&diagnostics, REPEATED) && diagnostics.len() > 2, "{diagnostics:?}");
    let (problems, diagnostics) = say(r#"{ "rules": { "**": "off" } }"#);
    assert_eq!((problems, diagnostics), (0, vec![]));
    client.message("window/logMessage");
    client.forget("window/logMessage");
    close(client, &[&uri, &config]);
}

#[test]
fn an_entry_that_covers_nothing_is_told_in_the_open_file() {
    let folder = Folder::new();
    let (uri, config) = (folder.uri(&format!("a/{DEFINITION}")), folder.uri("connector-ls.jsonc"));
    folder.write(&format!("b/{DEFINITION}"), ONCE);
    folder.write(&format!("own/{DEFINITION}"), TWICE);
    folder.write("own/connector-ls.json", "{}");
    let mut client = start(
        &folder,
        json!({ "textDocument": { "publishDiagnostics": { "tagSupport": { "valueSet": [1] } } } }),
    );
    client.open(&uri, TWICE);
    client.published(&uri, Some(1));
    let text = ignoring(&[
        r#"{ "rule": "json/duplicate-key", "file": "a/*", "pointer": "" }"#,
        r#"{ "rule": "json/duplicate-key", "file": "b/*" }"#,
        r#"{ "rule": "json/duplicate-key", "file": "own/*" }"#,
        r#"{ "rule": "json/*", "pointer": "/paths" }"#,
    ]);
    client.open(&config, &text);
    let told = client.published(&config, Some(1));
    assert_eq!(idle(&told), [3, 4], "the connector in 'own' has a file of its own");
    assert!(told.iter().all(|told| told["tags"] == json!([1])), "{told:?}");
    assert!(told[1]["message"].as_str().unwrap().contains("no finding of 'json/*'"), "{told:?}");
    assert!(found(&client.published(&uri, Some(1))).is_empty());
    // What is mended in the editor is mended, saved or not.
    client.replace(&uri, 2, r#"{ "swagger": "2.0" }"#);
    assert_eq!(idle(&client.published(&config, Some(1))), [1, 3, 4]);
    assert!(client.published(&uri, Some(2)).is_empty());
    client.replace(&uri, 3, ONCE);
    assert_eq!(idle(&client.published(&config, Some(1))), [3, 4]);
    // So is what changes on the disk without being open.
    folder.write(&format!("b/{DEFINITION}"), r#"{ "swagger": "2.0" }"#);
    let changed = json!({ "changes": [{ "uri": folder.uri(&format!("b/{DEFINITION}")), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    assert_eq!(idle(&client.published(&config, Some(1))), [2, 3, 4]);
    // Without the entries there is nothing to tell.
    client.replace(&config, 2, &ignoring(&[r#"{ "rule": "json/*", "file": "a/*" }"#]));
    assert!(client.published(&config, Some(2)).is_empty());
    close(client, &[&config, &uri]);
}

#[test]
fn entries_are_judged_for_clients_that_ask_too() {
    let folder = Folder::new();
    let (uri, config) = (folder.uri(DEFINITION), folder.uri("connector-ls.jsonc"));
    let mut client = Client::start(Options {
        capabilities: json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "diagnostics": { "refreshSupport": true } },
        }),
        folders: vec![folder.uri("")],
        ..Options::default()
    });
    client.open(&uri, TWICE);
    let text = ignoring(&[r#"{ "rule": "json/duplicate-key", "pointer": "/info" }"#]);
    client.open(&config, &text);
    let pulled = |client: &mut Client| idle(client.pull(&config, None)["items"].as_array().unwrap());
    assert_eq!(pulled(&mut client), [0_u64; 0]);
    client.replace(&uri, 2, r#"{ "swagger": "2.0" }"#);
    client.message("workspace/diagnostic/refresh");
    assert_eq!(pulled(&mut client), [1]);
    client.close(&uri);
    client.close(&config);
    client.forget("workspace/diagnostic/refresh");
    client.finish();
}

#[test]
fn without_a_connector_nothing_is_judged() {
    let folder = Folder::new();
    // Of another program.
    folder.write("tools/settings.json", "{}");
    let config = folder.uri("connector-ls.jsonc");
    let mut client = start(&folder, json!({}));
    client.open(&config, &ignoring(&[r#"{ "rule": "json/duplicate-key" }"#]));
    assert!(client.published(&config, Some(1)).is_empty());
    close(client, &[&config]);
}
