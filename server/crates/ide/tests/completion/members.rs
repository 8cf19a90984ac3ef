//! Names of members, in every state of being typed.

use crate::support::{Scene, all, check_accept, first};

#[test]
fn what_the_place_knows_and_the_object_has_not() {
    let found = all(r#"{ "swagger": "2.0", $0 }"#);
    assert!(found.contains(&"info".to_owned()), "{found:?}");
    assert!(!found.contains(&"swagger".to_owned()));
    // What must be there comes first.
    assert_eq!(first(r#"{ "swagger": "2.0", $0 }"#, 2), ["info", "paths"]);
    let extensions = all(r#"{ "paths": { "/a": { "get": { "x$0" } } } }"#);
    assert!(extensions.contains(&"x-ms-visibility".to_owned()), "{extensions:?}");
}

#[test]
fn quotes_colon_and_commas_are_written_as_needed() {
    let expected = r#"{ "swagger": "" }"#;
    for typed in ["{ $0 }", "{ s$0 }", "{ \"$0\" }", "{ \"sw$0\" }", "{ \"sw$0 }"] {
        check_accept(typed, "swagger", expected);
    }
    check_accept(r#"{ "swagger": "2.0" $0 }"#, "host", r#"{ "swagger": "2.0", "host": "" }"#);
    check_accept("{ \"swagger\": \"2.0\"\n  h$0\n}", "host", "{ \"swagger\": \"2.0\",\n  \"host\": \"\"\n}");
    check_accept(r#"{ $0 "swagger": "2.0" }"#, "host", r#"{ "host": "", "swagger": "2.0" }"#);
    check_accept(r#"{ "h$0": "a" }"#, "host", r#"{ "host": "a" }"#);
    // An unfinished name before a member on the next line.
    check_accept(
        "{\n  \"ho$0\n  \"swagger\": \"2.0\"\n}",
        "host",
        "{\n  \"host\": \"\",\n  \"swagger\": \"2.0\"\n}",
    );
}

#[test]
fn what_is_replaced_holds_the_cursor_on_one_line() {
    let found = |marked: &str| {
        let found = Scene::new(marked).completions(true);
        let text = found.entries.first().map(|entry| entry.text.clone()).unwrap_or_default();
        (found.replace.len(), found.before.map(|comma| comma.text), text)
    };
    let schema = |inside: &str| format!(r#"{{ "definitions": {{ "A": {{ "enum": [5, -1], {inside} }} }} }}"#);
    // A value behind the cursor is replaced with the blanks before it.
    assert_eq!(found(&schema(r#""default":$0 17"#)), (3, None, " 5".to_owned()));
    check_accept(&schema(r#""default":$0 17"#), "-1", &schema(r#""default": -1"#));
    let visibility =
        |typed: &str| format!(r#"{{ "paths": {{ "/a": {{ "get": {{ "x-ms-visibility":{typed} }} }} }} }}"#);
    assert!(all(&visibility("$0\n \"important\"")).is_empty());
    assert!(!all(&visibility("\n $0\"important\"")).is_empty());
    // A comma right before what is replaced is written with it, one further away on its own.
    assert_eq!(found(r#"{ "swagger": "2.0"$0 }"#).1, None);
    check_accept(r#"{ "swagger": "2.0"$0 }"#, "host", r#"{ "swagger": "2.0","host": "" }"#);
    check_accept(r#"{ "swagger": "2.0"ho$0 }"#, "host", r#"{ "swagger": "2.0","host": "" }"#);
    assert_eq!(found(r#"{ "swagger": "2.0" ho$0 }"#).1.as_deref(), Some(","));
    // A negative number is a value like any other.
    let numbered =
        r#"{ "definitions": { "A": { "x-ms-enum-values": [{ "value": 5 }], "enum": [ LIST ] } } }"#;
    check_accept(&numbered.replace("LIST", "$0 -1"), "5", &numbered.replace("LIST", "5, -1"));
}

#[test]
fn a_value_of_the_right_kind_begins() {
    let operation = |typed: &str| format!(r#"{{ "paths": {{ "/a": {{ "get": {{ {typed} }} }} }} }}"#);
    check_accept(&operation("$0"), "deprecated", &operation("\"deprecated\": true"));
    check_accept(&operation("$0"), "parameters", &operation("\"parameters\": []"));
    check_accept(&operation("$0"), "x-ms-api-annotation", &operation("\"x-ms-api-annotation\": {}"));
    check_accept(&operation("$0"), "tags", &operation("\"tags\": [\"\"]"));
    let snippets = Scene::new(&operation("$0")).completions(true);
    let entry = snippets.entries.iter().find(|entry| entry.label == "x-ms-visibility").unwrap();
    assert_eq!(entry.text, "\"x-ms-visibility\": \"$1\"");
    assert!(entry.is_snippet && entry.asks_again);
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    for nothing in [
        "// $0",
        r#"{ "paths": { "/a": { "get": { "summary": "$0" } } } }"#,
        r#"{ "definitions": { "A": { "example": { $0 } } } }"#,
    ] {
        assert_eq!(all(nothing), Vec::<String>::new(), "{nothing}");
    }
}

#[test]
fn values_come_from_the_tables() {
    let visibility = r#"{ "paths": { "/a": { "get": { "x-ms-visibility": $0 } } } }"#;
    let found = all(visibility);
    assert!(
        ["important", "advanced", "internal"].iter().all(|word| found.contains(&(*word).to_owned())),
        "{found:?}"
    );
    check_accept(
        visibility,
        "internal",
        r#"{ "paths": { "/a": { "get": { "x-ms-visibility": "internal" } } } }"#,
    );
    assert!(all(r#"{ "schemes": ["$0"] }"#).contains(&"https".to_owned()));
    assert!(!all(r#"{ "schemes": ["https", "$0"] }"#).contains(&"https".to_owned()));
    assert!(
        all(r#"{ "definitions": { "A": { "type": "integer", "format": "$0" } } }"#)
            .contains(&"int64".to_owned())
    );
    assert!(
        !all(r#"{ "definitions": { "A": { "type": "integer", "format": "$0" } } }"#)
            .contains(&"date".to_owned())
    );
    assert_eq!(
        first(r#"{ "definitions": { "A": { "enum": ["x", "y"], "default": "$0" } } }"#, 2),
        ["x", "y"]
    );
    check_accept(
        r#"{ "paths": { "/a": { "get": { "deprecated": $0 } } } }"#,
        "true",
        r#"{ "paths": { "/a": { "get": { "deprecated": true } } } }"#,
    );
}

#[test]
fn a_file_in_one_long_line_is_read_the_same_way() {
    let filler = format!("\"x-a\": \"{}\"", "a\\\"{ ".repeat(2000));
    for (typed, label, expected) in [
        ("\"deprecated\": f$0", "false", "\"deprecated\": false"),
        ("\"deprecated\": $0", "true", "\"deprecated\": true"),
        ("\"x-ms-visibility\": \"int$0\"", "internal", "\"x-ms-visibility\": \"internal\""),
        ("\"dep$0\": true", "deprecated", "\"deprecated\": true"),
        ("\"summary\": \"a\" dep$0", "deprecated", "\"summary\": \"a\", \"deprecated\": true"),
        ("\"summary\": \"a\", $0", "deprecated", "\"summary\": \"a\", \"deprecated\": true"),
    ] {
        let line = |inside: &str| {
            format!(
                "{{ {filler}, \"paths\": {{ \"/a\": {{ \"get\": {{ {filler}, {inside} }} }} }}, {filler} }}"
            )
        };
        check_accept(&line(typed), label, &line(expected));
    }
}
