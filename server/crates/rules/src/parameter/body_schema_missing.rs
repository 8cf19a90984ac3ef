//! The body's shape is described by its `schema`; each property of it becomes an input field of the action. Without a
//! schema the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//! ```
//!
//! ## Fix
//!
//! There is none: an object without fields would only hide the mistake, and only the service knows its fields.

use syntax::Node;
use vocabulary::Place;

use crate::body::displaced;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/body-schema-missing",
    summary: "A body has no schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["BodyParameterSchemaRequired"],
    check: Check::Places(&[Place::BodyParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    // Members that belong into the schema have a finding of their own, which makes one of them.
    let has_other_finding = displaced(node).next().is_some() || is_file(node);
    let has_shape =
        node.get("schema").is_some() || node.get("$ref").is_some() || is_misspelt(node, place, "schema");
    if has_shape || has_other_finding || !underline::is_whole(node) {
        return;
    }
    let message = "A body needs a schema. Add one that describes its fields, or refers to a definition.";
    context.on(node, underline::parameter(node), message);
}

/// A file as the body: it must become form data.
fn is_file(node: Node<'_>) -> bool {
    node.get("type").and_then(Node::as_str).is_some_and(|kind| kind == "file")
}
