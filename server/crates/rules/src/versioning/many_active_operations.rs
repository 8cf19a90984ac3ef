//! An operation changes by new revisions beside it, not by a heap of them. Certification lets two revisions of a family be
//! active, the one that makers use and the next one; it asks to deprecate those before. Flows that use a deprecated
//! revision go on.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! A connector that is not submitted may keep older revisions that are downplayed (`x-ms-visibility` is `advanced` or
//! `internal`) for as long as someone needs them.
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
//!   "x-ms-visibility": "advanced",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 2 },
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
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
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
//!   "x-ms-visibility": "advanced",
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
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

use connector::Family;

use crate::active::{Excess, older_with};
use crate::deprecation::deprecate;
use crate::revisions::place;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/many-active-operations",
    summary: "More than two revisions of a family are active",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["OperationFamilyHasManyActiveOperations"],
    check: Check::Family(check),
};

fn check(context: &mut Context<'_>, family: &Family) {
    let Some(definition) = context.definition() else { return };
    older_with(definition, (family, context.profile()), Excess::Third, |operation, newest| {
        let node = definition.node(operation.node);
        let file = context.file_of(node);
        let name = &family.name;
        let message = format!(
            "Revision {} of '{name}' is still active beside two newer ones. Deprecate it.",
            operation.revision()
        );
        let note = format!("The newest is revision {}.", newest.revision());
        context
            .on_key(node, message)
            .related(file, place(definition, newest).1, note)
            .fix(deprecate(definition, operation));
    });
}
