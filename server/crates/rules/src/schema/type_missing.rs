//! Without a type the platform guesses: the designer takes the value for a text or an object, and Power Apps cannot read
//! the connector at all.
//!
//! A schema that has properties, elements, allowed values or parts, or that is fetched at design time, says enough.
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/created
//! { "format": "date-time", "x-ms-summary": "Created", "description": "When it was added." }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/owner
//! { "x-ms-summary": "Owner", "description": "Who it belongs to.", "example": "Megan" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Item/properties/created
//! { "type": "string", "format": "date-time", "x-ms-summary": "Created", "description": "When it was added." }
//! ```

use syntax::{Kind, Node};
use vocabulary::{Place, known_format};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::unknown::is_misspelt;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/type-missing",
    summary: "A schema has no type",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Places(PLACES, check),
};

/// Every schema but the parts of an `allOf`, which only have to say something together.
const PLACES: &[Place] = &[
    Place::DefinitionSchema,
    Place::BodySchema,
    Place::ResponseSchema,
    Place::PropertySchema,
    Place::ItemsSchema,
    Place::AdditionalPropertiesSchema,
    Place::NotificationSchema,
];

fn check(context: &mut Context<'_>, schema: Node<'_>, place: Place) {
    // Empty schemas are a matter of their own.
    if schema.children().next().is_none() || schema.members().any(says_enough) || !is_whole(schema) {
        return;
    }
    if is_misspelt(schema, place, "type") || is_misspelt(schema, place, "$ref") {
        return;
    }
    let name = schema.name();
    let message = if place == Place::PropertySchema {
        format!("'{name}' has no type. Add 'type', or the designer has to guess.")
    } else {
        "This schema has no type. Add 'type', or the designer has to guess.".to_owned()
    };
    let finding = context.on_key(schema, message);
    if let Some(kind) = inferred(schema) {
        let change = Change::InsertFirst {
            object: schema.id(),
            name: "type".to_owned(),
            value: format!("\"{kind}\""),
        };
        finding.fix(Fix::unsafe_(format!("Make it '{kind}'"), finding.file, change));
    }
}

/// Whether the member stands for a type. Those of other formats are findings, and the type is said in them.
fn says_enough(member: Node<'_>) -> bool {
    let Some(key) = member.key() else { return true };
    matches!(
        key.raw_name(),
        "type"
            | "$ref"
            | "properties"
            | "items"
            | "allOf"
            | "enum"
            | "additionalProperties"
            | "x-ms-dynamic-schema"
            | "x-ms-dynamic-properties"
            | "x-ms-dynamic-values"
            | "x-ms-dynamic-list"
            | "x-ms-dynamic-tree"
            | "oneOf"
            | "anyOf"
            | "not"
            | "const"
    )
}

/// The type that the other members speak of.
fn inferred(schema: Node<'_>) -> Option<&'static str> {
    let format = schema.get("format").and_then(Node::as_str);
    if let Some(format) = format.as_deref().and_then(known_format) {
        return format.types.first().copied();
    }
    let sample = schema.get("default").or_else(|| schema.get("example"));
    if let Some(kind) = sample.and_then(type_of) {
        return Some(kind);
    }
    let has = |names: &[&str]| names.iter().any(|name| schema.get(name).is_some());
    if has(&["pattern", "minLength", "maxLength"]) {
        return Some("string");
    }
    has(&["minimum", "maximum", "multipleOf"]).then_some("number")
}

/// The type of a value that needs no more words than that: an array and an object would have to say what is in them.
fn type_of(sample: Node<'_>) -> Option<&'static str> {
    match sample.kind() {
        Kind::String => Some("string"),
        Kind::Number if sample.is_integer() => Some("integer"),
        Kind::Number => Some("number"),
        Kind::Boolean => Some("boolean"),
        _ => None,
    }
}
