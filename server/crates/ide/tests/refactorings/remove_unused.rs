//! Removing what nothing uses.

use connector::FileRole;
use ide::actions::{Checking, Request, Wanted};
use ide::{Elsewhere, View, actions};
use rules::{Settings, Stop};

use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.rewrite.removeUnused";

/// A definition whose only operation answers with `Item`.
fn with(rest: &str) -> String {
    format!(
        r##"{{
  "swagger": "2.0",
  "paths": {{
    "/a": {{ "get": {{ "responses": {{ "200": {{ "description": "A.", "schema": {{ "$ref": "#/definitions/Item" }} }} }} }} }}
  }},
  {rest}
}}"##
    )
}

#[test]
fn one_part_goes_and_with_it_its_circle() {
    let item = r#""Item": { "type": "object" }"#;
    check(
        &with(&format!(r#""definitions": {{ {item}, "$0Old": {{ "type": "string" }} }}"#)),
        (KIND, "Remove 'Old'"),
        &with(&format!(r#""definitions": {{ {item} }}"#)),
    );
    let hen = r##""Hen": { "properties": { "egg": { "$ref": "#/definitions/Egg" } } }"##;
    let egg = r##""Egg": { "properties": { "hen": { "type$0": "object", "$ref": "#/definitions/Hen" } } }"##;
    check(
        &with(&format!(r#""definitions": {{ {hen}, {item}, {egg} }}"#)),
        (KIND, "Remove 'Egg' and what refers to it in a circle"),
        &with(&format!(r#""definitions": {{ {item} }}"#)),
    );
}

#[test]
fn all_parts_go_until_nothing_is_unused() {
    let unused = r##""definitions": {
        "$0Box": { "properties": { "lid": { "$ref": "#/definitions/Lid" } } },
        "Item": { "type": "object" },
        "Lid": { "type": "object" }
      },
      "parameters": { "Page": { "name": "page", "in": "query", "type": "integer" } },
      "responses": { "Gone": { "description": "Gone.", "schema": { "$ref": "#/definitions/Lid" } } }"##;
    check(
        &with(unused),
        (KIND, "Remove all unused definitions, parameters and responses (4)"),
        &with(r#""definitions": { "Item": { "type": "object" } }"#),
    );
    // What another unused part needs does not go alone.
    let on_lid = unused.replace("$0", "").replace("\"Lid\": {", "\"$0Lid\": {");
    assert_eq!(titles(&with(&on_lid), KIND), ["Remove all unused definitions, parameters and responses (4)"]);
}

#[test]
fn nothing_is_offered_where_nothing_is_unused_or_something_cannot_be_read() {
    let on_used = r#""definitions": { "$0Item": { "type": "object" }, "Old": {}, "Older": {} }"#;
    assert!(titles(&with(on_used), KIND).is_empty());
    let on_section = r#""defin$0itions": { "Item": { "type": "object" }, "Old": {}, "Older": {} }"#;
    assert_eq!(titles(&with(on_section), KIND), ["Remove all unused definitions (2)"]);
    let elsewhere =
        r#""x-other": { "$0a": 1 }, "definitions": { "Item": { "type": "object" }, "Old": {}, "Older": {} }"#;
    assert!(titles(&with(elsewhere), KIND).is_empty());
    let broken = r#""definitions": { "Item": { "type": "object" } "$0Old": {}, "Older": {} }"#;
    assert!(titles(&with(broken), KIND).is_empty());
}

#[test]
fn other_files_have_none() {
    let (text, span) = marked_text(&with(r#""definitions": { "Item": {}, "$0Old": {} }"#));
    let connector = definition(&text);
    assert_eq!(offers(&connector, span, KIND, true).len(), 1);
    let mut damaged = connector.clone();
    damaged.set_not_utf8(FileRole::Definition, vec![span]);
    assert!(offers(&damaged, span, KIND, true).is_empty());
}

#[test]
fn what_a_quick_fix_does_too_is_shown_once() {
    let (text, span) = marked_text(&with(r#""definitions": { "Item": {}, "$0Old": { "type": "string" } }"#));
    let connector = definition(&text);
    let settings = Settings::default();
    let findings = rules::check(&connector, &settings, &Stop::default());
    let view =
        View { connector: &connector, findings: &findings, published: None, changes: &[], today: None };
    let request = Request {
        file: FileRole::Definition,
        span,
        wanted: Wanted::default(),
        configuration: None,
        checking: Checking { settings: &settings, elsewhere: Elsewhere::default() },
        is_eager: false,
    };
    let found = actions(view, &request, &Stop::default());
    let removals: Vec<&str> = found
        .iter()
        .filter(|action| action.title == "Remove 'Old'")
        .map(|action| action.kind.as_str())
        .collect();
    assert_eq!(removals, ["quickfix"]);
}
