//! Names that the author has chosen, and elements of lists.

use expect_test::expect;
use ide::hover;

use super::check;
use crate::support::State;

const SHOP: &str = r##"{
  "tags": [{ "name": "Sales", "description": "What is sold." }],
  "produces": ["application/json; charset=utf-8", "image/png"],
  "securityDefinitions": { "login": { "type": "oauth2", "flow": "accessCode", "scopes": { "read": "Read all." } } },
  "security": [{ "login": ["read"] }],
  "x-ms-connector-metadata": [{ "propertyName": "Categories", "propertyValue": "Commerce; Data;None" }],
  "paths": { "/orders": { "get": { "operationId": "ListOrders", "tags": ["Sales"], "responses": {
    "200": { "description": "Orders.", "headers": { "X-Count": { "type": "integer", "description": "How many." } },
      "schema": { "$ref": "#/definitions/Orders" } },
    "404": { "$ref": "#/responses/Missing" }, "default": { "description": "Else." }, "2XX": {} } } } },
  "responses": { "Missing": { "description": "No such order." } },
  "definitions": {
    "Orders": { "type": "array", "items": { "$ref": "#/definitions/Order" } },
    "Order": { "allOf": [{ "$ref": "#/definitions/Base" }], "required": ["state", "lines"], "properties": {
      "state": { "type": "string", "enum": ["new", "paid"], "x-ms-visibility": "important",
        "x-ms-enum-values": [{ "value": "new", "displayName": "Just in" }] },
      "at": { "type": "string", "format": "date-time" },
      "lines": { "type": "array", "items": { "properties": {
        "sku": { "type": "string" }, "order": { "$ref": "#/definitions/Order" } } } },
      "extra": { "type": "object", "additionalProperties": { "type": "number" } } } },
    "Base": { "required": ["id"], "properties": { "id": { "type": "integer" }, "`odd\nname`": {} } },
    "Code": { "type": "string", "enum": ["a", "", 7] },
    "Loop": { "$ref": "#/definitions/Loop" }
  }
}"##;

#[track_caller]
fn in_shop(place: &str, marked: &str, expected: &expect_test::Expect) {
    assert_eq!(SHOP.matches(place).count(), 1, "{place}");
    check(&SHOP.replace(place, marked), expected);
}

