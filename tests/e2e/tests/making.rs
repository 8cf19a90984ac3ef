//! What an extension makes with the answers of its user: operations, policies, schemas and connectors.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::process::Command;

use e2e::capabilities::{acting, counting, pulling, with};
use e2e::{Buffers, Client, DEFINITION, Folder, Options, PROPERTIES, binary, shop, start};
use serde_json::{Value, json};
use syntax::Encoding;

const INVALID: i64 = -32602;

fn client(folder: &Folder) -> Client {
    start(folder, with(with(acting(), &counting("utf-8")), &pulling()))
}

/// The message of a request that is refused.
#[track_caller]
fn refusal(client: &mut Client, method: &str, params: Value) -> String {
    let id = client.request(method, params);
    let response = client.response(id);
    assert_eq!(response["error"]["code"], INVALID, "{response}");
    response["error"]["message"].as_str().unwrap().to_owned()
}

/// The text of the file after the edit, and what is selected in it.
#[track_caller]
fn done(buffers: &Buffers, made: &Value) -> (String, String) {
    let keys: Vec<&str> = made.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["edit", "uri", "selectionRange"]);
    let uri = made["uri"].as_str().unwrap();
    let text = buffers.applied(&made["edit"]).0.text(uri).to_owned();
    let offset = |position: &Value| {
        let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        line + number("character")
    };
    let range = &made["selectionRange"];
    let selected = text[offset(&range["start"])..offset(&range["end"])].to_owned();
    (text, selected)
}

#[test]
fn an_operation_and_a_policy_for_it_are_made() {
    let folder = shop();
    let mut client = client(&folder);
    let (definition, properties) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
    let unsaved = folder.read(DEFINITION).replace('\n', "\r\n");
    client.open(&definition, &unsaved);
    let buffers = Buffers::new(Encoding::Utf8).with(&definition, Some(1), &unsaved).with(
        &properties,
        None,
        &folder.read(PROPERTIES),
    );
    let wanted = json!({
        "uri": properties, "kind": "trigger", "method": "post", "path": "/shops/{shop}/hooks",
        "operationId": "OnOrder", "summary": "When an order comes",
    });
    let made = client.ask("connector-ls/newOperation", wanted.clone());
    let (text, selected) = done(&buffers, &made);
    assert_eq!((made["uri"].as_str(), &*selected), (Some(&*definition), "OnOrder"));
    assert!(text.contains("\"/shops/{shop}/hooks\": {\r\n") && text.contains("\"delete\": {"));
    client.replace(&definition, 2, &text);
    assert!(refusal(&mut client, "connector-ls/newOperation", wanted).contains("already"));

    let templates = client.ask("connector-ls/policyTemplates", json!({ "uri": definition }));
    assert!(templates["operations"].as_array().unwrap().contains(&json!("OnOrder")));
    let known = templates["templates"].as_array().unwrap().iter().find(|known| known["id"] == "setheader");
    let known = known.unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(known), "id title description parameters");
    let exists = known["parameters"].as_array().unwrap().iter().find(|known| known["default"] == "override");
    assert_eq!(keys(exists.unwrap()), "name title description required default choices");
    assert_eq!(exists.unwrap()["choices"], json!(["override", "skip", "append"]));
    let mut wanted = json!({
        "uri": definition, "templateId": "setheader", "title": "Mark the calls", "operations": ["OnOrder"],
        "parameters": {
            "x-ms-apimTemplateParameter.name": "X-Mark", "x-ms-apimTemplateParameter.value": "é",
            "x-ms-apimTemplate-policySection": "Request",
        },
    });
    let made = client.ask("connector-ls/addPolicy", wanted.clone());
    let (text, selected) = done(&buffers, &made);
    assert_eq!((made["uri"].as_str(), &*selected), (Some(&*properties), "Mark the calls"));
    let written: Value = serde_json::from_str(&text).unwrap();
    let policies = written["properties"]["policyTemplateInstances"].as_array().unwrap();
    assert_eq!(policies.last().unwrap()["parameters"]["x-ms-apimTemplate-operationName"], json!(["OnOrder"]));
    wanted["operations"] = json!(["GetNothing"]);
    assert!(refusal(&mut client, "connector-ls/addPolicy", wanted).contains("'GetNothing'"));
    client.finish();
}

