//! Connection parameters, sign-ins, the listing, settings, and what the parts of a definition share.

use crate::support::{Scene, all, check_accept, first};

fn definition(rest: &str) -> String {
    format!(
        r#"{{ "swagger": "2.0",
  "info": {{ "title": "Shop", "contact": {{ "url": "https://contoso.com/help" }} }},
  "securityDefinitions": {{ "oauth": {{ "type": "oauth2", "flow": "accessCode",
    "authorizationUrl": "https://contoso.com/authorize", "tokenUrl": "https://contoso.com/token",
    "scopes": {{ "orders.read": "Read orders", "orders.write": "Change orders" }} }} }},
  "tags": [{{ "name": "orders", "description": "All about orders" }}],
  {rest} }}"#
    )
}

fn properties(rest: &str) -> String {
    format!("{}\n//- apiProperties.json\n{{ \"properties\": {{ {rest} }} }}", definition("\"paths\": {}"))
}

#[test]
fn connection_parameters_have_usual_names_and_types() {
    assert_eq!(first(&properties(r#""connectionParameters": { $0 }"#), 1), ["token"]);
    let read = r#""policyTemplateInstances": [{ "templateId": "setheader", "parameters": {
        "x-ms-apimTemplateParameter.value": "@connectionParameters('site')" } }], "connectionParameters": { $0 }"#;
    assert_eq!(first(&properties(read), 1), ["site"]);
    let types = all(&properties(r#""connectionParameters": { "a": { "type": "$0" } }"#));
    assert_eq!(types, ["string", "securestring", "int", "bool", "oauthSetting", "gatewaySetting"]);
    let sign_in = properties(r#""connectionParameters": { "a": { "type": "oauthSetting", $0 } }"#);
    assert_eq!(first(&sign_in, 1), ["oAuthSettings"]);
    let dependencies = r#""connectionParameters": { "kind": {}, "site": { "uiDefinition": { "constraints": {
        "dependencies": { $0 } } } } }"#;
    assert_eq!(all(&properties(dependencies)), ["kind"]);
}

