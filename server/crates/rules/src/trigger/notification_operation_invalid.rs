//! `x-ms-notification` stands on a trigger that fetches, and names the webhook operation that tells the platform when to
//! fetch. So it has no place on an action, or on a webhook itself, and the operation that it names has to be a webhook.
//! ([What the validator asks](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules))
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/x-ms-notification
//! { "operationId": "OnItemCreated" }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1subscriptions/post/x-ms-notification
//! { "operationId": "OnItemCreated" }
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
//!   "x-ms-notification": { "operationId": "OnItemCreated" },
//!   "responses": {
//!     "200": {
//!       "description": "The new items.",
//!       "schema": { "$ref": "#/definitions/ItemList" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::webhook::{content, has_url};
use connector::{DynamicCall, DynamicForm};

use crate::dynamic_calls::called;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::underline::is_whole;
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "trigger/notification-operation-invalid",
    summary: "A notification stands on, or names, the wrong operation",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &[
        "NotificationExtensionSupportedForTriggerOnly",
        "NotificationExtensionNotSupportedInWebhookOperation",
        "NotificationOperationMustBeWebhook",
    ],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    if call.form != DynamicForm::Notification {
        return;
    }
    let Some(definition) = context.definition() else { return };
    let Some(owner) = call.owner.map(|owner| &definition.operations[owner]) else { return };
    let node = definition.node(call.node);
    if definition.node(owner.node).get("x-ms-trigger").is_none() {
        context.on_key(
            node,
            "Only a trigger can be notified. Make the operation one, or remove 'x-ms-notification'.",
        );
        return;
    }
    if content(definition, owner).is_some() || has_url(definition, owner) {
        let message =
            "This operation is a webhook itself, and nothing else notifies it. Remove 'x-ms-notification'.";
        context.on_key(node, message);
        return;
    }
    if node.get("operationId").is_none() {
        if is_whole(node) {
            context.on_key(node, "Give the operationId of the webhook operation that notifies this trigger.");
        }
        return;
    }
    let Some(called) = called(context, call) else { return };
    if content(definition, called.operation).is_some() || has_url(definition, called.operation) {
        return;
    }
    let (id, named) = (called.id, call.operation_id.map(|id| definition.node(id)));
    let message = format!("'{id}' is no webhook: it takes no address to call. Name the operation that does.");
    let target = definition.node(called.operation.node);
    let file = context.file_of(node);
    context.on_value(named.unwrap_or(node), message).related(
        file,
        target.head_span(),
        format!("'{id}' is here."),
    );
}
