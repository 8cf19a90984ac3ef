//! What has changed since it was published.

use expect_test::expect;

use super::{fields, of, outline};

const PUBLISHED: &str = r#"{ "info": { "title": "Rows" }, "paths": {
  "/a": { "get": { "operationId": "A", "summary": "Get a row", "parameters": [
    { "name": "id", "in": "query", "type": "string", "required": true },
    { "name": "view", "in": "query", "type": "string" },
    { "name": "top", "in": "query", "type": "integer" } ],
    "responses": { "200": { "schema": { "type": "object", "properties": {
      "id": { "type": "string" }, "rows": { "type": "array", "items": { "type": "object", "properties": {
        "x": { "type": "string" } } } } } } } } } },
  "/b": { "get": { "operationId": "B", "summary": "Get all" } },
  "/c": { "get": { "operationId": "C", "summary": "Count" } } } }"#;

fn edited() -> String {
    let now = PUBLISHED
        .replace(r#"{ "name": "view", "in": "query", "type": "string" },"#, "")
        .replace(r#""type": "integer""#, r#""type": "integer", "required": true, "x-ms-summary": "How many""#)
        .replace(r#""x": { "type": "string" }"#, r#""x": { "type": "integer" }, "y": { "type": "string" }"#)
        .replace(
            r#""operationId": "B", "summary": "Get all""#,
            r#""operationId": "D", "summary": "Get everything""#,
        )
        .replace(r#""summary": "Count""#, r#""summary": "Count", "x-ms-visibility": "advanced""#);
    format!("{now}\n//- published/apiDefinition.swagger.json\n{PUBLISHED}")
}

#[test]
fn what_differs_is_marked_on_both_pages() {
    let preview = of(&edited());
    let published = preview.published.as_ref().unwrap();
    assert_eq!(published.label.as_ref(), "main");
    expect![[r#"
        actions
          Get a row · changed: 2 inputs differ; 2 outputs differ
          Get all · removed
          Get everything · added
          Count · advanced · changed: Place in the list was 'normal'
        0 internal
    "#]]
    .assert_eq(&outline(&preview.edited));
    expect![[r#"
        actions
          Get a row · changed: 2 inputs differ; 2 outputs differ
          Get all · removed
          Count · changed: Place in the list becomes 'advanced'
        0 internal
    "#]]
    .assert_eq(&outline(&published.page));
    expect![[r#"
        id * · Text
        view · Text · removed
        How many * · Whole number · changed: Label was 'top'; Required was 'no'
    "#]]
    .assert_eq(&fields(&preview.edited.actions[0].inputs.fields));
    expect![[r#"
        id · Text
        rows · List
          rows/x · Whole number · changed: Kind of value was 'Text'
          rows/y · Text · added
    "#]]
    .assert_eq(&fields(&preview.edited.actions[0].outputs.fields));
    expect![[r#"
        id * · Text
        view · Text · removed
        top · Whole number · changed: Label becomes 'How many'; Required becomes 'yes'
    "#]]
    .assert_eq(&fields(&published.page.actions[0].inputs.fields));
}

#[test]
fn places_are_those_of_the_file_at_hand() {
    let preview = of(&edited());
    for card in preview.published.unwrap().page.cards() {
        assert!(card.place.is_none() && card.inputs.fields.iter().all(|field| field.place.is_none()));
    }
    let text = edited();
    let now = text.split("\n//-").next().unwrap();
    let operation = preview.edited.actions[0].place.as_ref().unwrap();
    assert_eq!(operation.pointer.as_deref(), Some("/paths/~1a/get"));
    assert!(now[operation.span.range()].starts_with(r#""get": { "operationId": "A""#));
    let gone = preview.edited.actions.iter().find(|card| card.title == "Get all").unwrap();
    assert_eq!(gone.place, None);
    let top = preview.edited.actions[0].inputs.fields.last().unwrap();
    assert!(now[top.place.as_ref().unwrap().span.range()].starts_with(r#"{ "name": "top""#));
}

#[test]
fn what_breaks_is_counted() {
    let preview = of(&edited());
    assert!(preview.edited.actions[0].open.breaking >= 2, "{:?}", preview.edited.actions[0].open);
    let html = preview.html();
    assert!(html.contains(r#"id="show-published""#) && html.contains("As published (main)"));
    // One is gone and another is new, so that there are as many as before.
    assert_eq!(html.matches("Actions <span class=\"count\">3</span>").count(), 2);
    assert!(html.contains("Label was &#39;top&#39;"), "{html}");
}

#[test]
fn the_end_of_support_and_a_newer_revision_are_differences() {
    let definition = |expires: &str, newer: &str| {
        format!(
            r#"{{ "paths": {{ "/a": {{ "get": {{ "operationId": "A", "deprecated": true,
            "x-ms-api-annotation": {{ "family": "A", "revision": 1, "expires": "{expires}" }} }} }} {newer} }} }}"#
        )
    };
    let newer = r#", "/b": { "get": { "operationId": "A_V2", "summary": "Next",
        "x-ms-api-annotation": { "family": "A", "revision": 2 } } }"#;
    let (now, before) = (definition("2027-06-30", newer), definition("2027-12-31", ""));
    let preview = of(&format!("{now}\n//- published/apiDefinition.swagger.json\n{before}"));
    expect![[r#"
        actions
          Next · added
          A · deprecated · newer is 'Next' · deprecated · changed: Replacement is new; End of support was '2027-12-31'
        0 internal
    "#]].assert_eq(&outline(&preview.edited));
    expect![[r#"
        actions
          A · deprecated · deprecated · changed: Replacement becomes 'Next'; End of support becomes '2027-06-30'
        0 internal
    "#]].assert_eq(&outline(&preview.published.unwrap().page));
}

#[test]
fn what_is_the_same_has_no_mark() {
    let preview = of(&format!("{PUBLISHED}\n//- published/apiDefinition.swagger.json\n{PUBLISHED}"));
    let all = outline(&preview.edited) + &fields(&preview.edited.actions[0].inputs.fields);
    assert!(!["added", "removed", "changed"].iter().any(|word| all.contains(word)), "{all}");
    let alone = of(PUBLISHED);
    assert_eq!(alone.published, None);
    assert!(!alone.html().contains(r#"id="show-published""#));
}

/// A way to sign in that is new, changed or gone.
#[test]
fn the_sign_in_is_compared_too() {
    let preview = of(r#"{}
//- apiProperties.json
{ "properties": { "connectionParameters": { "key": { "type": "securestring" }, "site": { "type": "string" } } } }
//- published/apiDefinition.swagger.json
{}
//- published/apiProperties.json
{ "properties": { "connectionParameters": { "key": { "type": "string" }, "user": { "type": "string" } } } }"#);
    expect![[r#"
        key · Secret text · Secret · changed: Kind of value was 'Text'; Filled in by was 'typing'
        user · Text · removed
        site · Text · added
    "#]]
    .assert_eq(&fields(&preview.edited.sign_in.unwrap()[0].fields));
}
