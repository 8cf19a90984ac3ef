//! What the designer calls to fill in an input.

use expect_test::expect;

use super::check;

const BOARDS: &str = r##"{
  "paths": {
    "/boards/{team}": { "get": { "operationId": "ListBoards",
      "parameters": [
        { "name": "team", "in": "path", "required": true, "type": "string", "x-ms-summary": "Team" },
        { "name": "kind", "in": "query", "type": "string", "enum": ["open", ""] }],
      "responses": { "200": { "description": "", "schema": { "type": "object", "properties": {
        "value": { "type": "array", "items": { "type": "object", "properties": {
          "id": { "type": "integer", "format": "int64", "description": "The *number*." },
          "name": { "type": "string" } } } },
        "next": { "type": "string" } } } } } } },
    "/cards": { "post": { "operationId": "AddCard", "x-ms-pageable": { "nextLinkName": "next" },
      "parameters": [
        { "name": "team", "in": "query", "type": "string" },
        { "name": "board", "in": "query", "type": "integer",
          "x-ms-dynamic-values": { "operationId": "ListBoards", "value-collection": "value",
            "value-path": "id", "value-title": "title",
            "parameters": { "team": { "parameter": "team" }, "kind": "open", "gone": { "x": 1 } } },
          "x-ms-dynamic-list": { "operationId": "Gone", "itemValuePath": "id",
            "parameters": { "team": { "parameterReference": "body/team/name" } } } },
        { "name": "body", "in": "body", "schema": { "type": "object", "properties": {
          "team": { "type": "object", "properties": { "name": { "type": "string", "title": "Name" } } } },
          "x-ms-dynamic-schema": { "operationId": "ListBoards", "value-path": "next" } } },
        { "name": "user", "in": "query", "type": "string",
          "x-ms-dynamic-values": { "builtInOperation": "AadGraph.GetUsers", "value-path": "id" } }],
      "responses": { "200": { "description": "", "schema": { "properties": { "next": {} } } } } } }
  }
}"##;

/// [`BOARDS`] with a mark: `place` is the only such text in it, `marked` the same with marks.
#[track_caller]
fn in_boards(place: &str, marked: &str, expected: &expect_test::Expect) {
    assert_eq!(BOARDS.matches(place).count(), 1, "{place}");
    check(&BOARDS.replace(place, marked), expected);
}

