//! Each choice of a drop-down list is an object. `value-path` (in the newer form `itemValuePath`) says which of its
//! fields is the value that is sent; [the designer](https://github.com/Azure/LogicAppsUX) cannot fill the list without
//! it. Only a list of plain texts or numbers, for an input that takes several of them, needs none.
//! ([How it is written](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-values))
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

use connector::{Definition, DynamicCall, DynamicForm};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

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
    let has_other_source = object.get("builtInOperation").is_some() || object.get("capability").is_some();
    if object.get(member).is_some() || has_other_source || !object.is_object() {
        return;
    }
    let fields = called(context, call).and_then(|called| fields(called, call));
    let are_scalars = fields.as_ref().is_some_and(Vec::is_empty);
    // The older form looks at the input that the values are for, the newer one at the values.
    let needs_none = match call.form {
        DynamicForm::Values => is_for_scalars(definition, object),
        _ => are_scalars,
    };
    if needs_none {
        return;
    }
    let file = context.file_of(object);
    let message = if are_scalars {
        format!(
            "The list holds plain values, and '{member}' can name no field of them. Answer with objects instead."
        )
    } else {
        format!("The list does not say which field is the value. Add '{member}' with the path of the field.")
    };
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

/// Whether the values are for an input that takes several texts or numbers: they stand on the list or its elements.
fn is_for_scalars(definition: &Definition, object: Node<'_>) -> bool {
    let Some(input) = object.parent() else { return false };
    let place = definition.document.place(input);
    let elements = match place {
        Place::ItemsSchema | Place::ParameterItems => Some(input),
        _ => input.get("items").and_then(|items| definition.resolve(items)),
    };
    let kind = elements.and_then(|elements| elements.get("type")).and_then(Node::as_str);
    kind.is_some_and(|kind| kind != "object" && kind != "array")
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
