//! `scopes` is a list with one permission in each entry. The platform puts blanks between the entries when it asks for
//! them, so that one entry with several permissions works too, but tools and readers then see a single permission of a
//! strange name.
//!
//! Nothing is reported where `scopeListDelimiter` puts something other than a blank between the entries.
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
//!     "scopes": [ "orders.read orders.write" ],
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
//!     "scopes": [ "orders.read", "orders.write" ],
//!     "redirectMode": "GlobalPerConnector",
//!     "customParameters": {
//!       "authorizationUrl": { "value": "https://login.contoso.com/authorize" },
//!       "tokenUrl": { "value": "https://login.contoso.com/token" },
//!       "refreshUrl": { "value": "https://login.contoso.com/token" }
//!     }
//!   }
//! }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::sign_ins::custom_parameter;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/scopes-not-split",
    summary: "One entry of the scopes holds several",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::OAuthSettings], &["scopes"], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let delimiter = list.parent().and_then(|settings| custom_parameter(settings, "scopeListDelimiter"));
    let delimiter = delimiter.and_then(|delimiter| delimiter.get("value")).and_then(Node::as_str);
    if delimiter.is_some_and(|delimiter| !delimiter.trim().is_empty()) {
        return;
    }
    for entry in list.items() {
        let Some(text) = entry.as_str() else { continue };
        if text.split_whitespace().nth(1).is_none() {
            continue;
        }
        let finding =
            context.on_value(entry, "This entry holds several scopes. Give each an entry of its own.");
        let mut scopes = text.split_whitespace();
        let first = scopes.next().unwrap_or_default();
        let mut fix = Fix::unsafe_(
            "Split into one entry each",
            finding.file,
            Change::Replace(entry.id(), quote(first)),
        );
        for scope in scopes {
            fix = fix.and(finding.file, Change::Append(list.id(), quote(scope)));
        }
        finding.fix(fix);
    }
}
