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

use connector::{Location, Operation, Parameter};
use syntax::edit::quote;
use syntax::{Node, Span};

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::template::{Variable, unfilled_near, variables};
use crate::{Context, Severity, naming, underline};

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
    let parameters = definition.parameters(operation);
    for (index, variable) in variables(&path).enumerate() {
        let repeated = variables(&path).take(index).any(|earlier| earlier.name == variable.name);
        if repeated || is_accounted_for(&path, parameters, variable.name) {
            continue;
        }
        let node = definition.node(operation.node);
        let path_node = definition.node(definition.path_item(operation).node);
        let elsewhere = parameters.iter().find(|found| found.name.as_deref() == Some(variable.name));
        let method = operation.method.name();
        let name = variable.name;
        let message = match elsewhere.and_then(|found| found.location) {
            Some(location) => {
                let location = location.name();
                format!(
                    "The path variable '{name}' is filled from '{location}' in {method}. It must come from 'path'."
                )
            }
            None => format!(
                "The path variable '{name}' has no parameter in {method}. Add one with \"in\": \"path\"."
            ),
        };
        let file = context.file_of(node);
        let finding = context.on(node, span_of(path_node, variable), message);
        if let Some(elsewhere) = elsewhere {
            let usage = definition.node(elsewhere.usage);
            finding.related(file, underline::parameter(usage), format!("'{name}' is declared here."));
        } else if let Some(change) = insertion(node, name) {
            finding.fix(Fix::unsafe_(format!("Add the parameter '{name}'"), file, change));
        }
    }
}

/// Whether a parameter fills the variable, or fails to for a reason that has a finding of its own: a broken
/// reference, a missing or unknown place, a misspelt name.
fn is_accounted_for(path: &str, parameters: &[Parameter], variable: &str) -> bool {
    parameters.iter().any(|parameter| {
        parameter.is_unresolved
            || match (parameter.name.as_deref(), parameter.location) {
                (Some(name), Some(Location::Path)) => {
                    name == variable
                        || variables(path).all(|other| other.name != name)
                            && unfilled_near(path, parameters, name) == Some(variable)
                }
                (Some(name), None) => name == variable,
                (None, _) => true,
                _ => false,
            }
    })
}

/// The variable's name in the key of its path item; the whole key if it is written with escapes.
fn span_of(path_item: Node<'_>, variable: Variable<'_>) -> Span {
    let Some(key) = path_item.key() else { return path_item.head_span() };
    let content = key.content_span();
    let start = content.start + variable.start as u32;
    let span = Span::new(start, start + variable.name.len() as u32);
    let is_there = path_item.tree().text().get(span.range()) == Some(variable.name);
    if is_there { span } else { key.span() }
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
