//! A path without the value of its variable leads somewhere else, so path parameters can never be left out. Swagger
//! wants to see that written: `"required": true`.
//! Source: <https://spec.openapis.org/oas/v2.0.html#parameter-object>.
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey
//! {
//!   "name": "id",
//!   "in": "path",
//!   "type": "string",
//!   "x-ms-summary": "Item ID",
//!   "description": "The item to use.",
//!   "x-ms-url-encoding": "single"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /parameters/ItemKey/required
//! false
//! ```
//!
//! ## Good
//!
//! ```json /parameters/ItemKey/required
//! true
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/path-not-required",
    summary: "A path parameter is not required",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["PathParameterMustBeRequired"],
    check: Check::Places(&[Place::PathParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let required = node.get("required");
    // A value of another type has a finding of its own; beside `$ref` nothing counts.
    let is_optional = required.is_none_or(|value| value.as_bool() == Some(false));
    let is_explained = node.get("$ref").is_some() || is_misspelt(node, place, "required");
    if !is_optional || is_explained || !underline::is_whole(node) {
        return;
    }
    let file = context.file_of(node);
    let name = node.get("name").and_then(Node::as_str).unwrap_or_default();
    let change = Change::set(node, "required", "true".to_owned(), Some("in"));
    let span = required.map_or_else(|| underline::parameter(node), Node::span);
    context
        .on(node, span, format!("The path parameter '{name}' must be required. Write \"required\": true."))
        .fix(Fix::safe("Make it required", file, change));
}
