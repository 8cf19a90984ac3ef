//! Quick fixes for what diagnostics show.

#![allow(clippy::unwrap_used, reason = "what is missing fails the test")]

use e2e::capabilities::{acting, pulling, with};
use e2e::{Buffers, Client, DEFINITION, Folder, ORDERS, Options, Replies, changes};
use serde_json::{Value, json};
use syntax::Encoding;

/// A client that can do everything, with these operations on files.
fn capabilities(operations: &[&str]) -> Value {
    with(acting(), &json!({ "workspace": { "workspaceEdit": { "resourceOperations": operations } } }))
}

/// A session in a folder with a published state, in which a parameter has become required.
struct Session {
    folder: Folder,
    client: Client,
    uri: String,
    buffers: Buffers,
    shown: Vec<Value>,
}

impl Session {
    fn start(operations: &[&str], files: &[(&str, &str)]) -> Self {
        let folder = Folder::new();
        folder.write("published/apiDefinition.swagger.json", ORDERS);
        folder.write(&format!("orders/{DEFINITION}"), ORDERS);
        for (name, text) in files {
            folder.write(name, text);
        }
        let uri = folder.uri(&format!("orders/{DEFINITION}"));
        let mut client = Client::start(Options {
            capabilities: capabilities(operations),
            folders: vec![folder.uri("")],
            settings: json!({ "baseline": "published" }),
            replies: Replies::Applied,
            ..Options::default()
        });
        let text = ORDERS
            .replace("\"in\": \"query\"", "\"in\": \"query\", \"required\": true")
            .replace("1.0", "1.1");
        client.open(&uri, &text);
        let shown = client.published(&uri, Some(1));
        let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &text);
        Self { folder, client, uri, buffers, shown }
    }

    /// The diagnostics of changes.
    fn changes(&self) -> Vec<Value> {
        changes(&self.shown).into_iter().cloned().collect()
    }

    /// The quick fixes for the only change.
    #[track_caller]
    fn fixes(&mut self) -> Vec<Value> {
        let changes = self.changes();
        let [change] = changes.as_slice() else { panic!("{changes:#?}") };
        let context = json!({ "diagnostics": self.shown, "only": ["quickfix"] });
        self.client.actions_in(&self.uri, change["range"].clone(), context)
    }

    fn finish(mut self) {
        self.client.close(&self.uri);
        self.client.published(&self.uri, None);
        self.client.finish();
    }
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn a_breaking_change_is_cured_in_the_document() {
    let mut session = Session::start(&["create"], &[]);
    let found = session.fixes();
    assert_eq!(
        titles(&found),
        [
            "Start revision 2 of ListOrders and keep the published one",
            "Make 'state' optional",
            "Revert this change",
            "Acknowledge this change of ListOrders",
        ]
    );
    assert_eq!(found[0]["isPreferred"], true);
    let solved = session.changes();
    for action in &found {
        assert_eq!(action["kind"], "quickfix");
        assert_eq!(action["diagnostics"], json!(solved), "{action}");
    }
    let mut version = 1;
    for action in &found[..3] {
        let (after, undo) = session.buffers.applied(&action["edit"]);
        assert_eq!(after.undone(&undo), session.buffers);
        for text in [after.text(&session.uri), session.buffers.text(&session.uri)] {
            version += 1;
            session.client.replace(&session.uri, version, text);
            session.shown = session.client.published(&session.uri, Some(version));
            let is_cured = text != session.buffers.text(&session.uri);
            assert_eq!(session.changes().is_empty(), is_cured, "{action}");
        }
    }
    let reverted = session.buffers.applied(&found[2]["edit"]).0;
    assert_eq!(reverted.text(&session.uri), ORDERS.replace("1.0", "1.1"));
    session.finish();
}

