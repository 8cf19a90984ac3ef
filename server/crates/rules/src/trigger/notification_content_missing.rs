//! `x-ms-notification-content` describes what the service sends to a webhook: its schema is what the flow can use.
//! Without it the trigger has no outputs, and [the file is
//! refused](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules). It
//! stands in the path item, beside the method.
//!
//! ## Bad
//!
//! ```json /paths/~1hooks/post
//! {
//!   "summary": "When an item is changed",
//!   "description": "Starts a flow when an item is changed.",
//!   "operationId": "OnItemChanged",
//!   "x-ms-trigger": "single",
//!   "x-ms-trigger-hint": "To see it work now, change an item.",
//!   "parameters": [
//!     {
//!       "name": "body",
//!       "in": "body",
//!       "required": true,
//!       "schema": {
//!         "type": "object",
//!         "required": ["url"],
//!         "properties": {
//!           "url": {
//!             "type": "string",
//!             "x-ms-summary": "URL",
//!             "description": "Where the events go.",
//!             "x-ms-visibility": "internal",
//!             "x-ms-notification-url": true
//!           }
//!         }
//!       }
//!     }
//!   ],
//!   "responses": {
//!     "201": { "description": "The subscription." },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1subscriptions/x-ms-notification-content
//! {
//!   "description": "The new item.",
//!   "schema": { "$ref": "#/definitions/Item" }
//! }
//! ```
//!
//! ## Fix
//!
//! Adds a description with one field, for the author to go on from.

use connector::PathItem;
use connector::webhook::{CONTENT, content, urls};
use syntax::Node;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-content-missing",
    summary: "A webhook trigger does not say what the service sends",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMustHaveNotificationContentExtension"],
    check: Check::PathItem(check),
};

const STUB: &str = r#"{"description":"What the service sends.","schema":{"type":"object","properties":{"id":
    {"type":"string","x-ms-summary":"ID","description":"The key of what happened."}}}}"#;

fn check(context: &mut Context<'_>, path_item: &PathItem) {
    let Some(definition) = context.definition() else { return };
    let operations = &definition.operations[path_item.operations.clone()];
    let waits = operations.iter().find(|operation| {
        operation.trigger.is_some()
            && content(definition, operation).is_none()
            && urls(definition, operation).next().is_some()
    });
    let Some(operation) = waits else { return };
    let node = definition.node(path_item.node);
    if !is_whole(node) {
        return;
    }
    let file = context.file_of(node);
    let url = urls(definition, operation).next().map(|url| url.node().head_span());
    let message = format!("Nothing says what this webhook delivers. Add '{CONTENT}' beside the method.");
    let finding = context.on_key(node, message);
    if let Some(span) = url {
        finding.related(file, span, "The address to call goes here.");
    }
    let first = node.members().next().map(Node::id);
    if first.is_some() {
        let change =
            Change::InsertFirst { object: node.id(), name: CONTENT.to_owned(), value: STUB.to_owned() };
        finding.fix(Fix::unsafe_(format!("Add '{CONTENT}'"), file, change));
    }
}
