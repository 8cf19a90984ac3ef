//! Whatever a text is cut down to, and wherever the cursor is, features answer, and what they answer fits together.

use std::fs;

use connector::{Connector, FileRole, Part};
use fixture::Rng;
use ide::navigation::{Caller, calls_at, definition, highlights, incoming_calls, outgoing_calls, references};
use ide::{At, Renaming, View, prepare_rename, rename};
use syntax::edit::apply;

use crate::support::{ORDERS, Scene};

/// Asks for everything at a place. Whether there was a name.
fn ask(connector: &Connector, at: At) -> bool {
    let view = View { connector, findings: &[], published: None, changes: &[], today: None };
    let all = references(connector, at, true);
    let here = highlights(connector, at);
    assert_eq!(here.len(), all.iter().filter(|(file, _)| *file == at.file).count(), "{at:?}");
    for (file, span) in &all {
        let text = connector.part(*file).unwrap().text();
        assert!(text.get(span.range()).is_some(), "{at:?}");
    }
    if let Some(found) = definition(connector, at) {
        assert!(found.origin.touches(at.offset), "{at:?}");
        for place in found.places {
            assert!(place.whole.start <= place.name.start && place.name.end <= place.whole.end, "{at:?}");
        }
    }
    if let Some(part) = calls_at(connector, at)
        && let Caller::Operation(index) = part.caller
    {
        outgoing_calls(connector, part.caller);
        incoming_calls(connector, index);
    }
    let start = prepare_rename(connector, at);
    let renamed = rename(&view, at, "Zyx9");
    assert_eq!(start.is_some(), renamed.is_some(), "{at:?}");
    if let (Some(start), Some(Renaming::Edits(files))) = (start, renamed) {
        let mut renames_here = false;
        for (role, edits) in files {
            let edits: Vec<_> = edits.into_iter().map(|name| name.edit).collect();
            renames_here |= role == at.file && edits.iter().any(|edit| edit.span == start.span);
            assert!(apply(connector.part(role).unwrap().text(), &edits).is_some(), "{at:?}");
        }
        assert!(renames_here || start.name == "Zyx9", "{at:?}");
        return true;
    }
    false
}

#[test]
fn every_place_is_answered() {
    let scene = Scene::new(ORDERS);
    let mut names = 0;
    for part in scene.connector.parts() {
        for offset in 0..=part.text().len() as u32 + 1 {
            names += usize::from(ask(&scene.connector, At { file: part.role(), offset }));
        }
    }
    assert!(names > 300, "{names}");
    ask(&scene.connector, At { file: FileRole::Settings, offset: 0 });
    ask(&scene.connector, At { file: FileRole::Definition, offset: u32::MAX });
}

#[test]
fn every_prefix_is_answered() {
    let mut rng = Rng::new(5);
    for name in ["torn-notes", "invoice-script", "versioned-orders"] {
        let folder = fixture::samples().join(name);
        let text = fs::read_to_string(folder.join("apiDefinition.swagger.json")).unwrap();
        let properties = fs::read_to_string(folder.join("apiProperties.json")).unwrap();
        let properties = Part::new(FileRole::Properties, properties);
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end) && (end < 200 || end % 7 == 0)) {
            let cut = Part::new(FileRole::Definition, text[..end].to_owned());
            let connector = Connector::new([cut, properties.clone()]);
            for offset in [end as u32, rng.below(end + 1) as u32] {
                ask(&connector, At { file: FileRole::Definition, offset });
            }
            ask(&connector, At { file: FileRole::Properties, offset: rng.below(2000) as u32 });
        }
    }
}

/// Escapes, keys without quotes, strings without an end, repeated members, and names in all of them.
const ODD: &str = r##"{ paths: { "\/a\/{\u0069d}🙂{🙂}{": { "get": { operationId: "A\"", "operationId": "B
  "parameters": [ { "name": "i\u0064", "in": "path" }, { "name": "🙂", "in": "path" }, { "$ref": "#\/parameters\/P~1%7B" },
    { "name": "b", "in": "body", "schema": { "required": ["x\/y", "x", 1], "properties": { "x": { "properties": { "y\n": {} } },
      "x": { "x-ms-dynamic-values": { "operationId": "B", "parameters": { "b/x/y\n": { "parameter": "x.y\n" } }, "value-path": "\ud83d/\" } } } } } ] } } },
  "parameters": { "P/{": { "name": "p" } "P/{": [] }, "definitions": null, "definitions": { "": { "$ref": "#/definitions/" } }, "x": "@connectionParameters('a"##;

#[test]
fn odd_text_is_answered() {
    let text = format!("\u{feff}{ODD}");
    let properties = r#"{ "properties": { "connectionParameters": { "\u0061": {} }, "policyTemplateInstances": [
        { "parameters": { "a": "@queryParameters('p')@{headers('" } } ] } }"#;
    let properties = Part::new(FileRole::Properties, properties.to_owned());
    let mut names = 0;
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        let cut = Part::new(FileRole::Definition, text[..end].to_owned());
        let connector = Connector::new([cut, properties.clone()]);
        let step = if end == text.len() { 1 } else { 37 };
        for offset in (0..=end as u32).step_by(step) {
            names += usize::from(ask(&connector, At { file: FileRole::Definition, offset }));
        }
        for offset in (0..200).step_by(step) {
            names += usize::from(ask(&connector, At { file: FileRole::Properties, offset }));
        }
    }
    assert!(names > 200, "{names}");
}
