//! What to underline of a subject that has no key of its own, and what not to ask of a damaged one.

use syntax::{Node, Span};

/// The part of a parameter that names it: the value of `name`, else of `$ref`, else the head of the object.
pub(crate) fn parameter(parameter: Node<'_>) -> Span {
    let named = parameter.get("name").or_else(|| parameter.get("$ref")).filter(|name| name.is_string());
    named.map_or_else(|| parameter.head_span(), Node::span)
}

/// Whether the object ends where it seems to. What a damaged one lacks may be what could not be read.
pub(crate) fn is_whole(object: Node<'_>) -> bool {
    object.is_closed() && !object.is_inferred()
}
