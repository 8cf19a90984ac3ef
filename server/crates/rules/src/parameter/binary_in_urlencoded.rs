//! A form that is sent as `application/x-www-form-urlencoded` consists of short texts. Binary content needs a form with
//! parts, `multipart/form-data`; otherwise the platform refuses the connector.
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
//!     {
//!       "name": "file",
//!       "in": "formData",
//!       "type": "string",
//!       "format": "binary",
//!       "x-ms-summary": "File",
//!       "description": "The content."
//!     }
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
//!     {
//!       "name": "file",
//!       "in": "formData",
//!       "type": "string",
//!       "format": "binary",
//!       "x-ms-summary": "File",
//!       "description": "The content."
//!     }
//!   ],
//!   "responses": {
//!     "200": { "description": "The item.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Location, Operation};
use syntax::Node;

use crate::consumes::{self, MULTIPART, URL_ENCODED};
use crate::fix::Fix;
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity, underline};

pub static RULE: Rule = Rule {
    code: "parameter/binary-in-urlencoded",
    summary: "Binary content cannot travel in what the operation takes",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["StringBinaryNotSupportedForFormUrlEncoded"],
    check: Check::Operation(check),
};

fn check(context: &mut Context<'_>, operation: &Operation) {
    let Some(definition) = context.definition() else { return };
    if consumes::content(definition, operation) != Some(consumes::Content::Form) {
        return;
    }
    let Some(list) = consumes::in_force(definition, operation) else { return };
    if !consumes::has(list, URL_ENCODED) || consumes::has(list, MULTIPART) {
        return;
    }
    for parameter in definition.parameters(operation) {
        let node = definition.parameter_node(parameter);
        if parameter.location != Some(Location::FormData) || !consumes::is_binary(node) {
            continue;
        }
        let usage = definition.node(parameter.usage);
        let span = usage.get("format").map_or_else(|| underline::parameter(usage), Node::span);
        let message = format!("Binary content cannot travel as '{URL_ENCODED}'. Take '{MULTIPART}' instead.");
        let finding = context.on(usage, span, message);
        finding.related(finding.file, list.head_span(), "What the operation takes is listed here.");
        let change = consumes::take(definition, operation, MULTIPART);
        finding.fix(Fix::unsafe_(format!("Take '{MULTIPART}'"), finding.file, change));
    }
}
