//! A schema for values like a sample that somebody has at hand.

use connector::{Connector, Definition, FileRole};
use rules::Settings;
use rules::sample::is_telling;
use syntax::{JsonEditor, LineIndex, Node, Placement};
use vocabulary::Place;

use super::{Made, Making, Or, accepted, editable, made, refuse};
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

/// What holds values of the schema, or says where they come from. The platform refuses what is of another type.
const VALUES: [&str; 6] =
    ["default", "example", "x-example", "x-ms-dynamic-values", "x-ms-dynamic-list", "x-ms-dynamic-tree"];

/// Gives the schema at or around a place of the definition the shape of a sample. Its labels and texts stay. A
/// response or body parameter without a schema gets one.
pub fn schema_from_sample(connector: &Connector, settings: &Settings, at: At, sample: &str) -> Making {
    Making::of(write(connector, settings, at, sample))
}

/// Where the schema goes.
enum Target<'a> {
    /// It is there.
    Schema(Node<'a>),
    /// It is a member that is missing here.
    Owner(Node<'a>),
}

fn write(connector: &Connector, settings: &Settings, at: At, sample: &str) -> Or<Made> {
    let document = editable(connector, settings, FileRole::Definition)?;
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
        return refuse(useless(tree.root()));
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
    let made = made(document, editor.finish(), |root| {
        syntax::pointer::resolve(root.tree(), &pointer).map(Node::head_span)
    })?;
    accepted(connector, settings, made, &[&pointer])
}

/// Why there is no schema of a sample.
fn useless(sample: Node<'_>) -> String {
    if !is_telling(sample) {
        return "The sample tells nothing of its values: it is empty or null. Take one with a value in each field."
            .to_owned();
    }
    let length = sample.tree().text().chars().count();
    format!(
        "The sample has {length} characters, and its schema would be longer than 256 KB. Take a shorter one, such as \
         with one element in each list."
    )
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
    let new = syntax::parse(json);
    let new = new.root();
    let is_changed = |name: &str| schema.get(name).map(Node::raw) != new.get(name).map(Node::raw);
    // The fields of an object and the elements of a list are described anew, so its values may not fit either.
    let has_new_values =
        is_changed("type") || is_changed("format") || new.get("properties").or(new.get("items")).is_some();
    let is_gone = |member: &Node<'t>| {
        let name = member.name();
        SHAPE.contains(&name.as_ref()) || has_new_values && VALUES.contains(&name.as_ref())
    };
    // Also what is no object has no member that stays.
    if schema.members().all(|member| is_gone(&member)) {
        editor.replace(schema, json);
        return;
    }
    for member in schema.members().filter(is_gone) {
        if new.get(&member.name()).is_none() {
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
