//! `"true"` in quotes is a text and not a truth value, and a list is no object. The service reads each member as the
//! type it has in the specification, and refuses the file if it cannot
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! Members with a rule of their own, such as a list under `type`, are not reported here.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/deprecated
//! "false"
//! ```
//!
//! ## Bad
//!
//! ```json /consumes
//! "application/json"
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Other
//! [ { "type": "string" } ]
//! ```
//!
//! ## Bad
//!
//! ```json /info/contact/name
//! 365
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/deprecated
//! false
//! ```
//!
//! ```json /consumes
//! [ "application/json" ]
//! ```

use connector::Document;
use syntax::{Kind, Node};
use vocabulary::{Content, Place, Types};

use crate::finding::Finding;
use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::is_beside_ref;
use crate::values::{converted, json_type};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/wrong-json-type",
    summary: "A value has another JSON type than its member",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Safe,
    microsoft: &["JsonTypeIncorrect"],
    check: Check::Nodes(check),
};

fn check(context: &mut Context<'_>, document: &Document, node: Node<'_>, _: Place) {
    let expected = match document.member(node) {
        Some(member) => Some(member.types),
        None => expected(document, node),
    };
    let Some(expected) = expected.filter(|expected| !fits(node, *expected)) else { return };
    let Some(found) = json_type(node) else { return };
    if expected.contains(found) || is_ignored(document, node) {
        return;
    }
    if node.parent().is_some_and(|parent| has_own_rule(document.place(parent), node, found)) {
        return;
    }
    let what = match node.key() {
        Some(key) => format!("'{}'", key.text()),
        None if node.parent().is_none() => "The file".to_owned(),
        None => "This entry".to_owned(),
    };
    let is_custom = node.parent().is_some_and(|map| document.place(map) == Place::OAuthCustomParameters);
    let advice = if is_custom { " Write the value into it: { \"value\": … }." } else { "" };
    let message = format!("{what} must be {expected}, but this is {found}.{advice}");
    let finding = context.on_value(node, message);
    offer(finding, document, node, expected);
}

/// Whether a value has one of these types, as far as that is seen without a look at its text.
fn fits(node: Node<'_>, expected: Types) -> bool {
    match node.kind() {
        Kind::Object => expected.contains(Types::OBJECT),
        Kind::Array => expected.contains(Types::ARRAY),
        Kind::String => expected.contains(Types::STRING),
        Kind::Number => expected.contains(Types::NUMBER),
        Kind::Boolean => expected.contains(Types::BOOLEAN),
        Kind::Null => expected.contains(Types::NULL),
        Kind::Missing | Kind::Invalid => true,
    }
}

/// The types that a value which is no known member may have where it stands; `None` if nothing is known about it.
fn expected(document: &Document, node: Node<'_>) -> Option<Types> {
    let Some(parent) = node.parent() else { return Some(document.role().root_place().types()) };
    let place = document.place(parent);
    match place.content() {
        Content::Map(_) => {
            let key = node.key()?;
            let is_extension =
                matches!(place, Place::Paths | Place::Responses) && key.raw_name().starts_with("x-");
            (!is_extension).then(|| place.element_types())
        }
        Content::List(_) => Some(place.element_types()),
        Content::Members(_) | Content::None => None,
    }
}

/// Whether the member stands next to a reference, where nothing is read.
fn is_ignored(document: &Document, node: Node<'_>) -> bool {
    let is_reference = node.key().is_some_and(|key| key.is("$ref"));
    !is_reference && node.parent().is_some_and(|object| is_beside_ref(document, object))
}

/// Whether a rule for this very member reports values of this type.
fn has_own_rule(place: Place, node: Node<'_>, found: Types) -> bool {
    let name = node.name();
    match place {
        Place::Root => matches!(&*name, "swagger" | "x-ms-connector-metadata"),
        Place::ApiAnnotation => name == "revision",
        Place::Properties => matches!(&*name, "capabilities" | "iconBrandColor"),
        Place::ConnectorMetadata
        | Place::ConnectorMetadataEntry
        | Place::EnumValues
        | Place::EnumValue
        | Place::SecurityRequirements
        | Place::SecurityRequirement
        | Place::DynamicListParameters
        | Place::CapabilityNames
        | Place::Constraints => true,
        place if place.is_schema() => match &*name {
            "type" | "items" => found == Types::ARRAY,
            "required" => found == Types::BOOLEAN,
            name => name == "x-ms-enum-values",
        },
        place => place.is_parameter() && name == "x-ms-enum-values",
    }
}

/// Offers the same value in a type that fits.
fn offer(finding: &mut Finding, document: &Document, node: Node<'_>, expected: Types) {
    let fits = |types: Types| expected.contains(types);
    let json = converted(node, expected).filter(|_| node.is_string() || may_say(document, node));
    if let Some(json) = json {
        let title = format!("Change to {json}");
        // What becomes true has effect from now on: a parameter is required, an operation deprecated.
        let safety = if json == "true" { Safety::Unsafe } else { Safety::Safe };
        finding.fix(Fix::new(safety, title, finding.file, Change::Replace(node.id(), json)));
        return;
    }
    if fits(Types::ARRAY) && is_element(document, node) {
        let change = Change::Replace(node.id(), format!("[{}]", node.raw()));
        finding.fix(Fix::safe("Put it into a list", finding.file, change));
    }
    let is_optional = || {
        let member = document.member(node);
        member.is_some_and(|member| !member.required)
    };
    if node.kind() == Kind::Null && is_optional() {
        let title = format!("Remove '{}'", node.name());
        finding.fix(Fix::unsafe_(title, finding.file, Change::Remove(node.id())));
    }
}

/// Whether the member can say what the value says, once it is a text.
fn may_say(document: &Document, node: Node<'_>) -> bool {
    let Some(member) = document.member(node) else { return true };
    let is_listed = || member.values.iter().any(|known| known.value == node.raw());
    member.name != "$ref" && (!member.closed || is_listed())
}

/// Whether the value could stand in the list that belongs there.
fn is_element(document: &Document, node: Node<'_>) -> bool {
    let Some(member) = document.member(node) else { return false };
    let elements = member.place.element_types();
    elements != Types::ANY && json_type(node).is_some_and(|found| elements.contains(found))
}