#[test]
fn schemas_are_outlined() {
    in_shop(
        r##""$ref": "#/definitions/Orders""##,
        r##""$ref": $0<r>"#/definitions/Orders"</r>"##,
        &expect![[r#"
            **Orders** · definition schema · line 13

            Type: `array of Order`

            ```text
            state: string, required
            at: string (date-time)
            lines: array of object, required
              sku: string
              order: Order, circular
            extra: object
              any other name: number
            id: integer, required
            `odd name`: any
            ```

            1 reference, used by 1 operation"#]],
    );
    in_shop(
        r#""Order": {"#,
        r#"$0<r>"Order"</r>: {"#,
        &expect![[r#"
            **Order** · definition schema · line 14

            ```text
            state: string, required
            at: string (date-time)
            lines: array of object, required
              sku: string
              order: Order, circular
            extra: object
              any other name: number
            id: integer, required
            `odd name`: any
            ```

            2 references, used by 1 operation"#]],
    );
    in_shop(
        r#""Code": {"#,
        r#""Co$0de": {"#,
        &expect![[r#"
        **Code** · definition schema · line 22

        Type: `string`

        Allowed values: `a`, `""`, `7`

        0 references, used by 0 operations"#]],
    );
    in_shop(
        r#""Loop": {"#,
        r#""Lo$0op": {"#,
        &expect![[r#"
            **Loop** · definition schema · line 23

            Leads in a circle, or nowhere.

            1 reference, used by 0 operations"#]],
    );
}

#[test]
fn long_and_deep_schemas_are_cut() {
    let fields = |number: usize, inside: &str| {
        let each = |index: usize| format!(r#""f{index:02}": {inside}"#);
        format!("{{ \"properties\": {{ {} }} }}", (0..number).map(each).collect::<Vec<_>>().join(","))
    };
    let lines = |schema: &str| {
        let state = State::of(&format!("{{ \"definitions\": {{ \"$0A\": {schema} }} }}"));
        let told = hover(&state.view(), state.at()).unwrap().text.markdown();
        let outline = told.split("```text\n").nth(1).unwrap().split("\n```").next().unwrap().to_owned();
        outline.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let many = lines(&fields(40, "{}"));
    assert_eq!((many.len(), many.last().unwrap().as_str()), (31, "… 10 more"));
    // There is no room for what is inside, so that only the first level is shown.
    let wide = lines(&fields(10, &fields(10, "{}")));
    assert_eq!((wide.len(), wide[9].as_str()), (10, "f09: object"));
    let deep = lines(&fields(1, &fields(1, &fields(2, &fields(1, "{}")))));
    assert_eq!(deep, ["f00: object", "  f00: object", "    f00: object", "    f01: object"]);
}

#[test]
fn properties_are_told_where_they_stand_and_where_they_are_required() {
    in_shop(
        r#""state": {"#,
        r#""$0state": {"#,
        &expect![[r#"
        **state** · string · required

        `important`: Near the top and shown at once.

        Allowed values: `new`, `paid`"#]],
    );
    in_shop(r#"["id"]"#, r#"[$0<r>"id"</r>]"#, &expect!["**id** · integer · required"]);
    in_shop(
        r#""at": {"#,
        r#""$0at": {"#,
        &expect![[r#"
        **at** · string (date-time)

        `date-time`: A moment with its time zone, such as 2026-11-22T09:30:00Z."#]],
    );
    in_shop(r#"["new", "paid"]"#, r#"["$0new", "paid"]"#, &expect!["`new`: Just in"]);
    in_shop(
        r#"["new", "paid"]"#,
        r#"["new", "$0paid"]"#,
        &expect![[r#"
        **paid** in `enum`

        The allowed values, shown as a drop-down list. x-ms-enum-values gives them readable names.

        [Swagger 2.0 specification](https://spec.openapis.org/oas/v2.0.html#schema-object)"#]],
    );
}

#[test]
fn responses_are_told_by_their_status_code() {
    in_shop(
        r#""200": {"#,
        r#""$0200": {"#,
        &expect![[r#"
            **200** · OK

            The call has succeeded. The schema of the first such answer becomes the outputs that makers see.

            Orders.

            Type: `Orders`

            ```text
            state: string, required
            at: string (date-time)
            lines: array of object, required
              sku: string
              order: Order, circular
            extra: object
              any other name: number
            id: integer, required
            `odd name`: any
            ```"#]],
    );
    in_shop(
        r#""404": {"#,
        r#""$0404": {"#,
        &expect![[r#"
        **404** · Not Found

        The call was not accepted: the input, the permission or the address is wrong. The step fails.

        No such order."#]],
    );
    in_shop(
        r#""default": {"#,
        r#""$0default": {"#,
        &expect![[r#"
        **default**

        The answer for all status codes that are not listed.

        Else."#]],
    );
    in_shop(
        r#""2XX": {"#,
        r#""$02XX": {"#,
        &expect![[r#"
        **2XX** in `responses`

        What the server answers, by status code. The schema of the first successful response becomes the outputs that makers can pick.

        [Swagger 2.0 specification](https://spec.openapis.org/oas/v2.0.html#responses-object)"#]],
    );
    in_shop(
        r#""X-Count": {"#,
        r#""$0X-Count": {"#,
        &expect![[r#"
        **X-Count** · integer

        How many."#]],
    );
}

#[test]
fn security_tags_and_types_of_content_are_told() {
    in_shop(
        r#""login": {"#,
        r#""$0login": {"#,
        &expect![[r#"
        **login** · oauth2

        Sign-in at an identity provider; needs flow, its addresses and scopes.

        1 reference"#]],
    );
    in_shop(
        r#"{ "login": ["#,
        r#"{ "$0<r>login</r>": ["#,
        &expect![[r#"
        **login** · oauth2

        Sign-in at an identity provider; needs flow, its addresses and scopes.

        1 reference"#]],
    );
    in_shop(
        r#"["read"]"#,
        r#"["$0read"]"#,
        &expect![[r#"
        **read** · scope of **login**

        Read all."#]],
    );
    in_shop(
        r#"["Sales"]"#,
        r#"["$0Sales"]"#,
        &expect![[r#"
        **Sales**

        What is sold."#]],
    );
    in_shop(
        r#""application/json; "#,
        r#""$0application/json; "#,
        &expect!["`application/json`: JSON, the usual choice for bodies and responses."],
    );
    in_shop(
        r#""image/png""#,
        r#""$0image/png""#,
        &expect![[r#"
        **image/png** in `produces`

        MIME types of responses, for every operation that has no list of its own.

        [Swagger 2.0 specification](https://spec.openapis.org/oas/v2.0.html#swagger-object)"#]],
    );
    in_shop(
        r#""Commerce; "#,
        r#""$0Commerce; "#,
        &expect![[r#"
        **propertyValue** · a string or null · required

        The fact itself: an address, or categories.

        `Categories`: One or two categories of the gallery, with a semicolon between them.

        - `Commerce`: Shops, orders, payments and delivery.
        - `Data`: Databases, data sets and data services.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission)"#]],
    );
}

#[test]
fn names_of_other_formats_tell_what_to_write_instead() {
    for (text, expected) in [
        (
            r#"{ "definitions": { "A": { "nu$0llable": true } } }"#,
            "**nullable** · not supported\n\nWrite x-nullable.",
        ),
        (r#"{ "open$0api": "3.0.0" }"#, "**openapi** · not supported\n\nWrite \"swagger\": \"2.0\"."),
    ] {
        let state = State::of(text);
        assert_eq!(hover(&state.view(), state.at()).unwrap().text.markdown(), expected, "{text}");
    }
    let (typo, meant) = vocabulary::EXTENSION_TYPOS[0];
    let state = State::of(&format!("{{ \"paths\": {{ \"/a\": {{ \"get\": {{ \"{typo}$0\": 1 }} }} }} }}"));
    let told = hover(&state.view(), state.at()).unwrap().text.markdown();
    assert!(told.starts_with(&format!("**{typo}** · stands for nothing; meant is `{meant}`")), "{told}");
    let state = State::of(r#"{ "info": { "$0nullable": true } }"#);
    assert_eq!(hover(&state.view(), state.at()), None);
}
