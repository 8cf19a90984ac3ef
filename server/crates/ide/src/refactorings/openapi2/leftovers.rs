//! What is left of OpenAPI 3, told without a look at the whole document.

use syntax::{Kind, Node};
use vocabulary::Place;

use super::draft::Stage;
use super::requests::body_and_media;
use super::root::{can_move, can_serve};
use super::schemas::is_plain;
use super::security::scheme;
use super::values::said;

/// Whether the document as a whole is OpenAPI 3.
pub(super) fn is_newer_document(root: Node<'_>) -> bool {
    ["openapi", "jsonSchemaDialect"].iter().any(|name| root.get(name).is_some())
        || root.get("servers").is_some_and(|servers| can_serve(root, servers))
        || root.get("components").is_some_and(can_move)
}

/// Whether something in this part of the document is left of OpenAPI 3.
pub(super) fn has_leftovers(stage: &Stage<'_>, part: Node<'_>) -> bool {
    let (first, end) = (part.id().index(), part.after().index());
    (first..end).any(|index| is_leftover(stage, stage.definition.node(syntax::NodeId(index as u32))))
}

/// Whether something in this part of the document refers to `components`.
pub(super) fn has_components(part: Node<'_>) -> bool {
    part.raw().contains("#/components/")
}

/// Whether a member is one that OpenAPI 3 has at its place, and that Swagger 2.0 says in another way.
pub(super) fn is_leftover(stage: &Stage<'_>, member: Node<'_>) -> bool {
    let (Some(key), Some(object)) = (member.key(), member.parent()) else { return false };
    let place = stage.definition.document.place(object);
    let name = key.text();
    let lacks = |name: &str| object.get(name).is_none();
    match name.as_ref() {
        "openapi" | "jsonSchemaDialect" => place == Place::Root,
        "servers" => place == Place::Root && can_serve(object, member),
        "components" => place == Place::Root && can_move(member),
        "requestBody" => place == Place::Operation && body_and_media(stage, member).is_some(),
        "links" => place == Place::Response,
        "content" if place == Place::Response => member.is_object(),
        "schema" | "content" | "style" | "explode" | "allowReserved" => {
            is_simple(place)
                && lacks("$ref")
                && (place == Place::Header || !lacks("in"))
                && said(stage, object, place).is_some()
        }
        _ if !lacks("$ref") => false,
        "nullable" => {
            (place.is_schema() || is_simple(place)) && member.kind() == Kind::Boolean && lacks("x-nullable")
        }
        "const" => (place.is_schema() || is_simple(place)) && !member.is_container() && lacks("enum"),
        "oneOf" | "anyOf" => place.is_schema() && lacks("allOf") && only_branch(member).is_some(),
        "discriminator" => place.is_schema() && is_plain(member),
        "flows" => place == Place::SecurityScheme && scheme(object).is_some(),
        _ => false,
    }
}

/// Whether a value is described here without a schema: parameters that are no body, and headers.
pub(super) fn is_simple(place: Place) -> bool {
    place == Place::Header || place.is_parameter() && !matches!(place, Place::BodyParameter)
}

/// The only schema among alternatives, `null` left out, and whether that is one of them.
pub(super) fn only_branch<'n>(alternatives: Node<'n>) -> Option<(Node<'n>, bool)> {
    let is_null =
        |branch: &Node<'n>| branch.get("type").and_then(Node::as_str).is_some_and(|kind| kind == "null");
    let mut branches = alternatives.items().filter(|branch| !is_null(branch));
    let only = branches.next().filter(|only| only.is_object())?;
    branches.next().is_none().then(|| (only, alternatives.items().any(|branch| is_null(&branch))))
}
