//! A trigger with `x-ms-notification` fetches what a webhook operation has announced. Makers fill in the parameters of
//! both at once, so those with the same name have to be of the same type and equally visible
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>).
//!
//! ## Bad
//!
//! ```json /paths/~1news/get
//! {
//!   "summary": "When there are new items",
//!   "description": "Starts a flow when there are new items.",
//!   "operationId": "OnNewItems",
//!   "x-ms-trigger": "batch",
//!   "x-ms-trigger-hint": "To see it work now, create an item.",
//!   "x-ms-notification": { "operationId": "OnItemCreated" },
//!   "parameters": [
//!     {
//!       "name": "list",
//!       "in": "query",
//!       "type": "integer",
//!       "format": "int32",
//!       "x-ms-summary": "List",
//!       "description": "The list to watch."
//!     }
//!   ],
//!   "responses": {
//!     "200": {
//!       "description": "The new items.",
//!       "schema": { "$ref": "#/definitions/ItemList" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1subscriptions/parameters
//! [
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "type": "integer",
//!     "format": "int32",
//!     "x-ms-summary": "List",
//!     "description": "The list to watch.",
//!     "x-ms-visibility": "advanced"
//!   }
//! ]
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
//!   "parameters": [
//!     {
//!       "name": "list",
//!       "in": "query",
//!       "type": "string",
//!       "x-ms-summary": "List",
//!       "description": "The list to watch."
//!     }
//!   ],
//!   "responses": {
//!     "200": {
//!       "description": "The new items.",
//!       "schema": { "$ref": "#/definitions/ItemList" }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ```json /paths/~1subscriptions/parameters
//! [
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to watch."
//!   }
//! ]
//! ```
//!
//! ## Fix
//!
//! Takes type, format and visibility from the webhook operation.

use connector::{DynamicCall, DynamicForm, Location, Visibility};
use syntax::Node;

use crate::dynamic_calls::called;
use crate::fix::Change;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::webhooks::offer;
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "trigger/fetch-subscribe-mismatch",
    summary: "A parameter of a notified trigger differs from that of its webhook",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["ParamtersWithSameNameMustHaveSameTypeAndVisibility"],
    check: Check::DynamicCall(check),
};

/// The members that have to agree.
const ALIKE: [&str; 3] = ["type", "format", "x-ms-visibility"];

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    if call.form != DynamicForm::Notification {
        return;
    }
    let Some(called) = called(context, call) else { return };
    let definition = called.definition;
    let Some(owner) = call.owner.map(|owner| &definition.operations[owner]) else { return };
    let subscribing = definition.parameters(called.operation);
    for parameter in definition.parameters(owner) {
        let twin = subscribing.iter().find(|twin| {
            twin.name.is_some() && twin.name == parameter.name && twin.location != Some(Location::Body)
        });
        let Some(twin) = twin.filter(|_| parameter.location != Some(Location::Body)) else { continue };
        let (node, other) = (definition.parameter_node(parameter), definition.parameter_node(twin));
        let same_type = kind(node).is_none() || kind(other).is_none() || kind(node) == kind(other);
        let same_visibility = Visibility::of(node) == Visibility::of(other);
        if same_type && same_visibility {
            continue;
        }
        let name = parameter.name.as_deref().unwrap_or_default();
        let what = match (same_type, same_visibility) {
            (false, false) => "type and visibility",
            (false, true) => "type",
            _ => "visibility",
        };
        let file = context.file_of(node);
        let id = called.id;
        let message = format!(
            "'{name}' is also a parameter of '{id}', where it has another {what}. Make the two alike."
        );
        let usage = definition.node(parameter.usage);
        let changes = ALIKE.iter().filter_map(|member| alike(node, other, member)).collect();
        let finding = context.on(usage, underline::parameter(usage), message);
        finding.related(file, other.head_span(), format!("This is '{name}' of '{id}'."));
        offer(finding, &format!("Make it like that of '{id}'"), changes);
    }
}

fn kind(parameter: Node<'_>) -> Option<std::borrow::Cow<'_, str>> {
    parameter.get("type").and_then(Node::as_str)
}

/// The change after which a parameter has the member that the other one has.
fn alike(parameter: Node<'_>, other: Node<'_>, member: &str) -> Option<Change> {
    match (parameter.get(member), other.get(member)) {
        (Some(mine), Some(theirs)) if mine.same_value(theirs) => None,
        (Some(mine), Some(theirs)) => Some(Change::Replace(mine.id(), theirs.raw().to_owned())),
        (Some(mine), None) => Some(Change::Remove(mine.id())),
        (None, Some(theirs)) => Some(Change::Insert {
            object: parameter.id(),
            name: member.to_owned(),
            value: theirs.raw().to_owned(),
            after: Some("type".to_owned()),
        }),
        (None, None) => None,
    }
}
