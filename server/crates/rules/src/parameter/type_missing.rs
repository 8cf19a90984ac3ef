//! Every parameter except the body says its type. Without it the designer cannot offer an input, and the platform
//! answers an upload with an error that names no line.
//! Source: <https://spec.openapis.org/oas/v2.0.html#parameter-object>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! { "name": "top", "in": "query", "x-ms-summary": "Top Count", "description": "How many items to get." }
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
//!   "description": "How many items to get."
//! }
//! ```

use syntax::edit::quote;
use syntax::{Kind, Node};
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SIMPLE_PARAMETERS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/type-missing",
    summary: "A parameter has no type",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Places(SIMPLE_PARAMETERS, check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    // A schema where none belongs has a finding of its own, which puts the type in its place.
    let has_other = ["type", "schema", "$ref"].iter().any(|name| node.get(name).is_some());
    if has_other || !underline::is_whole(node) || is_misspelt(node, place, "type") {
        return;
    }
    let name = node.get("name").and_then(Node::as_str).unwrap_or_default();
    let kind = likely_type(node);
    let file = context.file_of(node);
    let change = Change::Insert {
        object: node.id(),
        name: "type".to_owned(),
        value: quote(kind),
        after: Some(if node.get("required").is_some() { "required" } else { "in" }.to_owned()),
    };
    context
        .on(
            node,
            underline::parameter(node),
            format!("The parameter '{name}' needs a type, such as '{kind}'."),
        )
        .fix(Fix::unsafe_(format!("Add the type '{kind}'"), file, change));
}

/// What the rest of the parameter says about its type; text if it says nothing.
fn likely_type(node: Node<'_>) -> &'static str {
    if node.get("items").is_some() {
        return "array";
    }
    let sample = node.get("default").or_else(|| node.get("enum").and_then(|values| values.item(0)));
    match sample.map(|sample| (sample.kind(), sample.is_integer())) {
        Some((Kind::Boolean, _)) => return "boolean",
        Some((Kind::Number, true)) => return "integer",
        Some((Kind::Number, false)) => return "number",
        _ => {}
    }
    let format = node.get("format").and_then(Node::as_str);
    let known = format.and_then(|format| vocabulary::known_format(&format));
    known.and_then(|format| format.types.first().copied()).unwrap_or("string")
}
