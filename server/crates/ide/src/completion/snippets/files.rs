//! Whole files.

use vocabulary::INDEPENDENT_PUBLISHER_COLOR;

use connector::{Connector, FileRole};
use syntax::Node;

use super::super::Subject;
use super::draft::{Draft, Shape};
use super::{FIRST, connection, operations, root};
use crate::making::SignIn;

const DEFINITION: &str = r#""swagger": "2.0", "info": { "title": "<<connector=Contoso Orders>>",
    "description": "<<description=Orders of a shop. List them, and see what was bought.>>", "version": "<<version=1.0.0>>",
    "contact": { "name": "<<company=Contoso>>", "url": "<<website=https://www.contoso.com>>",
      "email": "<<email=help@contoso.com>>" }, "x-ms-api-annotation": { "status": "Preview" } },
  "host": "<<host=api.contoso.com>>", "basePath": "<<basePath=/>>", "schemes": ["https"],
  "consumes": ["application/json"], "produces": ["application/json"], "paths": PATHS,
  "definitions": {}, "parameters": {}, "responses": {}, SECURITY, "tags": [], METADATA"#;
const PROPERTIES: &str = r#""properties": { PARAMETERS,
    "iconBrandColor": "<<color>>", "capabilities": [], "policyTemplateInstances": [],
    "publisher": "<<publisher>>", "stackOwner": "<<publisher>>" }"#;
const SETTINGS: &str = r#""connectorId": "<<connectorId>>", "environment": "<<environment>>",
    "apiProperties": "apiProperties.json", "apiDefinition": "apiDefinition.swagger.json", "icon": "icon.png",
    "script": "script.csx", "powerAppsUrl": "https://api.powerapps.com", "powerAppsApiVersion": "2016-11-01""#;
/// The command asks for the empty ones; the icon is taken as soon as there is one.
const FIRST_SETTINGS: &str = r#""connectorId": "", "environment": "", "apiProperties": "apiProperties.json",
    "apiDefinition": "apiDefinition.swagger.json", "icon": "icon.png", "script": "",
    "powerAppsUrl": "https://api.powerapps.com", "powerAppsApiVersion": "2016-11-01""#;

/// The file, in a file that has nothing.
pub(super) fn roots(subject: &Subject<'_>) -> Vec<Draft> {
    if subject.site.in_string {
        return Vec::new();
    }
    let members = match subject.role() {
        FileRole::Definition => definitions(subject),
        FileRole::Properties => properties(subject),
        FileRole::Settings => settings(subject),
        FileRole::ConnectionParameters => connection::parameters(subject),
        FileRole::PolicyTemplateInstances | FileRole::Script => Vec::new(),
    };
    members.into_iter().map(|draft| draft.shaped(Shape::Value)).collect()
}

/// The members of a definition, with one of the ways to sign in. The way that the connection parameters already have
/// comes first.
pub(super) fn definitions(subject: &Subject<'_>) -> Vec<Draft> {
    let ways = [("API key", root::KEY), ("basic", root::BASIC), ("OAuth 2", root::SIGN_IN)];
    let known =
        usize::from(subject.connector.connection_parameters().any(|known| &*known.name == "password"));
    let known = if subject.connector.connection_parameters().any(|known| &*known.name == "token") {
        2
    } else {
        known
    };
    let drafts = ways.iter().enumerate().map(|(index, (label, security))| {
        let json = definition_json(security);
        let rank = if index == known { FIRST - 1 } else { FIRST };
        Draft::members(format!("New definition: {label}"), rank, format!("{{ {json} }}"))
            .with("category", root::categories())
            .about("A whole API definition with one action and one way to sign in.")
    });
    drafts.collect()
}

/// The JSON of a definition with this way to sign in.
fn definition_json(security: &str) -> String {
    DEFINITION
        .replace("PATHS", &operations::first_path())
        .replace("SECURITY", security)
        .replace("METADATA", root::METADATA)
}

