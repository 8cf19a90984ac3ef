//! The designer can only call an operation when every required parameter has a value: one that the call gives under
//! `parameters`, or a default. With a value missing, the list stays empty or the shape unknown, and [certification
//! refuses the file](https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules).
//! Connection tests can only give constants.
//!
//! ## Bad
//!
//! ```json /paths/~1items/get/parameters/2
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
//! ## Good
//!
//! ```json /paths/~1items/get/parameters/2
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

use std::fmt::Write as _;

use connector::{DynamicCall, DynamicForm, Location, NameForm, Parameter};
use syntax::edit::quote;

use crate::dynamic_calls::{Called, called, name_form};
use crate::fix::{Change, Fix};
use crate::near::nearest;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "dynamic/required-parameter-missing",
    summary: "A design-time call does not give a required parameter of the called operation",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMissingRequiredProperty"],
    check: Check::DynamicCall(check),
};

fn check(context: &mut Context<'_>, call: &DynamicCall) {
    // A notification names the operation that registers it; nothing is called.
    if call.form == DynamicForm::Notification {
        return;
    }
    let Some(called @ Called { definition, operation, id }) = called(context, call) else { return };
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
    let what = if missing.len() == 1 { "the parameter" } else { "the parameters" };
    let span = definition.parameter_node(first).head_span();
    let fix = fix(called, call, &missing);
    let finding = context.on_key(
        node,
        format!(
            "'{id}' requires {what} {names}, which '{extension}' does not give. Add it under 'parameters'."
        ),
    );
    finding.related(file, span, format!("'{}' is required here.", first.name.as_deref().unwrap_or_default()));
    if let Some(change) = fix {
        finding.fix(Fix::unsafe_(format!("Pass on {names}"), file, change));
    }
}

/// Whether the call lacks this parameter. The body is left to the called operation: a call may give single fields.
fn is_missing(called: Called<'_>, call: &DynamicCall, parameter: &Parameter) -> bool {
    let Called { definition, operation, .. } = called;
    let Some(name) = parameter.name.as_deref() else { return false };
    if !parameter.required || parameter.location == Some(Location::Body) {
        return false;
    }
    if definition.parameter_node(parameter).get("default").is_some() {
        return false;
    }
    // A misspelt name is reported where it stands.
    let gives = |argument: &connector::dynamic::Argument| {
        let given = definition.node(argument.node).name();
        given == name
            || !definition.input(operation, &given, NameForm::Plain).may_exist()
                && nearest(&given, [name]).is_some()
    };
    !call.arguments.iter().any(gives)
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
    let mut users = definition.users(call.node).peekable();
    users.peek()?;
    let has_all = |user: usize| {
        let user = &definition.operations[user];
        missing.iter().all(|name| definition.input(user, name, form).parameter.is_some())
    };
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
