//! A secret in a file is known to everyone who can read the file, now and in the history of the repository. The secret of a
//! sign-in is entered in the connector wizard or given to the command line (`paconn create --secret`), a key of the maker
//! is a connection parameter; in the file stands a placeholder. A secret that was published must be replaced by a new one
//! at the service, since taking it out of the file does not make it secret again.
//! ([Source](https://github.com/microsoft/PowerPlatformConnectors#readme))
//!
//! The rule looks at the secret of a sign-in, at token requests, at headers and query parameters that policies set, and at
//! values that secret fields start with. A value without digits, in brackets, or with a word such as `your` is taken as a
//! placeholder.
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
//! ```json apiProperties.json /properties/connectionParameters/api_key
//! {
//!   "type": "oauthSetting",
//!   "oAuthSettings": {
//!     "identityProvider": "oauth2",
//!     "clientId": "contoso-orders",
//!     "clientSecret": "q8Zx1kP0-aa7Lm4",
//!     "scopes": [],
//!     "redirectMode": "GlobalPerConnector",
//!     "customParameters": {
//!       "authorizationUrl": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrl": { "value": "https://login.contoso.com/token" },
//!       "refreshUrl": { "value": "https://login.contoso.com/token" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "setheader",
//!   "title": "Send the key",
//!   "parameters": {
//!     "x-ms-apimTemplateParameter.name": "X-API-Key",
//!     "x-ms-apimTemplateParameter.value": "q8Zx1kP0aa7Lm4",
//!     "x-ms-apimTemplateParameter.existsAction": "override",
//!     "x-ms-apimTemplate-policySection": "Request"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/policyTemplateInstances/0
//! {
//!   "templateId": "setheader",
//!   "title": "Send the key",
//!   "parameters": {
//!     "x-ms-apimTemplateParameter.name": "X-API-Key",
//!     "x-ms-apimTemplateParameter.value": "@connectionParameters('api_key')",
//!     "x-ms-apimTemplateParameter.existsAction": "override",
//!     "x-ms-apimTemplate-policySection": "Request"
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Writes a placeholder.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::secrets::{carries_secret, literal, literal_in_form};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/secret-committed",
    summary: "A secret is written out in the file",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(
        &[
            Place::OAuthSettings,
            Place::OAuthCustomParameter,
            Place::PolicyParameters,
            Place::ConnectionParameter,
        ],
        &["clientSecret", "value", VALUE, "defaultValue"],
        check,
    ),
};

const NAME: &str = "x-ms-apimTemplateParameter.name";
const VALUE: &str = "x-ms-apimTemplateParameter.value";

/// What stands in place of a secret that someone else fills in.
const PLACEHOLDER: &str = "[[secret]]";

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let (Some(text), Some(object)) = (node.as_str(), node.parent()) else { return };
    let name = node.name();
    let secret = match place {
        Place::OAuthSettings if name == "clientSecret" => literal(&text),
        Place::OAuthCustomParameter if name == "value" => literal_in_form(&text),
        Place::PolicyParameters if name == VALUE => {
            let target = object.get(NAME).and_then(Node::as_str);
            literal(&text).filter(|_| target.is_some_and(|target| carries_secret(&target)))
        }
        Place::ConnectionParameter if name == "defaultValue" => {
            let kind = object.get("type").and_then(Node::as_str);
            literal(&text).filter(|_| kind.is_some_and(|kind| kind == "securestring"))
        }
        _ => None,
    };
    let Some(secret) = secret else { return };
    let advice = match place {
        Place::PolicyParameters => "Take it from a connection parameter",
        _ => "Write a placeholder",
    };
    // The message goes into logs, where the secret itself has no place.
    let message = format!(
        "This seems to be a secret, and everyone who reads the file knows it. {advice}, and have the service issue a \
         new one."
    );
    let value = quote(&text.replacen(secret, PLACEHOLDER, 1));
    let finding = context.on_value(node, message);
    finding.fix(Fix::unsafe_("Write a placeholder", finding.file, Change::Replace(node.id(), value)));
}
