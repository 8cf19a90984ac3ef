//! Diagnostics after small edits are, byte for byte, those of a document that was opened with the same text.

use e2e::capabilities::{pulling, with};
use e2e::{Client, DEFINITION, copy_of_sample, start};
use fixture::{Change, EditorModel, Rng};
use serde_json::{Value, json};
use syntax::{Encoding, Position};

/// What is typed. Some of it moves what stands behind it on the line or below it, or breaks the structure.
const TYPED: [&str; 10] = ["x", "é🙂", " ", "\n", "\r\n", "", ".", "\"", "\t", "internal"];

fn with_all_parts() -> Value {
    let published =
        json!({ "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true });
    with(pulling(), &json!({ "textDocument": { "publishDiagnostics": published } }))
}

/// What the server says of the document now.
fn items(client: &mut Client, uri: &str) -> Value {
    let mut report = client.pull(uri, None);
    assert_eq!(report["kind"], "full", "{report}");
    report["items"].take()
}

fn random_change(rng: &mut Rng, text: &str) -> Change {
    let lines: Vec<&str> = text.lines().collect();
    let line = rng.below(lines.len());
    let width = lines[line].chars().count();
    let from = rng.below(width + 1);
    let to = if rng.one_in(3) { (from + rng.below(4)).min(width) } else { from };
    let place = |character: usize| Position::new(line as u32, character as u32);
    Change { range: Some((place(from), place(to))), text: rng.pick(&TYPED).to_owned() }
}

/// Edits the definition of a sample again and again, and takes most of the edits back.
fn session(sample: &str, seed: u64, steps: usize) {
    let folder = copy_of_sample(sample);
    let original = folder.read(DEFINITION);
    let uri = folder.uri(DEFINITION);
    let mut edited = start(&folder, with_all_parts());
    let mut fresh = start(&folder, with_all_parts());
    let mut rng = Rng::new(seed);
    let mut model = EditorModel::new(&*original);
    edited.open(&uri, &original);
    let mut version = 1;
    let mut last: Option<String> = None;
    for step in 0..steps {
        // An edit is often taken back, so that the text stays one with many findings.
        let change = match last.take() {
            Some(text) if !rng.one_in(4) => Change { range: None, text },
            _ => {
                last = Some(model.text().to_owned());
                random_change(&mut rng, model.text())
            }
        };
        model.apply(&change, Encoding::Utf16);
        version += 1;
        let mut said = json!({ "text": change.text });
        if let Some((from, to)) = change.range {
            let at = |place: Position| json!({ "line": place.line, "character": place.character });
            said["range"] = json!({ "start": at(from), "end": at(to) });
        }
        edited.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [said] }),
        );
        let is = items(&mut edited, &uri);
        fresh.open(&uri, model.text());
        let should = items(&mut fresh, &uri);
        fresh.close(&uri);
        assert_eq!(is.to_string(), should.to_string(), "step {step}: {change:?}");
    }
    edited.finish();
    fresh.finish();
}

#[test]
fn many_findings() {
    session("clumsy-crm", 1, 60);
}

#[test]
fn a_damaged_text() {
    session("torn-notes", 2, 50);
}

#[test]
fn all_in_one_line() {
    session("minified-weather", 3, 30);
}
