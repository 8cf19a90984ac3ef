//! What a `$ref` leads to, in a few words: the type of a schema, the name and place of a parameter.

use connector::Definition;
use rustc_hash::FxHashMap;
use syntax::{Node, NodeId, Span, pointer};

use super::{InlayHint, end_of};
use crate::hover::member::text_of;
use crate::hover::outline::{elements, kind};
use crate::markup::on_one_line;
use crate::words;

/// How long a name or description may be, in characters.
const TEXT_LENGTH: usize = 120;

/// Adds the hints of the references in a range.
pub(super) fn add(hints: &mut Vec<InlayHint>, definition: &Definition, range: Span) {
    let references = definition.document.references();
    let within = references
        .skip_while(|node| node.span().end < range.start)
        .take_while(|node| node.span().start <= range.end);
    // Many references lead to one schema, and counting its fields takes a while.
    let mut labels: FxHashMap<NodeId, String> = FxHashMap::default();
    for node in within.filter(|node| node.is_string() && node.is_closed()) {
        let Some((target, resolved)) = lead(definition, node) else { continue };
        let line = definition.tree().lines().line(target.full_span().start) + 1;
        let place = definition.document.place(resolved);
        let texts = ["x-ms-summary", "title", "description"].iter().find_map(|name| text_of(resolved, name));
        let said = texts
            .map(|said| format!("\n{}", words::cut(&on_one_line(&said), TEXT_LENGTH)))
            .unwrap_or_default();
        hints.push(InlayHint {
            offset: end_of(node),
            operation: None,
            label: labels.entry(resolved.id()).or_insert_with(|| label(definition, resolved)).clone(),
            tooltip: format!("{} in line {line}{said}", place.name()),
        });
    }
}

/// What a reference names, and what is behind it. Other tools also point at a place in the document, such as
/// `#/paths/~1items/get/parameters/3`.
fn lead<'d>(definition: &'d Definition, node: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
    let text = node.as_str()?;
    let target = definition
        .ref_target(&text)
        .or_else(|| pointer::resolve(definition.tree(), &pointer::from_fragment(&text)?))?;
    Some((target, definition.resolve(target)?))
}

fn label(definition: &Definition, node: Node<'_>) -> String {
    on_one_line(&meaning(definition, node))
}

fn meaning(definition: &Definition, node: Node<'_>) -> String {
    let place = definition.document.place(node);
    if place.is_parameter() {
        let name = text_of(node, "name").map(|name| words::cut(&name, TEXT_LENGTH));
        let parts = [name, text_of(node, "in"), Some(kind(definition, node.get("schema").unwrap_or(node)))];
        return parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    }
    let node = node.get("schema").filter(|_| !place.is_schema()).unwrap_or(node);
    let kind = kind(definition, node);
    let fields = elements(definition, node).map_or(0, |fields| definition.properties(fields).len());
    if kind == "object" && fields > 0 {
        return words::count(fields, "field", "fields");
    }
    kind
}
