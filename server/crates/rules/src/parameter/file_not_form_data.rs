//! A file is sent as a field of a form: only parameters with `in: formData` can have the type `file`.
//! Source: <https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules>.
//!
//! If the service takes the bare file as its body, use a body with the schema
//! `{ "type": "string", "format": "binary" }`.
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
//!     { "name": "file", "in": "query", "type": "file", "x-ms-summary": "File", "description": "The content." }
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
//!   "parameters": [{ "name": "file", "in": "body", "type": "file" }],
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

use connector::{Location, Method};
use syntax::Node;
use vocabulary::Place;

use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "parameter/file-not-form-data",
    summary: "A file does not travel as form data",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["FileParameterMustBeInFormData"],
    check: Check::Places(
        &[Place::PathParameter, Place::QueryParameter, Place::HeaderParameter, Place::BodyParameter],
        check,
    ),
};

fn check(context: &mut Context<'_>, node: Node<'_>, place: Place) {
    let Some(kind) = node.get("type") else { return };
    let is_file = kind.as_str().is_some_and(|kind| kind == "file");
    let Some(location) = node.get("in").filter(|_| is_file && node.get("$ref").is_none()) else { return };
    let file = context.file_of(node);
    let can_move =
        matches!(place, Place::QueryParameter | Place::HeaderParameter) && takes_forms(context, node);
    let finding =
        context.on(node, kind.span(), "A file can only be sent as form data. Write \"in\": \"formData\".");
    if can_move {
        let change = Change::Replace(location.id(), "\"formData\"".to_owned());
        finding.fix(Fix::unsafe_("Send it as form data", file, change));
    }
}

/// Whether the operation around `node` can have form data as it is: it is no GET or HEAD, has no body, and says that
/// it takes forms with files.
fn takes_forms(context: &Context<'_>, node: Node<'_>) -> bool {
    let Some(definition) = context.definition() else { return false };
    let Some(operation) = definition.operation_around(node) else { return false };
    let has_body =
        definition.parameters(operation).iter().any(|found| found.location == Some(Location::Body));
    let consumes = definition.node(operation.node).get("consumes");
    let consumes = consumes.or_else(|| definition.document.root().get("consumes"));
    let mut types = consumes.into_iter().flat_map(Node::items).filter_map(Node::as_str);
    !matches!(operation.method, Method::Get | Method::Head)
        && !has_body
        && types.any(|mime| mime.eq_ignore_ascii_case("multipart/form-data"))
}
