//! What a definition declares, and paths into responses.

use connector::Definition;
use connector::template::variables;
use syntax::Node;
use vocabulary::Place;

use super::{SemanticToken, TokenKind, Tokens, operation};

/// Members whose value is a path into a response.
const PATHS: [&str; 8] = [
    "value-path",
    "value-title",
    "value-collection",
    "itemsPath",
    "itemValuePath",
    "itemTitlePath",
    "itemFullTitlePath",
    "selectedItemValuePath",
];

/// The tokens that are no references.
pub(super) fn declarations(definition: &Definition, tokens: &mut Tokens) {
    sections(definition, tokens);
    paths(definition, tokens);
    for (index, declared) in definition.operations.iter().enumerate() {
        let node = definition.node(declared.node);
        if !tokens.range.meets(node.span()) {
            continue;
        }
        if let Some(id) = declared.id_node.map(|id| definition.node(id)).filter(|id| id.is_string()) {
            let token = operation(definition, index, id.content_span());
            tokens.push(SemanticToken { is_declaration: true, ..token });
        }
        let annotation = declared.annotation.node.map(|annotation| definition.node(annotation));
        if let Some(annotation) = annotation {
            text(annotation, "family", TokenKind::Family, tokens);
        }
        for parameter in definition.parameters(declared) {
            name(definition.node(parameter.usage), tokens);
        }
    }
    for call in &definition.dynamic_calls {
        let node = definition.node(call.node);
        for path in PATHS {
            text(node, path, TokenKind::FieldPath, tokens);
        }
    }
    for pageable in definition.document.at_place(Place::Pageable) {
        text(pageable, "nextLinkName", TokenKind::FieldPath, tokens);
    }
}

/// What stands at the root under a name.
fn sections(definition: &Definition, tokens: &mut Tokens) {
    for (section, kind) in [
        ("definitions", TokenKind::Schema),
        ("parameters", TokenKind::Parameter),
        ("responses", TokenKind::Response),
        ("securityDefinitions", TokenKind::SecurityScheme),
    ] {
        let members = definition.document.root().get(section).into_iter().flat_map(Node::members);
        for member in members {
            if let Some(key) = member.key() {
                tokens.declare(key.content_span(), kind);
            }
            if kind == TokenKind::Parameter {
                name(member, tokens);
            }
        }
    }
}

/// The variables of paths.
fn paths(definition: &Definition, tokens: &mut Tokens) {
    for path_item in &definition.path_items {
        let node = definition.node(path_item.node);
        let Some(key) = node.key() else { continue };
        let start = key.content_span().start;
        for variable in variables(key.raw_name()) {
            let start = start + variable.start as u32;
            let span = syntax::Span::new(start, start + variable.name.len() as u32);
            tokens.add(span, TokenKind::Parameter);
        }
        let shared = node.get("parameters").into_iter().flat_map(Node::items);
        shared.for_each(|parameter| name(parameter, tokens));
    }
}

/// The name of a parameter.
fn name(parameter: Node<'_>, tokens: &mut Tokens) {
    let named = parameter.get("name").filter(|name| name.is_string());
    if let Some(named) = named {
        tokens.declare(named.content_span(), TokenKind::Parameter);
    }
}

/// The text of a member.
fn text(node: Node<'_>, member: &str, kind: TokenKind, tokens: &mut Tokens) {
    if let Some(value) = node.get(member).filter(|value| value.is_string()) {
        tokens.add(value.content_span(), kind);
    }
}
