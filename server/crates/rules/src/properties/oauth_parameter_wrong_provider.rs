//! The names under `customParameters` depend on the identity provider. `oauth2generic` wants templates, such as
//! `authorizationUrlTemplate`, where `oauth2` wants `authorizationUrl`. A name of the other provider is passed over, so that
//! the sign-in has no address to go to.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
//!
//! A name of another provider that has no counterpart does nothing, and is reported as a warning. If all of them are names
//! of one other provider, and some have no counterpart, `identityProvider` itself is reported.
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
//!     "identityProvider": "oauth2generic",
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
//!     "customParameters": {
//!       "authorizationUrl": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrl": { "value": "https://login.contoso.com/token" },
//!       "refreshUrl": { "value": "https://login.contoso.com/token" },
//!       "scopeListDelimiter": { "value": "," }
//!     }
//!   }
//! }
//! ```
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
//!     "customParameters": {
//!       "authorizationUrlTemplate": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrlTemplate": { "value": "https://login.contoso.com/token" },
//!       "refreshUrlTemplate": { "value": "https://login.contoso.com/token" },
//!       "scopeListDelimiter": { "value": "," }
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
//! ## Fix
//!
//! Renames it to what the provider calls it; with "fix all" every such name of the file. Or names the provider that all
//! parameters are for.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::{IDENTITY_PROVIDERS, IdentityProvider, Place};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::sign_ins::{counterpart, custom, custom_parameter, meant_provider, provider};
use crate::unknown::offer_removal;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/oauth-parameter-wrong-provider",
    summary: "A sign-in has a setting of another identity provider",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::OAuthSettings], check),
};

fn check(context: &mut Context<'_>, settings: Node<'_>, _: Place) {
    let Some(provider) = provider(settings) else { return };
    if let Some(meant) = meant_provider(settings, provider)
        && let Some(written) = settings.get("identityProvider")
    {
        return report_provider(context, written, provider, meant);
    }
    for parameter in custom(settings) {
        let name = parameter.name();
        if provider.parameter(&name).is_none()
            && let Some(other) = IDENTITY_PROVIDERS.iter().find(|other| other.parameter(&name).is_some())
        {
            report(context, settings, parameter, provider, other);
        }
    }
}

fn report_provider(
    context: &mut Context<'_>,
    written: Node<'_>,
    provider: &IdentityProvider,
    meant: &IdentityProvider,
) {
    let (id, meant) = (provider.id, meant.id);
    let message = format!("All parameters are those of '{meant}', and '{id}' reads none. Write '{meant}'.");
    let finding = context.on_value(written, message);
    let change = Change::Replace(written.id(), quote(meant));
    finding.fix(Fix::unsafe_(format!("Change to '{meant}'"), finding.file, change));
}

fn report(
    context: &mut Context<'_>,
    settings: Node<'_>,
    parameter: Node<'_>,
    provider: &IdentityProvider,
    other: &IdentityProvider,
) {
    let (name, id) = (parameter.name(), provider.id);
    let meant = counterpart(provider, &name).filter(|meant| custom_parameter(settings, meant.name).is_none());
    let Some(meant) = meant else {
        let message = format!(
            "'{name}' belongs to the identity provider '{}' and does nothing with '{id}'. Remove it.",
            other.id
        );
        let finding = context.on_key(parameter, message).at_most(Severity::Warning);
        return offer_removal(finding, parameter);
    };
    let message = format!("The identity provider '{id}' does not read '{name}'. Call it '{}'.", meant.name);
    let finding = context.on_key(parameter, message);
    let change = Change::Rename(parameter.id(), meant.name.to_owned());
    finding.fix(Fix::unsafe_(format!("Rename to '{}'", meant.name), finding.file, change));
}
