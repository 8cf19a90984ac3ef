//! What a `$ref` leads to.

use connector::{Definition, FileRole, ReferenceKind, Target};
use syntax::Node;
use vocabulary::Place;

use super::{input, outline};
use crate::markup::{Line, Markup};
use crate::view::View;
use crate::words;

/// What the `$ref` that `node` is leads to: what it is, where it stands, and who uses it.
pub(super) fn text(view: &View<'_>, definition: &Definition, node: Node<'_>) -> Option<Markup> {
    let found = view.connector.references().at(FileRole::Definition, node.content_span().start);
    let found = found.filter(|found| found.node == Some(node.id()) && found.kind == ReferenceKind::Ref)?;
    let named = definition.ref_target(&node.as_str()?)?;
    Some(about(view, definition, named, &found.target))
}

/// A shared schema, parameter or response: what it is, where it stands, and who uses it.
pub(super) fn about(view: &View<'_>, definition: &Definition, named: Node<'_>, target: &Target) -> Markup {
    let mut text = Markup::default();
    let line = definition.tree().lines().line(named.full_span().start) + 1;
    text.paragraph(
        Line::default()
            .strong(named.name())
            .text(format!(" · {} · line {line}", definition.document.place(named).name())),
    );
    if let Some(resolved) = definition.resolve(named) {
        let place = definition.document.place(resolved);
        if place.is_parameter() {
            text.paragraph(input::parameter_line(definition, resolved));
        }
        input::add_texts(&mut text, resolved);
        match resolved.get("schema") {
            Some(schema) => outline::add(&mut text, definition, schema),
            None if place.is_parameter() => outline::add_values(&mut text, resolved),
            None if place == Place::Response => {}
            None => outline::add(&mut text, definition, resolved),
        }
    } else {
        text.paragraph("Leads in a circle, or nowhere.");
    }
    text.paragraph(uses(view, definition, target, named));
    text
}

fn uses(view: &View<'_>, definition: &Definition, target: &Target, named: Node<'_>) -> String {
    let places = view.connector.references().to(target).count();
    let operations = definition.users(named.id()).count();
    format!(
        "{}, used by {}",
        words::count(places, "reference", "references"),
        words::count(operations, "operation", "operations")
    )
}