#[test]
fn a_sample_becomes_a_schema() {
    let folder = shop();
    let mut client = client(&folder);
    let uri = folder.uri(DEFINITION);
    let text = folder.read(DEFINITION);
    let buffers = Buffers::new(Encoding::Utf8).with(&uri, None, &text);
    let position = &buffers.range(&uri, "\"200\"")["end"];
    let position =
        json!({ "line": position["line"], "character": position["character"].as_u64().unwrap() + 4 });
    let params =
        |sample: &str| json!({ "textDocument": { "uri": uri }, "position": position, "sample": sample });
    let made = client.ask("connector-ls/schemaFromSample", params("{ \"orderId\": 7 }"));
    let (text, selected) = done(&buffers, &made);
    assert!(text.contains("\"x-ms-summary\": \"Order ID\""), "{text}");
    assert_eq!(selected, "\"schema\"");
    let message = refusal(&mut client, "connector-ls/schemaFromSample", params("{\n \"a\" 1 }"));
    assert!(message.contains("line 2, column"), "{message}");
    client.finish();
}

#[test]
fn a_new_connector_passes_the_check_of_the_command_line() {
    let mut client = Client::start(Options { capabilities: pulling(), ..Options::default() });
    for sign_in in ["none", "apiKey", "basic", "oauth2"] {
        let wanted = json!({
            "title": "Contoso Orders", "host": "api.contoso.com", "basePath": "/", "publisher": "Contoso", "signIn": sign_in,
        });
        let made = client.ask("connector-ls/newConnector", wanted);
        let folder = Folder::new();
        for file in made["files"].as_array().unwrap() {
            folder.write(file["path"].as_str().unwrap(), file["text"].as_str().unwrap());
        }
        for profile in ["custom", "certified", "independent"] {
            let checked = Command::new(binary())
                .args(["check", "--min-severity", "warning", "--max-warnings", "0", "--profile", profile])
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(
                checked.status.success(),
                "{sign_in} {profile}: {}",
                String::from_utf8_lossy(&checked.stdout)
            );
        }
    }
    let wanted = json!({
        "title": "A", "host": "https://a", "basePath": "/", "publisher": "Contoso", "signIn": "none",
    });
    assert!(refusal(&mut client, "connector-ls/newConnector", wanted).contains("no host"));
    let wanted = json!({
        "title": "A", "host": "a.com", "basePath": "/", "publisher": "Contoso", "signIn": "OpenID",
    });
    let message = refusal(&mut client, "connector-ls/newConnector", wanted);
    assert_eq!(message, "'OpenID' is no way to sign in. Choose none, apiKey, basic or oauth2.");
    client.finish();
}

#[test]
fn nothing_is_made_where_there_is_no_connector() {
    let folder = Folder::new();
    folder.write("package.json", "{}");
    let mut client = client(&folder);
    let uri = folder.uri("package.json");
    let wanted = json!({
        "uri": uri, "kind": "action", "method": "get", "path": "/a", "operationId": "ListA", "summary": "List",
    });
    assert!(refusal(&mut client, "connector-ls/newOperation", wanted).contains("no file of a connector"));
    let templates = client.ask("connector-ls/policyTemplates", json!({ "uri": uri }));
    assert_eq!(templates["operations"], json!([]));
    client.finish();
}

#[test]
fn a_policy_can_be_for_any_definition_that_shares_the_properties() {
    let folder = shop();
    let other = folder.read(DEFINITION).replace("\"operationId\": \"", "\"operationId\": \"Other");
    folder.write("apiDefinition_v2.swagger.json", &other);
    let mut client = client(&folder);
    let properties = folder.uri(PROPERTIES);
    let templates = client.ask("connector-ls/policyTemplates", json!({ "uri": properties }));
    let operations = templates["operations"].as_array().unwrap();
    for of_other in [false, true] {
        let is_meant = |id: &&Value| id.as_str().unwrap().starts_with("Other") == of_other;
        let id = operations.iter().find(is_meant).unwrap();
        let wanted = json!({
            "uri": properties, "templateId": "setheader", "title": "Mark", "operations": [id], "parameters": {
                "x-ms-apimTemplateParameter.name": "X-Mark", "x-ms-apimTemplateParameter.value": "a",
                "x-ms-apimTemplate-policySection": "Request",
            },
        });
        let made = client.ask("connector-ls/addPolicy", wanted);
        assert_eq!(made["uri"].as_str(), Some(&*properties), "{id}");
    }
    client.finish();
}
