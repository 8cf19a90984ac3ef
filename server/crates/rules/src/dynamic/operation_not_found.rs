//! A drop-down list, a dynamic shape, a connection test or a trigger simulation calls another operation of the same
//! definition by its `operationId`. If no operation has that id, the designer has nothing to call: the field stays
//! empty, and [certification refuses the file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//! It happens most often after an operation was renamed.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetList",
//!   "value-collection": "value",
//!   "value-path": "id",
//!   "value-title": "name"
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-capabilities
//! {
//!   "testConnection": {
//!     "operationId": "WhoAmI"
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetLists",
//!   "value-collection": "value",
//!   "value-path": "id",
//!   "value-title": "name"
//! }
//! ```

use connector::DynamicCall;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/operation-not-found",
    summary: "A design-time call names an operation that does not exist",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationIdNotFound"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    if definition.is_cut_off() {
        return;
    }
    let Some(node) = call.operation_id.map(|id| definition.node(id)) else { return };
    let id = node.as_str().unwrap_or_default();
    let has_other_source = || {
        let object = definition.node(call.node);
        object.get("builtInOperation").is_some() || object.get("capability").is_some()
    };
    if definition.operation(&id).is_some() || id.is_empty() && has_other_source() {
        return;
    }
    let extension = call.form.extension();
    let near = nearest(&id, definition.operation_ids());
    let advice = near.map_or_else(
        || "Give the operationId of an operation in this file.".to_owned(),
        |near| format!("Did you mean '{near}'?"),
    );
    let file = context.file_of(node);
    let finding =
        context.on_value(node, format!("'{extension}' calls '{id}', but no operation has this id. {advice}"));
    if let Some(near) = near {
        finding.fix(Fix::unsafe_(
            format!("Change to '{near}'"),
            file,
            Change::Replace(node.id(), quote(near)),
        ));
    }
}
