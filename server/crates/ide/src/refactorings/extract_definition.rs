//! Moves an inline schema to `definitions`, and refers to it from wherever it stands.

use connector::definition::Section;
use rules::flatten::is_variant;
use syntax::{JsonEditor, Node, TextEdit};
use vocabulary::Place;

use super::schema_names::names_for;
use super::shared::{add, alike, free_name, has_room, is_sound, reference, twin};
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.extract.definition", at };

/// Offered on the innermost schema around the cursor that is worth a name. If a definition says the same already, all
/// copies come to refer to that one.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let Some(schema) = schema_at(site) else { return Vec::new() };
    if let Some(known) = twin(site.definition, Section::Definitions, schema) {
        let name = known.name();
        let title = format!("Refer to definition '{name}', which says the same");
        return site.offer(title, || edits(site, schema, &name, false)).into_iter().collect();
    }
    if !has_room(site.definition, Section::Definitions) {
        return Vec::new();
    }
    let name = free_name(site.definition, Section::Definitions, &names_for(site.definition, schema));
    let title = format!("Extract to definition '{name}'");
    if is_variant(site.definition, schema) {
        let reason =
            "A part of it has a discriminator: with a name it would be one more variant of that part.";
        return vec![Offer::refused(title, reason)];
    }
    site.offer(title, || edits(site, schema, &name, true)).into_iter().collect()
}

fn schema_at<'a>(site: &Site<'a>) -> Option<Node<'a>> {
    let is_selected = |node: &Node<'_>| !site.span.is_empty() && node.span() == site.span;
    let is_schema = |node: &Node<'_>| site.definition.document.place(*node).is_schema();
    let mut schemas = site.around().filter(is_schema);
    let schema = schemas.find(|schema| is_worth_a_name(*schema) || is_selected(schema))?;
    // The name of a schema with a discriminator is one of its values.
    let has_no_name = ["$ref", "discriminator"].into_iter().all(|name| schema.get(name).is_none());
    let is_inline = site.definition.document.place(schema) != Place::DefinitionSchema;
    let is_filled = schema.members().next().is_some();
    (has_no_name && is_inline && is_filled && is_sound(site.definition, schema)).then_some(schema)
}

/// Whether a schema says more than the type of a single value.
fn is_worth_a_name(schema: Node<'_>) -> bool {
    let mut schema = schema;
    // Lists of lists of … something.
    while let Some(items) =
        schema.get("items").filter(|items| items.is_object() && items.get("$ref").is_none())
    {
        schema = items;
    }
    let is_filled = |name: &str| schema.get(name).is_some_and(|value| value.children().next().is_some());
    ["properties", "allOf", "enum", "additionalProperties"].into_iter().any(is_filled)
}

/// Refers to a definition from all places that say the same as `schema`, and adds it if it `is_new`.
fn edits(site: &Site<'_>, schema: Node<'_>, name: &str, is_new: bool) -> Vec<TextEdit> {
    let definition = site.definition;
    let mut editor = JsonEditor::new(definition.tree());
    let places = definition.document.places().iter().zip(definition.tree().nodes());
    let is_inline = |place: Place| place.is_schema() && place != Place::DefinitionSchema;
    let inline = places.filter(|(place, _)| is_inline(**place)).map(|(_, node)| node);
    let reference = reference(Section::Definitions, name);
    for copy in alike(definition, schema, inline) {
        editor.replace(copy, &reference);
    }
    if is_new {
        add(&mut editor, definition.document.root(), Section::Definitions, name, schema);
    }
    editor.finish()
}
