//! A body whose schema says nothing is one box for raw JSON in the designer. Reviewers of connectors ask for a schema with
//! the fields (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! The quick fix describes the example that stands beside the schema, in `x-example` or `x-examples`.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "schema": {} }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0
//! {
//!   "name": "body",
//!   "in": "body",
//!   "required": true,
//!   "schema": {},
//!   "x-examples": { "application/json": { "title": "Tea", "quantity": 2 } }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0
//! { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::parameters::{Audience, audience, is_reference};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, sample, underline};

pub static RULE: Rule = Rule {
    code: "parameter/body-schema-empty",
    summary: "The schema of a body says nothing",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(&[Place::BodyParameter], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(schema) = node.get("schema").filter(|_| !is_reference(node)) else { return };
    if !schema.is_object() || schema.children().next().is_some() || !underline::is_whole(schema) {
        return;
    }
    let audience = audience(context, node);
    let message =
        "The schema says nothing, so makers get a box for raw JSON. Describe the fields of the body.";
    let finding = context.on_key(schema, message);
    if audience != Audience::Makers {
        finding.at_most(Severity::Info);
    }
    if let Some(json) = sample::of_body(node).and_then(sample::schema) {
        finding.fix(Fix::unsafe_("Describe the example", finding.file, Change::Replace(schema.id(), json)));
    }
}
