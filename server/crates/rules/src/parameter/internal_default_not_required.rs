//! Hidden inputs are only sent if they are required. The default of an optional one never reaches the service
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Fields of bodies are looked at too.
//!
//! ## Fix
//!
//! Makes the input required. From then on its default is sent.
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
//!   "default": 100,
//!   "x-ms-visibility": "internal"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "kind": {
//!       "type": "string",
//!       "default": "order",
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
    code: "parameter/internal-default-not-required",
    summary: "The value of a hidden input is not sent",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InternalPropertyWithDefaultOptional", "PropertyMustBeRequired"],
    check: Check::Members(TYPED, &["x-ms-visibility"], check),
};

fn check(context: &mut Context<'_>, visibility: Node<'_>, _: Place) {
    let Some(Hidden { node, name, object, is_required: false }) = hidden(context, visibility) else { return };
    let required = node.get("required");
    // A parameter whose `required` is of another type has a finding of its own, as has one in the path.
    let is_explained =
        object.is_none() && (required.is_some_and(|value| value.as_bool().is_none()) || is_in_path(node));
    if node.get("default").is_none() || is_explained || !underline::is_whole(node) {
        return;
    }
    let span = if object.is_some() { node.head_span() } else { underline::parameter(node) };
    let message =
        format!("The default of '{name}' is not sent: it is hidden and not required. Make it required.");
    let finding = context.on(node, span, message);
    let change = match (object, required) {
        (Some(schema), _) => match schema.get("required") {
            Some(names) if names.is_array() => Change::Append(names.id(), quote(&name)),
            Some(_) => return,
            None => Change::Insert {
                object: schema.id(),
                name: "required".to_owned(),
                value: format!("[{}]", quote(&name)),
                after: Some("type".to_owned()),
            },
        },
        (None, Some(required)) => Change::Replace(required.id(), "true".to_owned()),
        (None, None) => Change::Insert {
            object: node.id(),
            name: "required".to_owned(),
            value: "true".to_owned(),
            after: Some("in".to_owned()),
        },
    };
    finding.fix(Fix::unsafe_("Make it required", finding.file, change));
}

fn is_in_path(parameter: Node<'_>) -> bool {
    parameter.get("in").and_then(Node::as_str).is_some_and(|place| place == "path")
}
