//! Fixed lists and choices from an operation, as each other.

use evolution::changes::Class;
use ide::actions::Outcome;

use crate::properties::for_all;
use crate::support::{check, definition, marked_text, offers, titles};

const DYNAMIC: &str = "refactor.rewrite.dynamicValues";
const STATIC: &str = "refactor.rewrite.staticList";

const STATUS: &str = r#""name": "status", "in": "query", "required": false, "type": "string""#;
const VALUES: &str = r#""x-ms-dynamic-values": { "operationId": "ListStatuses", "value-collection": "value", "value-path": "id", "value-title": "name" }"#;

/// A list operation with this id, path and more.
fn lists(id: &str, path: &str, more: &str) -> String {
    format!(
        r#""{path}": {{ "get": {{ "operationId": "{id}"{more}, "responses": {{ "200": {{ "description": "All.", "schema": {{
          "type": "object", "properties": {{ "value": {{ "type": "array", "items": {{ "type": "object", "properties": {{
            "id": {{ "type": "string" }}, "name": {{ "type": "string" }} }} }} }} }} }} }} }} }} }}"#
    )
}

/// A definition with an operation that has this parameter, and others.
fn with(parameter: &str, others: &[String]) -> String {
    let others = [String::new()].iter().chain(others).map(String::as_str).collect::<Vec<_>>().join(", ");
    format!(
        r#"{{ "swagger": "2.0", "paths": {{ "/tickets/{{board}}": {{ "get": {{ "operationId": "GetTickets", "parameters": [
      {{ "name": "board", "in": "path", "required": true, "type": "string" }}, {{ {parameter} }} ],
      "responses": {{}} }} }}{others} }} }}"#
    )
}