#[test]
fn a_sign_in_repeats_what_the_definition_says() {
    let settings = |rest: &str| {
        properties(&format!(r#""connectionParameters": {{ "token": {{ "oAuthSettings": {{ {rest} }} }} }}"#))
    };
    assert!(all(&settings(r#""identityProvider": "$0""#)).contains(&"oauth2generic".to_owned()));
    let custom =
        |rest: &str| settings(&format!(r#""identityProvider": "oauth2", "customParameters": {{ {rest} }}"#));
    assert_eq!(all(&custom(r#""authorizationUrl": {}, $0"#)), ["tokenUrl", "refreshUrl"]);
    assert_eq!(all(&custom(r#""tokenUrl": { "value": "$0" }"#)), ["https://contoso.com/token"]);
    assert_eq!(all(&custom(r#""refreshUrl": { "value": "$0" }"#)), ["https://contoso.com/token"]);
    assert_eq!(all(&settings(r#""scopes": ["orders.read", "$0"]"#)), ["orders.write"]);
    let known = all(&settings(r#""redirectUrl": "$0""#));
    assert_eq!(known, ["https://global.consent.azure-apim.net/redirect"]);
}

#[test]
fn security_names_its_definitions_and_their_scopes() {
    assert_eq!(all(&definition(r#""security": [{ "$0" }]"#)), ["oauth"]);
    assert_eq!(all(&definition(r#""security": [{ "oauth": ["orders.write", "$0"] }]"#)), ["orders.read"]);
}

#[test]
fn the_listing_knows_its_facts_and_categories() {
    let facts = |rest: &str| definition(&format!(r#""x-ms-connector-metadata": [{rest}]"#));
    assert_eq!(
        all(&facts(r#"{ "propertyName": "Website" }, { "propertyName": "$0" }"#)),
        ["Privacy policy", "Categories"]
    );
    assert_eq!(
        all(&facts(r#"{ "propertyName": "Website", "propertyValue": "$0" }"#)),
        ["https://contoso.com/help"]
    );
    let categories =
        |typed: &str| facts(&format!(r#"{{ "propertyName": "Categories", "propertyValue": "{typed}" }}"#));
    assert_eq!(all(&categories("$0")).len(), 19);
    assert!(!all(&categories("AI;$0")).contains(&"AI".to_owned()));
    check_accept(&categories("AI;Fin$0"), "Finance", &categories("AI;Finance"));
    check_accept(&categories("AI; Fin$0ance"), "Finance", &categories("AI; Finance"));
    check_accept(&categories("Fin$0"), "Finance", &categories("Finance"));
}

#[test]
fn settings_name_the_files_of_their_folder() {
    let mut scene = Scene::new("//- settings.json\n{ \"connectorId\": \"\", \"apiDefinition\": \"$0\" }");
    let names = [
        "apiDefinition.swagger.json",
        "apiDefinition2.json",
        "apiProperties.json",
        "Icon.PNG",
        "settings.json",
    ];
    scene.set_siblings(&names);
    assert_eq!(scene.labels(), ["apiDefinition.swagger.json", "apiDefinition2.json"]);
    let mut icon = Scene::new("//- settings.json\n{ \"connectorId\": \"\", \"icon\": $0 }");
    icon.set_siblings(&names);
    assert_eq!(icon.labels(), ["Icon.PNG", "icon.png"]);
    assert!(all("//- settings.json\n{ $0 }").contains(&"environment".to_owned()));
}

#[test]
fn tags_mime_types_and_codes_are_those_of_the_definition() {
    let operation = |rest: &str| {
        definition(&format!(
            r#""produces": ["application/pdf"], "paths": {{ "/a": {{ "get": {{ "tags": ["shops"],
               "responses": {{ "200": {{}}, "418": {{}}, "404": {{}} }} }} }}, "/b": {{ "get": {{ {rest} }} }} }}"#
        ))
    };
    assert_eq!(all(&operation(r#""tags": ["$0"]"#)), ["orders", "shops"]);
    assert_eq!(all(&operation(r#""tags": ["orders", "$0"]"#)), ["shops"]);
    assert_eq!(
        all(&definition(
            r#""paths": { "/a": { "get": { "tags": ["shops"] } } }, "tags": [{ "name": "$0" }]"#
        )),
        ["shops"]
    );
    let types = all(&operation(r#""produces": ["$0"]"#));
    assert!(
        types.contains(&"application/pdf".to_owned()) && types.contains(&"application/json".to_owned()),
        "{types:?}"
    );
    assert_eq!(first(&operation(r#""responses": { "$0" }"#), 1), ["200"]);
    assert_eq!(first(&operation(r#""responses": { "200": {}, "$0" }"#), 1), ["404"]);
    assert!(!all(&operation(r#""responses": { "200": {}, "$0" }"#)).contains(&"200".to_owned()));
}

#[test]
fn what_is_referred_to_and_missing_is_a_name() {
    let text = r##"{ "paths": { "/a": { "get": { "parameters": [{ "$ref": "#/parameters/Top" }],
        "responses": { "200": { "schema": { "$ref": "#/definitions/Order" } }, "404": { "$ref": "#/responses/None" } } } } },
        "SECTION": { $0 } }"##;
    let section = |name: &str| text.replace("SECTION", name);
    assert_eq!(all(&section("definitions")), ["Order"]);
    assert_eq!(all(&section("parameters")), ["Top"]);
    assert_eq!(all(&section("responses")), ["None"]);
    assert_eq!(all(r#"{ "security": [{ "key": [] }], "securityDefinitions": { $0 } }"#), ["key"]);
    let schema =
        r#"{ "definitions": { "A": { "required": ["id", "name"], "properties": { "id": {}, $0 } } } }"#;
    assert_eq!(all(schema), ["name"]);
}

#[test]
fn allowed_values_and_their_names_go_together() {
    let schema = |rest: &str| format!(r#"{{ "definitions": {{ "A": {{ "type": "integer", {rest} }} }} }}"#);
    let named = schema(r#""enum": [1, 2], "x-ms-enum-values": [{ "value": 1 }, { "value": $0 }]"#);
    assert_eq!(all(&named), ["2"]);
    let values = schema(r#""x-ms-enum-values": [{ "value": 1 }, { "value": 2 }], "enum": [2, $0]"#);
    assert_eq!(all(&values), ["1"]);
}

#[test]
fn path_variables_are_parameters_once() {
    let parameters = |typed: &str| {
        format!(
            r##"{{ "paths": {{ "/a/{{one}}/{{two}}/{{three}}": {{ "parameters": [{{ "name": "one", "in": "path" }}],
               "get": {{ "parameters": [{{ "$ref": "#/parameters/Two" }}, {{ "name": "{typed}" }}] }} }} }},
               "parameters": {{ "Two": {{ "name": "two", "in": "path" }}, "Three": {{ "name": "three", "in": "path" }} }} }}"##
        )
    };
    assert_eq!(all(&parameters("$0")), ["three"]);
    let shared = parameters("x").replace(r#"{ "name": "x" }"#, r#"{ "$ref": "$0" }"#);
    assert_eq!(all(&shared), ["#/parameters/Three"]);
}

#[test]
fn what_no_one_should_write_any_more_is_struck_through() {
    let text = r#"{ "paths": { "/a": { "get": { "operationId": "Old", "deprecated": true } },
        "/b": { "get": { "operationId": "New", "parameters": [{ "x-ms-dynamic-values": { "operationId": "$0" } }] } } } }"#;
    let found = Scene::new(text).completions(true).entries;
    assert!(found.iter().any(|entry| entry.label == "Old" && entry.is_deprecated), "{found:?}");
    let members = Scene::new(r#"{ "paths": { "/a": { $0 } } }"#).completions(true).entries;
    let reference = members.iter().position(|entry| entry.label == "$ref").unwrap();
    assert!(members[reference].is_deprecated);
    assert!(members[reference..].iter().all(|entry| entry.is_deprecated), "they come last: {members:?}");
}
