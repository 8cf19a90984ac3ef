//! The body parameter: what rules on it share.

use syntax::Node;
use vocabulary::Place;

/// The members of a body parameter that belong into its schema: `type` and all that other parameters have in place of
/// a schema, and the members of schemas. `type: file` is left out, since no schema of a body takes it.
pub(crate) fn displaced(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    body.members().filter(|member| {
        let name = member.name();
        // An extension is no part of the shape; allowEmptyValue, which bodies do not have, has a finding of its own.
        let is_exempt =
            name.starts_with("x-") || name == "allowEmptyValue" || name == "$ref" || name == "schema";
        let is_known = |place| vocabulary::member(place, &name).is_some();
        let is_file = || name == "type" && member.as_str().is_some_and(|kind| kind == "file");
        !is_exempt
            && !is_known(Place::BodyParameter)
            && (is_known(Place::QueryParameter) || is_known(Place::BodySchema))
            && !is_file()
    })
}
