//! The designer can only call an operation when every required parameter has a value: one that the call gives under
//! `parameters`, or a default. With a value missing, the list stays empty or the shape unknown, and [certification
//! refuses the file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//! Connection tests can only give constants.
//!
//! A parameter whose value comes from an optional input is reported as a warning: as long as that input is empty, the
//! call cannot be made.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "first",
//!   "in": "query",
//!   "type": "string",
//!   "x-ms-summary": "First Item",
//!   "description": "The item to start with.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "ListItems",
//!     "value-collection": "value",
//!     "value-path": "id"
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "list",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "List",
//!     "description": "The list to look in."
//!   },
//!   {
//!     "name": "related",
//!     "in": "query",
//!     "type": "string",
//!     "x-ms-summary": "Related Item",
//!     "description": "Another item.",
//!     "x-ms-dynamic-values": {
//!       "operationId": "ListItems",
//!       "value-collection": "value",
//!       "value-path": "id",
//!       "parameters": {
//!         "list": { "parameter": "list" }
//!       }
//!     }
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/1
//! {
//!   "name": "first",
//!   "in": "query",
//!   "type": "string",
//!   "x-ms-summary": "First Item",
//!   "description": "The item to start with.",
//!   "x-ms-dynamic-values": {
//!     "operationId": "ListItems",
//!     "value-collection": "value",
//!     "value-path": "id",
//!     "parameters": {
//!       "list": { "parameter": "list" }
//!     }
//!   }
//! }
//! ```
//!
//! ## Fix
//!
//! Passes on the inputs that have the same names as the missing parameters.

use std::borrow::Cow;
use std::fmt::Write as _;

use connector::dynamic::Argument;
use connector::{Definition, DynamicCall, DynamicForm, Location, NameForm, Operation, Parameter};
use syntax::Node;
use syntax::edit::quote;

use crate::dynamic_calls::{Called, called, has_more_users, name_form, reference, users};
use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/required-parameter-missing",
    summary: "A design-time call does not give a required parameter of the called operation",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMissingRequiredProperty", "OperationParameterRequiredMismatch"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    // A notification names the operation that registers it; nothing is called.
    if call.form == DynamicForm::Notification {
        return;
    }
    let Some(called) = called(context, call) else { return };
    check_missing(context, called, call);
    check_optional(context, called, call);
}

fn check_missing(context: &mut Context<'_>, called: Called<'_>, call: &DynamicCall) {
    let Called { definition, operation, id } = called;
    let parameters = definition.parameters(operation);
    let Some(first) = parameters.iter().find(|parameter| is_missing(called, call, parameter)) else { return };
    let missing: Vec<&str> = parameters
        .iter()
        .filter(|parameter| is_missing(called, call, parameter))
        .filter_map(|parameter| parameter.name.as_deref())
        .collect();
    let node = definition.node(call.node);
    let file = context.file_of(node);
    let names = missing.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    let extension = call.form.extension();
    let (what, it) = if missing.len() == 1 { ("the parameter", "it") } else { ("the parameters", "them") };
    let fix = fix(called, call, &missing);
    let finding = context.on_key(
        node,
        format!(
            "'{id}' requires {what} {names}, which '{extension}' does not give. Add {it} under 'parameters'."
        ),
    );
    let name = first.name.as_deref().unwrap_or_default();
    let span = definition.parameter_node(first).head_span();
    finding.related(file, span, format!("'{name}' is required here."));
    if let Some(change) = fix {
        finding.fix(Fix::unsafe_(format!("Pass on {names}"), file, change));
    }
}

/// Whether an operation cannot do without a value: a path has no place for one that is missing, whatever the parameter
/// says.
fn is_required(parameter: &Parameter) -> bool {
    parameter.required || parameter.location == Some(Location::Path)
}

