//! What the client is told about its documents, and when.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::counting;
use e2e::{
    Client, DEFINITION, Folder, NOT_FOUND, Options, PROPERTIES, definition, has, properties, shop, start,
};
use serde_json::{Value, json};

#[test]
fn an_edit_in_one_file_shows_in_the_other() {
    let folder = shop();
    let mut client = start(&folder, json!({}));
    let (definition_uri, properties_uri) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    client.open(&properties_uri, &properties("ListOrders"));
    assert!(!has(&client.published(&properties_uri, Some(1)), NOT_FOUND));
    // The definition is renamed in the editor only: the open document counts, not the file.
    client.open(&definition_uri, &definition("ListOrders"));
    client.published(&definition_uri, Some(1));
    client.replace(&definition_uri, 2, &definition("GetOrders"));
    assert!(has(&client.published(&properties_uri, Some(1)), NOT_FOUND));
    // The other way round.
    client.replace(&properties_uri, 2, &properties("GetOrders"));
    assert!(!has(&client.published(&properties_uri, Some(2)), NOT_FOUND));
    client.published(&definition_uri, Some(2));
    // Closed, the definition is again what it is on disk.
    client.close(&definition_uri);
    assert!(client.published(&definition_uri, None).is_empty());
    assert!(has(&client.published(&properties_uri, Some(2)), NOT_FOUND));
    client.close(&properties_uri);
    assert!(client.published(&properties_uri, None).is_empty());
    client.finish();
}

#[test]
fn only_connectors_are_spoken_of() {
    let folder = shop();
    folder.write("other/settings.json", "{ \"editor.tabSize\": 4, }");
    let mut client = start(&folder, json!({}));
    for name in ["package.json", "other/settings.json", "notes.txt", "other/apiProperties.json", "readme.md"]
    {
        let uri = folder.uri(name);
        client.open(&uri, "{ broken");
        client.replace(&uri, 2, "{ \"a\": 1, \"a\": 2 ");
        client.close(&uri);
    }
    client.open("vscode-userdata:/User/settings.json", "{ \"editor.tabSize\": 4, ");
    // A message would be left over and fail the test; this one is the last.
    client.open(&folder.uri(DEFINITION), "{ broken");
    assert!(has(&client.published(&folder.uri(DEFINITION), Some(1)), "json/syntax"));
    client.close(&folder.uri(DEFINITION));
    client.published(&folder.uri(DEFINITION), None);
    client.finish();
}

#[test]
fn documents_without_a_file_are_checked_alone() {
    let mut client = Client::start(Options::default());
    for uri in
        ["untitled:apiDefinition.swagger.json", "vscode-vfs://github/o/r/apiDefinition.swagger.json?x#y"]
    {
        client.open(uri, &definition("ListOrders"));
        assert!(!has(&client.published(uri, Some(1)), "json/syntax"));
        client.replace(uri, 2, "{ \"swagger\" }");
        assert!(has(&client.published(uri, Some(2)), "json/syntax"));
        client.close(uri);
        assert!(client.published(uri, None).is_empty());
    }
    client.finish();
}

