//! The revisions of a family are counted 1, 2, 3. A number that is missing in between is often a slip: the operationId
//! says 2, and the annotation says 3. A number that the operationId says as well is none: the revisions before it may have
//! been removed at the end of their lives.
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
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
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 3 },
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
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
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "advanced",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1v3~1orders/get
//! {
//!   "summary": "List orders (V3)",
//!   "description": "Gets the orders in one state.",
//!   "operationId": "ListOrders_V3",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 3 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Definition, Family, Operation};

use crate::revisions::{in_order, marked, named_like_missing, place};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/revision-gap",
    summary: "A family lacks a revision in between",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition().filter(|definition| !definition.is_cut_off()) else { return };
    if family.members.len() < 2 {
        return;
    }
    let Some(mut members) = in_order(definition, family) else { return };
    let Some(mut before) = members.next() else { return };
    for after in members {
        if after.revision() - before.revision() > 1 {
            gap(context, definition, family, (before, after));
        }
        before = after;
    }
}

fn gap(
    context: &mut Context<'_>,
    definition: &Definition,
    family: &Family,
    (before, after): (&Operation, &Operation),
) {
    let (first, last) = (before.revision() + 1, after.revision() - 1);
    let meant = named_like_missing(after, Some(before), None).map(|missing| (after, missing));
    let meant =
        meant.or_else(|| named_like_missing(before, None, Some(after)).map(|missing| (before, missing)));
    let name = &family.name;
    let (operation, message) = match meant {
        Some((operation, missing)) => {
            let (id, stated) = (operation.id.as_deref().unwrap_or_default(), operation.revision());
            let message = format!(
                "'{id}' is called like revision {missing} of '{name}', which is missing, but says that it is revision \
                 {stated}. Make it revision {missing}."
            );
            (operation, message)
        }
        None if marked(after) == Some(after.revision()) => return,
        None => {
            let (missing, are) = if first == last {
                (format!("Revision {first}"), "is")
            } else {
                (format!("Revisions {first} to {last}"), "are")
            };
            (after, format!("{missing} of '{name}' {are} missing. Count this one as revision {first}."))
        }
    };
    let other = if operation.node == after.node { before } else { after };
    let (node, span) = place(definition, operation);
    let file = context.file_of(node);
    let note = format!("Revision {} of '{name}' stands here.", other.revision());
    context.on(node, span, message).related(file, place(definition, other).1, note);
}