/// A definition for somebody who has said how connections sign in.
pub(crate) fn definition(sign_in: SignIn) -> Draft {
    let security = match sign_in {
        SignIn::None => r#""securityDefinitions": {}, "security": []"#,
        SignIn::ApiKey => root::KEY,
        SignIn::Basic => root::BASIC,
        SignIn::OAuth2 => root::SIGN_IN,
    };
    let json = format!("{{ {} }}", definition_json(security));
    Draft::new("", FIRST, Shape::Value, json).with("category", root::categories())
}

/// The properties that go with such a definition, which the connector has.
pub(crate) fn properties_of(connector: &Connector, sign_in: SignIn) -> Draft {
    let (parameters, words) = match sign_in {
        SignIn::None => (String::new(), Vec::new()),
        SignIn::ApiKey => (connection::KEY.to_owned(), Vec::new()),
        SignIn::Basic => (connection::BASIC.to_owned(), Vec::new()),
        SignIn::OAuth2 => connection::generic_sign_in(connector),
    };
    let json = PROPERTIES.replace("PARAMETERS", &format!(r#""connectionParameters": {{ {parameters} }}"#));
    let draft = Draft::new("", FIRST, Shape::Value, format!("{{ {json} }}"));
    words.into_iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word]))
}

/// The settings of a connector that is in no environment yet.
pub(crate) fn first_settings() -> Draft {
    Draft::new("", FIRST, Shape::Value, format!("{{ {FIRST_SETTINGS} }}"))
}

/// The members of the properties file, with the connection parameters that fit the definition.
pub(super) fn properties(subject: &Subject<'_>) -> Vec<Draft> {
    let definition = subject.connector.definition();
    let root = definition.map(|definition| definition.document.root());
    let has =
        |kind: &str| definition.is_some_and(|definition| connection::scheme_of(definition, kind).is_some());
    let publisher = root.and_then(|root| root.get("info")?.get("contact")?.get("name")?.as_str());
    let is_name = |name: &str| name.chars().all(|character| character.is_alphanumeric() || character == ' ');
    let publisher = publisher.filter(|name| !name.is_empty() && is_name(name));
    let publisher = publisher.map_or_else(|| "Contoso".to_owned(), std::borrow::Cow::into_owned);
    let of = |label: &str, parameters: &str| {
        let json = PROPERTIES.replace("PARAMETERS", parameters);
        Draft::members(format!("New properties: {label}"), FIRST, format!("{{ {json} }}"))
            .with("color", vec![INDEPENDENT_PUBLISHER_COLOR.to_owned()])
            .with("publisher", vec![publisher.clone()])
            .about("A whole properties file: what a connection asks for, colour and owners.")
    };
    let one = |parameters: &str| format!(r#""connectionParameters": {{ {parameters} }}"#);
    let (sign_in, sign_in_words) = connection::generic_sign_in(subject.connector);
    let (several, several_words) = connection::two_ways(subject.connector);
    let filled = |draft: Draft, words: Vec<(&'static str, String)>| {
        words.into_iter().fold(draft, |draft, (stop, word)| draft.with(stop, vec![word]))
    };
    // What the definition knows nothing of would contradict it.
    let is_open = !["apiKey", "basic", "oauth2"].iter().any(|kind| has(kind));
    let drafts = [
        (is_open || has("apiKey"), of("API key", &one(connection::KEY))),
        (is_open || has("basic"), of("basic", &one(connection::BASIC))),
        (is_open || has("oauth2"), filled(of("OAuth 2", &one(&sign_in)), sign_in_words)),
        (true, filled(of("several ways to sign in", &several), several_words)),
        (is_open, of("no sign-in", &one(""))),
    ];
    drafts.into_iter().filter(|(fits, _)| *fits).map(|(_, draft)| draft).collect()
}

/// The members of the settings file.
pub(super) fn settings(subject: &Subject<'_>) -> Vec<Draft> {
    let container = subject.site.container;
    let mut members = container.into_iter().flat_map(Node::members);
    if members.any(|member| !subject.site.replaces(member.full_span())) {
        return Vec::new();
    }
    let draft = Draft::members("New settings", FIRST, format!("{{ {SETTINGS} }}"))
        .with("connectorId", vec!["shared_contoso-20orders".to_owned()])
        .with("environment", vec!["00000000-0000-0000-0000-000000000000".to_owned()]);
    vec![draft.about("What paconn asks for: the connector, its environment and its files.")]
}
