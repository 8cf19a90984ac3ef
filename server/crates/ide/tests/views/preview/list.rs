//! The list of operations.

use expect_test::{Expect, expect};

use super::{of, outline, paths};

#[track_caller]
fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&outline(&of(text).edited));
}

#[test]
fn important_ones_come_first_and_internal_ones_not_at_all() {
    check(
        &paths(
            r#""/a": { "get": { "operationId": "A", "summary": "Advanced one", "x-ms-visibility": "advanced" } },
               "/b": { "get": { "operationId": "B", "summary": "Normal one" } },
               "/c": { "get": { "operationId": "C", "summary": "Important one", "x-ms-visibility": "important" } },
               "/d": { "get": { "operationId": "D", "summary": "Internal one", "x-ms-visibility": "internal" } },
               "/e": { "get": { "operationId": "E", "summary": "Old one", "deprecated": true } },
               "/f": { "get": { "operationId": "F", "summary": " " } },
               "/g": { "get": {} }"#,
        ),
        &expect![[r#"
            actions
              Important one · important
              Normal one
              F
              GET /g
              Advanced one · advanced
              Old one · deprecated · deprecated
            1 internal
        "#]],
    );
}

#[test]
fn the_newest_revision_comes_first_and_older_ones_are_downplayed() {
    let family = |older: &str, newer: &str| {
        paths(&format!(
            r#""/a": {{ "get": {{ "operationId": "A", "summary": "Get rows", {older}
                 "x-ms-api-annotation": {{ "family": "A", "revision": 1, "status": "Production" }} }} }},
               "/b": {{ "get": {{ "operationId": "B", "summary": "Other" }} }},
               "/v2/a": {{ "get": {{ "operationId": "A_V2", "summary": "Get rows (V2)",
                 "x-ms-api-annotation": {{ "family": "A", "revision": 2, "status": "{newer}" }} }} }},
               "/v3/a": {{ "get": {{ "operationId": "A_V3", "summary": "Get rows (V3)", "x-ms-visibility": "internal",
                 "x-ms-api-annotation": {{ "family": "A", "revision": 3 }} }} }}"#
        ))
    };
    check(
        &family("", "Preview"),
        &expect![[r#"
        actions
          Get rows (V2) · preview
          Get rows · newer is 'Get rows (V2)'
          Other
        1 internal
    "#]],
    );
    check(
        &family(r#""x-ms-visibility": "advanced","#, "Preview"),
        &expect![[r#"
        actions
          Get rows (V2) · preview
          Other
          Get rows · advanced · newer is 'Get rows (V2)' · downplayed
        1 internal
    "#]],
    );
    // What is superseded does not stand above its successor, however important it says it is.
    check(
        &family(r#""x-ms-visibility": "important","#, "Production"),
        &expect![[r#"
        actions
          Get rows (V2)
          Get rows · newer is 'Get rows (V2)' · superseded
          Other
        1 internal
    "#]],
    );
    check(
        &family(r#""deprecated": true,"#, "Production"),
        &expect![[r#"
        actions
          Get rows (V2)
          Other
          Get rows · deprecated · newer is 'Get rows (V2)' · deprecated
        1 internal
    "#]],
    );
}

#[test]
fn an_expired_operation_says_so() {
    check(
        &paths(
            r#""/a": { "get": { "operationId": "A", "deprecated": true, "x-ms-api-annotation": { "expires": "2026-11-21" } } }"#,
        ),
        &expect![[r#"
            actions
              A · deprecated · expired
            0 internal
        "#]],
    );
}

#[test]
fn triggers_tell_how_they_fire() {
    check(
        &paths(
            r#""/a": { "post": { "operationId": "A", "x-ms-trigger": "single", "x-ms-trigger-hint": "Add a row." },
                       "x-ms-notification-content": { "schema": { "type": "object" } } },
               "/b": { "get": { "operationId": "B", "x-ms-trigger": "batch" } },
               "/c": { "get": { "operationId": "C", "x-ms-trigger": "single" } },
               "/d": { "get": { "operationId": "D", "x-ms-trigger-hint": "No trigger." } }"#,
        ),
        &expect![[r#"
            triggers
              A · Webhook · hint 'Add a row.'
              B · Polling { is_batch: true }
              C · Polling { is_batch: false }
            actions
              D
            0 internal
        "#]],
    );
}

#[test]
fn the_connectors_status_is_that_of_its_operations() {
    let page =
        of(r##"{ "info": { "title": " ", "version": "1.2", "x-ms-api-annotation": { "status": "Preview" } },
             "paths": { "/a": { "get": { "operationId": "A" } } } }
//- apiProperties.json
{ "properties": { "publisher": "Contoso", "iconBrandColor": "#DA3b01" } }"##)
        .edited;
    assert!(page.is_preview);
    assert_eq!(page.title, "Untitled connector");
    assert_eq!((page.publisher.as_deref(), page.version.as_deref()), (Some("Contoso"), Some("1.2")));
    assert_eq!(page.colour, Some([0xda, 0x3b, 0x01]));
    expect![[r#"
        actions
          A · preview
        0 internal
    "#]]
    .assert_eq(&outline(&page));
    for wrong in ["red", "#12345", "#1234567", "#+1+2+3", "#éé0", "url(x)"] {
        let text = format!(
            r##"//- apiProperties.json
{{ "properties": {{ "iconBrandColor": "{wrong}" }} }}"##
        );
        assert_eq!(of(&text).edited.colour, None, "{wrong}");
    }
}
