//! A schema for values like a sample that somebody has at hand.

use connector::{Connector, Definition, FileRole};
use syntax::{JsonEditor, LineIndex, Node, Placement};
use vocabulary::Place;

use super::{Made, Making, Or, editable, made, refuse};
use crate::refactorings::schema_of_sample;
use crate::view::At;

/// What a schema says of the shape of its values. A sample says all of it anew.
const SHAPE: [&str; 20] = [
    "$ref",
    "type",
    "format",
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "required",
    "enum",
    "x-ms-enum-values",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "x-ms-dynamic-schema",
    "x-ms-dynamic-properties",
    "discriminator",
];

/// Gives the schema at or around a place of the definition the shape of a sample. Its labels and texts stay. A
/// response or body parameter without a schema gets one.
pub fn schema_from_sample(connector: &Connector, at: At, sample: &str) -> Making {
    Making::of(write(connector, at, sample))
}

/// Where the schema goes.
enum Target<'a> {
    /// It is there.
    Schema(Node<'a>),
    /// It is a member that is missing here.
    Owner(Node<'a>),
}

fn write(connector: &Connector, at: At, sample: &str) -> Or<Made> {
    let document = editable(connector, FileRole::Definition)?;
    let Some(definition) = connector.definition() else {
        return refuse("The connector has no API definition.");
    };
    let target = around(definition, at.offset).filter(|_| at.file == FileRole::Definition);
    let Some(target) = target else {
        return refuse(
            "There is no schema here. Put the cursor into a schema, a response or a body parameter.",
        );
    };
    let tree = syntax::parse(sample.trim_start_matches('\u{feff}'));
    if let Some(error) = tree.errors().first() {
        let (line, column) = LineIndex::new(tree.text()).line_column(tree.text(), error.span.start);
        let message = error.kind.message();
        return refuse(format!("The sample is no JSON: line {line}, column {column}: {message}"));
    }
    let name = match target {
        Target::Schema(schema) => named(definition, schema),
        Target::Owner(_) => None,
    };
    let Some(json) = schema_of_sample(tree.root(), name.as_deref()) else {
        return refuse(
            "The sample tells nothing of its values: it is empty, null or very long. Take one with a value in each field.",
        );
    };
    let mut editor = JsonEditor::new(document.tree());
    let pointer = match target {
        Target::Schema(schema) => {
            reshape(&mut editor, schema, &json);
            syntax::pointer::pointer(schema)
        }
        Target::Owner(owner) => {
            editor.insert_member(owner, "schema", json.as_str(), Placement::After("description"));
            format!("{}/schema", syntax::pointer::pointer(owner))
        }
    };
    made(document, editor.finish(), |root| {
        syntax::pointer::resolve(root.tree(), &pointer).map(Node::head_span)
    })
}

/// The innermost schema around a place, or what lacks one.
fn around(definition: &Definition, offset: u32) -> Option<Target<'_>> {
    let innermost = definition.document.root().tree().node_at(offset);
    let mut nodes = std::iter::once(innermost).chain(innermost.ancestors()).filter(|node| node.is_object());
    nodes.find_map(|node| match definition.document.place(node) {
        place if place.is_schema() => Some(Target::Schema(node)),
        Place::Response | Place::BodyParameter if node.get("$ref").is_none() => {
            Some(match node.get("schema") {
                Some(schema) => Target::Schema(schema),
                None => Target::Owner(node),
            })
        }
        _ => None,
    })
}

/// The name of a property, which gives it a label.
fn named(definition: &Definition, schema: Node<'_>) -> Option<String> {
    let is_property = definition.document.place(schema.parent()?) == Place::SchemaProperties;
    is_property.then(|| schema.name().into_owned())
}

/// Replaces what a schema says of its shape.
fn reshape<'t>(editor: &mut JsonEditor<'t>, schema: Node<'t>, json: &str) {
    if !schema.is_object() {
        editor.replace(schema, json);
        return;
    }
    let new = syntax::parse(json);
    let new = new.root();
    if schema.get("$ref").is_some() || schema.members().next().is_none() {
        editor.replace(schema, json);
        return;
    }
    for member in schema.members() {
        if SHAPE.contains(&member.name().as_ref()) && new.get(&member.name()).is_none() {
            editor.remove(member);
        }
    }
    for member in new.members() {
        let name = member.name();
        let is_text = matches!(name.as_ref(), "description" | "x-ms-summary");
        if !(is_text && schema.get(&name).is_some()) {
            editor.set_member(schema, &name, member.raw(), Placement::Last);
        }
    }
}
