//! A replacement says in which API the new operation is (`api`) and what it is called (`operationId`). The platform
//! refuses a replacement that lacks one of them.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": {
//!     "status": "Production",
//!     "family": "ListOrders",
//!     "revision": 1,
//!     "replacement": { "operationId": "ListItems" }
//!   },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": {
//!     "status": "Production",
//!     "family": "ListOrders",
//!     "revision": 1,
//!     "replacement": { "api": "contoso" }
//!   },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop with their lines.",
//!   "operationId": "ListOrders_V2",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": {
//!     "status": "Production",
//!     "family": "ListOrders",
//!     "revision": 1,
//!     "replacement": { "api": "contoso", "operationId": "ListItems" }
//!   },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Operation};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::is_blank;
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/replacement-incomplete",
    summary: "A replacement does not say which operation of which API it is",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[
        "ApiAnnotationExtensionReplacementInfoMissingApiProperty",
        "ApiAnnotationExtensionReplacementInfoMissingOperationIdProperty",
    ],
    check: Check::Places(&[Place::Replacement], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let lacks = |name: &str| {
        let written = node.get(name);
        written.is_none_or(|value| value.as_str().is_some_and(|text| is_blank(&text)))
    };
    let (lacks_api, lacks_id) = (lacks("api"), lacks("operationId"));
    let missing = match (lacks_api, lacks_id) {
        (true, true) => "'api' and 'operationId'",
        (true, false) => "'api', the name of the connector that has it",
        (false, true) => "'operationId', the operation to use",
        (false, false) => return,
    };
    if !is_whole(node) {
        return;
    }
    let newer = context.definition().filter(|_| lacks_id).and_then(|definition| {
        let operation = definition.operation_around(node)?;
        newest_of_family(definition, operation)
    });
    let file = context.file_of(node);
    let finding = context.on_key(node, format!("The replacement lacks {missing}. Add what is missing."));
    // Which API it is stands in no file, so only the operation can be filled in.
    let Some(newer) = newer.filter(|_| !lacks_api) else { return };
    let change = match node.get("operationId") {
        Some(written) => Change::Replace(written.id(), quote(newer)),
        None => Change::Insert {
            object: node.id(),
            name: "operationId".to_owned(),
            value: quote(newer),
            after: Some("api".to_owned()),
        },
    };
    finding.fix(Fix::unsafe_(format!("Name '{newer}'"), file, change));
}

/// The operationId of the newest revision after `operation` in its family that is not deprecated itself.
fn newest_of_family<'d>(definition: &'d Definition, operation: &Operation) -> Option<&'d str> {
    let family = definition.family(operation.family_name()?)?;
    let members = family.members.iter().rev().map(|&member| &definition.operations[member]);
    let mut newer = members.take_while(|member| member.revision() > operation.revision());
    newer.find(|member| !member.annotation.deprecated).and_then(|member| member.id.as_deref())
}