#[test]
fn a_meant_change_is_said_in_a_new_file() {
    let mut session = Session::start(&["create"], &[]);
    let found = session.fixes();
    let made = &found[3]["edit"]["documentChanges"];
    let uri = session.folder.uri("orders/connector-ls.jsonc");
    assert_eq!(made[0], json!({ "kind": "create", "uri": uri }));
    assert_eq!(made[1]["textDocument"], json!({ "uri": uri, "version": null }));
    let text = made[1]["edits"][0]["newText"].as_str().unwrap().to_owned();
    assert!(
        text.contains(
            r#"{ "change": "change/parameter-became-required", "operation": "ListOrders", "reason": "" }"#
        ),
        "{text}"
    );
    session.folder.write("orders/connector-ls.jsonc", &text);
    let changed = json!({ "changes": [{ "uri": uri, "type": 1 }] });
    session.client.notify("workspace/didChangeWatchedFiles", changed);
    session.shown = session.client.published(&session.uri, Some(1));
    assert!(session.changes().is_empty());
    session.finish();

    // A client that makes no files is not asked to.
    let mut session = Session::start(&["rename"], &[]);
    let found = session.fixes();
    assert_eq!(found.len(), 3, "{:?}", titles(&found));
    session.finish();
}

#[test]
fn a_meant_change_joins_the_file_that_counts() {
    for is_open in [false, true] {
        // The file stands above the connector's folder.
        let text = "{\n  // ours\n  \"baseline\": \"published\",\n}\n";
        let mut session = Session::start(&[], &[("connector-ls.jsonc", text)]);
        let uri = session.folder.uri("connector-ls.jsonc");
        if is_open {
            session.client.open(&uri, text);
            session.client.published(&uri, Some(1));
        }
        let found = session.fixes();
        let buffers = session.buffers.clone().with(&uri, is_open.then_some(1), text);
        let (after, undo) = buffers.applied(&found[3]["edit"]);
        assert_eq!(after.undone(&undo), buffers);
        let entry =
            r#"{ "change": "change/parameter-became-required", "operation": "ListOrders", "reason": "" }"#;
        assert_eq!(
            after.text(&uri),
            format!(
                "{{\n  // ours\n  \"baseline\": \"published\",\n  \"acknowledge\": [\n    {entry}\n  ]\n}}\n"
            )
        );
        if is_open {
            session.client.replace(&uri, 2, after.text(&uri));
            session.client.published(&uri, Some(2));
            session.shown = session.client.published(&session.uri, Some(1));
            assert!(session.changes().is_empty());
            session.client.close(&uri);
            session.client.published(&uri, None);
            // Closed, it is again what it is on disk.
            session.shown = session.client.published(&session.uri, Some(1));
            assert!(!session.changes().is_empty());
        }
        session.finish();
    }
}

#[test]
fn without_literals_a_quick_fix_is_a_command() {
    let folder = Folder::new();
    folder.write("published/apiDefinition.swagger.json", ORDERS);
    let uri = folder.uri(DEFINITION);
    let mut client = Client::start(Options {
        capabilities: json!({ "workspace": { "applyEdit": true } }),
        folders: vec![folder.uri("")],
        settings: json!({ "baseline": "published" }),
        replies: Replies::Applied,
        ..Options::default()
    });
    let text = ORDERS.replace("api.contoso.com", "api.fabrikam.com");
    client.open(&uri, &text);
    let shown = client.published(&uri, Some(1));
    let change = shown.iter().find(|shown| shown["code"] == "change/host-changed").unwrap();
    let found = client.actions(&uri, change["range"].clone(), &["quickfix"]);
    assert_eq!(titles(&found), ["Revert this change"]);
    let command = found[0]["command"].as_str().unwrap();
    assert_eq!(client.execute(command, &found[0]["arguments"][0]), Value::Null);
    let edit = client.message("workspace/applyEdit")["edit"].take();
    let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &text);
    assert_eq!(buffers.applied(&edit).0.text(&uri), ORDERS);
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

/// What a document has that can be fixed in several places.
fn untidy() -> String {
    ORDERS.replace("\"object\"", "\"Object\"").replace("\"integer\"", "\"Integer\"")
}

/// The beginning of a document.
fn top() -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } })
}

/// Settings with the rule alone that finds what [`untidy`] has.
fn one_rule() -> Value {
    json!({ "rules": { "**": "off", "schema/type-invalid": "warning" } })
}

