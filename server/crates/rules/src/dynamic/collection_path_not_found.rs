//! A drop-down list is filled from a list in the answer of the called operation; `value-collection` (in the newer form
//! `itemsPath`) is the path to it. If the described answer has nothing there, the designer finds no values.
//! ([Microsoft's validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! looks at the schema of the successful response.)
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetLists",
//!   "value-collection": "values",
//!   "value-path": "id",
//!   "value-title": "name"
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

use crate::dynamic_calls::{Collection, called, collection, near_path, only_list};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/collection-path-not-found",
    summary: "The path to the list of values leads nowhere in the answer of the called operation",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InvokedOperationShouldProduceArray", "InvokedOperationShouldProduceProperty"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(called) = called(context, call) else { return };
    let Collection::PathMissing(node, root) = collection(called, call) else { return };
    let path = node.as_str().unwrap_or_default();
    let definition = called.definition;
    let member = node.name();
    let near = near_path(definition, root, &path);
    let only = if near.is_none() { only_list(definition, root) } else { None };
    let advice = match (&near, only.as_deref()) {
        (Some(near), _) => format!("Did you mean '{near}'?"),
        (None, Some("")) => format!("The answer itself is the list: remove '{member}'."),
        (None, Some(only)) => format!("Its only list is at '{only}'."),
        (None, None) => format!("Describe it in the response, or correct '{member}'."),
    };
    let file = context.file_of(node);
    let id = called.id;
    let finding = context.on_value(node, format!("The answer of '{id}' has nothing at '{path}'. {advice}"));
    finding.related(file, root.head_span(), format!("The answer of '{id}' is described here."));
    match near.or(only).as_deref() {
        Some("") => {
            finding.fix(Fix::unsafe_(format!("Remove '{member}'"), file, Change::Remove(node.id())));
        }
        Some(list) => {
            let change = Change::Replace(node.id(), quote(list));
            finding.fix(Fix::unsafe_(format!("Use the list at '{list}'"), file, change));
        }
        None => {}
    }
}