#[test]
fn a_fixed_list_becomes_choices_of_an_operation() {
    let statuses = lists("ListStatuses", "/statuses", "");
    let names = r#""x-ms-enum-values": [ { "value": "open", "displayName": "Open" } ]"#;
    check(
        &with(
            &format!(r#"{STATUS}, "en$0um": [ "open", "done" ], {names}, "default": "open""#),
            std::slice::from_ref(&statuses),
        ),
        (DYNAMIC, "Let makers choose 'status' from the answer of ListStatuses"),
        &with(&format!(r#"{STATUS}, {VALUES}, "default": "open""#), &[statuses]),
    );
}

#[test]
fn what_a_list_needs_is_passed_on_if_it_has_the_same_name() {
    let board =
        r#", "parameters": [ { "name": "board", "in": "query", "required": true, "type": "string" } ]"#;
    let statuses = lists("ListStatuses", "/statuses", board);
    let passed = VALUES.replace(" }", r#", "parameters": { "board": { "parameter": "board" } } }"#);
    check(
        &with(&format!(r#"{STATUS}, "en$0um": [ "open" ]"#), std::slice::from_ref(&statuses)),
        (DYNAMIC, "Let makers choose 'status' from the answer of ListStatuses"),
        &with(&format!("{STATUS}, {passed}"), &[statuses]),
    );
    for other in [board.replace("board", "team"), board.replace("string", "integer")] {
        let statuses = lists("ListStatuses", "/statuses", &other);
        let marked = with(&format!(r#"{STATUS}, "en$0um": [ "open" ]"#), &[statuses]);
        assert!(titles(&marked, DYNAMIC).is_empty(), "{other}");
    }
}

#[test]
fn the_best_operations_come_first_and_others_not_at_all() {
    let parameter = format!(r#"{STATUS}, "en$0um": [ "open", "done" ]"#);
    let others = [
        lists("ListColours", "/colours", ""),
        lists("GetStatus", "/state", ""),
        lists("ListStatuses", "/statuses", ""),
        lists("ListThings", "/things", r#", "x-ms-visibility": "internal""#),
        lists("OldStatuses", "/statuses/old", r#", "deprecated": true"#),
        lists("StatusTrigger", "/statuses/new", r#", "x-ms-trigger": "batch""#),
    ];
    let expected = ["ListStatuses", "GetStatus", "ListThings"]
        .map(|id| format!("Let makers choose 'status' from the answer of {id}"));
    assert_eq!(titles(&with(&parameter, &others), DYNAMIC), expected);
    // An example with the very values says more than names.
    let shown = others[0].replace(
        r#""description": "All.""#,
        r#""description": "All.", "examples": { "application/json": { "value": [ { "id": "done" }, { "id": "open" } ] } }"#,
    );
    let found = titles(&with(&parameter, &[shown, others[2].clone()]), DYNAMIC);
    assert_eq!(found[0], "Let makers choose 'status' from the answer of ListColours");
}

#[test]
fn only_inputs_with_a_list_of_their_type_can_change() {
    let statuses = || [lists("ListStatuses", "/statuses", "")];
    for parameter in [
        format!(r#"{STATUS}, "form$0at": "byte""#),
        format!(r#"{STATUS}, "en$0um": [ "open" "done" ]"#),
        format!(r#"{STATUS}, "en$0um": [ "open" ], {VALUES}"#),
        format!(r#"{}, "en$0um": [ 1 ]"#, STATUS.replace("string", "integer")),
    ] {
        assert!(titles(&with(&parameter, &statuses()), DYNAMIC).is_empty(), "{parameter}");
    }
    // What the service answers is chosen by nobody.
    let answer = with(STATUS, &statuses()).replace("\"id\": {", "\"status\": { \"en$0um\": [ \"open\" ],");
    assert!(titles(&answer, DYNAMIC).is_empty());
    let [(_, whole), ..] =
        fixture::layouts(&with(&format!(r#"{STATUS}, "en$0um": [ "open" ]"#), &statuses()));
    let elsewhere = whole.replace("\"2.0\",", "\"2.0\"");
    assert_eq!(titles(&elsewhere, DYNAMIC).len(), 1);
}

fn example(sample: &str) -> [String; 1] {
    let shown = format!(r#""description": "All.", "examples": {{ "application/json": {sample} }}"#);
    [lists("ListStatuses", "/statuses", "").replace(r#""description": "All.""#, &shown)]
}

#[test]
fn choices_in_an_example_become_a_fixed_list() {
    let sample = r#"{ "value": [ { "id": "open", "name": "Open" }, { "id": "done", "name": "Done" }, { "id": "open" } ] }"#;
    let list = r#""x-ms-dynamic-list": { "operationId": "ListStatuses", "itemsPath": "value", "itemValuePath": "id" }"#;
    let fixed = r#""enum": [ "open", "done" ], "x-ms-enum-values": [
        { "value": "open", "displayName": "Open" }, { "value": "done", "displayName": "Done" } ]"#;
    check(
        &with(&format!("{STATUS}, {}, {list}", VALUES.replace("x-ms", "$0x-ms")), &example(sample)),
        (STATIC, "Make 'status' a fixed list of what the example shows"),
        &with(&format!("{STATUS}, {fixed}"), &example(sample)),
    );
    check(
        &with(&format!("{STATUS}, {}", list.replace("x-ms", "$0x-ms")), &example(sample)),
        (STATIC, "Make 'status' a fixed list of what the example shows"),
        &with(&format!(r#"{STATUS}, "enum": [ "open", "done" ]"#), &example(sample)),
    );
    // Names of other choices go, or make room for those of the new ones.
    let old = r#""x-ms-enum-values": [ { "value": "x", "displayName": "X" } ]"#;
    check(
        &with(&format!("{STATUS}, {}, {old}", list.replace("x-ms", "$0x-ms")), &example(sample)),
        (STATIC, "Make 'status' a fixed list of what the example shows"),
        &with(&format!(r#"{STATUS}, "enum": [ "open", "done" ]"#), &example(sample)),
    );
    check(
        &with(&format!("{STATUS}, {}, {old}", VALUES.replace("x-ms", "$0x-ms")), &example(sample)),
        (STATIC, "Make 'status' a fixed list of what the example shows"),
        &with(&format!("{STATUS}, {fixed}"), &example(sample)),
    );
}

#[test]
fn a_list_that_the_connector_states_is_taken() {
    let stated = [lists("ListStatuses", "/statuses", "")
        .replace(r#""id": { "type": "string""#, r#""id": { "type": "string", "enum": [ "a", "b" ]"#)];
    check(
        &with(&format!("{STATUS}, {}", VALUES.replace("x-ms", "$0x-ms")), &stated),
        (STATIC, "Make 'status' a fixed list of 2 choices"),
        &with(&format!(r#"{STATUS}, "enum": [ "a", "b" ]"#), &stated),
    );
    check(
        &with(&format!(r#"{STATUS}, "enum": [ "x" ], {}"#, VALUES.replace("x-ms", "$0x-ms")), &stated),
        (STATIC, "Make 'status' a fixed list"),
        &with(&format!(r#"{STATUS}, "enum": [ "x" ]"#), &stated),
    );
}

#[test]
fn without_known_choices_nothing_is_made_up() {
    let marked = VALUES.replace("x-ms", "$0x-ms");
    let passed = marked.replace(" }", r#", "parameters": { "b": { "parameter": "board" } } }"#);
    let default = format!(r#""default": "gone", {marked}"#);
    for (call, others, said) in [
        (&marked, [lists("ListStatuses", "/statuses", "")], "has no example of its answer"),
        (&marked, [lists("Other", "/others", "")], "not in this connector"),
        (&marked, example("{ \"value\": [] }"), "no list of choices"),
        (&marked, example("{ \"value\": [ { \"name\": \"Open\" } ] }"), "no list of choices"),
        (&marked, example("{ \"value\": [ { \"id\": 5 } ] }"), "is 5, which is not of the type"),
        (&marked, example("{ \"value\": [ { \"id\": {} } ] }"), "is an object, which is not"),
        (
            &default,
            example("{ \"value\": [ { \"id\": \"a\" } ] }"),
            "The default \"gone\" is none of the choices",
        ),
        (&passed, example("{ \"value\": [ { \"id\": \"a\" } ] }"), "depend on another input"),
    ] {
        let (text, span) = marked_text(&with(&format!("{STATUS}, {call}"), &others));
        let found = offers(&definition(&text), span, STATIC, true);
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert!(matches!(&only.outcome, Outcome::Refused { reason } if reason.contains(said)), "{only:?}");
    }
    assert!(titles(&with(&format!("{STATUS}, \"form$0at\": \"byte\""), &[]), STATIC).is_empty());
}

#[test]
fn choices_leave_no_finding_and_those_of_an_operation_break_no_flow() {
    let made = for_all(DYNAMIC, Class::Risky, |definition| {
        let enums = definition.tree().nodes().filter(|node| node.key().is_some_and(|key| key.is("enum")));
        enums.collect()
    });
    assert!(made > 5 || fixture::corpus(DYNAMIC).is_none(), "{made}");
    // Not so with fixed lists: whoever had another value feels it.
    let made = for_all(STATIC, Class::Breaking, |definition| {
        definition.dynamic_calls.iter().map(|call| definition.node(call.node)).collect()
    });
    assert!(made > 0 || fixture::corpus(STATIC).is_none(), "{made}");
}
