//! Moves a parameter to the shared `parameters`, and refers to it from wherever it stands.

use connector::Definition;
use connector::definition::Section;
use rules::naming::pascal_case;
use syntax::{JsonEditor, Node, TextEdit};
use vocabulary::Place;

use super::shared::{add, alike, free_name, has_room, is_sound, reference, twin};
use super::{Offer, Refactoring, Site};

pub(super) const REFACTORING: Refactoring = Refactoring { kind: "refactor.extract.parameter", at };

/// Offered in a parameter that is written out. If a shared one says the same already, all copies come to refer to that
/// one.
fn at(site: &Site<'_>) -> Vec<Offer> {
    let mut around = site.around().filter(|node| is_inline(site.definition, *node));
    let Some(parameter) = around.find(|node| is_sound(site.definition, *node)) else { return Vec::new() };
    // In the schema of a body it is the schema that is meant.
    let is_in_schema = |node: &Node<'_>| site.definition.document.place(*node).is_schema();
    if site.around().take_while(|node| *node != parameter).any(|node| is_in_schema(&node)) {
        return Vec::new();
    }
    if let Some(known) = twin(site.definition, Section::Parameters, parameter) {
        let name = known.name();
        let title = format!("Refer to shared parameter '{name}', which says the same");
        return site.offer(title, || edits(site, parameter, &name, false)).into_iter().collect();
    }
    if !has_room(site.definition, Section::Parameters) {
        return Vec::new();
    }
    let name = free_name(site.definition, Section::Parameters, &[name_for(parameter)]);
    let title = format!("Extract to shared parameter '{name}'");
    site.offer(title, || edits(site, parameter, &name, true)).into_iter().collect()
}

/// Whether a parameter stands in the list of an operation or path item, with all that makes it one.
fn is_inline(definition: &Definition, node: Node<'_>) -> bool {
    let place = definition.document.place(node);
    let list = node.parent().map(|list| definition.document.place(list));
    place.is_parameter()
        && place != Place::Parameter
        && list == Some(Place::Parameters)
        && node.get("$ref").is_none()
        && node.get("name").is_some_and(Node::is_string)
}

fn name_for(parameter: Node<'_>) -> String {
    let name = parameter.get("name").and_then(Node::as_str).unwrap_or_default();
    let mut name = pascal_case(&name);
    name.retain(|character| character.is_ascii_alphanumeric());
    if name.is_empty() { "Parameter".to_owned() } else { name }
}

/// Refers to a shared parameter from all places that say the same as `parameter`, and adds it if it `is_new`.
fn edits(site: &Site<'_>, parameter: Node<'_>, name: &str, is_new: bool) -> Vec<TextEdit> {
    let definition = site.definition;
    let mut editor = JsonEditor::new(definition.tree());
    let owners = definition.path_items.iter().map(|path_item| path_item.node);
    let owners = owners.chain(definition.operations.iter().map(|operation| operation.node));
    let lists = owners.filter_map(|owner| definition.node(owner).get("parameters"));
    let inline = lists.flat_map(Node::items).filter(|node| is_inline(definition, *node));
    let reference = reference(Section::Parameters, name);
    for copy in alike(definition, parameter, inline) {
        editor.replace(copy, &reference);
    }
    if is_new {
        add(&mut editor, definition.document.root(), Section::Parameters, name, parameter);
    }
    editor.finish()
}
