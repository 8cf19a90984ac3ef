//! Design-time calls in both forms.

use evolution::changes::Class;
use ide::actions::Outcome;

use crate::properties::for_all;
use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.rewrite.dynamicTwin";

/// An operation whose field `title` has this call, and the operation that is called.
fn with(call: &str, more: &str) -> String {
    format!(
        r#"{{ "swagger": "2.0", "paths": {{
  "/items/{{site}}": {{ "post": {{ "operationId": "CreateItem", "parameters": [
    {{ "name": "site", "in": "path", "required": true, "type": "string" }}{more},
    {{ "name": "body", "in": "body", "schema": {{ "type": "object", "properties": {{
      "folder": {{ "type": "object", "properties": {{ "id": {{ "type": "string" }} }} }},
      "title": {{ "type": "string", {call} }} }} }} }} ], "responses": {{}} }} }},
  "/choices": {{ "get": {{ "operationId": "GetChoices", "parameters": [
    {{ "name": "a", "in": "query", "type": "string" }}, {{ "name": "b", "in": "query", "type": "string" }},
    {{ "name": "c", "in": "query", "type": "integer" }} ], "responses": {{}} }} }} }} }}"#
    )
}

const VALUES: &str = r#""x-ms-dynamic-values": { "operationId": "GetChoices", "value-collection": "value", "value-path": "id",
    "value-title": "name", "parameters": { "a": { "parameter": "site" }, "b": { "parameter": "folder.id" }, "c": 5 } }"#;
const LIST: &str = r#""x-ms-dynamic-list": { "operationId": "GetChoices", "parameters": { "a": { "parameterReference": "site" },
    "b": { "parameterReference": "body/folder/id" }, "c": { "value": 5 } },
    "itemsPath": "value", "itemValuePath": "id", "itemTitlePath": "name" }"#;

#[test]
fn values_and_list_are_written_as_each_other() {
    check(
        &with(&VALUES.replace("value-path", "value-$0path"), ""),
        (KIND, "Add 'x-ms-dynamic-list' to 'title'"),
        &with(&format!("{VALUES}, {LIST}"), ""),
    );
    let back = r#""x-ms-dynamic-values": { "operationId": "GetChoices", "parameters": { "a": { "parameter": "site" },
        "b": { "parameter": "folder.id" }, "c": 5 }, "value-collection": "value", "value-path": "id", "value-title": "name" }"#;
    check(
        &with(&LIST.replace("\"x-ms", "\"$0x-ms"), ""),
        (KIND, "Add 'x-ms-dynamic-values' to 'title'"),
        &with(&format!("{LIST}, {back}"), ""),
    );
    assert!(titles(&with(&format!("{}, {LIST}", VALUES.replace("\"id\"", "\"i$0d\"")), ""), KIND).is_empty());
}

#[test]
fn schema_and_properties_are_written_as_each_other() {
    let older = r#""x-ms-dynamic-schema": { "operationId": "GetChoices", "parameters": { "a": { "parameter": "site" } },
        "value-path": "shape/properties" }"#;
    let newer = r#""x-ms-dynamic-properties": { "operationId": "GetChoices", "parameters": { "a": { "parameterReference": "site" } },
        "itemValuePath": "shape" }"#;
    check(
        &with(older, "").replace("\"title\"", "\"ti$0tle\""),
        (KIND, "Add 'x-ms-dynamic-properties' to 'title'"),
        &with(&format!("{older}, {newer}"), ""),
    );
    let back = older.replace("shape/properties", "shape");
    check(
        &with(newer, "").replace("\"title\"", "\"ti$0tle\""),
        (KIND, "Add 'x-ms-dynamic-schema' to 'title'"),
        &with(&format!("{newer}, {back}"), ""),
    );
}

#[test]
fn a_name_with_two_meanings_is_offered_in_both() {
    let values = VALUES.replace("folder.id", "folder").replace("\"a\"", "\"$0a\"");
    let folder = r#", { "name": "folder", "in": "query", "type": "string" }"#;
    let marked = with(&values, folder);
    let expected = ["fields of the body", "parameters"]
        .map(|meant| format!("Add 'x-ms-dynamic-list' to 'title', with names that are {meant}"));
    assert_eq!(titles(&marked, KIND), expected);
    let [field, parameter] = expected;
    let plain = VALUES.replace("folder.id", "folder");
    for (title, name) in [(&field, "body/folder"), (&parameter, "folder")] {
        let list = LIST.replace("body/folder/id", name);
        check(&marked, (KIND, title), &with(&format!("{plain}, {list}"), folder));
    }
}

#[test]
fn what_has_no_counterpart_is_refused_with_the_reason() {
    for (call, said) in [
        (VALUES.replace("\"folder.id\"", "\"nobody$0\""), "What is passed on as 'b'"),
        (r#""x-ms-dynamic-values": { "capability": "file$0-picker" }"#.to_owned(), "names no operation"),
        (VALUES.replace("\"GetChoices\"", "\"Get$0Nothing\""), "no operation 'GetNothing'"),
        (LIST.replace("\"itemValuePath\": \"id\", ", "$0"), "Add 'itemValuePath' first"),
        (VALUES.replace("\"value-path\": \"id\"", "\"value-path\": $0{}"), "no text"),
    ] {
        let (text, span) = marked_text(&with(&call, ""));
        let found = offers(&definition(&text), span, KIND, true);
        let [only] = found.as_slice() else { panic!("{found:#?}") };
        assert!(matches!(&only.outcome, Outcome::Refused { reason } if reason.contains(said)), "{only:?}");
    }
    assert!(titles(&with(&VALUES.replace('5', "5$0 6"), ""), KIND).is_empty());
    let elsewhere = with(&VALUES.replace('5', "$05"), "").replace("\"2.0\",", "\"2.0\"");
    assert_eq!(titles(&elsewhere, KIND), ["Add 'x-ms-dynamic-list' to 'title'"]);
}

#[test]
fn a_twin_changes_no_meaning_and_agrees_with_the_other() {
    let made = for_all(KIND, Class::Compatible, |definition| {
        definition.dynamic_calls.iter().map(|call| definition.node(call.node)).collect()
    });
    assert!(made > 3, "{made}");
}
