//! `x-ms-notification-content` stands in the path item, beside the method. Inside of an operation it is not read: the
//! trigger then has no outputs. Source:
//! <https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-notification-content>.
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
//!   "x-ms-notification-content": {
//!     "description": "The changed item.",
//!     "schema": { "$ref": "#/definitions/Item" }
//!   },
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

use connector::webhook::CONTENT;
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-content-misplaced",
    summary: "The description of a webhook's messages stands in the operation",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMustHaveNotificationContentExtension"],
    check: Check::Places(&[Place::Operation], check),
};

fn check(context: &mut Context<'_>, operation: Node<'_>, _: Place) {
    let Some(content) = operation.get(CONTENT) else { return };
    let Some(path_item) = operation.parent() else { return };
    let file = context.file_of(content);
    let message = format!("'{CONTENT}' is only read beside the method. Move it up into the path item.");
    let written = path_item.get(CONTENT);
    let finding = context.on_key(content, message);
    if let Some(written) = written {
        finding.related(file, written.head_span(), "There is one here already.");
        let change = Change::Remove(content.id());
        finding.fix(Fix::unsafe_("Remove the one in the operation", file, change));
    } else {
        let change = Change::Move { member: content.id(), object: path_item.id() };
        finding.fix(Fix::unsafe_("Move it beside the method", file, change));
    }
}
