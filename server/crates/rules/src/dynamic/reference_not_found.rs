//! A design-time call can pass on what the maker entered in another input of the same operation. The older form names
//! it by `parameter`: the name of a parameter, or of a field of the body, with dots between the steps. The newer form
//! names it by `parameterReference`: the name of a parameter, or the name of the body parameter, a slash, and the path
//! of the field ([source](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list)).
//! If the operation has no such input, the call goes out without the value, or never.
//!
//! In a shared definition the inputs are those of the operations that use it. Only a name that none of them has is
//! reported.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "first",
//!   "in": "query",
//!   "type": "string",
//!   "x-ms-summary": "First Item",
//!   "description": "The item to start with.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "ListItems",
//!     "value-collection": "value",
//!     "value-path": "id",
//!     "parameters": {
//!       "list": { "parameter": "lists" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /definitions/Item/properties/parent
//! {
//!   "type": "string",
//!   "x-ms-summary": "Parent",
//!   "description": "The item that it belongs to.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "ListItems",
//!     "value-collection": "value",
//!     "value-path": "id",
//!     "parameters": {
//!       "list": { "parameter": "catalog" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "first",
//!   "in": "query",
//!   "type": "string",
//!   "x-ms-summary": "First Item",
//!   "description": "The item to start with.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "ListItems",
//!     "value-collection": "value",
//!     "value-path": "id",
//!     "parameters": {
//!       "list": { "parameter": "list" }
//!     }
//!   }
//! }
//! ```

use connector::{Definition, DynamicCall};
use syntax::edit::quote;

use crate::dynamic_calls::{has_more_users, meant_input, name_form, reference, users};
use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/reference-not-found",
    summary: "A design-time call passes on an input that its operation does not have",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationParameterNameNotFound"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    let form = name_form(call.form);
    for argument in &call.arguments {
        let Some(node) = reference(call, argument).map(|name| definition.node(name)) else { continue };
        let Some(name) = node.as_str() else { continue };
        let Some(first) = users(definition, call).next() else { continue };
        let mut users = users(definition, call);
        if users.any(|user| definition.input(user, &name, form).may_exist())
            || has_more_users(definition, call)
        {
            continue;
        }
        let near = meant_input(definition, first, &name, form);
        let advice = if near.is_some() {
            hint(near.as_deref())
        } else {
            " Name a parameter, or a field of the body.".to_owned()
        };
        let missing = missing(definition, call);
        let file = context.file_of(node);
        let finding = context.on_value(node, format!("{missing} input '{name}'.{advice}"));
        if let Some(near) = near {
            let change = Change::Replace(node.id(), quote(&near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
        }
    }
}

/// Who lacks the input.
fn missing(definition: &Definition, call: &DynamicCall) -> String {
    let mut users = users(definition, call);
    match (users.next(), users.next()) {
        (Some(only), None) => match only.id.as_deref() {
            Some(id) => format!("'{id}' has no"),
            None => "This operation has no".to_owned(),
        },
        _ => format!("None of the {} operations that this belongs to has an", 2 + users.count()),
    }
}
