//! Deprecation goes from old to new: makers are led to the newest revision. If that one is deprecated and an older one is
//! not, they are led back to what was to be replaced.
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
//!   "summary": "List orders (V2) (deprecated)",
//!   "description": "Gets the orders in one state (deprecated).",
//!   "operationId": "ListOrders_V2",
//!   "deprecated": true,
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
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Family;

use crate::revisions::{Life, in_order, life, place};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/newest-revision-deprecated",
    summary: "The newest revision is deprecated, an older one is not",
    levels: Levels::all(Severity::Warning),
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
    let newest = members.next_back().filter(|newest| newest.annotation.deprecated);
    let flag = newest.and_then(|newest| definition.node(newest.node).get("deprecated"));
    let Some((newest, flag)) = newest.zip(flag) else { return };
    let Some(older) = members.rev().find(|older| life(definition, older) == Life::Active) else { return };
    let file = context.file_of(flag);
    let (name, number) = (&family.name, older.revision());
    let message = format!(
        "Revision {}, the newest of '{name}', is deprecated, but revision {number} is not. Deprecate the older one, or \
         keep this one.",
        newest.revision()
    );
    let note = format!("Revision {number} of '{name}' is not deprecated.");
    context.on_value(flag, message).related(file, place(definition, older).1, note);
}
