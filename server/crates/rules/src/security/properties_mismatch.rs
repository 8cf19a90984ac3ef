//! How a connection signs in is written twice: as security definitions in the definition, and as connection parameters
//! in `apiProperties.json`. The platform goes by the second. Where the two disagree, either nobody can sign in, or the
//! definition tells its readers something wrong.
//!
//! An `oauth2` definition goes with a parameter of type `oauthSetting`, a key or a password with parameters that take
//! them. Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters>.
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! {
//!   "type": "oauth2",
//!   "flow": "accessCode",
//!   "authorizationUrl": "https://login.contoso.com/authorize",
//!   "tokenUrl": "https://login.contoso.com/token",
//!   "scopes": {}
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters
//! {}
//! ```
//!
//! ```json apiProperties.json /properties/policyTemplateInstances
//! []
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key
//! {
//!   "type": "oauthSetting",
//!   "oAuthSettings": {
//!     "identityProvider": "oauth2generic",
//!     "clientId": "contoso-orders",
//!     "scopes": [],
//!     "redirectMode": "GlobalPerConnector",
//!     "customParameters": {
//!       "authorizationUrlTemplate": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrlTemplate": { "value": "https://login.contoso.com/token" },
//!       "refreshUrlTemplate": { "value": "https://login.contoso.com/token" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /securityDefinitions/api_key
//! { "type": "apiKey", "in": "header", "name": "X-API-Key" }
//! ```
//!
//! ## Fix
//!
//! Adds a connection parameter for the key, where there is none at all.

use connector::{ConnectionParameter, Connector, Definition, FileRole, PropertiesFile};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::scaffold_properties::{KEY, key_name};
use crate::schemes::{all, kind};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/properties-mismatch",
    summary: "The security definitions do not fit the connection parameters",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let connector = context.connector();
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let Some(file) = connector.properties_files().find(|file| holds_parameters(file)) else { return };
    if !file.document.tree().errors().is_empty() {
        return;
    }
    // A definition of an unknown type may be any.
    if all(definition).any(|scheme| kind(scheme).is_none()) {
        return;
    }
    let of_kind = |wanted: &str| all(definition).find(|scheme| kind(*scheme) == Some(wanted));
    let oauth =
        connector.connection_parameters().find(|parameter| is_of_type(connector, parameter, "oauthSetting"));
    match (of_kind("oauth2"), oauth) {
        (Some(scheme), None) => {
            let name = scheme.name();
            let message = format!(
                "'{name}' signs in with OAuth, but {} has no connection parameter of type 'oauthSetting'. Add one, or \
                 change the definition.",
                file.document.role().usual_name()
            );
            context.on_key(scheme, message);
        }
        (None, Some(parameter)) => check_oauth(context, definition, parameter),
        _ => {}
    }
    let key = of_kind("apiKey").or_else(|| of_kind("basic"));
    if let Some(scheme) = key.filter(|_| connector.connection_parameters().next().is_none()) {
        report_key(context, file, scheme);
    }
}

/// Whether connection parameters belong into this file.
fn holds_parameters(file: &PropertiesFile) -> bool {
    match file.document.role() {
        // What is no object has its own finding, and says nothing about connections.
        FileRole::Properties => file.properties().is_some_and(|properties| {
            properties
                .get("connectionParameters")
                .is_none_or(|found| found.is_object() || found.kind() == syntax::Kind::Null)
        }),
        role => role == FileRole::ConnectionParameters,
    }
}

fn is_of_type(connector: &Connector, parameter: &ConnectionParameter, kind: &str) -> bool {
    let has = |file: &PropertiesFile| {
        let is_here = file.connection_parameters.iter().any(|other| std::ptr::eq(other, parameter));
        let written = file.node(parameter.node).get("type").and_then(Node::as_str);
        is_here && written.is_some_and(|written| written.eq_ignore_ascii_case(kind))
    };
    connector.properties_files().any(has)
}

/// A sign-in that the definition does not have.
fn check_oauth(context: &mut Context<'_>, definition: &Definition, parameter: &ConnectionParameter) {
    let first = all(definition).next();
    let Some(node) = context.connector().properties_files().find_map(|file| {
        let is_here = file.connection_parameters.iter().any(|other| std::ptr::eq(other, parameter));
        is_here.then(|| file.node(parameter.node))
    }) else {
        return;
    };
    let name = &parameter.name;
    let Some(scheme) = first else {
        let message = format!(
            "'{name}' signs in with OAuth, but the definition has no security definition. Add one of type 'oauth2' \
             for its readers."
        );
        // Nothing is contradicted: the platform goes by this file.
        context.on_key(node, message).at_most(Severity::Info);
        return;
    };
    // With other connection parameters, the definition may be theirs.
    let connector = context.connector();
    let is_only = connector.connection_parameters().all(|other| is_of_type(connector, other, "oauthSetting"));
    let other = if is_only { format!(", or change '{}'", scheme.name()) } else { String::new() };
    let message = format!(
        "'{name}' signs in with OAuth, but no security definition is of type 'oauth2'. Add one{other}."
    );
    context.on_key(node, message).related(
        FileRole::Definition,
        scheme.head_span(),
        format!("'{}' is of type '{}'.", scheme.name(), kind(scheme).unwrap_or_default()),
    );
}

/// A key or password that no connection holds.
fn report_key(context: &mut Context<'_>, file: &PropertiesFile, scheme: Node<'_>) {
    let name = scheme.name();
    let role = file.document.role();
    let what = if kind(scheme) == Some("basic") { "a user name and password" } else { "a key" };
    let message = format!(
        "'{name}' needs {what}, but {} has no connection parameter to hold it. Add one, or remove the definition.",
        role.usual_name()
    );
    let fix = insertion(file, scheme);
    let finding = context.on_key(scheme, message);
    if let Some(change) = fix {
        finding.fix(Fix::unsafe_("Add a connection parameter for the key", role, change));
    }
}

/// A connection parameter for a key.
fn insertion(file: &PropertiesFile, scheme: Node<'_>) -> Option<Change> {
    let name = scheme.name();
    let name = key_name(&name);
    if kind(scheme) != Some("apiKey") {
        return None;
    }
    let owner = match file.document.role() {
        FileRole::Properties => file.properties()?,
        _ => return Some(insert(file.document.root(), name, KEY)),
    };
    match owner.get("connectionParameters") {
        Some(parameters) if parameters.is_object() => Some(insert(parameters, name, KEY)),
        Some(_) => None,
        None => Some(insert(owner, "connectionParameters", &format!("{{{}:{KEY}}}", quote(name)))),
    }
}

fn insert(object: Node<'_>, name: &str, value: &str) -> Change {
    Change::Insert { object: object.id(), name: name.to_owned(), value: value.to_owned(), after: None }
}
