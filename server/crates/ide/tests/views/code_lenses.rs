//! Lines above operations.

use connector::FileRole;
use evolution::lifecycle::Step;
use expect_test::{Expect, expect};
use ide::code_lenses::{places, title_if_ready};
use ide::{LensSubject, code_lenses};

use crate::support::State;

/// The lenses of the definition, each with the text that it stands above.
#[track_caller]
fn check(marked: &str, expected: &Expect) {
    let state = State::of(marked);
    let text = state.connector.part(FileRole::Definition).unwrap().text();
    let lenses = code_lenses(&state.view(), FileRole::Definition);
    let lines: Vec<String> =
        lenses.iter().map(|lens| format!("{} {}\n", &text[lens.span.range()], lens.title)).collect();
    expected.assert_eq(&lines.concat());
}

/// Two revisions whose older one is in this state, and an action of its own.
pub(crate) fn family(older: &str, newer: &str) -> String {
    format!(
        r#"{{ "paths": {{
  "/a": {{ "get": {{ "operationId": "A", {older} "x-ms-api-annotation": {{ "family": "A", "revision": 1 }} }} }},
  "/v2/a": {{ "get": {{ "operationId": "A_V2", {newer} }} }},
  "/b": {{ "post": {{ "x-ms-dynamic-values": {{}}, "parameters": [
    {{ "name": "a", "in": "query", "x-ms-dynamic-values": {{ "operationId": "A" }} }},
    {{ "name": "b", "in": "query", "x-ms-dynamic-values": {{ "operationId": "A" }} }}] }} }}
}} }}
"#
    )
}

const START: Step = Step::Start { same_backend: false };
const PREVIEW: &str = r#""x-ms-api-annotation": { "family": "A", "revision": 2, "status": "Preview" }"#;
pub(crate) const PRODUCTION: &str = r#""x-ms-api-annotation": { "family": "A", "revision": 2 }"#;

#[test]
fn each_operation_says_where_it_stands() {
    check(
        &family(r#""x-ms-visibility": "advanced","#, PREVIEW),
        &expect![[r#"
        "get" revision 1 of 2 · Production · downplayed · 2 references
        "get" revision 2 of 2 · Preview · 0 references
        "post" revision 1 · Production · 0 references
    "#]],
    );
    check(
        &family("", PRODUCTION),
        &expect![[r#"
        "get" revision 1 of 2 · Production · superseded · 2 references
        "get" revision 2 of 2 · Production · 0 references
        "post" revision 1 · Production · 0 references
    "#]],
    );
    check(
        &family(r#""deprecated": true,"#, PRODUCTION),
        &expect![[r#"
        "get" revision 1 of 2 · Production · deprecated · 2 references
        "get" revision 2 of 2 · Production · 0 references
        "post" revision 1 · Production · 0 references
    "#]],
    );
    check(
        &family(r#""deprecated": true, "x-ms-visibility": "internal","#, PRODUCTION),
        &expect![[r#"
        "get" revision 1 of 2 · Production · hidden · 2 references
        "get" revision 2 of 2 · Production · 0 references
        "post" revision 1 · Production · 0 references
    "#]],
    );
    check(
        &family(r#""deprecated": true,"#, PRODUCTION)
            .replace("\"revision\": 1", "\"expires\": \"2026-11-21\""),
        &expect![[r#"
            "get" revision 1 of 2 · Production · expired · 2 references
            "get" revision 2 of 2 · Production · 0 references
            "post" revision 1 · Production · 0 references
        "#]],
    );
}

/// A definition with an output and an input that the published one has in another form.
pub(crate) fn edited() -> String {
    let published = r##"{
  "paths": {
    "/a": { "get": { "operationId": "GetA", "responses": { "200": { "description": "A.",
      "schema": { "$ref": "#/definitions/A" } } } } },
    "/b": { "get": { "operationId": "GetB", "parameters": [{ "name": "p", "in": "query", "type": "string" }],
      "responses": { "200": { "description": "B.", "schema": { "$ref": "#/definitions/A" } } } } },
    "/c": { "get": { "operationId": "GetC", "responses": { "200": { "description": "C." } } } }
  },
  "definitions": { "A": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } } }
}
"##;
    let now = published
        .replace(r#", "y": { "type": "string" }"#, "")
        .replace(r#""type": "string" }]"#, r#""type": "string", "required": true }]"#)
        .replace("GetB", "ListB");
    format!("{now}//- published/apiDefinition.swagger.json\n{published}")
}

#[test]
fn operations_say_what_has_changed_since() {
    check(
        &edited(),
        &expect![[r#"
        { since main: 3 breaking; major update
        "get" revision 1 · Production · 0 references
        "get" 1 breaking change since main
        "get" revision 1 · Production · 0 references
        "get" 3 breaking changes since main
        "get" revision 1 · Production · 0 references
    "#]],
    );
}

#[test]
fn the_connector_says_what_the_update_is() {
    let text = |title: &str, host: &str| {
        format!(
            r#"{{ "info": {{ "title": "A", "description": "{title}" }}, "host": "{host}", "paths": {{}} }}"#
        )
    };
    let check = |now: String, old: String, expected: Expect| {
        check(&format!("{now}\n//- published/apiDefinition.swagger.json\n{old}"), &expected);
    };
    check(text("a", "h"), text("a", "h"), expect![[r#""#]]);
    check(
        text("b", "h"),
        text("a", "h"),
        expect![[r#"
        { since main: minor update
    "#]],
    );
    check(
        text("a", "g"),
        text("a", "h"),
        expect![[r#"
        { since main: 1 risky; major update
    "#]],
    );
}

#[test]
fn a_lens_can_be_followed() {
    let state = State::of(&edited());
    let view = state.view();
    let lenses = code_lenses(&view, FileRole::Definition);
    let changed: Vec<usize> = lenses
        .iter()
        .filter_map(|lens| match lens.subject {
            LensSubject::Changes { operation } => Some(operation),
            _ => None,
        })
        .collect();
    assert_eq!(changed, [0, 1]);
    assert_eq!(title_if_ready(&view, 0, &START).as_deref(), Some("Start revision 2 of GetA"));
    assert_eq!(title_if_ready(&view, 7, &START), None);

    let state = State::of(&format!("{}//- script.csx\nvar id = \"A\";\n", family("", PREVIEW)));
    let found = places(&state.view(), 0);
    let texts: Vec<(FileRole, &str)> = found
        .iter()
        .map(|(file, span)| (*file, &state.connector.part(*file).unwrap().text()[span.range()]))
        .collect();
    let definition = (FileRole::Definition, "A");
    assert_eq!(texts, [definition, definition, (FileRole::Script, "A")]);
    assert_eq!(title_if_ready(&state.view(), 0, &START), None, "there is a newer revision");
}

#[test]
fn other_files_have_none() {
    let state = State::of(&format!("{}//- apiProperties.json\n{{}}", family("", PREVIEW)));
    assert_eq!(code_lenses(&state.view(), FileRole::Properties), []);
}
