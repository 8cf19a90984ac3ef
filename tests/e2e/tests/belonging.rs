//! Which connector a file belongs to: by its folder, or since `settings.json` names it.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{acting, pulling, with};
use e2e::{
    Client, DEFINITION, Folder, Options, PROPERTIES, Replies, definition, has, properties, range_of, start,
};
use serde_json::{Value, json};
use syntax::Encoding;

/// A connector whose definition lies in another folder, under a name of its own.
fn named() -> Folder {
    let folder = Folder::new();
    folder.write("orders/settings.json", r#"{ "connectorId": "x", "apiDefinition": "api/orders.json" }"#);
    folder.write(
        "orders/api/orders.json",
        &definition("ListOrders").replace("\"version\": \"1.0\"", "\"versio\": 1"),
    );
    folder
}

#[test]
fn a_definition_that_settings_name_has_findings_and_features() {
    let folder = named();
    let uri = folder.uri("orders/api/orders.json");
    let text = folder.read("orders/api/orders.json");
    let mut client = start(&folder, json!({}));
    client.open(&uri, &text);
    assert!(has(&client.published(&uri, Some(1)), "swagger/unknown-property"));
    let position = &range_of(&text, "ListOrders", Encoding::Utf16)["start"];
    let told =
        client.ask("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }));
    assert!(told.to_string().contains("ListOrders"));
    // Saving changes nothing: nothing is published again, and nothing is taken back for a moment.
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    client.expect_none(std::time::Duration::from_millis(300), |message| {
        message["method"] == "textDocument/publishDiagnostics"
    });
    client.close(&uri);
    assert!(client.published(&uri, None).is_empty());
    client.finish();
}

#[test]
fn a_definition_that_settings_name_is_answered_for_when_it_is_pulled() {
    let folder = named();
    let uri = folder.uri("orders/api/orders.json");
    let mut client = start(&folder, pulling());
    client.open(&uri, &folder.read("orders/api/orders.json"));
    let report = client.pull(&uri, None);
    assert!(has(report["items"].as_array().unwrap(), "swagger/unknown-property"), "{report}");
    client.finish();
}

#[test]
fn a_shared_file_leads_to_the_connector_that_has_the_operation() {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders"));
    folder.write("apiDefinition.second.json", &definition("ListShops"));
    folder.write(PROPERTIES, &properties("ListOrders"));
    let mut client = Client::start(Options {
        capabilities: with(acting(), &pulling()),
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        ..Options::default()
    });
    client.open(&folder.uri(PROPERTIES), &properties("ListOrders"));
    for (operation, file) in [("ListOrders", DEFINITION), ("ListShops", "apiDefinition.second.json")] {
        let argument = json!({ "uri": folder.uri(PROPERTIES), "operationId": operation });
        assert_eq!(client.execute("connector-ls.revision.start", &argument), Value::Null);
        let edit = client.message("workspace/applyEdit")["edit"].take();
        let changed = edit["documentChanges"][0]["textDocument"]["uri"].as_str().unwrap().to_owned();
        assert_eq!(changed, folder.uri(file));
    }
    client.finish();
}

#[test]
fn a_byte_order_mark_on_disk_has_no_column() {
    let folder = Folder::new();
    folder.write(DEFINITION, &definition("ListOrders").replace("\"https\"", "\"https\",  \"https\""));
    folder.write("connector-ls.jsonc", "\u{FEFF}{}");
    let mut client = start(&folder, with(acting(), &pulling()));
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &folder.read(DEFINITION));
    let twice = range_of(&folder.read(DEFINITION), "\"https\",  \"https\"", Encoding::Utf16);
    let actions = client.actions(&uri, twice, &["quickfix"]);
    let ignore = actions
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|title| title.starts_with("Ignore this")));
    let change = &ignore.unwrap()["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], folder.uri("connector-ls.jsonc"));
    // The editor shows the file as `{}`: the entry goes between the braces.
    let place = json!({ "line": 0, "character": 1 });
    assert_eq!(change["edits"][0]["range"], json!({ "start": place, "end": place }), "{change}");
    client.finish();
}
