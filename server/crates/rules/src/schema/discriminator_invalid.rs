//! `discriminator` names the property that tells which kind of object it is. It can only do that if every object has the
//! property, as a text: a string that is defined here and required.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /definitions/Item/discriminator
//! "kind"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/discriminator
//! "title"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Pet
//! {
//!   "type": "object",
//!   "discriminator": "kin",
//!   "required": [ "kind" ],
//!   "properties": {
//!     "kind": { "type": "string", "x-ms-summary": "Kind", "description": "What it is." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! { "$ref": "#/definitions/Pet" }
//! ```
//!
//! ## Good
//!
//! ```json /definitions/Pet
//! {
//!   "type": "object",
//!   "discriminator": "kind",
//!   "required": [ "kind" ],
//!   "properties": {
//!     "kind": { "type": "string", "x-ms-summary": "Kind", "description": "What it is." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! { "$ref": "#/definitions/Pet" }
//! ```

use std::borrow::Cow;

use connector::Definition;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::{Place, Types};

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::places::SCHEMAS;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::values::{declared_type, is_reference};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/discriminator-invalid",
    summary: "A discriminator is no required text property",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["DiscriminatorMustBeARequiredStringProperty"],
    check: Check::Members(SCHEMAS, &["discriminator"], check),
};

fn check(context: &mut Context<'_>, discriminator: Node<'_>, _: Place) {
    let (Some(definition), Some(name)) = (context.definition(), discriminator.as_str()) else { return };
    let Some(schema) = discriminator.parent().filter(|schema| is_whole(*schema) && !is_reference(*schema))
    else {
        return;
    };
    let Some(property) = definition.property(schema, &name) else {
        report_undefined(context, definition, schema, discriminator, &name);
        return;
    };
    let property = definition.resolve(property);
    if property.and_then(declared_type).is_some_and(|types| !types.contains(Types::STRING)) {
        let message =
            format!("'{name}' is no string, so it cannot tell the kind of an object. Name one that is.");
        context.on_value(discriminator, message);
        return;
    }
    if !is_required(definition, schema, &name, &mut { MAX_PARTS }) {
        let message =
            format!("'{name}' tells the kind of an object, so it must be required. Add it to 'required'.");
        let finding = context.on_value(discriminator, message);
        offer_to_require(finding, schema, &name);
    }
}

fn report_undefined(
    context: &mut Context<'_>,
    definition: &Definition,
    schema: Node<'_>,
    discriminator: Node<'_>,
    name: &str,
) {
    let mut parts = schema.get("allOf").into_iter().flat_map(Node::items);
    if parts.any(|part| definition.resolve(part).is_none()) {
        return;
    }
    let names: Vec<Cow<'_, str>> = definition.properties(schema).into_iter().map(Node::name).collect();
    let near = nearest(name, names.iter().map(AsRef::as_ref));
    let advice = if near.is_some() { hint(near) } else { " Define it as a required string.".to_owned() };
    let finding = context.on_value(discriminator, format!("There is no property '{name}'.{advice}"));
    if let Some(near) = near {
        let change = Change::Replace(discriminator.id(), quote(near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), finding.file, change));
    }
}

/// How many parts of `allOf` are looked through.
const MAX_PARTS: usize = 64;

/// Whether the schema or one of the first [`MAX_PARTS`] parts of it requires the property; with more, nobody knows.
fn is_required(definition: &Definition, schema: Node<'_>, name: &str, parts: &mut usize) -> bool {
    let Some(left) = parts.checked_sub(1) else { return true };
    *parts = left;
    let Some(schema) = definition.resolve(schema) else { return true };
    let mut required = schema.get("required").into_iter().flat_map(Node::items);
    let mut inside = schema.get("allOf").into_iter().flat_map(Node::items);
    required.any(|entry| entry.as_str().is_some_and(|listed| listed == name))
        || inside.any(|part| is_required(definition, part, name, parts))
}

fn offer_to_require(finding: &mut Finding, schema: Node<'_>, name: &str) {
    let change = match schema.get("required") {
        None => Change::Insert {
            object: schema.id(),
            name: "required".to_owned(),
            value: format!("[{}]", quote(name)),
            after: Some("type".to_owned()),
        },
        Some(list) if list.is_array() => Change::Append(list.id(), quote(name)),
        Some(_) => return,
    };
    finding.fix(Fix::unsafe_(format!("Require '{name}'"), finding.file, change));
}
