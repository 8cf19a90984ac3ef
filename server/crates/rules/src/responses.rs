//! The responses of an operation: what rules on them share.

use connector::Definition;
use syntax::Node;

/// The responses in a `responses` object, extensions left out.
pub(crate) fn of(responses: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    responses.members().filter(|member| member.key().is_some_and(|key| !key.raw_name().starts_with("x-")))
}

/// Whether a response describes what it carries, behind its `$ref` if it has one. A reference that leads nowhere counts:
/// nobody knows what is missing there.
pub(crate) fn has_schema(definition: &Definition, response: Node<'_>) -> bool {
    let Some(response) = definition.resolve(response) else { return true };
    // The form of OpenAPI 3 has a finding of its own.
    let Some(schema) = response.get("schema") else { return response.get("content").is_some() };
    definition.resolve(schema).is_none_or(|schema| !schema.is_object() || schema.members().next().is_some())
}
