//! What is told about the place under the pointer.

mod calls;
mod forms;
mod lifecycle;
mod names;
mod policies;

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
        "x-ms-api-annotation": { "expires": "2026-01-31T12:00:00Z" },
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

        Gives `a`, `b`

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

            Takes `id`

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
            Sets the header `X` to `…`, unless there is one already.

            Applies to `GetItems_V2`.

            ---

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

            **Set HTTP header** · Action if header exists

            Sets the header `X` to `…`, unless there is one already.

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

            ```text
            a: any
            b: any
            ```

            1 reference, used by 1 operation"#]],
    );
    check(
        r##"{ "parameters": { "P": { "name": "p", "in": "query", "type": "string", "required": true },
             "Q": { "$ref": "#/parameters/P" } },
             "paths": { "/a": { "get": { "operationId": "A", "parameters": [{ "$ref": "#/param$0eters/Q" }] } } } }"##,
        &expect![[r#"
            **Q** · parameter · line 2

            **p** · query · string · required

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
        r#"{ "info": { "title": "A" $0  } }"#,
        r#"{ "example": { "$0a": ["b"] } }"#,
        r#"{ "tags": [{ "name": "a" }, $0"b"] }"#,
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

            Takes `limit`

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
