//! The older and the newer dynamic extensions write arguments differently. `x-ms-dynamic-values` and
//! `x-ms-dynamic-schema` take a plain constant, or `{"parameter": "name"}`. `x-ms-dynamic-list`,
//! `x-ms-dynamic-properties` and `x-ms-dynamic-tree` take `{"value": constant}` or `{"parameterReference": "name"}`,
//! and exactly one of the two. An argument in the way of the other form is not understood.
//! ([Source](https://learn.microsoft.com/en-us/connectors/custom-connectors/openapi-extensions#x-ms-dynamic-list))
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "required": true,
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to look in."
//!   },
//!   {
//!     "name": "first",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "First Item",
//!     "description": "The item to start with.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": {
//!         "list": { "parameterReference": "list" }
//!       }
//!     },
//!     "x-ms-dynamic-list": {
//!       "operationId": "ListItems",
//!       "itemsPath": "value",
//!       "itemValuePath": "id",
//!       "parameters": {
//!         "list": { "parameter": "list" },
//!         "top": 10
//!       }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "required": true,
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to look in."
//!   },
//!   {
//!     "name": "first",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "First Item",
//!     "description": "The item to start with.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": {
//!         "list": { "parameter": "list" },
//!         "top": 10
//!       }
//!     },
//!     "x-ms-dynamic-list": {
//!       "operationId": "ListItems",
//!       "itemsPath": "value",
//!       "itemValuePath": "id",
//!       "parameters": {
//!         "list": { "parameterReference": "list" },
//!         "top": { "value": 10 }
//!       }
//!     }
//!   }
//! ]
//! ```

use connector::{DynamicCall, DynamicForm, NameForm};
use syntax::{Kind, Node};

use crate::dynamic_calls::users;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/parameter-form-invalid",
    summary: "An argument of a design-time call is written in the way of another form",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &[],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    let is_older = matches!(call.form, DynamicForm::Values | DynamicForm::Schema);
    let Some(definition) = context.definition() else { return };
    if !is_older && !call.form.is_newer() {
        return;
    }
    for argument in &call.arguments {
        let node = definition.node(argument.node);
        if matches!(node.kind(), Kind::Missing | Kind::Invalid) {
            continue;
        }
        if is_older { check_older(context, call, node) } else { check_newer(context, call, node) }
    }
}

/// A constant, or an object with `parameter`. An object without it may be a constant, unless it is what the newer
/// form would write.
fn check_older(context: &mut Context<'_>, call: &DynamicCall, node: Node<'_>) {
    let (name, extension) = (node.name(), call.form.extension());
    if node.get("parameter").is_some() {
        return;
    }
    let Some(written) = node.get("parameterReference") else { return };
    let file = context.file_of(node);
    let fits = reads_as(context, call, written, NameForm::Plain);
    let message = format!(
        "'{extension}' names an input by 'parameter', not by 'parameterReference'. Rename it in '{name}'."
    );
    let finding = context.on_key(node, message);
    if node.members().count() == 1 && fits {
        let change = Change::Rename(written.id(), "parameter".to_owned());
        finding.fix(Fix::unsafe_("Rename to 'parameter'", file, change));
    }
}

/// An object with exactly one source.
fn check_newer(context: &mut Context<'_>, call: &DynamicCall, node: Node<'_>) {
    let (name, extension) = (node.name(), call.form.extension());
    let file = context.file_of(node);
    if !node.is_object() {
        let message =
            format!("'{extension}' takes a constant as {{\"value\": …}}. Write '{name}' like that.");
        let finding = context.on_key(node, message);
        let change = Change::Replace(node.id(), format!("{{\"value\":{}}}", node.raw()));
        finding.fix(Fix::unsafe_("Wrap it in 'value'", file, change));
        return;
    }
    let has = |member: &str| node.get(member).is_some();
    let sources =
        ["value", "parameterReference", "selectedItemValuePath"].into_iter().filter(|name| has(name)).count();
    match (sources, node.get("parameter")) {
        (1, None) => {}
        (0, Some(written)) => {
            let fits = reads_as(context, call, written, NameForm::Full);
            let message = format!(
                "'{extension}' names an input by 'parameterReference', not by 'parameter'. Rename it in '{name}'."
            );
            let finding = context.on_key(node, message);
            if node.members().count() == 1 && fits {
                let change = Change::Rename(written.id(), "parameterReference".to_owned());
                finding.fix(Fix::unsafe_("Rename to 'parameterReference'", file, change));
            }
        }
        (0, None) => {
            let message = format!("'{name}' has no value. Give it 'value' or 'parameterReference'.");
            context.on_key(node, message);
        }
        _ => {
            let message =
                format!("'{name}' has more than one source. Keep either 'value' or 'parameterReference'.");
            context.on_key(node, message);
        }
    }
}

/// Whether the name means an input of every operation that makes the call when it is read in this form.
fn reads_as(context: &Context<'_>, call: &DynamicCall, name: Node<'_>, form: NameForm) -> bool {
    let (Some(definition), Some(name)) = (context.definition(), name.as_str()) else { return false };
    users(definition, call).all(|user| definition.input(user, &name, form).may_exist())
}
