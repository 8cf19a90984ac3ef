//! Members that the formats do not know, sorted by the rule that reports them.

use std::borrow::Cow;

use connector::{Document, FileRole};
use syntax::{Kind, Node};
use vocabulary::lists::find;
use vocabulary::{Content, OPENAPI3_KEYWORDS, Place, UNSUPPORTED_SCHEMA_KEYWORDS, ValueDoc};

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::near::nearest;

/// A member that the formats do not know.
pub(crate) struct Unknown<'d> {
    /// Its name.
    pub(crate) name: Cow<'d, str>,
    /// The object it stands in.
    pub(crate) object: Node<'d>,
    /// Where that object stands.
    pub(crate) place: Place,
    /// What it is instead.
    pub(crate) kind: UnknownKind,
}

/// What an unknown member is, so that one rule reports it and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownKind {
    /// Its name starts with `x-`.
    Extension,
    /// OpenAPI 3 has it.
    OpenApi3(&'static ValueDoc),
    /// JSON Schema has it.
    Keyword(&'static ValueDoc),
    /// It belongs to a parameter with another `in`, or into the schema of the body.
    OtherParameter,
    /// Nothing known, in the definition.
    Definition,
    /// Nothing known, in `apiProperties.json` or a part of it.
    Properties,
    /// Nothing known, in another file.
    OtherFile,
}

impl Unknown<'_> {
    /// Whether it stands in an object of Swagger 2.0 itself and not in an extension.
    pub(crate) fn is_swagger(&self) -> bool {
        is_swagger(self.place)
    }
}

/// The unknown member whose value is `node`; `None` if its name is known, free, or still being typed, and for members
/// beside a `$ref`, which all are ignored. For nodes at [`Place::Free`]: the values of unknown members stand there.
pub(crate) fn unknown<'n>(document: &Document, node: Node<'n>) -> Option<Unknown<'n>> {
    let key = node.key()?;
    let object = node.parent()?;
    let place = document.place(object);
    let has_members = matches!(place.content(), Content::Members(_)) && !place.is_open();
    if !has_members || node.kind() == Kind::Missing {
        return None;
    }
    if document.member(node).is_some() || is_beside_ref(document, object) {
        return None;
    }
    let name = key.text();
    let kind = kind(document.role(), place, &name);
    Some(Unknown { name, object, place, kind })
}

fn kind(file: FileRole, place: Place, name: &str) -> UnknownKind {
    if name.starts_with("x-") {
        return UnknownKind::Extension;
    }
    match file {
        FileRole::Definition => {}
        FileRole::Properties | FileRole::ConnectionParameters | FileRole::PolicyTemplateInstances => {
            return UnknownKind::Properties;
        }
        FileRole::Settings | FileRole::Script => return UnknownKind::OtherFile,
    }
    let is_value = place.is_parameter() || matches!(place, Place::Header | Place::ParameterItems);
    let is_known_at = |other: Place| vocabulary::member(other, name).is_some();
    let belongs_into_schema = place == Place::BodyParameter && is_known_at(Place::BodySchema);
    if place.is_parameter() && LOCATIONS.into_iter().any(is_known_at) || belongs_into_schema {
        return UnknownKind::OtherParameter;
    }
    let keyword = find(UNSUPPORTED_SCHEMA_KEYWORDS, name);
    // Outside of schemas there is no `example` that could stand in for `examples`.
    if let Some(keyword) = keyword.filter(|_| place.is_schema() || is_value && name != "examples") {
        return UnknownKind::Keyword(keyword);
    }
    match find(OPENAPI3_KEYWORDS, name) {
        Some(keyword) if is_swagger(place) && !place.is_schema() => UnknownKind::OpenApi3(keyword),
        _ => UnknownKind::Definition,
    }
}

/// Whether Swagger 2.0 describes the objects at this place.
pub(crate) fn is_swagger(place: Place) -> bool {
    place.is_schema()
        || place.is_parameter()
        || matches!(
            place,
            Place::Root
                | Place::Info
                | Place::Contact
                | Place::License
                | Place::ExternalDocs
                | Place::Tag
                | Place::PathItem
                | Place::Operation
                | Place::ParameterItems
                | Place::Response
                | Place::Header
                | Place::Xml
                | Place::SecurityScheme
        )
}

/// Whether a member of a similar name stands in `object` in place of `name`: that one has a finding already, and what
/// is missing is not missing for a reason of its own.
pub(crate) fn is_misspelt(object: Node<'_>, place: Place, name: &str) -> bool {
    object.members().any(|other| {
        let other = other.name();
        vocabulary::member(place, &other).is_none() && nearest(&other, [name]).is_some()
    })
}

/// `this operation`, `these dynamic values`.
pub(crate) fn this(place: Place) -> String {
    let name = place.name();
    let is_plural = name.ends_with('s') && !name.ends_with("ss");
    format!("{} {name}", if is_plural { "these" } else { "this" })
}

/// The places of a parameter by its `in`.
const LOCATIONS: [Place; 5] = [
    Place::PathParameter,
    Place::QueryParameter,
    Place::HeaderParameter,
    Place::FormDataParameter,
    Place::BodyParameter,
];

/// Whether `object` is a reference, next to which nothing counts.
pub(crate) fn is_beside_ref(document: &Document, object: Node<'_>) -> bool {
    vocabulary::member(document.place(object), "$ref").is_some()
        && object.get("$ref").is_some_and(Node::is_string)
}

/// Offers to rename `member` to `name`, if its object has no member of that name yet.
pub(crate) fn offer_rename(finding: &mut Finding, member: Node<'_>, name: &str, safety: Safety) {
    if member.parent().is_some_and(|object| object.get(name).is_none()) {
        let change = Change::Rename(member.id(), name.to_owned());
        finding.fix(Fix::new(safety, format!("Rename to '{name}'"), finding.file, change));
    }
}

/// Offers to remove `member`.
pub(crate) fn offer_removal(finding: &mut Finding, member: Node<'_>) {
    let title = format!("Remove '{}'", member.name());
    finding.fix(Fix::unsafe_(title, finding.file, Change::Remove(member.id())));
}
