//! What is told about the place under the pointer.

use expect_test::{Expect, expect};
use ide::hover;

use crate::support::State;

/// Hovers over the first mark. If the second is a range, that must be what is told about.
#[track_caller]
fn check(marked: &str, expected: &Expect) {
    let state = State::of(marked);
    let found = hover(&state.view(), state.at());
    if let (Some(found), Some((_, mark))) = (&found, state.marks.get(1)) {
        assert_eq!(found.span, mark.span());
    }
    expected.assert_eq(&found.map_or_else(|| "nothing".to_owned(), |found| found.text.markdown()));
}

/// A family of two, a policy for one of them, and a call to the other.
const ITEMS: &str = r##"{
  "paths": {
    "/items": {
      "get": {
        "operationId": "GetItems",
        "summary": "Get rows (V1)",
        "x-ms-visibility": "advanced",
        "x-ms-api-annotation": { "status": "Production", "family": "GetItems", "revision": 1 },
        "responses": { "200": { "description": "Rows.", "schema": { "$ref": "#/definitions/Rows" } } }
      }
    },
    "/v2/items": {
      "get": {
        "operationId": "GetItems_V2",
        "summary": "Get rows (V2)",
        "x-ms-api-annotation": { "status": "Preview", "family": "GetItems", "revision": 2 }
      },
      "post": {
        "operationId": "PostItem",
        "deprecated": true,
        "x-ms-api-annotation": { "expires": "2026-01-31" },
        "parameters": [{ "name": "id", "in": "query", "type": "string",
          "x-ms-dynamic-values": { "operationId": "GetItems", "value-path": "id" } }]
      }
    }
  },
  "definitions": { "Rows": { "type": "object", "description": "The rows.", "properties": { "a": {}, "b": {} } } }
}
//- apiProperties.json
{ "properties": { "policyTemplateInstances": [{
  "templateId": "setheader",
  "parameters": { "x-ms-apimTemplateParameter.name": "X", "x-ms-apimTemplateParameter.existsAction": "skip",
    "x-ms-apimTemplate-operationName": ["GetItems_V2"] } }] } }
//- script.csx
if (this.Context.OperationId == "GetItems_V2") { }
"##;

/// [`ITEMS`] with a mark: `place` is a text in it, `marked` the same text with marks.
#[track_caller]
fn in_items(place: &str, marked: &str, expected: &Expect) {
    assert_eq!(ITEMS.matches(place).count(), 1, "{place}");
    check(&ITEMS.replace(place, marked), expected);
}

