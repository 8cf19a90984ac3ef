//! Connectors are written in Swagger 2.0, which is also called OpenAPI 2.0. Members that came with OpenAPI 3, such as
//! `requestBody` and `components`, are not read, and an import fails
//! (<https://learn.microsoft.com/en-us/connectors/custom-connectors/define-openapi-definition>). Each of them has a
//! counterpart in Swagger 2.0.
//!
//! ## Bad
//!
//! ```json /paths/~1notes/post
//! {
//!   "summary": "Create note",
//!   "description": "Adds a note to the shop.",
//!   "operationId": "CreateNote",
//!   "requestBody": {
//!     "required": true,
//!     "content": {
//!       "application/json": { "schema": { "$ref": "#/definitions/Item" } }
//!     }
//!   },
//!   "responses": {
//!     "201": { "description": "The note.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /servers
//! [ { "url": "https://api.contoso.com" } ]
//! ```
//!
//! ## Bad
//!
//! ```json /paths/~1items~1{id}/get/responses/200
//! {
//!   "description": "The item.",
//!   "content": {
//!     "application/json": { "schema": { "$ref": "#/definitions/Item" } }
//!   }
//! }
//! ```
//!
//! ## Bad
//!
//! ```json /openapi
//! "3.0.1"
//! ```
//!
//! ## Good
//!
//! ```json /paths/~1notes/post
//! {
//!   "summary": "Create note",
//!   "description": "Adds a note to the shop.",
//!   "operationId": "CreateNote",
//!   "parameters": [
//!     { "name": "body", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Item" } }
//!   ],
//!   "responses": {
//!     "201": { "description": "The note.", "schema": { "$ref": "#/definitions/Item" } },
//!     "default": { "description": "Operation failed." }
//!   }
//! }
//! ```

use connector::{Document, FileRole};
use syntax::Node;
use syntax::edit::quote;
use vocabulary::Place;

use crate::finding::Finding;
use crate::fix::{Change, Fix};
use crate::rule::{Check, FixKind, Levels, Rule};
use crate::unknown::{Unknown, UnknownKind, offer_removal, unknown};
use crate::{Context, Severity};

pub static RULE: Rule = Rule {
    code: "swagger/openapi3-keyword",
    summary: "A member that only OpenAPI 3 has",
    levels: Levels::all(Severity::Error),
    fix: FixKind::Unsafe,
    microsoft: &["ExtensionNameNotValid"],
    check: Check::Unknown(check),
};

fn check(context: &mut Context<'_>, document: &Document, node: Node<'_>) {
    let Some(unknown) = unknown(document, node) else { return };
    let UnknownKind::OpenApi3(keyword) = unknown.kind else { return };
    let name = &unknown.name;
    let message = format!("'{name}' belongs to OpenAPI 3; connectors are Swagger 2.0. {}", keyword.doc);
    let finding = context.on_key(node, message);
    match &**name {
        "openapi" => version(finding, node, &unknown),
        "requestBody" => body(finding, node, unknown.object),
        "content" if unknown.place == Place::Response => response(finding, node, unknown.object),
        "servers" if unknown.place == Place::Root && unknown.object.get("host").is_some() => {
            offer_removal(finding, node);
        }
        _ => {}
    }
}

fn version(finding: &mut Finding, node: Node<'_>, unknown: &Unknown<'_>) {
    if unknown.object.get("swagger").is_some() {
        offer_removal(finding, node);
    } else {
        let rename = Change::Rename(node.id(), "swagger".to_owned());
        let fix = Fix::unsafe_("Declare Swagger 2.0", FileRole::Definition, rename);
        finding.fix(fix.and(FileRole::Definition, Change::Replace(node.id(), "\"2.0\"".to_owned())));
    }
}

/// The schema of the first media type that has one.
fn schema(content: Node<'_>) -> Option<Node<'_>> {
    content.members().find_map(|media| media.get("schema")).filter(|schema| schema.is_object())
}

/// Turns a request body into a body parameter.
fn body(finding: &mut Finding, node: Node<'_>, operation: Node<'_>) {
    let Some(schema) = node.get("content").and_then(schema) else { return };
    let mut parameter = String::from(r#"{"name":"body","in":"body""#);
    if let Some(description) = node.get("description").and_then(Node::as_str) {
        parameter.push_str(r#","description":"#);
        parameter.push_str(&quote(&description));
    }
    if node.get("required").and_then(Node::as_bool) == Some(true) {
        parameter.push_str(r#","required":true"#);
    }
    parameter.push_str(r#","schema":"#);
    parameter.push_str(schema.raw());
    parameter.push('}');
    let add = match operation.get("parameters") {
        Some(list) if list.is_array() => Change::Append(list.id(), parameter),
        Some(_) => return,
        None => Change::Insert {
            object: operation.id(),
            name: "parameters".to_owned(),
            value: format!("[{parameter}]"),
            after: Some("operationId".to_owned()),
        },
    };
    let fix = Fix::unsafe_("Change to a body parameter", FileRole::Definition, Change::Remove(node.id()));
    finding.fix(fix.and(FileRole::Definition, add));
}

/// Puts the schema of a response where Swagger 2.0 has it.
fn response(finding: &mut Finding, node: Node<'_>, response: Node<'_>) {
    let Some(schema) = schema(node).filter(|_| response.get("schema").is_none()) else { return };
    let rename = Change::Rename(node.id(), "schema".to_owned());
    let fix = Fix::unsafe_("Change to 'schema'", FileRole::Definition, rename);
    finding.fix(fix.and(FileRole::Definition, Change::Replace(node.id(), schema.raw().to_owned())));
}
