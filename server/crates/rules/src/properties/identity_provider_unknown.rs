//! `identityProvider` says whose sign-in it is, and decides which further settings are needed. Microsoft's schema of the
//! file knows `oauth2`, `oauth2generic`, `aad`, `aadcertificate` and `facebook`. A few connectors have a provider that the
//! platform made for them alone; for others an unknown word means that nobody can sign in.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
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
//!     "identityProvider": "oauth2.0",
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

use std::sync::LazyLock;

use syntax::Node;
use vocabulary::{IDENTITY_PROVIDERS, Place};

use crate::choice::{listed, meant, offer};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/identity-provider-unknown",
    summary: "A sign-in names an identity provider that is not known",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Members(&[Place::OAuthSettings], &["identityProvider"], check),
};

static PROVIDERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| IDENTITY_PROVIDERS.iter().map(|provider| provider.id).collect());

/// Other names of these providers.
const SYNONYMS: [(&str, &str); 7] = [
    ("oauth", "oauth2"),
    ("oauth2.0", "oauth2"),
    ("generic", "oauth2generic"),
    ("azuread", "aad"),
    ("entra", "aad"),
    ("entraid", "aad"),
    ("microsoft", "aad"),
];

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(found) = node.as_str() else { return };
    if PROVIDERS.iter().any(|known| *known == found) {
        return;
    }
    let meant = meant(&found, &PROVIDERS, &SYNONYMS);
    let message = match meant {
        Some(word) => format!("There is no identity provider '{found}'. Did you mean '{word}'?"),
        None => format!(
            "The identity provider '{found}' is not known. Unless the platform has it for you, write {}.",
            listed(&PROVIDERS)
        ),
    };
    let file = context.file_of(node);
    let finding = context.on_value(node, message);
    if let Some(word) = meant {
        offer(finding, file, node, word);
    }
}
