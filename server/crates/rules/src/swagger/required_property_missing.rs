//! Some objects make no sense without certain members: a parameter without a name, a definition without paths. The
//! import of a file that lacks one of them fails (<https://spec.openapis.org/oas/v2.0.html>).
//!
//! Members with a rule of their own, such as `operationId` and `responses`, are not reported here.
//!
//! ## Bad
//!
//! ```json /info
//! {
//!   "title": "Contoso Orders",
//!   "description": "Read and change the orders of a Contoso shop from flows and apps.",
//!   "contact": {
//!     "name": "Contoso Support",
//!     "url": "https://www.contoso.com/support",
//!     "email": "support@contoso.com"
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /tags
//! [ { "description": "Everything about orders." } ]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters
//! [ { "name": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } } ]
//! ```
//!
//! ## Good
//!
//! ```json /tags
//! [ { "name": "Orders", "description": "Everything about orders." } ]
//! ```

use std::sync::LazyLock;

use connector::FileRole;
use syntax::Node;
use vocabulary::{Member, Place};

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{is_beside_ref, is_misspelt, is_swagger, this};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/required-property-missing",
    summary: "A member that must be there is missing",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Objects(check),
};

/// The required members without a rule of their own, by place.
static REQUIRED: LazyLock<Vec<Vec<&'static Member>>> = LazyLock::new(|| {
    let required = |&place: &Place| {
        let members = vocabulary::members(place).filter(|member| member.required);
        members.filter(|member| !has_own_rule(place, member.name)).collect()
    };
    Place::ALL.iter().map(required).collect()
});

/// Whether a rule for this very member reports that it is missing.
fn has_own_rule(place: Place, name: &str) -> bool {
    match place {
        Place::Root => name == "swagger",
        Place::Info => name == "title",
        place if place.is_parameter() => matches!(name, "type" | "required" | "schema"),
        Place::Operation
        | Place::Response
        | Place::SecurityScheme
        | Place::Replacement
        | Place::Notification
        | Place::DynamicTree
        | Place::DynamicTreeCall
        | Place::ConnectorMetadataEntry
        | Place::EnumValue
        | Place::Properties => true,
        place => place.is_open(),
    }
}

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let required = REQUIRED.get(place as usize).map_or(&[][..], Vec::as_slice);
    // Of a damaged object, the missing members may be those that could not be read.
    if required.is_empty() || !node.is_closed() || node.is_inferred() {
        return;
    }
    for member in required {
        if node.get(member.name).is_none() {
            report(context, node, place, member);
        }
    }
}

fn report(context: &mut Context<'_>, node: Node<'_>, place: Place, member: &Member) {
    let is_reference = context.document_of(node.tree()).is_some_and(|document| is_beside_ref(document, node));
    if is_reference || is_misspelt(node, place, member.name) {
        return;
    }
    let name = member.name;
    let message =
        format!("'{name}' is missing in {}. Add it: {} is required here.", this(place), member.types);
    let is_extension = context.file_of(node) == FileRole::Definition && !is_swagger(place);
    let finding = context.on_key(node, message);
    if is_extension {
        // What stands in an extension is not validated: certified connectors leave out a schema here and there.
        finding.at_most(Severity::Warning);
    }
    if let Some(value) = obvious_value(node, place, name) {
        offer(finding, node, name, value);
    }
}

/// The value that most likely belongs there.
fn obvious_value(node: Node<'_>, place: Place, name: &str) -> Option<&'static str> {
    match (place, name) {
        (Place::Info, "version") => Some("\"1.0\""),
        (Place::Root, "paths") => Some("{}"),
        (Place::Parameter, "in") if node.get("schema").is_some() => Some("\"body\""),
        (Place::BodyParameter, "name") => Some("\"body\""),
        (Place::Header | Place::ParameterItems, "type") => Some("\"string\""),
        _ => None,
    }
}

fn offer(finding: &mut Finding, node: Node<'_>, name: &str, value: &str) {
    let after = (name == "in").then(|| "name".to_owned());
    let change = Change::Insert { object: node.id(), name: name.to_owned(), value: value.to_owned(), after };
    finding.fix(Fix::unsafe_(format!("Add \"{name}\": {value}"), finding.file, change));
}
