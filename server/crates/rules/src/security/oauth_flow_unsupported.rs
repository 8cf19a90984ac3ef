//! Connectors sign in with the authorization code flow, which Swagger calls `accessCode`. The flows `implicit`,
//! `password` and `application` (client credentials) [do not
//! work](https://learn.microsoft.com/en-us/connectors/custom-connectors/troubleshoot-oauth2): the platform never gets a
//! token.
//!
//! ## Bad
//!
//! ```json /securityDefinitions/api_key
//! {
//!   "type": "oauth2",
//!   "flow": "implicit",
//!   "authorizationUrl": "https://login.contoso.com/authorize",
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

use syntax::Node;
use vocabulary::Place;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::kind;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/oauth-flow-unsupported",
    summary: "A sign-in runs in a way that connectors cannot",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Places(&[Place::SecurityScheme], check),
};

fn check(context: &mut Context<'_>, scheme: Node<'_>, _: Place) {
    let Some(node) = scheme.get("flow").filter(|_| kind(scheme) == Some("oauth2")) else { return };
    let Some(flow) = node.as_str().filter(|flow| *flow != "accessCode") else { return };
    let message = format!(
        "Connectors cannot sign in with the flow '{flow}'. Use 'accessCode', with 'authorizationUrl' and 'tokenUrl'."
    );
    context.on_value(node, message);
}
