//! What to underline of a subject that has no key of its own, and what not to ask of a damaged one.

use syntax::{Node, Span};

/// The part of a parameter that names it: the value of `name`, else of `$ref`, else the head of the object.
pub(crate) fn parameter(parameter: Node<'_>) -> Span {
    let named = parameter.get("name").or_else(|| parameter.get("$ref")).filter(|name| name.is_string());
    named.map_or_else(|| parameter.head_span(), Node::span)
}

/// The bytes from `start` to `end` of a string's text, as offsets in the file. The whole string if it is written with
/// escapes, since then its bytes are others.
pub(crate) fn part(string: Node<'_>, start: usize, end: usize) -> Span {
    if string.raw().contains('\\') {
        return string.span();
    }
    let from = string.content_span().start;
    Span::new(from + start as u32, from + end as u32)
}

/// Whether the object ends where it seems to. What a damaged one lacks may be what could not be read.
pub(crate) fn is_whole(object: Node<'_>) -> bool {
    object.is_closed() && !object.is_inferred()
}
