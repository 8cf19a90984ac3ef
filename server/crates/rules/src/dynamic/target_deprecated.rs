//! A drop-down list or a dynamic shape that is fetched from a deprecated operation stops working when that operation is
//! taken away. Call its successor.
//! ([How operations come and go](https://learn.microsoft.com/en-us/connectors/custom-connectors/operational-versioning))
//!
//! A deprecated operation may go on calling another one; the two leave together.
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/deprecated
//! true
//! ```
//!
//! ```json /paths/~1lists/get/summary
//! "Get lists (deprecated)"
//! ```
//!
//! ```json /paths/~1lists/get/x-ms-api-annotation
//! { "status": "Production", "family": "GetLists", "revision": 1 }
//! ```
//!
//! ```json /paths/~1v2~1lists/get
//! {
//!   "summary": "Get lists",
//!   "description": "Gets the lists to choose from.",
//!   "operationId": "GetLists_V2",
//!   "x-ms-visibility": "internal",
//!   "x-ms-api-annotation": { "status": "Production", "family": "GetLists", "revision": 2 },
//!   "responses": {
//!     "200": {
//!       "description": "The lists.",
//!       "schema": {
//!         "type": "object",
//!         "properties": {
//!           "value": {
//!             "type": "array",
//!             "x-ms-summary": "Lists",
//!             "description": "All lists.",
//!             "items": {
//!               "type": "object",
//!               "properties": {
//!                 "id": { "type": "string", "x-ms-summary": "List ID", "description": "The key of the list." },
//!                 "name": { "type": "string", "x-ms-summary": "List Name", "description": "The name of the list." },
//!                 "owner": { "type": "string", "x-ms-summary": "Owner", "description": "Who made the list." }
//!               }
//!             }
//!           }
//!         }
//!       }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/deprecated
//! false
//! ```
//!
//! ## Fix
//!
//! Calls the newest revision of the same family that is not deprecated.

use connector::{Definition, DynamicCall, DynamicForm, Operation};
use syntax::edit::quote;

use crate::dynamic_calls::{called, has_more_users, users};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/target-deprecated",
    summary: "A design-time call goes to a deprecated operation",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(called) = called(context, call) else { return };
    let definition = called.definition;
    if !called.operation.annotation.deprecated || call.form == DynamicForm::Notification {
        return;
    }
    let mut users = users(definition, call).peekable();
    let is_used = users.peek().is_some();
    if is_used && users.all(|user| user.annotation.deprecated) && !has_more_users(definition, call) {
        return;
    }
    let Some(node) = call.operation_id.map(|id| definition.node(id)) else { return };
    let file = context.file_of(node);
    let id = called.id;
    let successor = successor(definition, called.operation);
    let advice = successor.map_or_else(
        || "Call an operation that stays.".to_owned(),
        |successor| format!("Call '{successor}', its newest revision."),
    );
    let target = definition.node(called.operation.node);
    let mark = target.get("deprecated").map_or_else(|| target.head_span(), syntax::Node::head_span);
    let finding = context.on_value(node, format!("'{id}' is deprecated and may be taken away. {advice}"));
    finding.related(file, mark, format!("'{id}' is deprecated here."));
    if let Some(successor) = successor {
        let change = Change::Replace(node.id(), quote(successor));
        finding.fix(Fix::unsafe_(format!("Change to '{successor}'"), file, change));
    }
}

/// The newest revision of the family that is not deprecated.
fn successor<'d>(definition: &'d Definition, operation: &Operation) -> Option<&'d str> {
    let family = definition.family(operation.family_name()?)?;
    let members = family.members.iter().rev().map(|&member| &definition.operations[member]);
    let newer = members.take_while(|member| member.revision() > operation.revision());
    let mut lasting = newer.filter(|member| !member.annotation.deprecated);
    lasting.find_map(|member| member.id.as_deref())
}
