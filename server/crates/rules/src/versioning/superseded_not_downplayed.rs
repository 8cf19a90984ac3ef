//! As soon as there is a newer revision, the older one gets the visibility `advanced`: it stays, but makers see the newer
//! one first. With both equally prominent they take either.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
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
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "x-ms-visibility": "important",
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
//!   "x-ms-visibility": "important",
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

use connector::Family;

use crate::active::{Excess, older_with};
use crate::fix::{Change, Fix};
use crate::revisions::place;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/superseded-not-downplayed",
    summary: "An older revision is not downplayed",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition() else { return };
    older_with(definition, (family, context.profile()), Excess::Prominent, |operation, newer| {
        let node = definition.node(operation.node);
        let file = context.file_of(node);
        let (name, revision) = (&family.name, newer.revision());
        let message = format!(
            "'{name}' has the newer revision {revision}, which makers should see first. Give this one the visibility 'advanced'."
        );
        let advanced = "\"advanced\"".to_owned();
        let before = if node.get("deprecated").is_some() { "deprecated" } else { "operationId" };
        let change = match node.get("x-ms-visibility") {
            Some(written) => Change::Replace(written.id(), advanced),
            None => Change::Insert {
                object: node.id(),
                name: "x-ms-visibility".to_owned(),
                value: advanced,
                after: Some(before.to_owned()),
            },
        };
        context
            .on_key(node, message)
            .related(
                file,
                place(definition, newer).1,
                format!("Revision {revision} of '{name}' stands here."),
            )
            .fix(Fix::unsafe_("Set the visibility to 'advanced'", file, change));
    });
}