/// Editors spell one URI in different ways and look for answers under their own spelling.
#[test]
fn answers_are_in_the_clients_own_spelling() {
    let folder = shop();
    let plain = folder.uri(DEFINITION);
    let escaped = plain.replace("apiDefinition", "api%44efinition").replace("file:///", "file://localhost/");
    let mut client = start(&folder, json!({}));
    client.open(&escaped, "{ broken");
    assert!(has(&client.published(&escaped, Some(1)), "json/syntax"));
    // A change under another spelling is a change of the same document.
    client.replace(&plain, 2, &definition("ListOrders"));
    assert!(!has(&client.published(&escaped, Some(2)), "json/syntax"));
    assert_eq!(client.text(&plain).1, 2);
    client.close(&plain);
    assert!(client.published(&escaped, None).is_empty());
    for (one, other) in
        [("file:///c%3A/x/a.json", "file:///C:/x/a.json"), ("file:///D:/a.json", "file:///d%3a/a.json")]
    {
        client.open(one, "text");
        assert_eq!(client.text(other).0, "text");
        client.close(other);
    }
    for (one, other) in [("c%3A", "C:"), ("C:", "c:"), ("d:", "D%3a")] {
        let [one, other] = [one, other].map(|drive| format!("file:///{drive}/crm/{DEFINITION}"));
        client.open(&one, "{ broken");
        assert!(has(&client.published(&one, Some(1)), "json/syntax"), "{one}");
        client.replace(&other, 2, &definition("ListOrders"));
        assert!(!has(&client.published(&one, Some(2)), "json/syntax"), "{one}");
        client.close(&other);
        assert!(client.published(&one, None).is_empty());
    }
    client.finish();
}

#[test]
fn columns_are_counted_as_agreed() {
    for (encoding, column) in [("utf-8", 19), ("utf-16", 14), ("utf-32", 12)] {
        let folder = Folder::new();
        let uri = folder.uri(DEFINITION);
        let mut client = start(&folder, counting(encoding));
        client.open(&uri, "{ \"é🙂🙂\": {} x }");
        let diagnostics = client.published(&uri, Some(1));
        let columns: Vec<_> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic["code"] == "json/syntax")
            .map(|diagnostic| diagnostic["range"]["start"]["character"].as_u64().unwrap())
            .collect();
        assert!(columns.contains(&column), "{encoding}: {columns:?}");
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
}

#[test]
fn a_diagnostic_carries_what_the_client_can_show() {
    let folder = Folder::new();
    let twice = definition("ListOrders").replacen(
        "    \"/orders\": {",
        "    \"/all\": { \"get\": { \"operationId\": \"ListOrders\", \"schemes\": [\"https\", \"https\"] } },\n    \"/orders\": {",
        1,
    );
    let uri = folder.uri(DEFINITION);
    let all = json!({ "textDocument": { "publishDiagnostics": {
        "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
        "tagSupport": { "valueSet": [1, 2] }, "versionSupport": true,
    } } });
    let mut found = Vec::new();
    for capabilities in [all, json!({})] {
        let mut client = start(&folder, capabilities);
        client.open(&uri, &twice);
        found.push(client.published(&uri, Some(1)));
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
    let named = |number: usize, code: &str| -> &Value {
        found[number]
            .iter()
            .find(|diagnostic| diagnostic["code"] == code)
            .unwrap_or_else(|| panic!("{found:#?}"))
    };
    let double = named(0, "operation/id-not-unique");
    assert_eq!(double["source"], "connector-ls");
    assert!(
        double["codeDescription"]["href"].as_str().unwrap().ends_with("operation/id-not-unique.md"),
        "{double}"
    );
    assert_eq!(double["relatedInformation"][0]["location"]["uri"], uri, "{double}");
    assert!(double["severity"].is_u64());
    assert_eq!(named(0, "swagger/duplicate-array-value")["tags"], json!([1]));
    assert!(found[0].iter().any(|diagnostic| diagnostic["data"]["microsoftCode"].is_string()), "{found:#?}");
    for diagnostic in &found[1] {
        for key in ["codeDescription", "relatedInformation", "tags"] {
            assert_eq!(diagnostic.get(key), None, "{diagnostic}");
        }
    }
    assert_eq!(found[0].len(), found[1].len());
}

#[test]
fn beside_a_json_server_syntax_errors_are_its_business() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    for beside in [false, true] {
        let mut client = Client::start(Options {
            settings: json!({ "host": { "jsonServer": beside } }),
            folders: vec![folder.uri("")],
            ..Options::default()
        });
        client.open(&uri, "{ \"swagger\": \"2.0\" \"paths\": {} }");
        assert_eq!(has(&client.published(&uri, Some(1)), "json/syntax"), !beside);
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
}
