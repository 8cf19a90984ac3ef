//! What the steps do to policies and script operations.

use connector::{Connector, FileRole};
use evolution::lifecycle::Step;

use crate::support::{
    START, START_SAME_BACKEND, connector, definition, findings, notes, refusal, take, text,
};

const DEFINITION: &str = r#"{ "paths": { "/{list}/items": { "get": { "operationId": "GetItems" }, "post": { "operationId": "PutItem" } } } }"#;

/// The definition above with these properties, in the four layouts.
fn layouts(properties: &str) -> [(&'static str, Connector, String); 4] {
    fixture::layouts(properties).map(|(name, properties)| {
        let both = format!("{DEFINITION}\n//- apiProperties.json\n{properties}");
        let connector = connector(&both);
        assert_eq!(text(&connector, FileRole::Properties), properties);
        (name, connector, properties)
    })
}

/// Takes a step in every layout, and compares the properties.
#[track_caller]
fn check(before: &str, id: &str, step: &Step, after: &str) {
    for ((name, connector, _), (_, expected)) in layouts(before).iter().zip(fixture::layouts(after)) {
        let result = take(connector, id, step);
        assert_eq!(text(&result, FileRole::Properties), expected, "{name}");
    }
}

const LISTS: &str = r#"{ "properties": {
  "policyTemplateInstances": [
    { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": [ "PutItem", "GetItems", "Other" ] } },
    { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": [] } },
    { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": [ "Other" ] } },
    { "templateId": "setheader", "parameters": { "x-ms-apimTemplate-operationName": [ "GetItems" ] } }
  ],
  "scriptOperations": [ "GetItems", "PutItem" ]
} }"#;

#[test]
fn a_new_revision_joins_every_list_that_names_the_old_one() {
    check(LISTS, "GetItems", &START, &LISTS.replace("\"GetItems\"", "\"GetItems\", \"GetItems_V2\""));
}

#[test]
fn a_revision_that_is_listed_already_is_not_listed_twice() {
    let listed = LISTS.replace("\"Other\"", "\"GetItems_V2\"");
    let first = r#"[ "PutItem", "GetItems", "GetItems_V2" ]"#;
    let after = LISTS
        .replace("\"GetItems\"", "\"GetItems\", \"GetItems_V2\"")
        .replace(r#"[ "PutItem", "GetItems", "GetItems_V2", "Other" ]"#, first)
        .replace("\"Other\"", "\"GetItems_V2\"");
    check(&listed, "GetItems", &START, &after);
}

const ROUTE: &str = r#"{ "templateId": "routerequesttoendpoint", "title": "Route GetItems_V2 to /{list}/items", "parameters": {
  "x-ms-apimTemplate-operationName": [ "GetItems_V2" ],
  "x-ms-apimTemplateParameter.newPath": "/{list}/items",
  "x-ms-apimTemplateParameter.httpMethod": "@Request.OriginalHTTPMethod"
} }"#;

#[test]
fn a_policy_routes_a_revision_to_the_same_backend_path() {
    check(
        r#"{ "properties": { "policyTemplateInstances": [] } }"#,
        "GetItems",
        &START_SAME_BACKEND,
        &format!(r#"{{ "properties": {{ "policyTemplateInstances": [ {ROUTE} ] }} }}"#),
    );
    check(
        r#"{ "properties": { "capabilities": [ "actions" ] } }"#,
        "GetItems",
        &START_SAME_BACKEND,
        &format!(
            r#"{{ "properties": {{ "capabilities": [ "actions" ], "policyTemplateInstances": [ {ROUTE} ] }} }}"#
        ),
    );
    let listed = LISTS.replace("\"GetItems\"", "\"GetItems\", \"GetItems_V2\"");
    check(
        LISTS,
        "GetItems",
        &START_SAME_BACKEND,
        &listed.replacen(" }\n  ],", &format!(" }},\n{ROUTE} ],"), 1),
    );
}

#[test]
fn revision_three_is_routed_like_revision_two() {
    let (_, connector, _) = &layouts(r#"{ "properties": { "policyTemplateInstances": [] } }"#)[0];
    let second = take(connector, "GetItems", &START_SAME_BACKEND);
    let third = take(&second, "GetItems_V2", &START_SAME_BACKEND);
    let properties = text(&third, FileRole::Properties);
    assert_eq!(properties.matches("routerequesttoendpoint").count(), 1);
    assert!(properties.replace([' ', '\n'], "").contains(r#"["GetItems_V2","GetItems_V3"]"#), "{properties}");
    assert_eq!(properties.matches("newPath").count(), 1);
    let notes = notes(&second, "GetItems_V2", &START_SAME_BACKEND);
    assert!(notes[0].message.contains("goes the same way"), "{notes:?}");
    assert_eq!(findings(&third).iter().filter(|(code, _)| code.starts_with("policy/")).count(), 0);
}

#[test]
fn the_policies_of_a_solution_are_a_file_of_their_own() {
    let solution = format!(
        "//- x_openapidefinition.json\n{DEFINITION}\n//- x_policytemplateinstances.json\n[\n  {{ \"templateId\": \
         \"setheader\", \"parameters\": {{ \"x-ms-apimTemplate-operationName\": [ \"GetItems\" ] }} }}\n]\n\
         //- x_connectionparameters.json\n{{}}\n"
    );
    let started = take(&connector(&solution), "GetItems", &START_SAME_BACKEND);
    let policies = text(&started, FileRole::PolicyTemplateInstances);
    assert!(policies.contains("[ \"GetItems\", \"GetItems_V2\" ]"), "{policies}");
    assert!(policies.contains("\"routerequesttoendpoint\""), "{policies}");
    assert_eq!(text(&started, FileRole::ConnectionParameters), "{}\n");
}

#[test]
fn without_a_place_for_the_policy_the_step_is_refused() {
    let alone = connector(DEFINITION);
    assert!(refusal(&alone, "GetItems", &START_SAME_BACKEND).contains("apiProperties.json"));
    for (properties, reason) in [
        (r#"{ "properties": { "policyTemplateInstances": {} } }"#, "no list"),
        (r#"{ "properties": [] }"#, "apiProperties.json"),
        (r#"{ "properties": { "policyTemplateInstances": [ } }"#, "syntax error in line 1"),
    ] {
        let both = connector(&format!("{DEFINITION}\n//- apiProperties.json\n{properties}"));
        let refused = refusal(&both, "GetItems", &START_SAME_BACKEND);
        assert!(refused.contains(reason), "{refused}");
    }
    let broken = r#"{ "properties": { "scriptOperations": [ "GetItems" }"#;
    let both = connector(&format!("{DEFINITION}\n//- apiProperties.json\n{broken}"));
    assert!(refusal(&both, "GetItems", &START).contains("'apiProperties.json' has a syntax error"));
    // Nothing is to be changed in there, so it does not matter.
    take(&both, "PutItem", &START);
}

#[test]
fn steps_without_a_new_revision_leave_the_lists_alone() {
    let (_, connector, properties) = &layouts(LISTS)[1];
    let deprecated = take(connector, "GetItems", &Step::Deprecate { expires: None });
    let hidden = take(&deprecated, "GetItems", &Step::Hide);
    assert_eq!(text(&hidden, FileRole::Properties), properties);
    assert!(definition(&hidden).contains("internal"));
}
