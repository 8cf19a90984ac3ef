//! Each identity provider needs to know certain things under `customParameters`: `oauth2` the addresses of the sign-in page
//! and of the tokens, `oauth2generic` the same as templates, and `aad` the resource that the token is for. Without them
//! nobody can sign in.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
//!
//! What the maker fills in is not missing: a connection parameter `token:resourceUri` beside the sign-in `token` supplies
//! its `resourceUri`.
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
//!       "tokenUrl": { "value": "https://login.contoso.com/token" }
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
//! Takes the addresses from the security definition of type `oauth2`, and the resource from `properties`.

use std::borrow::Cow;

use connector::FileRole;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{IdentityProvider, OAuthParameter, Place};

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::schemes;
use crate::sign_ins::{counterpart, custom, custom_parameter, is_asked_for, meant_provider, provider};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/oauth-parameter-missing",
    summary: "A sign-in lacks something that its identity provider needs",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::OAuthSettings], check),
};

const CUSTOM: &str = "customParameters";

fn check(context: &mut Context<'_>, settings: Node<'_>, _: Place) {
    let Some(provider) = provider(settings) else { return };
    let object = settings.get(CUSTOM);
    let is_readable = |object: Node<'_>| object.is_object() && is_whole(object);
    // What another provider needs is there under its names.
    if meant_provider(settings, provider).is_some() {
        return;
    }
    if !is_readable(settings) || object.is_some_and(|object| !is_readable(object)) {
        return;
    }
    for parameter in provider.parameters.iter().filter(|parameter| parameter.required) {
        let is_there = custom_parameter(settings, parameter.name).is_some();
        if !is_there
            && !is_asked_for(settings, parameter.name)
            && !has_counterpart(settings, provider, parameter)
        {
            report(context, settings, provider, parameter);
        }
    }
}

/// Whether the same stands there under the name that another provider has for it, which has a finding of its own.
fn has_counterpart(settings: Node<'_>, provider: &IdentityProvider, parameter: &OAuthParameter) -> bool {
    custom(settings)
        .any(|other| counterpart(provider, &other.name()).is_some_and(|meant| meant.name == parameter.name))
}

fn report(
    context: &mut Context<'_>,
    settings: Node<'_>,
    provider: &IdentityProvider,
    parameter: &'static OAuthParameter,
) {
    let name = parameter.name;
    let is_unknown = |other: &Node<'_>| provider.parameter(&other.name()).is_none();
    let near = custom(settings).filter(is_unknown).find(|other| nearest(&other.name(), [name]).is_some());
    let value = value(context, settings, name);
    let id = provider.id;
    if let Some(near) = near {
        let message =
            format!("The identity provider '{id}' does not know '{}'.{}", near.name(), hint(Some(name)));
        let finding = context.on_key(near, message);
        let change = Change::Rename(near.id(), name.to_owned());
        finding.fix(Fix::unsafe_(format!("Rename to '{name}'"), finding.file, change));
        return;
    }
    let object = settings.get(CUSTOM);
    let message = format!(
        "The identity provider '{id}' needs '{name}': {} Add it under '{CUSTOM}'.",
        lower_first(parameter.doc)
    );
    let finding = context.on_key(object.unwrap_or(settings), message);
    if let Some(value) = value {
        offer(finding, settings, name, &value);
    }
}

fn offer(finding: &mut Finding, settings: Node<'_>, name: &str, value: &str) {
    let member = format!("{{\"value\":{}}}", quote(value));
    let (object, name_there, json) = match settings.get(CUSTOM) {
        Some(object) => (object, name, member),
        None => (settings, CUSTOM, format!("{{{}:{member}}}", quote(name))),
    };
    let change =
        Change::Insert { object: object.id(), name: name_there.to_owned(), value: json, after: None };
    finding.fix(Fix::unsafe_(format!("Add '{name}' with '{value}'"), finding.file, change));
}

/// What the parameter most likely is, from what stands elsewhere.
fn value(context: &Context<'_>, settings: Node<'_>, name: &str) -> Option<String> {
    let text = |node: Node<'_>| node.as_str().map(Cow::into_owned).filter(|text| !text.trim().is_empty());
    if name == "resourceUri" {
        return text(settings.get("properties")?.get("AzureActiveDirectoryResourceId")?);
    }
    let definition = context.connector().document(FileRole::Definition).and_then(|_| context.definition())?;
    let scheme = schemes::all(definition).find(|scheme| schemes::kind(*scheme) == Some("oauth2"))?;
    let member = match name {
        "authorizationUrl" | "authorizationUrlTemplate" => "authorizationUrl",
        "tokenUrl" | "tokenUrlTemplate" | "refreshUrl" | "refreshUrlTemplate" => "tokenUrl",
        _ => return None,
    };
    text(scheme.get(member)?)
}

/// A sentence as it goes on within another one.
fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}
