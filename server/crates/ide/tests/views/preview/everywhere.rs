//! Whatever a connector looks like, there is a page of it.

use std::fs;
use std::hint::black_box;

use connector::{Connector, FileRole, Part};
use ide::preview;

use super::document::assert_sound;
use crate::support::State;

#[test]
fn every_prefix_of_a_sample_has_a_page() {
    for name in ["torn-notes", "minified-weather"] {
        let folder = fixture::samples().join(name);
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let (text, properties) = (read("apiDefinition.swagger.json"), read("apiProperties.json"));
        let whole = Connector::new([
            Part::new(FileRole::Definition, text.clone()),
            Part::new(FileRole::Properties, properties.clone()),
        ]);
        let ends = (0..=text.len()).filter(|&end| text.is_char_boundary(end));
        for end in ends.step_by(3) {
            let cut = properties.floor_char_boundary(end % (properties.len() + 1));
            let parts = [
                Part::new(FileRole::Definition, text[..end].to_owned()),
                Part::new(FileRole::Properties, properties[..cut].to_owned()),
            ];
            // Comparing takes its time and is not tested here.
            let published = (end % 64 == 0).then(|| whole.clone());
            let state = State::between(published, Connector::new(parts));
            assert_sound(&preview(&state.view()).html());
        }
    }
}

#[test]
fn every_connector_has_a_page_in_proportion_to_its_size() {
    let Some(corpus) = fixture::corpus("every_connector_has_a_page_in_proportion_to_its_size") else {
        return;
    };
    let mut seen = 0;
    for (path, text) in fixture::texts(&corpus) {
        let name = path.file_name().unwrap().to_string_lossy();
        if connector::role_of(&name) != Some(FileRole::Definition) {
            continue;
        }
        seen += 1;
        let length = text.len();
        let mut parts = vec![Part::new(FileRole::Definition, text)];
        if let Ok(properties) = fs::read_to_string(path.with_file_name("apiProperties.json")) {
            parts.push(Part::new(FileRole::Properties, properties));
        }
        let state = State::between(None, Connector::new(parts));
        let html = preview(&state.view()).html();
        assert_sound(&html);
        assert_eq!(html, preview(&state.view()).html(), "{}", path.display());
        assert!(html.len() < 100_000 + 8 * length, "{}: {} of {length}", path.display(), html.len());
    }
    assert!(seen > 500, "{seen}");
}

/// Operations that all lead to one schema, which has as many properties, is put together from parts that all lead back
/// to it, and lists all of its properties as required.
fn crowded(size: usize) -> Connector {
    let list = |one: &dyn Fn(usize) -> String| (0..size).map(one).collect::<Vec<_>>().join(",");
    let operations = list(&|n| {
        format!(
            r##""/{n}": {{ "post": {{ "operationId": "O{n}", "x-ms-api-annotation": {{ "family": "F", "revision": {n} }},
              "parameters": [{{ "name": "b", "in": "body", "required": true, "schema": {{ "$ref": "#/definitions/A" }} }}],
              "responses": {{ "200": {{ "schema": {{ "$ref": "#/definitions/A" }} }} }} }} }}"##
        )
    });
    let properties = list(&|n| {
        format!(
            r##""p{n}": {{ "type": "array", "items": {{ "$ref": "#/definitions/A" }}, "enum": ["{n}"] }}"##
        )
    });
    let required = list(&|n| format!(r#""p{n}""#));
    let parts = list(&|_| r##"{ "$ref": "#/definitions/A" }"##.to_owned());
    let text = format!(
        r#"{{ "paths": {{ {operations} }}, "definitions": {{ "A": {{ "allOf": [{parts}], "required": [{required}],
          "properties": {{ {properties} }} }} }} }}"#
    );
    Connector::of_text(FileRole::Definition, text)
}

/// Objects in objects in objects, each with many ways to the next, and at the end nothing that is shown.
#[test]
fn many_ways_to_nothing_come_to_an_end() {
    let object = |level: usize| {
        let inside = if level == 0 {
            r#""x": { "x-ms-visibility": "internal" }"#.to_owned()
        } else {
            let next = level - 1;
            let one = |n: usize| format!(r##""p{n}": {{ "$ref": "#/definitions/D{next}" }}"##);
            (0..100).map(one).collect::<Vec<_>>().join(",")
        };
        format!(r#""D{level}": {{ "type": "object", "properties": {{ {inside} }} }}"#)
    };
    let objects: Vec<String> = (0..7).map(object).collect();
    let text = format!(
        r##"{{ "paths": {{ "/a": {{ "get": {{ "responses": {{ "200": {{ "schema": {{ "$ref": "#/definitions/D6" }} }} }} }} }} }},
          "definitions": {{ {} }} }}"##,
        objects.join(",")
    );
    let state = State::between(None, Connector::of_text(FileRole::Definition, text));
    let page = preview(&state.view()).edited;
    assert!(page.actions[0].outputs.is_cut && page.actions[0].outputs.fields.is_empty());
}

#[test]
fn work_grows_with_the_text_and_not_with_what_it_expands_to() {
    let (small, large) = (State::between(None, crowded(150)), State::between(None, crowded(1200)));
    let page = |state: &State| {
        black_box(preview(&state.view()).html());
    };
    assert!(fixture::is_linear(8, || page(&small), || page(&large)));
    // The same against what is published.
    let compared = |size| State::between(Some(crowded(size)), crowded(size));
    let (small, large) = (compared(100), compared(800));
    assert!(fixture::is_linear(8, || page(&small), || page(&large)));
}
