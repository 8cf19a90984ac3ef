//! `x-ms-dynamic-list` is newer than `x-ms-dynamic-values`. Designers that do not know it show a plain field without a
//! list, and flows that were made with the older form go on using that. With [both side by
//! side](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list), each
//! takes the one it knows.
//!
//! `x-ms-dynamic-properties` is enough on its own for new connectors, so it is not reported.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0
//! {
//!   "name": "list",
//!   "in": "query",
//!   "required": true,
//!   "type": "string",
//!   "x-ms-summary": "List",
//!   "description": "The list to read.",
//!   "x-ms-dynamic-list": {
//!     "operationId": "GetLists",
//!     "itemsPath": "value",
//!     "itemValuePath": "id",
//!     "itemTitlePath": "name"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/0
//! {
//!   "name": "list",
//!   "in": "query",
//!   "required": true,
//!   "type": "string",
//!   "x-ms-summary": "List",
//!   "description": "The list to read.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "GetLists",
//!     "value-collection": "value",
//!     "value-path": "id",
//!     "value-title": "name"
//!   },
//!   "x-ms-dynamic-list": {
//!     "operationId": "GetLists",
//!     "itemsPath": "value",
//!     "itemValuePath": "id",
//!     "itemTitlePath": "name"
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Adds the older form, made from the newer one.

use connector::{DynamicCall, DynamicForm};

use crate::companions::{insertion, written};
use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/list-without-values",
    summary: "A drop-down list is only written in the newer form",
    levels: Levels::all(Severity::Info),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    if call.form != DynamicForm::List || written(definition, call).is_some() {
        return;
    }
    let node = definition.node(call.node);
    let file = context.file_of(node);
    let change = insertion(definition, call);
    let finding = context.on_key(
        node,
        "Designers that do not know 'x-ms-dynamic-list' show no choices. Add 'x-ms-dynamic-values' beside it.",
    );
    if let Some(change) = change {
        finding.fix(Fix::unsafe_("Add 'x-ms-dynamic-values'", file, change));
    }
}
