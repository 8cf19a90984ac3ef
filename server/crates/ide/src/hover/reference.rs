//! What a `$ref` leads to.

use connector::{Definition, FileRole, Reference, ReferenceKind};
use syntax::{LineIndex, Node};
use vocabulary::Place;

use super::member::text_of;
use crate::markup::{Line, Markup};
use crate::view::View;
use crate::words;

/// How many properties of a schema are named.
const MAX_PROPERTIES: usize = 10;
/// How much of a description is shown, in characters.
const DESCRIPTION_LENGTH: usize = 400;

/// What the `$ref` that `node` is leads to: what it is, where it stands, and who uses it.
pub(super) fn text(view: &View<'_>, definition: &Definition, node: Node<'_>) -> Option<Markup> {
    let found = view.connector.references().at(FileRole::Definition, node.content_span().start);
    let found = found.filter(|found| found.node == Some(node.id()) && found.kind == ReferenceKind::Ref)?;
    let named = definition.ref_target(&node.as_str()?)?;
    let resolved = definition.resolve(named);
    let mut text = Markup::default();
    let line = LineIndex::new(definition.tree().text()).line(named.full_span().start) + 1;
    text.paragraph(
        Line::default()
            .strong(named.name())
            .text(format!(" · {} · line {line}", definition.document.place(named).name())),
    );
    if let Some(target) = resolved {
        let texts = ["x-ms-summary", "title", "description"];
        texts
            .iter()
            .filter_map(|name| text_of(target, name))
            .for_each(|each| text.paragraph(words::cut(&each, DESCRIPTION_LENGTH)));
        let place = definition.document.place(target);
        if place.is_parameter() {
            text.paragraph(parameter(target));
        } else if place != Place::Response {
            add_schema(&mut text, definition, target);
        }
    }
    text.paragraph(uses(view, definition, found, named));
    Some(text)
}

fn parameter(node: Node<'_>) -> Line {
    let mut line = text_of(node, "name").map_or_else(Line::default, |name| Line::default().code(name));
    for word in [text_of(node, "in"), text_of(node, "type")].into_iter().flatten() {
        line = line.text(format!(" · {word}"));
    }
    let is_required = node.get("required").and_then(Node::as_bool) == Some(true);
    if is_required { line.text(" · required") } else { line }
}

fn add_schema(text: &mut Markup, definition: &Definition, schema: Node<'_>) {
    let properties = definition.properties(schema);
    if properties.is_empty() {
        if let Some(kind) = text_of(schema, "type") {
            text.paragraph(Line::default().text("Type: ").code(kind));
        }
        return;
    }
    let mut line = Line::from(format!("{}: ", words::count(properties.len(), "property", "properties")));
    for (at, property) in properties.iter().take(MAX_PROPERTIES).enumerate() {
        line = line.text(if at == 0 { "" } else { ", " }).code(property.name());
    }
    let more = properties.len().saturating_sub(MAX_PROPERTIES);
    text.paragraph(if more > 0 { line.text(format!(" and {more} more")) } else { line });
}

fn uses(view: &View<'_>, definition: &Definition, found: &Reference, named: Node<'_>) -> String {
    let places = view.connector.references().to(&found.target).count();
    let operations = definition.users(named.id()).count();
    format!(
        "{}, used by {}",
        words::count(places, "reference", "references"),
        words::count(operations, "operation", "operations")
    )
}
