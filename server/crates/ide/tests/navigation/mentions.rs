//! Who names what.

use connector::FileRole;
use ide::navigation::{HighlightKind, highlights, references};

use crate::support::{Scene, orders};

/// Where the name at the cursor is mentioned: the file's first letter and the line (1-based).
fn lines(scene: &Scene, with_declarations: bool) -> Vec<String> {
    let found = references(&scene.connector, scene.at(), with_declarations);
    let lines = found.iter().map(|(file, span)| {
        let text = scene.connector.part(*file).unwrap().text();
        let line = text[..span.start as usize].matches('\n').count() + 1;
        let letter = &format!("{file:?}")[..1];
        format!("{letter}{line} {}", scene.text(*file, *span))
    });
    lines.collect()
}

#[test]
fn an_operation_is_named_in_three_files() {
    let from = |found: &str, marked: &str| {
        let scene = orders(found, marked);
        (lines(&scene, true), lines(&scene, false))
    };
    let (all, named) = from(r#""operationId": "AddOrder","#, r#""operationId": "$0AddOrder","#);
    assert_eq!(named, ["D45 AddOrder", "P7 AddOrder", "P13 AddOrder", "S2 AddOrder", "S2 AddOrder",]);
    assert_eq!(all.len(), named.len() + 1);
    assert_eq!(all[0], "D20 AddOrder");
    // The same from every other file.
    assert_eq!(from(r#"["AddOrder"]"#, r#"["Add$0Order"]"#).0, all);
    assert_eq!(from(r#"== "AddOrder""#, r#"== "AddOr$0der""#).0, all);
}

#[test]
fn parameters_are_named_by_paths_calls_and_policies() {
    let region = orders(r#""name": "region""#, r#""name": "re$0gion""#);
    assert_eq!(lines(&region, false), ["D9 region", "D27 region", "D32 region"]);
    let area = orders(r#""name": "area""#, r#""name": "are$0a""#);
    assert_eq!(lines(&area, true), ["D27 area", "D49 area", "P12 area"]);
    let host = orders(r#""host": { "type""#, r#""$0host": { "type""#);
    assert_eq!(lines(&host, true), ["P4 host", "P5 host", "P12 host"]);
    let buyer = orders(r#""properties": { "buyer""#, r#""properties": { "bu$0yer""#);
    assert_eq!(lines(&buyer, true), ["D32 buyer", "D61 buyer", "D62 buyer"]);
}

#[test]
fn highlights_tell_declarations_uses_and_texts_apart() {
    let kinds = |found: &str, marked: &str| {
        let scene = orders(found, marked);
        let found = highlights(&scene.connector, scene.at());
        let ranges = scene.ranges();
        assert!(ranges.is_empty());
        found.iter().map(|highlight| highlight.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(r#""Shop": {"#, r#""Sh$0op": {"#), [HighlightKind::Read, HighlightKind::Write]);
    assert_eq!(kinds(r#"== "AddOrder""#, r#"== "Add$0Order""#), [HighlightKind::Read, HighlightKind::Text]);
    let scene = orders("/shops/{region}", "/shops/{$0region}");
    assert_eq!(scene.at().file, FileRole::Definition);
    assert_eq!(highlights(&scene.connector, scene.at()).len(), 4);
}
