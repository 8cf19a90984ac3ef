//! A schema from a sample of its values: an example beside a schema that says nothing, or JSON that was pasted where a
//! schema belongs.

use rules::sample;
use syntax::{JsonEditor, Kind, Node, Placement, TextEdit};
use vocabulary::{Content, Place};

use super::shared::is_sound;
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.rewrite.schemaFromSample", at };

/// How long a schema may be (bytes). Who asks for one by hand wants all of it; a definition takes up to a megabyte.
const LONGEST: usize = 1 << 18;

/// The JSON of a schema for values like `sample`, or of a property with this name and such values.
///
/// Types come from the values, those of arrays from all elements together; formats where they are plain to see. Nothing
/// is required, since a sample cannot tell. Properties have a label and a first description made from their names, and
/// so has the schema itself if it is given a `name`. `None` if the sample says nothing, such as null or an empty object.
pub fn schema_of_sample(sample: Node<'_>, name: Option<&str>) -> Option<String> {
    sample::named_schema(sample, name, LONGEST)
}

/// What a sample was found for.
enum Found<'a> {
    /// A response or a body parameter, whose `schema` is missing or says nothing.
    Owner(Node<'a>, Node<'a>),
    /// A schema that says nothing beside its own example.
    Schema(Node<'a>, Node<'a>),
    /// A sample in the place of a schema.
    Pasted(Node<'a>),
}

fn at(site: &Site<'_>) -> Vec<Offer> {
    let is_place_of_schema =
        |node: &Node<'_>| belongs_a_schema(site, *node) || is_owner(site.definition.document.place(*node));
    let Some(found) = site.around().find(is_place_of_schema).and_then(|node| look(site, node)) else {
        return Vec::new();
    };
    let (title, sample) = match found {
        Found::Owner(_, sample) | Found::Schema(_, sample) => {
            ("Generate the schema from the example", sample)
        }
        Found::Pasted(sample) => ("Replace this sample by a schema of it", sample),
    };
    if !sample::is_telling(sample) || !is_sound(site.definition, sample) {
        return Vec::new();
    }
    site.offer(title, || edits(site, &found)).into_iter().collect()
}

/// What is found at the innermost place around the cursor that has to do with schemas.
fn look<'a>(site: &Site<'a>, node: Node<'a>) -> Option<Found<'a>> {
    if !belongs_a_schema(site, node) {
        return of_owner(site, node);
    }
    if is_pasted(node) {
        return Some(Found::Pasted(node));
    }
    if !is_silent(node) {
        return None;
    }
    let example = ["example", "x-example"].into_iter().find_map(|name| node.get(name));
    match example.filter(|example| example.is_object() || example.is_array()) {
        Some(example) => Some(Found::Schema(node, example)),
        None => of_owner(site, node.parent().filter(|_| node.key().is_some_and(|key| key.is("schema")))?),
    }
}

/// Whether what stands here may have a `schema` of its values.
fn is_owner(place: Place) -> bool {
    matches!(place, Place::Response | Place::BodyParameter)
}

/// The sample of a response or body parameter, if its schema is missing or says nothing: the one that the cursor is
/// in, or the first one.
fn of_owner<'a>(site: &Site<'a>, owner: Node<'a>) -> Option<Found<'a>> {
    if owner.get("$ref").is_some() || !owner.get("schema").is_none_or(is_silent) {
        return None;
    }
    let sample = match site.definition.document.place(owner) {
        Place::Response => {
            let examples = owner.get("examples");
            let here = site.around().find(|node| node.parent().is_some() && node.parent() == examples);
            let here = here.filter(|node| node.is_object() || node.is_array());
            here.or_else(|| sample::of_response(owner))
        }
        Place::BodyParameter => sample::of_body(owner),
        _ => None,
    };
    sample.map(|sample| Found::Owner(owner, sample))
}

/// Whether a schema is expected where a node stands, whatever stands there.
fn belongs_a_schema(site: &Site<'_>, node: Node<'_>) -> bool {
    let document = &site.definition.document;
    let Some(parent) = node.parent().filter(|_| node.is_container()) else { return false };
    match document.place(parent).content() {
        Content::Map(inside) | Content::List(inside) => inside.is_schema(),
        Content::Members(_) => document.member(node).is_some_and(|member| member.place.is_schema()),
        Content::None => false,
    }
}

