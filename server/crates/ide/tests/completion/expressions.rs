//! Policies: their parameters, and expressions inside of these.

use crate::support::{all, check_accept, first};

const ORDERS: &str = r#"{ "paths": {
  "/orders": { "post": { "operationId": "CreateOrder",
    "parameters": [
      { "name": "X-Trace", "in": "header", "type": "string" },
      { "name": "dryRun", "in": "query", "type": "boolean" },
      { "name": "body", "in": "body", "schema": { "type": "object", "properties": {
        "lines": { "type": "array", "items": { "type": "object", "properties": {
          "sku": { "type": "string" }, "@odata.id": { "type": "string" } } } },
        "customer": { "type": "object", "properties": { "name": { "type": "string" } } } } } }
    ],
    "responses": { "201": { "description": "Created", "headers": { "X-Count": { "type": "integer" } },
      "schema": { "type": "object", "properties": { "number": { "type": "string" },
        "data": { "type": "array", "items": { "type": "object", "properties": { "created": { "type": "string" } } } }
      } } } } } },
  "/token": { "get": { "operationId": "GetToken", "responses": { "200": { "description": "OK", "schema": {
    "type": "object", "properties": { "access_token": { "type": "string" } } } } } } }
} }"#;

/// A policy of a template, for one operation.
fn policy(template: &str, parameters: &str) -> String {
    format!(
        r#"{ORDERS}
//- apiProperties.json
{{ "properties": {{
  "connectionParameters": {{ "api_key": {{ "type": "securestring" }},
    "token": {{ "type": "oauthSetting", "oAuthSettings": {{ "customParameters": {{ "tenantId": {{ "value": "common" }} }} }} }} }},
  "policyTemplateInstances": [{{ "templateId": "{template}", "title": "T", "parameters": {{
    "x-ms-apimTemplate-operationName": ["CreateOrder"], {parameters} }} }}] }} }}"#
    )
}

