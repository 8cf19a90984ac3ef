//! Microsoft's coding standards ask for operationIds in Pascal case, such as `GetItem`: every word begins with a capital,
//! and nothing stands between the words. A revision ends in its mark, `GetItem_V2`
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>).
//!
//! ## Fix
//!
//! Gives the operation another id, in the definition, in policies, in the list of scripted operations and in the
//! script. Flows store the id: once the connector is published, keep the old one.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "list_orders",
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
//!   "summary": "List orders (V2)",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders_V2",
//!   "x-ms-api-annotation": { "status": "Preview", "family": "ListOrders", "revision": 2 },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "operation/id-pascal-case",
    summary: "An operationId is not in Pascal case",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let (Some(id), Some(node)) = (operation.id.as_deref(), operation.id_node) else { return };
    if naming::is_pascal_case(id) {
        return;
    }
    let node = definition.node(node);
    let name = naming::new_operation_id(definition, id);
    let example = name.as_deref().unwrap_or("GetItem");
    let message = format!("'{id}' is not in Pascal case. The usual form is that of '{example}'.");
    let finding = context.on_value(node, message);
    if let Some(name) = name {
        let title = format!("Rename to '{name}' everywhere (breaking for flows that use it)");
        let change = Change::RenameOperation { id: node.id(), name };
        finding.fix(Fix::unsafe_(title, finding.file, change));
    }
}
