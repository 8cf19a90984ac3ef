//! Addresses and files that can be opened.

use std::sync::Arc;

use connector::FileRole;
use ide::{LinkTarget, document_links};

use crate::support::State;

/// The links of the first file that is marked text: what is underlined, and where it leads. Beside the connector stand
/// `icon.png` and `Other.json`.
#[track_caller]
fn check(role: FileRole, marked: &str, expected: &[(&str, &str)]) {
    let mut state = State::of(marked);
    let names = ["apiDefinition.swagger.json", "apiProperties.json", "icon.png", "Other.json"];
    state.connector.set_siblings(Some(Arc::from(names.map(str::to_owned))));
    let text = state.connector.part(role).unwrap().text();
    let found = document_links(&state.connector, role);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|link| {
            let (LinkTarget::Address(target) | LinkTarget::Sibling(target)) = &link.target;
            (&text[link.span.range()], target.as_str())
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn members_that_hold_addresses_are_links() {
    check(
        FileRole::Definition,
        r#"{ "info": { "contact": { "name": "https://a.example", "url": "https://contoso.example/help" },
             "license": { "url": "http://a.example/" }, "termsOfService": " https://b.example?x=1 " },
             "externalDocs": { "url": "https:\/\/c.example\/d" },
             "tags": [{ "name": "a", "externalDocs": { "url": "https://[::1]/e" } }],
             "x-ms-connector-metadata": [
               { "propertyName": "Website", "propertyValue": "https://d.example" },
               { "propertyName": "Categories", "propertyValue": "Data" }] }"#,
        &[
            ("https://contoso.example/help", "https://contoso.example/help"),
            ("http://a.example/", "http://a.example/"),
            (" https://b.example?x=1 ", "https://b.example?x=1"),
            (r"https:\/\/c.example\/d", "https://c.example/d"),
            ("https://[::1]/e", "https://[::1]/e"),
            ("https://d.example", "https://d.example"),
        ],
    );
}

#[test]
fn what_is_no_address_of_the_web_is_no_link() {
    for text in [
        "",
        "contoso.example",
        "ftp://a.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://a b",
        "https://a.example/<x>",
        "HTTPS",
        "command:x",
    ] {
        check(FileRole::Definition, &format!(r#"{{ "externalDocs": {{ "url": "{text}" }} }}"#), &[]);
    }
    check(FileRole::Definition, r#"{ "externalDocs": { "url": ["https://a.example"] } }"#, &[]);
}

#[test]
fn help_in_the_connection_form_is_linked_where_it_stands() {
    check(
        FileRole::Properties,
        r#"//- apiProperties.json
{ "properties": { "connectionParameters": { "key": { "uiDefinition": {
  "displayName": "https://no.example",
  "description": "Get a 🙂 key (see https://a.example/keys?x=(1)), or http://b.example. Not http:// or https",
  "tooltip": "https://c.example\n"
} } } } }"#,
        &[
            ("https://a.example/keys?x=(1", "https://a.example/keys?x=(1"),
            ("http://b.example", "http://b.example"),
            ("https://c.example", "https://c.example"),
        ],
    );
}

#[test]
fn files_are_linked_if_they_stand_beside_the_connector() {
    check(
        FileRole::Settings,
        r#"//- settings.json
{ "connectorId": "x", "apiDefinition": "apiDefinition.swagger.json", "apiProperties": "./apiProperties.json",
  "icon": "icon.png", "script": "script.csx" }"#,
        &[
            ("apiDefinition.swagger.json", "apiDefinition.swagger.json"),
            ("./apiProperties.json", "apiProperties.json"),
            ("icon.png", "icon.png"),
        ],
    );
    for path in ["../icon.png", "/icon.png", "C:\\\\icon.png", "sub/icon.png", "ICON.PNG", "", "."] {
        check(
            FileRole::Settings,
            &format!("//- settings.json\n{{ \"environment\": \"x\", \"icon\": \"{path}\" }}"),
            &[],
        );
    }
    check(
        FileRole::Definition,
        r##"{ "definitions": { "A": { "$ref": "Other.json#/definitions/A" }, "B": { "$ref": "Gone.json" },
             "C": { "$ref": "#/definitions/A" }, "D": { "$ref": "./Other.json" },
             "E": { "properties": { "$ref": { "type": "string" } } } } }"##,
        &[("Other.json", "Other.json"), ("./Other.json", "Other.json")],
    );
}

#[test]
fn nothing_is_known_about_files_that_nobody_listed() {
    let state = State::of("//- settings.json\n{ \"connectorId\": \"x\", \"icon\": \"icon.png\" }");
    assert_eq!(document_links(&state.connector, FileRole::Settings), []);
    assert_eq!(document_links(&state.connector, FileRole::Script), []);
}

#[test]
fn a_broken_text_keeps_its_links() {
    check(
        FileRole::Definition,
        r#"{
  "info": {
    "contact": { "url": "https://a.example" }
    "license": { "url": "https://b.example },
  },
  "externalDocs": { "url": "https://c.example""#,
        &[
            ("https://a.example", "https://a.example"),
            ("https://b.example", "https://b.example"),
            ("https://c.example", "https://c.example"),
        ],
    );
}
