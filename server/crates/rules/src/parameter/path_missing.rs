//! Every variable of a path needs a parameter that fills it, with `in: path` and the same name. Without one the
//! platform does not know what to send, and refuses the connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1orders~1{number}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1lists~1{list}~1orders~1{id}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [{ "$ref": "#/parameters/ItemKey" }],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders~1{number}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [
//!     {
//!       "name": "number",
//!       "in": "path",
//!       "required": true,
//!       "type": "string",
//!       "x-ms-summary": "Number",
//!       "description": "The number of the order.",
//!       "x-ms-url-encoding": "single"
//!     }
//!   ],
//!   "responses": {
//!     "200": { "description": "The order.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::template::{Variable, variables};
use connector::{Operation, Parameter};
use syntax::Node;
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::template::{meant_for, path_names, unfilled};
use crate::underline::is_whole;
use crate::{Context, Severity, naming, paths, underline};

pub static RULE: Rule = Rule {
    code: "parameter/path-missing",
    summary: "A variable of the path has no parameter",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["OperationMissingPathParameter"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let path = definition.path(operation);
    // Variables that are not well formed have a finding of their own.
    if crate::paths::mistake(&path).is_some() {
        return;
    }
    let parameters = definition.parameters(operation);
    let unfilled = unfilled(&path, parameters);
    // A parameter of unknown name may be the one: its broken reference has a finding of its own.
    let may_be_there = |found: &Parameter| found.is_unresolved || found.name.is_none();
    if unfilled.is_empty()
        || parameters.iter().any(may_be_there)
        || !is_whole(definition.node(operation.node))
    {
        return;
    }
    let strangers =
        || path_names(parameters).filter(|name| variables(&path).all(|variable| variable.name != *name));
    let meant: Vec<&str> = strangers().filter_map(|name| meant_for(name, &unfilled)).collect();
    for &variable in &unfilled {
        let elsewhere = parameters.iter().find(|found| found.name.as_deref() == Some(variable.name));
        // A misspelt name and an unknown place have findings of their own.
        if !meant.contains(&variable.name) && elsewhere.is_none_or(|found| found.location.is_some()) {
            report(context, operation, variable, elsewhere);
        }
    }
}

fn report(
    context: &mut Context<'_>,
    operation: &Operation,
    variable: Variable<'_>,
    elsewhere: Option<&Parameter>,
) {
    let Some(definition) = context.definition() else { return };
    let node = definition.node(operation.node);
    let path_node = definition.node(definition.path_item(operation).node);
    let method = operation.method.name();
    let name = variable.name;
    let message = match elsewhere.and_then(|found| found.location) {
        Some(location) => {
            let location = location.name();
            format!(
                "The path variable '{name}' is filled from '{location}' in {method}. It must come from 'path'."
            )
        }
        None => {
            format!("The path variable '{name}' has no parameter in {method}. Add one with \"in\": \"path\".")
        }
    };
    let file = context.file_of(node);
    let finding =
        context.on(node, paths::span(path_node, variable.start, variable.start + name.len()), message);
    if let Some(elsewhere) = elsewhere {
        let usage = definition.node(elsewhere.usage);
        finding.related(file, underline::parameter(usage), format!("'{name}' is declared here."));
    } else if let Some(change) = insertion(node, name) {
        finding.fix(Fix::unsafe_(format!("Add the parameter '{name}'"), file, change));
    }
}

/// A parameter for the variable, added to the operation's list. `None` if that list is no list.
fn insertion(operation: Node<'_>, name: &str) -> Option<Change> {
    let label = naming::title_case(name);
    let words = naming::phrase(name);
    let parameter = format!(
        r#"{{ "name": {}, "in": "path", "required": true, "type": "string", "x-ms-summary": {},
             "description": {}, "x-ms-url-encoding": "single" }}"#,
        quote(name),
        quote(if label.is_empty() { name } else { &label }),
        quote(&format!("The {words} to use.")),
    );
    match operation.get("parameters") {
        Some(list) => list.is_array().then(|| Change::Append(list.id(), parameter)),
        None => Some(Change::Insert {
            object: operation.id(),
            name: "parameters".to_owned(),
            value: format!("[{parameter}]"),
            after: Some("operationId".to_owned()),
        }),
    }
}
