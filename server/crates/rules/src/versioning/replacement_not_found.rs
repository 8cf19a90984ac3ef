//! A replacement names the operation that makers should use instead of a deprecated one. This file has no operation of
//! that name. That is right if `api` is another connector; otherwise the name is wrong, and makers are sent nowhere.
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
//!     "replacement": { "api": "contoso", "operationId": "ListItem" }
//!   },
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

use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::near::{hint, nearest};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/replacement-not-found",
    summary: "A replacement names an operation that is not in this file",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdNotFound"],
    check: Check::Places(&[Place::Replacement], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let Some(definition) = context.definition() else { return };
    let Some(written) = node.get("operationId") else { return };
    let Some(id) = written.as_str().filter(|id| !id.trim().is_empty()) else { return };
    if definition.operation(&id).is_some() {
        return;
    }
    let own = definition.operation_around(node).and_then(|operation| operation.id.as_deref());
    let near = nearest(&id, definition.operation_ids().filter(|&other| Some(other) != own));
    let file = context.file_of(written);
    let message = format!(
        "There is no operation '{id}' in this connector. Correct the name, unless 'api' is another connector.{}",
        hint(near)
    );
    let finding = context.on_value(written, message);
    if let Some(near) = near {
        let change = Change::Replace(written.id(), quote(near));
        finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
    }
}
