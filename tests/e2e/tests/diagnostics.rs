//! What the client is told about its documents, and when.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::time::Duration;

use e2e::{Client, Folder, Options};
use serde_json::{Value, json};

const DEFINITION: &str = "apiDefinition.swagger.json";
const PROPERTIES: &str = "apiProperties.json";

/// A definition with one operation.
fn definition(operation: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "info": {{ "title": "Orders", "description": "Reads the orders of a shop and their state.", "version": "1.0" }},
  "host": "api.contoso.com",
  "basePath": "/",
  "schemes": ["https"],
  "paths": {{
    "/orders": {{
      "get": {{
        "operationId": "{operation}",
        "summary": "List orders",
        "description": "Lists all orders.",
        "responses": {{ "200": {{ "description": "The orders." }} }}
      }}
    }}
  }}
}}
"#
    )
}

/// Properties with one policy, limited to one operation.
fn properties(operation: &str) -> String {
    format!(
        r##"{{
  "properties": {{
    "connectionParameters": {{}},
    "iconBrandColor": "#007ee5",
    "capabilities": [],
    "policyTemplateInstances": [
      {{
        "templateId": "setheader",
        "title": "Header",
        "parameters": {{
          "x-ms-apimTemplateParameter.name": "X-Shop",
          "x-ms-apimTemplateParameter.value": "1",
          "x-ms-apimTemplateParameter.existsAction": "override",
          "x-ms-apimTemplate-policySection": "Request",
          "x-ms-apimTemplate-operationName": ["{operation}"]
        }}
      }}
    ]
  }}
}}
"##
    )
}

/// A folder whose policy names the definition's operation.
fn connector() -> Folder {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    folder.write(PROPERTIES, &properties("ListOrders"));
    folder
}

fn has(diagnostics: &[Value], code: &str) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic["code"] == code)
}

#[track_caller]
fn items(report: &Value) -> &[Value] {
    assert_eq!(report["kind"], "full", "{report}");
    report["items"].as_array().unwrap()
}

const NOT_FOUND: &str = "policy/operation-not-found";

fn start(folder: &Folder, capabilities: Value) -> Client {
    Client::start(Options { capabilities, folders: vec![folder.uri("")], ..Options::default() })
}

fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

#[test]
fn an_edit_in_one_file_shows_in_the_other() {
    let folder = connector();
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
    let folder = connector();
    folder.write("other/settings.json", "{ \"editor.tabSize\": 4, }");
    let mut client = start(&folder, json!({}));
    for name in ["package.json", "other/settings.json", "notes.txt", "other/apiProperties.json", "readme.md"]
    {
        let uri = folder.uri(name);
        client.open(&uri, "{ broken");
        client.replace(&uri, 2, "{ \"a\": 1, \"a\": 2 ");
        client.close(&uri);
    }
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
    let folder = connector();
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
    client.finish();
}

#[test]
fn columns_are_counted_as_agreed() {
    for (encoding, column) in [("utf-8", 19), ("utf-16", 14), ("utf-32", 12)] {
        let folder = Folder::new();
        let uri = folder.uri(DEFINITION);
        let mut client = start(&folder, json!({ "general": { "positionEncodings": [encoding] } }));
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

#[test]
fn a_client_that_asks_is_never_published_to() {
    let folder = connector();
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
fn another_files_change_makes_the_client_ask_again() {
    let folder = connector();
    let mut client = start(
        &folder,
        json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "diagnostics": { "refreshSupport": true } },
        }),
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
    let folder = connector();
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
    let shutdown = client.request("shutdown", Value::Null);
    client.result(shutdown);
    client.response(waiting);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait_for_exit(Duration::from_secs(2)).code(), Some(0));
}
