//! Every snippet, accepted where it fits, with the words that it comes with.

use connector::{Connector, FileRole, Part};
use ide::completion::CompletionKind;

use super::shelves::{DEFINITION, PROPERTIES};
use super::{at, connector, findings, flawless};
use crate::support::Scene;

#[test]
fn the_connector_of_the_tests_is_flawless() {
    assert_eq!(findings(&connector(DEFINITION, PROPERTIES)), Vec::<String>::new());
}

#[test]
fn paths_and_methods() {
    let connector = connector(DEFINITION, PROPERTIES);
    let labels = flawless(
        &connector,
        FileRole::Definition,
        &at(DEFINITION, "\n  },\n  \"definitions\"", ",\n    $0\n  },\n  \"definitions\""),
    );
    assert_eq!(labels.len(), 9, "{labels:?}");
    for item in ["\"/shelves\": {", "\"/shelves/{shelf}\": {", "\"/rooms/{room}\": {"] {
        let labels =
            flawless(&connector, FileRole::Definition, &at(DEFINITION, item, &format!("{item}\n      $0")));
        assert!(!labels.is_empty(), "{item}");
    }
}

#[test]
fn parameters_and_properties() {
    let connector = connector(DEFINITION, PROPERTIES);
    let definition = |marked: &str| flawless(&connector, FileRole::Definition, marked);
    let end = "\"description\": \"The floor to look at.\" }";
    let labels = definition(&at(DEFINITION, end, &format!("{end},\n          $0")));
    assert!(labels.len() >= 5 && !labels.contains(&"Body parameter".to_owned()), "{labels:?}");
    let start = "\"description\": \"Puts a shelf in the place of another.\",\n        \"parameters\": [";
    let labels = definition(&at(DEFINITION, start, &format!("{start}\n          $0")));
    assert!(labels.contains(&"Body parameter".to_owned()), "{labels:?}");
    // A variable without a parameter.
    let torn =
        DEFINITION.replace("\"name\": \"shelf\", \"in\": \"path\"", "\"name\": \"other\", \"in\": \"path\"");
    let labels = definition(&at(&torn, start, &format!("{start}\n          $0")));
    assert!(labels.contains(&"Path parameter shelf".to_owned()), "{labels:?}");
    let properties =
        "\"definitions\": {\n    \"Shelf\": {\n      \"type\": \"object\",\n      \"properties\": {";
    let labels = definition(&at(DEFINITION, properties, &format!("{properties}\n        $0")));
    assert_eq!(labels, ["Property", "Moment", "Object", "List of objects"]);
}

#[test]
fn dynamic_values_and_schemas() {
    let connector = connector(DEFINITION, PROPERTIES);
    let definition = |marked: &str| flawless(&connector, FileRole::Definition, marked);
    let parameter = "\"description\": \"The floor to look at.\"";
    assert_eq!(
        definition(&at(DEFINITION, parameter, &format!("{parameter}, $0"))),
        ["Dropdown from an operation"]
    );
    let property = "\"description\": \"The label on the shelf.\"";
    assert_eq!(
        definition(&at(DEFINITION, property, &format!("{property}, $0"))),
        ["Dropdown from an operation"]
    );
    let schema = "\"definitions\": {\n    \"Shelf\": {\n      \"type\": \"object\",";
    assert_eq!(
        definition(&at(DEFINITION, schema, &format!("{schema}\n      $0"))),
        ["Fields from an operation"]
    );
}

#[test]
fn responses_and_paging() {
    let connector = connector(DEFINITION, PROPERTIES);
    let definition = |marked: &str| flawless(&connector, FileRole::Definition, marked);
    let place = "\"204\": { \"description\": \"The shelf was replaced.\" }";
    let labels = definition(&at(DEFINITION, place, &format!("{place},\n          $0")));
    assert_eq!(labels, ["Error response", "Response with a schema"]);
    let sample =
        "\"examples\": { \"application/json\": { \"id\": 7, \"names\": [\"a\"], \"at\": \"2026-11-22\" } }";
    let with_sample =
        at(DEFINITION, place, &format!("\"200\": {{ \"description\": \"The new one.\", {sample}, $0 }}"));
    assert_eq!(definition(&with_sample), ["Schema from the JSON sample"]);
    let beside = "\"description\": \"Puts a shelf in the place of another.\",";
    let with_sample = at(DEFINITION, beside, &format!("{beside} {sample},"));
    let labels = definition(&at(&with_sample, place, &format!("{place},\n          $0")));
    assert!(labels.contains(&"Response from the JSON sample".to_owned()), "{labels:?}");
    let list = "\"description\": \"Lists all shelves.\",";
    assert_eq!(definition(&at(DEFINITION, list, &format!("{list}\n        $0"))), ["Paging"]);
}

