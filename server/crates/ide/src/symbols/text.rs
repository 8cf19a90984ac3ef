//! The words of symbols: one line each, whatever the author wrote.

use syntax::{Kind, Node};

use crate::words::cut;

/// The most characters of a name or detail.
const LONGEST: usize = 80;

/// A text on one line: white space and control characters become blanks.
pub(crate) fn readable(text: &str) -> String {
    let is_plain = |byte: u8| (b'!'..=b'~').contains(&byte);
    if text.len() <= LONGEST && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let is_break = |character: char| character.is_whitespace() || character.is_control();
    let words: Vec<&str> = text.split(is_break).filter(|word| !word.is_empty()).collect();
    cut(&words.join(" "), LONGEST)
}

/// The text of a member; empty if it is none.
pub(super) fn member(node: Node<'_>, name: &str) -> String {
    node.get(name).and_then(Node::as_str).map_or_else(String::new, |text| readable(&text))
}

/// A scalar as it reads; empty for anything else.
pub(super) fn value(node: Node<'_>) -> String {
    match node.kind() {
        Kind::String => node.as_str().map_or_else(String::new, |text| readable(&text)),
        Kind::Number | Kind::Boolean | Kind::Null => readable(node.raw()),
        _ => String::new(),
    }
}

/// The last part of the reference that an object has; empty if it has none.
pub(super) fn referenced(node: Node<'_>) -> String {
    let reference = member(node, "$ref");
    reference.rsplit('/').next().map_or_else(String::new, str::to_owned)
}

/// The type of a schema or parameter in words: `integer`, `array of Item`.
pub(super) fn shape(node: Node<'_>) -> String {
    let reference = referenced(node);
    if !reference.is_empty() {
        return reference;
    }
    let own = member(node, "type");
    let element = node.get("items").filter(|_| own == "array");
    match element.map(|element| (referenced(element), member(element, "type"))) {
        Some((reference, _)) if !reference.is_empty() => format!("{own} of {reference}"),
        Some((_, kind)) if !kind.is_empty() => format!("{own} of {kind}"),
        _ => own,
    }
}

/// Where a parameter travels, and its type.
pub(super) fn parameter(node: Node<'_>) -> String {
    let shape = node.get("schema").map_or_else(|| shape(node), shape);
    joined([member(node, "in"), shape])
}

/// What a response holds.
pub(super) fn response(node: Node<'_>) -> String {
    let schema = node.get("schema").map_or_else(|| referenced(node), shape);
    joined([schema, member(node, "description")])
}

/// The parts that are not empty, with dots between them.
pub(super) fn joined<const N: usize>(parts: [String; N]) -> String {
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
