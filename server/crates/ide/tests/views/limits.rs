//! How much of the platform's limits is used.

use std::fmt::Write as _;

use connector::FileRole;
use expect_test::{Expect, expect};
use ide::code_lenses::heaviest_places;
use ide::{At, LensSubject, code_lenses, hover};

use crate::support::State;

/// Properties of an object: so many texts, with names that start like this.
fn texts(name: &str, count: usize) -> String {
    let texts: Vec<String> =
        (0..count).map(|index| format!(r#""{name}{index}": {{ "type": "string" }}"#)).collect();
    texts.join(", ")
}

/// An operation that answers with a schema, and its path.
fn list(path: &str, id: &str, schema: &str) -> String {
    format!(
        r##""{path}": {{ "get": {{ {id} "responses": {{ "200": {{ "description": "A.",
  "schema": {{ "$ref": "#/definitions/{schema}" }} }} }} }} }}"##
    )
}

/// A connector near to the limits on schemas and operations, and far from the others.
fn near() -> String {
    let mut paths = vec![
        list("/models", r#""operationId": "ListModels","#, "Models"),
        list("/models/{id}", r#""operationId": "GetModel","#, "Models"),
        list("/orders", "", "Orders"),
    ];
    for index in 0..127 {
        paths.push(format!(r#""/calls/{index}": {{ "get": {{ "responses": {{}} }} }}"#));
    }
    format!(
        r##"{{ "swagger": "2.0", "info": {{ "title": "A" }},
"paths": {{ {} }},
"definitions": {{
  "Models": {{ "type": "object", "properties": {{ "value": {{ "type": "array", "items": {{ "$ref": "#/definitions/Model" }} }} }} }},
  "Model": {{ "type": "object", "properties": {{ {}, "lines": {{ "type": "array", "items": {{ "$ref": "#/definitions/Line" }} }},
    "buyer": {{ "$ref": "#/definitions/Line" }} }} }},
  "Line": {{ "type": "object", "properties": {{ {} }} }},
  "Orders": {{ "type": "array", "items": {{ "$ref": "#/definitions/Line" }} }}
}} }}
"##,
        paths.join(",\n"),
        texts("m", 95),
        texts("l", 200)
    )
}

/// Hovers over the first place where this text stands.
#[track_caller]
fn check(text: &str, place: &str, expected: &Expect) {
    let state = State::of(text);
    let offset = text.find(place).unwrap() as u32 + 1;
    let found = hover(&state.view(), At { file: FileRole::Definition, offset });
    expected.assert_eq(&found.map_or_else(|| "nothing".to_owned(), |found| found.text.markdown()));
}

/// What is told at a place from these words on, without the source of the member.
#[track_caller]
fn end(text: &str, place: &str, start: &str) -> String {
    let state = State::of(text);
    let offset = text.find(place).unwrap() as u32 + 1;
    let told = hover(&state.view(), At { file: FileRole::Definition, offset }).unwrap().text.markdown();
    let from = told.find(start).unwrap_or_else(|| panic!("{told}"));
    told[from..told.rfind("\n\n[").unwrap()].to_owned()
}

#[track_caller]
fn check_end(text: &str, place: &str, start: &str, expected: &Expect) {
    expected.assert_eq(&end(text, place, start));
}

#[test]
fn all_limits_are_a_table() {
    check_end(
        &near(),
        "\"paths\"",
        "| Limit",
        &expect![[r#"
        | Limit | Used | Share |
        |---|---|---|
        | Schemas in a body | 501 of 512 | 97% |
        | Operations | 130 of 256 | 50% |
        | Characters in a solution | 12,655 of 500,000 | 2% |
        | Bytes of the file | 15,300 of 1,048,576 | 1% |

        Heaviest parts:

        - Schemas in a body: `ListModels` answer 200 (501), `GET /orders` answer 200 (202)
        - Operations: `/calls` (127), `/models` (2)"#]],
    );
    for place in ["\"info\"", "\"swagger\""] {
        assert_eq!(end(&near(), place, "| Limit"), end(&near(), "\"paths\"", "| Limit"), "{place}");
    }
}

#[test]
fn a_small_connector_has_a_table_alone() {
    let small = format!(
        r##"{{ "paths": {{ {} }}, "definitions": {{ "A": {{ "type": "object", "properties": {{ {} }} }} }} }}"##,
        list("/a", r#""operationId": "GetA","#, "A"),
        texts("a", 10)
    );
    check_end(
        &small,
        "\"paths\"",
        "| Limit",
        &expect![[r#"
        | Limit | Used | Share |
        |---|---|---|
        | Schemas in a body | 11 of 512 | 2% |
        | Operations | 1 of 256 | 0% |
        | Characters in a solution | 407 of 500,000 | 0% |
        | Bytes of the file | 495 of 1,048,576 | 0% |"#]],
    );
    check_end(&small, "\"schema\"", "11 of", &expect!["11 of 512 schemas (2%), all references followed"]);
    let state = State::of(&small);
    let lenses = code_lenses(&state.view(), FileRole::Definition);
    assert!(lenses.iter().all(|lens| lens.subject != LensSubject::Limits), "{lenses:?}");
    check_end(
        "{ \"info\": {} }",
        "\"info\"",
        "| Limit",
        &expect![[r#"
        | Limit | Used | Share |
        |---|---|---|
        | Characters in a solution | 11 of 500,000 | 0% |
        | Bytes of the file | 14 of 1,048,576 | 0% |
        | Schemas in a body | 0 of 512 | 0% |
        | Operations | 0 of 256 | 0% |"#]],
    );
}

#[test]
fn a_body_says_how_many_schemas_it_comes_to() {
    check_end(
        &near(),
        "\"schema\"",
        "501 of",
        &expect![[r#"
        501 of 512 schemas (97%), all references followed

        Heaviest parts: `value[].lines` (202), `value[].buyer` (201)"#]],
    );
    // A property of this name is none.
    let text = r#"{ "definitions": { "A": { "type": "object", "properties": { "schema": { "type": "string" } } } } }"#;
    check(text, "\"schema\"", &expect!["**schema** · string"]);
    // What nobody could count.
    let mut grown = String::new();
    for index in 0..40 {
        let _ = write!(
            grown,
            r##""A{index}": {{ "properties": {{ "a": {{ "$ref": "#/definitions/A{next}" }}, "b": {{ "$ref": "#/definitions/A{next}" }} }} }}, "##,
            next = index + 1
        );
    }
    let text = format!(
        r#"{{ "paths": {{ {} }}, "definitions": {{ {grown} "A40": {{}} }} }}"#,
        list("/a", r#""operationId": "GetA","#, "A0")
    );
    check_end(
        &text,
        "\"schema\"",
        "at least",
        &expect![[r#"
        at least 4,294,967,295 of 512 schemas (over 1,000%), all references followed

        Heaviest parts: `a.a.a.a.a.a.a.a.a.a` (2,147,483,647), `a.a.a.a.a.a.a.a.a.b` (2,147,483,647)"#]],
    );
}

#[test]
fn the_definition_says_which_limits_are_near() {
    let text = near();
    let state = State::of(&text);
    let lenses = code_lenses(&state.view(), FileRole::Definition);
    let found: Vec<_> = lenses.iter().filter(|lens| lens.subject == LensSubject::Limits).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].title, "501 of 512 schemas in ListModels · 130 of 256 operations");
    assert_eq!(&text[found[0].span.range()], "{");
    let places = heaviest_places(&state.view());
    let shown: Vec<&str> = places.iter().map(|(_, span)| &text[span.range()]).collect();
    assert_eq!(shown, ["\"schema\"", "\"schema\"", "\"/calls/0\"", "\"/models\""]);
    assert!(places.iter().all(|(file, _)| *file == FileRole::Definition));
    assert_eq!(places[0].1.start, text.find("\"schema\"").unwrap() as u32, "that of ListModels");
}

#[test]
fn texts_are_measured_too() {
    let note = "n".repeat(600_000);
    let text = format!(r#"{{ "info": {{}}, "x-note": "{note}", "x-other": "{}" }}"#, &note[..300_000]);
    let state = State::of(&text);
    let lenses = code_lenses(&state.view(), FileRole::Definition);
    let titles: Vec<&str> = lenses.iter().map(|lens| lens.title.as_str()).collect();
    assert_eq!(titles, ["180% of 500,000 characters · 85% of 1,048,576 bytes"]);
    check_end(
        &text,
        "\"info\"",
        "| Limit",
        &expect![[r#"
        | Limit | Used | Share |
        |---|---|---|
        | **Characters in a solution** | **900,036 of 500,000** | **180%** |
        | Bytes of the file | 900,043 of 1,048,576 | 85% |
        | Schemas in a body | 0 of 512 | 0% |
        | Operations | 0 of 256 | 0% |

        Heaviest parts:

        - Characters in a solution: `x-note` (600,011), `x-other` (300,012)
        - Bytes of the file: `x-note` (600,012), `x-other` (300,013)"#]],
    );
    let places = heaviest_places(&state.view());
    let shown: Vec<&str> = places.iter().map(|(_, span)| &text[span.range()]).collect();
    assert_eq!(shown, ["\"x-note\"", "\"x-other\""]);
}