#[test]
fn many_fixes_are_made_when_they_are_chosen() {
    let all = "source.fixAll.connector-ls";
    let mut edits = Vec::new();
    for resolves in [true, false] {
        let folder = Folder::new();
        let uri = folder.uri(DEFINITION);
        let cannot = json!({ "textDocument": { "codeAction": { "resolveSupport": null } } });
        let able = if resolves { acting() } else { with(acting(), &cannot) };
        let mut client = Client::start(Options {
            capabilities: able,
            folders: vec![folder.uri("")],
            settings: one_rule(),
            ..Options::default()
        });
        let provider = &client.initialized["capabilities"]["codeActionProvider"];
        assert_eq!(provider.get("resolveProvider"), resolves.then_some(&json!(true)));
        assert!(provider["codeActionKinds"].as_array().unwrap().contains(&json!(all)));
        client.open(&uri, &untidy());
        let shown = client.published(&uri, Some(1));
        let context = json!({ "diagnostics": shown, "only": ["source.fixAll"] });
        let found = client.actions_in(&uri, top(), context);
        let [action] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((&action["kind"], action.get("edit").is_none()), (&json!(all), resolves));
        let solved: Vec<&Value> =
            action["diagnostics"].as_array().unwrap().iter().map(|shown| &shown["code"]).collect();
        assert_eq!(solved, ["schema/type-invalid", "schema/type-invalid"]);
        let edit = if resolves {
            let resolved = client.ask("codeAction/resolve", action.clone());
            assert_eq!(resolved["title"], action["title"]);
            resolved["edit"].clone()
        } else {
            action["edit"].clone()
        };
        let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &untidy());
        let (after, undo) = buffers.applied(&edit);
        assert_eq!(after.undone(&undo), buffers);
        assert_eq!(after.text(&uri), ORDERS);
        edits.push(edit["documentChanges"][0]["edits"].clone());
        // Of a version that is gone nothing is fixed any more.
        client.replace(&uri, 2, after.text(&uri));
        client.published(&uri, Some(2));
        if resolves {
            assert_eq!(client.ask_in_vain("codeAction/resolve", action.clone()), -32801);
        }
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
    assert_eq!(edits[0], edits[1]);
}

