//! The summary is the name of an action or trigger in the designer. Certification accepts up to 80 characters
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>), and the designer has room
//! for far fewer. Say the rest in the description.
//!
//! The marks of a revision and of a deprecated operation, such as `(V2)`, are not counted: they come and go with the life
//! of the operation, and Microsoft's validator leaves room for them.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List the orders of the shop with all of their lines and customers and addresses and payments",
//!   "description": "Gets the orders of the shop.",
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
//!   "summary": "List the orders of the shop with all of their lines and customers and returns (V2)",
//!   "description": "Gets the orders of the shop.",
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
//!   "summary": "List orders with their lines",
//!   "description": "Gets the orders of the shop.",
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
use crate::texts::{SUMMARY_LIMIT, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/summary-too-long",
    summary: "A summary is too long",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::None,
    microsoft: &["OperationSummaryTooLong"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    let length = unmarked(&summary.text, None).chars().count();
    if length > SUMMARY_LIMIT {
        let message = format!(
            "The summary has {length} characters, {SUMMARY_LIMIT} is the most. Shorten it, and say the rest in the \
             description."
        );
        context.on_value(summary.node, message);
    }
}
