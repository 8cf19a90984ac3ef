//! A password or key belongs into a parameter of type `securestring`, which the platform encrypts and never shows again,
//! and whose field hides what is typed. As a `string` it can be read by whoever may see the connection; with `clearText` it
//! can be read on the screen.
//! ([About the types](https://learn.microsoft.com/en-us/connectors/custom-connectors/connection-parameters))
//!
//! What a parameter holds is told by its name and display name. A `securestring` for a user name, an address or the like
//! may be shown.
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/uiDefinition/constraints/clearText
//! true
//! ```
//!
//! ## Bad
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key
//! {
//!   "type": "string",
//!   "uiDefinition": {
//!     "displayName": "API key",
//!     "description": "The key of your shop.",
//!     "constraints": { "required": "true" }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json apiProperties.json /properties/connectionParameters/api_key/uiDefinition/constraints/clearText
//! false
//! ```
//!
//! ## Fix
//!
//! Changes `clearText` to `false`, or the type to `securestring`.

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::secrets::{is_public, is_secret};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "properties/secret-clear-text",
    summary: "A secret of the connection can be read on the screen or is kept as plain text",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(&[Place::ConnectionParameter], &["type"], check),
};

fn check(context: &mut Context<'_>, kind: Node<'_>, _: Place) {
    let (Some(written), Some(parameter)) = (kind.as_str(), kind.parent()) else { return };
    match &*written {
        "securestring" => shown(context, parameter),
        "string" => kept_plain(context, parameter, kind),
        _ => {}
    }
}

/// What makers call it; empty if nothing says.
fn label(parameter: Node<'_>) -> std::borrow::Cow<'_, str> {
    let definition = parameter.get("uiDefinition");
    let name = definition
        .and_then(|definition| definition.get("displayName").or_else(|| definition.get("displayname")));
    name.and_then(Node::as_str).unwrap_or_default()
}

fn constraint<'n>(parameter: Node<'n>, name: &str) -> Option<Node<'n>> {
    parameter.get("uiDefinition")?.get("constraints")?.get(name)
}

fn shown(context: &mut Context<'_>, parameter: Node<'_>) {
    let Some(clear_text) = constraint(parameter, "clearText").filter(|node| node.as_bool() == Some(true))
    else {
        return;
    };
    let name = parameter.name();
    if is_public(&name, &label(parameter)) {
        return;
    }
    let message = format!("The secret '{name}' can be read on the screen while it is typed. Write 'false'.");
    let finding = context.on_value(clear_text, message);
    let change = Change::Replace(clear_text.id(), "false".to_owned());
    finding.fix(Fix::unsafe_("Change to false", finding.file, change));
}

fn kept_plain(context: &mut Context<'_>, parameter: Node<'_>, kind: Node<'_>) {
    let name = parameter.name();
    // What is chosen from a list is known to everyone.
    if !is_secret(&name, &label(parameter)) || constraint(parameter, "allowedValues").is_some() {
        return;
    }
    let message =
        format!("'{name}' seems to be a secret, but is kept as plain text. Write the type 'securestring'.");
    let file = context.file_of(kind);
    let mut fix =
        Fix::unsafe_("Change to 'securestring'", file, Change::Replace(kind.id(), quote("securestring")));
    if let Some(clear_text) = constraint(parameter, "clearText").filter(|node| node.as_bool() == Some(true)) {
        fix = fix.and(file, Change::Replace(clear_text.id(), "false".to_owned()));
    }
    context.on_value(kind, message).fix(fix);
}
