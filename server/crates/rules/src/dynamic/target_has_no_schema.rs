//! A drop-down list is filled from the answer of the operation that it calls. When the definition says nothing about
//! that answer, the designer cannot be sure where the list and its fields are, and [certification asks for the
//! schema](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//!
//! ## Bad
//!
//! ```json /paths/~1lists/get/responses/200
//! {
//!   "description": "The lists."
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1lists/get/responses/200
//! {
//!   "description": "The lists.",
//!   "schema": {
//!     "type": "object",
//!     "properties": {
//!       "value": {
//!         "type": "array",
//!         "x-ms-summary": "Lists",
//!         "description": "All lists.",
//!         "items": {
//!           "type": "object",
//!           "properties": {
//!             "id": { "type": "string", "x-ms-summary": "List ID", "description": "The key of the list." },
//!             "name": { "type": "string", "x-ms-summary": "List Name", "description": "The name of the list." }
//!           }
//!         }
//!       }
//!     }
//!   }
//! }
//! ```

use connector::DynamicCall;

use crate::dynamic_calls::{Collection, called, collection};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/target-has-no-schema",
    summary: "A drop-down list calls an operation whose answer is not described",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::None,
    microsoft: &["InvokedOperationShouldProduceArray"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(called) = called(context, call) else { return };
    let Collection::NoSchema = collection(called, call) else { return };
    let Some(node) = call.operation_id.map(|id| called.definition.node(id)) else { return };
    let id = called.id;
    let file = context.file_of(node);
    let target = called.definition.node(called.operation.node);
    let message = format!(
        "'{id}' does not describe its answer, so the list has no known values. Add a schema to its response."
    );
    context.on_value(node, message).related(file, target.head_span(), format!("'{id}' is here."));
}