/// Whether a value at the place of a schema is none, but a sample.
fn is_pasted(node: Node<'_>) -> bool {
    if node.is_array() {
        return node.items().next().is_some()
            && node.items().all(|item| !item.is_object() || is_pasted(item));
    }
    let is_known = |member: Node<'_>| vocabulary::member(Place::DefinitionSchema, &member.name()).is_some();
    let is_word_of_schemas = |member: Node<'_>| match member.name().as_ref() {
        "$ref" => member.is_string(),
        "type" => member.as_str().is_none_or(|kind| TYPES.contains(&kind.as_ref())),
        "properties" | "items" | "additionalProperties" => member.is_object(),
        "allOf" | "oneOf" | "anyOf" | "enum" | "required" => member.is_array(),
        "maxLength" | "minLength" | "maxItems" | "minItems" | "multipleOf" => member.kind() == Kind::Number,
        name => name.starts_with("x-"),
    };
    node.members().any(|member| !is_known(member)) && !node.members().any(is_word_of_schemas)
}

/// What a schema may be of.
const TYPES: [&str; 8] = ["object", "array", "string", "number", "integer", "boolean", "file", "null"];

/// Whether a schema says no more of its values than that they are objects or arrays.
fn is_silent(schema: Node<'_>) -> bool {
    const TELLING: [&str; 9] = [
        "$ref",
        "properties",
        "additionalProperties",
        "allOf",
        "enum",
        "format",
        "x-ms-dynamic-schema",
        "x-ms-dynamic-properties",
        "x-ms-dynamic-values",
    ];
    let is_empty = |value: Node<'_>| value.is_object() && value.members().next().is_none();
    schema.is_object()
        && schema.get("items").is_none_or(is_empty)
        && schema
            .get("type")
            .is_none_or(|kind| kind.as_str().is_some_and(|kind| kind == "object" || kind == "array"))
        && TELLING.iter().all(|name| schema.get(name).is_none_or(is_empty))
}

fn edits(site: &Site<'_>, found: &Found<'_>) -> Vec<TextEdit> {
    let mut editor = JsonEditor::new(site.definition.tree());
    match *found {
        Found::Owner(owner, sample) => {
            let Some(json) = schema_of_sample(sample, None) else { return Vec::new() };
            if let Some(schema) = owner.get("schema") {
                fill(&mut editor, schema, &json);
            } else {
                let example = sample_member(owner, sample).map(Node::name);
                let placement = example.as_deref().map_or(Placement::Last, Placement::Before);
                editor.insert_member(owner, "schema", &json, placement);
            }
        }
        Found::Schema(schema, sample) => {
            let Some(json) = schema_of_sample(sample, None) else { return Vec::new() };
            fill(&mut editor, schema, &json);
        }
        Found::Pasted(sample) => {
            let is_property =
                site.definition.document.place(sample.parent().unwrap_or(sample)) == Place::SchemaProperties;
            let name = sample.name();
            let name = Some(name.as_ref()).filter(|_| is_property);
            let Some(json) = schema_of_sample(sample, name) else { return Vec::new() };
            editor.replace(sample, &json);
        }
    }
    editor.finish()
}

/// The member of `owner` that holds the sample.
fn sample_member<'a>(owner: Node<'a>, sample: Node<'a>) -> Option<Node<'a>> {
    std::iter::once(sample).chain(sample.ancestors()).find(|node| node.parent() == Some(owner))
}

/// Gives a schema what the new one says, before what it has to say already.
fn fill<'t>(editor: &mut JsonEditor<'t>, schema: Node<'t>, json: &str) {
    let new = syntax::parse(json);
    let example = ["example", "x-example"].into_iter().find(|name| schema.get(name).is_some());
    for member in new.root().members() {
        let placement = example.map_or(Placement::Last, Placement::Before);
        editor.set_member(schema, &member.name(), member.raw(), placement);
    }
    // Of the two only one goes with the type that the sample has.
    for other in ["properties", "items"].into_iter().filter(|name| new.root().get(name).is_none()) {
        if let Some(empty) = schema.get(other) {
            editor.remove(empty);
        }
    }
}
