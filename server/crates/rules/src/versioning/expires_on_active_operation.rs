//! `expires` says until when a deprecated operation is supported. An operation that is not deprecated has no end: either the
//! date is left over, or the flag is missing.
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1, "expires": "2034-06-30" },
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
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1, "expires": "2034-06-30" },
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Kind;

use crate::deprecation::deprecate;
use crate::fix::{Change, Fix};
use crate::revisions::{Life, life};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/expires-on-active-operation",
    summary: "An operation that is not deprecated has an end of support",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(annotation) = operation.annotation.node.map(|annotation| definition.node(annotation)) else {
        return;
    };
    let Some(expires) = annotation.get("expires") else { return };
    // A key without a value is still being typed.
    if matches!(expires.kind(), Kind::Missing | Kind::Invalid) || life(definition, operation) != Life::Active
    {
        return;
    }
    let file = context.file_of(expires);
    let name = operation.id.as_deref().unwrap_or("This operation");
    let message = format!(
        "'{name}' is not deprecated, so its support does not end. Remove the date, or deprecate the operation."
    );
    context
        .on_key(expires, message)
        .fix(Fix::unsafe_("Remove the date", file, Change::Remove(expires.id())))
        .fix(deprecate(definition, operation));
}
