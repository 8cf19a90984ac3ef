//! Makers who have a deprecated operation in their flows learn of it by its text. Microsoft asks to put `(deprecated)` at
//! the end of its summary and its description. The summary is what counts here: it is what a flow shows.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/deprecate-operation>.
//!
//! A summary that has no room for the word within its 80 characters is left alone.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets all orders of the shop.",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1, "replacement": { "api": "contoso", "operationId": "ListItems" } },
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
//!   "summary": "List orders (deprecated)",
//!   "description": "Gets all orders of the shop (deprecated).",
//!   "operationId": "ListOrders",
//!   "deprecated": true,
//!   "x-ms-api-annotation": { "status": "Production", "family": "ListOrders", "revision": 1, "replacement": { "api": "contoso", "operationId": "ListItems" } },
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use connector::summary::{says_deprecated, summary_of, written_text};
use syntax::Node;

use crate::deprecation::mark_summary;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "versioning/deprecated-not-in-text",
    summary: "The summary of a deprecated operation does not say so",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Safe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    if !operation.annotation.deprecated {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let Some(((summary, _), change)) = summary_of(node).zip(mark_summary(node)) else { return };
    let file = context.file_of(summary);
    let fix = Fix::safe("Add '(deprecated)'", file, change);
    let fix = match mark_description(node) {
        Some(change) => fix.and(file, change),
        None => fix,
    };
    let message = "The operation is deprecated, but its summary does not say so. Add '(deprecated)' to it.";
    context.on_value(summary, message).fix(fix);
}

/// Adds "(deprecated)" to a description that lacks it, before the period that ends it.
fn mark_description(operation: Node<'_>) -> Option<Change> {
    let (node, text) = written_text(operation, "description")?;
    let text = text.trim_end();
    if text.is_empty() || says_deprecated(text) {
        return None;
    }
    let (sentence, period) = text.strip_suffix('.').map_or((text, ""), |sentence| (sentence, "."));
    Some(Change::Replace(node.id(), format!("\"{sentence} (deprecated){period}\"")))
}
