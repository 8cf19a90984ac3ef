//! A replacement tells makers what to use instead of a deprecated operation. On an operation that is not deprecated it
//! contradicts itself, and the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
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
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::revisions::{Life, life};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/replacement-on-active-operation",
    summary: "An operation that is not deprecated names its replacement",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ApiAnnotationExtensionReplacementInfoForNonDeprecatedOperations"],
    check: Check::Places(&[Place::Replacement], check),
};

fn check(context: &mut Context<'_>, node: Node<'_>, _: Place) {
    let operation = context.definition().and_then(|definition| definition.operation_around(node));
    let Some((operation, definition)) = operation.zip(context.definition()) else { return };
    if life(definition, operation) != Life::Active {
        return;
    }
    let file = context.file_of(node);
    let name = operation.id.as_deref().unwrap_or("This operation");
    context
        .on_key(
            node,
            format!("'{name}' is not deprecated, so it has no replacement. Deprecate it, or remove the replacement."),
        )
        .fix(Fix::unsafe_("Remove the replacement", file, Change::Remove(node.id())));
}