/// A definition without the root members that start so, and their lines.
fn without(lines: &[&str]) -> String {
    let mut text = DEFINITION.to_owned();
    for line in lines {
        let start = text.find(line).unwrap();
        let end = start + text[start..].find('\n').unwrap();
        text.replace_range(start - 3..end, "");
    }
    text
}

#[test]
fn what_stands_at_the_root() {
    let connector = connector(DEFINITION, PROPERTIES);
    let metadata = DEFINITION.find(",\n  \"x-ms-connector-metadata\"").unwrap();
    let text = format!("{},\n  $0\n}}\n", &DEFINITION[..metadata]);
    let labels = flawless(&connector, FileRole::Definition, &text);
    assert_eq!(labels, ["Connector metadata"]);
    let text =
        without(&["\"securityDefinitions\"", "\"security\":"]).replace("\"tags\": []", "\"tags\": [],\n  $0");
    let text = text.replace("$0,", "$0");
    // The properties have a key, so a sign-in with OAuth contradicts them, whoever writes it.
    let labels: Vec<String> = Scene::new(&text)
        .completions(false)
        .entries
        .iter()
        .filter(|entry| entry.kind == CompletionKind::Snippet)
        .map(|entry| entry.label.clone())
        .collect();
    assert_eq!(labels, ["Security: API key", "Security: basic", "Security: OAuth 2"]);
    flawless(&connector.without(FileRole::Properties), FileRole::Definition, &text);
}

#[test]
fn connection_parameters_and_ways_to_sign_in() {
    let connector = connector(DEFINITION, PROPERTIES).with(Part::new(
        FileRole::Definition,
        DEFINITION.replace(
            "\"securityDefinitions\": {",
            "\"securityDefinitions\": { \"oauth\": { \"type\": \"oauth2\", \"flow\": \"accessCode\", \"authorizationUrl\": \"https://id.contoso.com/a\", \"tokenUrl\": \"https://id.contoso.com/t\", \"scopes\": { \"read\": \"Read\" } },",
        ).replace("[{ \"api_key\": [] }]", "[{ \"api_key\": [] }, { \"oauth\": [\"read\"] }]"),
    ));
    let parameters = "\"connectionParameters\": {";
    let labels = flawless(
        &connector,
        FileRole::Properties,
        &at(PROPERTIES, parameters, &format!("{parameters}\n      $0")),
    );
    assert_eq!(labels.len(), 9, "{labels:?}");
    let start = PROPERTIES.find("\"connectionParameters\"").unwrap();
    let end = PROPERTIES.find("\"iconBrandColor\"").unwrap();
    let open = format!("{}$0\n    {}", &PROPERTIES[..start], &PROPERTIES[end..]);
    assert_eq!(flawless(&connector, FileRole::Properties, &open), ["Several ways to sign in"]);
    let sets = Scene::new(&format!("{}\n//- apiProperties.json\n{open}", text(&connector)))
        .accept("Several ways to sign in");
    let labels =
        flawless(&connector, FileRole::Properties, &at(&sets, "\"values\": [", "\"values\": [\n        $0"));
    assert_eq!(labels.len(), 7, "{labels:?}");
    // Beside connection parameters, sets would stand in their way.
    let taken = at(PROPERTIES, "\"iconBrandColor\"", "$0\n    \"iconBrandColor\"");
    assert_eq!(flawless(&connector, FileRole::Properties, &taken), Vec::<String>::new());
}

fn text(connector: &Connector) -> &str {
    connector.part(FileRole::Definition).unwrap().text()
}

#[test]
fn policies() {
    let connector = connector(DEFINITION, PROPERTIES);
    let list = "\"policyTemplateInstances\": [";
    let labels =
        flawless(&connector, FileRole::Properties, &at(PROPERTIES, list, &format!("{list}\n      $0")));
    assert_eq!(labels.len(), 17, "{labels:?}");
}

#[test]
fn an_empty_file_gets_its_skeleton() {
    let empty = Connector::of_text(FileRole::Definition, "");
    let labels = flawless(&empty, FileRole::Definition, "$0");
    assert_eq!(labels.len(), 3, "{labels:?}");
    assert_eq!(flawless(&empty, FileRole::Definition, "{$0}").len(), 3);
    let definition = Connector::of_text(FileRole::Definition, DEFINITION);
    assert_eq!(
        flawless(&definition, FileRole::Properties, "$0"),
        ["New properties: API key", "New properties: several ways to sign in"]
    );
    let open = DEFINITION.find(",\n  \"securityDefinitions\"").unwrap();
    let definition = Connector::of_text(FileRole::Definition, format!("{}\n}}\n", &DEFINITION[..open]));
    let labels = flawless(&definition, FileRole::Properties, "$0");
    assert_eq!(
        labels,
        ["API key", "basic", "OAuth 2", "several ways to sign in", "no sign-in"]
            .map(|kind| format!("New properties: {kind}"))
    );
    assert_eq!(flawless(&definition, FileRole::Settings, "$0"), ["New settings"]);
}
