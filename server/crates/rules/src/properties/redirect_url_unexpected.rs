//! `redirectUrl` is where the identity provider sends the user after the sign-in. It is an address of the platform,
//! `https://global.consent.azure-apim.net/redirect`, with the name of the connector behind it where the redirect mode is
//! `GlobalPerConnector`. At another address nobody waits for the user. With the redirect mode `Direct` it is an address of
//! the same kind in the region where the connector runs.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission))
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
//!     "redirectMode": "GlobalPerConnector",
//!     "redirectUrl": "https://login.contoso.com/callback",
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
//!     "redirectUrl": "https://global.consent.azure-apim.net/redirect/contosoorders",
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
//! Writes the address that all connectors share. For `GlobalPerConnector`, write the name of your connector behind it, as
//! the connector wizard shows it.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, REDIRECT_ADDRESS};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/redirect-url-unexpected",
    summary: "The redirect address of a sign-in is not one of the platform",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::OAuthSettings], &["redirectUrl"], check),
};

/// What the addresses of all regions have in common.
const ANY_REGION: &str = ".consent.azure-apim.net/redirect";

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let mode = node.parent().and_then(|settings| settings.get("redirectMode")).and_then(Node::as_str);
    let is_direct = mode.is_some_and(|mode| mode.trim().eq_ignore_ascii_case("direct"));
    let entries = node.items().filter(|entry| entry.is_string());
    for entry in node.is_string().then_some(node).into_iter().chain(entries) {
        check_address(context, entry, is_direct);
    }
}

fn check_address(context: &mut Context<'_>, node: Node<'_>, is_direct: bool) {
    let Some(address) = node.as_str() else { return };
    let trimmed = address.trim();
    let is_global =
        after(trimmed, REDIRECT_ADDRESS).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_regional = is_direct && after(trimmed, "https://").is_some_and(|rest| rest.contains(ANY_REGION));
    // An empty one is filled in by the platform, a placeholder by whoever uploads the file.
    let is_open = trimmed.is_empty() || trimmed.starts_with(['[', '{', '<']);
    if is_global || is_regional || is_open {
        return;
    }
    let message =
        format!("The platform does not receive sign-ins at '{address}'. Write '{REDIRECT_ADDRESS}'.");
    let finding = context.on_value(node, message);
    let change = Change::Replace(node.id(), quote(REDIRECT_ADDRESS));
    finding.fix(Fix::unsafe_(format!("Change to '{REDIRECT_ADDRESS}'"), finding.file, change));
}

/// What follows `start`, which counts in any letter case.
fn after<'a>(address: &'a str, start: &str) -> Option<&'a str> {
    let (beginning, rest) = address.split_at_checked(start.len())?;
    beginning.eq_ignore_ascii_case(start).then_some(rest)
}
