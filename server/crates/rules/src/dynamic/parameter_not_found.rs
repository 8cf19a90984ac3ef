//! The names under `parameters` of a design-time call are parameters of the operation that is called, not of the one
//! that makes the call. A name that the called operation does not have is not sent, and [certification refuses the
//! file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "field",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Field",
//!     "description": "The field to read.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": {
//!         "list": "open",
//!         "topp": 10
//!       }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Bad
//!
//! ```json /x-ms-capabilities
//! {
//!   "testConnection": {
//!     "operationId": "GetLists",
//!     "parameters": {
//!       "language": "en"
//!     }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "field",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Field",
//!     "description": "The field to read.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": {
//!         "list": "open",
//!         "top": 10
//!       }
//!     }
//!   }
//! ]
//! ```

use connector::{DynamicCall, NameForm};

use crate::dynamic_calls::{Called, called, meant_input, name_form};
use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/parameter-not-found",
    summary: "A design-time call gives a parameter that the called operation does not have",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationParameterNameNotFound"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    if call.arguments.is_empty() {
        return;
    }
    let Some(Called { definition, operation, id }) = called(context, call) else { return };
    for argument in &call.arguments {
        let node = definition.node(argument.node);
        let name = node.name();
        if definition.input(operation, &name, NameForm::Plain).may_exist() {
            continue;
        }
        let near = meant_input(definition, operation, &name, name_form(call.form));
        let file = context.file_of(node);
        let advice = if near.is_some() { hint(near.as_deref()) } else { " Remove it.".to_owned() };
        let finding = context.on_key(node, format!("'{id}' has no parameter '{name}'.{advice}"));
        if let Some(id_node) = operation.id_node {
            finding.related(file, definition.node(id_node).span(), format!("'{id}' is here."));
        }
        if let Some(near) = near {
            finding.fix(Fix::unsafe_(format!("Rename to '{near}'"), file, Change::Rename(node.id(), near)));
        }
        finding.fix(Fix::unsafe_(format!("Remove '{name}'"), file, Change::Remove(node.id())));
    }
}
