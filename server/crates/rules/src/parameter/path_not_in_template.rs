//! A path parameter fills a variable of the path. If the path has no variable of that name, the value goes nowhere,
//! and the platform refuses the connector. Names must be equal to the letter case.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/parameters
//! [
//!   { "$ref": "#/parameters/ItemKey" },
//!   {
//!     "name": "line",
//!     "in": "path",
//!     "required": true,
//!     "type": "string",
//!     "x-ms-summary": "Line",
//!     "description": "The line of the item.",
//!     "x-ms-url-encoding": "single"
//!   }
//! ]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1orders~1{number}/get
//! {
//!   "summary": "Get order",
//!   "description": "Gets one order by its number.",
//!   "operationId": "GetOrder",
//!   "parameters": [
//!     {
//!       "name": "Number",
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

use connector::template::variables;
use connector::{Location, Operation};
use syntax::edit::quote;

use crate::fix::{Change, Fix};
use crate::near::hint;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::template::{meant_for, unfilled};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/path-not-in-template",
    summary: "A path parameter has no variable in the path",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["PathParameterNotDefinedInTemplate"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let path = definition.path(operation);
    // Variables that are not well formed have a finding of their own.
    if crate::paths::mistake(&path).is_some() {
        return;
    }
    let item = definition.path_item(operation);
    let is_first =
        definition.operations.get(item.operations.start).is_some_and(|it| it.node == operation.node);
    let parameters = definition.parameters(operation);
    let mut unfilled_variables = None;
    for parameter in parameters {
        let Some(name) = parameter.name.as_deref().filter(|_| parameter.location == Some(Location::Path))
        else {
            continue;
        };
        // What stands in the list of the path is reported once, not for every method.
        if variables(&path).any(|variable| variable.name == name) || parameter.from_path_item && !is_first {
            continue;
        }
        let usage = definition.node(parameter.usage);
        let file = context.file_of(usage);
        let unfilled = unfilled_variables.get_or_insert_with(|| unfilled(&path, parameters));
        let near = meant_for(name, unfilled);
        let message =
            format!("The path '{path}' has no variable '{{{name}}}'. Rename or remove this parameter.");
        let finding = context.on(usage, underline::parameter(usage), message + &hint(near));
        let own_name = usage.get("name").filter(|name| name.is_string() && parameter.usage == parameter.node);
        if let (Some(near), Some(own_name)) = (near, own_name) {
            let change = Change::Replace(own_name.id(), quote(near));
            finding.fix(Fix::unsafe_(format!("Rename to '{near}'"), file, change));
        } else if near.is_none() {
            finding.fix(Fix::unsafe_(format!("Remove '{name}'"), file, Change::Remove(usage.id())));
        }
    }
}
