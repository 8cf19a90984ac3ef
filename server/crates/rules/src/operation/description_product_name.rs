//! The same connector is used in Power Automate, Power Apps and Logic Apps. A description that names one of them is wrong in
//! the others, and certification refuses it
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-submission>). "Flow" and "app" are fine.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders for a Power Automate flow.",
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
//!   "description": "Gets the orders for a flow.",
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
    code: "operation/description-product-name",
    summary: "A description names a product of Power Platform",
    levels: Levels::certification(Severity::Info, Severity::Warning),
    fix: FixKind::None,
    microsoft: &["ValueContainsRestrictedWords"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(description) = text_of(definition.node(operation.node), "description") else { return };
    let Some((at, product)) = product(&description.text) else { return };
    let span = underline::part(description.node, at, at + product.len());
    let message = format!(
        "The description names '{product}', which is only one of the products that have the connector. Leave the name \
         out."
    );
    context.on(description.node, span, message);
}
