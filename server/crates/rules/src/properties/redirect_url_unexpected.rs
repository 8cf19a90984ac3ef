//! `redirectUrl` is where the identity provider sends the user after the sign-in. It is an address of the platform,
//! `https://global.consent.azure-apim.net/redirect`, with the name of the connector behind it where the redirect mode is
//! `GlobalPerConnector`. At another address nobody waits for the user. With the redirect mode `Direct`, or where none is
//! given, it can be an address of the same kind in the region where the connector runs.
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

/// How the hosts of all regions end.
const ANY_REGION: &str = ".consent.azure-apim.net";

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let mode = node.parent().and_then(|settings| settings.get("redirectMode")).and_then(Node::as_str);
    let mode = mode.as_deref().map(str::trim).filter(|mode| !mode.eq_ignore_ascii_case("direct"));
    let entries = node.items().filter(|entry| entry.is_string());
    for entry in node.is_string().then_some(node).into_iter().chain(entries) {
        check_address(context, entry, mode);
    }
}

/// Looks at an address, which may be that of a region unless there is another redirect `mode` than `Direct`.
fn check_address(context: &mut Context<'_>, node: Node<'_>, mode: Option<&str>) {
    let Some(address) = node.as_str() else { return };
    let trimmed = address.trim();
    let is_global =
        after(trimmed, REDIRECT_ADDRESS).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let is_regional = is_of_region(trimmed);
    // An empty one is filled in by the platform, a placeholder by whoever uploads the file.
    let is_open = trimmed.is_empty() || trimmed.starts_with(['[', '{', '<']);
    if is_global || is_open {
        return;
    }
    let message = match mode {
        _ if !is_regional => {
            format!("The platform does not receive sign-ins at '{address}'. Write '{REDIRECT_ADDRESS}'.")
        }
        Some(mode) => format!(
            "'{address}' goes with the redirect mode 'Direct', but this one is '{mode}'. Write '{REDIRECT_ADDRESS}'."
        ),
        None => return,
    };
    let finding = context.on_value(node, message);
    let change = Change::Replace(node.id(), quote(REDIRECT_ADDRESS));
    finding.fix(Fix::unsafe_(format!("Change to '{REDIRECT_ADDRESS}'"), finding.file, change));
}

/// Whether this is the address of one region.
fn is_of_region(address: &str) -> bool {
    let Some((host, path)) = after(address, "https://").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let at = host.len().saturating_sub(ANY_REGION.len());
    let has_host = at > 0 && host.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(ANY_REGION));
    has_host && after(path, "redirect").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What follows `start`, which counts in any letter case.
fn after<'a>(address: &'a str, start: &str) -> Option<&'a str> {
    let (beginning, rest) = address.split_at_checked(start.len())?;
    beginning.eq_ignore_ascii_case(start).then_some(rest)
}
