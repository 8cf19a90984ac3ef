//! Swagger 2.0 says which members each object may have, and the platform refuses others, so that a misspelt name does
//! not go unnoticed. Names of one's own must start with `x-`
//! (<https://spec.openapis.org/oas/v2.0.html#specification-extensions>).
//!
//! ## Bad
//!
//! ```json /basepath
//! "/"
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/operationid
//! "GetItems"
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-capabilities
//! { "testConnection": { "operationId": "GetLists", "parameter": {} } }
//! ```
//!
//! ## Good
//!
//! ```json /basePath
//! "/"
//! ```
//!
//! ```json /x-team
//! "orders"
//! ```

use connector::Document;
use syntax::Node;
use vocabulary::Place;

use crate::fix::Safety;
use crate::metadata::meant_part;
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{UnknownKind, offer_removal, offer_rename, this, unknown};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/unknown-property",
    summary: "A member that Swagger 2.0 does not have",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ExtensionNameNotValid", "AdditionalPropertyNotAllowed"],
    check: Check::Unknown(check),
};

fn check(context: &mut Context<'_>, document: &Document, node: Node<'_>) {
    let Some(unknown) = unknown(document, node) else { return };
    // An argument of a dynamic call in the way of the other form is `dynamic/parameter-form-invalid`.
    let is_other_form = &*unknown.name == "parameter"
        && matches!(unknown.place, Place::DynamicListArgument | Place::DynamicTreeArgument);
    // So is a part of the metadata under another name `connector/metadata-malformed`.
    let is_other_name = unknown.place == Place::ConnectorMetadataEntry
        && meant_part(&unknown.name).is_some_and(|part| unknown.object.get(part).is_none());
    let has_own_rule = is_other_form
        || is_other_name
        || matches!(unknown.place, Place::ApiAnnotation | Place::ConnectorAnnotation);
    if unknown.kind != UnknownKind::Definition || has_own_rule {
        return;
    }
    let name = &*unknown.name;
    let near = nearest(name, vocabulary::members(unknown.place).map(|member| member.name));
    let place = this(unknown.place);
    let is_swagger = unknown.is_swagger();
    let message = match near {
        Some(_) if is_swagger => format!("'{name}' is not allowed in {place}.{}", hint(near)),
        Some(_) => format!("The platform ignores '{name}' in {place}.{}", hint(near)),
        None if is_swagger => {
            format!("'{name}' is not allowed in {place}. Remove it, or start its name with 'x-'.")
        }
        None => format!("The platform ignores '{name}' in {place}. Check the name, or remove it."),
    };
    let finding = context.on_key(node, message);
    if !is_swagger {
        // What stands in an extension is not validated: certified connectors have such members.
        finding.at_most(Severity::Warning);
    }
    if let Some(near) = near {
        // Nothing may have read it before, and existing flows meet what it says only from then on.
        offer_rename(finding, node, near, Safety::Unsafe);
    }
    offer_removal(finding, node);
}