#[test]
fn an_operation_is_told_wherever_it_is_named() {
    let expected = expect![[r#"
        **GetItems** · `GET /items` · Get rows (V1)

        **downplayed**: A newer revision exists; this one stays fully supported but moves to advanced visibility so that new work picks the newer one.

        Family `GetItems`

        | Revision | Operation | Path | Status | Visibility |
        |---|---|---|---|---|
        | **1** | **`GetItems`** | **`GET /items`** | **Production** | **advanced** |
        | 2 | `GetItems_V2` | `GET /v2/items` | Preview | normal |

        1 reference: 1 in design-time calls"#]];
    in_items("\"GetItems\",\n", "$0<r>\"GetItems\"</r>,\n", &expected);
    in_items(
        r#""operationId": "GetItems", "value-path""#,
        r#""operationId": "$0<r>GetItems</r>", "value-path""#,
        &expected,
    );
    in_items("\"/items\":", "$0<r>\"/items\"</r>:", &expected);
    let expected = expect![[r#"
        **GetItems_V2** · `GET /v2/items` · Get rows (V2)

        Family `GetItems`

        | Revision | Operation | Path | Status | Visibility |
        |---|---|---|---|---|
        | 1 | `GetItems` | `GET /items` | Production | advanced |
        | **2** | **`GetItems_V2`** | **`GET /v2/items`** | **Preview** | **normal** |

        2 references: 1 in policies, 1 in the script"#]];
    in_items("[\"GetItems_V2\"]", "[\"Get$0Items_V2\"]", &expected);
    in_items("== \"GetItems_V2\"", "== \"GetItems_V2$0\"", &expected);
}

#[test]
fn an_operation_past_its_end_says_so() {
    in_items(
        "\"post\": {",
        "$0\"post\": {",
        &expect![[r#"
            **PostItem** · `POST /v2/items`

            **expired**: Deprecated, and the date in expires has passed: support is no longer promised and the operation may be removed.

            Family `PostItem`

            | Revision | Operation | Path | Status | Deprecated | Expires |
            |---|---|---|---|---|---|
            | 1 | `PostItem` | `POST /v2/items` | Production | yes | 2026-01-31 |

            0 references"#]],
    );
}

#[test]
fn a_path_with_several_methods_lists_them() {
    in_items(
        "\"/v2/items\": {",
        "\"/v2$0/items\": {",
        &expect![[r#"
            - **GetItems_V2** · `GET /v2/items` · Get rows (V2)
            - **PostItem** · `POST /v2/items`"#]],
    );
}

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

#[test]
fn any_member_is_described() {
    check(
        r#"{ "swagger": "2.0", "sch$0emes": ["https"] }"#,
        &expect![[r#"
            **schemes** · an array

            Protocols that the server speaks; list only https unless the service cannot.

            [Swagger 2.0 specification](https://spec.openapis.org/oas/v2.0.html#swagger-object)"#]],
    );
    check(
        r#"{ "schemes": ["ht$0tp"] }"#,
        &expect![
            "`http`: Not encrypted: credentials and data can be read on the way. Certification asks for https."
        ],
    );
    check(
        "//- apiProperties.json\n{ \"properties\": { \"iconBrand$0Color\": \"#fff\" } }",
        &expect![[r#"
            **iconBrandColor** · a string · required

            Colour behind the icon, as #rrggbb. Independent publishers use #da3b01; certification refuses #007ee5 and white for others.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)"#]],
    );
}

#[test]
fn policies_are_described() {
    in_items(
        "\"setheader\"",
        "\"set$0header\"",
        &expect![[r#"
            **Set HTTP header** · policy template `setheader`

            Adds or changes a header of the request or the response.

            Parameters:

            - `x-ms-apimTemplate-operationName`: The operationIds that the policy applies to. Absent or empty: all operations.
            - `x-ms-apimTemplateParameter.name` (required): Name of the header.
            - `x-ms-apimTemplateParameter.value` (required): The value to set; a text with expressions.
            - `x-ms-apimTemplateParameter.existsAction`: What to do when the header or parameter is there already.
            - `x-ms-apimTemplate-policySection` (required): Whether the policy works on the request or on the response.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setheader/setheader)"#]],
    );
    in_items(
        "\"skip\"",
        "\"skip$0\"",
        &expect![[r#"
            `skip`: Keep what is there.

            **x-ms-apimTemplateParameter.existsAction** · a string

            What to do when the header or parameter is there already.

            Allowed values: `override`, `skip`, `append`

            Default: `"override"`

            Action if header exists in the policy **Set HTTP header**

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/policy-templates/setheader/setheader)"#]],
    );
}

#[test]
fn a_ref_shows_where_it_leads() {
    in_items(
        "\"#/definitions/Rows\"",
        "$0<r>\"#/definitions/Rows\"</r>",
        &expect![[r#"
            **Rows** · definition schema · line 27

            The rows.

            2 properties: `a`, `b`

            1 reference, used by 1 operation"#]],
    );
    check(
        r##"{ "parameters": { "P": { "name": "p", "in": "query", "type": "string", "required": true },
             "Q": { "$ref": "#/parameters/P" } },
             "paths": { "/a": { "get": { "operationId": "A", "parameters": [{ "$ref": "#/param$0eters/Q" }] } } } }"##,
        &expect![[r#"
            **Q** · parameter · line 2

            `p` · query · string · required

            1 reference, used by 1 operation"#]],
    );
    check(
        r##"{ "responses": { "R": { "description": "Not *here*." } },
             "paths": { "/a": { "get": { "operationId": "A", "responses": { "404": { "$ref": "$0#/responses/R" } } } } } }"##,
        &expect![[r#"
            **R** · response · line 1

            Not \*here\*.

            1 reference, used by 1 operation"#]],
    );
}

#[test]
fn nothing_is_told_about_what_is_unknown() {
    for place in [
        r#"{ "x-$0own": 1 }"#,
        r#"{ "paths": { "/$0a": {} } }"#,
        r#"{ "info": { "title": "A" $0  } }"#,
        r#"{ "definitions": { "$0A": {} } }"#,
        r#"{ "tags": [{ "name": "a" }, $0"b"] }"#,
        "//- apiProperties.json\n{ \"properties\": { \"scriptOperations\": [\"Go$0ne\"] } }",
        "//- script.csx\nvar a = \"$0GetItems\";",
        "$0",
        "{$0",
    ] {
        check(place, &expect!["nothing"]);
    }
}

#[test]
fn a_change_shows_what_was_published() {
    let state = r##"{
  "paths": { "/a": { "get": {
    "operationId": "GetA",
    "parameters": [{
      "name": "limit",
      "in": "query",
      "type": "$0string"
    }],
    "responses": { "200": { "description": "A." } }
  } } }
}
//- published/apiDefinition.swagger.json
{
  "paths": { "/a": { "get": {
    "operationId": "GetA",
    "parameters": [{
      "name": "limit",
      "in": "query",
      "type": "integer"
    }],
    "responses": { "200": { "description": "A.", "schema": { "type": "string" } } }
  } } }
}
"##;
    check(
        state,
        &expect![[r#"
        **change/input-type-changed**: An input has another type.

        Published in main:

        ```json
        {
          "name": "limit",
          "in": "query",
          "type": "integer"
        }
        ```

        Now:

        ```json
        {
          "name": "limit",
          "in": "query",
          "type": "string"
        }
        ```

        ---

        `string`: Text; also dates and files, by format.

        **type** · a string · required

        Type of the value.

        Allowed values: `string`, `number`, `integer`, `boolean`, `array`

        [Swagger 2.0 specification](https://spec.openapis.org/oas/v2.0.html#parameter-object)"#]],
    );
    check(
        &state.replace("$0string", "string").replacen("\"GetA\"", "\"Get$0A\"", 1),
        &expect![[r#"
            **GetA** · `GET /a`

            Family `GetA`

            | Revision | Operation | Path | Status |
            |---|---|---|---|
            | 1 | `GetA` | `GET /a` | Production |

            **2 breaking changes since main**

            - `input-type-changed`: The parameter 'limit' of 'GetA' changed its type from 'integer' to 'string'. Existing flows go on sending values of the old type. Take the type back, or start a new revision.
            - `output-schema-removed`: The output of 'GetA' is no longer described. All outputs are gone from the designer, and steps that use them cannot be edited. Put the schema back.

            0 references"#]],
    );
}

#[test]
fn broken_text_is_told_about_as_far_as_it_goes() {
    check(
        r#"{ "paths": { "/a": { "get": { "operationId": "A" "deprecated": tr$0ue, "#,
        &expect![[r#"
            **deprecated** · a boolean or null

            Ends the operation for new work: designers stop offering it, while existing flows go on calling it.

            Default: `false`

            **deprecated**: Not offered for new work. Existing flows go on calling it, so it must keep answering as before.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning)"#]],
    );
    check(
        r#"{ "paths": { "/a": { "get$0": { "operationId": "A"#,
        &expect![[r#"
        **A** · `GET /a`

        Family `A`

        | Revision | Operation | Path | Status |
        |---|---|---|---|
        | 1 | `A` | `GET /a` | Production |

        0 references"#]],
    );
}
