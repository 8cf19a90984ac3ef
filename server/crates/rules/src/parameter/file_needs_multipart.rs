//! A file travels as one part of a form, `multipart/form-data`. With any other `consumes` the platform refuses the
//! connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": ["application/x-www-form-urlencoded"],
//!   "parameters": [
//!     { "name": "file", "in": "formData", "type": "file", "x-ms-summary": "File", "description": "The content." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "parameters": [
//!     { "name": "file", "in": "formData", "type": "file", "x-ms-summary": "File", "description": "The content." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": ["multipart/form-data"],
//!   "parameters": [
//!     { "name": "file", "in": "formData", "type": "file", "x-ms-summary": "File", "description": "The content." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Node;

use crate::consumes::{self, MULTIPART};
use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/file-needs-multipart",
    summary: "A file cannot travel in what the operation takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["MimeTypeNotCompatibleWithRequestContentSchemaType"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    if consumes::content(definition, operation) != Some(consumes::Content::Form) {
        return;
    }
    let Some(list) = consumes::in_force(definition, operation) else { return };
    if list.items().next().is_none() || !list.items().all(Node::is_string) || consumes::has(list, MULTIPART) {
        return;
    }
    for parameter in definition.parameters(operation) {
        if !consumes::is_file(definition.parameter_node(parameter)) {
            continue;
        }
        let usage = definition.node(parameter.usage);
        let name = operation.id.as_deref().unwrap_or("the operation");
        let message = format!("A file needs a form with parts. List '{MULTIPART}' in 'consumes' of {name}.");
        let finding = context.on(usage, underline::parameter(usage), message);
        finding.related(finding.file, list.head_span(), "What the operation takes is listed here.");
        let change = consumes::take(definition, operation, MULTIPART);
        finding.fix(Fix::unsafe_(format!("Take '{MULTIPART}'"), finding.file, change));
    }
}