/// Whether the call lacks this parameter.
fn is_missing(called: Called<'_>, call: &DynamicCall, parameter: &Parameter) -> bool {
    let Called { definition, operation, .. } = called;
    let Some(name) = parameter.name.as_deref() else { return false };
    if !is_required(parameter) || has_default(definition, parameter) {
        return false;
    }
    let is_body = parameter.location == Some(Location::Body);
    if is_body && !needs_fields(definition, parameter) {
        return false;
    }
    let given = || call.arguments.iter().map(|argument: &Argument| definition.node(argument.node).name());
    if given().any(|given| given == name) {
        return false;
    }
    let stands_for_it = |given: Cow<'_, str>| {
        let found = definition.input(operation, &given, NameForm::Plain);
        // A misspelt name is reported where it stands.
        is_body && found.parameter.is_none() && found.may_exist()
            || !found.may_exist() && nearest(&given, [name]).is_some()
    };
    !given().any(stands_for_it)
}

/// Whether a body has fields that someone must fill in.
fn needs_fields(definition: &Definition, body: &Parameter) -> bool {
    let schema = definition.parameter_node(body).get("schema").and_then(|schema| definition.resolve(schema));
    let required = |schema: Node<'_>| {
        let mut names = schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str);
        names.any(|name| {
            let field = definition.property(schema, &name).and_then(|field| definition.resolve(field));
            field.is_some_and(|field| field.get("default").is_none())
        })
    };
    schema.is_some_and(required)
}

fn has_default(definition: &Definition, parameter: &Parameter) -> bool {
    definition.parameter_node(parameter).get("default").is_some()
}

/// Reports required parameters that get their value from an input that may stay empty in every operation.
fn check_optional(context: &mut Context<'_>, called: Called<'_>, call: &DynamicCall) {
    let Called { definition, operation, id } = called;
    for argument in &call.arguments {
        let Some(source) = reference(call, argument).map(|source| definition.node(source)) else { continue };
        let Some(name) = source.as_str() else { continue };
        let given = definition.node(argument.node).name();
        let target = definition.input(operation, &given, NameForm::Plain).parameter;
        let is_needed = target.is_some_and(|target| {
            is_required(target) && target.location != Some(Location::Body) && !has_default(definition, target)
        });
        if !is_needed {
            continue;
        }
        let may_be_empty = |user: &Operation| {
            let input = definition.input(user, &name, name_form(call.form));
            input.parameter.is_some_and(|input| {
                let is_scalar = input.location.is_some_and(|location| location != Location::Body);
                is_scalar && !is_required(input) && !has_default(definition, input)
            })
        };
        let mut users = users(definition, call).peekable();
        if users.peek().is_some() && users.all(may_be_empty) && !has_more_users(definition, call) {
            let message = format!(
                "'{id}' requires '{given}', but '{name}' is optional: the call waits until it is filled in. Make \
                 '{name}' required, or give '{given}' a default."
            );
            context.on_value(source, message).at_most(Severity::Warning);
        }
    }
}

/// Passes on inputs of the same names, if every operation that makes the call has them.
fn fix(called: Called<'_>, call: &DynamicCall, missing: &[&str]) -> Option<Change> {
    let Called { definition, .. } = called;
    let form = name_form(call.form);
    let key = match call.form {
        DynamicForm::Values | DynamicForm::Schema => "parameter",
        form if form.is_newer() => "parameterReference",
        _ => return None,
    };
    let mut users = users(definition, call).peekable();
    users.peek()?;
    let has_all =
        |user: &Operation| missing.iter().all(|name| definition.input(user, name, form).parameter.is_some());
    if !users.all(has_all) {
        return None;
    }
    let object = definition.node(call.node);
    let existing = object.get("parameters").filter(|parameters| parameters.is_object());
    match (existing, missing) {
        (Some(parameters), [name]) => Some(Change::Insert {
            object: parameters.id(),
            name: (*name).to_owned(),
            value: format!("{{{}:{}}}", quote(key), quote(name)),
            after: None,
        }),
        // Several members at once would need several changes: the author adds the others.
        (Some(_), _) => None,
        (None, _) if object.get("parameters").is_some() => None,
        (None, _) => {
            let mut value = String::from("{");
            for (index, name) in missing.iter().enumerate() {
                let comma = if index == 0 { "" } else { "," };
                let _ = write!(value, "{comma}{}:{{{}:{}}}", quote(name), quote(key), quote(name));
            }
            value.push('}');
            Some(Change::Insert { object: object.id(), name: "parameters".to_owned(), value, after: None })
        }
    }
}