fn parameter(template: &str, name: &str, typed: &str) -> String {
    policy(template, &format!(r#""x-ms-apimTemplateParameter.{name}": "{typed}""#))
}

#[track_caller]
fn check_value(template: &str, name: &str, typed: &str, label: &str, expected: &str) {
    let after = parameter(template, name, expected);
    let properties = after.split("//- apiProperties.json\n").nth(1).unwrap();
    check_accept(&parameter(template, name, typed), label, properties);
}

#[test]
fn arguments_come_from_the_policy_s_operations() {
    let value = |typed: &str| parameter("setheader", "value", typed);
    assert_eq!(all(&value("@connectionParameters('$0')")), ["api_key", "token", "token:tenantId"]);
    assert_eq!(all(&value("@headers('$0")), ["X-Trace"]);
    assert_eq!(all(&value("@{queryParameters('$0')}")), ["dryRun"]);
    assert_eq!(all(&value("@{concat('a', headers('$0'))}")), ["X-Trace"]);
    check_value(
        "setheader",
        "value",
        "@connectionParameters('api$0_key')",
        "api_key",
        "@connectionParameters('api_key')",
    );
    check_value("setheader", "value", "x-@{hea$0}", "headers('')", "x-@{headers('')}");
    check_value("setheader", "value", "@hea$0('X-Trace')", "@headers", "@headers('X-Trace')");
    let answer = policy(
        "setheader",
        r#""x-ms-apimTemplate-policySection": "Response", "x-ms-apimTemplateParameter.value": "@headers('$0')""#,
    );
    assert_eq!(all(&answer), ["X-Count"]);
}

#[test]
fn paths_follow_the_body_of_the_section() {
    let value = |typed: &str| parameter("setproperty", "propertyValuePathTemplate", typed);
    assert_eq!(all(&value("@body().$0")), [".lines", ".customer"]);
    assert_eq!(all(&value("@{body().customer.$0}")), [".name"]);
    assert_eq!(all(&value("@body().lines$0")), [".lines", ".customer"]);
    assert_eq!(all(&value("@body().lines[0].$0")), [".sku", "['@odata.id']"]);
    check_value(
        "setproperty",
        "propertyValuePathTemplate",
        "@body().lines[0].o$0",
        "['@odata.id']",
        "@body().lines[0]['@odata.id']",
    );
    check_value("setproperty", "propertyValuePathTemplate", "@body().cus$0", ".customer", "@body().customer");
    let answer = policy(
        "setproperty",
        r#""x-ms-apimTemplate-policySection": "Response", "x-ms-apimTemplateParameter.propertyValuePathTemplate": "@body().$0""#,
    );
    assert_eq!(all(&answer), [".number", ".data"]);
    let fetched = policy(
        "setvaluefromurl",
        r#""x-ms-apimTemplateParameter.parameterValueUrl": "/token?a=b", "x-ms-apimTemplateParameter.parameterValuePathTemplate": "@body().$0""#,
    );
    assert_eq!(all(&fetched), [".access_token"]);
    let query = policy(
        "pollingtrigger",
        r#""x-ms-apimTemplateParameter.triggerConfig": { "since": "@{triggerBody().data[0].$0}" }"#,
    );
    assert_eq!(all(&query), [".created"]);
    // What is no path has no steps.
    assert_eq!(all(&value("@body().customer and $0")), Vec::<String>::new());
    assert_eq!(all(&value("@body() $0")), Vec::<String>::new());
}

#[test]
fn the_rest_of_a_word_is_replaced_too() {
    let value = |typed, label, expected| {
        check_value("setproperty", "propertyValuePathTemplate", typed, label, expected);
    };
    value("@body().cus$0_tomer", ".customer", "@body().customer");
    value("@{body().l$0ines[0].sku}", ".lines", "@{body().lines[0].sku}");
    let method = "@Request.OriginalHTTPMethod";
    check_value("routerequesttoendpoint", "httpMethod", "@Requ$0est.OriginalHTTPMethod", method, method);
    check_value("setheader", "value", "@hea$0ders('X-Trace')", "@headers", "@headers('X-Trace')");
    check_value(
        "setheader",
        "value",
        "https://@{hea$0.example.com",
        "headers('')",
        "https://@{headers('').example.com",
    );
}

#[test]
fn names_are_no_expressions() {
    let value = |typed: &str| parameter("setproperty", "propertyValuePathTemplate", typed);
    let has_function = |marked: &str| all(marked).iter().any(|label| label.contains("queryParameters"));
    assert!(has_function(&value("@$0")));
    assert!(!has_function(&value("@body()['@od$0ata.nextLink']")));
    assert!(all(&value("@body().lines[0]['@odata.id'].$0")).is_empty());
    assert_eq!(all(&value("@{item()['@odata.id']} @body().lines[0].$0")), [".sku", "['@odata.id']"]);
    let config = |inside| {
        policy("pollingtrigger", &format!(r#""x-ms-apimTemplateParameter.triggerConfig": {{ {inside} }}"#))
    };
    assert!(has_function(&config(r#""since": "@$0""#)));
    assert!(!has_function(&config(r#""@od$0ata": "a""#)));
}

#[test]
fn parameters_are_what_the_template_takes() {
    let names = policy("setqueryparameter", "$0");
    // Those that must be there come first.
    assert_eq!(first(&names, 2), ["x-ms-apimTemplateParameter.name", "x-ms-apimTemplateParameter.value"]);
    assert!(!all(&names).contains(&"x-ms-apimTemplate-policySection".to_owned()));
    assert_eq!(all(&parameter("setqueryparameter", "name", "$0")), ["dryRun"]);
    assert_eq!(all(&parameter("setheader", "name", "$0")), ["X-Trace"]);
    assert_eq!(all(&parameter("routerequesttoendpoint", "newPath", "$0")), ["/token", "/orders"]);
    assert_eq!(
        first(&parameter("routerequesttoendpoint", "httpMethod", "$0"), 1),
        ["@Request.OriginalHTTPMethod"]
    );
    assert_eq!(
        all(&parameter("setvaluefromurl", "parameterTemplate", "$0")),
        ["@headers('X-Trace')", "@queryParameters('dryRun')"]
    );
    assert_eq!(
        all(&parameter("convertarraytoobject", "propertyParentPath", "$0")),
        ["@body()", "@body().lines", "@body().customer"]
    );
    let keyed = policy(
        "convertarraytoobject",
        r#""x-ms-apimTemplateParameter.propertyParentPath": "@body()", "x-ms-apimTemplateParameter.propertySubPath": "lines",
           "x-ms-apimTemplateParameter.keyWithinCollectionPath": "$0""#,
    );
    assert_eq!(all(&keyed), ["sku", "['@odata.id']"]);
    assert_eq!(all(&parameter("pollingtrigger", "triggerDataPath", "$0")), ["@triggerBody().data"]);
    let query = policy("pollingtrigger", r#""x-ms-apimTemplateParameter.triggerConfig": { $0 }"#);
    assert_eq!(all(&query), ["dryRun", vocabulary::TRIGGER_NEXT_LINK]);
    assert!(
        all(&parameter("dynamichosturl", "urlTemplate", "$0"))
            .contains(&"https://@connectionParameters('api_key')".to_owned())
    );
}

#[test]
fn a_policy_is_called_like_its_template() {
    let text =
        r#"{ "properties": { "policyTemplateInstances": [{ "templateId": "setheader", "title": "$0" }] } }"#;
    assert_eq!(all(&format!("//- apiProperties.json\n{text}")), ["Set HTTP header"]);
}

#[test]
fn names_are_escaped_as_the_string_around_them_asks() {
    let odd =
        |typed: &str| parameter("setheader", "value", typed).replace("\"api_key\"", "\"api\\\"key\\\\\"");
    let expected = odd("@connectionParameters('api\\\"key\\\\')");
    let expected = expected.split("//- apiProperties.json\n").nth(1).unwrap();
    check_accept(&odd("@connectionParameters('$0')"), "api\"key\\", expected);
}