#[test]
fn a_call_is_told_in_full() {
    in_boards(
        r#""x-ms-dynamic-values": { "operationId""#,
        r#""$0x-ms-dynamic-values": { "operationId""#,
        &expect![[r#"
            - Calls **ListBoards** · `GET /boards/{team}`
            - Argument `team`: what the maker has in `team`
            - Argument `kind`: `"open"`
            - Argument `gone`: nothing that is known
            - List: `value` · array of object
            - Sent: `id` · integer (int64)
            - Shown: `title` · not in the answer

            ---

            **x-ms-dynamic-values** · an object

            Fills a drop-down list by calling another operation of this file. Older form: it finds parameters by name alone. Keep it beside x-ms-dynamic-list for flows that were made with it.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
    in_boards(
        r#""x-ms-dynamic-list""#,
        r#"$0<r>"x-ms-dynamic-list"</r>"#,
        &expect![[r#"
        - Calls **Gone**, which this file does not have
        - Argument `team`: what the maker has in `body/team/name`
        - List: the whole answer
        - Sent: `id`
        - Shown: the value itself

        ---

        **x-ms-dynamic-list** · an object

        Fills a drop-down list by calling another operation of this file. Newer form: a reference says whether it means a parameter or a field of the body.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list)"#]],
    );
    in_boards(
        r#""x-ms-dynamic-schema""#,
        r#""$0x-ms-dynamic-schema""#,
        &expect![[r#"
        - Calls **ListBoards** · `GET /boards/{team}`
        - Schema: `next` · string

        ---

        **x-ms-dynamic-schema** · an object

        Fetches the shape of this object from another operation while the maker edits the step. Older form; keep it beside x-ms-dynamic-properties for flows that were made with it.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-schema)"#]],
    );
    in_boards(
        r#""x-ms-dynamic-values": { "builtIn"#,
        r#""$0x-ms-dynamic-values": { "builtIn"#,
        &expect![[r#"
            - Calls **AadGraph.GetUsers** of the platform
            - List: the whole answer
            - Sent: `id`
            - Shown: the value itself

            ---

            **x-ms-dynamic-values** · an object

            Fills a drop-down list by calling another operation of this file. Older form: it finds parameters by name alone. Keep it beside x-ms-dynamic-list for flows that were made with it.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
}

#[test]
fn paths_lead_into_the_answer() {
    in_boards(
        r#""value-path": "id", "value-title""#,
        r#""value-path": "i$0d", "value-title""#,
        &expect![[r#"
            **id** · integer (int64)

            The \*number\*.

            In the answer of **ListBoards** · `GET /boards/{team}`

            ---

            **value-path** · a string

            Path inside an element to the value that is sent.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
    in_boards(
        r#""value-title": "title""#,
        r#""value-title": "$0title""#,
        &expect![[r#"
            **title** · not in the answer

            Looked for in the answer of **ListBoards** · `GET /boards/{team}`

            ---

            **value-title** · a string

            Path inside an element to the text that makers see. Absent: the value itself.

            [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
    in_boards(
        r#""value-collection": "value""#,
        r#""value-collection": "$0value""#,
        &expect![[r#"
        **value** · array of object

        In the answer of **ListBoards** · `GET /boards/{team}`

        ---

        **value-collection** · a string

        Path in the response to the list, with slashes. Absent when the response itself is the list.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
    in_boards(
        r#""nextLinkName": "next""#,
        r#""nextLinkName": "$0next""#,
        &expect![[r#"
        **next** · any

        In the answer of **AddCard** · `POST /cards`

        ---

        **nextLinkName** · a string · required

        The field at the top of the response that holds the address of the next page. An updatenextlink policy keeps that address inside the connector.

        Usual values:

        - `nextLink`: Certification takes this name.
        - `@odata.nextLink`: The OData name, which certification takes too.

        [Microsoft's JSON schema](https://github.com/microsoft/PowerPlatformConnectors/blob/dev/schemas/apiDefinition.swagger.schema.json)"#]],
    );
    in_boards(
        r#""itemValuePath": "id""#,
        r#""itemValuePath": "$0id""#,
        &expect![[r#"
        **itemValuePath** · a string

        Path inside an element to the value that is sent.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list)"#]],
    );
}

#[test]
fn arguments_tell_of_the_inputs_on_both_sides() {
    in_boards(
        r#""kind": "open""#,
        r#""$0<r>kind</r>": "open""#,
        &expect![[r#"
        **kind** · query · string

        Allowed values: `open`, `""`

        Input of **ListBoards** · `GET /boards/{team}`"#]],
    );
    in_boards(
        r#""kind": "open""#,
        r#""kind": "$0open""#,
        &expect![[r#"
        **kind** · query · string

        Allowed values: `open`, `""`

        Input of **ListBoards** · `GET /boards/{team}`"#]],
    );
    in_boards(
        r#""parameter": "team""#,
        r#""parameter": "$0<r>team</r>""#,
        &expect![[r#"
        **team** · query · string

        Input of **AddCard** · `POST /cards`"#]],
    );
    in_boards(
        r#""body/team/name""#,
        r#""$0<r>body/team/name</r>""#,
        &expect![[r#"
        **body/team/name** · string

        Name

        Field in the body of **AddCard** · `POST /cards`"#]],
    );
    in_boards(
        r#""gone": {"#,
        r#""$0gone": {"#,
        &expect![[r#"
        **gone** in `parameters`

        Arguments of the call: a literal, or a reference to an input of this operation.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
}

#[test]
fn a_call_that_is_being_typed_is_told() {
    let cut = BOARDS.find("\"value-title\"").unwrap();
    let text = BOARDS[..cut].replacen("\"x-ms-dynamic-values\"", "\"$0x-ms-dynamic-values\"", 1);
    check(
        &text,
        &expect![[r#"
        - Calls **ListBoards** · `GET /boards/{team}`
        - List: `value` · array of object
        - Sent: `id` · integer (int64)
        - Shown: the value itself

        ---

        **x-ms-dynamic-values** · an object

        Fills a drop-down list by calling another operation of this file. Older form: it finds parameters by name alone. Keep it beside x-ms-dynamic-list for flows that were made with it.

        [Microsoft Learn](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values)"#]],
    );
}
