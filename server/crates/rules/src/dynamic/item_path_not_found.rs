//! For each element of a drop-down list, one path says which field is the value that is sent (`value-path`, in the
//! newer form `itemValuePath`) and another which field makers see (`value-title`, `itemTitlePath`). A path to a field
//! that the elements do not have leaves the choices without value or without text.
//! ([Microsoft's validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! looks at the schema of the successful response.)
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetLists",
//!   "value-collection": "value",
//!   "value-path": "Id",
//!   "value-title": "displayName"
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

use connector::definition::PathStep;
use connector::{DynamicCall, DynamicForm};
use syntax::edit::quote;

use crate::dynamic_calls::{Collection, called, collection, follow_described, near_path};
use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/item-path-not-found",
    summary: "The path to the value or title of a choice leads nowhere in the elements of the list",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InvokedOperationShouldProduceProperty"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let members: &[&str] = match call.form {
        DynamicForm::Values => &["value-path", "value-title"],
        DynamicForm::List => &["itemValuePath", "itemTitlePath"],
        DynamicForm::TreeOpen | DynamicForm::TreeBrowse => {
            &["itemValuePath", "itemTitlePath", "itemFullTitlePath"]
        }
        _ => return,
    };
    let Some(called) = called(context, call) else { return };
    let Collection::Elements(elements) = collection(called, call) else { return };
    let definition = called.definition;
    let object = definition.node(call.node);
    for node in members.iter().filter_map(|member| object.get(member)) {
        let Some(path) = node.as_str().filter(|path| !path.is_empty()) else { continue };
        let PathStep::Missing { .. } = follow_described(definition, elements, &path) else { continue };
        let near = near_path(definition, elements, &path);
        let id = called.id;
        let file = context.file_of(node);
        let advice = if near.is_some() {
            hint(near.as_deref())
        } else {
            " Describe it in the response, or name another field.".to_owned()
        };
        let finding = context
            .on_value(node, format!("The elements that '{id}' answers with have no '{path}'.{advice}"));
        finding.related(file, elements.head_span(), "The elements are described here.");
        if let Some(near) = near {
            let change = Change::Replace(node.id(), quote(&near));
            finding.fix(Fix::unsafe_(format!("Change to '{near}'"), file, change));
        }
    }
}
