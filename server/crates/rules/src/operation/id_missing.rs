//! Flows and apps store the operationId of every operation they call. An operation without one cannot be called, and
//! the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! Choose the id with care: once the connector is published, changing it breaks the flows that use the operation.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
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
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::is_blank;
use crate::unknown::is_misspelt;
use crate::{Context, Severity, naming, underline};

pub static RULE: Rule = Rule {
    code: "operation/id-missing",
    summary: "An operation has no operationId",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdRequired"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let written = operation.id_node.map(|id| definition.node(id));
    // A value of another type, or none behind the key, has a finding of its own.
    let is_absent = written.is_none_or(|id| id.as_str().is_some_and(|id| is_blank(&id)));
    let node = definition.node(operation.node);
    if !is_absent || !underline::is_whole(node) || is_misspelt(node, Place::Operation, "operationId") {
        return;
    }
    let id = naming::operation_id(definition, operation);
    let file = context.file_of(node);
    let change = Change::set(node, "operationId", quote(&id), last_of(node, &["description", "summary"]));
    let message = format!(
        "{} {} has no operationId. Add one: it is the name by which flows call the operation.",
        operation.method.name(),
        definition.path(operation)
    );
    context.on_key(node, message).fix(Fix::unsafe_(format!("Name it '{id}'"), file, change));
}

/// The first of `names` that the object has, to insert behind it.
fn last_of(object: syntax::Node<'_>, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|name| object.get(name).is_some())
}
