//! The body's shape is described by its `schema`; each property of it becomes an input field of the action. Without a
//! schema the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! The quick fix describes the example that stands in `x-example` or `x-examples`. Without one it adds a schema for an
//! object with any fields, which the platform takes, and which makers fill in as JSON.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "x-example": { "title": "Tea", "quantity": 2 } }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::body::displaced;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, sample, underline};

pub static RULE: Rule = Rule {
    code: "parameter/body-schema-missing",
    summary: "A body has no schema",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["BodyParameterSchemaRequired"],
    check: Check::Places(&[Place::BodyParameter], check),
};

/// The schema of an object that nobody knows more of.
const ANY_OBJECT: &str = r#"{ "type": "object", "additionalProperties": true }"#;

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    // Members that belong into the schema have a finding of their own, which makes one of them.
    let has_other_finding = displaced(node).next().is_some() || is_file(node);
    let has_shape =
        node.get("schema").is_some() || node.get("$ref").is_some() || is_misspelt(node, place, "schema");
    if has_shape || has_other_finding || !underline::is_whole(node) {
        return;
    }
    let message = "A body needs a schema. Add one that describes its fields, or refers to a definition.";
    let described = sample::of_body(node).and_then(sample::schema);
    let (title, value) = match described {
        Some(schema) => ("Describe the example", schema),
        None => ("Add a schema for an object with any fields", ANY_OBJECT.to_owned()),
    };
    let change = Change::Insert { object: node.id(), name: "schema".to_owned(), value, after: None };
    let finding = context.on(node, underline::parameter(node), message);
    finding.fix(Fix::unsafe_(title, finding.file, change));
}

/// A file as the body: it must become form data.
fn is_file(node: Node<'_>) -> bool {
    node.get("type").and_then(Node::as_str).is_some_and(|kind| kind == "file")
}
