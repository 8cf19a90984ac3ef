//! Inline schemas and parameters become shared ones.

use ide::actions::Outcome;

use crate::support::{check, definition, marked_text, offers, titles};

const DEFINITION: &str = "refactor.extract.definition";
const PARAMETER: &str = "refactor.extract.parameter";

/// A definition with two operations: one with parameters, both with the schema of a response.
fn document(parameters: &str, [first, second]: [&str; 2], rest: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "paths": {{
    "/a": {{ "get": {{ "operationId": "GetOrder", "parameters": [{parameters}], "responses": {{ "200": {{ "description": "A.", "schema": {first} }} }} }} }},
    "/b": {{ "post": {{ "operationId": "AddOrder", "parameters": [{parameters}], "responses": {{ "201": {{ "description": "B.", "schema": {second} }} }} }} }}
  }}{rest}
}}"#
    )
}

const ORDER: &str = r#"{ "type": "object", "properties": { "id": { "type": "string" } } }"#;
/// The same in other words.
const SAME: &str = r#"{ "properties": { "id": { "type": "str\u0069ng" } }, "type": "object" }"#;

#[test]
fn all_copies_refer_to_one_definition() {
    let reference = r##"{ "$ref": "#/definitions/GetOrderResponse" }"##;
    for on in [
        r#"{$0 "type": "object", "properties": { "id": { "type": "string" } } }"#,
        r#"{ "type": "object", "properties": { "id": { "type": "str$0ing" } } }"#,
        r#"{ "type": "object", "properties": { "i$0d": { "type": "string" } } }"#,
    ] {
        check(
            &document("", [on, SAME], ""),
            (DEFINITION, "Extract to definition 'GetOrderResponse'"),
            &document(
                "",
                [reference, reference],
                &format!(r#", "definitions": {{ "GetOrderResponse": {ORDER} }}"#),
            ),
        );
    }
    // At the end of the definitions that are there; what is different stays.
    let other = r#"{ "type": "object", "properties": { "id": { "type": "integer" } } }"#;
    let rest = r#", "definitions": { "Other": { "type": "string" } }, "tags": []"#;
    let extended = format!(
        r#", "definitions": {{ "Other": {{ "type": "string" }}, "GetOrderResponse": {ORDER} }}, "tags": []"#
    );
    check(
        &document("", [&ORDER.replacen("type", "ty$0pe", 1), other], rest),
        (DEFINITION, "Extract to definition 'GetOrderResponse'"),
        &document("", [reference, other], &extended),
    );
}

#[test]
fn a_definition_that_says_the_same_is_used() {
    let rest = format!(r#", "definitions": {{ "Order": {SAME} }}"#);
    let reference = r##"{ "$ref": "#/definitions/Order" }"##;
    check(
        &document("", [&ORDER.replacen("type", "ty$0pe", 1), ORDER], &rest),
        (DEFINITION, "Refer to definition 'Order', which says the same"),
        &document("", [reference, reference], &rest),
    );
}

#[test]
fn names_come_from_what_is_known() {
    let properties = r#""type": "object", "properties": { "a": {} }"#;
    let name = |first: &str, rest: &str| {
        let found = titles(&document("", [first, "{}"], rest), DEFINITION);
        let [title] = found.as_slice() else { panic!("{first}: {found:?}") };
        title
            .strip_prefix("Extract to definition '")
            .and_then(|title| title.strip_suffix('\''))
            .unwrap()
            .to_owned()
    };
    let taken =
        r#", "definitions": { "GetOrderResponse": {}, "Line": {}, "Order": {}, "GetOrderResponseLine": {} }"#;
    for (first, rest, expected) in [
        (format!(r#"{{$0 "title": "order line", {properties} }}"#), "", "OrderLine"),
        (format!(r#"{{$0 "title": "Order", {properties} }}"#), taken, "GetOrderResponse2"),
        (format!("{{$0 {properties} }}"), taken, "GetOrderResponse2"),
        (format!(r#"{{ "type": "array", "items": {{$0 {properties} }} }}"#), "", "GetOrderResponseItem"),
        (format!(r#"{{ "properties": {{ "lines": {{ "items": {{$0 {properties} }} }} }} }}"#), "", "Line"),
        (
            format!(r#"{{ "properties": {{ "lines": {{ "items": {{$0 {properties} }} }} }} }}"#),
            taken,
            "GetOrderResponseLine2",
        ),
        (format!(r#"{{ "properties": {{ "ship-to": {{$0 {properties} }} }} }}"#), "", "ShipTo"),
        (r#"{ "properties": { "ship-to": {$0 "enum": ["a"] } } }"#.to_owned(), "", "ShipTo"),
        (format!(r#"{{ "additionalProperties": {{$0 {properties} }} }}"#), "", "GetOrderResponseValue"),
        (format!(r#"{{ "allOf": [ {{$0 {properties} }} ] }}"#), "", "GetOrderResponsePart"),
        (format!(r#"{{ "properties": {{ "ü": {{$0 {properties} }} }} }}"#), "", "GetOrderResponse"),
    ] {
        assert_eq!(name(&first, rest), expected, "{first}");
    }
    // A reference that leads nowhere goes on doing so.
    let lost = r##", "definitions": { "A": { "$ref": "#/definitions/GetOrderResponse" } }"##;
    assert_eq!(name(&format!("{{$0 {properties} }}"), lost), "GetOrderResponse2");
    let body = format!(r#"{{ "name": "body", "in": "body", "schema": {{$0 {properties} }} }}"#);
    let one_body = document("", ["{}", "{}"], "").replacen("[]", &format!("[{body}]"), 1);
    assert_eq!(titles(&one_body, DEFINITION), ["Extract to definition 'GetOrderRequest'"]);
    let error = document("", [&format!("{{$0 {properties} }}"), "{}"], "").replace("200", "404");
    assert_eq!(titles(&error, DEFINITION), ["Extract to definition 'GetOrderError'"]);
}

#[test]
fn small_named_and_damaged_schemas_stay() {
    for first in [
        r#"{$0 "type": "string" }"#,
        r#"{$0 "type": "array", "items": { "type": "string" } }"#,
        r##"{$0 "$ref": "#/definitions/A" }"##,
        r#"{$0 "discriminator": "kind", "properties": { "kind": {} } }"#,
        r#"{$0 "properties": { "a": {} "b": {} } }"#,
        r#"{ "type": "object" }, "desc$0": { "properties": { "a": {} } }"#,
    ] {
        assert!(titles(&document("", [first, "{}"], ""), DEFINITION).is_empty(), "{first}");
    }
    let named = r#", "definitions": { "A": {$0 "properties": { "a": { "type": "string" } } } }"#;
    assert!(titles(&document("", ["{}", "{}"], named), DEFINITION).is_empty());
    let no_room = document("", [&format!("{{$0{}", &ORDER[1..]), "{}"], r#", "definitions": []"#);
    assert!(titles(&no_room, DEFINITION).is_empty());
    let cut_off = document("", [&format!("{{$0{}", &ORDER[1..]), "{}"], "");
    assert!(titles(cut_off.trim_end_matches('}'), DEFINITION).is_empty());
    // A selection names even a single value.
    assert_eq!(titles(&document("", [r#"<r>{ "type": "string" }</r>"#, "{}"], ""), DEFINITION).len(), 1);
    // Damage elsewhere does not matter.
    let damaged = document("", [&format!("{{$0{}", &ORDER[1..]), r#"{ "type" "object" }"#], "");
    assert_eq!(titles(&damaged, DEFINITION).len(), 1);
}

const PAGE: &str = r#"{ "name": "page-size", "in": "query", "type": "integer", "enum": [1, 2] }"#;

#[test]
fn all_copies_refer_to_one_shared_parameter() {
    let reference = r##"{ "$ref": "#/parameters/PageSize" }"##;
    for marked in [PAGE.replace("name", "na$0me"), PAGE.replace("[1", "[$01"), format!("<r>{PAGE}</r>")] {
        let before =
            document(PAGE, ["{}", "{}"], r#", "definitions": {}, "tags": []"#).replacen(PAGE, &marked, 1);
        let after = format!(r#", "definitions": {{}}, "parameters": {{ "PageSize": {PAGE} }}, "tags": []"#);
        check(
            &before,
            (PARAMETER, "Extract to shared parameter 'PageSize'"),
            &document(reference, ["{}", "{}"], &after),
        );
    }
}

#[test]
fn a_shared_parameter_that_says_the_same_is_used() {
    let rest = format!(r#", "parameters": {{ "Size": {PAGE} }}"#);
    let before = document(PAGE, ["{}", "{}"], &rest).replacen("page", "pa$0ge", 1);
    let after = document(r##"{ "$ref": "#/parameters/Size" }"##, ["{}", "{}"], &rest);
    check(&before, (PARAMETER, "Refer to shared parameter 'Size', which says the same"), &after);
    // A name that a reference reads as another one.
    assert_eq!(
        titles(&before.replace("\"Size\"", "\"%41\""), PARAMETER),
        ["Extract to shared parameter 'PageSize'"]
    );
    let different = rest.replace('2', "3").replace("Size", "PageSize");
    let before = document(PAGE, ["{}", "{}"], &different).replacen("page", "pa$0ge", 1);
    assert_eq!(titles(&before, PARAMETER), ["Extract to shared parameter 'PageSize2'"]);
}

#[test]
fn what_is_no_parameter_by_itself_stays() {
    for parameter in [
        r##"{ "$ref$0": "#/parameters/A" }"##,
        r#"{ "name$0": "a" }"#,
        r#"{ "in$0": "query" }"#,
        r#"{ "name$0": "a", "in": "query" "type": "string" }"#,
        r#"{ "name": "body", "in": "body", "schema": {$0 "properties": {} } }"#,
    ] {
        let marked = document("", ["{}", "{}"], "").replacen("[]", &format!("[{parameter}]"), 1);
        assert!(titles(&marked, PARAMETER).is_empty(), "{parameter}");
    }
    let shared = format!(r#", "parameters": {{ "A": {} }}"#, PAGE.replace("name", "na$0me"));
    assert!(titles(&document("", ["{}", "{}"], &shared), PARAMETER).is_empty());
}

#[test]
fn a_variant_of_a_discriminator_gets_no_name() {
    let variant = r##"{ "allO$0f": [ { "$ref": "#/definitions/Pet" }, { "type": "object" } ] }"##;
    let rest = r#", "definitions": { "Pet": { "discriminator": "kind" } }"#;
    let (text, span) = marked_text(&document("", [variant, "{}"], rest));
    let found = offers(&definition(&text), span, DEFINITION, true);
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert!(
        matches!(&only.outcome, Outcome::Refused { reason } if reason.contains("one more variant")),
        "{only:?}"
    );
    let (text, span) = marked_text(&document("", [variant, "{}"], &rest.replace("discriminator", "title")));
    let found = offers(&definition(&text), span, DEFINITION, true);
    assert!(found.iter().any(|action| matches!(action.outcome, Outcome::Edits(_))), "{found:#?}");
}
