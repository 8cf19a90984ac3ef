//! Policies and connection parameters as a list.

use connector::FileRole;
use ide::{PropertyPlace, Tally, View, property_list};
use rules::{Settings, Stop};

use crate::support::State;

const FILES: &str = r#"//- apiDefinition.swagger.json
{ "swagger": "2.0", "paths": {} }
//- apiProperties.json
{ "properties": {
  "connectionParameters": { "plain": { "type": "string" } },
  "connectionParameterSets": { "values": [
    { "name": "key", "parameters": { "api_key": { "type": "securestring", "uiDefinition": { "displayName": "Key\n of yours" } } } },
    { "name": "own", "uiDefinition": { "displayName": "Own account" }, "parameters": { "token": {} } },
    { "parameters": { "nameless": { "type": "string" } } }
  ] },
  "policyTemplateInstances": [
    { "templateId": "SetHeader", "title": "Mark", "parameters": { "x-ms-apimTemplate-operationName": ["ListA", 7, "ListB"] } },
    { "templateId": "setqueryparameter" },
    { "templateId": "unheardof", "title": " " },
    { }
  ]
} }
"#;

#[test]
fn everything_is_listed_by_the_names_that_people_know() {
    let state = State::of(FILES);
    let findings = rules::check(&state.connector, &Settings::default(), &Stop::default());
    let list = property_list(&View { findings: &findings, ..state.view() });
    let text = state.connector.part(FileRole::Properties).unwrap().text();
    let selected = |place: &PropertyPlace| &text[place.selection.range()];
    let parameters: Vec<_> = list
        .parameters
        .iter()
        .map(|leaf| (&*leaf.name, leaf.set.as_deref(), leaf.kind.as_deref(), leaf.label.as_deref()))
        .collect();
    assert_eq!(
        parameters,
        [
            ("plain", None, Some("string"), None),
            ("api_key", Some("key"), Some("securestring"), Some("Key of yours")),
            ("token", Some("Own account"), None, None),
            ("nameless", Some("(parameter set without a name)"), Some("string"), None),
        ]
    );
    assert_eq!(selected(&list.parameters[1].place), "\"api_key\"");
    let policies: Vec<_> = list
        .policies
        .iter()
        .map(|leaf| (&*leaf.title, &*leaf.template_id, leaf.template, leaf.operations.len()))
        .collect();
    assert_eq!(
        policies,
        [
            ("Mark", "SetHeader", Some("Set HTTP header"), 2),
            ("Set query string parameter", "setqueryparameter", Some("Set query string parameter"), 0),
            ("unheardof", "unheardof", None, 0),
            ("", "", None, 0),
        ]
    );
    assert_eq!(selected(&list.policies[0].place), "\"Mark\"");
    assert_eq!(selected(&list.policies[1].place), "\"setqueryparameter\"");
    // What is found in a policy is counted there, and nowhere else.
    let span = list.policies[2].place.span;
    let inside = findings.iter().filter(|found| {
        found.file == FileRole::Properties && span.start <= found.span.start && found.span.end <= span.end
    });
    assert_eq!(list.policies[2].place.findings, Tally::of(inside));
    assert_ne!(list.policies[2].place.findings, Tally::default());
}

#[test]
fn what_has_no_properties_lists_nothing() {
    let state = State::of("//- apiDefinition.swagger.json\n{ \"swagger\": \"2.0\" }\n");
    assert_eq!(property_list(&state.view()), ide::PropertyList::default());
}
