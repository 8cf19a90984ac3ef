//! Certification refuses the characters `/ \ < > * % & ?` in summaries
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Fix
//!
//! Writes "and" for `&`, "or" for `/`, and leaves the others out. Read the result.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders & returns",
//!   "description": "Gets the orders of the shop.",
//!   "operationId": "ListOrders",
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List or find orders?",
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
//!   "summary": "List orders and returns",
//!   "description": "Gets the orders of the shop.",
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
use crate::texts::{SUMMARY_LIMIT, restricted, text_of, unrestricted};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/summary-restricted-characters",
    summary: "A summary has characters that certification refuses",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RestrictedCharactersInSummary"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(summary) = text_of(definition.node(operation.node), "summary") else { return };
    let Some((at, characters)) = restricted(&summary.text) else { return };
    let message = format!("A summary cannot have {characters}. Say it in words.");
    let finding = context.on(summary.node, underline::part(summary.node, at, at + 1), message);
    let new = unrestricted(&summary.text);
    if !new.is_empty() && new.chars().count() <= SUMMARY_LIMIT {
        let change = Change::Replace(summary.node.id(), quote(&new));
        finding.fix(Fix::unsafe_(format!("Change to '{new}'"), finding.file, change));
    }
}
