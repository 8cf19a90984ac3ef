//! Nothing waits, nothing is lost, nothing is out of order.

use std::collections::BTreeMap;

use e2e::capabilities::counting;
use e2e::{Folder, start};
use fixture::{EditorModel, Rng};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

fn place(position: Position) -> Value {
    json!({ "line": position.line, "character": position.character })
}

fn change(change: &fixture::Change) -> Value {
    match change.range {
        Some((start, end)) => {
            json!({ "range": { "start": place(start), "end": place(end) }, "text": change.text })
        }
        None => json!({ "text": change.text }),
    }
}

/// 10,000 changes with 2,000 requests between them, written as fast as the pipe takes them.
fn flood(encoding: Encoding, name: &str) {
    let folder = Folder::new();
    let uri = folder.uri("apiDefinition.swagger.json");
    let mut client = start(&folder, counting(name));
    assert_eq!(client.initialized["capabilities"]["positionEncoding"], name);
    let mut rng = Rng::new(10_000);
    let mut model = EditorModel::new("{ \"swagger\": \"2.0\", \"info\": { \"title\": \"🙂\" } }\n");
    client.open(&uri, model.text());
    let mut expected = BTreeMap::new();
    let mut version = 1;
    for number in 0..10_000 {
        let changes = fixture::random_changes(&mut rng, model.text());
        for change in &changes {
            model.apply(change, encoding);
        }
        version += 1;
        let changes: Vec<Value> = changes.iter().map(change).collect();
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
        if number % 5 == 0 {
            let id = client.request("connector-ls/debug/text", json!({ "textDocument": { "uri": uri } }));
            expected.insert(id, (model.text().to_owned(), version));
        }
    }
    assert_eq!(expected.len(), 2_000);
    for (id, (text, version)) in expected {
        let result = client.result(id);
        assert_eq!(result["version"], version);
        assert_eq!(result["text"], *text, "at version {version}");
    }
    assert_eq!(client.text(&uri), (model.text().to_owned(), version));
    // What is published is for a version that was there, in order, and the last one is for the last text.
    client.published(&uri, Some(version));
    client.close(&uri);
    assert_eq!(client.published(&uri, None), Vec::<Value>::new());
    client.finish();
}

#[test]
fn ten_thousand_changes_and_two_thousand_requests_in_utf8() {
    flood(Encoding::Utf8, "utf-8");
}

#[test]
fn ten_thousand_changes_and_two_thousand_requests_in_utf16() {
    flood(Encoding::Utf16, "utf-16");
}

#[test]
fn ten_thousand_changes_and_two_thousand_requests_in_utf32() {
    flood(Encoding::Utf32, "utf-32");
}

/// What is published after a chain of edits is what a server publishes that has only ever seen the result.
#[test]
fn edit_then_analyse_equals_analyse_fresh() {
    for sample in ["clumsy-crm", "project-board", "torn-notes"] {
        let folder = e2e::copy_of_sample(sample);
        let uri = folder.uri("apiDefinition.swagger.json");
        let (mut edited, mut fresh) = (start(&folder, Value::Null), start(&folder, Value::Null));
        let mut rng = Rng::new(7);
        let mut text = folder.read("apiDefinition.swagger.json");
        edited.open(&uri, &text);
        let mut version = 1;
        for _ in 0..40 {
            let (_, mutation) = fixture::mutate(&text, &mut rng);
            let model = EditorModel::new(text);
            let position = |offset: u32| place(model.position(offset as usize, Encoding::Utf16));
            version += 1;
            edited.notify(
                "textDocument/didChange",
                json!({
                    "textDocument": { "uri": uri, "version": version },
                    "contentChanges": [{
                        "range": { "start": position(mutation.span.start), "end": position(mutation.span.end) },
                        "text": mutation.text,
                    }],
                }),
            );
            // Positions cannot point between CR and LF: the result may be another text than the mutation's.
            text = edited.text(&uri).0;
            fresh.open(&uri, &text);
            assert_eq!(edited.published(&uri, Some(version)), fresh.published(&uri, Some(1)), "{sample}");
            fresh.close(&uri);
            assert_eq!(fresh.published(&uri, None), Vec::<Value>::new());
        }
        edited.close(&uri);
        edited.published(&uri, None);
        edited.finish();
        fresh.finish();
    }
}
