//! The description stands below the summary in the designer. If it only repeats it, makers learn nothing more: say what the
//! operation does, with what, and what comes back
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/connector-string-guidance>).
//!
//! Letter case, a period at the end and a mark such as `(V2)` make no difference.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "List orders.",
//!   "operationId": "ListOrders",
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
//!   "description": "Gets the orders of a day, the newest first.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use connector::summary::unmarked;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{same, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/description-same-as-summary",
    summary: "A description only repeats the summary",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let Some(description) = text_of(node, "description") else { return };
    let Some(summary) = text_of(node, "summary") else { return };
    // A mark of the lifecycle comes and goes, and is no news.
    if same(&description.text, unmarked(&summary.text, None)) || same(&description.text, &summary.text) {
        let message =
            "The description only repeats the summary. Say what the operation does in a full sentence.";
        context.on_value(description.node, message);
    }
}
