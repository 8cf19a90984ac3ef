//! Examples of every kind of change: what the base has before, what it has after, and what is found.

use crate::support::Put;

const GET: &str = "/paths/~1orders~1{id}/get";
const POST: &str = "/paths/~1orders/post";
const HOOK: &str = "/paths/~1hooks";
const BODY: &str = "/paths/~1orders/post/parameters/0/schema";
const ORDER: &str = "/definitions/Order";

/// What is found when the base has the first values before and the second after. Pointers are put together from their
/// parts.
pub(crate) struct Example {
    pub(crate) found: &'static str,
    before: Vec<(String, &'static str)>,
    after: Vec<(String, &'static str)>,
}

impl Example {
    /// What the base gets before and after. What is there before and not after is simply left out.
    pub(crate) fn puts(&self) -> (Vec<Put<'_>>, Vec<Put<'_>>) {
        let before = self.before.iter().map(|(place, text)| (place.as_str(), *text));
        let after = self.after.iter().map(|(place, text)| (place.as_str(), *text));
        (
            before.filter(|(_, text)| !text.is_empty()).collect(),
            after.filter(|(_, text)| *text != "null").collect(),
        )
    }
}

/// One value is there before and another after; an empty text stands for nothing.
fn turns(
    found: &'static str,
    place: &str,
    member: &str,
    before: &'static str,
    after: &'static str,
) -> Example {
    let pointer = format!("{place}{member}");
    let put = |text: &'static str| vec![(pointer.clone(), text)];
    Example { found, before: put(before), after: put(after) }
}

/// The base as it is, and one value that is put in or, if it is empty, taken out.
fn gets(found: &'static str, place: &str, member: &str, after: &'static str) -> Example {
    Example { found, before: Vec::new(), after: vec![(format!("{place}{member}"), after)] }
}

/// The base as it is, and several values.
fn all(found: &'static str, after: &[(&str, &'static str)]) -> Example {
    Example {
        found,
        before: Vec::new(),
        after: after.iter().map(|(place, text)| ((*place).to_owned(), *text)).collect(),
    }
}

