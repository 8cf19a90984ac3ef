//! Requests of our own: the operations of a connector, and what has changed since it was published.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::process::Command;

use e2e::capabilities::pulling;
use e2e::{
    Client, DEFINITION, Folder, ORDERS, Options, PROPERTIES, binary, copy_of_sample, definition, properties,
    published_orders, shop, start,
};
use serde_json::{Value, json};

#[track_caller]
fn about(client: &mut Client, method: &str, uri: &str) -> Value {
    client.ask(method, json!({ "uri": uri }))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_operations_are_a_tree_of_families() {
    let folder = copy_of_sample("versioned-orders");
    let mut client = start(&folder, pulling());
    // Any file of the connector will do, open or not.
    let tree = about(&mut client, "connector-ls/operations", &folder.uri(PROPERTIES));
    let families = tree["families"].as_array().unwrap();
    let orders = families.iter().find(|family| family["name"] == "GetOrders").unwrap();
    let first = &orders["revisions"][0];
    assert_eq!(
        keys(first),
        [
            "operationId",
            "summary",
            "method",
            "path",
            "revision",
            "status",
            "visibility",
            "deprecated",
            "expires",
            "stage",
            "trigger",
            "kind",
            "uri",
            "range",
            "selectionRange",
            "findings",
            "changes",
            "steps",
        ]
    );
    assert_eq!(first["operationId"], "GetOrders");
    assert_eq!((&first["method"], &first["path"]), (&json!("GET"), &json!("/orders")));
    assert_eq!((&first["revision"], &first["status"]), (&json!(1), &json!("Production")));
    assert_eq!((&first["deprecated"], &first["expires"]), (&json!(true), &json!("2034-06-30")));
    assert_eq!((&first["stage"], &first["visibility"]), (&json!("deprecated"), &json!("normal")));
    assert_eq!((&first["kind"], &first["trigger"]), (&json!("action"), &Value::Null));
    assert_eq!(first["uri"], folder.uri(DEFINITION));
    assert_eq!(first["range"]["start"], json!({ "line": 25, "character": 6 }));
    assert_eq!(first["selectionRange"]["start"], json!({ "line": 26, "character": 23 }));
    assert_eq!(first["changes"], json!({ "breaking": 0, "risky": 0 }));
    assert_eq!(first["summary"], "Get orders (deprecated)");
    assert_eq!(keys(&first["findings"]), ["errors", "warnings", "infos"]);
    let numbers = |family: &Value| -> Vec<i64> {
        let revisions = family["revisions"].as_array().unwrap().iter();
        revisions.map(|revision| revision["revision"].as_i64().unwrap()).collect()
    };
    assert!(families.iter().all(|family| numbers(family).is_sorted()));
    let mut revisions = families.iter().flat_map(|family| family["revisions"].as_array().unwrap());
    assert!(revisions.any(|revision| revision["kind"] == "trigger" && revision["trigger"] == "single"));
    client.finish();
}

#[test]
fn the_changes_are_those_of_the_command_line_with_places() {
    let folder = shop();
    folder.publish();
    let mut client = start(&folder, pulling());
    let uri = folder.uri(DEFINITION);
    client.open(&uri, &definition("ListOrders"));
    let nothing = json!({ "breaking": 0, "risky": 0, "compatible": 0, "update": "none" });
    assert_eq!(
        about(&mut client, "connector-ls/changes", &uri),
        json!({ "baseline": "main", "changes": [], "summary": nothing })
    );
    client.replace(&uri, 2, &definition("GetOrders"));
    let found = about(&mut client, "connector-ls/changes", &folder.uri(PROPERTIES));
    assert_eq!(found["baseline"], "main");
    assert_eq!(found["summary"]["breaking"], 1);
    assert_eq!(found["summary"]["update"], "major");
    let change = found["changes"].as_array().unwrap().iter().find(|change| change["class"] == "breaking");
    let change = change.unwrap();
    assert_eq!(
        keys(change),
        [
            "code",
            "class",
            "operationId",
            "operations",
            "pointer",
            "message",
            "remedy",
            "old",
            "new",
            "uri",
            "range",
        ]
    );
    assert_eq!(change["code"], "change/operation-id-renamed");
    assert_eq!(
        (&change["operationId"], &change["operations"]),
        (&json!("ListOrders"), &json!(["ListOrders"]))
    );
    assert_eq!((&change["old"], &change["new"]), (&json!("ListOrders"), &json!("GetOrders")));
    assert_eq!(change["pointer"], "/paths/~1orders/get");
    assert_eq!(change["uri"], uri);
    assert_eq!(change["range"]["start"], json!({ "line": 9, "character": 23 }));
    let tree = about(&mut client, "connector-ls/operations", &uri);
    assert_eq!(tree["families"][0]["revisions"][0]["changes"], json!({ "breaking": 1, "risky": 0 }));
    client.finish();
}

#[test]
fn what_is_no_connector_has_neither() {
    let folder = Folder::new();
    folder.write("package.json", "{}");
    folder.write(PROPERTIES, &properties("ListOrders"));
    let mut client = start(&folder, pulling());
    let unknown = json!({
        "baseline": null,
        "changes": [],
        "summary": { "breaking": 0, "risky": 0, "compatible": 0, "update": "none" },
    });
    for uri in [folder.uri("package.json"), folder.uri(PROPERTIES), "untitled:Untitled-1".to_owned()] {
        assert_eq!(about(&mut client, "connector-ls/changes", &uri), unknown);
        assert_eq!(about(&mut client, "connector-ls/operations", &uri), json!({ "families": [] }));
        assert_eq!(about(&mut client, "connector-ls/preview", &uri), Value::Null);
        let none = json!({ "policies": [], "connectionParameters": [] });
        assert_eq!(about(&mut client, "connector-ls/properties", &uri), none);
    }
    for wrong in [json!({}), json!({ "uri": 7 }), Value::Null] {
        assert_eq!(client.ask_in_vain("connector-ls/changes", wrong), -32602);
    }
    client.finish();
}

/// The page of the connector that has this file.
#[track_caller]
fn page(client: &mut Client, uri: &str) -> String {
    let answer = about(client, "connector-ls/preview", uri);
    assert_eq!(keys(&answer), ["html"]);
    answer["html"].as_str().unwrap().to_owned()
}

#[test]
fn the_preview_is_the_page_that_the_command_line_writes() {
    let folder = copy_of_sample("versioned-orders");
    let written = |arguments: &[&str]| {
        let output = Command::new(binary()).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let mut client = start(&folder, pulling());
    // Any file of the connector will do, open or not.
    let found = page(&mut client, &folder.uri(PROPERTIES));
    for arguments in [&["preview", "."][..], &["preview", ".", "-o", "-"]] {
        assert_eq!(found, written(arguments));
    }
    assert!(!folder.path().join("-").exists());
    assert!(found.contains("data-operation=\"GetOrders\""));
    client.finish();
}

#[test]
fn the_preview_follows_the_text_also_while_it_is_broken() {
    let (folder, uri) = published_orders();
    let mut client = start(&folder, pulling());
    client.open(&uri, ORDERS);
    let same = page(&mut client, &uri);
    assert!(same.contains("As published (main)") && !same.contains("class=\"badge removed\""));
    // A comma is missing, the lines end as on Windows, and the summary looks like markup.
    let now = ORDERS
        .replace("\"summary\": \"List orders\",", "\"summary\": \"<script>🙂</script>\"")
        .replace("\"name\": \"state\"", "\"name\": \"kind\"")
        .replace('\n', "\r\n");
    client.replace(&uri, 2, &now);
    let found = page(&mut client, &uri);
    assert!(found.contains("<h3 dir=\"auto\">&lt;script&gt;🙂&lt;/script&gt;</h3>"));
    assert!(found.contains("class=\"badge removed\"") && found.contains("class=\"badge added\""));
    let start = found.split("data-pointer=\"/paths/~1orders/get\" data-start=\"").nth(1).unwrap();
    let start: usize = start.split('"').next().unwrap().parse().unwrap();
    assert!(now[start..].starts_with("\"get\": {\r\n"));
    client.replace(&uri, 3, "");
    assert!(page(&mut client, &uri).contains("Makers are offered no operation."));
    client.finish();
}

/// What the program prints in a folder with these arguments, parted by blanks: a JSON object a line.
fn printed(folder: &Folder, arguments: &str) -> Vec<Value> {
    let output = Command::new(binary())
        .args(arguments.split(' '))
        .args(["--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The keys of a value but for these.
fn keys_without<'v>(value: &'v Value, left_out: &[&str]) -> Vec<&'v str> {
    keys(value).into_iter().filter(|key| !left_out.contains(key)).collect()
}

#[test]
fn changes_are_told_as_the_command_line_prints_them() {
    let folder = Folder::new();
    let now = ORDERS
        .replace("api.contoso.com", "api.fabrikam.com")
        .replace("\"in\": \"query\"", "\"in\": \"query\", \"required\": true")
        .replace("\"summary\": \"List orders\"", "\"summary\": \"All orders\"")
        .replace("\"count\":", "\"number\":");
    folder.write(&format!("old/{DEFINITION}"), ORDERS);
    folder.write(&format!("new/{DEFINITION}"), &now);
    let mut lines = printed(&folder, "diff old new");
    let last = lines.pop().unwrap();
    let mut client = Client::start(Options {
        capabilities: pulling(),
        folders: vec![folder.uri("")],
        settings: json!({ "baseline": "old" }),
        ..Options::default()
    });
    let found = about(&mut client, "connector-ls/changes", &folder.uri(&format!("new/{DEFINITION}")));
    let changes = found["changes"].as_array().unwrap();
    assert!(lines.len() >= 5, "{lines:#?}");
    assert_eq!(lines.len(), changes.len());
    for (line, change) in lines.iter().zip(changes) {
        // The request adds all operations, and the place in the files that are open.
        assert_eq!(keys_without(change, &["operations", "uri", "range"]), keys(line));
        for key in keys(line) {
            assert_eq!(change[key], line[key], "{key} of {line}");
        }
    }
    assert_eq!(keys(&last), ["summary"]);
    assert_eq!((keys(&found["summary"]), &found["summary"]), (keys(&last["summary"]), &last["summary"]));
    client.finish();
}

#[test]
fn operations_are_told_as_the_command_line_prints_them() {
    let folder = copy_of_sample("versioned-orders");
    let lines = printed(&folder, "revision list");
    let mut client = start(&folder, pulling());
    let tree = about(&mut client, "connector-ls/operations", &folder.uri(DEFINITION));
    let families = tree["families"].as_array().unwrap().iter();
    let revisions: Vec<(&Value, &Value)> = families
        .flat_map(|family| {
            let revisions = family["revisions"].as_array().unwrap();
            revisions.iter().map(|revision| (&family["name"], revision))
        })
        .collect();
    assert!(lines.iter().any(|line| line["revision"] == 2), "{lines:#?}");
    assert_eq!(lines.len(), revisions.len());
    for (line, (family, revision)) in lines.iter().zip(revisions) {
        // A branch of the tree has the family's name. The state is the stage, and before any stage the status.
        assert_eq!(&line["family"], family);
        let status = revision["status"].as_str().unwrap().to_lowercase();
        assert_eq!(line["state"], revision["stage"].as_str().unwrap_or(&status));
        for key in keys_without(line, &["family", "state"]) {
            assert_eq!(revision.get(key), Some(&line[key]), "{key} of {line}");
        }
    }
    client.finish();
}
