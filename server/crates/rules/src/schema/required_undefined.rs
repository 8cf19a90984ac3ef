//! A name in `required` that `properties` does not have is most often misspelt: makers are not asked for the property
//! that was meant, and nobody can fill in the one that is required.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! Properties of the other parts of an `allOf` count, and an object whose shape is fetched at design time can have any.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "titel" ],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "title", "owner" ],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "required": [ "title" ],
//!   "properties": {
//!     "title": { "type": "string", "x-ms-summary": "Title", "description": "The name of the item." }
//!   }
//! }
//! ```

use std::borrow::Cow;

use connector::Definition;
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix, Safety};
use crate::near::nearest;
use crate::required::{Lookup, is_no_object, removal};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::values::is_reference;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "schema/required-undefined",
    summary: "A required property is not defined",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyDefinitionMissing"],
    check: Check::Places(&[Place::Required], check),
};

fn check(context: &mut Context<'_>, list: Node<'_>, _: Place) {
    let (Some(definition), Some(schema)) = (context.definition(), list.parent()) else { return };
    let properties = schema.get("properties");
    let is_damaged = !is_whole(schema) || properties.is_some_and(|properties| !is_whole(properties));
    if is_damaged || is_reference(schema) || is_no_object(schema) {
        return;
    }
    let own = Lookup::new(properties);
    for entry in list.items() {
        let Some(name) = entry.as_str().filter(|name| own.get(name).is_none()) else { continue };
        if !is_defined_elsewhere(definition, schema, &name) {
            report(context, properties, list, entry, &name);
        }
    }
}

/// Whether another part of the whole that the schema belongs to has the property, or may have it.
fn is_defined_elsewhere(definition: &Definition, schema: Node<'_>, name: &str) -> bool {
    let mut schema = schema;
    loop {
        if may_have_any(definition, schema) || definition.property(schema, name).is_some() {
            return true;
        }
        if definition.document.place(schema) != Place::AllOfSchema {
            return false;
        }
        let Some(whole) = schema.parent().and_then(Node::parent) else { return false };
        schema = whole;
    }
}

/// Whether the properties of a schema cannot all be known: they are fetched at design time, or a part of it is not there.
fn may_have_any(definition: &Definition, schema: Node<'_>) -> bool {
    let is_dynamic = |name| schema.get(name).is_some();
    let mut parts = schema.get("allOf").into_iter().flat_map(Node::items);
    is_dynamic("x-ms-dynamic-schema")
        || is_dynamic("x-ms-dynamic-properties")
        || parts.any(|part| definition.resolve(part).is_none())
}

fn report(
    context: &mut Context<'_>,
    properties: Option<Node<'_>>,
    list: Node<'_>,
    entry: Node<'_>,
    name: &str,
) {
    let is_listed =
        |name: &str| list.items().any(|entry| entry.as_str().is_some_and(|listed| listed == name));
    let names: Vec<Cow<'_, str>> = properties.into_iter().flat_map(Node::members).map(Node::name).collect();
    let near = nearest(name, names.iter().map(AsRef::as_ref));
    let advice = near.map_or_else(
        || "Define it under 'properties', or remove it here.".to_owned(),
        |near| format!("Did you mean '{near}'?"),
    );
    let finding = context.on_value(entry, format!("'{name}' is required, but not defined. {advice}"));
    let file = finding.file;
    if let Some(near) = near.filter(|near| !is_listed(near)) {
        let change = Change::Replace(entry.id(), quote(near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
    } else {
        finding.fix(removal(file, entry, Safety::Unsafe));
    }
}
