//! While makers test a flow they wait for its trigger. `x-ms-trigger-hint` tells them what to do in the service to see
//! it start, and is shown right there.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-trigger-hint>.
//!
//! ## Bad
//!
//! ```json /paths/~1news/get
//! {
//!   "summary": "When an item is changed",
//!   "description": "Starts a flow when an item is changed.",
//!   "operationId": "OnChangedItems",
//!   "x-ms-trigger": "batch",
//!   "responses": {
//!     "200": {
//!       "description": "The changed items.",
//!       "schema": { "$ref": "#/definitions/ItemList" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/post/x-ms-trigger-hint
//! "To see it work now, create an item."
//! ```
//!
//! ## Fix
//!
//! Makes a hint from a summary that starts with "When".

use connector::{FileRole, Operation};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/hint-missing",
    summary: "A trigger does not say how to try it out",
    levels: Levels::all(Severity::Hint),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let hint = node.get("x-ms-trigger-hint");
    let is_written = hint.is_some_and(|hint| hint.as_str().is_none_or(|text| !text.trim().is_empty()));
    // A trigger that makers do not see is not tried out.
    if operation.trigger.is_none() || operation.is_internal() || is_written {
        return;
    }
    let message = "Makers are not told how to try this trigger out. Say what to do in 'x-ms-trigger-hint'.";
    let text = node.get("summary").and_then(Node::as_str).and_then(|summary| made_from(&summary));
    let finding = context.on_key(node, message);
    let Some(text) = text else { return };
    let change = Change::set(node, "x-ms-trigger-hint", quote(&text), Some("x-ms-trigger"));
    finding.fix(Fix::unsafe_("Make a hint from the summary", FileRole::Definition, change));
}

/// `To see it work now, make sure that an item is created.`
fn made_from(summary: &str) -> Option<String> {
    let (when, event) = summary.trim().split_once(' ')?;
    // Marks such as `(V2)` at the end are no part of the event.
    let event = event.split(" (").next()?.trim().trim_end_matches(['.', '!', ',']);
    let is_event = when.eq_ignore_ascii_case("when") && !event.is_empty();
    is_event.then(|| format!("To see it work now, make sure that {event}."))
}
