//! Connection parameters, and calls in the expressions of policies.

use connector::{Connector, PropertiesFile, expression};
use syntax::{NodeId, Span};

use super::{TokenKind, Tokens};

/// The tokens that are no references.
pub(super) fn expressions(connector: &Connector, file: &PropertiesFile, tokens: &mut Tokens) {
    for parameter in &file.connection_parameters {
        if let Some(key) = file.node(parameter.node).key() {
            tokens.declare(key.content_span(), TokenKind::ConnectionParameter);
        }
    }
    for parameters in file.policies.iter().filter_map(|policy| policy.parameters) {
        let parameters = file.node(parameters);
        if !tokens.range.meets(parameters.span()) {
            continue;
        }
        for id in (parameters.id().0..parameters.after().0).map(NodeId) {
            let node = file.node(id);
            if node.is_string() {
                calls(connector, file, node.content_span(), tokens);
            }
        }
    }
}

/// The calls in a string with these bytes. What a call of `connectionParameters` names is a reference, and what nothing is
/// called by is no name.
fn calls(connector: &Connector, file: &PropertiesFile, content: Span, tokens: &mut Tokens) {
    let moved = |span: Span| Span::new(content.start + span.start, content.start + span.end);
    for call in expression::calls(&file.document.tree().text()[content.range()]) {
        tokens.add(moved(call.name_span), TokenKind::Function);
        if call.argument.is_some() && !call.name.eq_ignore_ascii_case("connectionParameters") {
            let argument = moved(call.argument_span);
            let named = connector.names().at(file.document.role(), argument.start);
            if named.iter().any(|name| name.span == argument) {
                tokens.add(argument, TokenKind::Parameter);
            }
        }
    }
}
