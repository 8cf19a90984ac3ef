//! Inputs that makers do not see: hidden parameters, and hidden fields of bodies.

use std::borrow::Cow;

use syntax::Node;
use vocabulary::Place;

use crate::{Context, underline, visibility};

/// A hidden input.
pub(crate) struct Hidden<'n> {
    /// The parameter, or the schema of the field.
    pub(crate) node: Node<'n>,
    /// Its name.
    pub(crate) name: Cow<'n, str>,
    /// The object schema that the field belongs to; `None` for a parameter.
    pub(crate) object: Option<Node<'n>>,
    /// Whether it must be sent.
    pub(crate) is_required: bool,
}

const HIDDEN: &str = "internal";

/// The input that is hidden by the member whose value is `node`. Bodies are none, only their fields are; nor are fields
/// of answers.
pub(crate) fn hidden<'n>(context: &Context<'_>, node: Node<'n>) -> Option<Hidden<'n>> {
    if !visibility::word(context, node)?.eq_ignore_ascii_case(HIDDEN) {
        return None;
    }
    let definition =
        context.definition().filter(|definition| std::ptr::eq(definition.tree(), node.tree()))?;
    let input = node.parent()?;
    match definition.document.place(input) {
        Place::PathParameter | Place::QueryParameter | Place::HeaderParameter | Place::FormDataParameter => {
            let name = input.get("name").and_then(Node::as_str)?;
            let is_required = input.get("required").and_then(Node::as_bool) == Some(true);
            Some(Hidden { node: input, name, object: None, is_required })
        }
        place if place.is_schema() => {
            let properties =
                input.parent().filter(|parent| parent.key().is_some_and(|key| key.is("properties")))?;
            let schema =
                properties.parent().filter(|schema| definition.document.place(*schema).is_schema())?;
            // In a damaged object the list of required names may be what could not be read.
            if !underline::is_whole(schema) {
                return None;
            }
            if !definition.flow(input.id()).is_sent {
                return None;
            }
            let name = input.name();
            let required = schema.get("required");
            let mut names = required.into_iter().flat_map(Node::items).filter_map(Node::as_str);
            let is_required = names.any(|required| required == name);
            Some(Hidden { node: input, name, object: Some(schema), is_required })
        }
        _ => None,
    }
}
