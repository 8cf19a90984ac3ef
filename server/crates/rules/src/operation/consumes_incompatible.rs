//! A body cannot travel as a form, nor form fields as JSON. With a `consumes` that does not fit, the platform refuses the
//! connector.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! ## Fix
//!
//! Gives the operation a `consumes` of its own: JSON for a body, a form for fields.
//!
//! ## Bad
//!
//! ```json /paths/~1files/post
//! {
//!   "summary": "Upload file",
//!   "description": "Adds a file to the shop.",
//!   "operationId": "UploadFile",
//!   "consumes": ["multipart/form-data"],
//!   "parameters": [
//!     { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
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
//!     { "name": "note", "in": "formData", "type": "string", "x-ms-summary": "Note", "description": "A note." }
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
//!   "consumes": ["application/json"],
//!   "parameters": [
//!     { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
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
//!   "consumes": ["application/x-www-form-urlencoded"],
//!   "parameters": [
//!     { "name": "note", "in": "formData", "type": "string", "x-ms-summary": "Note", "description": "A note." }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::Operation;
use syntax::Node;

use crate::consumes::{self, Content};
use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "operation/consumes-incompatible",
    summary: "What an operation takes does not fit its content",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["MimeTypeNotCompatibleWithRequestContentSchemaType"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    let Some(content) = consumes::content(definition, operation) else { return };
    let Some(list) = consumes::in_force(definition, operation) else { return };
    if list.items().next().is_none() || !list.items().all(Node::is_string) {
        return;
    }
    let has_file = || {
        let mut parameters = definition.parameters(operation).iter();
        parameters.any(|parameter| consumes::is_file(definition.parameter_node(parameter)))
    };
    let (message, mime) = match content {
        Content::Body if list.items().all(consumes::is_form) => {
            ("A body cannot travel as a form. List 'application/json', or send form data.", consumes::JSON)
        }
        // A file without the form that it needs has a finding of its own.
        Content::Form if !list.items().any(consumes::is_form) && !has_file() => {
            let mime = consumes::form_type(definition, operation);
            ("Form data needs a type for forms, such as 'multipart/form-data'. List one.", mime)
        }
        _ => return,
    };
    let change = consumes::take(definition, operation, mime);
    let finding = if consumes::own(definition, operation).is_some() {
        context.on_key(list, message)
    } else {
        let finding = context.on_key(definition.node(operation.node), message);
        finding.related(finding.file, list.head_span(), "What the connector takes is listed here.")
    };
    // What carries a text or a file is for its author to say.
    if content == Content::Body && consumes::has_text_body(definition, operation) {
        return;
    }
    finding.fix(Fix::unsafe_(format!("Take '{mime}'"), finding.file, change));
}
