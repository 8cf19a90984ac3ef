//! Inputs of an operation: a parameter, or a field of its body.

use connector::definition::PathStep;
use connector::{Definition, NameForm, Operation};
use syntax::Node;

use super::member::text_of;
use super::{operation, outline};
use crate::markup::{Line, Markup};
use crate::words;

/// How much of a description is shown, in characters.
const DESCRIPTION_LENGTH: usize = 400;

/// The input of an operation that a call names.
pub(super) fn text(
    definition: &Definition,
    operation: &Operation,
    name: &str,
    form: NameForm,
) -> Option<Markup> {
    let found = definition.input(operation, name, form);
    let mut text = Markup::default();
    let at = if let Some(parameter) = found.parameter {
        let node = definition.parameter_node(parameter);
        text.paragraph(parameter_line(definition, node));
        add_texts(&mut text, node);
        outline::add_values(&mut text, node);
        "Input of "
    } else if let PathStep::Found(schema) = found.field {
        text.paragraph(
            Line::default().strong(name).text(format!(" · {}", outline::kind(definition, schema))),
        );
        add_texts(&mut text, schema);
        outline::add_values(&mut text, schema);
        "Field in the body of "
    } else {
        return None;
    };
    text.paragraph(operation::in_words(Line::from(at), definition, operation));
    Some(text)
}

/// A parameter in one line.
pub(super) fn parameter_line(definition: &Definition, node: Node<'_>) -> Line {
    let name = text_of(node, "name");
    let mut line = name.map_or_else(Line::default, |name| Line::default().strong(name).text(" · "));
    if let Some(location) = text_of(node, "in") {
        line = line.text(format!("{} · ", words::cut(&location, DESCRIPTION_LENGTH)));
    }
    let kind = outline::kind(definition, node.get("schema").unwrap_or(node));
    line = line.text(kind);
    let is_required = node.get("required").and_then(Node::as_bool) == Some(true);
    if is_required { line.text(" · required") } else { line }
}

/// Adds what an author says about a schema, parameter or response.
pub(super) fn add_texts(text: &mut Markup, node: Node<'_>) {
    let texts = ["x-ms-summary", "title", "description"].iter().filter_map(|name| text_of(node, name));
    let mut told: Vec<String> = Vec::new();
    for each in texts {
        if !told.contains(&each) {
            text.paragraph(words::cut(&each, DESCRIPTION_LENGTH));
            told.push(each);
        }
    }
}