#[test]
fn a_finding_is_fixed_or_ignored_where_it_is() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let mut client = Client::start(Options {
        capabilities: acting(),
        folders: vec![folder.uri("")],
        settings: one_rule(),
        ..Options::default()
    });
    client.open(&uri, &untidy());
    let shown = client.published(&uri, Some(1));
    let first = shown.iter().find(|shown| shown["code"] == "schema/type-invalid").unwrap();
    let context = json!({ "diagnostics": [first], "only": ["quickfix"] });
    let found = client.actions_in(&uri, first["range"].clone(), context);
    assert_eq!(
        titles(&found),
        ["Change to 'object'", "Fix all 'schema/type-invalid' in this file", "Ignore this here",]
    );
    assert!(found.iter().all(|action| action["diagnostics"] == json!([first])), "{found:#?}");
    assert_eq!(found.iter().filter(|action| action["isPreferred"] == true).count(), 1);
    let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &untidy());
    let after = buffers.applied(&found[0]["edit"]).0;
    assert_eq!(after.text(&uri), untidy().replace("\"Object\"", "\"object\""));
    folder.write("connector-ls.jsonc", configured(&found[2]));
    let changed = json!({ "changes": [{ "uri": folder.uri("connector-ls.jsonc"), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    let left = client.published(&uri, Some(1));
    assert_eq!(left.len(), shown.len() - 1);
    assert!(!left.contains(first));
    client.close(&uri);
    client.published(&uri, None);
    client.finish();
}

/// The text of the configuration file that an action makes.
#[track_caller]
fn configured(action: &Value) -> &str {
    let made = &action["edit"]["documentChanges"];
    assert_eq!(made[0]["kind"], "create", "{action}");
    made[1]["edits"][0]["newText"].as_str().unwrap()
}

#[test]
fn what_is_ignored_in_one_definition_counts_in_the_other() {
    let folder = Folder::new();
    let both = [DEFINITION, "apiDefinition.beta.json"].map(|name| folder.uri(name));
    for name in [DEFINITION, "apiDefinition.beta.json"] {
        folder.write(name, &untidy());
    }
    for (number, uri) in both.iter().enumerate() {
        let mut client = Client::start(Options {
            capabilities: with(acting(), &pulling()),
            folders: vec![folder.uri("")],
            settings: one_rule(),
            ..Options::default()
        });
        let found = |client: &mut Client| {
            let reports = both.each_ref().map(|uri| client.pull(uri, None)["items"].take());
            reports.map(|report| report.as_array().unwrap().clone())
        };
        for uri in &both {
            client.open(uri, &untidy());
        }
        let before = found(&mut client);
        assert_eq!((before[0].len(), before[1].len()), (2, 2), "{before:#?}");
        let first = &before[number][0];
        let actions = client.actions(uri, first["range"].clone(), &["quickfix"]);
        let ignore = actions.iter().find(|action| action["title"] == "Ignore this here").unwrap();
        folder.write("connector-ls.jsonc", configured(ignore));
        let made = json!({ "changes": [{ "uri": folder.uri("connector-ls.jsonc"), "type": 1 }] });
        client.notify("workspace/didChangeWatchedFiles", made);
        let after = found(&mut client);
        assert_eq!(after[number], before[number][1..]);
        assert_eq!(after[1 - number], before[1 - number]);
        client.finish();
        std::fs::remove_file(folder.path().join("connector-ls.jsonc")).unwrap();
    }
}

#[test]
fn what_is_ignored_is_not_fixed_with_the_rest() {
    let folder = Folder::new();
    let uri = folder.uri(DEFINITION);
    let entry =
        r#"{ "rule": "schema/type-invalid", "pointer": "/paths/~1orders/get/responses/200/schema/type" }"#;
    folder.write("connector-ls.jsonc", &format!("{{ \"ignore\": [{entry}] }}"));
    let mut client = Client::start(Options {
        capabilities: with(acting(), &pulling()),
        folders: vec![folder.uri("")],
        settings: one_rule(),
        ..Options::default()
    });
    client.open(&uri, &untidy());
    let found = client.actions(&uri, top(), &["source.fixAll"]);
    let [action] = found.as_slice() else { panic!("{found:#?}") };
    let resolved = client.ask("codeAction/resolve", action.clone());
    let buffers = Buffers::new(Encoding::Utf16).with(&uri, Some(1), &untidy());
    let after = buffers.applied(&resolved["edit"]).0;
    assert_eq!(after.text(&uri), untidy().replace("\"Integer\"", "\"integer\""));
    // Nothing is left that it would fix.
    client.replace(&uri, 2, after.text(&uri));
    assert_eq!(client.actions(&uri, top(), &["source.fixAll"]), Vec::<Value>::new());
    client.finish();
}

#[test]
fn a_missing_file_is_made_by_clients_that_can() {
    let folder = Folder::new();
    folder.write(&format!("orders/{DEFINITION}"), ORDERS);
    let uri = folder.uri(&format!("orders/{DEFINITION}"));
    let new = folder.uri("orders/apiProperties.json");
    for operations in [vec!["create"], Vec::new()] {
        let mut client = Client::start(Options {
            capabilities: capabilities(&operations),
            folders: vec![folder.uri("")],
            settings: json!({ "rules": { "**": "off", "properties/file-missing": "warning" } }),
            ..Options::default()
        });
        client.open(&uri, ORDERS);
        let shown = client.published(&uri, Some(1));
        let [missing] = shown.as_slice() else { panic!("{shown:#?}") };
        let context = json!({ "diagnostics": shown, "only": ["quickfix"] });
        let found = client.actions_in(&uri, missing["range"].clone(), context);
        let made = found.iter().find(|action| action["title"] == "Create 'apiProperties.json'");
        assert_eq!(made.is_some(), !operations.is_empty(), "{found:#?}");
        if let Some(action) = made {
            assert_eq!(action["diagnostics"], json!(shown));
            let changes = &action["edit"]["documentChanges"];
            // Without options, a client refuses to make a file that is there.
            assert_eq!(changes[0], json!({ "kind": "create", "uri": new }));
            assert_eq!(changes[1]["textDocument"], json!({ "uri": new, "version": null }));
            assert!(!folder.path().join("orders/apiProperties.json").exists(), "the server writes nothing");
            folder.write("orders/apiProperties.json", changes[1]["edits"][0]["newText"].as_str().unwrap());
            client
                .notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": new, "type": 1 }] }));
            assert!(client.published(&uri, Some(1)).is_empty());
            std::fs::remove_file(folder.path().join("orders/apiProperties.json")).unwrap();
        }
        client.close(&uri);
        client.published(&uri, None);
        client.finish();
    }
}
