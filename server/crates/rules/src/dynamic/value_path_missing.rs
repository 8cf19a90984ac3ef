//! Each choice of a drop-down list is an object. `value-path` (in the newer form `itemValuePath`) says which of its
//! fields is the value that is sent; without it the designer does not know.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values))
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/0/x-ms-dynamic-values
//! {
//!   "operationId": "GetLists",
//!   "value-collection": "value",
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

use connector::{DynamicCall, DynamicForm};
use syntax::Node;
use syntax::edit::quote;

use crate::dynamic_calls::{Called, Collection, called, collection};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/value-path-missing",
    summary: "A drop-down list does not say which field of a choice is its value",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::DynamicCall(check),
};

/// Names that usually are the key of an element.
const KEYS: [&str; 4] = ["id", "key", "value", "code"];

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let member = match call.form {
        DynamicForm::Values => "value-path",
        DynamicForm::List => "itemValuePath",
        _ => return,
    };
    let Some(definition) = context.definition() else { return };
    let object = definition.node(call.node);
    if object.get(member).is_some() || object.get("capability").is_some() {
        return;
    }
    let fields = called(context, call).and_then(|called| fields(called, call));
    if fields.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    let file = context.file_of(object);
    let message =
        format!("The list does not say which field is the value. Add '{member}' with the path of the field.");
    let finding = context.on_key(object, message);
    let Some(field) = fields.as_deref().and_then(value_field) else { return };
    let name = field.name();
    let change = Change::Insert {
        object: object.id(),
        name: member.to_owned(),
        value: quote(&name),
        after: call.form.collection_member().map(str::to_owned),
    };
    finding.fix(Fix::unsafe_(format!("Use '{name}' as the value"), file, change));
}

/// The fields that the elements have, if that is known; empty for plain texts or numbers.
fn fields<'c>(called: Called<'c>, call: &DynamicCall) -> Option<Vec<Node<'c>>> {
    let Collection::Elements(elements) = collection(called, call) else { return None };
    let fields = called.definition.properties(elements);
    let kind = elements.get("type").and_then(Node::as_str);
    let is_scalar = kind.is_some_and(|kind| kind != "object" && kind != "array");
    (is_scalar || !fields.is_empty()).then_some(fields)
}

/// The only field, or the one with the name of a key.
fn value_field<'f, 'c>(fields: &'f [Node<'c>]) -> Option<&'f Node<'c>> {
    if let [only] = fields {
        return Some(only);
    }
    KEYS.iter().find_map(|key| fields.iter().find(|field| field.name().eq_ignore_ascii_case(key)))
}
