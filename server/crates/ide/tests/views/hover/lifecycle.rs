//! The words of an operation's life.

use expect_test::expect;
use ide::hover;

use super::in_items;
use crate::support::State;

#[test]
fn words_of_the_lifecycle_are_explained_for_the_operation() {
    in_items(
        r#""status": "Preview""#,
        r#""status": "$0Preview""#,
        &expect![[r#"
            `Preview`: New and not yet proven: it may still change, and production flows should be careful with it.

            **status** · a string

            How far the operation can be relied on.

            Allowed values: `Preview`, `Production`

            Default: `"Production"`

            What it takes to become `Production`:

            - For three weeks, at least 80 % of the answers have a status code in the 2xx range.
            - For three weeks, at least 99.9 % of the answers have a status code outside the 5xx range, not counting 502, 504 and 520.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning)"#]],
    );
    in_items(
        r#""x-ms-visibility": "advanced""#,
        r#""x-ms-visibility": "$0advanced""#,
        &expect![[r#"
            `advanced`: Near the end, or behind a button that shows more. For what is rarely needed and for older revisions.

            **x-ms-visibility** · a string or null

            How prominent an operation, input or output is. Absent means normal.

            Allowed values: `important`, `""`, `advanced`, `internal`

            Default: `""`

            **downplayed**: A newer revision exists; this one stays fully supported but moves to advanced visibility so that new work picks the newer one.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-visibility)"#]],
    );
    in_items(
        r#""deprecated": true"#,
        r#"$0"deprecated": true"#,
        &expect![[r#"
            **deprecated** · a boolean or null

            Ends the operation for new work: designers stop offering it, while existing flows go on calling it.

            Default: `false`

            **deprecated**: Not offered for new work. Existing flows go on calling it, so it must keep answering as before.

            **expired**: Deprecated, and the date in expires has passed: support is no longer promised and the operation may be removed.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning)"#]],
    );
    in_items(
        r#""x-ms-api-annotation": { "expires""#,
        r#""x-ms-api-annotation$0": { "expires""#,
        &expect![[r#"
            **x-ms-api-annotation** · an object

            Where the operation stands in its life: how mature it is, which family of revisions it belongs to and which revision it is. Without it, the operation is revision 1 of a family of its own.

            - Without a family, an operation is in one of its own that is called like its operationId.
            - Without a revision, an operation is the first of its family.
            - Without a status, an operation has that of the connector under info; if that has none either, it is in Production.

            Family `PostItem`

            | Revision | Operation | Path | Status | Deprecated | Expires |
            |---|---|---|---|---|---|
            | 1 | `PostItem` | `POST /v2/items` | Production | yes | 2026-01-31 |

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning)"#]],
    );
}

#[test]
fn every_word_has_its_meaning() {
    let told = |marked: &str| {
        let state = State::of(marked);
        hover(&state.view(), state.at()).map_or_else(String::new, |found| found.text.markdown())
    };
    for (visibility, start) in [
        ("important", "`important`: Near the top"),
        ("Internal", "`internal`: Not shown"),
        ("none", "`none`: Another word for normal"),
        ("", "`\"\"`: Normal"),
        ("seldom", "**x-ms-visibility**"),
    ] {
        let found =
            told(&format!(r#"{{"paths":{{"/a":{{"get":{{"x-ms-visibility":$0"{visibility}"}}}}}}}}"#));
        assert!(found.starts_with(start), "{found}");
    }
    for (says, word) in [
        (r#""deprecated": true, "x-ms-visibility": "$0internal""#, "**hidden**: "),
        (r#""deprecated": true, "x-ms-api-annotation": { "$0expires": "2030-01-01" }"#, "**expired**: "),
        (r#""deprecated": $0false"#, "**deprecated**: "),
        (r#""x-ms-api-annotation": { "replacement$0": {} }"#, "**replacement** · an object"),
        (r#""x-ms-api-annotation": { "revi$0sion": 1 }"#, "| 1 | `A` |"),
        (r#""x-ms-api-annotation$0": { "family": "  ", "revision": 1 }"#, "\n- Without a family,"),
        (r#""x-ms-api-annotation$0": { "family": 5, "revision": 1 }"#, "\n- Without a family,"),
        (r#""x-ms-api-annotation$0": { "family": "A", "revision": "2" }"#, "\n\n- Without a revision,"),
    ] {
        let found = told(&format!(r#"{{"paths":{{"/a":{{"get":{{"operationId": "A", {says}}}}}}}}}"#));
        assert!(found.contains(word), "{says}: {found}");
    }
    let superseded = told(
        r#"{"paths":{"/a":{"get$0":{"operationId":"A"}},
        "/b":{"get":{"operationId":"A_V2","x-ms-api-annotation":{"family":"A","revision":2}}}}}"#,
    );
    assert!(superseded.contains("**superseded**: "), "{superseded}");
}
