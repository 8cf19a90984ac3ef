//! A hidden input cannot be filled in by makers. If it must be sent, its value has to stand in the connector, as `default`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-visibility>).
//!
//! Fields of bodies are looked at too. A callback URL gets its value from the platform, an object from its fields, and the
//! inputs of an internal operation from the list or trigger that calls it.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get.",
//!   "required": true,
//!   "x-ms-visibility": "internal"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": ["kind"],
//!   "properties": {
//!     "kind": {
//!       "type": "string",
//!       "enum": ["order"],
//!       "x-ms-summary": "Kind",
//!       "description": "What it is.",
//!       "x-ms-visibility": "internal"
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "top",
//!   "in": "query",
//!   "type": "integer",
//!   "x-ms-summary": "Top Count",
//!   "description": "How many items to get.",
//!   "required": true,
//!   "default": 100,
//!   "x-ms-visibility": "internal"
//! }
//! ```

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::hidden::{Hidden, hidden};
use crate::places::TYPED;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/internal-required-no-default",
    summary: "A hidden input must be sent, but has no value",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(TYPED, &["x-ms-visibility"], check),
};

fn check(context: &mut Context<'_>, visibility: Node<'_>, _: Place) {
    let Some(Hidden { node, name, object, is_required: true }) = hidden(context, visibility) else { return };
    if node.get("default").is_some()
        || is_filled_otherwise(node)
        || !underline::is_whole(node)
        || !is_entered(context, node)
    {
        return;
    }
    let span = if object.is_some() { node.head_span() } else { underline::parameter(node) };
    let message =
        format!("'{name}' is hidden and must be sent, but has no value. Add a 'default', or show it.");
    let finding = context.on(node, span, message);
    if object.is_some() {
        // The object around it may be left out as a whole.
        finding.at_most(Severity::Warning);
    }
    if let Some(value) = placeholder(node) {
        let change = Change::Insert {
            object: node.id(),
            name: "default".to_owned(),
            value,
            after: Some("type".to_owned()),
        };
        finding.fix(Fix::unsafe_("Add a 'default' to fill in", finding.file, change));
    }
    finding.fix(Fix::unsafe_("Show it to makers", finding.file, Change::Remove(visibility.id())));
}

/// Whether the value comes from elsewhere: from the platform, or from the fields of an object.
fn is_filled_otherwise(node: Node<'_>) -> bool {
    let is_true = |name: &str| node.get(name).and_then(Node::as_bool) == Some(true);
    is_true("x-ms-notification-url")
        || ["properties", "allOf", "$ref"].iter().any(|name| node.get(name).is_some())
}

/// Whether an operation that makers use has the input. What calls an internal one passes the values.
fn is_entered(context: &Context<'_>, node: Node<'_>) -> bool {
    let Some(definition) = context.definition() else { return false };
    definition.users(node.id()).any(|user| !definition.operations[user].is_internal())
}

/// A value of the right type.
fn placeholder(node: Node<'_>) -> Option<String> {
    if let Some(first) = node.get("enum").and_then(|values| values.items().next()) {
        return Some(first.raw().to_owned());
    }
    let kind = node.get("type")?.as_str()?;
    match &*kind {
        "string" => Some(quote("")),
        "integer" | "number" => Some("0".to_owned()),
        "boolean" => Some("false".to_owned()),
        _ => None,
    }
}
