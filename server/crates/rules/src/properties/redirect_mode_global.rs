//! After the sign-in, the identity provider sends the user back to an address of the platform. With the redirect mode
//! `Global` all connectors have the same address, so that one connector could end the sign-in of another one. With
//! `GlobalPerConnector` each has its own, and reviewers ask for it.
//! ([A review that asks for it](https://github.com/microsoft/PowerPlatformConnectors/pull/3097))
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
//!     "scopes": [],
//!     "redirectMode": "Global",
//!     "customParameters": {
//!       "authorizationUrl": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrl": { "value": "https://login.contoso.com/token" },
//!       "refreshUrl": { "value": "https://login.contoso.com/token" }
//!     }
//!   }
//! }
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
//! ## Fix
//!
//! Changes the mode. The address changes with it: before the connector is published that way, register the new one at the
//! identity provider too, the old one with a slash and the name of the connector behind it.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, REDIRECT_ADDRESS};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/redirect-mode-global",
    summary: "A sign-in shares its redirect address with all other connectors",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::OAuthSettings], &["redirectMode"], check),
};

const WANTED: &str = "GlobalPerConnector";

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    if !node.as_str().is_some_and(|mode| mode.trim().eq_ignore_ascii_case("global")) {
        return;
    }
    let message = format!(
        "All connectors share this redirect address. Write '{WANTED}', and allow '{REDIRECT_ADDRESS}/' with the \
         connector's name behind it at the identity provider."
    );
    let finding = context.on_value(node, message);
    let change = Change::Replace(node.id(), quote(WANTED));
    finding.fix(Fix::unsafe_(format!("Change to '{WANTED}'"), finding.file, change));
}
