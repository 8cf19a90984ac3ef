//! A description is a sentence, and ends like one
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/coding-standards>). A remark in parentheses may be last.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop",
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
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders of the shop (deprecated)",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix, Safety};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{ends_sentence, text_of};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/description-no-punctuation",
    summary: "A description ends without a period",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(description) = text_of(definition.node(operation.node), "description") else { return };
    if ends_sentence(&description.text) {
        return;
    }
    let change = end_with_period(description.node, &description.text);
    // After a comma or a dash something may be missing.
    let is_whole = description.text.ends_with(|last: char| last.is_alphanumeric() || last.is_whitespace());
    let safety = if is_whole { Safety::Safe } else { Safety::Unsafe };
    let finding =
        context.on_value(description.node, "The description ends without a period. Make it a full sentence.");
    finding.fix(Fix::new(safety, "Add a period", finding.file, change));
}

/// Adds the period, and leaves the rest of the text as it is written if it can.
fn end_with_period(node: Node<'_>, text: &str) -> Change {
    if text.ends_with(char::is_alphanumeric) && node.is_closed() {
        return Change::EndWith(node.id(), ".".to_owned());
    }
    let text = text.trim_end().trim_end_matches([',', ';', ':', '-']).trim_end();
    Change::Replace(node.id(), quote(&format!("{text}.")))
}
