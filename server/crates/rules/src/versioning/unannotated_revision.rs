//! `ListOrders_V2` beside `ListOrders` looks like its second revision. Only `family` and `revision` in the annotation say so
//! to the platform: without them these are two operations that have nothing to do with each other, and makers are offered
//! both.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List orders (V2)",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "ListOrders_V2",
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
//!   "x-ms-api-annotation": { "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List orders (V2)",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "ListOrders_V2",
//!   "x-ms-api-annotation": { "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1networks~1v4/get
//! {
//!   "summary": "Get network of address (IPv4)",
//!   "description": "Gets the network of an address.",
//!   "operationId": "GetNetworkByIPV4",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1networks/get
//! {
//!   "summary": "Get network of address",
//!   "description": "Gets the network of an address.",
//!   "operationId": "GetNetworkByIP",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Operation};

use crate::fix::Fix;
use crate::revisions::{annotate, place};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::siblings::{is_bare, unannotated_first};
use crate::{Context, Safety, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/unannotated-revision",
    summary: "An operation is called like a revision but is not annotated as one",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    for operation in &definition.operations {
        if let Some((first, number)) = unannotated_first(definition, operation) {
            report(context, definition, (first, operation), number);
        }
    }
}

fn report(
    context: &mut Context<'_>,
    definition: &Definition,
    (first, operation): (&Operation, &Operation),
    number: i64,
) {
    let (Some(id), Some(family)) = (operation.id.as_deref(), first.family_name()) else { return };
    let node = definition.node(operation.node);
    let file = context.file_of(node);
    let message = format!(
        "'{id}' looks like revision {number} of '{family}', but its annotation does not say so. Write family and revision."
    );
    let finding = context.on_key(node, message);
    finding.related(file, place(definition, first).1, "This looks like an earlier revision.");
    let members = definition.family(family).map_or(&[][..], |family| &family.members);
    if members.iter().any(|&member| definition.operations[member].revision() == number) {
        return;
    }
    let title = format!("Make it revision {number} of '{family}'");
    let fix = Fix { title, safety: Safety::Unsafe, steps: Vec::new() };
    let fix = if is_bare(definition.node(first.node)) {
        annotate(fix, definition, first, (family, 1))
    } else {
        fix
    };
    finding.fix(annotate(fix, definition, operation, (family, number)));
}
