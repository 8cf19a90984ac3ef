//! An array without `items` says nothing about its elements: the platform refuses it, and makers could not use them.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/tags
//! { "type": "array", "x-ms-summary": "Tags", "description": "Words to find the item by." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/parts
//! {
//!   "type": "array",
//!   "x-ms-summary": "Parts",
//!   "description": "What the item consists of.",
//!   "properties": {
//!     "name": { "type": "string", "x-ms-summary": "Part Name", "description": "The name of the part." }
//!   }
//! }
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

use connector::FileRole;
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
    if !kind.says("array") {
        return;
    }
    let Some(schema) = kind.parent().filter(|schema| is_whole(*schema) && !is_reference(*schema)) else {
        return;
    };
    if INSTEAD.iter().any(|name| schema.get(name).is_some()) || is_misspelt(schema, place, "items") {
        return;
    }
    let file = context.file_of(schema);
    let message = "An array needs 'items' that say what its elements are.";
    context.on(schema, kind.span(), message).fix(fix(file, schema));
}

/// Elements that have the properties which stand on the array, else texts.
fn fix(file: FileRole, schema: Node<'_>) -> Fix {
    let items = |value: String| Change::Insert {
        object: schema.id(),
        name: "items".to_owned(),
        value,
        after: Some("type".to_owned()),
    };
    // What is copied has to be sound.
    let is_sound = schema.tree().errors().is_empty();
    if let Some(properties) = schema.get("properties").filter(|found| found.is_object() && is_sound) {
        let value = format!(r#"{{ "type": "object", "properties": {} }}"#, properties.raw());
        return Fix::unsafe_("Give the properties to the elements", file, items(value))
            .and(file, Change::Remove(properties.id()));
    }
    let value = r#"{ "type": "string" }"#.to_owned();
    Fix::unsafe_("Make it an array of strings", file, items(value))
}
