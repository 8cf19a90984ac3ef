//! `x-ms-dynamic-values` and `x-ms-dynamic-schema` were made to pass on parameters. To pass on a field of the body, or to
//! lead to the `properties` of a schema, they need the newer form beside them, which says where a field is:
//! `x-ms-dynamic-list` and `x-ms-dynamic-properties`. [The
//! validator](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules) asks
//! for it, and that both lead to the same schema.
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "folder": { "type": "string", "x-ms-summary": "Folder", "description": "The folder to look in." },
//!     "title": {
//!       "type": "string",
//!       "x-ms-summary": "Title",
//!       "description": "The name of the item.",
//!       "x-ms-dynamic-values": {
//!         "operationId": "ListItems",
//!         "value-collection": "value",
//!         "value-path": "title",
//!         "parameters": { "list": { "parameter": "folder" } }
//!       }
//!     }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "x-ms-dynamic-schema": { "operationId": "GetShape", "value-path": "shape/properties" },
//!   "x-ms-dynamic-properties": { "operationId": "GetShape", "itemValuePath": "shape/properties" }
//! }
//! ```
//!
//! ```json /paths/~1shape/get
//! {
//!   "summary": "Get shape",
//!   "description": "Gets the shape of an item.",
//!   "operationId": "GetShape",
//!   "x-ms-visibility": "internal",
//!   "responses": {
//!     "200": {
//!       "description": "The shape.",
//!       "schema": {
//!         "type": "object",
//!         "properties": {
//!           "shape": {
//!             "type": "object",
//!             "x-ms-summary": "Shape",
//!             "description": "The schema.",
//!             "properties": {
//!               "properties": {
//!                 "type": "object",
//!                 "x-ms-summary": "Properties",
//!                 "description": "The fields.",
//!                 "additionalProperties": { "type": "string" }
//!               }
//!             }
//!           }
//!         }
//!       }
//!     },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/post/parameters/0/schema
//! {
//!   "type": "object",
//!   "properties": {
//!     "folder": { "type": "string", "x-ms-summary": "Folder", "description": "The folder to look in." },
//!     "title": {
//!       "type": "string",
//!       "x-ms-summary": "Title",
//!       "description": "The name of the item.",
//!       "x-ms-dynamic-values": {
//!         "operationId": "ListItems",
//!         "value-collection": "value",
//!         "value-path": "title",
//!         "parameters": { "list": { "parameter": "folder" } }
//!       },
//!       "x-ms-dynamic-list": {
//!         "operationId": "ListItems",
//!         "itemsPath": "value",
//!         "itemValuePath": "title",
//!         "parameters": { "list": { "parameterReference": "body/folder" } }
//!       }
//!     }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Adds the newer form, made from the older one, or corrects its path.

use std::borrow::Cow;

use connector::definition::PathStep;
use connector::{Definition, DynamicCall, DynamicForm, NameForm, Operation};
use syntax::Node;
use syntax::edit::quote;

use crate::companions::{companion, insertion, schema_object, written};
use crate::dynamic_calls::{reference, users};
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/list-companion-required",
    summary: "A design-time call passes on a field of the body, but only in the older form",
    levels: Levels::all(Severity::Warning),
    fix: FixKind::Unsafe,
    microsoft: &[
        "DynamicListExtensionRequiredForNonParameterReferences",
        "DynamicPropertiesExtensionRequiredForNonParameterReferences",
        "DynamicPropertiesExtensionRequiredForPropertiesValuePath",
        "DynamicPropertiesItemValuePathMismatch",
    ],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let Some(definition) = context.definition() else { return };
    if !matches!(call.form, DynamicForm::Values | DynamicForm::Schema) {
        return;
    }
    if let Some(newer) = written(definition, call) {
        if call.form == DynamicForm::Schema {
            check_paths(context, definition.node(call.node), newer);
        }
        return;
    }
    let node = definition.node(call.node);
    let Some(name) = companion(call.form).map(DynamicForm::extension) else { return };
    let path = node.get("value-path").and_then(Node::as_str);
    let leads_into =
        path.filter(|path| call.form == DynamicForm::Schema && schema_object(path) != path.as_ref());
    let message = if let Some(field) = field_passed_on(definition, call) {
        format!(
            "'{field}' is a field of the body, which only '{name}' can pass on for sure. Add that beside it."
        )
    } else if leads_into.is_some() {
        format!(
            "The path leads to the properties of a schema. Add '{name}' beside it, which leads to the schema."
        )
    } else {
        return;
    };
    let file = context.file_of(node);
    let change = insertion(definition, call);
    let finding = context.on_key(node, message);
    if let Some(change) = change {
        finding.fix(Fix::unsafe_(format!("Add '{name}'"), file, change));
    }
}

/// The first name that surely stands for a field of the body, and for nothing else.
fn field_passed_on<'d>(definition: &'d Definition, call: &DynamicCall) -> Option<Cow<'d, str>> {
    call.arguments.iter().find_map(|argument| {
        let name = definition.node(reference(call, argument)?).as_str()?;
        let is_field = |user: &Operation| {
            let input = definition.input(user, &name, NameForm::Plain);
            !input.is_uncertain && input.parameter.is_none() && matches!(input.field, PathStep::Found(_))
        };
        users(definition, call).any(is_field).then_some(name)
    })
}

/// The text of a member; empty without it, `None` if it is no text.
fn path<'n>(node: Node<'n>, name: &str) -> Option<Cow<'n, str>> {
    node.get(name).map_or(Some(Cow::Borrowed("")), Node::as_str)
}

/// Whether both forms lead to the same schema.
fn check_paths(context: &mut Context<'_>, older: Node<'_>, newer: Node<'_>) {
    if !newer.is_object() {
        return;
    }
    let same_operation = path(older, "operationId") == path(newer, "operationId");
    let (Some(given), Some(found)) = (path(older, "value-path"), path(newer, "itemValuePath")) else {
        return;
    };
    let expected = schema_object(&given);
    if !same_operation || expected == found {
        return;
    }
    let file = context.file_of(newer);
    let path_node = newer.get("itemValuePath");
    let advice = if expected.is_empty() {
        "Leave 'itemValuePath' out.".to_owned()
    } else {
        format!("Use '{expected}' as 'itemValuePath'.")
    };
    let message = format!("'x-ms-dynamic-schema' leads to another schema than this. {advice}");
    let change = match path_node {
        Some(written) if expected.is_empty() => Change::Remove(written.id()),
        Some(written) => Change::Replace(written.id(), quote(expected)),
        None => Change::Insert {
            object: newer.id(),
            name: "itemValuePath".to_owned(),
            value: quote(expected),
            after: Some("operationId".to_owned()),
        },
    };
    let title = match expected {
        "" => "Remove 'itemValuePath'".to_owned(),
        expected => format!("Change to '{expected}'"),
    };
    let finding = match path_node {
        Some(written) => context.on_value(written, message),
        None => context.on_key(newer, message),
    };
    finding
        .related(file, older.head_span(), "The older form is here.")
        .fix(Fix::unsafe_(title, file, change));
}
