//! A `batch` trigger starts a flow for each entry of the list that its answer holds. An answer without a list has
//! nothing to start flows for.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-trigger>.
//!
//! Nothing is reported when the answer is only known at run time.
//!
//! ## Bad
//!
//! ```json /paths/~1news/get
//! {
//!   "summary": "When there is a new item",
//!   "description": "Starts a flow when there is a new item.",
//!   "operationId": "OnNewItem",
//!   "x-ms-trigger": "batch",
//!   "x-ms-trigger-hint": "To see it work now, create an item.",
//!   "responses": {
//!     "200": {
//!       "description": "The new item.",
//!       "schema": { "$ref": "#/definitions/Item" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1news/get
//! {
//!   "summary": "When there are new items",
//!   "description": "Starts a flow when there are new items.",
//!   "operationId": "OnNewItems",
//!   "x-ms-trigger": "batch",
//!   "x-ms-trigger-hint": "To see it work now, create an item.",
//!   "responses": {
//!     "200": {
//!       "description": "The new items.",
//!       "schema": { "$ref": "#/definitions/ItemList" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::webhook::is_webhook_trigger;
use connector::{Definition, Operation, Trigger};
use syntax::Node;

use crate::dynamic_calls::is_array;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/batch-without-array",
    summary: "The answer of a batch trigger holds no list",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &[],
    check: Check::Operation(check),
};

/// How deep in the answer the list may be.
const DEPTH: usize = 3;

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    if operation.trigger != Some(Trigger::Batch) || is_webhook_trigger(definition, operation) {
        return;
    }
    let Some(schema) = definition.success_schema(operation) else { return };
    if may_hold_list(definition, schema, DEPTH) {
        return;
    }
    let responses = definition.node(operation.node).get("responses").unwrap_or(schema);
    let file = context.file_of(responses);
    let message = "The answer holds no list, so there is nothing to start flows for. Describe the list, or make the \
                   trigger 'single'.";
    context.on_key(responses, message).related(file, schema.head_span(), "This is the answer.");
}

fn may_hold_list(definition: &Definition, schema: Node<'_>, depth: usize) -> bool {
    let Some(schema) = definition.resolve(schema) else { return true };
    if is_array(schema) != Some(false) {
        return true;
    }
    let kind = schema.get("type").and_then(Node::as_str);
    if kind.is_some_and(|kind| kind != "object") {
        return false;
    }
    let is_open = schema
        .get("additionalProperties")
        .is_some_and(|open| open.is_object() || open.as_bool() == Some(true));
    if is_open || !definition.any_property(schema, &mut |_| true) {
        return true;
    }
    // Scalars are no place to look into.
    depth > 0
        && definition.any_property(schema, &mut |property| {
            let inner = definition.resolve(property);
            let is_scalar = inner.is_some_and(|inner| {
                let kind = inner.get("type").and_then(Node::as_str);
                kind.is_some_and(|kind| kind != "object" && kind != "array")
            });
            !is_scalar && may_hold_list(definition, property, depth - 1)
        })
}
