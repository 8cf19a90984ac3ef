//! A drop-down list is filled from a list in the answer of the called operation. Without `value-collection` (in the
//! newer form `itemsPath`) the answer itself must be that list; with it, what stands at the path.
//! ([Microsoft's validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules)
//! looks at the schema of the successful response.)
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetLists",
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
use syntax::Node;
use syntax::edit::quote;

use crate::dynamic_calls::{Collection, called, collection, only_list};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/collection-not-array",
    summary: "The values of a drop-down list do not come from a list",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &["InvokedOperationShouldProduceArray"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(called) = called(context, call) else { return };
    let Collection::NotArray(path, root) = collection(called, call) else { return };
    let Some(member) = call.form.collection_member() else { return };
    let definition = called.definition;
    let id = called.id;
    let object = definition.node(call.node);
    let list = only_list(definition, root).filter(|list| !list.is_empty());
    let file = context.file_of(object);
    let advice = match (&list, path) {
        (Some(list), None) => format!("Add '{member}' with '{list}'."),
        (Some(list), Some(_)) => format!("The list is at '{list}'."),
        (None, _) => format!("Give the path of a list in '{member}'."),
    };
    let finding = match path {
        Some(path) => {
            let text = path.as_str().unwrap_or_default();
            context.on_value(path, format!("'{text}' in the answer of '{id}' is not a list. {advice}"))
        }
        None => context.on_key(object, format!("The answer of '{id}' is not a list. {advice}")),
    };
    finding.related(file, root.head_span(), format!("The answer of '{id}' is described here."));
    if let Some(list) = list {
        // An empty path is there, but says nothing.
        let change = match path.or_else(|| object.get(member)) {
            Some(path) => Change::Replace(path.id(), quote(&list)),
            None => insert(object, member, &list),
        };
        finding.fix(Fix::unsafe_(format!("Use the list at '{list}'"), file, change));
    }
}

fn insert(object: Node<'_>, member: &str, list: &str) -> Change {
    Change::Insert {
        object: object.id(),
        name: member.to_owned(),
        value: quote(list),
        after: Some("operationId".to_owned()),
    }
}
