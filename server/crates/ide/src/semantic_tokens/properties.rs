//! Connection parameters, and calls in the expressions of policies.

use connector::{PropertiesFile, expression};
use syntax::{NodeId, Span};

use super::{TokenKind, Tokens};

/// The tokens that are no references.
pub(super) fn expressions(file: &PropertiesFile, tokens: &mut Tokens) {
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
                calls(
                    &file.document.tree().text()[node.content_span().range()],
                    node.content_span().start,
                    tokens,
                );
            }
        }
    }
}

/// The calls in a text that starts at `start` (bytes of the file). What a call of `connectionParameters` names is a
/// reference.
fn calls(text: &str, start: u32, tokens: &mut Tokens) {
    let moved = |span: Span| Span::new(start + span.start, start + span.end);
    for call in expression::calls(text) {
        tokens.add(moved(call.name_span), TokenKind::Function);
        if call.argument.is_some() && !call.name.eq_ignore_ascii_case("connectionParameters") {
            tokens.add(moved(call.argument_span), TokenKind::Parameter);
        }
    }
}
