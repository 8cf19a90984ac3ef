//! The same connector is used in Power Automate, Power Apps and Logic Apps. A summary that names one of them is wrong in the
//! others, and certification refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>).
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders for Power Apps",
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
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{product, text_of};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/summary-product-name",
    summary: "A summary names a product of Power Platform",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &["ValueContainsRestrictedWords"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    let Some((at, product)) = product(&summary.text) else { return };
    let span = underline::part(summary.node, at, at + product.len());
    let message = format!(
        "The summary names '{product}', which is only one of the products that have the connector. Leave the name out."
    );
    context.on(summary.node, span, message);
}
