//! The summary is the name of an action or trigger in the designer. Without one, makers look at the bare operationId,
//! and certification sends the connector back. On internal operations, which makers do not see, it only helps whoever
//! maintains the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#summary>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "description": "Gets all orders of the shop.",
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
//!   "summary": "",
//!   "description": "Gets all orders of the shop.",
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
//!   "description": "Gets all orders of the shop.",
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
use crate::texts::is_blank;
use crate::unknown::is_misspelt;
use crate::{Context, Severity, naming, underline};

pub static RULE: Rule = Rule {
    code: "operation/summary-missing",
    summary: "An operation has no summary",
    levels: Levels::certification(Severity::Warning, Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["RequiredPropertyMissing", "RequiredValueEmpty"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let written = node.get("summary");
    let is_absent = written.is_none_or(|summary| summary.as_str().is_some_and(|text| is_blank(&text)));
    if !is_absent || !underline::is_whole(node) || is_misspelt(node, Place::Operation, "summary") {
        return;
    }
    let file = context.file_of(node);
    let kind = if operation.trigger.is_some() { "trigger" } else { "action" };
    let name = operation.id.as_deref().unwrap_or("This operation");
    let message = if operation.is_internal() {
        format!("'{name}' has no summary. Add one for whoever maintains the connector; makers do not see it.")
    } else {
        format!("'{name}' has no summary. Add one: it is the name of the {kind} in the designer.")
    };
    let finding = match written {
        Some(summary) => context.on_value(summary, message),
        None => context.on_key(node, message),
    };
    if operation.is_internal() {
        finding.at_most(Severity::Warning);
    }
    // A trigger's summary says when it fires, which no id tells.
    let Some(id) = operation.id.as_deref().filter(|_| operation.trigger.is_none()) else { return };
    let summary = naming::sentence_case(id);
    if summary.is_empty() {
        return;
    }
    let change = Change::set(node, "summary", quote(&summary), Some("operationId"));
    finding.fix(Fix::unsafe_(format!("Call it '{summary}'"), file, change));
}
