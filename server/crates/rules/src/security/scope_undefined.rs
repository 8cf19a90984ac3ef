//! The scopes that `security` asks for are those that the security definition declares under `scopes`. [The
//! validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules) has
//! no way to know another one, and most often it is misspelt.
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! {
//!   "type": "oauth2",
//!   "flow": "accessCode",
//!   "authorizationUrl": "https://login.contoso.com/authorize",
//!   "tokenUrl": "https://login.contoso.com/token",
//!   "scopes": { "orders.read": "Read orders." }
//! }
//! ```
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key
//! {
//!   "type": "oauthSetting",
//!   "oAuthSettings": {
//!     "identityProvider": "oauth2generic",
//!     "clientId": "contoso-orders",
//!     "scopes": ["orders.read"],
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
//! ```json /security
//! [{ "api_key": ["order.read", "orders.write.all"] }]
//! ```
//!
//! ## Good
//!
//! ```json /securityDefinitions/api_key
//! {
//!   "type": "oauth2",
//!   "flow": "accessCode",
//!   "authorizationUrl": "https://login.contoso.com/authorize",
//!   "tokenUrl": "https://login.contoso.com/token",
//!   "scopes": { "orders.read": "Read orders." }
//! }
//! ```
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key
//! {
//!   "type": "oauthSetting",
//!   "oAuthSettings": {
//!     "identityProvider": "oauth2generic",
//!     "clientId": "contoso-orders",
//!     "scopes": ["orders.read"],
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
//! ```json /security
//! [{ "api_key": ["orders.read"] }]
//! ```
//!
//! ## Fix
//!
//! Takes the nearest declared scope, or declares the one that is asked for.

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::{kind, named, scopes};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/scope-undefined",
    summary: "A security requirement asks for a scope that is not declared",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OAuthSecurityRequirementValueMustBeScopeName"],
    check: Check::Places(&[Place::SecurityRequirement], check),
};

fn check(context: &mut Context<'_>, requirement: Node<'_>, _: Place) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    for entry in requirement.members() {
        let Some(scheme) = named(definition, &entry.name()).filter(|scheme| kind(*scheme) == Some("oauth2"))
        else {
            continue;
        };
        let Some(declared) = scheme.get("scopes").filter(|scopes| scopes.is_object()) else { continue };
        let is_declared = |scope: &str| declared.get(scope).is_some();
        for node in entry.items() {
            if let Some(scope) = node.as_str().filter(|scope| !is_declared(scope)) {
                report(context, node, &scope, scheme, declared);
            }
        }
    }
}

fn report(context: &mut Context<'_>, node: Node<'_>, scope: &str, scheme: Node<'_>, declared: Node<'_>) {
    let file = FileRole::Definition;
    let names = scopes(scheme).unwrap_or_default();
    let near = nearest(scope, names.iter().map(AsRef::as_ref));
    let is_list = scope.trim().contains([' ', ',']);
    let owner = scheme.name();
    let advice = match near {
        Some(near) => format!("Did you mean '{near}'?"),
        None if is_list => "Each scope is an entry of its own.".to_owned(),
        None => "Declare it there, or remove it here.".to_owned(),
    };
    let message = format!("'{owner}' declares no scope '{scope}'. {advice}");
    let finding = context.on_value(node, message);
    finding.related(file, declared.head_span(), format!("The scopes of '{owner}' are declared here."));
    match near {
        Some(near) => {
            let is_listed = node
                .parent()
                .into_iter()
                .flat_map(Node::items)
                .any(|other| other.as_str().is_some_and(|text| text == near));
            let change =
                if is_listed { Change::Remove(node.id()) } else { Change::Replace(node.id(), quote(near)) };
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
        }
        None if is_list || scope.is_empty() => {}
        None => {
            let change = Change::Insert {
                object: declared.id(),
                name: scope.to_owned(),
                value: quote(scope),
                after: None,
            };
            finding.fix(Fix::unsafe_(format!("Declare '{scope}'"), file, change));
        }
    }
}
