//! An array without `items` says nothing about its elements: the platform refuses it, and makers could not use them.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! { "type": "array", "x-ms-summary": "Tags", "description": "Words to find the item by." }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/tags
//! {
//!   "type": "array",
//!   "items": { "type": "string" },
//!   "x-ms-summary": "Tags",
//!   "description": "Words to find the item by."
//! }
//! ```

use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/array-without-items",
    summary: "A schema is an array of unknown elements",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ArrayHasNoItems"],
    check: Check::Members(SCHEMAS, &["type"], check),
};

/// Members that can give an array its elements in place of `items`. Those that Swagger does not have are findings.
const INSTEAD: [&str; 8] = [
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "prefixItems",
    "contains",
    "x-ms-dynamic-schema",
    "x-ms-dynamic-properties",
];

fn check(context: &mut Context<'_>, kind: Node<'_>, place: Place) {
    if kind.as_str().is_none_or(|kind| kind != "array") {
        return;
    }
    let Some(schema) = kind.parent().filter(|schema| is_whole(*schema) && !is_reference(*schema)) else {
        return;
    };
    if INSTEAD.iter().any(|name| schema.get(name).is_some()) || is_misspelt(schema, place, "items") {
        return;
    }
    let change = Change::Insert {
        object: schema.id(),
        name: "items".to_owned(),
        value: r#"{ "type": "string" }"#.to_owned(),
        after: Some("type".to_owned()),
    };
    let file = context.file_of(schema);
    context
        .on(schema, kind.span(), "An array needs 'items' that say what its elements are.")
        .fix(Fix::unsafe_("Make it an array of strings", file, change));
}
