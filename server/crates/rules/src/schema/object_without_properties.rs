//! An object of which no property is known gives makers nothing to choose from: as an input they have to write JSON, as
//! an output they have to take it apart.
//!
//! An object that takes any names on purpose says so with `additionalProperties`; one whose shape is known at design time
//! only has `x-ms-dynamic-schema` or `x-ms-dynamic-properties`.
//!
//! ## Fix
//!
//! Makes the properties from the example of the object, if it has one. Their names and descriptions are drafts.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/owner
//! { "type": "object", "x-ms-summary": "Owner", "description": "Who it belongs to." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Owner
//! {
//!   "type": "object",
//!   "example": { "mail": "megan@contoso.com", "since": "2026-11-22" }
//! }
//! ```
//!
//! ```json /definitions/Item/properties/owner
//! { "$ref": "#/definitions/Owner" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/owner
//! {
//!   "type": "object",
//!   "x-ms-summary": "Owner",
//!   "description": "Who it belongs to.",
//!   "properties": {
//!     "mail": { "type": "string", "x-ms-summary": "Mail", "description": "The address of the owner." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/labels
//! {
//!   "type": "object",
//!   "x-ms-summary": "Labels",
//!   "description": "Names and values of your own.",
//!   "additionalProperties": { "type": "string" }
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::values::is_reference;
use crate::{Context, Severity, sample};

pub static RULE: Rule = Rule {
    code: "schema/object-without-properties",
    summary: "No property of an object is known",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Members(SCHEMAS, &["type"], check),
};

/// Members that say what is in an object in place of `properties`. Those that Swagger does not have are findings.
const INSTEAD: [&str; 9] = [
    "allOf",
    "anyOf",
    "oneOf",
    "patternProperties",
    "x-ms-dynamic-schema",
    "x-ms-dynamic-properties",
    "x-ms-dynamic-values",
    "x-ms-dynamic-list",
    "x-ms-editor",
];

fn check(context: &mut Context<'_>, kind: Node<'_>, place: Place) {
    if !kind.says("object") {
        return;
    }
    let Some(schema) = kind.parent() else { return };
    let has_some = |name: &str| schema.get(name).is_some_and(|member| member.children().next().is_some());
    let is_open = || schema.get("additionalProperties").and_then(Node::as_bool) == Some(true);
    if has_some("properties") || has_some("additionalProperties") || is_open() || !is_whole(schema) {
        return;
    }
    let has_another = |object: Node<'_>| INSTEAD.iter().any(|name| object.get(name).is_some());
    // A dynamic schema that stands on the body parameter by mistake was meant for this schema.
    let is_dynamic_above = || place == Place::BodySchema && schema.parent().is_some_and(has_another);
    if has_another(schema) || is_reference(schema) || is_dynamic_above() {
        return;
    }
    let message =
        "No property of this object is known, so makers cannot choose any. Describe them under 'properties'.";
    let finding = context.on(schema, kind.span(), message);
    let Some(json) = schema.get("example").and_then(sample::properties) else { return };
    let change = match schema.get("properties") {
        Some(empty) => Change::Replace(empty.id(), json),
        None => {
            Change::Insert { object: schema.id(), name: "properties".to_owned(), value: json, after: None }
        }
    };
    finding.fix(Fix::unsafe_("Describe the example", finding.file, change));
}
