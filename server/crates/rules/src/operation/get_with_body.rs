//! GET and HEAD requests have no body. The platform refuses body and form parameters on them; values can only travel
//! in the path, the query or headers.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! If the service does expect a body, the operation is really a POST.
//!
//! ## Bad
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders that match.",
//!   "operationId": "ListOrders",
//!   "parameters": [
//!     { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//!   ],
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1orders/get
//! {
//!   "summary": "List orders",
//!   "description": "Gets the orders that match.",
//!   "operationId": "ListOrders",
//!   "parameters": [
//!     {
//!       "name": "title",
//!       "in": "query",
//!       "type": "string",
//!       "x-ms-summary": "Title",
//!       "description": "What the orders must contain."
//!     }
//!   ],
//!   "responses": {
//!     "200": { "description": "The orders.", "schema": { "$ref": "#/definitions/ItemList" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Location, Method, Operation};

use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "operation/get-with-body",
    summary: "A GET or HEAD operation has a body or form parameter",
    levels: Levels::all(Severity::Error),
    fix: FixKind::None,
    microsoft: &["BodyOrFormDataParameterInFetchOperationNotAllowed"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    if !matches!(operation.method, Method::Get | Method::Head) {
        return;
    }
    let Some(definition) = context.definition() else { return };
    for parameter in definition.parameters(operation) {
        let what = match parameter.location {
            Some(Location::Body) => "a body",
            Some(Location::FormData) => "form data",
            _ => continue,
        };
        let name = parameter.name.as_deref().unwrap_or("This parameter");
        let method = operation.method.name();
        let message = format!(
            "'{name}' is {what}, which a {method} request does not have. Move it to the query, or use POST."
        );
        let usage = definition.node(parameter.usage);
        let span = underline::parameter(usage);
        if parameter.from_path_item {
            // The other methods of the path may well use it: the trouble is with this one.
            let file = context.file_of(usage);
            context.on_key(definition.node(operation.node), message).related(
                file,
                span,
                format!("'{name}' applies to every method of this path."),
            );
        } else {
            context.on(usage, span, message);
        }
    }
}
