//! A second revision belongs to the family of the first one. In a family of its own, because the name is misspelt or left
//! out, nobody sees that the two are related: the old one is not marked as such, and the new one is not offered instead.
//!
//! A later revision may well be alone, once those before it have been removed. So this is only about one whose operationId
//! points at another family.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "advanced",
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
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrder", "revision": 2 },
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
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "advanced",
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
//!   "x-ms-api-annotation": { "status": "Preview", "revision": 2 },
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
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "advanced",
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
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1v2~1orders/get
//! {
//!   "summary": "List orders (V2)",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "ListOrders_V2",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Definition;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::revisions::{free_number, insert_family, place, revision_node};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::strays::{Stray, strays};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/lonely-revision",
    summary: "A later revision is not in the family that its operationId points at",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    for stray in strays(definition) {
        report(context, definition, stray);
    }
}

fn report(context: &mut Context<'_>, definition: &Definition, stray: Stray<'_>) {
    let Stray { operation, home } = stray;
    let home = &definition.families[home];
    let (name, revision) = (&*home.name, operation.revision());
    let Some(annotation) = operation.annotation.node.map(|id| definition.node(id)) else { return };
    let written = annotation.get("family").filter(|_| operation.annotation.family.is_some());
    let id = operation.id.as_deref().unwrap_or_default();
    let (node, span) = written.map_or_else(|| place(definition, operation), |node| (node, node.span()));
    let file = context.file_of(node);
    let message = match &operation.annotation.family {
        Some(family) => format!(
            "'{id}' is revision {revision} of '{family}', which has no other operation. Did you mean '{name}'?"
        ),
        None => {
            format!("Without a family, '{id}' is revision {revision} of itself. Write the family '{name}'.")
        }
    };
    let finding = context.on(node, span, message);
    if let Some(&first) = home.members.first() {
        let first = &definition.operations[first];
        let note = format!("Revision {} of '{name}' stands here.", first.revision());
        finding.related(file, place(definition, first).1, note);
    }
    let change = match (written, annotation.get("family")) {
        (Some(family), _) | (None, Some(family)) => Change::Replace(family.id(), quote(name)),
        (None, None) => insert_family(annotation.id(), quote(name)),
    };
    let fix = Fix::unsafe_(format!("Make it a revision of '{name}'"), file, change);
    let is_taken = home.members.iter().any(|&member| definition.operations[member].revision() == revision);
    let number = revision_node(definition, operation).filter(|_| is_taken);
    finding.fix(match number {
        Some(number) => {
            let free = free_number(definition, home, operation, 1);
            fix.and(file, Change::Replace(number.id(), free.to_string()))
        }
        None => fix,
    });
}
