//! What to underline of a subject that has no key of its own.

use syntax::{Node, Span};

/// The part of a parameter that names it: the value of `name`, else of `$ref`, else the head of the object.
pub(crate) fn parameter(parameter: Node<'_>) -> Span {
    let named = parameter.get("name").or_else(|| parameter.get("$ref")).filter(|name| name.is_string());
    named.map_or_else(|| parameter.head_span(), Node::span)
}
