//! What an operation takes: `consumes`, its own or that of the connector.

use connector::{Definition, Location, Method, Operation, Parameter};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::Change;
use crate::mime::essence;

pub(crate) const JSON: &str = "application/json";
pub(crate) const MULTIPART: &str = "multipart/form-data";
pub(crate) const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// What kind of content a request has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A body.
    Body,
    /// Form fields.
    Form,
}

/// What kind of content an operation sends. `None` for one without, and for GET and HEAD, which cannot have any: that
/// has a finding of its own.
pub(crate) fn content(definition: &Definition, operation: &Operation) -> Option<Content> {
    if matches!(operation.method, Method::Get | Method::Head) {
        return None;
    }
    definition.parameters(operation).iter().find_map(|parameter| match parameter.location {
        Some(Location::Body) => Some(Content::Body),
        Some(Location::FormData) => Some(Content::Form),
        _ => None,
    })
}

/// The `consumes` in force: the operation's own, else that of the connector. `None` if there is none; an empty one
/// counts.
pub(crate) fn in_force<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    own(definition, operation).or_else(|| definition.document.root().get("consumes"))
}

/// The operation's own `consumes`.
pub(crate) fn own<'d>(definition: &'d Definition, operation: &Operation) -> Option<Node<'d>> {
    definition.node(operation.node).get("consumes")
}

/// Whether a list has a MIME type; letter case and what follows a semicolon do not count.
pub(crate) fn has(list: Node<'_>, mime: &str) -> bool {
    list.items().any(|entry| is(entry, mime))
}

/// Whether an entry is a MIME type, as in [`has`].
pub(crate) fn is(entry: Node<'_>, mime: &str) -> bool {
    entry.as_str().is_some_and(|text| essence(&text).eq_ignore_ascii_case(mime))
}

/// Whether an entry is one of the two types of forms.
pub(crate) fn is_form(entry: Node<'_>) -> bool {
    is(entry, MULTIPART) || is(entry, URL_ENCODED)
}

/// Makes `mime` the only type that an operation takes.
pub(crate) fn take(definition: &Definition, operation: &Operation, mime: &str) -> Change {
    let value = format!("[{}]", quote(mime));
    match own(definition, operation) {
        Some(list) => Change::Replace(list.id(), value),
        None => Change::Insert {
            object: operation.node,
            name: "consumes".to_owned(),
            value,
            after: Some("operationId".to_owned()),
        },
    }
}

/// The type of form that an operation's fields need: files and binary texts travel in parts.
pub(crate) fn form_type(definition: &Definition, operation: &Operation) -> &'static str {
    let needs_parts = |parameter: &Parameter| {
        let node = definition.parameter_node(parameter);
        is_file(node) || is_binary(node)
    };
    if definition.parameters(operation).iter().any(needs_parts) { MULTIPART } else { URL_ENCODED }
}

/// Whether the body is a text or a file rather than JSON.
pub(crate) fn has_text_body(definition: &Definition, operation: &Operation) -> bool {
    let body = definition.body_parameter(operation).map(|body| definition.parameter_node(body));
    let schema = body.and_then(|body| body.get("schema")).and_then(|schema| definition.resolve(schema));
    let kind = schema.and_then(|schema| schema.get("type")).and_then(Node::as_str);
    kind.is_some_and(|kind| kind == "string" || kind == "file")
}

/// Whether a parameter is a file.
pub(crate) fn is_file(parameter: Node<'_>) -> bool {
    says(parameter, "type", "file")
}

/// Whether a parameter is a text of bytes.
pub(crate) fn is_binary(parameter: Node<'_>) -> bool {
    says(parameter, "type", "string") && says(parameter, "format", "binary")
}

fn says(object: Node<'_>, name: &str, word: &str) -> bool {
    object.get(name).and_then(Node::as_str).is_some_and(|text| text == word)
}
