//! Flows, policies and drop-down lists name an operation by its operationId alone. With the same id on two operations
//! nobody can tell which one is meant, and the platform refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! A new revision of an operation gets the id of the first one with `_V2` at its end.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListItems",
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

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "operation/id-not-unique",
    summary: "Two operations have the same operationId",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdNotUnique"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let (Some(id), Some(id_node)) = (operation.id.as_deref(), operation.id_node) else { return };
    let Some(first) = definition.operation(id).filter(|first| first.node != operation.node) else { return };
    let Some(first_id) = first.id_node.map(|node| definition.node(node)) else { return };
    let place =
        definition.operations_with_id(id).take_while(|earlier| earlier.node != operation.node).count();
    let free = naming::numbered_id(definition, id, place + 1);
    let node = definition.node(id_node);
    let file = context.file_of(node);
    let message = format!(
        "The operationId '{id}' already belongs to {} {}. Give this operation another one.",
        first.method.name(),
        definition.path(first)
    );
    context
        .on_value(node, message)
        .related(file, first_id.span(), format!("'{id}' is used here first."))
        .fix(Fix::unsafe_(format!("Rename to '{free}'"), file, Change::Replace(id_node, quote(&free))));
}
