//! The steps of an operation's life, by code actions and by commands.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;

use e2e::capabilities::{acting, counting, with};
use e2e::{
    Buffers, Client, DEFINITION, Folder, Options, PROPERTIES, Replies, definition, properties, shop, start,
};
use fixture::guide::{DEPRECATION, INITIATION, STARTING_POINT, definition_of};
use serde_json::{Value, json};
use syntax::Encoding;

const START: &str = "refactor.rewrite.revision.start";
const ENCODINGS: [(&str, Encoding); 3] =
    [("utf-8", Encoding::Utf8), ("utf-16", Encoding::Utf16), ("utf-32", Encoding::Utf32)];

/// A client that can do everything.
fn capabilities(encoding: &str) -> Value {
    with(acting(), &counting(encoding))
}

fn client(folder: &Folder, capabilities: Value) -> Client {
    Client::start(Options {
        capabilities,
        folders: vec![folder.uri("")],
        replies: Replies::Applied,
        ..Options::default()
    })
}

/// How a step is asked for.
#[derive(Clone, Copy, Debug)]
enum By {
    Action,
    Command,
}

impl By {
    /// What the client is told to change by a step of an operation.
    #[track_caller]
    fn edit(self, client: &mut Client, buffers: &Buffers, uri: &str, step: &str, operation: &str) -> Value {
        match self {
            Self::Action => {
                let found = action(client, buffers, uri, step, operation);
                assert!(found.get("disabled").is_none(), "{found}");
                found["edit"].clone()
            }
            Self::Command => {
                let command = format!("connector-ls.{step}");
                let answer = client.execute(&command, &json!({ "uri": uri, "operationId": operation }));
                assert_eq!(answer, Value::Null);
                client.message("workspace/applyEdit")["edit"].take()
            }
        }
    }

    /// Why a step does not apply.
    #[track_caller]
    fn refusal(
        self,
        client: &mut Client,
        buffers: &Buffers,
        uri: &str,
        step: &str,
        operation: &str,
    ) -> String {
        match self {
            Self::Action => {
                let found = action(client, buffers, uri, step, operation);
                assert!(found.get("edit").is_none(), "{found}");
                found["disabled"]["reason"].as_str().unwrap().to_owned()
            }
            Self::Command => {
                let command = format!("connector-ls.{step}");
                let answer = client.execute(&command, &json!({ "uri": uri, "operationId": operation }));
                assert_eq!(answer["applied"], false);
                let shown = client.message("window/showMessage");
                assert_eq!(shown["message"], answer["failureReason"]);
                shown["message"].as_str().unwrap().to_owned()
            }
        }
    }
}

/// The action of one step at an operation's id.
#[track_caller]
fn action(client: &mut Client, buffers: &Buffers, uri: &str, step: &str, operation: &str) -> Value {
    let kind = format!("refactor.rewrite.{step}");
    let range = buffers.range(uri, &format!("\"{operation}\""));
    let found = client.actions(uri, range, &[&kind]);
    let [action] = found.as_slice() else { panic!("not one {kind}: {found:#?}") };
    assert_eq!(action["kind"], kind);
    action.clone()
}

fn codes(diagnostics: &[Value]) -> BTreeSet<String> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap().to_owned()).collect()
}