fn operation_examples() -> Vec<Example> {
    vec![
        gets("operation-removed", "/paths", "/~1orders", ""),
        gets("operation-id-renamed", GET, "/operationId", r#""ReadOrder""#),
        gets("operation-hidden", GET, "/x-ms-visibility", r#""internal""#),
        Example {
            found: "operation-hidden (risky)",
            before: vec![(format!("{GET}/deprecated"), "true")],
            after: vec![
                (format!("{GET}/deprecated"), "true"),
                (format!("{GET}/x-ms-visibility"), r#""internal""#),
            ],
        },
        gets("operation-downplayed", GET, "/x-ms-visibility", r#""advanced""#),
        turns("operation-downplayed", GET, "/x-ms-visibility", r#""important""#, r#""""#),
        gets("operation-unhidden", "/paths/~1shops/get", "/x-ms-visibility", ""),
        gets(
            "operation-added",
            "/paths",
            "/~1ping",
            r#"{ "get": { "operationId": "Ping", "responses": {} } }"#,
        ),
        gets("operation-deprecated", GET, "/deprecated", "true"),
        turns("operation-undeprecated", GET, "/deprecated", "true", "false"),
        all(
            "method-changed",
            &[
                ("/paths/~1shops/get", ""),
                (
                    "/paths/~1shops/put",
                    r#"{ "operationId": "ListShops", "summary": "List shops", "x-ms-visibility": "internal", "responses": { "200": { "description": "Shops.", "schema": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } } } } } }"#,
                ),
            ],
        ),
        all(
            "path-changed",
            &[
                ("/paths/~1shops", ""),
                (
                    "/paths/~1stores",
                    r#"{ "get": { "operationId": "ListShops", "summary": "List shops", "x-ms-visibility": "internal", "responses": { "200": { "description": "Shops.", "schema": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" }, "name": { "type": "string" } } } } } } } }"#,
                ),
            ],
        ),
        Example {
            found: "path-variable-renamed",
            before: vec![("/paths/~1a~1{x}".to_owned(), VARIABLE_X)],
            after: vec![("/paths/~1a~1{y}".to_owned(), VARIABLE_Y)],
        },
        gets("trigger-kind-changed", &format!("{HOOK}/post"), "/x-ms-trigger", r#""batch""#),
        gets("trigger-kind-changed", GET, "/x-ms-trigger", r#""batch""#),
        gets("summary-changed", GET, "/summary", r#""Read an order""#),
        gets("behaviour-hint", GET, "/description", r#""Gets one order. The default is 20 lines.""#),
        gets(
            "behaviour-hint",
            GET,
            "/parameters/1/description",
            r#""How many lines to return, at most 50.""#,
        ),
        turns(
            "revision-decreased",
            GET,
            "/x-ms-api-annotation",
            r#"{ "family": "GetOrder", "revision": 2 }"#,
            r#"{ "family": "GetOrder", "revision": 1 }"#,
        ),
        turns(
            "revision-decreased",
            GET,
            "/x-ms-api-annotation",
            r#"{ "family": "Orders", "revision": 2 }"#,
            r#"{ "family": "Other", "revision": 2 }"#,
        ),
        gets("status-demoted", GET, "/x-ms-api-annotation", r#"{ "status": "Preview" }"#),
        gets("status-demoted", "/info", "/x-ms-api-annotation", r#"{ "status": "Preview" }"#),
        gets("annotation-changed", GET, "/x-ms-api-annotation", r#"{ "revision": 2 }"#),
        turns(
            "annotation-changed",
            GET,
            "/x-ms-api-annotation",
            r#"{ "status": "Preview" }"#,
            r#"{ "status": "Production" }"#,
        ),
    ]
}

const VARIABLE_X: &str = r#"{ "get": { "operationId": "X", "parameters": [{ "name": "x", "in": "path", "required": true, "type": "string" }], "responses": {} } }"#;
const VARIABLE_Y: &str = r#"{ "get": { "operationId": "X", "parameters": [{ "name": "y", "in": "path", "required": true, "type": "string" }], "responses": {} } }"#;

fn request_examples() -> Vec<Example> {
    let limit = format!("{GET}/parameters/1");
    let properties = format!("{BODY}/properties");
    let put = |found, member: &str, after| gets(found, &limit, member, after);
    vec![
        gets("parameter-removed", GET, "/parameters/2", ""),
        gets("body-parameter-renamed", POST, "/parameters/0/name", r#""order""#),
        gets(
            "required-parameter-added",
            GET,
            "/parameters/-",
            r#"{ "name": "n", "in": "query", "required": true, "type": "string" }"#,
        ),
        gets(
            "optional-parameter-added",
            GET,
            "/parameters/-",
            r#"{ "name": "n", "in": "query", "type": "string" }"#,
        ),
        gets(
            "internal-parameter-added",
            GET,
            "/parameters/-",
            r#"{ "name": "n", "in": "query", "type": "string", "required": true, "default": "x", "x-ms-visibility": "internal" }"#,
        ),
        gets(
            "required-parameter-added",
            "/paths/~1shops/get",
            "/parameters",
            r#"[{ "name": "body", "in": "body", "required": true, "schema": {} }]"#,
        ),
        put("parameter-became-required", "/required", "true"),
        gets("parameter-became-required", POST, "/parameters/0/required", "true"),
        turns("parameter-became-optional", &limit, "/required", "true", "false"),
        put("parameter-location-changed", "/in", r#""header""#),
        gets("parameter-encoding-changed", GET, "/parameters/0/x-ms-url-encoding", r#""double""#),
        gets("parameter-collection-format-changed", GET, "/parameters/3/collectionFormat", r#""pipes""#),
        gets("input-field-removed", &properties, "/note", ""),
        all(
            "input-required-field-added",
            &[
                ("/paths/~1orders/post/parameters/0/schema/properties/n", r#"{ "type": "string" }"#),
                ("/paths/~1orders/post/parameters/0/schema/required", r#"["customer", "n"]"#),
            ],
        ),
        gets("input-optional-field-added", &properties, "/n", r#"{ "type": "string" }"#),
        gets("input-field-became-required", BODY, "/required", r#"["customer", "note"]"#),
        gets("input-field-became-required (compatible)", BODY, "/required", r#"["customer", "mode"]"#),
        gets("input-field-became-optional", BODY, "/required", ""),
        put("input-type-changed", "/type", r#""string""#),
        put("input-type-changed (risky)", "/type", r#""number""#),
        gets("input-type-changed", &properties, "/note/type", r#""boolean""#),
        put("input-format-changed", "/format", ""),
        put("input-format-changed (compatible)", "/format", r#""int64""#),
        turns("input-format-changed (breaking)", &properties, "/note/format", r#""byte""#, r#""binary""#),
        gets("input-enum-added", &properties, "/note/enum", r#"["a"]"#),
        gets("input-enum-removed", GET, "/parameters/2/enum", ""),
        gets("input-enum-value-removed", GET, "/parameters/2/enum", r#"["asc"]"#),
        gets("input-enum-value-added", GET, "/parameters/2/enum", r#"["none", "desc", "asc"]"#),
        put("input-constraint-tightened", "/maximum", "50"),
        gets("input-constraint-tightened", GET, "/parameters/0/pattern", r#""^a""#),
        put("input-constraint-loosened", "/maximum", ""),
        put("input-default-changed", "/default", "20"),
        gets("input-default-changed (breaking)", &properties, "/mode/default", r#""slow""#),
        put("input-field-hidden", "/x-ms-visibility", r#""internal""#),
        put("input-visibility-changed", "/x-ms-visibility", r#""advanced""#),
        put("input-label-changed", "/x-ms-summary", r#""Limit of lines""#),
        gets("input-dynamic-removed", GET, "/parameters/4/x-ms-dynamic-values", ""),
        gets("input-dynamic-added", GET, "/parameters/4/x-ms-dynamic-values/value-path", r#""name""#),
        gets(
            "input-dynamic-added",
            &properties,
            "/note/x-ms-dynamic-values",
            r#"{ "operationId": "ListShops", "value-path": "id" }"#,
        ),
        gets(
            "input-dynamic-added (breaking)",
            &properties,
            "/extra",
            r#"{ "type": "object", "x-ms-dynamic-schema": { "operationId": "ListShops", "value-path": "id" } }"#,
        ),
        gets("body-removed", POST, "/parameters", "[]"),
        gets("consumes-changed", "", "/consumes", r#"["text/xml"]"#),
        turns(
            "consumes-changed (risky)",
            "",
            "/consumes",
            r#"["application/json", "text/json"]"#,
            r#"["application/json"]"#,
        ),
    ]
}

fn response_examples() -> Vec<Example> {
    let properties = format!("{ORDER}/properties");
    let put = |found, member: &str, after| gets(found, &properties, member, after);
    vec![
        put("output-field-removed", "/total", ""),
        gets("output-field-removed", HOOK, "/x-ms-notification-content/schema/properties/at", ""),
        put("output-field-added", "/new", r#"{ "type": "string" }"#),
        put("output-type-changed", "/total/type", r#""string""#),
        put("output-format-changed", "/total/format", r#""float""#),
        put("output-enum-added", "/id/enum", r#"["a", "b"]"#),
        put("output-enum-removed", "/state/enum", ""),
        put("output-enum-value-added", "/state/enum", r#"["open", "done", "late"]"#),
        put("output-enum-value-removed", "/state/enum", r#"["open"]"#),
        gets("output-field-became-required", ORDER, "/required", r#"["id", "state"]"#),
        gets("output-field-became-optional", ORDER, "/required", "[]"),
        put("output-field-hidden", "/total/x-ms-visibility", r#""internal""#),
        put("output-label-changed", "/id/x-ms-summary", r#""Number""#),
        gets("output-schema-removed", GET, "/responses/200/schema", ""),
        gets("output-schema-removed", GET, "/responses/200/schema", r#"{ "type": "object" }"#),
        gets(
            "output-schema-added",
            HOOK,
            "/post/responses/201/schema",
            r#"{ "type": "object", "properties": { "id": { "type": "string" } } }"#,
        ),
        gets(
            "output-dynamic-changed",
            HOOK,
            "/x-ms-notification-content/schema/x-ms-dynamic-schema",
            r#"{ "operationId": "ListShops", "value-path": "id" }"#,
        ),
        gets(
            "output-dynamic-changed (breaking)",
            HOOK,
            "/x-ms-notification-content/schema",
            r#"{ "x-ms-dynamic-schema": { "operationId": "ListShops", "value-path": "id" } }"#,
        ),
        gets(
            "output-root-kind-changed",
            GET,
            "/responses/200/schema",
            r##"{ "type": "array", "items": { "$ref": "#/definitions/Order" } }"##,
        ),
        gets(
            "output-root-kind-changed",
            POST,
            "/responses/200",
            r#"{ "description": "Known.", "schema": { "type": "object", "properties": { "known": { "type": "boolean" } } } }"#,
        ),
        turns("success-response-removed", GET, "/responses/202", r#"{ "description": "Later." }"#, "null"),
        gets("success-response-added", GET, "/responses/202", r#"{ "description": "Later." }"#),
        gets("error-response-changed", GET, "/responses/404", ""),
        gets("error-response-changed", GET, "/responses/default", r#"{ "description": "Failed." }"#),
        gets("produces-changed", "", "/produces", r#"["text/xml"]"#),
    ]
}

fn connector_examples() -> Vec<Example> {
    let parameters = "properties:/properties/connectionParameters";
    let policy = "properties:/properties/policyTemplateInstances/0/parameters";
    vec![
        gets("host-changed", "", "/host", r#""new.shop.example""#),
        gets("base-path-changed", "", "/basePath", r#""/v2""#),
        gets("schemes-changed (breaking)", "", "/schemes", r#"["http"]"#),
        gets("schemes-changed", "", "/schemes", r#"["http", "https"]"#),
        gets("auth-changed", "", "/securityDefinitions/key/in", r#""query""#),
        gets(
            "auth-changed",
            parameters,
            "/token",
            r#"{ "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } }"#,
        ),
        gets("auth-changed (risky)", "", "/securityDefinitions/basic", r#"{ "type": "basic" }"#),
        gets("connection-parameter-removed", parameters, "/region", ""),
        gets("connection-parameter-removed", parameters, "/region/type", r#""int""#),
        gets(
            "connection-parameter-removed",
            parameters,
            "/region/uiDefinition/constraints/required",
            r#""true""#,
        ),
        gets("title-changed", "/info", "/title", r#""Purchases""#),
        gets("version-not-bumped", "/info", "/version", r#""1.0""#),
        gets("version-decreased", "/info", "/version", r#""0.9""#),
        gets("policy-changed", policy, "/x-ms-apimTemplateParameter.value", r#""other""#),
        gets("policy-changed", policy, "/x-ms-apimTemplate-operationName", r#"["GetOrder", "CreateOrder"]"#),
        gets(
            "policy-changed",
            "properties:/properties",
            "/scriptOperations",
            r#"["CreateOrder", "GetOrder"]"#,
        ),
        gets("policy-changed", "properties:/properties", "/policyTemplateInstances", "[]"),
        gets("policy-changed", "script", "", "public class Script : ScriptBase { }"),
    ]
}

pub(crate) fn examples() -> Vec<Example> {
    [operation_examples(), request_examples(), response_examples(), connector_examples()]
        .into_iter()
        .flatten()
        .collect()
}
