//! References give way to what they refer to.

use ide::actions::Outcome;

use crate::support::{check, definition, marked_text, offers, titles};

const KIND: &str = "refactor.inline";
const ORDER: &str =
    r#"{ "type": "object", "description": "An order.", "properties": { "id": { "type": "string" } } }"#;
const PAGE: &str = r#"{ "name": "page", "in": "query", "type": "integer" }"#;
const GONE: &str = r#"{ "description": "Gone." }"#;

/// A definition with a parameter, a response and the schema of another.
fn document(parameter: &str, response: &str, schema: &str, rest: &str) -> String {
    format!(
        r#"{{
  "swagger": "2.0",
  "paths": {{
    "/a": {{ "get": {{ "parameters": [{parameter}], "responses": {{ "200": {{ "schema": {schema} }}, "404": {response} }} }} }}
  }}{rest}
}}"#
    )
}

#[test]
fn the_only_reference_takes_the_part_along() {
    let (page, gone, order) = (
        r##"{ "$ref": "#/parameters/Page" }"##,
        r##"{ "$ref": "#/responses/Gone" }"##,
        r##"{ "$ref": "#/definitions/Order" }"##,
    );
    let parameters = format!(r#""parameters": {{ "Page": {PAGE} }}"#);
    let responses = format!(r#""responses": {{ "Gone": {GONE}, "Other": {GONE} }}"#);
    let others = format!(r#""responses": {{ "Other": {GONE} }}"#);
    let definitions = format!(r#""definitions": {{ "Order": {ORDER} }}"#);
    let before = document(page, gone, order, &format!(", {definitions}, {parameters}, {responses}"));
    let at = |text: &str| before.replacen(&text.replace("$0", ""), text, 1);
    for on in ["#/definit$0ions/Order", "\"Ord$0er\": {"] {
        check(
            &at(on),
            (KIND, "Inline 'Order' and remove it"),
            &document(page, gone, ORDER, &format!(", {parameters}, {responses}")),
        );
    }
    for on in ["#/param$0eters/Page", "\"Pa$0ge\": {"] {
        check(
            &at(on),
            (KIND, "Inline 'Page' and remove it"),
            &document(PAGE, gone, order, &format!(", {definitions}, {responses}")),
        );
    }
    for on in ["#/resp$0onses/Gone", "\"Go$0ne\": {"] {
        check(
            &at(on),
            (KIND, "Inline 'Gone' and remove it"),
            &document(page, GONE, order, &format!(", {definitions}, {parameters}, {others}")),
        );
    }
}

#[test]
fn one_place_or_all() {
    let list = r##"{ "type": "array", "items": { "$ref": "#/definitions/Order" } }"##;
    let rest = |list: &str| format!(r#", "definitions": {{ "Order": {ORDER}, "List": {list} }}"#);
    let reference = r##"{ "$ref": "#/definitions/Order" }"##;
    let marked = document("", "{}", &reference.replace("Order", "Or$0der"), &rest(list));
    check(&marked, (KIND, "Inline 'Order' here"), &document("", "{}", ORDER, &rest(list)));
    let inlined = list.replace(reference, ORDER);
    let everywhere = document("", "{}", ORDER, &format!(r#", "definitions": {{ "List": {inlined} }}"#));
    check(&marked, (KIND, "Inline 'Order' at all 2 places and remove it"), &everywhere);
    let on_name = document("", "{}", reference, &rest(list)).replace("\"Order\": {", "\"$0Order\": {");
    assert_eq!(titles(&on_name, KIND), ["Inline 'Order' at all 2 places and remove it"]);
    check(&on_name, (KIND, "Inline 'Order' at all 2 places and remove it"), &everywhere);
}

#[test]
fn texts_beside_a_reference_are_what_the_copy_says() {
    let before = r##"{ "$ref$0": "#/definitions/Order", "description": "What was \"ordered\".", "title": "Yours", "type": "string", "x-ms-visibility": "internal" }"##;
    let after = ORDER.replace("An order.", "What was \\\"ordered\\\".");
    let after = after.replace("} } }", "} }, \"title\": \"Yours\" }");
    check(
        &document("", "{}", before, &format!(r#", "definitions": {{ "Order": {ORDER} }}"#)),
        (KIND, "Inline 'Order' and remove it"),
        &document("", "{}", &after, ""),
    );
}

#[test]
fn a_chain_is_shortened_by_one() {
    let reference = r##"{ "$ref": "#/definitions/Order" }"##;
    let rest = |alias: &str| format!(r#", "definitions": {{ {alias}"Order": {ORDER} }}"#);
    check(
        &document(
            "",
            "{}",
            r##"{ "$ref": "#/definitions/Al$0ias" }"##,
            &rest(&format!("\"Alias\": {reference}, ")),
        ),
        (KIND, "Inline 'Alias' and remove it"),
        &document("", "{}", reference, &rest("")),
    );
}

#[test]
fn what_cannot_be_copied_says_why() {
    #[track_caller]
    fn refused(rest: &str, expected: &str) {
        let marked = document("", "{}", r##"{ "$ref": "#/definitions/A$0" }"##, rest);
        let (text, span) = marked_text(&marked);
        let found = offers(&definition(&text), span, KIND, false);
        let [action] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!(action.outcome, Outcome::Refused { reason: expected.to_owned() });
    }
    refused(
        r##", "definitions": { "A": { "items": { "$ref": "#/definitions/B" } }, "B": { "items": { "$ref": "#/definitions/A" } } }"##,
        "'A' refers to itself, so that a copy of it would refer to it again.",
    );
    refused(
        r#", "definitions": { "A": { "discriminator": "kind" } }"#,
        "'A' has a discriminator, which goes by the names of definitions.",
    );
    refused(
        &format!(r#", "definitions": {{ "A": {{ "description": "{}" }} }}"#, "long ".repeat(60_000)),
        "That would add 292 KB to the definition. Inline it where it is needed.",
    );
}

#[test]
fn nothing_is_offered_where_nothing_is_referred_to() {
    for schema in [
        r##"{ "$ref": "#/definitions/Go$0ne" }"##,
        r##"{ "$ref": "#/parameters/Pa$0ge" }"##,
        r#"{ "$ref": "other.json#/Ord$0er" }"#,
        r#"{ "$ref$0": 1 }"#,
        r#"{ "type$0": "object" }"#,
        r##"{ "$ref": "#/definitions/Or$0der" "a": 1 }"##,
    ] {
        let marked = document(PAGE, GONE, schema, &format!(r#", "definitions": {{ "Order": {ORDER} }}"#));
        assert!(titles(&marked, KIND).is_empty(), "{schema}");
    }
    let unused = document("", "{}", "{}", r#", "definitions": { "Ord$0er": {} }"#);
    assert!(titles(&unused, KIND).is_empty());
    let inside = document(
        "",
        "{}",
        r##"{ "$ref": "#/definitions/Order" }"##,
        r#", "definitions": { "Order": { "ty$0pe": "object" } }"#,
    );
    assert!(titles(&inside, KIND).is_empty());
}

#[test]
fn parts_that_are_named_in_other_ways_stay() {
    // Where nobody reads references.
    let elsewhere = r##", "x-more": { "$ref": "#/definitions/Order" }"##;
    let rest = format!(r#", "definitions": {{ "Order": {ORDER} }}{elsewhere}"#);
    check(
        &document("", "{}", r##"{ "$ref": "#/definitions/Or$0der" }"##, &rest),
        (KIND, "Inline 'Order'"),
        &document("", "{}", ORDER, &rest),
    );
    let list = r##"{ "items": { "$ref": "#/definitions/Order" } }"##;
    let several = rest.replace("\"Order\": {", &format!("\"List\": {list}, \"$0Order\": {{"));
    let several = document("", "{}", r##"{ "$ref": "#/definitions/Order" }"##, &several);
    assert_eq!(titles(&several, KIND), ["Inline 'Order' at all 2 places"]);
    // By a reference to something in it.
    for inner in ["#/definitions/Order/properties/id", "#/definitions/%4Frder/properties/id"] {
        let rest = format!(
            r##", "definitions": {{ "Order": {ORDER}, "Id": {{ "$ref": "{inner}" }}, "Next": {{ "$ref": "#/definitions/Order2/x" }} }}"##
        );
        check(
            &document("", "{}", r##"{ "$ref": "#/definitions/Or$0der" }"##, &rest),
            (KIND, "Inline 'Order' here"),
            &document("", "{}", ORDER, &rest),
        );
    }
    // By a value: the variant keeps its name.
    let variant = |schema: &str| {
        let base = r#""Base": { "discriminator": "kind" }"#;
        let order = r##""Order": { "allOf": [{ "$ref": "#/definitions/Base" }] }"##;
        document("", "{}", schema, &format!(r#", "definitions": {{ {base}, {order} }}"#))
    };
    let marked = variant(r##"{ "$ref": "#/definitions/Or$0der" }"##);
    assert_eq!(titles(&marked, KIND), ["Inline 'Order' here"]);
    let after = variant(r##"{ "allOf": [{ "$ref": "#/definitions/Base" }] }"##);
    check(&marked, (KIND, "Inline 'Order' here"), &after);
}