/// The guide's documents, with characters that the encodings count differently.
fn documents(paths: &str) -> [(&'static str, String); 4] {
    fixture::layouts(
        &definition_of(paths)
            .replace("Rows of lists.", "Zeilen für 🙂.")
            .replace("list of items", "list — 🙂 — of items"),
    )
}

fn walk_through(by: By) {
    let starts = documents(STARTING_POINT).into_iter();
    let ends = documents(INITIATION).into_iter().zip(documents(DEPRECATION));
    for (number, ((layout, start), ((_, initiation), (_, deprecation)))) in starts.zip(ends).enumerate() {
        let (name, encoding) = ENCODINGS[number % ENCODINGS.len()];
        let folder = Folder::new();
        let uri = folder.uri(DEFINITION);
        let mut client = client(&folder, capabilities(name));
        client.open(&uri, &start);
        let known = codes(&client.published(&uri, Some(1)));
        let mut buffers = Buffers::new(encoding).with(&uri, Some(1), &start);
        for (version, step, operation, expected) in [
            (2, "revision.start", "GetItems", Some(&initiation)),
            (3, "revision.promote", "GetItems_V2", None),
            (4, "revision.supersede", "GetItems", Some(&deprecation)),
        ] {
            let edit = by.edit(&mut client, &buffers, &uri, step, operation);
            let (after, undo) = buffers.applied(&edit);
            assert_eq!(after.undone(&undo), buffers, "{by:?} {step} {layout}");
            buffers = after;
            if let Some(expected) = expected {
                assert_eq!(buffers.text(&uri), expected, "{by:?} {step} {layout}");
            }
            client.replace(&uri, version, buffers.text(&uri));
            let now = codes(&client.published(&uri, Some(version)));
            assert!(now.is_subset(&known), "{by:?} {step} {layout}: {now:?}, before {known:?}");
            // A second time there is nothing to do, and it says so.
            assert!(!by.refusal(&mut client, &buffers, &uri, step, operation).is_empty());
        }
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
}

#[test]
fn the_guides_story_by_code_actions() {
    walk_through(By::Action);
}

#[test]
fn the_guides_story_by_commands() {
    walk_through(By::Command);
}

#[test]
fn every_encoding_gets_the_same_edit() {
    let start = documents(STARTING_POINT)[3].1.clone();
    let mut results = BTreeSet::new();
    for (name, encoding) in ENCODINGS {
        let folder = Folder::new();
        let uri = folder.uri(DEFINITION);
        let mut client = client(&folder, capabilities(name));
        client.open(&uri, &start);
        client.published(&uri, Some(1));
        let buffers = Buffers::new(encoding).with(&uri, Some(1), &start);
        let edit = By::Action.edit(&mut client, &buffers, &uri, "revision.start", "GetItems");
        results.insert(buffers.applied(&edit).0.text(&uri).to_owned());
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
    assert_eq!(results.len(), 1);
}

#[test]
fn both_files_change_in_one_edit() {
    for is_open in [false, true] {
        let folder = shop();
        let (definition_uri, properties_uri) = (folder.uri(DEFINITION), folder.uri(PROPERTIES));
        let mut client = client(&folder, capabilities("utf-16"));
        client.open(&definition_uri, &definition("ListOrders"));
        client.published(&definition_uri, Some(1));
        if is_open {
            client.open(&properties_uri, &properties("ListOrders"));
            client.published(&properties_uri, Some(1));
        }
        let buffers = Buffers::new(Encoding::Utf16)
            .with(&definition_uri, Some(1), &definition("ListOrders"))
            .with(&properties_uri, is_open.then_some(1), &properties("ListOrders"));
        let edit = By::Action.edit(&mut client, &buffers, &definition_uri, "revision.start", "ListOrders");
        let versions: Vec<&Value> = edit["documentChanges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|document| &document["textDocument"]["version"])
            .collect();
        assert_eq!(versions, [&json!(1), &if is_open { json!(1) } else { Value::Null }]);
        let (after, undo) = buffers.applied(&edit);
        assert_eq!(after.undone(&undo), buffers);
        assert!(after.text(&definition_uri).contains("\"ListOrders_V2\""));
        assert!(after.text(&properties_uri).contains("\"ListOrders_V2\""));
        if is_open {
            // From the other file the same operation gets the same edit.
            let from_list =
                By::Action.edit(&mut client, &buffers, &properties_uri, "revision.start", "ListOrders");
            assert_eq!(from_list, edit);
        }
        for uri in [&definition_uri, &properties_uri].into_iter().take(1 + usize::from(is_open)) {
            client.close(uri);
            client.published(uri, None);
        }
        client.allow_unread("textDocument/publishDiagnostics");
        client.finish();
    }
}

#[test]
fn a_client_gets_what_it_can_show() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let text = definition("ListOrders");
    let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &text).with(
        &folder.uri(PROPERTIES),
        None,
        &properties("ListOrders"),
    );
    let range = buffers.range(&uri, "\"ListOrders\"");
    let literals = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    // Neither versions nor actions that do not apply.
    let mut plain = client(&folder, json!({ "textDocument": { "codeAction": literals } }));
    plain.open(&uri, &text);
    plain.published(&uri, Some(1));
    let found = plain.actions(&uri, range.clone(), &[]);
    assert!(
        found.iter().all(|action| action.get("disabled").is_none() && action["edit"].is_object()),
        "{found:#?}"
    );
    let kinds: Vec<&str> = found.iter().map(|action| action["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&START) && !kinds.contains(&"refactor.rewrite.revision.hide"), "{kinds:?}");
    let start = found.iter().find(|action| action["kind"] == START).unwrap();
    assert!(start["edit"].get("documentChanges").is_none(), "{start}");
    let after = buffers.applied(&start["edit"]).0;
    assert!(after.text(&uri).contains("ListOrders_V2"));
    assert!(plain.actions(&uri, range.clone(), &["source"]).is_empty());
    plain.close(&uri);
    plain.published(&uri, None);
    plain.finish();

    // Commands only: each asks the server, and the server asks the client.
    let mut commands = client(&folder, json!({ "workspace": { "applyEdit": true } }));
    commands.open(&uri, &text);
    commands.published(&uri, Some(1));
    let found = commands.actions(&uri, range.clone(), &[START]);
    let [command] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(command["title"], start["title"]);
    assert!(command.get("kind").is_none() && command.get("edit").is_none(), "{command}");
    let name = command["command"].as_str().unwrap();
    let announced = &commands.initialized["capabilities"]["executeCommandProvider"]["commands"];
    assert!(announced.as_array().unwrap().iter().any(|known| known == name), "{announced}");
    assert_eq!(commands.execute(name, &command["arguments"][0]), Value::Null);
    let asked = commands.message("workspace/applyEdit");
    assert_eq!((&asked["label"], &asked["edit"]), (&start["title"], &start["edit"]));
    // Of another version it is not carried out.
    commands.replace(&uri, 2, &text);
    assert_eq!(
        commands.ask_in_vain(
            "workspace/executeCommand",
            json!({ "command": name, "arguments": command["arguments"] })
        ),
        -32801
    );
    commands.published(&uri, Some(2));
    commands.close(&uri);
    commands.published(&uri, None);
    commands.finish();
}

#[test]
fn what_can_be_done_is_announced() {
    let folder = shop();
    let mut client = client(&folder, capabilities("utf-8"));
    let capabilities = client.initialized["capabilities"].clone();
    let kinds = capabilities["codeActionProvider"]["codeActionKinds"].as_array().unwrap();
    let steps =
        ["start", "startSameBackend", "promote", "deprecate", "supersede", "hide", "retire", "explicit"];
    let commands = capabilities["executeCommandProvider"]["commands"].as_array().unwrap();
    for step in steps {
        assert!(kinds.contains(&json!(format!("refactor.rewrite.revision.{step}"))), "{kinds:?}");
        assert!(commands.contains(&json!(format!("connector-ls.revision.{step}"))), "{commands:?}");
    }
    // Files that are no part of a connector have none.
    client.open(&folder.uri("package.json"), "{}");
    assert_eq!(client.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": folder.uri("other/package.json") }, "context": { "diagnostics": [] },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } } }),
    ), Value::Null);
    client.close(&folder.uri("package.json"));
    client.finish();
}

#[test]
fn wrong_arguments_are_an_error() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let mut client = client(&folder, capabilities("utf-8"));
    for (command, arguments) in [
        ("connector-ls.revision.start", json!([])),
        ("connector-ls.revision.start", json!([uri, "ListOrders"])),
        ("connector-ls.revision.start", json!([{ "uri": uri }])),
        ("connector-ls.revision.start", json!([{ "uri": 1, "operationId": "ListOrders" }])),
        ("connector-ls.revision.start", json!([{ "uri": uri, "operationId": "Unknown" }])),
        (
            "connector-ls.revision.start",
            json!([{ "uri": folder.uri("none/a.json"), "operationId": "ListOrders" }]),
        ),
        ("connector-ls.revision.start", json!([{ "uri": "no uri at all", "operationId": "ListOrders" }])),
        (
            "connector-ls.revision.deprecate",
            json!([{ "uri": uri, "operationId": "ListOrders", "expires": "soon" }]),
        ),
        ("connector-ls.revision.begin", json!([{ "uri": uri, "operationId": "ListOrders" }])),
        ("connector-ls.apply", json!([{ "uri": uri }])),
        ("other.command", json!([])),
    ] {
        assert_eq!(
            client.ask_in_vain(
                "workspace/executeCommand",
                json!({ "command": command, "arguments": arguments })
            ),
            -32602,
            "{command} {arguments}"
        );
    }
    // The definition is on disk only, and the date is written.
    let argument =
        json!({ "uri": folder.uri(PROPERTIES), "operationId": "ListOrders", "expires": "2027-06-30" });
    assert_eq!(client.execute("connector-ls.revision.deprecate", &argument), Value::Null);
    let asked = client.message("workspace/applyEdit");
    assert_eq!(asked["label"], "Deprecate ListOrders");
    let buffers = Buffers::new(Encoding::Utf8).with(&uri, None, &definition("ListOrders"));
    assert!(buffers.applied(&asked["edit"]).0.text(&uri).contains("\"expires\": \"2027-06-30\""));
    client.finish();

    let mut other = start(&folder, Value::Null);
    assert_eq!(other.ask_in_vain(
        "workspace/executeCommand",
        json!({ "command": "connector-ls.revision.start", "arguments": [{ "uri": uri, "operationId": "ListOrders" }] }),
    ), -32803, "a client that applies no edits");
    other.finish();
}

/// The client may ask for other things before it answers, and may never answer.
#[test]
fn nothing_waits_for_the_clients_answer() {
    let folder = shop();
    let uri = folder.uri(DEFINITION);
    let mut client = Client::start(Options {
        capabilities: capabilities("utf-8"),
        folders: vec![folder.uri("")],
        replies: Replies::Never,
        ..Options::default()
    });
    for _ in 0..100 {
        let argument = json!({ "uri": uri, "operationId": "ListOrders" });
        assert_eq!(client.execute("connector-ls.revision.start", &argument), Value::Null);
    }
    for _ in 0..100 {
        client.message("workspace/applyEdit");
    }
    client.finish();
}

#[test]
fn what_is_left_to_do_is_told() {
    let folder = shop();
    folder.write("script.csx", "if (this.Context.OperationId == \"ListOrders\") {}\n");
    let uri = folder.uri(DEFINITION);
    let mut client = client(&folder, capabilities("utf-8"));
    client.open(&uri, &definition("ListOrders"));
    client.published(&uri, Some(1));
    let buffers = Buffers::new(Encoding::Utf8).with(&uri, Some(1), &definition("ListOrders"));
    let start = action(&mut client, &buffers, &uri, "revision.start", "ListOrders");
    let tell = &start["command"];
    let params = json!({ "command": tell["command"], "arguments": tell["arguments"] });
    assert_eq!(client.ask("workspace/executeCommand", params), Value::Null);
    let told = client.message("window/showMessage");
    assert!(told["message"].as_str().unwrap().contains("script"), "{told}");
    // After a command it is told once the edit is made.
    let argument = json!({ "uri": uri, "operationId": "ListOrders" });
    assert_eq!(client.execute("connector-ls.revision.start", &argument), Value::Null);
    client.message("workspace/applyEdit");
    assert_eq!(client.message("window/showMessage"), told);
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}
