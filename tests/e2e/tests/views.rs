//! What the views of an extension ask for: operations with their steps, policies and connection parameters, and how the
//! connectors stand.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{acting, pulling, with};
use e2e::{
    Client, DEFINITION, Folder, ORDERS, Options, PROPERTIES, Replies, copy_of_sample, published_orders, start,
};
use serde_json::{Value, json};

#[track_caller]
fn about(client: &mut Client, method: &str, uri: &str) -> Value {
    client.ask(method, json!({ "uri": uri }))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

#[test]
fn an_operation_has_its_steps_and_those_that_apply_are_carried_out() {
    let folder = copy_of_sample("versioned-orders");
    let mut client = Client::start(Options {
        capabilities: with(acting(), &pulling()),
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        ..Options::default()
    });
    let uri = folder.uri(DEFINITION);
    let tree = about(&mut client, "connector-ls/operations", &uri);
    let mut revisions = list(&tree["families"]).iter().flat_map(|family| list(&family["revisions"]));
    let first = revisions.find(|revision| revision["operationId"] == "GetOrders").unwrap();
    let steps = list(&first["steps"]);
    assert_eq!(steps.len(), 8);
    assert!(steps.iter().all(|step| keys(step) == ["command", "title", "reason"]));
    let step = |name: &str| {
        let command = format!("connector-ls.revision.{name}");
        steps.iter().find(|step| step["command"] == command).unwrap()
    };
    assert_eq!(step("hide")["title"], "Hide deprecated GetOrders");
    assert_eq!(step("hide")["reason"], Value::Null);
    let argument = json!({ "uri": uri, "operationId": "GetOrders" });
    let refused = client.execute(step("promote")["command"].as_str().unwrap(), &argument);
    assert_eq!(refused["failureReason"], step("promote")["reason"]);
    assert_eq!(client.message("window/showMessage")["message"], step("promote")["reason"]);
    assert_eq!(client.execute(step("hide")["command"].as_str().unwrap(), &argument), Value::Null);
    assert_eq!(client.message("workspace/applyEdit")["label"], step("hide")["title"]);
    client.finish();
}

/// What stands at a range of a text without characters that encodings count differently.
fn at<'t>(text: &'t str, range: &Value) -> &'t str {
    let offset = |position: &Value| {
        let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        line + number("character")
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

#[test]
fn policies_and_connection_parameters_are_listed_with_their_places() {
    let folder = copy_of_sample("ledger-multi-auth");
    let mut client = start(&folder, pulling());
    let found = about(&mut client, "connector-ls/properties", &folder.uri(DEFINITION));
    assert_eq!(keys(&found), ["policies", "connectionParameters"]);
    let text = folder.read(PROPERTIES);
    let parameters = list(&found["connectionParameters"]);
    let places = ["uri", "range", "selectionRange", "findings"];
    let first = &parameters[0];
    assert_eq!(keys(first), [&["name", "set", "type", "label"][..], &places[..]].concat());
    assert_eq!((&first["name"], &first["type"]), (&json!("api_key"), &json!("securestring")));
    assert_eq!((&first["set"], &first["label"]), (&json!("Access key"), &json!("Access key")));
    assert_eq!(first["uri"], folder.uri(PROPERTIES));
    assert_eq!(at(&text, &first["selectionRange"]), "\"api_key\"");
    assert!(at(&text, &first["range"]).starts_with("\"api_key\": {"));
    let sets: Vec<&Value> = parameters.iter().map(|parameter| &parameter["set"]).collect();
    assert!(sets.contains(&&json!("User name and password")), "{sets:?}");
    client.finish();
}

#[test]
fn the_files_of_an_unpacked_solution_have_theirs() {
    let folder = copy_of_sample("solution-export/Connectors");
    let mut client = start(&folder, pulling());
    let file = |ending: &str| folder.uri(&format!("con_invoices_{ending}.json"));
    let found = about(&mut client, "connector-ls/properties", &file("openapidefinition"));
    let policies = list(&found["policies"]);
    assert_eq!(policies[0]["title"], "Choose the ledger");
    assert_eq!((&policies[0]["templateId"], &policies[0]["operations"]), (&json!("setheader"), &json!([])));
    assert_eq!(policies[1]["operations"], json!(["ListInvoices"]));
    assert!(policies.iter().all(|policy| policy["template"].is_string()));
    assert_eq!(policies[0]["uri"], file("policytemplateinstances"));
    let parameters = list(&found["connectionParameters"]);
    assert!(!parameters.is_empty());
    assert!(parameters.iter().all(|parameter| parameter["set"].is_null()));
    assert!(parameters.iter().all(|parameter| parameter["uri"] == file("connectionparameters")));
    client.finish();
}

/// How connectors stand.
#[track_caller]
fn status(client: &mut Client, params: Value) -> Vec<Value> {
    let status = client.ask("connector-ls/status", params);
    assert_eq!(keys(&status), ["version", "connectors"]);
    list(&status["connectors"]).to_vec()
}

#[test]
fn a_status_tells_findings_changes_and_how_full_the_limits_are() {
    let (folder, uri) = published_orders();
    let mut client = start(&folder, pulling());
    assert_eq!(status(&mut client, json!({})), Vec::<Value>::new(), "nothing is open");
    client.open(&uri, &ORDERS.replace("\"count\":", "\"number\":"));
    let found = status(&mut client, json!({}));
    assert_eq!(found, status(&mut client, json!({ "uri": uri })));
    let [connector] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(keys(connector), ["title", "uri", "findings", "baseline", "changes", "budget"]);
    assert_eq!(connector["uri"], uri);
    assert_eq!(connector["baseline"], json!({ "state": "found", "label": "main", "message": null }));
    assert_eq!(connector["changes"], json!({ "breaking": 1, "risky": 0 }));
    let budget = list(&connector["budget"]);
    let units: Vec<&str> = budget.iter().map(|used| used["unit"].as_str().unwrap()).collect();
    assert_eq!(units.len(), 4);
    assert!(["schemas", "operations", "characters", "bytes"].iter().all(|unit| units.contains(unit)));
    let share = |used: &Value| used["used"].as_f64().unwrap() / used["limit"].as_f64().unwrap();
    assert!(budget.is_sorted_by(|one, other| share(one) >= share(other)), "{budget:#?}");
    let bytes = budget.iter().find(|used| used["unit"] == "bytes").unwrap();
    assert_eq!(bytes["used"].as_u64().unwrap() as usize, ORDERS.len() + 1);
    client.finish();
}

#[test]
fn a_status_says_why_nothing_is_known_of_what_is_published() {
    let folder = Folder::new();
    folder.write(&format!("orders/{DEFINITION}"), ORDERS);
    let uri = folder.uri(&format!("orders/{DEFINITION}"));
    let baseline = |setting: &str| {
        folder.write("connector-ls.jsonc", &format!("{{ \"baseline\": {setting} }}"));
        let mut client = start(&folder, pulling());
        client.allow_unread("window/showMessage");
        let found = status(&mut client, json!({ "uri": uri }));
        client.finish();
        found[0]["baseline"].clone()
    };
    assert_eq!(baseline("null"), json!({ "state": "off", "label": null, "message": null }));
    for setting in ["\"auto\"", "\"no-such-revision\""] {
        let found = baseline(setting);
        assert_eq!((&found["state"], &found["label"]), (&json!("missing"), &Value::Null));
        assert!(found["message"].as_str().is_some_and(|message| message.ends_with('.')), "{found}");
    }
    let mut client = start(&folder, pulling());
    assert_eq!(status(&mut client, json!({ "uri": folder.uri("package.json") })), Vec::<Value>::new());
    client.finish();
}
