//! Keywords in schemas.

use syntax::edit::Value;
use syntax::{JsonEditor, Kind, Node, Placement};

use super::draft::Stage;
use super::leftovers::only_branch;

/// How long a schema may be (bytes) to be copied to where it is one of several things said.
const MOST_COPIED: usize = 2048;

/// Rewrites one layer of keywords: what is copied may hold some again.
pub(super) fn keywords<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>) {
    let document = &stage.definition.document;
    for (index, place) in document.places().iter().enumerate() {
        if !place.is_schema() {
            continue;
        }
        let schema = document.node(syntax::NodeId(index as u32));
        if !schema.is_object() || schema.get("$ref").is_some() || !stage.holds(schema) {
            continue;
        }
        alternatives(stage, editor, schema);
        if let Some(discriminator) = schema.get("discriminator").filter(|found| is_plain(*found)) {
            match discriminator.get("propertyName") {
                Some(name) => editor.replace(discriminator, name.raw()),
                None => editor.remove(discriminator),
            }
        }
        for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            let number = schema.get(exclusive).filter(|number| number.kind() == Kind::Number);
            if let Some(number) = number.filter(|_| schema.get(limit).is_none()) {
                editor.rename(number, limit);
                editor.insert_member(schema, exclusive, "true", Placement::After(exclusive));
            }
        }
        if let Some(deprecated) = schema.get("deprecated").filter(|_| schema.get("x-deprecated").is_none()) {
            editor.rename(deprecated, "x-deprecated");
        }
    }
}

/// Whether a `discriminator` of OpenAPI 3 says no more than one of Swagger 2.0, where values are the names of schemas.
pub(super) fn is_plain(discriminator: Node<'_>) -> bool {
    let names_its_schema = |value: Node<'_>| {
        let schema = value.as_str();
        schema.is_some_and(|schema| schema.rsplit('/').next() == Some(value.name().as_ref()))
    };
    let mapping = discriminator.get("mapping");
    discriminator.is_object() && mapping.is_none_or(|mapping| mapping.members().all(names_its_schema))
}

/// Takes the only alternative out of `oneOf` or `anyOf`.
fn alternatives<'d>(stage: &Stage<'d>, editor: &mut JsonEditor<'d>, schema: Node<'d>) {
    let found = ["oneOf", "anyOf"].into_iter().find_map(|name| {
        let list = schema.get(name)?;
        let (only, has_null) = only_branch(list)?;
        Some((list, only, has_null))
    });
    let Some((list, only, has_null)) = found else { return };
    if has_null && schema.get("x-nullable").is_none() && schema.get("nullable").is_none() {
        editor.insert_member(schema, "x-nullable", "true", Placement::After(&list.name()));
    } else if schema.members().nth(1).is_none() {
        editor.replace(schema, Value::Copy(only));
        return;
    }
    let part = stage.definition.resolve(only).filter(|part| part.is_object());
    let fits = |part: &Node<'d>| {
        let is_long = part.raw().len() > MOST_COPIED;
        let says_other = |member: Node<'d>| {
            let name = member.name();
            schema.get(&name).is_some_and(|own| !own.same_value(member) && !is_note(&name))
        };
        !is_long && !part.members().any(says_other)
    };
    if let Some(part) = part.filter(fits) {
        let is_said = |name: &str| has_null && matches!(name, "x-nullable" | "nullable");
        let is_new = |member: &Node<'d>| schema.get(&member.name()).is_none() && !is_said(&member.name());
        for member in part.members().filter(is_new) {
            editor.insert_member(
                schema,
                &member.name(),
                Value::Copy(member),
                Placement::Before(&list.name()),
            );
        }
        editor.remove(list);
    } else if schema.get("allOf").is_none() {
        // Swagger 2.0 knows this at least.
        editor.rename(list, "allOf");
        editor.replace(list, &format!("[{}]", only.raw()));
    }
}

/// Whether a member is about its schema and not about the values, so that the nearest one counts.
fn is_note(name: &str) -> bool {
    matches!(name, "title" | "description" | "example" | "externalDocs" | "x-ms-summary" | "x-ms-visibility")
}
