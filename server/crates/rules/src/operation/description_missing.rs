//! The description says in a sentence what an operation does. Without it makers have the name alone, and certification sends
//! the connector back. On internal operations, which makers do not see, it only helps whoever maintains the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Fix
//!
//! Adds a sentence made from the summary. Add what it leaves open.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
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
//!   "summary": "List orders",
//!   "description": "",
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
use syntax::edit::quote;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::texts::{is_missing, same, text_of};
use crate::unknown::is_misspelt;
use crate::{Context, Severity, naming, underline};

pub static RULE: Rule = Rule {
    code: "operation/description-missing",
    summary: "An operation has no description",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let is_absent = is_missing(node, "description") && !is_misspelt(node, Place::Operation, "description");
    if !is_absent || !underline::is_whole(node) {
        return;
    }
    let written = node.get("description");
    let summary = text_of(node, "summary");
    let name = operation.id.as_deref().unwrap_or("This operation");
    let message = if operation.is_internal() {
        format!(
            "'{name}' has no description. Add one for whoever maintains the connector; makers do not see it."
        )
    } else {
        format!("'{name}' has no description. Say in a sentence what it does.")
    };
    let finding = match written {
        Some(written) => context.on_value(written, message),
        None => context.on_key(node, message),
    };
    if operation.is_internal() {
        finding.at_most(Severity::Warning);
    }
    let draft = summary.as_ref().and_then(|summary| naming::sentence(&summary.text));
    let Some(draft) = draft.filter(|draft| summary.is_some_and(|summary| !same(&summary.text, draft))) else {
        return;
    };
    let change = Change::set(node, "description", quote(&draft), Some("summary"));
    finding.fix(Fix::unsafe_(format!("Describe it: '{draft}'"), finding.file, change));
}
