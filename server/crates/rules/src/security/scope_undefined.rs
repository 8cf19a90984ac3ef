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

use std::borrow::Cow;

use connector::{Definition, FileRole};
use rustc_hash::{FxHashMap, FxHashSet};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::Names;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes::{kind, named};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "security/scope-undefined",
    summary: "A security requirement asks for a scope that is not declared",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OAuthSecurityRequirementValueMustBeScopeName"],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    let mut schemes = FxHashMap::default();
    for entry in definition.document.at_place(Place::SecurityRequirement).flat_map(Node::members) {
        if is_plainly_declared(definition, entry) {
            continue;
        }
        let scheme = schemes.entry(entry.name()).or_insert_with_key(|name| Scheme::named(definition, name));
        let Some(scheme) = scheme else { continue };
        let scopes = || entry.items().filter_map(|node| Some((node, node.as_str()?)));
        let unknown: Vec<_> = scopes().filter(|(_, scope)| !scheme.names.contains(scope)).collect();
        if unknown.is_empty() {
            continue;
        }
        let listed: FxHashSet<Cow<'_, str>> = scopes().map(|(_, scope)| scope).collect();
        for (node, scope) in unknown {
            report(context, node, &scope, scheme, &listed);
        }
    }
}

/// Up to this many names are looked through rather than collected: nearly every connector has fewer.
const FEW: usize = 32;

/// Whether an entry for one of few schemes asks for none but the few scopes that it declares, if it has any to declare.
fn is_plainly_declared(definition: &Definition, entry: Node<'_>) -> bool {
    let is_short = |object: &Node<'_>| object.members().nth(FEW).is_none();
    let schemes = definition.document.root().get("securityDefinitions").filter(is_short);
    let Some(scheme) = schemes.and_then(|schemes| schemes.get(&entry.name())) else { return false };
    let scopes = scheme.get("scopes").filter(|scopes| scopes.is_object() && kind(scheme) == Some("oauth2"));
    let Some(scopes) = scopes else { return true };
    is_short(&scopes)
        && entry.items().all(|scope| scope.as_str().is_none_or(|scope| scopes.get(&scope).is_some()))
}

/// A definition of OAuth that declares its scopes.
struct Scheme<'d> {
    node: Node<'d>,
    scopes: Node<'d>,
    names: Names<'d>,
}

impl<'d> Scheme<'d> {
    fn named(definition: &'d Definition, name: &str) -> Option<Self> {
        let node = named(definition, name).filter(|scheme| kind(*scheme) == Some("oauth2"))?;
        let scopes = node.get("scopes").filter(|scopes| scopes.is_object())?;
        Some(Self { node, scopes, names: Names::new(scopes.members().map(Node::name)) })
    }
}

fn report(
    context: &mut Context<'_>,
    node: Node<'_>,
    scope: &str,
    scheme: &mut Scheme<'_>,
    listed: &FxHashSet<Cow<'_, str>>,
) {
    let file = FileRole::Definition;
    let near = scheme.names.nearest(scope);
    let is_list = scope.trim().contains([' ', ',']);
    let (owner, declared) = (scheme.node.name(), scheme.scopes);
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
            let change = if listed.contains(near) {
                Change::Remove(node.id())
            } else {
                Change::Replace(node.id(), quote(near))
            };
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
