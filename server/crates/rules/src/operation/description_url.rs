//! Descriptions are shown as plain text in the designer: an address in one cannot be clicked, and it is wrong once the page
//! has moved. Say what makers need to know, and put links into the connector's readme.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop. See https://docs.contoso.com/orders.",
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
use crate::texts::{address, text_of};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/description-url",
    summary: "A description has the address of a web page in it",
    levels: Levels::all(Severity::Info),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(description) = text_of(definition.node(operation.node), "description") else { return };
    let Some((start, end)) = address(&description.text) else { return };
    let message = "Makers cannot click an address in a description. Say what they need to know instead.";
    context.on(description.node, underline::part(description.node, start, end), message);
}
