//! Two operationIds that differ only in upper and lower case are two names to the platform, but hardly to anyone who
//! reads them. Tools that ignore letter case, such as generated code and file names, take them for one operation.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "Listitems",
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

use connector::{Definition, Operation};

use crate::fix::{Change, Fix};
use crate::folded::Folded;
use crate::repeats::repeats;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, naming};

pub static RULE: Rule = Rule {
    code: "operation/id-case-collision",
    summary: "Two operationIds differ only in letter case",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Connector(check),
};

fn check(context: &mut Context<'_>) {
    let Some(definition) = context.definition() else { return };
    repeats(
        definition.operations.iter(),
        |operation| operation.id.as_deref().map(Folded),
        |earlier, operation| compare(context, definition, earlier, operation),
    );
}

/// Reports `operation`, whose id equals the earlier one's but for letter case.
fn compare(context: &mut Context<'_>, definition: &Definition, earlier: &Operation, operation: &Operation) {
    let (Some(taken), Some(id), Some(id_node)) =
        (earlier.id.as_deref(), operation.id.as_deref(), operation.id_node)
    else {
        return;
    };
    // The very same id, or one that repeats another colliding id, has a finding of its own.
    let is_first = definition.operation(id).is_some_and(|first| first.node == operation.node);
    if taken == id || !is_first {
        return;
    }
    let free = naming::numbered_id(definition, id, 2);
    let node = definition.node(id_node);
    let file = context.file_of(node);
    let finding = context.on_value(
        node,
        format!(
            "The operationId '{id}' differs from '{taken}' only in letter case. Give it a name of its own."
        ),
    );
    if let Some(taken_node) = earlier.id_node.map(|taken| definition.node(taken)) {
        finding.related(file, taken_node.span(), format!("'{taken}' stands here."));
    }
    // Every place that names the id means this operation, and follows it.
    let title = format!("Rename to '{free}' everywhere (breaks flows that use it)");
    finding.fix(Fix::unsafe_(title, file, Change::RenameOperation { id: id_node, name: free }));
}
